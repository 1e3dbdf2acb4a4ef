"""Judgement of a given profile: payoffs, best responses, regret, dominance, structure, certificates."""
