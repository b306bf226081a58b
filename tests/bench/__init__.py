"""Benchmarks: made captures, paired runs, ratios. `python -m tests.bench` or `nox -s bench` runs them all."""
