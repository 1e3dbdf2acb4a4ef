"""Equilibria of games in normal form: all of them, or one."""
