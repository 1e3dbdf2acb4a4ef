"""Pages with a script: what they hold, what may run, where they are saved."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from gametheory.errors import InvalidParameterError
from gametheory.rendering.report.html_page import element
from gametheory.rendering.scripted_page import PageData, ScriptedPage, scripted_html


def test_only_the_script_of_the_page_may_run() -> None:
    text = scripted_html("Fees", [element("p", "Point.")], PageData("game", "[]"), script="let fee = 2;", style="p {}")
    digest = base64.b64encode(hashlib.sha256(b"let fee = 2;").digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert "<script>let fee = 2;</script>" in text
    assert "<title>Fees</title>" in text


def test_data_cannot_end_its_element() -> None:
    data = PageData("game", '["</script><b>"]')
    text = scripted_html("Fees", [], data, script="1;", style="")
    assert text.count("</script>") == 2
    assert '["\\u003c/script>\\u003cb>"]' in text


def test_pages_are_saved_as_html(tmp_path: Path) -> None:
    page = ScriptedPage("<!DOCTYPE html>")
    assert page.save(tmp_path / "fees.html").read_text(encoding="utf-8") == page.html
    with pytest.raises(InvalidParameterError, match=r"expected a page ending in \.html, got '.*fees\.svg'"):
        page.save(tmp_path / "fees.svg")
