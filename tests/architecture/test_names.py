"""Names are the words of the literature, written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from architecture.sources import ALL_FUNCTIONS, REPOSITORY, SOURCES, Function, Source, fields, public_classes

EMPTY_MODULE_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "tools", "stuff"}

FORBIDDEN_WORDS = {
    "agent": "player",
    "move": "action",
    "strat": "action or pure_strategy",
    "strats": "profile",
    "sigma": "mixed_strategy or behavior_strategy",
    "policy": "behavior_strategy",
    "joint": "profile",
    "utility": "payoff",
    "reward": "payoff",
    "score": "payoff",
    "state": "infoset",
    "nature": "chance",
    "leaf": "terminal",
    "leaves": "terminals",
    "gap": "regret",
    "epsilon": "regret",
    "n": "num_...",
    "flag": "is_..., has_... or can_...",
    "segment": "tier",
    "cluster": "tier",
}

IN_ANOTHER_SENSE = {
    ("gametheory", "policy"): "a rule of a regulator, which changes a game",
    ("gametheory", "state"): "histories that leave the same game, in a graph of states",
    ("gametheory.analysis.trees.agent_form", "agent"): "a player at one of its information sets alone",
    ("gametheory.studies.sweeps.sweep_dask", "cluster"): "computers that work together",
    ("gametheory.core.tree_builder", "move"): "the verb: it is a player's turn to move",
    ("gametheory.models", "move"): "of chance or of a player, at a stage",
    ("gametheory.models", "leaf"): "of the syntax tree of a formula",
    ("gametheory.models", "leaves"): "of the syntax tree of a formula",
}

COORDINATES = {"x", "y"}


def test_modules_are_named_after_what_they_hold() -> None:
    assert [source.name for source in SOURCES if EMPTY_MODULE_NAMES.intersection(source.name.split("."))] == []


def words(name: str) -> set[str]:
    """Lower-case words of a name in either style."""
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def public_names(source: Source) -> Iterator[str]:
    """Names of public classes, their fields, functions, methods and their arguments."""
    for node in public_classes(source):
        yield from (node.name, *fields(node))
    for function in ALL_FUNCTIONS:
        if function.source is source and function.is_public:
            yield function.node.name
            yield from (argument.arg for argument in function.arguments())


def forbidden_words(source: Source, name: str) -> dict[str, str]:
    """Words of a name that the house does not use, with what to use instead."""
    excused = {word for (prefix, word) in IN_ANOTHER_SENSE if f"{source.name}.".startswith(f"{prefix}.")}
    return {word: FORBIDDEN_WORDS[word] for word in (words(name) & FORBIDDEN_WORDS.keys()) - excused}


def test_public_names_use_the_words_of_the_house() -> None:
    wrong = {
        f"{source.name}: {name}": instead
        for source in SOURCES
        for name in public_names(source)
        if (instead := forbidden_words(source, name))
    }
    assert wrong == {}


def one_letter_arguments(function: Function) -> list[str]:
    """Arguments of one letter."""
    return [argument.arg for argument in function.arguments() if len(argument.arg) == 1]


def test_public_names_are_whole_words() -> None:
    letters = [
        f"{source.name}: {name}"
        for source in SOURCES
        for name in public_names(source)
        if len(name) == 1 and source.room != "kernels" and not (source.room == "rendering" and name in COORDINATES)
    ]
    assert letters == []


def test_letters_of_kernels_are_in_the_notation() -> None:
    page = REPOSITORY / "docs" / "notation.md"
    listed = set(re.findall(r"`(\w)`", page.read_text(encoding="utf-8"))) if page.exists() else set()
    missing = {
        function.place: sorted(set(one_letter_arguments(function)) - listed)
        for function in ALL_FUNCTIONS
        if function.source.room == "kernels" and set(one_letter_arguments(function)) - listed
    }
    assert missing == {}
