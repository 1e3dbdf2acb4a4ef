"""Every kind of study answers in the same way."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gametheory import load
from gametheory.polynomials import RealRoot
from gametheory.solvers.watch import Watch
from gametheory.studies.lines.line_regimes import LateRegime, LineStudy, settled
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.lines.pure_line import PureLine
from gametheory.studies.lines.reduced_line import ReducedLine
from gametheory.studies.lines.tree_line import TreeLine
from gametheory.studies.lines.two_player_line import TwoPlayerLine

if TYPE_CHECKING:
    from gametheory.studies.regimes import Regime


def walk(line: ParameterLine) -> LineStudy:
    return TwoPlayerLine(line.game.players, line.game.actions)  # type: ignore[union-attr]


def reduced(line: ParameterLine) -> LineStudy:
    return ReducedLine(line.game)  # type: ignore[arg-type]


def pure(line: ParameterLine) -> LineStudy:
    return PureLine(line.game)  # type: ignore[arg-type]


def tree(line: ParameterLine) -> LineStudy:
    return TreeLine(line.game, Watch(), lambda value: line.solved_at(value, "subgame_perfect"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("game", "parameter", "ends", "study", "expected"),
    [
        ("price_monitoring", "scan_cost", (0, 1), walk, ["1227/4000"]),
        ("price_monitoring", "scan_cost", (0, 1), reduced, ["1227/4000"]),
        ("price_monitoring", "scan_cost", (0, 1), pure, ["1227/4000"]),
        ("monitoring_scope", "overlap", (0, 1), tree, ["1/12", "1/6", "5/12"]),
    ],
)
def test_regimes_between_changes_differ_or_touch(
    game: str, parameter: str, ends: tuple[int, int], study: object, expected: list[str]
) -> None:
    line = ParameterLine(load(game), parameter)
    found = study(line)  # type: ignore[operator]
    (piece,) = line.pieces(*(RealRoot.rational(Fraction(end)) for end in ends), lambda: None)
    regimes = found.on_piece(piece, lambda: None)
    assert [str(change.root) for change in regimes.changes] == expected
    assert regimes.num_candidates >= len(expected)
    before = regimes.first
    for change in regimes.changes:
        assert change.at != before or change.after != before
        assert found.at_value(change.root, piece.content, lambda: None) == change.at
        before = change.after
    assert found.notes == ()


def test_a_late_regime_is_made_once() -> None:
    made = []

    def make() -> Regime:
        made.append(1)
        return (((("firm", "", ("Enter",)),),),)

    late = LateRegime(make)
    assert made == []
    assert settled(late) == settled(late) == settled(make()) != settled(None)
    assert len(made) == 2
