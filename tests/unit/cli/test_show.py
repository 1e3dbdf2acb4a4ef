"""`gametheory show`."""

from __future__ import annotations

from cli.program import run


def test_it_shows_the_file_at_the_values_that_were_set() -> None:
    printed = run("show", "price_monitoring", "--set", "temu_sales=7/2").output
    assert printed.startswith("Price monitoring\n\nSource: 36Kr")
    row = next(line for line in printed.splitlines() if line.startswith("temu_sales"))
    assert row.split() == ["temu_sales", "3.5", "million", "USD", "a", "year", "0", "to", "30", "source:", "article"]
