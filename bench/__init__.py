"""Benchmarks that anyone can run again, and the recipes of what they measure."""
