"""Sized problems against solvers and peers; ``python -m benchmarks`` prints the table."""
