from __future__ import annotations

from io import StringIO
from itertools import product

import pytest

from gametheory import Coverage, Limits, Termination, UnsupportedGameError, load, solve
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_tiered_game import History, LedTieredGame
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.solution import Solution
from gametheory.core.tiered_game import Counts
from unit.models.led_tier_files import FILE, led_game, random_led_game
from unit.models.tier_files import adoption, counted_equilibria

Plan = tuple[tuple[tuple[int, ...], ...], tuple[Counts, ...]]

ONE_LEADER = """
gametheory: 1
form: extensive
players: {{store: Store, {players}}}
stages:
  - {{name: lead, player: store, actions: {{Low: {{fee: 1/10}}, High: {{fee: 3/10}}}}}}
{stages}
payoffs:
  store: '(1/5 + lead.fee) * {shared} - {shared} ** 2 / 5'
{payoffs}
"""


def plans(solution: Solution) -> set[Plan]:
    """Return the plans of a solution."""
    found = set()
    for equilibrium in solution.equilibria:
        play = equilibrium.play
        assert isinstance(play, LedCountProfile)
        found.add((play.moves, tuple(branch.lead for branch in play.branches)))
    return found


def counted_plans(game: LedTieredGame) -> set[Plan]:
    """Return every plan in which nobody gains anywhere, by trying all."""
    stages = [game.histories_before(stage) for stage in range(len(game.leaders))]
    all_moves = product(*(product(range(2), repeat=len(histories)) for histories in stages))
    found = set()
    for moves in all_moves:
        for counts in product(*(counted_equilibria(game.after(history)) for history in game.histories)):
            if _nobody_gains(game, moves, dict(zip(game.histories, counts, strict=True))):
                found.add((moves, counts))
    return found


def _nobody_gains(game: LedTieredGame, moves: tuple[tuple[int, ...], ...], counts: dict[History, Counts]) -> bool:
    planned = [dict(zip(game.histories_before(stage), own, strict=True)) for stage, own in enumerate(moves)]

    def end(history: History) -> History:
        return history if len(history) == len(moves) else end((*history, planned[len(history)][history]))

    for stage, leader in enumerate(game.leaders):
        for history, action in planned[stage].items():
            values = []
            for other in range(2):
                last = end((*history, other))
                values.append(game.after(last).payoff(leader, 0, counts[last]))
            if values[action] < max(values):
                return False
    return True


@pytest.mark.parametrize("seed", range(60))
def test_random_games_have_the_equilibria_that_trying_all_finds(seed: int) -> None:
    game = random_led_game(seed)
    if not all(counted_equilibria(game.after(history)) for history in game.histories):
        with pytest.raises(
            UnsupportedGameError, match="needs an equilibrium by counts, or a symmetric one in which at most one"
        ):
            solve(game)
        return
    solution = solve(game, limits=Limits(equilibria=5_000))
    if solution.coverage is Coverage.PARTIAL:
        assert solution.statistics["selections"] > 1_000
        return
    assert plans(solution) == counted_plans(game)
    assert len(solution.equilibria) == solution.num_extreme
    assert all(found.max_regret == 0 and found.is_subgame_perfect for found in solution.equilibria)


@pytest.mark.parametrize(
    "payoff",
    [
        "{own} * (1/2 - lead.fee - 2 * {shared} / 5)",
        "{own} * ({shared} - 1/2 - lead.fee)",
        "{own} * (lead.fee - 1/5) * (2 - {shared}) + (1 - {own}) / 50",
    ],
)
def test_three_sellers_agree_with_the_game_of_single_players(payoff: str) -> None:
    joined = '(3 * share(shop, "Join"))'
    tier = ONE_LEADER.format(
        players="shop: {count: 3}",
        stages="  - {name: choice, player: shop, actions: {Join: {joins: 1}, Stay: {joins: 0}}}",
        shared=joined,
        payoffs=f"  shop: '{payoff.format(own='choice.joins', shared=joined)}'",
    )
    keys = ("first", "second", "third")
    shared = "(" + " + ".join(f"{key}.joins" for key in keys) + ")"
    single = ONE_LEADER.format(
        players=", ".join(f"{key}: {key}" for key in keys),
        stages="\n".join(
            f"  - {{name: at_{key}, player: {key}, observes: [lead], "
            f"actions: {{Join: {{joins: 1}}, Stay: {{joins: 0}}}}}}"
            for key in keys
        ),
        shared=shared,
        payoffs="\n".join(f'  {key}: "{payoff.format(own=f"{key}.joins", shared=shared)}"' for key in keys),
    )
    expected = set()
    for equilibrium in solve(load(StringIO(single)), "subgame_perfect").equilibria:
        profile = equilibrium.profile
        assert isinstance(profile, BehaviorProfile)
        if not profile.is_pure:
            continue
        moves = [int(profile["store"]["lead"]["High"])]
        moves += [
            sum(int(own["Join"]) for key in keys for name, own in profile[key].items() if action in name)
            for action in ("Low", "High")
        ]
        expected.add(tuple(moves))
    found = {
        (moves[0][0], *(counts[1][0] for counts in branches)) for moves, branches in plans(solve(load(StringIO(tier))))
    }
    assert expected
    assert found == expected


