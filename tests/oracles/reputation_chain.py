"""The chain store of Kreps and Wilson's "Reputation and imperfect information": the assessment that they give.

An incumbent meets one entrant after the other, each a player of its own. With the prior it is tough and gains by
fighting. All see what has happened before, the entrants not what the incumbent is.
"""

from __future__ import annotations

from fractions import Fraction

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder
from gametheory.core.assessments import Assessment
from gametheory.core.profiles import Strategy

MONOPOLY = Fraction(2)
ENTRY = Fraction(1, 2)


def chain(num_markets: int, prior: Fraction) -> ExtensiveFormGame:
    """Market ``num_markets`` comes first and market 1 last; keys of information sets are histories."""
    entrants = [f"entrant{market}" for market in range(num_markets, 0, -1)]
    builder = TreeBuilder(["incumbent", *entrants])
    waiting = []
    for kind, node in zip("TW", builder.chance(0, {"tough": prior, "weak": 1 - prior}), strict=True):
        waiting.append((node, kind, "", num_markets))
    while waiting:
        node, kind, history, market = waiting.pop()
        if not market:
            continue
        entrant = f"entrant{market}"
        out, entered = builder.move(node, entrant, ["out", "in"], infoset=f"e{history}")
        builder.payoffs(out, {"incumbent": MONOPOLY})
        fight, accept = builder.move(entered, "incumbent", ["fight", "accept"], infoset=f"{kind}{history}")
        builder.payoffs(fight, {"incumbent": 0 if kind == "T" else -1, entrant: ENTRY - 1})
        builder.payoffs(accept, {"incumbent": -1 if kind == "T" else 0, entrant: ENTRY})
        waiting += [(out, kind, f"{history}o", market - 1)]
        waiting += [(fight, kind, f"{history}f", market - 1), (accept, kind, f"{history}a", market - 1)]
    return builder.build(title=f"chain of {num_markets}")


def belief_after(num_markets: int, prior: Fraction, history: str) -> Fraction:
    """The probability of the tough kind by the recursion."""
    belief = prior
    for market, event in zip(range(num_markets, 0, -1), history, strict=False):
        if event == "a":
            belief = Fraction(0)
        elif event == "f" and belief:
            belief = max(ENTRY ** (market - 1), belief)
    return belief


def fighting(belief: Fraction, market: int) -> Fraction:
    """How often the weak kind fights."""
    threshold = ENTRY ** (market - 1)
    if market == 1:
        return Fraction(0)
    if belief >= threshold:
        return Fraction(1)
    return belief * (1 - threshold) / ((1 - belief) * threshold)


def recursion(num_markets: int, prior: Fraction) -> Assessment:
    """What is done and believed everywhere."""
    tree = chain(num_markets, prior)
    strategies: list[Strategy | None] = []
    beliefs: list[Strategy | None] = []
    for index, infoset in enumerate(tree.infosets):
        if infoset.is_chance:
            strategies.append(None)
            beliefs.append(None)
            continue
        kind, history = infoset.key[0], infoset.key[1:]
        market, belief = num_markets - len(history), belief_after(num_markets, prior, history)
        if kind == "e":
            threshold = ENTRY**market
            out = Fraction(belief > threshold) if belief != threshold else 1 / MONOPOLY
            strategies.append((out, 1 - out))
            beliefs.append((belief, 1 - belief))
            assert len(tree.infoset_nodes(index)) == 2
        else:
            fight = Fraction(1) if kind == "T" else fighting(belief, market)
            strategies.append((fight, 1 - fight))
            beliefs.append((Fraction(1),))
    return Assessment(BehaviorProfile(tree, tuple(strategies)), tuple(beliefs))
