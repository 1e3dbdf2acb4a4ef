"""Parts of a map put together."""

from __future__ import annotations

from gametheory.rendering.maps.outlines import Tracer

LOWER = [(10.0, 10.0), (10.0, 5.0), (0.0, 5.0), (0.0, 10.0)]
UPPER = [(10.0, 5.0), (10.0, 0.0), (0.0, 0.0), (0.0, 5.0)]


def test_parts_of_one_label_are_one_region() -> None:
    tracer = Tracer()
    for part in (LOWER, UPPER):
        tracer.add_part(4, part)
    parts = tracer.partition()
    assert [(region.label, region.area) for region in parts.regions] == [(4, 100.0)]
    assert set(parts.regions[0].outline) == {(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)}


def test_larger_regions_come_first_and_borders_are_joined() -> None:
    tracer = Tracer()
    tracer.add_part(1, [(4.0, 5.0), (4.0, 0.0), (0.0, 0.0), (0.0, 5.0)])
    tracer.add_part(2, LOWER)
    tracer.add_border((5.0, 5.0), (10.0, 5.0))
    tracer.add_border((5.0, 5.0), (0.0, 5.0))
    tracer.add_border((3.0, 3.0), (3.0, 3.0))
    parts = tracer.partition()
    assert [region.label for region in parts.regions] == [2, 1]
    assert parts.borders == (((0.0, 5.0), (10.0, 5.0)),)
