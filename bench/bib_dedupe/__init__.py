"""A comparison with bib-dedupe, run by hand: ``python -m bench.bib_dedupe DIR…``.

bib-dedupe (MIT licence) is no dependency of Ken: the comparison installs it into an environment of its own.
"""
