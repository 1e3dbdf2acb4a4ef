"""The proof of what a search found, and its place in the list."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from gametheory.analysis.certificate import judge
from gametheory.analysis.trees.subgame_perfection import SubgameJudge, SubgamePerfection
from gametheory.analysis.trees.tree_certificate import TreeJudge
from gametheory.core.assessments import Assessment
from gametheory.core.commitments import Commitment
from gametheory.core.concepts import CONCEPTS
from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.equilibrium import Equilibrium, played_profile
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_plan import LedPlan
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.certificate import Certificate
    from gametheory.core.equilibrium import Play, TierProfile
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.solvers.problem import Problem

MOST_VERDICT_NODES = 200_000
"""Nodes of stages judged anew to decide which incomplete profiles of a tree are subgame perfect, after which the rest
stay undecided: stages in which a profile does what an earlier one did are not judged again."""

MANY_PROFILES = 10_000
"""Profiles of actions beyond which what was found in floats is judged in floats."""


class Listed(NamedTuple):
    """An equilibrium in its place.

    Parameters
    ----------
    key
        What the list is sorted by.
    position
        Place among what the search found.
    equilibrium
        With its proof.
    """

    key: Any
    position: int
    equilibrium: Equilibrium


class Proofs:
    """Proves what is played, one by one, and lists it in order.

    Parameters
    ----------
    problem
        The game, what is asked and the clock.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._subgames: SubgameJudge | None = None
        self._judge: TreeJudge | None = None
        self.num_unjudged = 0
        self.listed: list[Listed] = []

    def add(self, play: Play, key: object, position: int, *, is_rounded: bool = False) -> None:
        """List what is played with its certificate and, in a tree, the verdict on subgame perfection.

        A stop that comes before the verdict leaves it open, unless subgame perfection is what was asked for. What a
        method gave in floats in a large game is judged in floats too, with all rounding counted in.
        """
        if isinstance(play, MarkovProfile):
            self._list(Listed(key, position, self._proved_by_states(play)))
            return
        if isinstance(play, CountProfile | SymmetricProfile):
            proof = self._proved_for_tiers(play)
            verdict = SubgamePerfection(proof.is_equilibrium if isinstance(play, LedPlan) else None)
            self._list(Listed(key, position, _proved(play, proof, verdict)))
            return
        profile = None if isinstance(play, Distribution) else played_profile(play)
        choices: Choices = ()
        if isinstance(profile, BehaviorProfile):
            self._judge = self._judge or TreeJudge(profile.game, self._problem.watch.tick)
            choices = self._judge.choices(profile)
        if choices and self._judge is not None and not isinstance(play, Assessment | EnclosedProfile):
            certificate = self._judge.judge_choices(choices)
        else:
            certificate = self._certificate(play, is_rounded=is_rounded)
        verdict = SubgamePerfection(None)
        try:
            if isinstance(profile, BehaviorProfile) and not is_rounded:
                verdict = self._verdict(profile, choices, certificate)
        except (KeyboardInterrupt, LimitReachedError):
            if not CONCEPTS[self._problem.concept].holds_in_subgames:
                self.num_unjudged += 1
                self._list(Listed(key, position, _proved(play, certificate, verdict)))
            raise
        self._list(Listed(key, position, _proved(play, certificate, verdict)))

    def _proved_by_states(self, profile: MarkovProfile) -> Equilibrium:
        """Return what is played in a graph of states with its proof."""
        from gametheory.analysis.trees.state_certificate import judge_states

        judgement = judge_states(profile, heartbeat=self._problem.watch.tick)
        return _proved(profile, judgement.certificate, SubgamePerfection(not judgement.failures))

    def _proved_for_tiers(self, play: TierProfile) -> Certificate:
        """Return the proof of what tiers do."""
        heartbeat = self._problem.watch.tick
        if isinstance(play, LedCountProfile):
            from gametheory.analysis.tiers.led_count_certificate import judge_led_counts

            return judge_led_counts(play, heartbeat=heartbeat)
        if isinstance(play, LedSymmetricProfile):
            from gametheory.analysis.tiers.led_symmetric_certificate import judge_led_symmetric

            return judge_led_symmetric(play, heartbeat=heartbeat)
        if isinstance(play, CountProfile):
            from gametheory.analysis.tiers.count_certificate import judge_counts

            return judge_counts(play, heartbeat=heartbeat)
        if play.is_limit:
            from gametheory.analysis.tiers.limit_certificate import judge_limit

            return judge_limit(play)
        from gametheory.analysis.tiers.symmetric_certificate import judge_symmetric

        return judge_symmetric(play, heartbeat=heartbeat)

    def _certificate(
        self,
        play: MixedProfile | BehaviorProfile | EnclosedProfile | Assessment | Distribution | Commitment,
        *,
        is_rounded: bool,
    ) -> Certificate:
        """Return the proof, by code that shares nothing with the solvers."""
        heartbeat = self._problem.watch.tick
        if isinstance(play, Distribution) and self._problem.concept == "extensive_form_correlated":
            from gametheory.analysis.trees.recommended_moves import judge_recommended_moves

            return judge_recommended_moves(cast("ExtensiveFormGame", self._problem.game), play, heartbeat=heartbeat)
        if isinstance(play, Distribution) and self._problem.concept == "agent_form_correlated":
            from gametheory.analysis.trees.infoset_recommendations import judge_infoset_recommendations

            tree = cast("ExtensiveFormGame", self._problem.game)
            return judge_infoset_recommendations(tree, play, heartbeat=heartbeat)
        if isinstance(play, Distribution):
            from gametheory.analysis.profiles.correlated_certificate import judge_distribution

            return judge_distribution(play, heartbeat=heartbeat)
        if isinstance(play, Assessment):
            from gametheory.analysis.beliefs.assessment_certificate import judge_assessment

            return judge_assessment(play, heartbeat=heartbeat)
        if isinstance(play, EnclosedProfile):
            from gametheory.analysis.profiles.enclosure_certificate import judge_enclosed

            return judge_enclosed(play, heartbeat=heartbeat)
        profile = played_profile(play)
        if is_rounded and isinstance(profile, MixedProfile) and profile.game.num_profiles > MANY_PROFILES:
            from gametheory.analysis.float_certificate import float_certificate

            return float_certificate(profile.game, profile, heartbeat=heartbeat)
        return judge(profile.game, profile, heartbeat=heartbeat)

    def _verdict(self, profile: BehaviorProfile, choices: Choices, certificate: Certificate) -> SubgamePerfection:
        """Return whether a profile is subgame perfect; without proper subgames every equilibrium is."""
        if self._subgames is None:
            self._subgames = SubgameJudge(profile.game, heartbeat=self._problem.watch.tick)
        if certificate.is_equilibrium and not self._subgames.has_subgames:
            return SubgamePerfection(True)
        if self._subgames.num_judged_nodes >= MOST_VERDICT_NODES and not profile.is_complete:
            self.num_unjudged += 1
            return SubgamePerfection(None)
        return self._subgames.judge_choices(profile, choices)

    def _list(self, listed: Listed) -> None:
        """Put an equilibrium in its place."""
        insort(self.listed, listed, key=lambda known: (known.key, known.position))


def _proved(play: Play, certificate: Certificate, verdict: SubgamePerfection) -> Equilibrium:
    """Return the record of what is played with its proof."""
    regret = _regret(play, certificate)
    return Equilibrium(play, certificate.payoffs, regret, certificate, verdict.verdict, verdict.failures)


def _regret(play: Play, certificate: Certificate) -> Fraction:
    """Return the largest gain of those who may deviate where they may: a leader is bound by its commitment."""
    if isinstance(play, Assessment):
        return certificate.max_regret
    bound = play.leader if isinstance(play, Commitment) else None
    return max(reply.regret for reply in certificate.replies if reply.player != bound)
