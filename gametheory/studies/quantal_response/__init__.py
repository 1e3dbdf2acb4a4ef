"""Quantal response fitted to what was observed."""
