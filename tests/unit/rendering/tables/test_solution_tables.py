"""Solutions as tables, and the sentences under them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import Coverage, Limits, NormalFormGame, Solution, Termination, TreeBuilder, solve
from gametheory.rendering.tables.equilibrium_table import equilibrium_table, probability_table
from gametheory.rendering.tables.solution_tables import (
    MAX_NUMBERS,
    proof_sentences,
    solution_heading,
    solution_sentences,
)
from gametheory.rendering.tables.strategy_text import EXCLUDED
from unit.rendering.told_games import forgetful, shipped, solved


def said(solution: Solution) -> tuple[str, ...]:
    return solution_sentences(solution, shown=len(solution.equilibria))


def test_normal_forms() -> None:
    table = equilibrium_table(solved("price_monitoring"))
    assert table.columns == ("#", "player", "plays", "payoff", "best deviation")
    assert table.rows == (
        ("1", "Amazon", "Monitor 48/107, Ignore 59/107", "86371/20450 ≈ 4.22352", "gains 0"),
        ("", "Top seller", "Undercut on Temu 400/1227, Keep parity 827/1227", "6.24", "gains 0"),
    )


def test_trees_have_a_row_for_each_information_set() -> None:
    table = equilibrium_table(solved("centipede", "nash"))
    assert table.columns[2] == "information set"
    assert table.rows[:4] == (
        ("1", "Ann", "first turn", "Stop", "0", "gains 0"),
        ("", "", "third turn", EXCLUDED, "", ""),
        ("", "Bob", "second turn", "Stop", "0", "gains 0"),
        ("", "", "last turn", EXCLUDED, "", ""),
    )
    assert 4 in table.groups


def test_tables_can_be_cut() -> None:
    assert {row[0] for row in equilibrium_table(solved("hawk_dove"), first=2).rows} == {"1", "", "2"}


def test_whole_plans_need_no_information_sets() -> None:
    table = equilibrium_table(forgetful())
    assert "information set" not in table.columns
    assert table.rows[0][2] == "first=L; second=x 1/3, first=R; second=y 2/3"


def test_players_that_never_move() -> None:
    builder = TreeBuilder({"ann": "Ann", "bob": "Bob"})
    for node, payoff in zip(builder.move(0, "ann", ["x", "y"], infoset="start"), (1, 2), strict=True):
        builder.payoffs(node, [payoff, 7])
    solution = solve(builder.build(), "subgame_perfect")
    assert equilibrium_table(solution).rows[1] == ("", "Bob", "", "(never moves)", "7", "gains 0")


def test_sentences_of_one_of_several_and_of_a_continuum() -> None:
    assert said(solved("price_monitoring")) == (
        "1 Nash equilibrium, by label_tree.",
        "Coverage: all. These are all of them.",
        "Proof: nobody can gain by deviating alone from any listed equilibrium, computed apart from the solver in "
        "rational arithmetic.",
        "Welfare, consumers: ≈0.595633.",
        "Welfare, sales on Temu: ≈3.73053.",
    )
    several = said(solved("hawk_dove"))
    assert several[0] == "3 Nash equilibria, each isolated, by label_tree."
    assert several[-1].startswith("Equilibrium 1 is drawn and explained first: of 3 equilibria it is pure")
    assert said(solved("von_stengel_degenerate"))[:3] == (
        "3 extreme Nash equilibria in 2 connected components, by label_tree.",
        "Indices of the components, in order: 0 and +1.",
        "Coverage: all. Every other equilibrium is a mixture of extreme ones within one maximal Nash subset.",
    )
    assert said(solved("trust_game", "nash"))[0].startswith("2 extreme Nash equilibria in one connected component, by ")


def test_sentences_of_nothing() -> None:
    assert said(solved("matching_pennies", "pure")) == (
        "No pure equilibrium: the search was exhaustive.",
        "Coverage: all_pure. These are all pure ones; mixed ones were not looked for.",
    )
    stopped = solved("matching_pennies", "pure").replace(coverage=Coverage.NONE, termination=Termination.TIME_LIMIT)
    assert said(stopped) == (
        "No pure equilibrium found so far.",
        "Coverage: none. Nothing was decided. The time limit was reached before one was found: allow more time.",
    )
    assert said(stopped.replace(concept="nash"))[-1].endswith(
        "allow more time, or ask for a single one (--max-equilibria 1) or for pure ones (--concept pure)."
    )


def test_infinitely_many_are_not_all_listed() -> None:
    told = said(solved("kuhn_poker", "subgame_perfect"))
    assert told[0] == "3 extreme subgame-perfect equilibria in one connected component, by subgame_perfect."
    assert told[1] == (
        "Coverage: all. There are infinitely many: these extreme ones, and certain mixtures of those in one component."
    )


def test_pure_ones_are_complete_beside_mixed_ones_that_may_not_be() -> None:
    found = solved("hawk_dove").replace(concept="sequential", coverage=Coverage.ALL_PURE)
    assert said(found)[1] == (
        "Coverage: all_pure. No pure one is missing; there may be more in which somebody randomizes."
    )


def test_runs_that_were_stopped_found_so_far() -> None:
    stopped = solved("hawk_dove").replace(
        num_extreme=None, num_components=None, coverage=Coverage.PARTIAL, termination=Termination.INTERRUPTED
    )
    assert said(stopped)[:2] == (
        "3 Nash equilibria found so far, by label_tree.",
        f"Coverage: partial. There may be others. {Termination.INTERRUPTED.sentence}",
    )


def test_an_empty_list_that_is_not_complete_speaks_of_no_others() -> None:
    none = solved("selten_horse", "sequential").replace(equilibria=(), num_extreme=None, coverage=Coverage.PARTIAL)
    assert said(none)[:2] == ("No sequential equilibrium found.", "Coverage: partial. There may be some.")
    assert "judge_assessment judges" in said(none)[-1]


def test_what_was_not_decided_is_a_sentence() -> None:
    open_one = solved("ultimatum", "subgame_perfect").replace(unresolved=("the subgame at 'reply' was not decided",))
    assert "The subgame at 'reply' was not decided." in said(open_one)


def test_credible_equilibria_are_numbered() -> None:
    told = said(solved("choose_one_of_two", "nash"))
    assert next(sentence for sentence in told if sentence.startswith("Subgame perfect")).endswith(": 3.")
    found = solved("trust_game", "nash")
    open_one = found.replace(equilibria=(replace(found.equilibria[0], is_subgame_perfect=None), found.equilibria[1]))
    assert "Not decided whether subgame perfect: 1." in said(open_one)
    none = found.replace(equilibria=found.equilibria[:1])
    assert any(sentence.startswith("Subgame perfect") and sentence.endswith(": none.") for sentence in said(none))
    many = found.replace(equilibria=found.equilibria[1:] * (MAX_NUMBERS + 3))
    assert any(sentence.endswith("19, 20 and 3 more.") for sentence in said(many))
    assert not any(sentence.startswith("Subgame perfect") for sentence in said(solved("trust_game")))


def test_tables_that_are_cut_say_so() -> None:
    assert "The table shows the first 2 of 3 that are listed." in solution_sentences(solved("hawk_dove"), shown=2)


def test_proofs_of_approximate_equilibria_tell_the_largest_gain() -> None:
    found = solved("hawk_dove")
    rough = replace(found.equilibria[0], max_regret=Fraction(1, 8))
    told = proof_sentences(found.replace(equilibria=(*found.equilibria[1:], rough), arithmetic="float"))
    assert told == [
        "Proof: the largest gain from deviating alone in any listed equilibrium is 0.125, computed apart from the "
        "solver in float arithmetic."
    ]


@pytest.mark.parametrize(
    ("concept", "claim", "deviation"),
    [
        (
            "correlated",
            "whatever it is told, nobody can gain by doing something else while the others obey",
            "disobeying what one is told, before it is known what that is, is 0.125",
        ),
        (
            "coarse_correlated",
            "nobody can gain by choosing for itself before it is told anything, while the others obey",
            "choosing for oneself before one is told anything is 0.125",
        ),
        ("stackelberg", "the follower cannot gain by another answer", "another answer of the follower is 0.125"),
        (
            "perfect",
            "nobody can gain by deviating alone from any listed equilibrium",
            "deviating alone in any listed equilibrium is 0.125",
        ),
    ],
)
def test_proofs_say_against_what(concept: str, claim: str, deviation: str) -> None:
    found = solve(shipped("chicken"), concept)
    (told,) = proof_sentences(found)
    assert told == f"Proof: {claim}, computed apart from the solver in rational arithmetic."
    rough = replace(found.equilibria[0], max_regret=Fraction(1, 8))
    (told,) = proof_sentences(found.replace(equilibria=(rough,)))
    assert told.startswith(f"Proof: the largest gain from {deviation}, computed")


def test_indices_of_components_are_told() -> None:
    assert "Indices of the components, in order: 0 and +1." in said(solved("von_stengel_degenerate"))
    unknown = solved("von_stengel_degenerate").replace(component_indices=(None, 1))
    assert "Indices of the components, in order: unknown and +1." in said(unknown)
    assert not any("ndex" in sentence for sentence in said(solved("hawk_dove")))
    few = solve(shipped("von_stengel_degenerate"), limits=Limits(equilibria=1))
    assert "Index of the component of the listed equilibrium: 0." in said(few)


def test_concepts_that_are_pure_by_definition_leave_nothing_out() -> None:
    assert said(solve(shipped("chicken"), "strict"))[1] == "Coverage: all. These are all of them."
    assert said(solve(shipped("hawk_dove"), "risk_dominant"))[1] == "Coverage: all. These are all of them."


def test_headings_name_what_was_changed() -> None:
    model = shipped("price_monitoring")
    assert solution_heading(solve(model)) == "Price monitoring"
    changed = solve(model.with_values(temu_sales=3, margin="1/3", commission="0.15"))
    assert solution_heading(changed) == "Price monitoring at temu_sales = 3, margin = 1/3"
    assert solution_heading(solve(NormalFormGame.zero_sum([[1, 2], [3, 0]]))) == "Untitled game"
    assert solution_heading(changed.replace(source=None)) == "Price monitoring"


def test_probabilities_are_exact_in_their_table() -> None:
    rows = probability_table(solved("centipede", "nash")).rows
    assert rows[0] == ("1", "ann", "first turn", "Stop", "1", "0")
    assert ("1", "ann", "third turn", "", "", "0") in rows
    assert probability_table(solved("price_monitoring")).rows[2] == (
        "1",
        "seller",
        "",
        "Undercut on Temu",
        "400/1227",
        "156/25",
    )
