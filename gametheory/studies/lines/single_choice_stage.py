"""A stage of a tree in which two players move at most once in every play: its equilibria along a line."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import Polynomial, RationalFunction
from gametheory.studies.lines.played_once import ALWAYS, PlayedOnce, ReplyTable
from gametheory.studies.lines.two_player_line import ordering_polynomials

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import LocalSigns
    from gametheory.solvers.subgames.subgame_stages import Stage
    from gametheory.studies.lines.played_once import Mixture, MixtureVertex
    from gametheory.studies.lines.tree_envelopes import Worths
    from gametheory.studies.regimes import Regime

Choice: TypeAlias = tuple[int, int]
"""An information set and an action there."""
MOST_COMPARED = 60
"""Equilibria of one stage whose connections are looked for."""

_ZERO = RationalFunction(Polynomial())


class StageEquilibrium(NamedTuple):
    """An extreme equilibrium of a stage.

    Parameters
    ----------
    vertices
        The mixtures of both players who move.
    component
        Number of the connected set that it belongs to.
    """

    vertices: tuple[MixtureVertex, MixtureVertex]
    component: int


class StagePlays:
    """How a stage may be played.

    Parameters
    ----------
    tree
        Gives the shape.
    stage
        The part of it.

    Attributes
    ----------
    sides
        For each of two players who choose, the information sets; a player may have none.
    players
        Both of them; -1 where there is none.
    plays
        For each end the numbers of both players' actions that lead there, ``ALWAYS`` where one does not choose.

    Raises
    ------
    UnsupportedGameError
        If three players choose, or one of them twice in a play.
    """

    def __init__(self, tree: ExtensiveFormGame, stage: Stage) -> None:
        self.histories = _histories(tree, stage)
        infosets = list(dict.fromkeys(infoset for history in self.histories for infoset, _ in history))
        movers = sorted({tree.infosets[infoset].player for infoset in infosets})
        owners = [[tree.infosets[infoset].player for infoset, _ in history] for history in self.histories]
        if len(movers) > 2 or any(len(set(players)) < len(players) for players in owners):
            raise UnsupportedGameError(
                "exact thresholds of this concept need trees in which, in each subgame, at most two players choose "
                "before the next subgame begins, each once; got another one"
            )
        self.players = (*movers, -1, -1)[:2]
        self.sides = [[infoset for infoset in infosets if tree.infosets[infoset].player == one] for one in self.players]
        self.numbers: list[dict[Choice, int]] = []
        for side in self.sides:
            choices = [(infoset, action) for infoset in side for action in range(tree.infosets[infoset].num_actions)]
            self.numbers.append({choice: number for number, choice in enumerate(choices)})
        self.plays = [
            tuple(
                next((numbers[choice] for choice in history if choice in numbers), ALWAYS) for numbers in self.numbers
            )
            for history in self.histories
        ]

    def group(self, side: int, infoset: int) -> list[int]:
        """Return the numbers of the actions at an information set."""
        return [number for (place, _), number in self.numbers[side].items() if place == infoset]

    def leading_to(self, side: int, infoset: int) -> set[int]:
        """Return the actions of the other side that lead to an information set, ``ALWAYS`` where none is needed."""
        group = set(self.group(side, infoset))
        return {play[1 - side] for play in self.plays if play[side] in group}

    def choices(self, vertices: Sequence[MixtureVertex]) -> dict[int, tuple[int, ...]]:
        """Return the actions of positive probability by information set."""
        chosen: dict[int, tuple[int, ...]] = {}
        for numbers, vertex in zip(self.numbers, vertices, strict=True):
            for (infoset, action), number in numbers.items():
                if vertex.support >> number & 1:
                    chosen[infoset] = (*chosen.get(infoset, ()), action)
        return chosen

    @property
    def is_signaling(self) -> bool:
        """Whether one player moves before the other one, and beliefs at different information sets are unrelated."""
        firsts = {history[0] in self.numbers[0] for history in self.histories if len(history) == 2}
        if len(firsts) > 1:
            return False
        heard: dict[Choice, set[int]] = {}
        for history in self.histories:
            if history and (history[0] in self.numbers[0]) in firsts:
                heard.setdefault(history[0], set()).update(infoset for infoset, _ in history[1:])
        always: set[int] = set()
        for sender in {infoset for infoset, _ in heard}:
            always |= set.intersection(*(sets for (infoset, _), sets in heard.items() if infoset == sender))
        return all(len(sets - always) <= 1 for sets in heard.values())


class SingleChoiceStage:
    """The equilibria of a stage whose ends pay functions of the parameter.

    Parameters
    ----------
    plays
        How it may be played.
    worths
        For each end, what each player gets there, times how likely chance makes it.
    signs
        Decides signs of denominators.
    """

    def __init__(self, plays: StagePlays, worths: Sequence[Worths], signs: LocalSigns) -> None:
        self._plays = plays
        self._payoffs: dict[tuple[int, int], list[RationalFunction]] = {}
        for play, worth in zip(plays.plays, worths, strict=True):
            pair = play[0], play[1]
            before = self._payoffs.get(pair)
            self._payoffs[pair] = (
                list(worth) if before is None else [one + other for one, other in zip(before, worth, strict=True)]
            )
        self._denominators = {
            function.denominator: function.denominator
            for payoffs in self._payoffs.values()
            for function in payoffs
            if not function.denominator.is_constant
        }
        self._signs = self._signs_of_denominators(signs)
        # for each side what the other one's information sets pay him, and how he may mix
        self._tables = [self._tables_of(1 - side, signs) for side in range(2)]
        self._mixtures = [
            PlayedOnce([plays.group(side, infoset) for infoset in plays.sides[side]], list(self._tables[side].values()))
            for side in range(2)
        ]
        self._beliefs: dict[tuple[int, int], PlayedOnce] = {}

    def holds(self, signs: LocalSigns) -> bool:
        """Whether the denominators of what it was made of have the same signs here."""
        return self._signs_of_denominators(signs) == self._signs

    def nash(self, signs: LocalSigns) -> list[StageEquilibrium]:
        """Return the extreme Nash equilibria; those that share a mixture hang together."""
        pairs = self._pairs(signs)
        links = [
            (first, second)
            for first, second in combinations(range(len(pairs)), 2)
            if pairs[first][0] == pairs[second][0] or pairs[first][1] == pairs[second][1]
        ]
        return _with_components(pairs, links)

    def credible(self, signs: LocalSigns) -> list[StageEquilibrium]:
        """Return the extreme Nash equilibria whose replies beliefs support.

        Two hang together where they belong to one Nash subset and their mean is supported too.
        """
        pairs = self._pairs(signs)
        known = set(pairs)
        supported: dict[tuple[int, int], list[int]] = {}
        kept = [pair for pair in pairs if self._is_credible((pair, pair), signs, supported)]
        if len(kept) > MOST_COMPARED:
            raise UnsupportedGameError(
                f"exact thresholds of sequential equilibria need stages with at most {MOST_COMPARED} extreme ones, "
                f"got {len(kept)}"
            )
        links = [
            (first, second)
            for first, second in combinations(range(len(kept)), 2)
            if (kept[first][0], kept[second][1]) in known
            and (kept[second][0], kept[first][1]) in known
            and self._is_credible((kept[first], kept[second]), signs, supported)
        ]
        return _with_components(kept, links)

    def payoffs(self, equilibrium: StageEquilibrium, signs: LocalSigns) -> list[RationalFunction]:
        """Return what the players get, times how likely the stage is."""
        first, second = (self._mixture(side, vertex, signs) for side, vertex in enumerate(equilibrium.vertices))
        totals = [_ZERO] * len(next(iter(self._payoffs.values())))
        for (one, other), payoffs in self._payoffs.items():
            weight = self._weight(first, one) * self._weight(second, other)
            if weight.numerator:
                totals = [total + weight * payoff for total, payoff in zip(totals, payoffs, strict=True)]
        common = first.common * second.common
        return [total / common for total in totals]

    def _mixture(self, side: int, vertex: MixtureVertex, signs: LocalSigns) -> Mixture:
        return self._mixtures[side].vertices_near(signs)[vertex]

    @staticmethod
    def _weight(mixture: Mixture, action: int) -> RationalFunction:
        return mixture.common if action == ALWAYS else mixture.weights.get(action, _ZERO)

    def _pairs(self, signs: LocalSigns) -> list[tuple[MixtureVertex, MixtureVertex]]:
        """Return the pairs of mixtures that are best replies to each other."""
        first, second = (mixtures.vertices_near(signs) for mixtures in self._mixtures)
        return [
            (one, other)
            for one in first
            for other in second
            if not one.support & ~other.replies and not other.support & ~one.replies
        ]

    def _is_credible(
        self,
        pairs: Sequence[tuple[MixtureVertex, MixtureVertex]],
        signs: LocalSigns,
        supported: dict[tuple[int, int], list[int]],
    ) -> bool:
        """Whether beliefs support the mean of some equilibria at each information set that play does not reach."""
        for side in range(2):
            reaching = _joined(pair[1 - side].support for pair in pairs)
            replying = _joined(pair[side].support for pair in pairs)
            for infoset in self._plays.sides[side]:
                leading = self._plays.leading_to(side, infoset)
                if ALWAYS in leading or any(reaching >> action & 1 for action in leading):
                    continue
                if (side, infoset) not in supported:
                    supported[side, infoset] = self._supported(side, infoset, signs)
                chosen = replying & _joined(1 << action for action in self._plays.group(side, infoset))
                if not any(chosen & ~replies == 0 for replies in supported[side, infoset]):
                    return False
        return True

    def _supported(self, side: int, infoset: int, signs: LocalSigns) -> list[int]:
        """Return masks of replies that some belief makes best together, the largest such sets among them."""
        known = self._beliefs.get((side, infoset))
        if known is None:
            table = self._tables[1 - side][infoset]
            known = self._beliefs[side, infoset] = PlayedOnce([sorted(table.rows)], [table])
        return [vertex.replies for vertex in known.vertices_near(signs)]

    def _tables_of(self, side: int, signs: LocalSigns) -> dict[int, ReplyTable]:
        """Return what the information sets of a side pay their player, by what the other side does."""
        player, tables, nothing = self._plays.players[side], {}, [_ZERO] * len(next(iter(self._payoffs.values())))
        for infoset in self._plays.sides[side]:
            group = self._plays.group(side, infoset)
            leading = sorted(self._plays.leading_to(side, infoset))
            payoffs = [
                [
                    self._payoffs.get((reply, action) if side == 0 else (action, reply), nothing)[player]
                    for reply in group
                ]
                for action in leading
            ]
            rows = ordering_polynomials(payoffs, signs.near)
            tables[infoset] = ReplyTable(tuple(group), dict(zip(leading, rows, strict=True)))
        return tables

    def _signs_of_denominators(self, signs: LocalSigns) -> list[int]:
        return [signs.sign(RationalFunction(denominator)) for denominator in self._denominators]


def _histories(tree: ExtensiveFormGame, stage: Stage) -> list[tuple[Choice, ...]]:
    """Return for each end of a stage the choices on the way there, those without an alternative left out."""
    ends = set(stage.ends)
    histories: dict[int, tuple[Choice, ...]] = {stage.root: ()}
    for node in stage.nodes:
        if node in ends:
            continue
        infoset = tree.infoset.item(node)
        owner = tree.infosets[infoset]
        is_choice = not owner.is_chance and owner.num_actions > 1
        for action, child in enumerate(tree.child_lists[node]):
            histories[child] = (*histories[node], (infoset, action)) if is_choice else histories[node]
    return [histories[end] for end in stage.ends]


def _joined(masks: Iterable[int]) -> int:
    """Return all ones of some masks."""
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _with_components(
    pairs: Sequence[tuple[MixtureVertex, MixtureVertex]], links: Iterable[tuple[int, int]]
) -> list[StageEquilibrium]:
    """Return equilibria with the numbers of the connected sets that links make."""
    component = list(range(len(pairs)))
    for first, second in links:
        old, new = component[second], component[first]
        component = [new if number == old else number for number in component]
    return [StageEquilibrium(pair, number) for pair, number in zip(pairs, component, strict=True)]


def regime_of_choices(tree: ExtensiveFormGame, components: Iterable[Iterable[Mapping[int, tuple[int, ...]]]]) -> Regime:
    """Return a regime of equilibria that are told by the actions with positive probability at information sets.

    Parameters
    ----------
    tree
        Gives the names.
    components
        The equilibria; where there is nothing to choose nothing is told.
    """
    names = [
        (number, tree.players[infoset.player].key, infoset.key, infoset.actions)
        for number, infoset in enumerate(tree.infosets)
        if not infoset.is_chance
    ]
    return tuple(
        sorted(
            tuple(
                sorted(
                    tuple(
                        (player, key, tuple(actions[action] for action in choices.get(number, (0,))))
                        for number, player, key, actions in names
                    )
                    for choices in listed
                )
            )
            for listed in components
        )
    )
