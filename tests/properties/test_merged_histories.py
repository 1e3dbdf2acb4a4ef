"""Games of stages whose histories are merged, beside their whole trees."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from gametheory import BehaviorProfile, Limits, solve
from gametheory.analysis.certificate import judge
from gametheory.analysis.trees.state_certificate import judge_states
from gametheory.analysis.trees.subgame_perfection import judge_subgame_perfection
from gametheory.core.extensive_form import TERMINAL, ExtensiveFormGame
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.solution import Coverage
from gametheory.core.state_graph import END, StateGraph
from gametheory.errors import InconsistentGameFileError, UnsupportedGameError
from gametheory.models import stages as stages_module
from gametheory.models.definitions import RepeatDefinition, StageDefinition
from gametheory.models.model import GameModel
from unit.models.descriptions import chance_stage, described, formula, payoffs, stage, staged

if TYPE_CHECKING:
    from gametheory.core.solution import Solution

FEW = Limits(equilibria=60)
MOST_NODES = 150
"""Nodes of trees that are solved for comparison."""
MOST_EQUILIBRIA = 10**6
"""Of a merged game whose whole tree is solved for comparison: there the same choices are made anew at every history."""
SEEDS = range(200)


class RandomStages:
    """A game of up to six stages: repeated, simultaneous, skipped, of chance, with payoffs of all kinds."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.players = "abc"[: self.rng.choice([1, 2, 2, 2, 3])]
        self.known: list[str] = []
        self.chances: set[str] = set()

    def model(self) -> GameModel:
        listed: list[StageDefinition | RepeatDefinition] = []
        for name in "pqrs"[: self.rng.randint(1, 3)]:
            listed.append(self.stage(name))
            self.known.append(name)
            if self.rng.random() < 0.4:
                listed.append(self.payment(f"pay_{name}"))
        if self.rng.random() < 0.5:
            listed.insert(self.rng.randint(0, len(listed)), self.block())
        final = {player: " + ".join(self.term() for _ in range(self.rng.randint(1, 4))) for player in self.players}
        return GameModel(described(self.players, staged(*listed, **final)))

    def stage(self, name: str) -> StageDefinition:
        if self.rng.random() < 0.15:
            self.chances.add(name)
            return chance_stage(name, {"H": "1/3", "T": None}, self.condition())
        size = self.rng.choice([1, 2, 2, 3])
        moves = {f"{name}{number}": {"number": str(self.rng.randint(0, 2))} for number in range(size)}
        options: dict[str, Any] = {}
        when = self.condition()
        if when is not None:
            options["when"] = when
        if self.known and self.rng.random() < 0.3:
            options["observes"] = self.rng.sample(self.known, self.rng.randint(0, len(self.known) - 1))
        return stage(name, self.rng.choice(self.players), moves, **options)

    def payment(self, name: str) -> StageDefinition:
        when = self.condition()
        terms = payoffs(**{player: self.term() for player in self.players})
        return StageDefinition(name, when=None if when is None else formula(when), payoffs=terms)

    def block(self) -> RepeatDefinition:
        choose = self.rng.choice
        options = {} if self.rng.random() < 0.5 else {"when": "go.number == 1"}
        due = {
            player: f"{choose([-2, 1, 2])} * go.number + do.number * {choose([-1, 2])} * t" for player in self.players
        }
        moves = {"L": {"number": "1"}, "R": {"number": choose(["0", "2"])}}
        stages = (
            stage("go", choose(self.players), moves),
            stage("do", choose(self.players), {"U": {"number": "1"}, "D": {"number": "0"}}, **options),
            StageDefinition("settle", payoffs=payoffs(**due)),
        )
        return RepeatDefinition("t", ("1", "2"), stages)

    def condition(self) -> str | None:
        if not self.known or self.rng.random() > 0.35:
            return None
        return f"{self.rng.choice(self.known)}.number {self.rng.choice(['> 0', '< 2', '== 1'])}"

    def term(self) -> str:
        first, second = (f"{self.rng.choice(self.known)}.number" for _ in range(2))
        factor = self.rng.randint(-2, 3)
        return self.rng.choice([f"{factor} * {first}", f"({first} - 1)", f"{first} * {second}", f"{factor}"])


def both(seed: int, monkeypatch: pytest.MonkeyPatch) -> tuple[StateGraph, ExtensiveFormGame] | None:
    """The states of a random game, and its whole tree; None where somebody does not see enough."""
    model = RandomStages(seed).model()
    monkeypatch.setattr(stages_module, "MOST_UNMERGED_NODES", 0)
    monkeypatch.setattr(stages_module, "MAX_NODES", 0)
    try:
        graph = model.to_game()
    except InconsistentGameFileError:
        return None
    monkeypatch.setattr(stages_module, "MAX_NODES", 10**7)
    tree = model.at()
    assert isinstance(graph, StateGraph)
    assert isinstance(tree, ExtensiveFormGame)
    return graph, tree


