"""Each key of `expect`: met, not met, and where it does not fit the game."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Coverage, GameModel, Limits, Solution, Termination, load, solve
from gametheory.io.game_file import read_game_text
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies import expectations as module
from gametheory.studies.expectations import check_expectations

DOVES = """gametheory: 1
form: normal
players: {row: Row, column: Column}
parameters: {prize: {value: 2, range: [0, 10], assumption: two}}
actions: {row: [Hawk, Dove], column: [Hawk, Dove]}
define:
  both: 1 if row == 'Hawk' and column == 'Hawk' else 0
payoffs:
  row: -1/2 if both else prize if row == 'Hawk' else 0 if column == 'Hawk' else prize / 2
  column: -1/2 if both else 0 if row == 'Hawk' else prize if column == 'Hawk' else prize / 2
"""
TRUST = """gametheory: 1
form: extensive
players: {buyer: Buyer, seller: Seller}
tree:
  player: buyer
  infoset: trust
  actions:
    Trust:
      player: seller
      infoset: honor
      actions:
        Honor: {payoffs: {buyer: 1, seller: 1}}
        Abuse:
          player: seller
          infoset: how
          actions:
            Mildly: {payoffs: {buyer: -1, seller: 2}}
            Badly: {payoffs: {buyer: -5, seller: 2}}
    Not: {payoffs: {buyer: 0, seller: 0}}
