"""Parts of JSON Schemas."""

from __future__ import annotations

import jsonschema
import pytest

from gametheory.io import schema_parts
from gametheory.io.schema_parts import COUNT, INTERVAL, document, list_of, or_null, regime, threshold_value


def test_a_document_has_its_head_and_nothing_else() -> None:
    validator = jsonschema.Draft202012Validator(document("Counts", {"counts": list_of(COUNT)}))
    head = {"format": 1, "version": "2", "sha256": "a" * 64}
    validator.validate({**head, "counts": [3, 0]})
    for wrong in ({**head}, {**head, "counts": [-1]}, {**head, "counts": [], "other": 1}, {**head, "sha256": "a"}):
        assert not validator.is_valid(wrong)
    assert sorted(schema_parts.HEAD) == ["format", "sha256", "version"]


@pytest.mark.parametrize(
    ("schema", "right", "wrong"),
    [
        (INTERVAL, ["1/3", "2"], ["1/3"]),
        (or_null(COUNT), None, -1),
        (threshold_value(), "8/5", "1.6"),
        (threshold_value(), {"value": 0.5, "interval": ["0", "1"]}, {"value": 0.5}),
        (regime(), [[{"first": ["Up"], "second": {"reply": ["Left", "Right"]}}]], [[{"first": "Up"}]]),
    ],
)
def test_parts(schema: dict[str, object], right: object, wrong: object) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(right)
    assert not validator.is_valid(wrong)
