"""Screening: after each decision, which of the works that are left is most likely to be kept.

In order: ``lexical`` turns texts into weighted words, ``margin`` learns from decisions, ``inclusion`` knows
what reviews in general take in, ``pool`` puts them together into one order that changes with each decision.
"""
