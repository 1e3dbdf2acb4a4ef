"""Repetition: how patient players must be to keep an agreement for fear of what follows a deviation, exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from gametheory.analysis.certificate import judge
from gametheory.analysis.shared_values.minmax_values import minmax
from gametheory.core.equilibrium import Equilibrium
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile, check_player_keys
from gametheory.core.rationals import brief_fraction
from gametheory.errors import InvalidProfileError, UnsupportedGameError

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.source import GameSource

Agreement: TypeAlias = "Sequence[int | str] | Mapping[str, str] | MixedProfile | Equilibrium"
"""A pure action profile: one action for each player by index or name, by player key, or as a profile."""
Punishment: TypeAlias = "MixedProfile | Equilibrium | Literal['minmax']"
"""The equilibrium of the stage game that is played for ever after a deviation, or the minmax threat."""


@dataclass(frozen=True, slots=True)
class Temptation:
    """What one player weighs: the agreement for ever, or one deviation and the punishment ever after.

    Parameters
    ----------
    player
        Index of the player.
    agreed
        Payoff in a period of the agreement.
    deviation
        Highest payoff of any other action while the others keep the agreement; None for a player with one action.
    action
        Index of that action, None for a player with one action.
    punished
        Payoff in a period of the punishment.
    """

    player: int
    agreed: Fraction
    deviation: Fraction | None
    action: int | None
    punished: Fraction

    @property
    def discounts(self) -> tuple[Fraction, Fraction] | None:
        """The smallest and the largest discount factor at which the player keeps the agreement; None for no one.

        The agreement is kept where ``agreed >= (1 - discount) * deviation + discount * punished``.
        """
        if self.deviation is None:
            return Fraction(0), Fraction(1)
        loss_later = self.agreed - self.punished
        gain_now = self.deviation - self.agreed
        if gain_now > 0:
            return (gain_now / (gain_now + loss_later), Fraction(1)) if loss_later > 0 else None
        if loss_later >= 0:
            return Fraction(0), Fraction(1)
        return Fraction(0), gain_now / (gain_now + loss_later)


@dataclass(frozen=True, slots=True)
class Sustainability:
    """For which discount factors the fear of a punishment sustains an agreement in the repeated game.

    Parameters
    ----------
    game
        The stage game.
    agreement
        Index of each player's agreed action.
    temptations
        One for each player.
    is_bound
        Whether the punishment is the minmax threat: then the discount factors are necessary and, since punishing may
        not be in the punishers' interest, not known to be sufficient.
    """

    game: NormalFormGame
    agreement: tuple[int, ...]
    temptations: tuple[Temptation, ...]
    is_bound: bool

    @property
    def discounts(self) -> tuple[Fraction, Fraction] | None:
        """The smallest and the largest discount factor that sustain the agreement; None where none below 1 does."""
        listed = [temptation.discounts for temptation in self.temptations]
        known = [ends for ends in listed if ends is not None]
        smallest = max((ends[0] for ends in known), default=Fraction(0))
        largest = min((ends[1] for ends in known), default=Fraction(1))
        return (smallest, largest) if len(known) == len(listed) and smallest <= largest else None

    @property
    def sentence(self) -> str:
        """What sustains the agreement, or why nothing does, in words."""
        for temptation in self.temptations:
            if temptation.discounts is None:
                return self._hopeless(temptation)
        threat = "the minmax threat" if self.is_bound else "reversion to the equilibrium"
        ends = self.discounts
        if ends is None:
            return f"No discount factor sustains the agreement for all players by {threat}."
        smallest, largest = map(brief_fraction, ends)
        if ends[1] < 1:
            return (
                f"Only discount factors from {smallest} to {largest} let {threat} sustain the agreement: "
                "more patient players would deviate to bring the punishment about."
            )
        if not ends[0]:
            return "Any discount factor will do: nobody gains by deviating."
        binding = max(self.temptations, key=lambda temptation: (temptation.discounts or ends)[0])
        who = self.game.players[binding.player].label
        if self.is_bound:
            return f"No threat sustains the agreement below a discount factor of {smallest}, which {who} needs."
        return (
            f"{threat.capitalize()} sustains the agreement from a discount factor of {smallest} on, which {who} needs."
        )

    def _hopeless(self, temptation: Temptation) -> str:
        """Say why one player can never be held to the agreement."""
        who = self.game.players[temptation.player].label
        relation = "no worse than" if temptation.punished == temptation.agreed else "better than"
        return (
            f"No discount factor sustains the agreement: {who} gains by deviating, and the punishment, which pays "
            f"{brief_fraction(temptation.punished)}, is {relation} the agreement, which pays "
            f"{brief_fraction(temptation.agreed)}."
        )


def critical_discount(
    game: GameSource, profile: Agreement, punishment: Punishment, *, heartbeat: Heartbeat | None = None
) -> Fraction | None:
    """Return the smallest discount factor at which the fear of punishment sustains an action profile.

    In the infinitely repeated game with perfect monitoring, the players keep to ``profile`` as long as everybody did;
    after a deviation they play ``punishment`` for ever. With an equilibrium of the stage game as punishment the answer
    is exact: at this discount factor, and not below, that plan is a subgame perfect equilibrium. With ``"minmax"`` it
    is a lower bound on the discount factor at which any equilibrium of the repeated game has the profile on its path.

    The smallest one need not be the start of all that follow: where a player is better off in the punishment than in
    the agreement, only discount factors up to a largest one will do. ``sustaining_discounts`` tells both ends.

    Parameters
    ----------
    game
        The stage game, in normal form, of any number of players; or a model of one.
    profile
        A pure action profile: indices or names in the players' order, ``{player: action}``, or a pure profile.
    punishment
        A Nash equilibrium of the stage game (a profile, or an equilibrium of a solution), or ``"minmax"``.
    heartbeat
        Called every few milliseconds of work; what it raises stops the method. None for nobody.

    Returns
    -------
    Fraction or None
        From 0 (nobody gains by deviating) to below 1. None where no discount factor below 1 will do, since somebody
        gains by deviating and is not worse off in the punishment; ``sustaining_discounts(...).sentence`` says who.

    Raises
    ------
    InvalidProfileError
        If the profile is not a pure one of this game, or the punishment is not an equilibrium of it.
    UnsupportedGameError
        If the stage game is a tree.

    References
    ----------
    friedman1971

    Examples
    --------
    Prisoners' dilemma, in which the second player is tempted more, (9 - 4) / (9 - 2) against (5 - 3) / (5 - 1):

    >>> from gametheory import MixedProfile, NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[4, 9], [1, 2]])
    >>> str(critical_discount(game, [0, 0], MixedProfile(game, [[0, 1], [0, 1]])))
    '5/7'

    A game in which the second player likes the punishment, 10, better than the agreement, 5:

    >>> game = NormalFormGame.from_bimatrix([[5, -9], ["11/2", 0]], [[5, 4], [3, 10]])
    >>> war = MixedProfile(game, [[0, 1], [0, 1]])
    >>> str(critical_discount(game, [0, 0], war))
    '1/11'
    >>> [str(discount) for discount in sustaining_discounts(game, [0, 0], war).discounts]
    ['1/11', '1/6']
    """
    ends = sustaining_discounts(game, profile, punishment, heartbeat=heartbeat).discounts
    return None if ends is None else ends[0]


def sustaining_discounts(
    game: GameSource, profile: Agreement, punishment: Punishment, *, heartbeat: Heartbeat | None = None
) -> Sustainability:
    """Return for which discount factors the fear of punishment sustains an action profile, player by player.

    Parameters
    ----------
    game, profile, punishment, heartbeat
        As for ``critical_discount``.

    Raises
    ------
    InvalidProfileError
        If the profile is not a pure one of this game, or the punishment is not an equilibrium of it.
    UnsupportedGameError
        If the stage game is a tree.

    Examples
    --------
    >>> from gametheory import MixedProfile, NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [5, 1]], [[4, 9], [1, 2]])
    >>> sustaining_discounts(game, [0, 0], MixedProfile(game, [[0, 1], [0, 1]])).sentence
    'Reversion to the equilibrium sustains the agreement from a discount factor of 5/7 on, which Player 2 needs.'
    """
    stage = game.to_game()
    if not isinstance(stage, NormalFormGame):
        raise UnsupportedGameError(
            "repetition needs a stage game in normal form, got a tree, after which players see only the path of play; "
            "repeat its normal form, to_normal_form(tree).game of gametheory.core.strategic_form, if they see each "
            "other's whole strategies"
        )
    agreement = _agreed_actions(stage, profile)
    is_bound = isinstance(punishment, str)
    punished = _punishment_payoffs(stage, punishment, heartbeat)
    temptations = tuple(_temptation(stage, agreement, player, pay) for player, pay in enumerate(punished))
    return Sustainability(stage, agreement, temptations, is_bound)


def _temptation(game: NormalFormGame, agreement: tuple[int, ...], player: int, punished: Fraction) -> Temptation:
    """Return what one player weighs."""
    own = [
        game.payoff(player, (*agreement[:player], action, *agreement[player + 1 :]))
        for action in range(game.num_actions[player])
    ]
    others = [action for action in range(len(own)) if action != agreement[player]]
    best = max(others, key=lambda action: own[action], default=None)
    deviation = None if best is None else own[best]
    return Temptation(player, own[agreement[player]], deviation, best, punished)


def _punishment_payoffs(
    game: NormalFormGame, punishment: Punishment, heartbeat: Heartbeat | None
) -> tuple[Fraction, ...]:
    """Return what each player gets in a period of the punishment."""
    if punishment == "minmax":
        return tuple(minmax(game, player, heartbeat=heartbeat).lower for player in range(game.num_players))
    threat = punishment.play if isinstance(punishment, Equilibrium) else punishment
    if not isinstance(threat, MixedProfile):
        raise InvalidProfileError(
            f"expected an equilibrium of the stage game or 'minmax' as punishment, got {punishment!r}"
        )
    certificate = judge(game, threat, heartbeat=heartbeat)
    if not certificate.is_equilibrium:
        worst = max(certificate.replies, key=lambda reply: reply.regret)
        raise InvalidProfileError(
            f"expected an equilibrium of the stage game as punishment, got a profile in which "
            f"{game.players[worst.player].label} gains {brief_fraction(worst.regret)} by deviating; "
            "take one of solve(game).equilibria"
        )
    return certificate.payoffs


def _agreed_actions(game: NormalFormGame, profile: Agreement) -> tuple[int, ...]:
    """Return the index of each player's action in a pure profile."""
    if isinstance(profile, Equilibrium | MixedProfile):
        mixed = profile.play if isinstance(profile, Equilibrium) else profile
        if not isinstance(mixed, MixedProfile) or mixed.game.num_actions != game.num_actions or not mixed.is_pure:
            raise InvalidProfileError(
                "expected a pure action profile of the stage game as agreement, got one that mixes or another game's; "
                "deviations from a mixture cannot be seen"
            )
        return tuple(strategy.index(1) for strategy in mixed.strategies)
    if isinstance(profile, Mapping):
        check_player_keys(game, profile)
        profile = [profile[player.key] for player in game.players]
    if isinstance(profile, str) or len(profile) != game.num_players:
        raise InvalidProfileError(f"expected one action for each of {game.num_players} players, got {profile!r}")
    return tuple(_action(game, player, chosen) for player, chosen in enumerate(profile))


def _action(game: NormalFormGame, player: int, chosen: int | str) -> int:
    """Return the index of an action given by index or name."""
    names = game.actions[player]
    if isinstance(chosen, str) and chosen in names:
        return names.index(chosen)
    if not isinstance(chosen, str) and 0 <= chosen < len(names):
        return chosen
    label = game.players[player].label
    raise InvalidProfileError(f"expected an action of {label}, one of {list(names)} or its index, got {chosen!r}")
