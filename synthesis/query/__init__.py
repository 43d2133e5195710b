"""The query language: read from text, written as text, checked against what a workspace knows."""
