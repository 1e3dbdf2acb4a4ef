"""One equilibrium: what is played, what it pays, and the proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from gametheory.core.assessments import Assessment
from gametheory.core.commitments import Commitment
from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.rationals import brief_fraction
from gametheory.core.read_only import read_only
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.certificate import Certificate, SubgameFailure
    from gametheory.core.profiles import Profile
    from gametheory.core.source import WelfareSource

TierProfile: TypeAlias = CountProfile | SymmetricProfile
Play: TypeAlias = (
    MixedProfile
    | BehaviorProfile
    | EnclosedProfile
    | MarkovProfile
    | CountProfile
    | SymmetricProfile
    | Assessment
    | Distribution
    | Commitment
)


@dataclass(frozen=True, repr=False)
class Equilibrium:
    """One equilibrium with its proof.

    Parameters
    ----------
    play
        What the players do: a profile, one with numbers that are not rational (see ``EnclosedProfile``), an assessment
        (with what they believe), a distribution that recommends actions, or a commitment with its answer.
    payoffs
        Expected payoff of each player.
    max_regret
        The largest gain that any player could make by deviating as the concept allows it; 0 in an exact equilibrium,
        and of one that is enclosed tiny: that of the rational profile next to it.
    certificate
        The proof, computed apart from the solver.
    is_subgame_perfect
        For trees: whether some completion of the undefined information sets is subgame perfect; None where that was
        not decided, and for normal forms.
    subgame_failures
        The subgames in which it fails and who gains there, in preorder; empty unless it is not subgame perfect.
    source
        The model whose game it is, which knows formulas of welfare; None for games of numbers.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.zero_sum([[1, 2], [3, 0]], players=["row", "column"], actions=[["T", "B"], ["L", "R"]])
    >>> solve(game).equilibria[0]["row"]["T"]
    Fraction(3, 4)
    """

    play: Play
    payoffs: tuple[Fraction, ...]
    max_regret: Fraction
    certificate: Certificate
    is_subgame_perfect: bool | None = None
    subgame_failures: tuple[SubgameFailure, ...] = ()
    source: WelfareSource | None = field(default=None, compare=False)

    @cached_property
    def welfare(self) -> Mapping[str, Fraction] | None:
        """Each formula of ``welfare:`` in expectation; empty without formulas, None where it cannot be worked out.

        Worked out when it is first asked for: exactly, unless the probabilities are rounded.

        Raises
        ------
        InconsistentGameFileError
            If a formula has no value at the values of the parameters.

        Examples
        --------
        >>> from gametheory import load, solve
        >>> {name: str(value) for name, value in solve(load("choose_one_of_two")).equilibria[0].welfare.items()}
        {'consumers': '1/2', 'sales_on_Temu': '2'}
        """
        if self.source is None:
            return read_only({})
        try:
            return self.source.welfare(self.play)
        except UnsupportedGameError:
            return None

    @property
    def kind(self) -> str:
        """How play is told: ``mixed``, ``behavior``, ``markov``, ``counts``, ``symmetric``, ``assessment``..."""
        return _KINDS[type(self.profile if isinstance(self.play, EnclosedProfile) else self.play)]

    @property
    def profile(self) -> Profile:
        """The profile that is played; of a commitment the leader's strategy with the follower's answer.

        Raises
        ------
        AttributeError
            If actions are recommended together, chosen by state, or by tiers: then there is none of the table or tree.
        """
        if isinstance(self.play, CountProfile | SymmetricProfile):
            raise AttributeError("what tiers do is no profile of a table or tree; read .play")
        if isinstance(self.play, MarkovProfile):
            raise AttributeError("a profile by states is no profile of a table or tree; read .play")
        if isinstance(self.play, Distribution):
            raise AttributeError("a distribution over profiles is no profile of independent strategies; read .play")
        return played_profile(self.play)

    def __getitem__(self, player: str | int) -> Mapping[str, Any]:
        """Return a player's strategy: by action, or in a tree by information set and action."""
        if isinstance(self.play, MarkovProfile | CountProfile | SymmetricProfile):
            return self.play[player]
        return self.profile[player]

    def __repr__(self) -> str:
        return f"<Equilibrium {self.play!r}, payoffs {', '.join(map(brief_fraction, self.payoffs))}>"


@overload
def played_profile(play: MixedProfile | Commitment) -> MixedProfile: ...
@overload
def played_profile(play: BehaviorProfile | Assessment) -> BehaviorProfile: ...
@overload
def played_profile(play: EnclosedProfile) -> Profile: ...
@overload
def played_profile(play: MarkovProfile) -> MarkovProfile: ...
@overload
def played_profile(play: TierProfile) -> TierProfile: ...
def played_profile(
    play: MixedProfile | BehaviorProfile | EnclosedProfile | MarkovProfile | TierProfile | Assessment | Commitment,
) -> Profile | MarkovProfile | TierProfile:
    """Return the profile that is played: of an assessment its behavior, of a commitment the answer with it.

    Of an equilibrium with numbers that are not rational the profile next to it.
    """
    return play.profile if isinstance(play, Assessment | Commitment | EnclosedProfile) else play


def profile_of(equilibrium: Equilibrium) -> Profile | None:
    """Return the profile of a table or tree that is played; None of recommendations, choices by state and tiers."""
    if isinstance(equilibrium.play, Distribution | MarkovProfile | CountProfile | SymmetricProfile):
        return None
    return equilibrium.profile


_KINDS: dict[type, str] = {
    MixedProfile: "mixed",
    BehaviorProfile: "behavior",
    MarkovProfile: "markov",
    CountProfile: "counts",
    LedCountProfile: "counts",
    SymmetricProfile: "symmetric",
    LedSymmetricProfile: "symmetric",
    Assessment: "assessment",
    Distribution: "distribution",
    Commitment: "commitment",
}
