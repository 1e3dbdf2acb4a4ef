"""Cells of notebooks, run in order by plain Python as a notebook runs them."""

from __future__ import annotations

import ast
import io
from contextlib import redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class CellOutput:
    """What one cell printed, and the value of the expression at its end, if there is one."""

    printed: str
    value: object


def run_cells(sources: Iterable[str]) -> Iterator[CellOutput]:
    """Yield what each cell gives; all share their names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, source in enumerate(sources, 1):
        yield run_cell(source, f"cell {number}", names)


def run_cell(source: str, title: str, names: dict[str, Any]) -> CellOutput:
    """Run one cell in these names."""
    tree = ast.parse(source, title)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with redirect_stdout(printed):
        exec(compile(tree, title, "exec"), names)  # noqa: S102 - our own file
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), title, "eval"), names)  # noqa: S307 - our own file
    return CellOutput(printed.getvalue(), value)
