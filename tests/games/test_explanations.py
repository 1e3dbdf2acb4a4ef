"""What `explain` says of every shipped game, under every concept: no broken label, unit, number or sentence.

Of random games it says the same whatever their actions are called.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest

from gametheory import ExtensiveFormGame, Limits, NormalFormGame, Solution, TreeBuilder, load, solve
from gametheory.core.state_graph import StateGraph
from gametheory.core.tiered_game import TieredGame
from gametheory.io.catalogue import ShippedGame, shipped_games
from gametheory.rendering.explain import explanation

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.core.source import Game

GAMES = shipped_games()
CASES = [(game, concept) for game in GAMES for concept in ("nash", "pure", "subgame_perfect")]
QUOTED = re.compile(r"“[^”]*”")
SECONDS = 1
"""Time to solve: of the largest games what was found by then is explained."""
LONG = 120
"""Time where the whole answer is explained, on the slowest machine."""
LONGEST_SENTENCE = 45
"""Words."""
LONGEST = 2_000
"""Words of an explanation, without the file's own reading."""
OF_THE_FILE = ("Beside the story: ", "At the file's own values: ")
"""How the paragraph begins that a game file says itself."""

each_case = pytest.mark.parametrize(
    ("game", "concept"), CASES, ids=[f"{game.name}-{concept}" for game, concept in CASES]
)


@cache
def solution_of(game: ShippedGame, concept: str, seconds: float = SECONDS) -> Solution | None:
    """The solution under a concept; None where the concept does not apply."""
    model = load(game.path)
    without = (NormalFormGame, TieredGame) if concept == "subgame_perfect" else StateGraph
    if isinstance(model.to_game(), without):
        return None
    return solve(model, concept, limits=Limits(time=seconds, equilibria=200))


def told(game: ShippedGame, concept: str, seconds: float = SECONDS) -> list[str]:
    """The paragraphs of the explanation, each as one line, without the title and what the file itself says."""
    solution = solution_of(game, concept, seconds)
    if solution is None:
        return []
    paragraphs = [" ".join(text.split()) for text in solution.explain().split("\n\n")]
    return [
        text for text in paragraphs[1:] if not text.startswith(("Beside the story: ", "At the file's own values: "))
    ]


def sentences(game: ShippedGame, concept: str) -> list[str]:
    """Sentences and items of lists, with the names of actions as one word."""
    items = [item for text in told(game, concept) for item in re.split(r" - (?=[A-Z“])", text)]
    plain = [QUOTED.sub("“Name”", item) for item in items]
    return [sentence for item in plain for sentence in re.split(r"(?<=\.) (?=[A-Z“])", item)]


@each_case
def test_articles_and_names_are_whole(game: ShippedGame, concept: str) -> None:
    text = " ".join(told(game, concept))
    labels = {player.label for player in load(game.path).to_game().players}
    in_text = {player.name_in_text for player in load(game.path).to_game().players}
    for label in labels:
        assert not re.search(rf"\b(?:a|an) {re.escape(label)}\b", text)
    for label in labels - in_text:
        assert not re.search(rf"\bthe {re.escape(label)}\b", text)
    assert not re.search(r"\ba [aeiou]\w*|\ban [^aeiou“\W]\w*", QUOTED.sub("", text))
    assert "the the" not in text.lower()


@each_case
def test_nothing_stands_twice_and_nothing_of_the_program_shows(game: ShippedGame, concept: str) -> None:
    text = " ".join(told(game, concept))
    assert not re.search(r"\b([a-z]+) \1\b", QUOTED.sub("“”", text))
    assert not re.search(r" [,.;:)]|\( |\.\.|,,|“”|\[\]|\(\)", text)
    assert not re.search(r"infoset|None(?! of them)|Fraction|nan\b|inf\b|<|>|=|≈", QUOTED.sub("", text))


@each_case
def test_numbers_are_short(game: ShippedGame, concept: str) -> None:
    for number in re.findall(r"\d[\d.,]*\d", QUOTED.sub("", " ".join(told(game, concept)))):
        assert len(re.sub(r"\D", "", number).lstrip("0")) <= 6, number


@each_case
def test_amounts_have_the_unit_of_the_file(game: ShippedGame, concept: str) -> None:
    unit = load(game.path).unit
    for text in told(game, concept):
        if re.search(r"\bgets?\b|would gain", text):
            assert unit in text
        if " would bring " in text:
            assert f"(amounts in {unit}):" in text if unit else "amounts" not in text