"""
PENNIES = """gametheory: 1
form: normal
players: {row: Row, column: Column}
actions: {row: [Heads, Tails], column: [Heads, Tails]}
payoffs: [[[3, -3], [-1, 1]], [[-1, 1], [1, -1]]]
"""
CIRCLE = """gametheory: 1
form: normal
players: {one: One, two: Two, three: Three}
actions: {one: [a], two: [b], three: [c, d]}
payoffs: [[[[1, 2, -3], [1, 3, -4]]]]
"""


def sentences(game: str, row: str) -> list[str]:
    """What a row expects in vain."""
    model = read_game_text(f"{game}expect:\n  - {{{row}}}\n", path="game.yaml")
    return [difference.mistake.message for difference in check_expectations(model)]


MET = [
    (DOVES, "num_extreme: 3"),
    (DOVES, "num_components: 3, num_pure: 2"),
    (DOVES, "payoffs: {row: 2, column: 0}"),
    (DOVES, "payoffs: {row: 1/3}"),
    (DOVES, "probability: {row: {Hawk: 2/3}, column: {Dove: 1/3}}"),
    (DOVES, "equilibrium: some, path: [Hawk, Dove]"),
    (DOVES, "at: {prize: 5}, payoffs: {row: 5}"),
    (DOVES, "unique_outcome: false"),
    (PENNIES, "value: 1/3, unique_outcome: true"),
    (PENNIES, "equilibrium: every, probability: {row: {Heads: 1/3}, column: {Tails: 2/3}}"),
    (PENNIES, "concept: pure, num_extreme: 0"),
    (TRUST, "unique_outcome: true, equilibrium: every, path: [Not], payoffs: {buyer: 0, seller: 0}"),
    (TRUST, "probability: {seller: {honor: {Honor: 5/6}, how: {Badly: 1}}}"),
    (TRUST, "concept: subgame_perfect, probability: {seller: {honor: {Abuse: 1}}}"),
]
NOT_MET = [
    (DOVES, "num_extreme: 4", "expected num_extreme 4, got 3"),
    (DOVES, "num_components: 2", "expected num_components 2, got 3"),
    (DOVES, "num_pure: 3", "expected num_pure 3, got 2"),
    (DOVES, "concept: pure, num_components: 2", "expected num_components 2, got an unknown number"),
    (DOVES, "value: 1", "expected a constant-sum game of two players, which alone has a value, got another"),
    (CIRCLE, "value: 0", "expected a constant-sum game of two players, which alone has a value, got another"),
    (PENNIES, "value: 1/2", "expected value 1/2, got 1/3"),
    (PENNIES, "concept: pure, value: 0", "expected value 0, got no equilibrium"),
    (DOVES, "unique_outcome: true", "expected one outcome, got several among 3 equilibria"),
    (PENNIES, "concept: pure, payoffs: {row: 1}", "expected an equilibrium, got none"),
    (DOVES, "equilibrium: every, payoffs: {row: 2}", "expected row to get 2, got 1/3"),
    (DOVES, "payoffs: {row: 2, column: 2}", "expected column to get 2, got 0"),
    (DOVES, "path: [Hawk, Hawk]", "expected play along Hawk > Hawk, got another path"),
    (TRUST, "path: [Trust]", "expected play along Trust, got another path"),
    (TRUST, "path: [Not, Not]", "expected play along Not > Not, got another path"),
    (TRUST, "path: [Never]", "expected play along Never, got another path"),
    (
        TRUST,
        "probability: {seller: {how: {Mildly: 1/2}}}",
        "expected probability 1/2 at seller > how > Mildly, got 0",
    ),
    (
        TRUST,
        "probability: {seller: {honor: null}}",
        "expected null at seller > honor, got probabilities of Honor, Abuse",
    ),
    (
        DOVES,
        "probability: {row: {Hawk: {x: 1}}}",
        "expected probabilities of x at row > Hawk, got 1",
    ),
]
BEYOND_PROFILES = [
    (DOVES, "concept: correlated, payoffs: {row: 13/16}", "expected row to get 13/16, got 1"),
    (
        DOVES,
        "concept: correlated, probability: {row: {Hawk: 1/2}}",
        "expected probabilities of strategies, got a distribution of recommended actions",
    ),
    (
        DOVES,
        "concept: correlated, path: [Hawk, Dove]",
        "expected play along Hawk > Dove, got another path",
    ),
    (
        DOVES,
        "concept: correlated, equilibrium: every, payoffs: {row: 1}",
        "expected a complete answer, got a list that is not complete (at_least_one)",
    ),
    (TRUST, "concept: stackelberg, payoffs: {buyer: 1}", "expected buyer to get 1, got 0"),
]
UNKNOWN = [
    (DOVES, "payoffs: {nobody: 2}", "expected one of 'row', 'column', got 'nobody'"),
    (DOVES, "probability: {nobody: {Hawk: 1}}", "expected one of 'row', 'column', got 'nobody'"),
    (DOVES, "probability: {row: {Eagle: 1}}", "expected one of 'Hawk', 'Dove', got 'Eagle'"),
    (TRUST, "probability: {seller: {nowhere: {Honor: 1}}}", "expected one of 'honor', 'how', got 'nowhere'"),
    (
        DOVES,
        "at: {fee: 1}, num_pure: 1",
        "expected an answer, got none: unknown parameter 'fee'; the parameters are prize",
    ),
    (DOVES, "at: {prize: 11}, num_pure: 1", "expected an answer, got none: expected prize from 0 to 10, got 11"),
    (
        DOVES,
        "concept: subgame_perfect, num_extreme: 1",
        "expected an answer, got none: concept 'subgame_perfect' needs a tree, got a normal form; "
        "for a normal form use 'nash' or 'pure'",
    ),
]


@pytest.mark.parametrize(("game", "row"), MET)
def test_met(game: str, row: str) -> None:
    assert sentences(game, row) == []


@pytest.mark.parametrize(("game", "row", "sentence"), [*NOT_MET, *UNKNOWN])
def test_not_met(game: str, row: str, sentence: str) -> None:
    assert sentences(game, row) == [sentence]


@pytest.mark.parametrize(("game", "row", "sentence"), BEYOND_PROFILES)
def test_distributions_and_commitments(game: str, row: str, sentence: str) -> None:
    assert sentences(game, row) == [sentence]


def test_null_is_expected_of_what_the_player_excludes_itself() -> None:
    own = TRUST.replace("player: seller\n          infoset: how", "player: buyer\n          infoset: how")
    own = own.replace(
        "seller: 2}}\n            Badly: {payoffs: {buyer: -5", "seller: 2}}\n            Badly: {payoffs: {buyer: -1"
    )
    assert sentences(own, "equilibrium: every, probability: {buyer: {how: null}}") == []
    assert sentences(own, "probability: {buyer: {how: {Badly: 1}}}") == [
        "expected probabilities of Badly at buyer > how, got null"
    ]


def test_places_are_those_of_the_values() -> None:
    text = f"{DOVES}expect:\n  - num_extreme: 3\n  - probability: {{row: {{Hawk: 1, Eagle: 1}}}}\n    num_pure: 7\n"
    differences = check_expectations(read_game_text(text, path="game.yaml"))
    line = text[: text.index("  - probability")].count("\n") + 1
    assert [(found.mistake.line, found.mistake.column) for found in differences] == [(line + 1, 15), (line, 41)]
    assert differences[0].expectation.values["num_pure"] == "7"


def test_the_file_s_own_concept_is_the_default() -> None:
    assert sentences(f"{TRUST}concept: subgame_perfect\n", "num_extreme: 2, num_pure: 2") == []


def test_float_games_agree_up_to_rounding() -> None:
    rounded = PENNIES.replace("payoffs: [[[3, -3]", "payoffs: [[[sqrt(9.1), -sqrt(9.1)]")
    (difference,) = sentences(rounded, "value: 1/2")
    found = difference.removeprefix("expected value 1/2, got ")
    assert sentences(rounded, f"value: {found}, payoffs: {{row: {found}}}") == []
    assert sentences(rounded, f"value: {float(Fraction(found)):.11f}") == []


def test_each_concept_is_solved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counting(source: GameModel, concept: str, **_: object) -> Solution:
        asked.append(concept)
        return solve(source, concept)

    monkeypatch.setattr(module, "solve", counting)
    model = read_game_text(f"{DOVES}expect: [{{num_extreme: 3}}, {{num_pure: 2}}, {{payoffs: {{row: 2}}}}]\n")
    assert check_expectations(model) == ()
    assert asked == ["nash", "pure"]


def test_every_needs_a_complete_list(monkeypatch: pytest.MonkeyPatch) -> None:
    def partial(source: GameModel, concept: str, **_: object) -> Solution:
        return solve(source, concept).replace(coverage=Coverage.PARTIAL)

    monkeypatch.setattr(module, "solve", partial)
    assert sentences(PENNIES, "equilibrium: every, payoffs: {row: 1/3}") == [
        "expected a complete answer, got a list that is not complete (partial)"
    ]
    assert sentences(PENNIES, "unique_outcome: true") == [
        "expected a complete answer, got a list that is not complete (partial)"
    ]
    assert sentences(PENNIES, "payoffs: {row: 1/3}") == []


@pytest.mark.parametrize("row", ["equilibrium: every, payoffs: {row: 2}", "unique_outcome: true"])
def test_pure_equilibria_are_not_all_equilibria(monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    """Of the pure ones the first row's only one would do."""

    def pure(source: GameModel, concept: str, **_: object) -> Solution:
        found = solve(source, "pure")
        return found.replace(concept=concept, equilibria=found.equilibria[:1], num_extreme=1)

    monkeypatch.setattr(module, "solve", pure)
    assert sentences(DOVES, row) == ["expected a complete answer, got only the pure equilibria"]
    assert sentences(DOVES, f"concept: pure, {row}") == []