def lifted(tree: ExtensiveFormGame, profile: MarkovProfile) -> BehaviorProfile:
    """The same behavior in the whole tree, in which every history is a node of its own."""
    graph = profile.game
    strategies: list[Any] = [None] * len(tree.infosets)
    waiting = [(0, 0, 0)]
    while waiting:
        node, state, place = waiting.pop()
        if graph.states[state].stage.infoset[place] == TERMINAL:
            state, place = graph.states[state].successors[graph.states[state].stage.terminals.index(place)], 0
        if state == END:
            assert tree.infoset[node] == TERMINAL
            continue
        stage_tree = graph.states[state].stage
        there, here = int(stage_tree.infoset[place]), int(tree.infoset[node])
        assert stage_tree.infosets[there].actions == tree.infosets[here].actions
        assert stage_tree.infosets[there].probabilities == tree.infosets[here].probabilities
        chosen = profile.strategies[graph.first_infosets[state] + there]
        assert strategies[here] in (None, chosen)
        strategies[here] = chosen
        pairs = zip(tree.children(node), stage_tree.children(place), strict=True)
        waiting += [(after, state, following) for after, following in pairs]
    return BehaviorProfile(tree, tuple(strategies))


def solved(game: StateGraph | ExtensiveFormGame) -> Solution | None:
    """The subgame-perfect equilibria; None where the methods do not apply."""
    try:
        return solve(game, "subgame_perfect", limits=FEW)
    except UnsupportedGameError:
        return None


@pytest.mark.parametrize("seed", SEEDS)
def test_states_answer_as_the_whole_tree_does(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = both(seed, monkeypatch)
    if pair is None or pair[1].num_nodes > MOST_NODES:
        return
    graph, tree = pair
    assert (graph.num_nodes, graph.num_ends) == (tree.num_nodes, len(tree.terminals))
    merged = solved(graph)
    if merged is not None and (merged.num_extreme or 0) > MOST_EQUILIBRIA:
        return
    whole = solved(tree)
    assert (whole is None) == (merged is None)
    if whole is None or merged is None:
        return
    assert merged.equilibria
    assert (merged.num_extreme, merged.statistics.get("num_pure")) == (
        whole.num_extreme,
        whole.statistics.get("num_pure"),
    )
    assert whole.coverage is Coverage.ALL or merged.coverage is Coverage.PARTIAL
    assert merged.coverage is not Coverage.ALL or len(merged.equilibria) == merged.num_extreme
    known = {equilibrium.profile.strategies: equilibrium.payoffs for equilibrium in whole.equilibria}
    for equilibrium in merged.equilibria:
        assert isinstance(equilibrium.play, MarkovProfile)
        in_tree = lifted(tree, equilibrium.play)
        assert judge_subgame_perfection(tree, in_tree).verdict is True
        assert judge(tree, in_tree).payoffs == equilibrium.payoffs
        assert len(known) < (whole.num_extreme or 0) or known[in_tree.strategies] == equilibrium.payoffs


def test_enough_games_are_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [pair for pair in (both(seed, monkeypatch) for seed in SEEDS) if pair is not None]
    sizes = [(sum(state.stage.num_nodes for state in graph.states), tree.num_nodes) for graph, tree in pairs]
    assert len(pairs) > 100
    assert sum(merged < whole for merged, whole in sizes) > 40
    assert any(state.stage.num_nodes > len(state.successors) + 1 for graph, _ in pairs for state in graph.states[1:])


def random_profile(graph: StateGraph, rng: Random) -> MarkovProfile:
    """Any behavior, with probabilities of 0 too."""
    strategies: list[Any] = []
    for infoset in graph.infosets:
        weights = [rng.choice([0, 0, 1, 2, 5]) for _ in infoset.actions]
        weights[rng.randrange(len(weights))] += 1
        strategies.append(None if infoset.is_chance else [f"{weight}/{sum(weights)}" for weight in weights])
    return MarkovProfile(graph, tuple(strategies))


@pytest.mark.parametrize("seed", SEEDS[:80])
def test_the_verdict_on_states_is_that_on_the_whole_tree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = both(seed, monkeypatch)
    if pair is None:
        return
    graph, tree = pair
    rng = Random(seed)
    for _ in range(3):
        profile = random_profile(graph, rng)
        in_tree = lifted(tree, profile)
        judgement, verdict = judge_states(profile), judge_subgame_perfection(tree, in_tree)
        in_whole = judge(tree, in_tree)
        assert judgement.certificate.payoffs == in_whole.payoffs
        assert judgement.certificate.max_regret == in_whole.max_regret
        assert (not judgement.failures) is verdict.verdict
        assert all(first.state <= second.state for first, second in pairwise(judgement.failures))
