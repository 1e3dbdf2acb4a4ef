"""Every notebook of the documentation runs from top to bottom, and prints what is stored in it.

Outputs are compared where they are text; pictures are only asked to be there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs.notebooks import run_cells
from docs.pages import REPOSITORY, page_name

NOTEBOOKS = sorted((REPOSITORY / "docs" / "tutorials").glob("*.ipynb"))
PICTURE = "image/svg+xml"


def code_cells(path: Path) -> list[dict[str, Any]]:
    """Cells of a notebook that run."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def stored_text(cell: dict[str, Any], kind: str) -> str:
    """What a cell printed (``stream``), or the text of the value at its end (``execute_result``), as it is stored."""
    outputs = [output for output in cell["outputs"] if output["output_type"] == kind]
    return "".join("".join(output["text"] if kind == "stream" else output["data"]["text/plain"]) for output in outputs)


def test_there_is_a_notebook() -> None:
    assert [path.name for path in NOTEBOOKS] == ["the_case_for_a_regulator.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=page_name)
def test_notebook_runs_and_prints_what_is_stored(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cells = code_cells(path)
    sources = ["".join(cell["source"]) for cell in cells]
    for cell, output in zip(cells, run_cells(sources), strict=True):
        assert output.printed == stored_text(cell, "stream")
        assert ("" if output.value is None else repr(output.value)) == stored_text(cell, "execute_result")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=page_name)
def test_notebook_holds_what_a_reader_sees(path: Path) -> None:
    cells = code_cells(path)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert all(cell["outputs"] for cell in cells)
    pictures = [output for cell in cells for output in cell["outputs"] if PICTURE in output.get("data", {})]
    assert len(pictures) == 2
    assert all("".join(picture["data"][PICTURE]).startswith("<?xml") for picture in pictures)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=page_name)
def test_notebook_names_the_interpreter_only_by_its_language(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["metadata"]["kernelspec"]["name"]) == (4, "python3")


def test_cells_share_their_names_and_only_a_last_expression_is_a_value() -> None:
    found = list(run_cells(["count = 3\nprint(count)", "count + 1", "count * 2\ncount = 5", "print('x')"]))
    assert [(output.printed, output.value) for output in found] == [("3\n", None), ("", 4), ("", None), ("x\n", None)]
