"""A comparison with ASReview, run by hand: ``python -m bench.asreview FILE… --orders DIR``.

ASReview (Apache 2.0 licence) is no dependency of Ken: the comparison installs it into an environment of
its own.
"""
