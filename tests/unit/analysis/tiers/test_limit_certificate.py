from __future__ import annotations

from fractions import Fraction

from gametheory.analysis.tiers.limit_certificate import judge_limit
from gametheory.core.symmetric_profile import SymmetricProfile
from unit.models.tier_files import adoption, tier_game


def shares(low: str, high: str) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    return ((1 - Fraction(high), 1 - Fraction(low)), (Fraction(low), Fraction(high)))


def test_shares_of_the_limit_are_judged_without_moving_them() -> None:
    proof = judge_limit(SymmetricProfile(adoption(9), (shares("5/8", "5/8"),), is_limit=True))
    assert (proof.max_regret, proof.payoffs) == (0, (Fraction(5, 8),))
    off = judge_limit(SymmetricProfile(adoption(9), (shares("1/2", "1/2"),), is_limit=True))
    assert off.max_regret == Fraction(1, 8)


def test_an_interval_is_judged_by_its_ends() -> None:
    game = tier_game({"shop": (9, ["A", "B"])}, {"shop": '1/2 if shop == "A" else share(shop, "B") ** 2'})
    assert judge_limit(SymmetricProfile(game, (shares("0.7", "0.71"),), is_limit=True)).max_regret == 0
    assert judge_limit(SymmetricProfile(game, (shares("0.72", "0.73"),), is_limit=True)).max_regret > 0


def test_single_players_are_judged_at_the_shares() -> None:
    players = {"store": (0, ["Low", "High"]), "shop": (9, ["A", "B"])}
    game = tier_game(players, {"store": '1/2 if store == "Low" else share(shop, "B")', "shop": "0"})
    low = ((Fraction(1), Fraction(1)), (Fraction(0), Fraction(0)))
    proof = judge_limit(SymmetricProfile(game, (low, shares("3/4", "3/4")), is_limit=True))
    assert [reply.regret for reply in proof.replies] == [Fraction(1, 4), 0]
