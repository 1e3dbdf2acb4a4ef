"""Files of other programs: what is written reads back as the same game, whatever it is called and whatever it pays."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import ExtensiveFormGame, NormalFormGame, TreeBuilder, write_game
from gametheory.core.players import Player
from gametheory.io.formats import Format
from gametheory.io.game_file import read_game_text
from gametheory.io.given_writer import write_given

pytestmark = pytest.mark.filterwarnings("ignore:.*labels of nodes:gametheory.errors.GameFileWarning")

# no carriage returns, no surrogates, none of the characters that no file of text holds
LABELS = st.lists(
    st.text(st.sampled_from("ab1 \"\\'{},;:&<>]\n\tß€漢\U0001f600"), min_size=1, max_size=4),
    min_size=12,
    max_size=12,
    unique=True,
)
NUMBERS = st.one_of(st.integers(-3, 3), st.integers(-(10**30), 10**30), st.fractions(), st.floats(-9, 9).map(Fraction))
SEEDS = st.integers(0, 10**9)


def read_back(game: NormalFormGame | ExtensiveFormGame, kind: Format) -> object:
    """The game that a text in a format describes."""
    return read_game_text(write_given(game, kind), "written", kind=kind).to_game()


def random_tree(rng: random.Random, labels: list[str], numbers: list[Fraction]) -> ExtensiveFormGame:
    """A tree with chance, payoffs on the way, shared outcomes and shared information sets."""
    players = [Player(label, label) for label in labels[: rng.randint(1, 3)]]
    builder = TreeBuilder(players)
    sets: list[tuple[str, tuple[str, ...], str | None]] = []
    shares = {"x": Fraction(1, 3), labels[4]: Fraction(0), labels[5]: Fraction(2, 3)}
    num_outcomes = 0
    waiting = [0]
    for _ in range(rng.randint(0, 12)):
        node = waiting.pop(rng.randrange(len(waiting)))
        builder.label(node, rng.choice(["", *labels]))
        if rng.random() < 0.25:
            waiting += builder.chance(node, shares, infoset=rng.choice([None, labels[6], labels[7]]))
            continue
        if not sets or rng.random() < 0.6:
            actions = tuple(rng.sample(labels, rng.randint(1, 3)))
            name = f"{rng.choice(labels)}{len(sets)}" if rng.random() < 0.6 else None
            sets.append((rng.choice(players).key, actions, name))
        player, actions, name = rng.choice(sets)
        waiting += builder.move(node, player, actions, infoset=name, infoset_label=None)
    for node in waiting:
        if num_outcomes and rng.random() < 0.4:
            builder.place(node, rng.randrange(num_outcomes))
        elif rng.random() < 0.8:
            builder.payoffs(node, rng.choices(numbers, k=len(players)), outcome=rng.choice(["", *labels]))
            num_outcomes += 1
    return builder.build(title=labels[8], comment=labels[9])


@settings(max_examples=60)
@given(SEEDS, LABELS, st.lists(NUMBERS, min_size=3, max_size=9))
def test_trees_read_back(seed: int, labels: list[str], numbers: list[Fraction]) -> None:
    tree = random_tree(random.Random(seed), labels, numbers)
    for kind in (Format.EFG, Format.GBT):
        again = read_back(tree, kind)
        assert isinstance(again, ExtensiveFormGame)
        assert again == tree
        assert (again.title, again.comment) == (tree.title, tree.comment)
        assert write_given(again, kind) == write_given(tree, kind)


@settings(max_examples=60)
@given(SEEDS, LABELS, st.lists(NUMBERS, min_size=1, max_size=9))
def test_trees_go_through_game_files(seed: int, labels: list[str], numbers: list[Fraction]) -> None:
    tree = random_tree(random.Random(seed), [f"n{label}" for label in labels], numbers)
    text = write_given(tree, Format.EFG)
    game = read_game_text(write_game(tree)).to_game()
    assert game == tree
    assert isinstance(game, ExtensiveFormGame)
    assert write_given(game, Format.EFG).splitlines()[-1] == text.splitlines()[-1]


@st.composite
def tables(draw: st.DrawFn) -> NormalFormGame:
    """Games in normal form with odd labels."""
    labels = draw(LABELS)
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    num_payoffs = len(sizes)
    for size in sizes:
        num_payoffs *= size
    payoffs = iter(draw(st.lists(NUMBERS, min_size=num_payoffs, max_size=num_payoffs)))

    def table(shape: list[int]) -> object:
        return [table(shape[1:]) for _ in range(shape[0])] if shape else next(payoffs)

    actions = [labels[3 * index : 3 * index + size] for index, size in enumerate(sizes)]
    return NormalFormGame(
        table([len(sizes), *sizes]),
        players=labels[9 : 9 + len(sizes)],
        actions=actions,
        title=labels[0],
        comment=labels[1],
    )


@settings(max_examples=60)
@given(tables())
def test_tables_read_back(game: NormalFormGame) -> None:
    for kind in (Format.NFG, Format.GBT):
        again = read_back(game, kind)
        assert again == game
        assert isinstance(again, NormalFormGame)
        assert (again.title, again.comment) == (game.title, game.comment)


@settings(max_examples=60)
@given(tables())
def test_matrices_keep_their_payoffs(game: NormalFormGame) -> None:
    small = [
        [value.limit_denominator(10**9) % 10**9 for value in map(Fraction, own.ravel().tolist())]
        for own in game.payoffs
    ]
    bimatrix = NormalFormGame.from_bimatrix(small[:1], small[-1:])
    assert read_back(bimatrix, Format.LRS) == bimatrix


@given(st.lists(st.decimals(-1000, 1000, places=3), min_size=24, max_size=24))
def test_decimal_tables_go_through_gamut_files(values: list[object]) -> None:
    numbers = iter(values)
    payoffs = [[[[next(numbers)] for _ in range(4)] for _ in range(2)] for _ in range(3)]
    game = NormalFormGame(payoffs)
    assert read_back(game, Format.GAM) == game
