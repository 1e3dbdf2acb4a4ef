"""Payoffs, best responses and regrets of a given profile."""