@pytest.mark.parametrize("row", ["equilibrium: every, payoffs: {row: 2}", "unique_outcome: true"])
def test_lists_that_are_cut_do_not_speak_for_all(monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    def first(source: GameModel, concept: str, **_: object) -> Solution:
        return solve(source, concept, limits=Limits(equilibria=1))

    monkeypatch.setattr(module, "solve", first)
    assert solve(read_game_text(DOVES), "nash", limits=Limits(equilibria=1)).coverage is Coverage.ALL
    assert sentences(DOVES, row) == ["expected a complete answer, got a list of 1 of 3 equilibria"]


def test_ctrl_c_ends_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(source: GameModel, concept: str, **_: object) -> Solution:
        return solve(source, concept).replace(termination=Termination.INTERRUPTED)

    monkeypatch.setattr(module, "solve", interrupted)
    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        sentences(PENNIES, "num_extreme: 1")


def test_time_is_shared_by_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float | None] = []

    def noted(source: GameModel, concept: str, *, limits: Limits) -> Solution:
        given.append(limits.time)
        return solve(source, concept)

    monkeypatch.setattr(module, "solve", noted)
    model = load("matching_pennies")
    assert check_expectations(model, time_limit=1000) == ()
    assert all(time is not None and 0 < time <= 1000 for time in given)
    assert given == sorted(given, key=lambda time: -(time or 0))
    assert len(given) > 1
    given.clear()
    assert check_expectations(model) == ()
    assert set(given) == {None}


