"""Beliefs that make a profile credible, or the reason why there are none."""
