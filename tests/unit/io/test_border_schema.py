"""The schema of borders refuses what is none."""

from __future__ import annotations

import jsonschema
import pytest

from gametheory import load
from gametheory.io.border_json import borders_to_json
from gametheory.io.border_schema import border_schema
from gametheory.studies.borders.borders import borders

VALIDATOR = jsonschema.Draft202012Validator(border_schema())
POLYNOMIAL = {"polynomial": "x", "terms": [[1, 0]], "changes": []}


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(border_schema())


@pytest.mark.parametrize(("key", "value"), [("varying", ["fee"]), ("borders", [POLYNOMIAL]), ("proved", "yes")])
def test_wrong_values_are_refused(key: str, value: object) -> None:
    found = borders_to_json(borders(load("price_monitoring"), ("commission", "suppressed")))
    VALIDATOR.validate(found)
    with pytest.raises(jsonschema.ValidationError, match=r".+"):
        VALIDATOR.validate(found | {key: value})
