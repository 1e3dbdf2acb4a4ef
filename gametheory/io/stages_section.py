"""The section ``stages``: who moves, what it can do, what it has seen; blocks of stages that repeat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.names import nearest
from gametheory.io.payoff_formulas import read_payoff_formulas
from gametheory.io.players_section import check_player, read_actions, read_attributes
from gametheory.io.tree_section import check_one_rest, read_probability
from gametheory.io.yaml_nodes import Mapping, Scalar
from gametheory.models.definitions import (
    ChanceBranch,
    FormulaPayoffs,
    RepeatDefinition,
    StagedDefinition,
    StageDefinition,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node
    from gametheory.models.places import Place

    Fields = MappingType[str, tuple[Scalar, Node]]


def read_stages(reading: Reading, fields: Fields, players: Collection[str]) -> StagedDefinition | None:
    """Return the game that ``stages``, and ``payoffs`` at the end of play, describe; None and mistakes if none."""
    before = reading.num_mistakes
    key, node = fields["stages"]
    section = _StageReader(reading, players, {})
    items = reading.items(node, "'stages'")
    if not items and reading.num_mistakes == before:
        reading.inconsistent(node, "expected at least one stage, got none")
    stages = tuple(section.read_entry(item) for item in items)
    payoffs = None
    if "payoffs" in fields:
        payoffs = read_payoff_formulas(reading, *fields["payoffs"], players, is_complete=True)
    elif not section.has_payoffs and reading.num_mistakes == before:
        reading.inconsistent(node, "expected 'payoffs' beside 'stages' or at a stage, got none")
    if reading.num_mistakes > before:
        return None
    return StagedDefinition(tuple(stage for stage in stages if stage is not None), payoffs, reading.place(key))


@dataclass(slots=True)
class _StageReader:
    """Stages that are being read, and where the names of those before stand."""

    reading: Reading
    players: Collection[str]
    named: dict[str, Scalar]
    has_payoffs: bool = False

    def read_entry(self, node: Node) -> StageDefinition | RepeatDefinition | None:
        """Return a stage or a block of stages that repeats."""
        if isinstance(node, Mapping) and node.get("repeat") is not None:
            return self._read_repeat(node)
        return self._read_stage(node)

    def _read_repeat(self, node: Node) -> RepeatDefinition | None:
        fields = self.reading.fields(node, "repeat", "a repeated block")
        if fields is None or len(fields) < 3:
            return None
        key, index_node = fields["repeat"]
        index = self.reading.text(index_node, "name of the index")
        values = self.reading.texts(fields["over"][1], "'over'")
        if not values and not self.reading.num_mistakes:
            self.reading.inconsistent(fields["over"][1], "expected at least one value to repeat over, got none")
        seen: set[str] = set()
        for text, value in values:
            if text in seen:
                self.reading.malformed(value, f"expected different values to repeat over, got {text!r} twice")
            seen.add(text)
        stages = [self._read_stage(item) for item in self.reading.items(fields["stages"][1], "stages of one round")]
        if not stages and not self.reading.num_mistakes:
            self.reading.inconsistent(fields["stages"][1], "expected at least one stage in a round, got none")
        return RepeatDefinition(
            index or "",
            tuple(text for text, _ in values),
            tuple(stage for stage in stages if stage is not None),
            self.reading.place(key),
        )

    def _read_stage(self, node: Node) -> StageDefinition | None:
        if isinstance(node, Mapping) and node.get("repeat") is not None:
            self.reading.malformed(node, "expected a stage inside a repeated block, got another block")
            return None
        fields = self.reading.fields(node, "stage", "a stage")
        if fields is None or "name" not in fields:
            return None
        name_node = fields["name"][1]
        name = self.reading.text(name_node, "name of a stage")
        if name is None or not isinstance(name_node, Scalar):
            return None
        self._check_mover(node, name, fields)
        observes, observes_places = self._read_observes(fields)
        forgets = self.reading.texts(fields["forgets"][1], "'forgets'") if "forgets" in fields else []
        self._register(name, name_node)
        return StageDefinition(
            name=name,
            player=self._read_player(fields),
            actions=read_actions(self.reading, fields["actions"][1], f"stage {name!r}") if "actions" in fields else (),
            chance=self._read_chance(fields["chance"][1], name) if "chance" in fields else (),
            when=self.reading.formula(fields["when"][1], "'when'") if "when" in fields else None,
            observes=observes,
            forgets=tuple(text for text, _ in forgets),
            payoffs=self._read_payoffs(fields),
            place=self.reading.place(name_node),
            observes_places=observes_places,
            forgets_places=tuple(self.reading.place(item) for _, item in forgets),
        )

    def _check_mover(self, node: Node, name: str, fields: Fields) -> None:
        """Tell keys that don't fit together."""
        if "player" in fields and "chance" in fields:
            self.reading.malformed(fields["chance"][0], f"expected 'player' or 'chance' at stage {name!r}, got both")
        elif "player" in fields and "actions" not in fields:
            self.reading.malformed(
                node, f"expected the key 'actions' at stage {name!r}, where a player moves, got none"
            )
        elif "player" not in fields and "actions" in fields:
            self.reading.malformed(
                fields["actions"][0], f"expected the key 'player' at stage {name!r} beside 'actions'"
            )
        elif not {"player", "chance", "payoffs"} & set(fields):
            self.reading.malformed(
                node, f"expected 'player', 'chance' or 'payoffs' at stage {name!r}, got none of them"
            )
        if "player" not in fields:
            for key in ("observes", "forgets"):
                if key in fields:
                    self.reading.malformed(
                        fields[key][0], f"expected {key!r} only where a player moves, got it at stage {name!r}"
                    )

    def _register(self, name: str, node: Scalar) -> None:
        """Tell a name that stood before."""
        if name in self.named:
            line, column = self.reading.source.line_and_column(self.named[name].start)
            self.reading.inconsistent(
                node, f"expected different names of stages, got {name!r} again (first at {line}:{column}); rename one"
            )
        self.named.setdefault(name, node)

    def _read_player(self, fields: Fields) -> str | None:
        if "player" not in fields:
            return None
        node = fields["player"][1]
        text = self.reading.text(node, "key of a player")
        if text is not None and isinstance(node, Scalar):
            check_player(self.reading, node, self.players)
        return text

    def _read_chance(self, node: Node, name: str) -> tuple[ChanceBranch, ...]:
        """Return the branches of a chance stage; keys other than ``probability`` are attributes."""
        mapping = self.reading.mapping(node, f"'chance' of stage {name!r}, its branches,")
        if mapping is None:
            return ()
        if not mapping.keys:
            self.reading.inconsistent(node, f"expected at least one branch of chance at stage {name!r}, got none")
        check_one_rest(self.reading, mapping)
        branches = []
        for key, value in mapping.items():
            what = f"branch {key.text!r}"
            branch = self.reading.mapping(value, what)
            probability = branch.get("probability") if branch is not None else None
            if branch is None:
                continue
            if probability is None:
                self.reading.malformed(branch, f"expected the key 'probability' in {what}, got none")
                continue
            branches.append(
                ChanceBranch(
                    self.reading.name(key, "a branch"),
                    read_probability(self.reading, probability),
                    read_attributes(self.reading, branch, what, without="probability"),
                    self.reading.place(key),
                )
            )
        return tuple(branches)

    def _read_observes(self, fields: Fields) -> tuple[tuple[str, ...] | None, tuple[Place, ...]]:
        """Return what a player sees: None is all."""
        if "observes" not in fields:
            return None, ()
        node = fields["observes"][1]
        if isinstance(node, Scalar):
            if node.text != "all":
                written = "" if node.text in ("none", "nothing") else node.text[:60]
                hint = nearest(node.text, ["all"]) or f"; write [{written}]"
                self.reading.malformed(
                    node, f"expected 'all' or a list of earlier stages, got {node.text[:60]!r}{hint}"
                )
            return None, ()
        texts = self.reading.texts(node, "'observes'")
        return tuple(text for text, _ in texts), tuple(self.reading.place(item) for _, item in texts)

    def _read_payoffs(self, fields: Fields) -> FormulaPayoffs | None:
        if "payoffs" not in fields:
            return None
        self.has_payoffs = True
        return read_payoff_formulas(self.reading, *fields["payoffs"], self.players, is_complete=False)
