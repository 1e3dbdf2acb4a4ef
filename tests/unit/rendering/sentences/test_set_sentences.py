"""How many equilibria there are."""

from __future__ import annotations

import pytest

from gametheory import Coverage, Solution, Termination, solve
from gametheory.rendering.sentences.set_sentences import (
    component_passages,
    ending_sentence,
    has_continuum,
    index_text,
    number_sentences,
)
from gametheory.rendering.sentences.wording import Passage
from unit.rendering.told_games import forgetful, shipped, solved


@pytest.mark.parametrize(
    ("solution", "sentences"),
    [
        (solved("matching_pennies", "pure"), ["There is no pure equilibrium."]),
        (solved("matching_pennies"), ["There is one Nash equilibrium, and no other."]),
        (solved("trust_game"), ["There is one subgame-perfect equilibrium, and no other."]),
        (solved("prisoners_dilemma", "pure"), ["There is one pure equilibrium."]),
        (solved("hawk_dove"), ["There are 3 Nash equilibria."]),
        (solved("selten_horse", "pure"), ["There are 2 pure equilibria."]),
        (
            solved("selten_horse", "nash"),
            [
                "There are infinitely many Nash equilibria, in 2 connected components: 4 extreme ones, and certain "
                "mixtures of them."
            ],
        ),
        (
            solved("von_stengel_degenerate"),
            [
                "There are infinitely many Nash equilibria, in 2 connected components: 3 extreme ones, and certain "
                "mixtures of them."
            ],
        ),
        (
            solved("ultimatum", "subgame_perfect"),
            [
                "There are infinitely many subgame-perfect equilibria, in one connected component: 4 extreme ones, and "
                "certain mixtures of them."
            ],
        ),
        (
            solved("hawk_dove").replace(coverage=Coverage.PARTIAL, unresolved=("the mixed ones were not sought",)),
            ["3 Nash equilibria were found; there may be others.", "The mixed ones were not sought."],
        ),
        (
            solved("hawk_dove").replace(concept="sequential", coverage=Coverage.ALL_PURE, unresolved=("who knows",)),
            [
                "3 sequential equilibria were found; no pure one is missing, but there may be more in which somebody "
                "randomizes.",
                "Who knows.",
            ],
        ),
        (
            solved("matching_pennies").replace(
                equilibria=(), num_extreme=None, coverage=Coverage.NONE, termination=Termination.INTERRUPTED
            ),
            [
                "No Nash equilibrium was found.",
                "The run was interrupted before one was found: let it run for longer, or ask for a single one "
                "(--max-equilibria 1) or for pure ones (--concept pure).",
            ],
        ),
        (
            solved("hawk_dove", most=1),
            ["There are 3 Nash equilibria.", "1 of them is listed here.", Termination.COUNT_REACHED.sentence],
        ),
        (
            solved("hawk_dove", most=2),
            ["There are 3 Nash equilibria.", "2 of them are listed here.", Termination.COUNT_REACHED.sentence],
        ),
        (
            solved("trust_game", "nash"),
            [
                "There are infinitely many Nash equilibria, in one connected component: 2 extreme ones, and certain "
                "mixtures of them."
            ],
        ),
    ],
)
def test_numbers(solution: Solution, sentences: list[str]) -> None:
    assert number_sentences(solution) == sentences


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        (0, "No Nash equilibrium was found."),
        (1, "One Nash equilibrium was found; there may be others."),
        (2, "2 Nash equilibria were found; there may be others."),
    ],
)
def test_runs_that_were_stopped(kept: int, sentence: str) -> None:
    found = solved("hawk_dove")
    stopped = found.replace(
        equilibria=found.equilibria[:kept],
        num_extreme=None,
        num_components=None,
        coverage=Coverage.PARTIAL,
        termination=Termination.INTERRUPTED,
    )
    ending = Termination.INTERRUPTED.sentence if kept else ending_sentence(stopped)
    assert number_sentences(stopped) == [sentence, ending]


