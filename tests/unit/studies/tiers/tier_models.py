"""Small games of tiers with a parameter p between 0 and 2."""

from __future__ import annotations

from io import StringIO

from gametheory import GameModel, load

_TEXTS = {
    "adoption": ("shop: {n}", '(p - 1/4 + share(shop, "B")) if shop == "B" else share(shop, "A")'),
    "crowding": ("shop: {n}", '(p - share(shop, "B")) if shop == "B" else (1 - share(shop, "A"))'),
    "jump": ("shop: {n}", '(1 if share(shop, "B") > 1/2 else p) if shop == "B" else min(p, 1)'),
    "quotient": ("shop: {n}", '(2 * p if shop == "B" else 1) / (1 + share(shop, "B")) - (p if shop == "B" else 0)'),
    "flat": ("shop: {n}", 'max(p - 1, share(shop, "B") - 1/2) if shop == "B" else 0'),
}
CASES = [*_TEXTS, "three actions", "two tiers", "alike at one"]


def tier_model_with(case: str, count: int = 5) -> GameModel:
    """Return one of the games, with so many sellers of a tier."""
    if case == "three actions":
        return _model(
            f"shop: {count}",
            {"shop": "[A, B, C]"},
            {"shop": '(1 - share(shop, "A") if shop == "A" else p - 2 * share(shop, "B") if shop == "B" else 1/3)'},
        )
    if case == "two tiers":
        return _model(
            f"shop: {count}, maker: 3",
            {"shop": "[A, B]", "maker": "[D, E]"},
            {
                "shop": '(p * share(maker, "D") if shop == "A" else share(shop, "A"))',
                "maker": '(share(shop, "B") - p + 1/2 if maker == "D" else share(maker, "D") / 3)',
            },
        )
    if case == "alike at one":
        paid = '({} - share(shop, "B") - share(maker, "B") if {} == "B" else 0)'
        return _model(
            f"shop: {count}, maker: {count}",
            {"shop": "[A, B]", "maker": "[A, B]"},
            {"shop": paid.format("1", "shop"), "maker": paid.format("p", "maker")},
        )
    counts, payoff = _TEXTS[case]
    return _model(counts.format(n=count), {"shop": "[A, B]"}, {"shop": payoff})


def _model(counts: str, actions: dict[str, str], payoffs: dict[str, str]) -> GameModel:
    parameter = "parameters: {p: {value: 1, range: [0, 2], assumption: a test}}"
    lines = ["gametheory: 1", "concept: pure", parameter, "form: normal", "players:"]
    for entry in counts.split(", "):
        key, count = entry.split(": ")
        lines.append(f"  {key}: {{label: {key}, count: {count}}}")
    lines += ["actions:", *(f"  {key}: {names}" for key, names in actions.items())]
    lines += ["payoffs:", *(f"  {key}: '{formula}'" for key, formula in payoffs.items())]
    return load(StringIO("\n".join(lines)))