def test_every_continuation_is_an_equilibrium_of_its_own() -> None:
    solution = solve(led_game())
    assert (solution.method, solution.coverage) == ("tier_stages", Coverage.ALL_PURE)
    assert solution.statistics["selections"] == 2
    assert [equilibrium.payoffs for equilibrium in solution.equilibria] == [
        (9, 0, 0),
        (6, 6, solution.equilibria[1].payoffs[2]),
    ]


def test_indifferent_leaders_have_every_best_move() -> None:
    text = FILE.replace('10 - 4 * share(top, "Stay") - demand.on', "7").replace(
        '6 * share(top, "Stay") - 2 * answer.paid', "8"
    )
    assert len(solve(led_game(text)).equilibria) == 2 * 2**3


def test_many_ways_to_continue_are_played_by_what_is_best_for_sellers() -> None:
    formula = 'homing == "Stay" and share(top, "Stay") >= 1/2 or homing == "Leave" and share(top, "Leave") >= 1/2'
    text = (
        FILE[: FILE.rindex("  top:")] + f'  top: "(3 if {formula.replace(chr(34), chr(39))} else 0) + (homing.temu)"\n'
    )
    answers = ", ".join(f"A{number}: {{paid: {number}}}" for number in range(6))
    text = text.replace("{Subsidize: {paid: 1}, Wait: {paid: 0}}", f"{{{answers}}}")
    text = text.replace("count: 20", "count: 200000")
    solution = solve(led_game(text))
    assert solution.coverage is Coverage.PARTIAL
    (sentence,) = solution.unresolved
    assert "ways to choose one equilibrium in every branch, more than 1,000" in sentence
    (found,) = solution.equilibria
    assert found.play["top"]["Stay"] == 1
    assert found.max_regret == 0


def test_large_families_are_continued_at_their_first_counts() -> None:
    text = FILE[: FILE.rindex("  top:")] + "  top: 5\n"
    solution = solve(led_game(text.replace("count: 20", "count: 100000")))
    assert solution.coverage is Coverage.PARTIAL
    assert "more equilibria in counts than are continued" in solution.unresolved[0]
    assert solution.equilibria[0].payoffs == (10, 0, 5)


def test_the_list_is_cut_at_the_limit() -> None:
    text = FILE.replace('10 - 4 * share(top, "Stay") - demand.on', "7")
    solution = solve(led_game(text), limits=Limits(equilibria=3))
    assert (len(solution.equilibria), solution.coverage) == (3, Coverage.PARTIAL)
    assert solution.termination is Termination.COUNT_REACHED


def test_other_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="'subgame_perfect' needs a"):
        solve(adoption(5), "subgame_perfect")
    with pytest.raises(UnsupportedGameError, match="for a game of tiers that follow leaders use 'nash' or 'pure'"):
        solve(led_game(), "large_population")


@pytest.mark.parametrize("concept", ["nash", "pure"])
def test_weaker_concepts_say_that_threats_are_left_out(concept: str) -> None:
    solution = solve(led_game(), concept)
    assert (len(solution.equilibria), solution.coverage) == (2, Coverage.PARTIAL)
    assert solution.unresolved == (
        "equilibria that are not subgame perfect, which rest on threats, were not looked for",
    )


def test_a_million_sellers_are_as_fast_as_twenty() -> None:
    solution = solve(led_game(FILE.replace("count: 20", "count: 1000000")))
    assert len(solution.equilibria) == 2
