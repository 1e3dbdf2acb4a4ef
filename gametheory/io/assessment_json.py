"""Beliefs of assessments as plain values for JSON: which are held, which would do, and what forward induction says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from gametheory.analysis.beliefs.forward_induction import d1_criterion, intuitive_criterion
from gametheory.analysis.beliefs.signaling import signaling_form, signaling_game
from gametheory.analysis.beliefs.supporting_beliefs import supporting_ranges
from gametheory.core.assessments import AssessmentCertificate
from gametheory.core.node_places import node_names_within
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gametheory.analysis.beliefs.forward_induction import CriterionVerdict
    from gametheory.analysis.beliefs.signaling import SignalingGame
    from gametheory.core.assessments import Assessment
    from gametheory.core.certificate import Certificate
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.io.json_values import NumberWriter

MOST_LOOKED_AT = 100
"""Equilibria of a list of which the beliefs that would do, and the verdicts of forward induction, are told."""


def assessment_to_json(
    assessment: Assessment, certificate: Certificate, written: NumberWriter, *, is_looked_at: bool = True
) -> dict[str, Any]:
    """Return what an assessment has beside strategies and payoffs.

    Parameters
    ----------
    assessment, certificate
        The assessment and its proof.
    written
        How numbers are written.
    is_looked_at
        Whether the beliefs that would do and the verdicts of forward induction are computed; None stands for them
        otherwise, and where the assessment is not sequential.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> from gametheory.io.json_values import number_to_json
    >>> quiche = solve(load("beer_quiche"), "sequential").equilibria[2]
    >>> told = assessment_to_json(quiche.play, quiche.certificate, number_to_json)
    >>> told["is_consistent"], told["supporting_beliefs"]["bully"]["fight: Beer"]["Strong"]
    (True, ['0', '1/2'])
    >>> told["signaling"]["form"], told["signaling"]["intuitive_criterion"]["failures"][0]["excluded"]
    ('pooling', ['Weak'])
    """
    proof = cast("AssessmentCertificate", certificate)
    is_told = is_looked_at and proof.is_sequential
    return {
        "beliefs": _by_infoset(
            assessment.game,
            assessment.beliefs,
            written,
        ),
        "is_consistent": proof.consistency.is_consistent,
        "supporting_beliefs": _supporting_beliefs(assessment, written) if is_told else None,
        "signaling": _signaling(assessment) if is_told else None,
    }


def _by_infoset(
    tree: ExtensiveFormGame, told: Sequence[Sequence[Any] | None], written: Callable[[Any], Any]
) -> dict[str, dict[str, Any]]:
    """Return ``{player: {infoset: {node: ...}}}``; nodes are told apart by the actions that lead there."""
    return {
        player.key: {
            tree.infosets[index].key: {
                name: written(value) for name, value in zip(node_names_within(tree, index), values, strict=True)
            }
            for index in tree.player_infosets(place)
            if (values := told[index]) is not None
        }
        for place, player in enumerate(tree.players)
    }


def _supporting_beliefs(assessment: Assessment, written: NumberWriter) -> dict[str, dict[str, Any]]:
    """Return by node the least and the largest probability that makes the choices best, where play never comes."""
    ranges = supporting_ranges(assessment.profile)
    return _by_infoset(
        assessment.game,
        [ranges.get(index) for index in range(len(assessment.game.infosets))],
        lambda ends: [written(ends[0]), written(ends[1])],
    )


def _signaling(assessment: Assessment) -> dict[str, Any] | None:
    """Return what messages tell and whether forward induction excludes them; None for other trees."""
    game = signaling_game(assessment.game)
    if game is None:
        return None
    try:
        d1 = _verdict(game, assessment.game, d1_criterion(assessment))
    except UnsupportedGameError:
        d1 = None
    return {
        "form": signaling_form(assessment).value,
        "intuitive_criterion": _verdict(game, assessment.game, intuitive_criterion(assessment)),
        "d1": d1,
    }


def _verdict(game: SignalingGame, tree: ExtensiveFormGame, verdict: CriterionVerdict) -> dict[str, Any]:
    """Return whether a criterion is met, and the messages that break it."""

    def names(kinds: Iterable[int]) -> list[str]:
        return [game.names[kind] for kind in kinds]

    return {
        "is_met": verdict.is_met,
        "failures": [
            {
                "message": failure.message,
                "infoset": tree.infosets[failure.infoset].key,
                "excluded": names(failure.excluded),
                "deviators": names(failure.deviators),
            }
            for failure in verdict.failures
        ],
    }
