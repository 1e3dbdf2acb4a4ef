from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from gametheory import InvalidParameterError, NormalFormGame, TreeBuilder, load
from gametheory.core.path import flat_probabilities
from gametheory.solvers.quantal_response.principal_branch import logit_path
from gametheory.studies.quantal_response.precision_fit import fit_logit

SOLO = NormalFormGame([[3, 1]], players=["solo"], actions=[["good", "bad"]])
PENNIES = NormalFormGame.from_bimatrix(
    [[9, 0], [0, 1]], [[0, 1], [1, 0]], players=["row", "column"], actions=[["T", "B"], ["L", "R"]]
)


def test_one_choice_is_known_in_closed_form() -> None:
    """Log odds are 2 x precision; the standard error is 1 / (2 sqrt(n p q)), the interval that of a binomial."""
    fit = fit_logit(SOLO, {"solo": {"good": 90, "bad": 30}}, level=0.9)
    assert fit.precision == pytest.approx(math.log(3) / 2, rel=1e-9)
    assert fit.standard_error == pytest.approx(1 / (2 * math.sqrt(120 * 0.75 * 0.25)), rel=1e-5)
    assert fit.log_likelihood == pytest.approx(90 * math.log(0.75) + 30 * math.log(0.25))
    assert fit.log_likelihood_observed == pytest.approx(fit.log_likelihood)
    assert fit.log_likelihood_uniform == pytest.approx(120 * math.log(0.5))
    low, high = fit.interval
    assert high is not None
    for bound in (low, high):
        share = 1 / (1 + math.exp(-2 * bound))
        lost = fit.log_likelihood - 90 * math.log(share) - 30 * math.log(1 - share)
        assert lost == pytest.approx(2.705543454 / 2, rel=1e-6)
    assert low < fit.precision < high


def test_the_maximum_is_the_one_along_the_path() -> None:
    counts = np.array([64, 36, 24, 76])
    fit = fit_logit(PENNIES, {"row": {"T": 64, "B": 36}, "column": {"L": 24, "R": 76}})
    path = logit_path(PENNIES)
    best = minimize_scalar(
        lambda precision: -counts @ path.at(precision).log_probabilities,
        bounds=(0.001, 50),
        method="bounded",
        options={"xatol": 1e-9},
    )
    assert fit.precision == pytest.approx(best.x, rel=1e-6)
    assert fit.log_likelihood == pytest.approx(-best.fun, rel=1e-12)
    assert fit.response.certificate.is_proved
    assert [choice.predicted for choice in fit.choices] == pytest.approx(flat_probabilities(fit.response.profile))
    assert [(choice.count, choice.observed, choice.nash) for choice in fit.choices] == [
        (64, 0.64, 0.5),
        (36, 0.36, 0.5),
        (24, 0.24, 0.1),
        (76, 0.76, 0.9),
    ]
    assert fit.ratio_to_nash > 0


@pytest.mark.parametrize("planted", [0.3, 1.0, 3.0])
def test_planted_precisions_are_found(planted: float) -> None:
    path = logit_path(PENNIES)
    rng = np.random.default_rng(8)
    found, held = [], 0
    for _ in range(15):
        counts = {
            key: dict(zip(names, rng.multinomial(400, list(path.at(planted)[key].values())).tolist(), strict=True))
            for key, names in (("row", "TB"), ("column", "LR"))
        }
        fit = fit_logit(PENNIES, counts, path=path)
        found.append(fit.precision)
        held += fit.interval[0] <= planted <= (math.inf if fit.interval[1] is None else fit.interval[1])
    assert np.mean(found) == pytest.approx(planted, rel=0.2)
    assert held >= 12


def mckelvey_palfrey_centipede() -> object:
    """The centipede of four moves with the payoffs of mckelvey1992, in dollars."""
    builder = TreeBuilder(["red", "blue"])
    node = 0
    takes = [(0.40, 0.10), (0.20, 0.80), (1.60, 0.40), (0.80, 3.20)]
    for number, take in enumerate(takes):
        end, node = builder.move(node, ("red", "blue")[number % 2], ["take", "pass"], infoset=f"{number + 1}")
        builder.payoffs(end, [str(value) for value in take])
    builder.payoffs(node, ["6.40", "1.60"])
    return builder.build()


