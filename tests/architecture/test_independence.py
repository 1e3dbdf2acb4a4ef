"""What proves an answer shares nothing with what found it, apart from the game, its numbers, and what it verifies."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from architecture.sources import PACKAGE, SOURCES, Moment, Source, imports

CERTIFICATE = {"gametheory.analysis.certificate", "gametheory.analysis.trees.tree_certificate"}
VERDICT = {"gametheory.analysis.trees.subgame_perfection"}

DATA_AND_NUMBERS = {
    "gametheory",
    "gametheory.analysis",
    "gametheory.core",
    "gametheory.analysis.heartbeat",
    "gametheory.analysis.profiles",
    "gametheory.analysis.trees",
    "gametheory.core.assessments",
    "gametheory.core.block_products",
    "gametheory.core.certificate",
    "gametheory.core.commitments",
    "gametheory.core.distributions",
    "gametheory.core.equilibrium",
    "gametheory.core.extensive_form",
    "gametheory.core.hooks",
    "gametheory.core.infosets",
    "gametheory.core.lazy_names",
    "gametheory.core.names",
    "gametheory.core.markov_profile",
    "gametheory.core.normal_form",
    "gametheory.core.players",
    "gametheory.core.profiles",
    "gametheory.core.rational_sequence",
    "gametheory.core.rationals",
    "gametheory.core.read_only",
    "gametheory.core.solution",
    "gametheory.core.source",
    "gametheory.core.state_graph",
    "gametheory.core.tiered_game",
    "gametheory.core.tree_arrays",
    "gametheory.errors",
    "gametheory.tolerances",
}
"""Frozen games and profiles, exact numbers, words of errors, how rooms offer their names: no step of an argument."""

VERIFIED = {
    "gametheory.kernels",
    "gametheory.kernels.exact_simplex",
    "gametheory.kernels.integer_tableau",
    "gametheory.linear_program",
    "gametheory.linear_program.exact",
    "gametheory.linear_program.floating",
}
"""The linear program: `analysis/program_proof.py` proves each of its answers, whoever found it."""


def import_graph(sources: Iterable[Source]) -> dict[str, set[str]]:
    """By module what it imports, at once or within a function; imports for annotations bring nothing in."""
    return {
        source.name: {found.target for found in imports(source) if found.moment is not Moment.FOR_TYPES}
        for source in sources
    }


def with_packages(names: Iterable[str]) -> set[str]:
    """Modules, and the packages whose own code runs when they are imported."""
    parts = (name.split(".") for name in names)
    return {".".join(listed[:length]) for listed in parts for length in range(1, len(listed) + 1)}


def closure(names: Iterable[str], graph: dict[str, set[str]]) -> set[str]:
    """Own modules that come in with these, directly or through others."""
    found: set[str] = set()
    waiting = with_packages(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= (with_packages(graph[name]) & graph.keys()) - found
    return found


GRAPH = import_graph(SOURCES)
BATCHES = ("batches", "batches.batch", "batches.batch_loop", "batches.batch_small")
ENTRANCE = {
    f"gametheory.solvers.{name}"
    for name in ("solve", "run", "proofs", "answer", "trees.quasi_perfect", "quantal_response.limit_points", *BATCHES)
}
METHODS = {source.name for source in SOURCES if source.room == "solvers"} - ENTRANCE
"""All of the solvers but the way in, which asks for the proof."""


def made_up(name: str, text: str) -> Source:
    """A module that stands in no file."""
    return Source(name, PACKAGE / "made_up.py", text, ast.parse(text))


def test_the_closure_follows_imports_wherever_they_stand() -> None:
    graph = import_graph(
        [
            made_up("made", ""),
            made_up("made.first", "import made.room.second, numpy"),
            made_up("made.room", "import made.through_the_package"),
            made_up("made.room.second", "class Any:\n    def later(self):\n        import made.third"),
            made_up("made.third", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import made.fourth"),
            made_up("made.through_the_package", "import made.first"),
            made_up("made.fourth", ""),
            made_up("made.apart", "import made.first"),
        ]
    )
    expected = {"made", "made.first", "made.room", "made.room.second", "made.third", "made.through_the_package"}
    assert closure({"made.first"}, graph) == expected


def test_the_closures_hold_what_they_must() -> None:
    assert {"gametheory.analysis.trees.tree_certificate", "gametheory.analysis.trees.own_histories"} <= closure(
        {"gametheory.analysis.certificate"}, GRAPH
    ), "imported within a function"
    assert {
        "gametheory.kernels.exact_simplex",
        "gametheory.core.pure_plans",
        "gametheory.analysis.structure",
    } <= closure(METHODS, GRAPH)
    assert len(METHODS) > 10


def test_certificates_share_data_and_numbers_with_the_solvers_and_nothing_else() -> None:
    shared = closure(CERTIFICATE, GRAPH) & closure(METHODS, GRAPH)
    assert sorted(shared - DATA_AND_NUMBERS) == []


def test_verdicts_share_a_linear_program_that_they_verify_besides() -> None:
    shared = closure(VERDICT, GRAPH) & closure(METHODS, GRAPH)
    assert sorted(shared - DATA_AND_NUMBERS - VERIFIED) == []
    entrances = {name for name in closure(VERDICT, GRAPH) if VERIFIED & GRAPH[name]} - VERIFIED
    assert entrances == {"gametheory.analysis.trees.payoff_sets", "gametheory.analysis.program_proof"}


def test_solvers_do_not_prove_themselves() -> None:
    assert closure(METHODS, GRAPH).isdisjoint(CERTIFICATE | VERDICT)


def test_what_may_be_shared_exists() -> None:
    assert (DATA_AND_NUMBERS | VERIFIED) - GRAPH.keys() == set()
