"""All symmetric equilibria: players who can change places draw their actions by the same lot."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING

from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials.affine_images import affine_image
from gametheory.polynomials.isolation import UnitInterval
from gametheory.solvers.many_players.conclusion import arithmetic_of
from gametheory.solvers.many_players.enclosures import box_radius, enclosed
from gametheory.solvers.many_players.mean_payoffs import Slopes
from gametheory.solvers.many_players.symmetric_faces import SymmetricFace
from gametheory.solvers.many_players.symmetric_sets import corners, line_points, symmetric_continuum
from gametheory.solvers.problem import Conclusion, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from gametheory.analysis.payoff_structure.exchangeability import ExchangeableGroup
    from gametheory.core.continuum import Continuum
    from gametheory.core.enclosed_profile import EnclosedProfile, KnownNumber
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.polynomials import RealRoot
    from gametheory.solvers.many_players.symmetric_faces import Lots
    from gametheory.solvers.problem import Problem

MOST_FACES = 100_000
"""Choices of what each group plays that are looked at."""
MOST_DEGREE = 12
"""Largest degree of a number that is told as a root; others are enclosed."""
CENTER_WIDTH = Fraction(1, 1 << 192)
"""How narrowly roots are enclosed."""


def search(problem: Problem) -> Generator[MixedProfile | EnclosedProfile, None, Conclusion]:
    """Yield the equilibria in which players who can change places play alike, pure ones first.

    For normal forms in which some players can change places; players who cannot may play anything. Coverage is ALL
    where every choice of what the groups play was decided; otherwise ``unresolved`` names those that were not.

    Parameters
    ----------
    problem
        A normal form.

    Raises
    ------
    UnsupportedGameError
        If no two players can change places.
    TooLargeError
        If there are too many choices of what each group plays.

    Notes
    -----
    A symmetric game has a symmetric equilibrium, and may have others besides. Iterated strict elimination comes first.
    Where one group mixes two actions, the gain is a polynomial in one probability, whose roots are isolated exactly.
    Elsewhere simplices of mixtures are cut in half until each is proved to hold no root, or one root alone
    (``simplex_search``), in floats with a bound on their rounding; roots are told as rationals where they are, else as
    intervals of width 1e-12.

    References
    ----------
    nash1951.
    """
    game = problem.normal_form
    groups = exchangeable_groups(game, heartbeat=problem.watch.tick)
    if len(groups) == game.num_players:
        raise UnsupportedGameError(
            f"symmetric_search needs players who can change places, got {game.num_players} who cannot (actions are "
            f"matched by name and by order); use concept 'nash' or 'pure'"
        )
    kept = [problem.reduction.kept[group.players[0]] for group in groups]
    num_faces = prod((1 << len(own)) - 1 for own in kept)
    if num_faces > MOST_FACES:
        raise TooLargeError(
            f"concept 'symmetric' looks at up to {MOST_FACES:,} choices of what each group plays, got {num_faces:,}; "
            f"use concept 'pure'"
        )
    running = _Search(problem, game, groups)
    choices = product(
        *([chosen for size in range(1, len(own) + 1) for chosen in combinations(own, size)] for own in kept)
    )
    for supports in sorted(choices, key=lambda chosen: sum(map(len, chosen))):
        problem.watch.tick(num_faces)
        face = SymmetricFace(game, groups, supports, kept)
        if not face.is_empty:
            yield from running.look_at(face)
    return running.conclusion()


@dataclass
class _Search:
    """One search, with what it found."""

    problem: Problem
    game: NormalFormGame
    groups: Sequence[ExchangeableGroup]
    found: list[MixedProfile | EnclosedProfile] = field(default_factory=list)
    continua: list[Continuum] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)

    def look_at(self, face: SymmetricFace) -> Iterator[MixedProfile | EnclosedProfile]:
        """Yield the equilibria of a face that is not ruled out by signs."""
        before = len(self.found)
        if not face.equations:
            self._add_set(face)
        elif face.num_unknowns == 1:
            self._add_roots_of_line(face)
        else:
            self._add_roots(face)
        yield from self.found[before:]

    def _add_set(self, face: SymmetricFace) -> None:
        """Add a face on which all actions that are played always pay the same: a pure profile, or a set."""
        if not face.num_unknowns:
            self.found.append(face.profile([[Fraction(1)] for _ in self.groups]))
        elif not face.gains:
            places = {play.strategies: place for place, play in enumerate(self.found) if isinstance(play, MixedProfile)}
            members = tuple(places[corner.strategies] for corner in corners(face))
            self.continua.append(symmetric_continuum(face, members))
        elif face.num_unknowns == 1:
            self._add_part_of_line(face)
        else:
            self.unresolved.append(f"not decided which of infinitely many are equilibria where {face.description}")

    def _add_part_of_line(self, face: SymmetricFace) -> None:
        """Add where nobody gains by other actions, two actions that one group mixes always paying the same."""
        inner, alone = line_points(face, self.problem.watch.tick)
        before = len(self.found)
        self.found += [face.profile(_lots(face, value)) for value in inner]
        if inner:
            self.continua.append(symmetric_continuum(face, tuple(range(before, len(self.found)))))
        for root in alone:
            self._add_root(face, root)

    def _add_roots_of_line(self, face: SymmetricFace) -> None:
        """Add the equilibria of a face on which one group mixes two actions."""
        (equation,) = face.equations
        others = [face.polynomial(gain) for gain in face.gains if not gain.is_equation]
        unit = UnitInterval(Fraction(0), Fraction(1))
        for factor, _ in face.polynomial(equation).factors():
            for root in unit.roots(factor):
                self.problem.watch.tick()
                if all(root.sign_of(gain) <= 0 for gain in others):
                    self._add_root(face, root)

    def _add_root(self, face: SymmetricFace, root: RealRoot) -> None:
        """Add the equilibrium in which one group gives its second action a probability, if it is proved to be one."""
        play = self._play_at(face, root)
        if play is None:
            self.unresolved.append(f"not proved to be an equilibrium: {_at(face, float(root))}")
        else:
            self.found.append(play)

    def _play_at(self, face: SymmetricFace, root: RealRoot) -> MixedProfile | EnclosedProfile | None:
        """Return the profile in which the second of two actions has a probability; None where that is not proved."""
        low, high = root.narrowed(CENTER_WIDTH)
        middle = (low + high) / 2
        center = face.profile(_lots(face, middle))
        if root.value is not None:
            return center
        if root.polynomial.degree > MOST_DEGREE:
            return self._proved(center)
        known: list[list[KnownNumber | None]] = [[Fraction(0)] * size for size in self.game.num_actions]
        first = affine_image(root, Fraction(1), Fraction(-1))
        for group, support in zip(self.groups, face.supports, strict=True):
            for player, matching in zip(group.players, group.actions, strict=True):
                told: tuple[KnownNumber, ...] = (first, root) if len(support) > 1 else (Fraction(1),)
                for action, number in zip(support, told, strict=True):
                    known[player][matching[action]] = number
        return self._proved(center, known)

    def _proved(
        self, center: MixedProfile, known: Sequence[Sequence[KnownNumber | None]] = ()
    ) -> EnclosedProfile | None:
        """Return an equilibrium next to a profile, with what is known of its numbers; None where there may be none."""
        slopes = Slopes.at(self.game, center.strategies, self.problem.watch.tick)
        play = enclosed(center, box_radius(center, slopes), known)
        is_strict = all(loss > 0 for player in range(self.game.num_players) for loss in slopes.losses(player))
        return play if is_strict and slopes.contracts(play.radius) else None

    def _add_roots(self, face: SymmetricFace) -> None:
        """Add the equilibria of a face on which several probabilities hang together."""
        from gametheory.solvers.many_players.simplex_search import SimplexSearch

        def settles(lots: Lots, *, is_exact: bool) -> bool:
            """Whether it is certain that a root is there; it is listed if it is an equilibrium."""
            center = face.profile(lots)
            if is_exact:
                self.found.append(center)
                return True
            play = self._proved(center)
            self.found += [play] if play else []
            return play is not None

        if not SimplexSearch(face, settles, self.problem.watch.tick).run():
            self.unresolved.append(f"not decided whether there are others in which {face.description}")

    def conclusion(self) -> Conclusion:
        """Return what was found when all faces were looked at."""
        return Conclusion(
            Coverage.PARTIAL if self.unresolved else Coverage.ALL,
            profiles=self.found,
            continua=tuple(self.continua),
            num_extreme=None if self.unresolved or self.continua else len(self.found),
            unresolved=tuple(self.unresolved),
            statistics={"groups": len(self.groups)},
            arithmetic=arithmetic_of(self.found),
        )


def _lots(face: SymmetricFace, second: Fraction) -> Lots:
    """Return lots by which the one group that mixes gives its second action a probability."""
    return [[1 - second, second] if len(support) > 1 else [Fraction(1)] for support in face.supports]


def _at(face: SymmetricFace, second: float) -> str:
    """Return where one group gives its second action some probability, in words."""
    (place,) = face.mixing
    first = face.groups[place].players[0]
    name = face.game.actions[first][face.supports[place][1]]
    return f"{face.description}, with probability {second:.6g} of {name}"
