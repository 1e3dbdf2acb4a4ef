"""All pure equilibria of a game of tiers, by counts."""

from __future__ import annotations

from itertools import product
from math import isfinite
from typing import TYPE_CHECKING

from gametheory.core.count_profile import CountProfile, num_sums
from gametheory.core.pooled_tiers import PooledTiers
from gametheory.core.solution import Coverage, Termination
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.tiers.count_boxes import BoxSearch
from gametheory.solvers.tiers.count_forecast import forecast

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Sequence

    from gametheory.core.count_profile import Range
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.tiers.count_boxes import Boxes

    BoxRanges = tuple[tuple[Range, ...], ...]


MOST_FORECASTS = 20
"""Equilibria around which the number of others is forecast, where there are too many to find."""
JOINED_AT = 2
"""Boxes, as a multiple of those that are listed, that are joined before the search is given up."""


def search(problem: Problem) -> Generator[CountProfile, None, Conclusion]:
    """Yield boxes of counts in which nobody gains by going over to another action alone.

    Parameters
    ----------
    problem
        A game of tiers.

    Raises
    ------
    UnsupportedGameError
        If the game has no tiers, or concept ``nash`` is asked for and there is no pure equilibrium.

    Notes
    -----
    Boxes of counts are bounded, taken whole, thrown away or halved, for each combination of the single players'
    actions; what floats leave open at a single count vector is decided in rationals. So nothing is missed, and where
    there is no equilibrium that is proved. Tiers that are alike are searched as one tier, and all splits of its counts
    over them are one line. Boxes that lie side by side are joined. The work grows with the number of
    boxes at the border between what is and what is not an equilibrium, hardly with the number of sellers; memory with
    what is found.
    """
    game = problem.game
    if not isinstance(game, TieredGame):
        raise UnsupportedGameError("tier_counts needs a game of tiers, got single players; use concept 'nash'")
    pooled = PooledTiers(game)
    found: list[CountProfile] = []
    statistics = {"boxes": 0, "exact": 0}
    for profile in _single_profiles(pooled.game):
        boxes_found: set[BoxRanges] = set()
        running = BoxSearch(pooled.game, profile, problem.watch)
        for boxes in running.accepted():
            for ranges in _ranges(pooled.game, boxes):
                boxes_found.add(ranges)
                yield pooled.spread(CountProfile(pooled.game, ranges))
            if len(found) + len(boxes_found) > JOINED_AT * problem.num_listed:
                boxes_found = set(joined(boxes_found, pooled.game.counts))
                if len(found) + len(boxes_found) > problem.num_listed:
                    found += [CountProfile(pooled.game, ranges) for ranges in boxes_found]
                    return _cut(problem, pooled, found, statistics)
        statistics["boxes"] += running.num_boxes
        statistics["exact"] += running.num_exact
        found += [CountProfile(pooled.game, ranges) for ranges in joined(boxes_found, pooled.game.counts)]
    if not found and problem.concept == "nash":
        raise UnsupportedGameError("there is no pure equilibrium, which is proved; use concept 'symmetric'")
    spread = [pooled.spread(profile) for profile in found]
    return Conclusion(
        Coverage.ALL if problem.concept == "pure" else Coverage.ALL_PURE,
        profiles=spread,
        num_extreme=_num_vectors(spread),
        statistics=statistics,
    )


def _num_vectors(found: Sequence[CountProfile]) -> int | None:
    """Return how many count vectors boxes hold that have none in common; None where that is not known of one."""
    numbers = [profile.num_vectors for profile in found]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _cut(problem: Problem, pooled: PooledTiers, found: list[CountProfile], statistics: dict[str, int]) -> Conclusion:
    """Return the conclusion of a search that found more boxes than are listed."""
    predictions = (forecast(found[0].game, profile.lead) for profile in found[:MOST_FORECASTS])
    about = max((number for number in predictions if number is not None), default=None)
    many = f", about {about:,.0f} around one of them," if about is not None and isfinite(about) else ""
    sentence = (
        f"the search stopped at {len(found):,} families of equilibria in counts, and there are more{many} since what "
        f"sellers gain hardly changes along them; raise the number of equilibria listed, or join tiers of one formula"
    )
    return Conclusion(
        Coverage.PARTIAL,
        profiles=[pooled.spread(profile) for profile in found[: problem.num_listed]],
        unresolved=(sentence,),
        termination=Termination.COUNT_REACHED,
        statistics=statistics,
    )


def _single_profiles(game: TieredGame) -> Iterator[tuple[int | None, ...]]:
    """Yield every combination of actions of the single players; None for tiers."""
    yield from product(
        *(range(number) if count == 1 else (None,) for number, count in zip(game.num_actions, game.counts, strict=True))
    )


def _ranges(game: TieredGame, boxes: Boxes) -> Iterator[BoxRanges]:
    """Yield the ranges of counts of each box."""
    for low, high in zip(boxes.low.T.tolist(), boxes.high.T.tolist(), strict=True):
        ends = iter(zip(low, high, strict=True))
        yield tuple(tuple(next(ends) for _ in range(number)) for number in game.num_actions)


def joined(boxes: Collection[BoxRanges], counts: Sequence[int]) -> list[BoxRanges]:
    """Return boxes of counts with those joined that differ for one player only and make up one box together.

    Parameters
    ----------
    boxes
        Boxes that have no count vector in common, as ranges by player and action.
    counts
        Number of sellers of each player.

    Examples
    --------
    >>> joined([(((1, 4), (2, 5)),), (((5, 6), (0, 1)),), (((0, 0), (6, 6)),)], [6])
    [(((0, 6), (0, 6)),)]
    """
    current = sorted(boxes)
    while True:
        before = len(current)
        for player in range(len(current[0]) if current else 0):
            current = _joined_for(player, current, counts[player])
        if len(current) == before:
            return current


def _joined_for(player: int, boxes: Sequence[BoxRanges], count: int) -> list[BoxRanges]:
    """Return boxes with those joined that differ for one player."""
    groups: dict[BoxRanges, list[tuple[Range, ...]]] = {}
    for box in boxes:
        groups.setdefault((*box[:player], *box[player + 1 :]), []).append(box[player])
    result = []
    for others, own in groups.items():
        joined_own = _neighbors_joined(sorted(own), count)
        result += [(*others[:player], ranges, *others[player:]) for ranges in joined_own]
    return sorted(result)


def _neighbors_joined(own: Sequence[tuple[Range, ...]], count: int) -> Iterator[tuple[Range, ...]]:
    """Yield one player's ranges, each joined with the following ones as long as both make up one box."""
    current = own[0]
    for following in own[1:]:
        hull = tuple(
            (min(first[0], second[0]), max(first[1], second[1]))
            for first, second in zip(current, following, strict=True)
        )
        if num_sums(hull, count) == num_sums(current, count) + num_sums(following, count):
            current = hull
        else:
            yield current
            current = following
    yield current
