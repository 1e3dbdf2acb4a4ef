"""All broken and hostile files."""

from __future__ import annotations

from hostile.broken_file import FLAT, FORMULAS, NORMAL, STAGES, TREE
from hostile.broken_games import STAGED, TABLES, TREES
from hostile.broken_keys import EXPECTATIONS, KEYS, LATER, PARAMETERS
from hostile.broken_texts import SIZE, SYNTAX

BROKEN_FILES = [*SYNTAX, *SIZE, *KEYS, *LATER, *PARAMETERS, *TABLES, *TREES, *STAGED, *EXPECTATIONS]
SOUND_FILES = {"normal": NORMAL, "formulas": FORMULAS, "flat": FLAT, "tree": TREE, "stages": STAGES}