def test_a_centipede_is_fitted_as_by_going_backwards() -> None:
    """281 plays that ended at the moves in shares 0.071, 0.356, 0.370, 0.153, and 0.049 at the end (mckelvey1992)."""
    ended = [20, 100, 104, 43, 14]
    going = [sum(ended[number:]) for number in range(5)]
    counts: dict[str, dict[str, dict[str, int]]] = {"red": {}, "blue": {}}
    for number in range(4):
        key = ("red", "blue")[number % 2]
        counts[key][f"{number + 1}"] = {"take": ended[number], "pass": going[number + 1]}

    def lost(precision: float) -> float:
        payoffs, total = (6.40, 1.60), 0.0
        takes = [(0.40, 0.10), (0.20, 0.80), (1.60, 0.40), (0.80, 3.20)]
        for number in (3, 2, 1, 0):
            mover = number % 2
            share = 1 / (1 + math.exp(-precision * (takes[number][mover] - payoffs[mover])))
            total -= ended[number] * math.log(share) + going[number + 1] * math.log(1 - share)
            payoffs = tuple(share * a + (1 - share) * b for a, b in zip(takes[number], payoffs, strict=True))
        return total

    fit = fit_logit(mckelvey_palfrey_centipede(), counts)  # type: ignore[arg-type]
    grid = np.linspace(0.01, 8, 400)
    start = float(grid[np.argmin([lost(precision) for precision in grid])])
    best = minimize_scalar(lost, bounds=(start - 0.05, start + 0.05), method="bounded", options={"xatol": 1e-10})
    assert fit.precision == pytest.approx(best.x, rel=1e-6)
    assert fit.log_likelihood == pytest.approx(-best.fun, rel=1e-10)
    assert fit.is_nash_excluded
    assert fit.ratio_to_uniform > 10


def test_choices_that_fit_the_limit_best_have_no_upper_bound() -> None:
    fit = fit_logit(SOLO, {"solo": {"good": 50}})
    assert fit.precision == pytest.approx(float(fit.path.precisions[-1]))
    assert fit.standard_error is None
    assert fit.interval[1] is None
    assert 0 < fit.interval[0] < 3
    assert "The likelihood still rises at the end of the path" in fit.notes[0]
    assert fit.ratio_to_nash == pytest.approx(0, abs=1e-6)


def test_choices_worse_than_blind_are_fitted_by_0() -> None:
    fit = fit_logit(SOLO, {"solo": {"good": 30, "bad": 70}})
    assert (fit.precision, fit.standard_error) == (0.0, None)
    assert fit.interval[0] == 0.0
    assert fit.notes[0] == "No precision above 0 makes the choices likelier than all actions being alike."


def test_bifurcations_are_told_and_arms_can_be_fitted() -> None:
    game = load("chicken").to_game()
    key, other = (player.key for player in game.players)
    counts = {key: {"Give way": 90, "Dare": 10}, other: {"Give way": 10, "Dare": 90}}
    fit = fit_logit(game, counts)
    assert any("Other branches leave the path at precision 1.37218" in note for note in fit.notes)
    arms = [fit_logit(game, counts, path=arm) for arm in fit.path.arms]
    assert max(arm.log_likelihood for arm in arms) > fit.log_likelihood + 20


def test_parts_without_observations_are_predicted() -> None:
    fit = fit_logit(PENNIES, {"row": {"T": 7, "B": 3}})
    assert [choice.observed for choice in fit.choices] == [0.7, 0.3, None, None]
    assert sum(choice.predicted for choice in fit.choices[2:]) == pytest.approx(1)


def test_mistakes() -> None:
    with pytest.raises(InvalidParameterError, match="expected a level between 0 and 1, got 95"):
        fit_logit(SOLO, {"solo": {"good": 1}}, level=95)
    with pytest.raises(InvalidParameterError, match="expected a path of the game that is fitted"):
        fit_logit(PENNIES, {"row": {"T": 1}}, path=logit_path(SOLO))
