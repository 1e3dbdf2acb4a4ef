"""Is an assessment a sequential equilibrium? Payoffs, regret at every information set, and consistency of beliefs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.consistency import exact_beliefs, judge_consistency
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees.beliefs import continuation_payoffs
from gametheory.analysis.trees.own_histories import NOTHING, own_histories
from gametheory.analysis.trees.reach import exact_choices
from gametheory.analysis.trees.tree_certificate import judge_choices
from gametheory.core.assessments import AssessmentCertificate, BeliefReply
from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.assessments import Assessment
    from gametheory.core.extensive_form import ExtensiveFormGame


def judge_assessment(assessment: Assessment, *, heartbeat: Heartbeat | None = None) -> AssessmentCertificate:
    """Return whether an assessment is a sequential equilibrium, and where and by how much it fails.

    Parameters
    ----------
    assessment
        Behavior and beliefs at every information set of a tree; floats count as their exact binary values.
    heartbeat
        Called every few milliseconds of work, so that a caller can stop a long proof by raising an exception.

    Returns
    -------
    AssessmentCertificate
        The certificate of the profile, the payoffs of the actions at each information set given the belief there, the
        most that could be got from there on, and whether the beliefs are consistent, with the proof.

    Raises
    ------
    UnsupportedGameError
        If a player lacks perfect recall.

    Notes
    -----
    Exact. Sequential rationality is checked by its definition: against all ways to go on from an information set and
    not only against deviations at it alone, which suffice where beliefs are consistent.

    References
    ----------
    kreps1982sequential.

    Examples
    --------
    The seller's belief that a bad good is as likely as not makes no difference to a buyer who wants neither:

    >>> from gametheory import TreeBuilder
    >>> from gametheory.core.assessments import Assessment
    >>> from gametheory.core.profiles import BehaviorProfile
    >>> builder = TreeBuilder(["seller", "buyer"])
    >>> none, good, bad = builder.move(0, "seller", ["None", "Good", "Bad"], infoset="offer")
    >>> for node, worth in ((good, 3), (bad, -5)):
    ...     deal, leave = builder.move(node, "buyer", ["Buy", "Pass"], infoset="unseen")
    ...     builder.payoffs(deal, [1, worth])
    >>> profile = BehaviorProfile(builder.build(), [[1, 0, 0], [0, 1]])
    >>> certificate = judge_assessment(Assessment(profile, [[1], ["1/2", "1/2"]]))
    >>> certificate.is_sequential, [str(payoff) for payoff in certificate.belief_replies[1].action_payoffs]
    (True, ['-1', '0'])
    >>> str(judge_assessment(Assessment(profile, [[1], ["3/4", "1/4"]])).max_regret)
    '1'
    """
    heard = heartbeat or no_heartbeat
    tree = assessment.game
    choices = exact_choices(tree, assessment.profile, heard)
    certificate = judge_choices(tree, choices, heard)
    rationality = _Rationality(tree, choices, exact_beliefs(assessment), tree.infoset.tolist(), heard)
    replies = [reply for player in range(tree.num_players) for reply in rationality.replies(player)]
    return AssessmentCertificate(
        certificate.replies,
        certificate.infosets,
        tuple(sorted(replies, key=lambda reply: reply.infoset)),
        judge_consistency(assessment, heard),
    )


@dataclass(frozen=True, slots=True)
class _Rationality:
    """What is done and believed in a tree; ``infosets`` names the information set of each node."""

    tree: ExtensiveFormGame
    choices: Choices
    beliefs: Sequence[Sequence[Fraction]]
    infosets: Sequence[int]
    heartbeat: Heartbeat

    def replies(self, player: int) -> Iterator[BeliefReply]:
        """Yield what a player gets at each of its information sets, given its beliefs."""
        tree = self.tree
        histories = own_histories(tree, player, self.heartbeat)
        if not histories.has_recall:
            raise UnsupportedGameError(
                f"beliefs are judged under perfect recall, but {tree.players[player].label} forgets; use concept 'nash'"
            )
        values = continuation_payoffs(tree, self.choices, player)
        followed = set(histories.before.values()) - {NOTHING}
        found: dict[int, Fraction] = {}
        for infoset, first in reversed(histories.first.items()):
            self.heartbeat()
            sums = [Fraction(0)] * tree.infosets[infoset].num_actions
            for node, weight in zip(tree.infoset_nodes(infoset), self.beliefs[infoset], strict=True):
                for action, child in enumerate(tree.child_lists[node] if weight else ()):
                    sums[action] += weight * (values[child] or 0)
            taken = (self.choices[infoset] or {}).items()
            payoff = sum((share * sums[action] for action, share in taken), Fraction(0))
            has_later = any(first + action in followed for action in range(len(sums)))
            best = self._best_by_steps(infoset, found) if has_later else max(sums)
            found[infoset] = self._best_from(infoset) if best is None else best
            yield BeliefReply(infoset, payoff, tuple(sums), found[infoset])

    def _best_by_steps(self, start: int, found: Mapping[int, Fraction]) -> Fraction | None:
        """Return the same as `_best_from`, from what is known of the player's next information sets.

        None where the belief at one of them is not what the belief here and the others' play make of it.
        """
        tree, player = self.tree, self.tree.infosets[start].player
        payoffs, infosets = tree.path_payoffs(player), self.infosets
        worth = [Fraction(0)] * tree.infosets[start].num_actions
        arriving: dict[int, dict[int, Fraction]] = {}
        follows: dict[int, int] = {}
        believed = zip(tree.infoset_nodes(start), self.beliefs[start], strict=True)
        waiting = [
            (child, weight, action)
            for node, weight in believed
            if weight
            for action, child in enumerate(tree.child_lists[node])
        ]
        while waiting:
            node, weight, action = waiting.pop()
            infoset = infosets[node]
            if infoset == TERMINAL:
                worth[action] += weight * Fraction(payoffs.values.item(node), payoffs.denominator)
            elif tree.infosets[infoset].player == player:
                arriving.setdefault(infoset, {})[node] = weight
                follows[infoset] = action
            else:
                taken, children = (self.choices[infoset] or {}).items(), tree.child_lists[node]
                waiting += [(children[move], weight * share, action) for move, share in taken]
        for infoset, weights in arriving.items():
            total = sum(weights.values(), Fraction(0))
            updated = (weights.get(node, Fraction(0)) / total for node in tree.infoset_nodes(infoset))
            if tuple(updated) != tuple(self.beliefs[infoset]):
                return None
            worth[follows[infoset]] += total * found[infoset]
        return max(worth)

    def _best_from(self, start: int) -> Fraction:
        """Return the most that the player of an information set can get from there on, given its belief there.

        The player remembers: each of its later information sets follows one of its choices, and what is best there,
        with the weights of the nodes that others and chance leave, is best whatever it does elsewhere.
        """
        tree, player = self.tree, self.tree.infosets[start].player
        payoffs, infosets = tree.path_payoffs(player), self.infosets
        worth: dict[tuple[int, int], Fraction] = {}
        before: dict[int, tuple[int, int] | None] = {start: None}
        believed = zip(tree.infoset_nodes(start), self.beliefs[start], strict=True)
        waiting: list[tuple[int, Fraction, tuple[int, int] | None]]
        waiting = [(node, weight, None) for node, weight in believed if weight]
        while waiting:
            self.heartbeat()
            node, weight, last = waiting.pop()
            infoset = infosets[node]
            if infoset == TERMINAL:
                if last is not None:
                    worth[last] = worth.get(last, Fraction(0)) + weight * payoffs.values.item(node)
                continue
            children = tree.child_lists[node]
            if tree.infosets[infoset].player == player:
                before.setdefault(infoset, last)
                waiting += [(child, weight, (infoset, action)) for action, child in enumerate(children)]
            else:
                taken = (self.choices[infoset] or {}).items()
                waiting += [(children[action], weight * share, last) for action, share in taken]
        best = Fraction(0)
        for infoset, last in reversed(before.items()):
            actions = range(tree.infosets[infoset].num_actions)
            best = max(worth.get((infoset, action), Fraction(0)) for action in actions)
            if last is not None:
                worth[last] = worth.get(last, Fraction(0)) + best
        return best / payoffs.denominator
