"""Ranking: which works a workstream should read first, and why.

In order: ``space`` compares texts, ``score`` weighs what is known of a work, ``signals`` finds what is
early or odd, ``queue`` fills the places; ``reasons``, ``past`` and ``below`` put a place into words, and
``preview`` says what other weights would change.
"""
