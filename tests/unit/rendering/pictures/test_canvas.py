"""Painting: deterministic, without touching anybody's settings."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.image import imread

from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.canvas import FontRuler, to_bytes, to_figure, to_pdf, write_pages
from gametheory.rendering.pictures.scene import Box, Line, Marker, Scene, Text, Tiles
from gametheory.rendering.pictures.style import LABEL_FONT, NAME_FONT, PLAYER_SHAPES, Font

ITEMS = (
    Box(1.0, 1.0, 20.0, 10.0, "#E9EEF3", None),
    Tiles(((1.0, 12.0, 5.0, 5.0), (6.0, 17.0, 5.0, 5.0)), "#E9EEF3"),
    Line(((0.0, 0.0), (30.0, 20.0)), dashes=(4.0, 2.0)),
    *(Marker(10.0 * index, 5.0, shape, 7.0, "#000000", "#000000") for index, shape in enumerate(PLAYER_SHAPES)),
    Text(5.0, 30.0, "Amazon $x$ ≈ 1/3"),
)
SCENE = Scene(144.0, 72.0, ITEMS, "Sample")


def test_equal_scenes_make_equal_files() -> None:
    for file_format in ("svg", "pdf", "png"):
        assert to_bytes(SCENE, file_format) == to_bytes(SCENE, file_format)
    svg = to_bytes(SCENE, "svg").decode()
    assert svg.startswith("<?xml")
    assert "Sample" in svg
    assert not re.search(r"20\d\d-\d\d-\d\d", svg)
    assert 'width="144pt"' in svg


def test_settings_of_the_user_change_nothing_and_stay() -> None:
    expected = to_bytes(SCENE, "png")
    with mpl.rc_context({"font.size": 30.0, "savefig.bbox": "tight", "lines.marker": "o", "text.hinting": "default"}):
        assert to_bytes(SCENE, "png") == expected
        assert mpl.rcParams["font.size"] == 30.0


def test_resolution_of_png() -> None:
    assert imread(BytesIO(to_bytes(SCENE, "png"))).shape[:2] == (200, 400)


def test_png_of_an_enormous_page_is_refused() -> None:
    with pytest.raises(UnsupportedGameError, match=r"1000 by 100 inches; save it as \.svg or \.pdf"):
        to_bytes(Scene(72_000.0, 7_200.0, ITEMS), "png")


def test_pdf_of_an_enormous_page_is_made_smaller() -> None:
    content = to_bytes(Scene(28_800.0, 7_200.0, ITEMS), "pdf")
    assert re.search(rb"/MediaBox \[ ?0 0 14400 3600 ?\]", content)


def test_pages_of_one_pdf() -> None:
    content = to_pdf([SCENE, Scene(100.0, 50.0, (), "Second")])
    assert re.findall(rb"/MediaBox \[ ?([^\]]*?) ?\]", content) == [b"0 0 144 72", b"0 0 100 50"]
    assert b"Sample" in content
    assert content == to_pdf([SCENE, Scene(100.0, 50.0, (), "Second")])


def test_pages_are_written_to_one_pdf_or_to_numbered_files(tmp_path: Path) -> None:
    scenes = [SCENE, Scene(100.0, 50.0, (), "Second"), Scene(60.0, 50.0, (), "Third")]
    assert write_pages(scenes, tmp_path / "tree.pdf", "pdf") == (tmp_path / "tree.pdf",)
    names = ["tree.svg", "tree-2.svg", "tree-3.svg"]
    assert write_pages(scenes, tmp_path / "tree.svg", "svg") == tuple(tmp_path / name for name in names)
    assert "<title>Third</title>" in (tmp_path / "tree-3.svg").read_text(encoding="utf-8")
    with pytest.raises(UnsupportedGameError, match="readable PNG"):
        write_pages([SCENE, Scene(72_000.0, 7_200.0, ITEMS)], tmp_path / "tree.png", "png")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, "tree.pdf"])


def test_signs_without_a_font_are_told_once() -> None:
    with pytest.warns(UserWarning, match="boxes for signs that no installed font has"):
        to_bytes(Scene(50.0, 50.0, (Text(5.0, 30.0, "\ue123\ue124"),)), "png")


def test_widths() -> None:
    ruler = FontRuler()
    assert ruler.width("Amazon", NAME_FONT) > ruler.width("Amazon", LABEL_FONT) > ruler.width("Amaz", LABEL_FONT) > 0
    assert ruler.width("Amazon", Font(20)) == pytest.approx(2 * ruler.width("Amazon", Font(10)), rel=0.01)
    assert ruler.width("亚马逊", LABEL_FONT) > 0


def test_figures_are_measured_in_points() -> None:
    assert tuple(to_figure(SCENE, scale=0.5).get_size_inches()) == (1.0, 0.5)


def test_dashes_do_not_grow_with_the_width() -> None:
    for width in (1.0, 3.0):
        line = Line(((0.0, 10.0), (72.0, 10.0)), width, "#000000", (18.0, 9.0))
        middle = imread(BytesIO(to_bytes(Scene(72.0, 20.0, (line,)), "png")))[28, :, 0]
        ends = np.flatnonzero(np.diff(middle < 0.5))[-4:].tolist()
        assert ends == pytest.approx([50, 75, 125, 150], abs=1.5)


def test_tiles_have_no_blended_edges() -> None:
    ground = Tiles(((0.0, 0.0, 36.0, 36.0),), "#000000")
    columns = tuple((column * 1.3, 0.0, 1.3, 36.0) for column in range(0, 27, 2))
    image = imread(BytesIO(to_bytes(Scene(36.0, 36.0, (ground, Tiles(columns, "#FF0000"))), "png")))
    assert {tuple(color) for color in image[:, :, :3].reshape(-1, 3).tolist()} == {(0.0, 0.0, 0.0), (1.0, 0.0, 0.0)}


def test_no_window_toolkit_is_loaded() -> None:
    code = (
        "import sys\n"
        "from gametheory.rendering.pictures.canvas import to_bytes\n"
        "from gametheory.rendering.pictures.scene import Scene, Text\n"
        "assert 'matplotlib' not in sys.modules\n"
        "for file_format in ('svg', 'pdf', 'png'):\n"
        "    to_bytes(Scene(50.0, 50.0, (Text(5.0, 30.0, 'x'),)), file_format)\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=True)