@each_case
def test_sentences_are_whole_and_short(game: ShippedGame, concept: str) -> None:
    for sentence in sentences(game, concept):
        assert re.match(r"[A-Z“\d]", sentence), sentence
        assert re.search(r"[.:]$", sentence), sentence
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@each_case
def test_explanations_are_bounded(game: ShippedGame, concept: str) -> None:
    assert sum(len(text.split()) for text in told(game, concept)) <= LONGEST


def paragraphs(name: str, concept: str = "") -> list[str]:
    """The paragraphs of the explanation of a game, by its own concept where none is given."""
    game = next(game for game in GAMES if game.name == name)
    return told(game, concept or load(game.path).concept or "nash", LONG)


def test_choose_one_of_two() -> None:
    assert paragraphs("choose_one_of_two")[:4] == [
        "There is one subgame-perfect equilibrium, and no other.",
        "First, Amazon chooses “Demand exclusivity”. Then the top seller chooses “Leave Temu”. Then chance decides: "
        "“Reported” (40 %) or “Quiet” (60 %). If “Reported”, the top seller chooses “Return to Temu”, then Amazon "
        "“Deny the demand”. On average, Amazon gets 4.12 and the top seller 6.24 million USD a year.",
        "Why nobody wants to change (amounts in million USD a year): - Amazon at “demand”: “Allow both” would bring "
        "0.22 less (3.9 instead of 4.12). - The top seller at “homing”: “Stay on both” would bring 0.5248 less (5.72 "
        "instead of 6.24). - The top seller at “comeback”, if play gets there: “Stay away” would bring 0.6 less (6 "
        "instead of 6.6). - Amazon at “enforce”, if play gets there: “Suspend in public” would bring 0.5265 less "
        "(3.05 instead of 3.58).",
        "What is never put to the test (amounts in million USD a year): - At “punish”, Amazon would choose “Suspend” "
        "and stand by it: “Let go” would bring 0.147 less.",
    ]


def test_surplus_or_invest_says_what_signals_tell() -> None:
    text = paragraphs("surplus_or_invest", "nash")
    assert (
        "What each signal tells: - At “answer” after “Few items”, Amazon puts the chance of “Invest” at 25 %, as "
        "before: the signal tells nothing."
    ) in text
    (untested,) = [paragraph for paragraph in text if paragraph.startswith("What is never put to the test")]
    assert (
        "At “answer” after “Full range”, Amazon would choose “Monitor”. That is best if Amazon then puts the chance of "
        "“Invest” at 44.5 % or more (25 % at the start)."
    ) in untested
    (pooling,) = [paragraph for paragraph in text if paragraph.startswith("Equilibrium 8. ")]
    assert "At “answer” after “Full range”, Amazon puts the chance of “Invest” at 44.5 %, up from 25 %." in pooling


def test_surplus_or_invest_says_what_has_to_be_believed_and_what_nobody_would() -> None:
    text = paragraphs("surplus_or_invest")
    assert (
        "What has to be believed where play never comes: - At “answer” after “Full range”, Amazon chooses “Monitor” if "
        "it puts the chance of “Invest” at 44.5 % or more (here 72.3 %)."
    ) in text
    (unsent,) = [paragraph for paragraph in text if paragraph.startswith("What messages would say")]
    assert "Equilibria 3 and 4 fail the intuitive criterion: “Invest” cannot gain by “Few items”" in unsent
    assert "Equilibria 5, 6, 7, 8, 9 and 10 fail D1: " in unsent


def test_parity_reputation_says_whether_a_tough_amazon_would_be_believed() -> None:
    text = paragraphs("parity_reputation")
    assert text[0] == "There is one sequential equilibrium, and no other."
    (believed,) = [paragraph for paragraph in text if paragraph.startswith("What has to be believed")]
    assert (
        "At “price” in Europe, after “Undercut” and “Enforce”, the top seller chooses “Undercut” with probability "
        "137/210 (65.2 %) and “Keep parity” with 73/210 (34.8 %) if it puts the chance of “Tough” at exactly 84/431 "
        "(19.5 %) (here 84/431 (19.5 %))."
    ) in believed
    reading = load("parity_reputation").reading
    assert reading.startswith("Would a tough Amazon be believed? Just enough to make a seller hesitate.")
    assert "84/431 (19.5 %)" in reading.split("Nothing of this is put to the test.")[0]


def test_speed_of_response_tells_rounds() -> None:
    assert paragraphs("speed_of_response")[1] == (
        "In 2023, Temu chooses “Scale”, then Amazon “Respond”. In 2023.5, Temu chooses “Scale”. In 2024, Temu chooses "
        "“Hold”. Temu gets 0.425 and Amazon -1.255 billion USD in two years."
    )


