"""The nouns of Ken: frozen values and pure functions on them.

Everything else in the house exchanges these values. Nothing here reads a file of the user, talks to
the network, or knows DuckDB, spaCy, Prefect or the command line.
"""
