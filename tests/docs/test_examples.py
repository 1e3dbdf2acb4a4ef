"""Every Python example of the pages runs and prints what the page shows.

The examples of one page share their names and run in order in one folder, which holds the files that the page shows.
"""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from docs.pages import blocks, page_name, pages, write_shown_files

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(path: Path) -> doctest.DocTest:
    """The Python examples of a page, as one session."""
    found: list[doctest.Example] = []
    for block in blocks(path.read_text(encoding="utf-8")):
        if block.language in {"python", "pycon"}:
            for example in doctest.DocTestParser().get_examples(block.text, page_name(path)):
                example.lineno += block.line
                found.append(example)
    return doctest.DocTest(found, {}, page_name(path), str(path), 0, "")


@pytest.mark.parametrize("path", [path for path in pages() if examples(path).examples], ids=page_name)
def test_examples_of_page(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_shown_files(blocks(path.read_text(encoding="utf-8")), tmp_path)
    report: list[str] = []
    results = doctest.DocTestRunner(optionflags=OPTIONS).run(examples(path), out=report.append)
    assert results.failed == 0, "".join(report)
    assert results.attempted > 0


def test_python_blocks_are_sessions_that_run() -> None:
    plain = [
        f"{page_name(path)}:{block.line}"
        for path in pages()
        for block in blocks(path.read_text(encoding="utf-8"))
        if block.language == "python" and ">>> " not in block.text
    ]
    assert plain == []
