"""TikZ: one LaTeX file that compiles by itself, whatever labels say."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from gametheory import draw, load, solve
from gametheory.rendering.pictures.scene import Area, Box, Line, Marker, Scene, Text, Tiles
from gametheory.rendering.pictures.style import PLAYER_SHAPES, Font
from gametheory.rendering.pictures.tikz import to_tikz
from rendering.hostile_game import HOSTILE_TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from gametheory.rendering.pictures.scene import Item

PDFLATEX = shutil.which("pdflatex")


class Typewriter:
    """Every letter is half as wide as the font is high."""

    def width(self, text: str, font: Font) -> float:
        return len(text) * font.size / 2


def written(*items: Item, title: str = "") -> str:
    return to_tikz(Scene(144.0, 72.5, items, title), Typewriter())


def commands(*items: Item) -> list[str]:
    """Return the lines between the bounding box and the end of the picture."""
    lines = written(*items).splitlines()
    first = next(number for number, line in enumerate(lines) if "useasboundingbox" in line)
    return [line.strip() for line in lines[first + 1 : lines.index(r"\end{tikzpicture}%")]]


def compiled(text: str, folder: Path) -> str:
    """Return what LaTeX says, after checking that it makes one page."""
    (folder / "picture.tex").write_text(text, encoding="utf-8")
    command = [str(PDFLATEX), "-interaction=nonstopmode", "-halt-on-error", "picture.tex"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=60, check=False)
    assert run.returncode == 0, run.stdout[-2000:]
    assert "(1 page," in run.stdout.replace("\n", "")
    return run.stdout


def test_texts_are_fitted_to_their_measured_width() -> None:
    (command,) = commands(Text(5.0, 30.5, "Keep 5 %", Font(10.0, is_bold=True), "#0072B2"))
    font = r"\normalfont\bfseries\fontsize{9.3bp}{10.6bp}\selectfont"
    assert command == (
        rf"\node[anchor=base west, text=toneaa, font={font}] at (5, 30.5) {{\fitted{{40}}{{Keep 5 \%}}}};"
    )


def test_white_space_at_the_ends_is_left_out() -> None:
    padded, _ = commands(Text(5.0, 30.0, "  a ", Font(10.0)), Text(5.0, 50.0, "b", Font(10.0)))
    assert r"at (15, 30) {\fitted{5}{a}}" in padded
    assert commands(Text(5.0, 30.0, "  ", Font(10.0))) == []


def test_shapes_keep_their_places() -> None:
    drawn = commands(
        Line(((1.0, 2.0), (3.125, 4.0)), 0.8, "#1A1A1A", (4.0, 2.4)),
        Marker(10.0, 20.0, "circle", 8.0, "#FFFFFF", "#1A1A1A"),
        Box(1.0, 2.0, 30.0, 40.0, None, "#1A1A1A", 0.5),
        Tiles(((0.0, 0.0, 5.0, 6.0), (5.0, 0.0, 5.0, 7.0)), "#E9EEF3"),
        Area(((0.0, 0.0), (9.0, 0.0), (9.0, 5.0)), "#E9EEF3"),
    )
    assert drawn == [
        r"\draw[toneaa, line width=0.8bp, line cap=butt, dash pattern=on 4bp off 2.4bp] (1, 2) -- (3.12, 4);",
        r"\filldraw[fill=toneab, draw=toneaa, line width=1bp] (10, 20) circle[radius=4bp];",
        r"\path[draw=toneaa, line width=0.5bp] (1, 2) rectangle (31, 42);",
        r"\fill[toneac] (0, 0) rectangle (5, 6) (5, 0) rectangle (10, 7);",
        r"\fill[toneac] (0, 0) -- (9, 0) -- (9, 5) -- cycle;",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (r"50 % of $3 & {a_b} #1 ~ ^ \ ", r"50 \% of \$3 \& \{a\_b\} \#1 \textasciitilde{} \textasciicircum{}"),
        ("café Žižek straße", r"caf\'{e} \v{Z}i\v{z}ek stra\ss{}e"),
        ("cafe\N{COMBINING ACUTE ACCENT}", r"caf\'{e}"),
        ("p \N{GREATER-THAN OR EQUAL TO} 1/2 \N{EN DASH} x < y", r"p $\geq$ 1/2 -- x $<$ y"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", "a b"),
    ],
)
def test_signs_that_latex_reads_otherwise_are_written_out(content: str, expected: str) -> None:
    (command,) = commands(Text(0.0, 0.0, content, Font(10.0)))
    assert f"{{{expected}" in command


def test_more_colors_than_letters_have_names_of_their_own() -> None:
    lines = [Line(((0.0, 0.0), (1.0, float(shade))), 1.0, f"#{shade:02X}0000") for shade in range(60)]
    names = {line.split("{")[1] for line in written(*lines).splitlines() if line.startswith(r"\definecolor")}
    assert len(names) == 60


@pytest.mark.skipif(PDFLATEX is None, reason="pdflatex is not installed (Debian: texlive-pictures)")
def test_pictures_of_games_compile(tmp_path: Path) -> None:
    for name in ("beer_quiche", "price_monitoring"):
        model = load(name)
        picture = draw(model, solve(model))
        path = picture.save(tmp_path / f"{name}.tex")
        said = compiled(path.read_text(encoding="utf-8"), tmp_path)
        assert "Overfull" not in said


@pytest.mark.skipif(PDFLATEX is None, reason="pdflatex is not installed (Debian: texlive-pictures)")
def test_every_sign_and_shape_compiles(tmp_path: Path) -> None:
    signs = "".join(map(chr, range(0x20, 0x250))) + "«»€αβ\N{GREEK SMALL LETTER PI}亚马逊"
    texts = [*HOSTILE_TEXTS, *(signs[start : start + 40] for start in range(0, len(signs), 40))]
    items: list[Item] = [Text(5.0, 12.0 * number, text, Font(9.5)) for number, text in enumerate(texts, 1)]
    items += [
        Marker(12.0 * number, 40.0, shape, 7.5, "#FFFFFF", "#0072B2")
        for number, shape in enumerate((*PLAYER_SHAPES, "diamond"), 1)
    ]
    compiled(written(*items, title="A title\nof two lines % with signs"), tmp_path)
