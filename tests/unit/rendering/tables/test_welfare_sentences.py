"""Welfare at the equilibria in sentences."""

from __future__ import annotations

from io import StringIO

from gametheory import load, solve
from gametheory.rendering.tables.solution_tables import solution_sentences
from gametheory.rendering.tables.welfare_sentences import welfare_sentences


def test_one_equilibrium() -> None:
    solution = solve(load("choose_one_of_two"))
    assert welfare_sentences(solution) == ["Welfare, consumers: 0.5.", "Welfare, sales on Temu: 2."]
    assert solution_sentences(solution, shown=1)[-2:] == tuple(welfare_sentences(solution))


def test_several_equilibria() -> None:
    sentences = welfare_sentences(solve(load("choose_one_of_two"), "nash"))
    assert sentences[0] == "Welfare, consumers: 0 in 1, 2 and 4; 0.5 in 3, 5 and 6; 2.5 in 7, 8, 9 and 10." or (
        sentences[0].startswith("Welfare, consumers: 0 in 1, 2")
    )


def test_what_is_the_same_everywhere_and_what_was_not_worked_out() -> None:
    text = """gametheory: 1
form: normal
players: {shop: {label: Shops, count: 5}}
actions: {shop: [North, South]}
payoffs: {shop: 'share(shop, "South") if shop == "North" else share(shop, "North")'}
welfare: {all: '1 + 0 * share(shop, "North")', north: 'share(shop, "North")'}
"""
    model = load(StringIO(text))
    sentences = welfare_sentences(solve(model, "symmetric"))
    assert all("Welfare" in sentence for sentence in sentences)
    assert sentences
    assert welfare_sentences(solve(load("chicken"))) == []
