"""Linking: making one work of all records of one thing, and never one of two.

In order: ``keys`` says which pairs are worth looking at (the store finds them), ``decide`` looks at a
pair, ``cluster`` makes works of the links, ``best`` chooses what is shown.
"""
