"""Linking, ranking, digests and exports: pure functions over values."""
