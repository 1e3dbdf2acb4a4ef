"""What comes before tiers choose, and where a plan has to be told beside what play comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.led_plan import LedPlan
    from gametheory.core.led_tiered_game import History, LedTieredGame


def moves_made(game: LedTieredGame, history: History) -> list[str]:
    """Return the names of the moves of leaders and chance, without the stages that are skipped.

    Examples
    --------
    >>> from gametheory import load
    >>> moves_made(load("choose_one_of_two_tiers").to_game(), (1,))
    ['Allow both']
    """
    return [
        stage.moves[move]
        for number, (stage, move) in enumerate(zip(game.stages, history, strict=False))
        if len(stage.moves) == 1 or len(game.chances_after(history[:number])) > 1
    ]


def elsewhere(plan: LedPlan) -> Iterator[tuple[int | None, History]]:
    """Yield histories that play is not certain to come to, with the leader who moves next; None is the tiers' turn.

    A leader who has no choice there is left out.
    """
    game = plan.led_game
    certain = {end for end, probability in plan.ends(()) if probability == 1}
    for number in range(1, len(game.stages) + 1):
        leader = game.stages[number].leader if number < len(game.stages) else None
        for history in game.histories_before(number):
            if any(end[:number] == history for end in certain):
                continue
            if number == len(game.stages):
                yield None, history
            elif leader is not None and len(game.chances_after(history)) > 1:
                yield leader, history