def test_imitation_race_has_few_sentences_on_dominance() -> None:
    text = paragraphs("imitation_race")
    assert text[1].startswith(
        "All five choose without seeing what the others do. AliExpress, TikTok Shop and Amazon choose “Copy early”; "
        "Shopee chooses “Copy late”; Temu chooses “Go on”. AliExpress gets 0.0216 (21/970), Shopee about -0.275, "
    )
    assert text[3] == (
        "What nobody would choose, round by round: - Whatever the others do, “Copy early” pays AliExpress and Amazon "
        "more than anything else. “Copy early” pays TikTok Shop more than “Stay out”. “Go on” pays Temu more than "
        "“Spend more”. - Once these are ruled out, “Copy late” pays Shopee more than anything else. “Copy early” pays "
        "TikTok Shop more than “Copy late”. - This leaves “Copy early” for AliExpress, TikTok Shop and Amazon, “Copy "
        "late” for Shopee and “Go on” for Temu."
    )


def test_commission_competition_groups_fees() -> None:
    assert (
        "Whatever the other does, “20 %” pays Amazon more than “12 %” to “19 %”. “29 %” pays Amazon more than “31 %” "
        "to “36 %”."
    ) in paragraphs("commission_competition")[3]


PLAIN = [f"Name {number}" for number in range(9)]
HOSTILE = [
    "Raise the probability",
    "Stay\n  - or go",
    "Leave\n\nProof: none",
    "50 % each, by lot",
    "“Quoted” or “not”",
    "End. Then chance decides: A",
    "reply[2]: In, Out",
    "US",
    "<b>None=nan</b>",
]
"""Names that look like what is said about them."""
SEEDS = range(8)


def random_table(seed: int, names: list[str]) -> NormalFormGame:
    """Two players with few different payoffs, or one with more actions than a sentence holds against a copy."""
    rng = Random(seed)
    if seed % 4 == 3:
        size = 6
        return NormalFormGame.zero_sum(
            [[int(row == column) for column in range(size)] for row in (0, *range(size))],
            actions=[names[: size + 1], names[:size]],
        )
    tables = [[[rng.randint(0, 3) for _ in range(3)] for _ in range(4)] for _ in range(2)]
    return NormalFormGame.from_bimatrix(*tables, actions=[names[:4], names[4:7]])


def random_tree(seed: int, names: list[str]) -> ExtensiveFormGame:
    """Chance draws; Ann, who may see it, chooses; Bob, who may see her, answers; then Ann may have the last word."""
    rng = Random(seed)
    builder = TreeBuilder({"ann": "Ann", "bob": "Bob"})
    for drawn, branch in enumerate(builder.chance(0, {names[0]: "1/3", names[1]: "2/3"})):
        own = f"first {drawn}" if seed % 2 else "first"
        for number, node in enumerate(builder.move(branch, "ann", names[2:5], infoset=own)):
            for answered, end in enumerate(builder.move(node, "bob", names[5:7], infoset=f"answer {number}")):
                ends = (
                    builder.move(end, "ann", names[7:9], infoset=f"last {drawn} {number}")
                    if answered and not number and seed % 2
                    else [end]
                )
                for terminal in ends:
                    builder.payoffs(terminal, [rng.randint(0, 3), rng.randint(0, 3)])
    return builder.build()


def with_plain_names(text: str) -> str:
    """A text in which the hostile names are replaced by the plain ones, longest names first."""
    for name, plain in sorted(zip(HOSTILE, PLAIN, strict=True), key=lambda pair: -len(pair[0])):
        text = text.replace(f"“{name}”", f"“{plain}”")
    return text


@pytest.mark.parametrize("make", [random_table, random_tree])
@pytest.mark.parametrize("seed", SEEDS)
def test_names_change_nothing_but_themselves(make: Callable[[int, list[str]], Game], seed: int) -> None:
    plain, hostile = (solve(make(seed, names), "nash", limits=Limits(equilibria=30)) for names in (PLAIN, HOSTILE))
    told, hostile_told = explanation(plain), explanation(hostile)
    assert len(told.passages) >= 2
    assert [with_plain_names(passage.opening) for passage in hostile_told.passages] == [
        passage.opening for passage in told.passages
    ]
    assert [[with_plain_names(item) for item in passage.items] for passage in hostile_told.passages] == [
        list(passage.items) for passage in told.passages
    ]
    for solution in (plain, hostile):
        text = solution.explain().split("\n\n")
        assert len(text) == 2 + len(told.passages)
        items = [len(re.findall("^  - ", paragraph, re.MULTILINE)) for paragraph in text[1:-1]]
        assert items == [len(passage.items) for passage in told.passages]