def test_a_time_limit_ends_the_check() -> None:
    with pytest.raises(LimitReachedError, match="time limit was reached"):
        check_expectations(load("matching_pennies"), time_limit=0)


BREAKFAST = """gametheory: 1
form: extensive
players: {stranger: Stranger, bully: Bully}
stages:
  - {name: type, chance: {Strong: {probability: 9/10, strong: 1}, Weak: {probability: rest, strong: 0}}}
  - {name: breakfast, player: stranger, actions: {Beer: {beer: 1}, Quiche: {beer: 0}}}
  - {name: fight, player: bully, actions: {Duel: {duel: 1}, Leave: {duel: 0}}, observes: [breakfast]}
payoffs:
  stranger: (1 if breakfast.beer == type.strong else 0) + 2 * (1 - fight.duel)
  bully: 1 if fight.duel != type.strong else 0
"""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("beliefs: {bully: {'fight: Beer': {Strong: 9/10, Weak: 1/10}}}", []),
        (
            "beliefs: {bully: {'fight: Beer': {Strong: 1/2}}}",
            ["expected probability 1/2 at bully > fight: Beer > Strong, got 9/10"],
        ),
        (
            "equilibrium: every, beliefs: {bully: {'fight: Beer': {Strong: 9/10}}}",
            ["expected one of 'fight: Quiche', got 'fight: Beer'"],
        ),
    ],
)
def test_beliefs_are_those_of_bayes_where_play_comes(row: str, expected: list[str]) -> None:
    """Equilibria without an assessment hold beliefs where they are reached, and nowhere else."""
    assert sentences(BREAKFAST, row) == expected


@pytest.mark.parametrize(
    ("beliefs", "expected"),
    [
        ("Strong: 1/5, Weak: 4/5", []),
        ("Strong: 1/5, Weak: 3/5", ["expected the beliefs at bully > fight: Quiche to sum to 1, got 4/5"]),
        ("Strong: 1/2, Weak: 3/4", ["expected the beliefs at bully > fight: Quiche to sum to 1, got 5/4"]),
    ],
)
def test_beliefs_at_one_set_are_held_together(beliefs: str, expected: list[str]) -> None:
    """Each of these supports the equilibrium by itself, but somebody who holds the one cannot hold the other."""
    row = f"concept: sequential, path: [Strong, Beer, Leave], beliefs: {{bully: {{'fight: Quiche': {{{beliefs}}}}}}}"
    assert sentences(BREAKFAST, row) == expected


def test_some_beliefs_of_a_set_leave_room_for_the_others() -> None:
    """Three kinds of strangers: what is believed of two of them is at most 1."""
    three = BREAKFAST.replace("{probability: rest, strong: 0}}", "{probability: 1/20, strong: 0}, Odd: {strong: 0}}")
    three = three.replace("Odd: {strong: 0}", "Odd: {probability: rest, strong: 0}")
    row = "concept: sequential, path: [Strong, Beer, Leave], beliefs: {bully: {'fight: Quiche': {%s}}}"
    assert sentences(three, row % "Weak: 2/5, Odd: 1/2") == []
    assert sentences(three, row % "Weak: 3/5, Odd: 1/2") == [
        "expected the beliefs at bully > fight: Quiche to sum to at most 1, got 11/10"
    ]


def test_a_normal_form_has_no_beliefs() -> None:
    """Where nobody moves after anybody there is nothing to believe."""
    told = sentences(PENNIES, "beliefs: {row: {x: {y: 1}}}")
    assert told == ["expected beliefs, which only behavior in a tree has, got another kind of answer"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("concept: sequential, beliefs: {bully: {'fight: Quiche': {Strong: 1/3}}}", []),
        ("concept: sequential, beliefs: {bully: {'fight: Quiche': {Strong: 9/10}}}", []),
        (
            "concept: sequential, path: [Strong, Beer, Leave], beliefs: {bully: {'fight: Quiche': {Strong: 3/5}}}",
            ["expected probability 3/5 at bully > fight: Quiche > Strong, got 0 to 1/2"],
        ),
    ],
)
def test_beliefs_elsewhere_are_any_that_keep_an_equilibrium_sequential(row: str, expected: list[str]) -> None:
    """The belief that is listed is one of many."""
    assert sentences(BREAKFAST, row) == expected
