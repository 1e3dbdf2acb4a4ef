"""What an answer depends on, as tables and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.regime_sentences import told_regimes
from gametheory.rendering.sentences.wording import counted
from gametheory.rendering.tables.text_table import Table
from gametheory.studies.uncertainty.sensitivity_records import ElementaryEffect, SobolIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.studies.uncertainty.sensitivity_records import OutputSensitivity, Sensitivity

METHOD_NAMES = {"sobol": "Sobol's indices", "morris": "Morris's elementary effects"}
LEAST_TOLD = 0.05
"""Share of the variance, or of the largest effect, from which a parameter is named beside a regime."""
MOST_TOLD = 3
NEARLY_NOTHING = 0.005
"""Shares of the variance that are told as 0.00; none at all is told as 0."""


def sensitivity_heading(found: Sensitivity) -> str:
    """Return what was asked."""
    title = found.model.title or "the game"
    return f"{title}: {METHOD_NAMES[found.method]}, {found.concept.replace('_', ' ')}"


def sensitivity_tables(found: Sensitivity) -> tuple[Table, ...]:
    """Return where the outputs lie, what numbers depend on, and how likely the regimes are."""
    if not found.coverage.num_points:
        return ()
    numbers = [output for output in found.outputs if output.kind != "regime"]
    regimes = [output for output in found.outputs if output.kind == "regime"]
    tables = []
    if numbers and found.method == "sobol":
        tables.append(_spread_table(found, numbers))
    if numbers:
        tables.append(_index_table(found, numbers))
    if regimes:
        tables.append(_regime_table(regimes, _told(found)[0]))
    return tuple(tables)


def _label(found: Sensitivity, output: OutputSensitivity) -> str:
    """Return the name of an output for readers."""
    if output.kind == "welfare":
        return output.name.replace("_", " ")
    if output.kind == "regime":
        return output.name
    return next(player.label for player in found.model.players if player.key == output.name)


def _number(value: float) -> str:
    return f"{value:.4g}"


def _spread_table(found: Sensitivity, outputs: Sequence[OutputSensitivity]) -> Table:
    rows = []
    for output in outputs:
        spread = output.spread
        if spread is not None:
            told = (spread.mean, spread.low, spread.median, spread.high)
            rows.append((f"{output.kind} of {_label(found, output)}", *map(_number, told)))
    return Table(("output", "mean", "5 %", "median", "95 %"), tuple(rows))


def _index_table(found: Sensitivity, outputs: Sequence[OutputSensitivity]) -> Table:
    """Return one row for each parameter, the one that matters most first."""
    told = [output for output in outputs if output.indices]
    sizes = [max((_size(index) for index in output.indices), default=0.0) or 1.0 for output in told]
    rows = []
    for place, name in enumerate(found.distributions):
        indices = [output.indices[place] for output in told]
        rank = max((_size(index) / size for index, size in zip(indices, sizes, strict=True)), default=0.0)
        rows.append((rank, (name, *map(_index_text, indices))))
    rows.sort(key=lambda row: -row[0])
    return Table(("parameter", *(_label(found, output) for output in told)), tuple(row for _, row in rows))


def _size(index: SobolIndex | ElementaryEffect) -> float:
    return index.total if isinstance(index, SobolIndex) else index.mean_absolute


def _index_text(index: SobolIndex | ElementaryEffect) -> str:
    if isinstance(index, SobolIndex):
        if index.total < NEARLY_NOTHING:
            return "0.00" if index.total else "0"
        return f"{index.total:.2f} ± {index.total_error:.2f} (alone {max(index.first, 0.0):.2f})"
    if not index.mean_absolute:
        return "0"
    return f"{_number(index.mean)} (size {_number(index.mean_absolute)})"


def _told(found: Sensitivity) -> tuple[tuple[str, ...], str]:
    """Return the regimes in words, and what is the same in all of them where all are listed."""
    regimes = [output for output in found.outputs if output.kind == "regime"]
    if len(regimes) < found.num_regimes:
        return tuple(output.name for output in regimes), ""
    return told_regimes([output.regime for output in regimes], found.model.players)


def _regime_table(outputs: Sequence[OutputSensitivity], words: Sequence[str]) -> Table:
    """Return the regimes with their probabilities, or with what moves them alone."""
    has_spread = any(output.spread for output in outputs)
    rows: list[tuple[str, ...]] = []
    for output, told in zip(outputs, words, strict=True):
        names = ", ".join(_leading(output)) or "nothing"
        if output.spread is not None:
            rows.append((f"{output.spread.mean:.3f} ± {output.spread.error:.3f}", names, told))
        elif not has_spread:
            rows.append((names, told))
    heads = ("depends most on", "equilibria")
    return Table(("probability", *heads) if has_spread else heads, tuple(rows))


def _leading(output: OutputSensitivity) -> Iterator[str]:
    """Yield the parameters on which an output depends most."""
    indices: list[SobolIndex | ElementaryEffect] = [*output.indices]
    ordered = sorted(indices, key=lambda index: -_size(index))
    least = LEAST_TOLD * (_size(ordered[0]) if ordered else 0.0)
    for index in ordered[:MOST_TOLD]:
        if _size(index) > least:
            yield index.parameter


def sensitivity_sentences(found: Sensitivity) -> tuple[str, ...]:
    """Return how to read the tables, what was assumed, and what is known at the points."""
    sentences = [_reading(found)] if found.coverage.num_points else ["No group of points was solved."]
    same = _told(found)[1]
    if same:
        sentences.append(same)
    sentences.append(_distribution_sentence(found))
    idle = _without_influence(found)
    if idle:
        sentences.append(f"Without any influence at these points: {', '.join(idle)}.")
    groups = "base samples" if found.method == "sobol" else "trajectories"
    if found.coverage.num_points:
        sentences.append(f"{found.coverage.num_points:,} points in {found.num_groups:,} {groups}, seed {found.seed}.")
    return (*sentences, *_known(found), *found.notes)


def _reading(found: Sensitivity) -> str:
    if found.method == "sobol":
        return (
            "Numbers are shares of the variance: what would be left of it if all other parameters were known, in "
            "brackets what would be gone if this one alone were; 95 % confidence."
        )
    return (
        "Numbers are mean changes as the parameter goes from its 12.5 % to its 87.5 % quantile, in brackets the mean "
        "size, where up and down do not cancel."
    )


def _distribution_sentence(found: Sensitivity) -> str:
    """Return what the parameters may be."""
    given = [f"{name} {law}" for name, law in found.distributions.items() if name not in found.assumed]
    parts = []
    if given:
        parts.append(f"Distributions: {'; '.join(given)}.")
    if found.assumed:
        which = "All others" if given else "All parameters"
        parts.append(f"{which} are taken as equally likely over their ranges, which is an assumption.")
    return " ".join(parts)


def _without_influence(found: Sensitivity) -> list[str]:
    """Return the parameters that moved no output."""
    told = [output for output in found.outputs if output.indices]
    if not told:
        return []
    places = enumerate(found.distributions)
    return [name for place, name in places if not any(_size(output.indices[place]) for output in told)]


def _known(found: Sensitivity) -> Iterator[str]:
    """Yield what is known at the points."""
    coverage = found.coverage
    if coverage.several:
        several = counted(coverage.several, "point has", "points have")
        yield f"{several} several equilibria, of which the rule {found.select!r} selects one.".capitalize()
    if coverage.none:
        none = counted(coverage.none, "point has", "points have")
        no_game = f", {coverage.no_game:,} of them no game" if coverage.no_game else ""
        yield f"{none} no equilibrium that the rule selects{no_game}.".capitalize()
    if coverage.incomplete:
        yield f"At {coverage.incomplete:,} of them equilibria may be missing."
    if coverage.unverified:
        yield f"At {coverage.unverified:,} of them the answer was decided in floats although a sign is in doubt."
    if coverage.num_points and not (coverage.several or coverage.none or coverage.incomplete or coverage.unverified):
        yield "At each point there is one equilibrium, and it is certain."
    told = sum(output.kind == "regime" for output in found.outputs)
    if told < found.num_regimes and told:
        yield f"Of {found.num_regimes:,} kinds of answers the {told} most frequent are listed."
