"""Credible equilibria of trees and graphs of states: subgame by subgame, with beliefs."""
