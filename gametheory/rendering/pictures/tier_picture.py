"""Pictures of tiers: what a seller gains by going over to an action, against the share of the tier that is there."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.count_profile import CountProfile
from gametheory.core.led_plan import LedPlan
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import Deviation
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.panels import Panel, Series, panels_scene
from gametheory.rendering.sentences.tier_sentences import tier_play_sentences
from gametheory.rendering.sentences.wording import quoted

if TYPE_CHECKING:
    from gametheory.core.solution import Solution
    from gametheory.core.tiered_game import Counts, TieredGame
    from gametheory.rendering.pictures.scene import Scene

POINTS = 200
"""Places along the axis at which gains are computed."""
MOST_PANELS = 6


def check_tier_picture(game: TieredGame) -> None:
    """Raise UnsupportedGameError if a game of tiers has no picture."""
    choosing = [tier for tier in game.tiers if game.num_actions[tier] > 1]
    if not 1 <= len(choosing) <= MOST_PANELS:
        raise UnsupportedGameError(
            f"expected from 1 to {MOST_PANELS} tiers with a choice for a picture, got {len(choosing)}; solve it instead"
        )


def draw_tiers(game: TieredGame, solution: Solution | None, index: int | None, *, title: str) -> Scene:
    """Return one panel for each tier: the gain from each action over the tier's first one, and where it is 0.

    Where a line is above 0 sellers go over, where it is below they come back: so a line that falls through 0 draws
    sellers to that share, and one that rises through 0 is a tipping point. Everybody else stays at the equilibrium that
    is shown, or at the first action where none is.

    Parameters
    ----------
    game
        The game.
    solution, index
        The equilibrium to show, None where there is none.
    title
        Above the picture.

    Raises
    ------
    UnsupportedGameError
        If no tier has a choice, or too many have one.
    """
    check_tier_picture(game)
    shown = None if solution is None or index is None else solution.equilibria[index]
    branch, play, after = _what_is_left(game, None if shown is None else shown.play)
    counts = _counts(branch, play)
    panels = [_panel(branch, tier, counts) for tier in branch.tiers if branch.num_actions[tier] > 1]
    notes = [
        "A line above 0 draws sellers to the action that it is named for, one below 0 drives them away: where it falls "
        "through 0 shares come to rest, where it rises through 0 they tip."
    ]
    if shown is not None and isinstance(shown.play, CountProfile | SymmetricProfile):
        told = " ".join(tier_play_sentences(shown.play, shown.payoffs, ""))
        notes.append(f"Everybody else stays at equilibrium {(index or 0) + 1}: {told}")
    else:
        notes.append("Everybody else is at the first action.")
    if after:
        notes.append(f"What is shown is the game {after}.")
    return panels_scene(panels, title=title, across="share of the tier at the action", notes=notes)


def _what_is_left(game: TieredGame, play: object) -> tuple[TieredGame, object, str]:
    """Return the game in which tiers choose, what is played in it, and after what; where all choose at once, the same.

    Where leaders or chance move first it is what is likeliest among what leaves tiers a choice.
    """
    if not isinstance(game, LedTieredGame):
        return game, play, ""
    plan = play if isinstance(play, LedPlan) else None
    reached = [] if plan is None else sorted(plan.ends(()), key=lambda end: -end[1])
    ends = dict.fromkeys([*(end for end, _ in reached), *game.histories])
    for end in ends:
        branch = game.after(end)
        if any(branch.num_actions[tier] > 1 for tier in branch.tiers):
            return branch, None if plan is None else plan.branch(end), game.place_of(end)
    raise UnsupportedGameError("expected a tier with a choice for a picture, got none; solve the game instead")


def _counts(game: TieredGame, play: object) -> Counts:
    """Return the counts at which everybody else stays."""
    if isinstance(play, CountProfile):
        return play.lead
    counts = []
    for player, count in enumerate(game.counts):
        own = [count, *[0] * (game.num_actions[player] - 1)]
        if isinstance(play, SymmetricProfile):
            shares = list(play[player].values())
            own = [int(share * count) for share in shares]
            own[shares.index(max(shares))] += count - sum(own)
        counts.append(tuple(own))
    return tuple(counts)


def _panel(game: TieredGame, tier: int, counts: Counts) -> Panel:
    """Return what the sellers of one tier gain by each action over the first one."""
    names = game.actions[tier]
    lines = [
        Series(f"{quoted(names[other])} over {quoted(names[0])}", _line(game, tier, other, counts))
        for other in range(1, len(names))
    ]
    lines.append(Series("no gain", ((0.0, 0.0), (1.0, 0.0))))
    values = [value for line in lines for _, value in line.points]
    low, high = min(values), max(values)
    room = (high - low) / 20 or 1.0
    return Panel(f"{game.players[tier].label}: what one seller gains", tuple(lines), (low - room, high + room))


def _line(game: TieredGame, tier: int, other: int, counts: Counts) -> tuple[tuple[float, float], ...]:
    """Return the gain from an action over the first one at each number of others who are there."""
    count = game.counts[tier]
    points = []
    for number in sorted({round(Fraction(count - 1, POINTS) * step) for step in range(POINTS + 1)}):
        own = [0] * game.num_actions[tier]
        own[0], own[other] = count - number, number
        at = (*counts[:tier], tuple(own), *counts[tier + 1 :])
        points.append((number / count, float(game.gain(Deviation(tier, 0, other), at))))
    return tuple(points)