def test_continua() -> None:
    assert has_continuum(solved("trust_game", "nash"))
    assert not has_continuum(solved("hawk_dove"))
    assert not has_continuum(solved("hawk_dove", "pure"))
    assert not has_continuum(forgetful())


def test_components_name_what_varies() -> None:
    assert list(component_passages(solved("von_stengel_degenerate"))) == [
        Passage(
            "Component 1 joins equilibria 1 and 2. Its index is 0: a small change of payoffs may make it vanish. What "
            "varies in it:",
            ("The column player chooses “Left” with probability 2/3 (66.7 %) to 100 %.",),
        )
    ]
    assert list(component_passages(solved("centipede", "nash"))) == [
        Passage(
            "Component 1 joins equilibria 1 to 4. What varies in it (not every combination need be an equilibrium):",
            (
                "At “second turn”, Bob chooses “Stop” with probability 2/3 (66.7 %) to 100 %.",
                "At “last turn”, Bob chooses “Stop” with probability 0 % to 100 %.",
            ),
        )
    ]
    assert list(component_passages(solved("hawk_dove"))) == []


def test_long_components_are_told_as_ranges() -> None:
    (told,) = component_passages(solved("ultimatum"))
    assert told.opening.startswith("Component 1 joins equilibria 1 to 13. What varies in it ")


def test_cut_lists_say_that_the_ranges_are_theirs() -> None:
    (told,) = component_passages(solved("ultimatum", most=3))
    assert "What varies in it among those listed" in told.opening


def test_components_in_which_no_probability_varies() -> None:
    found = solved("trust_game", "nash")
    same = found.replace(equilibria=(found.equilibria[0],) * 2)
    assert list(component_passages(same)) == [
        Passage("Component 1 joins equilibria 1 and 2. Only what is done where play never comes varies in it.")
    ]


def test_many_probabilities_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.sentences.set_sentences.MAX_VARYING", 2)
    (told,) = component_passages(solved("ultimatum"))
    assert (len(told.items), told.items[-1]) == (3, "3 other probabilities.")


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        (0, " Its index is 0: a small change of payoffs may make it vanish."),
        (1, " Its index is +1: no small change of payoffs makes it vanish."),
        (-2, " Its index is -2: no small change of payoffs makes it vanish."),
        (None, ""),
    ],
)
def test_components_have_an_index(index: int | None, sentence: str) -> None:
    told = solved("von_stengel_degenerate").replace(component_indices=(index, 1))
    (passage,) = component_passages(told)
    assert passage.opening == f"Component 1 joins equilibria 1 and 2.{sentence} What varies in it:"
    assert index_text(index) == (sentence.split()[3].rstrip(":") if sentence else "unknown")


def test_solved_components_have_theirs() -> None:
    (passage,) = component_passages(solved("von_stengel_degenerate"))
    assert "Its index is 0: a small change of payoffs may make it vanish." in passage.opening
    (passage,) = component_passages(solved("centipede", "nash"))
    assert "index" not in passage.opening, "none is determined in trees"


def test_concepts_that_are_pure_by_definition() -> None:
    assert number_sentences(solve(shipped("chicken"), "strict")) == ["There are 2 strict equilibria."]
    assert number_sentences(solve(shipped("prisoners_dilemma"), "strict")) == [
        "There is one strict equilibrium, and no other."
    ]


def test_where_no_assessment_was_found_the_next_step_is_told() -> None:
    none = solved("selten_horse", "sequential").replace(
        equilibria=(), num_extreme=None, num_components=None, coverage=Coverage.PARTIAL, unresolved=("it is hard",)
    )
    told = number_sentences(none)
    assert told[:2] == ["No sequential equilibrium was found.", "It is hard."]
    assert told[2].startswith("Every finite game has one, perhaps one in which somebody randomizes.")
    for other in (none.replace(concept="nash"), none.replace(termination=Termination.TIME_LIMIT)):
        assert not any("Every finite game" in sentence for sentence in number_sentences(other))
