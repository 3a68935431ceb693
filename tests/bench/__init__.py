"""Benchmarks: each a module to run by hand, printing a table; none asserts a speed."""
