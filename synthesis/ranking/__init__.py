"""Ranking: which works a workstream should read first, and why.

In order: ``evidence`` gathers what is known of a work, ``score`` weighs it, ``reasons`` puts it into
words, ``novelty`` compares with what the team has seen, ``queue`` fills the places.
"""
