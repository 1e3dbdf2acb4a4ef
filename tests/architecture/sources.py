"""The package's source as syntax trees, with the imports and the public functions that the architecture tests judge."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "gametheory"

FACTS_OF_THE_PACKAGE = {"__version__"}

FUNCTION_NODES = (ast.FunctionDef, ast.AsyncFunctionDef)


class Moment(Enum):
    """When an import happens."""

    AT_IMPORT = "when the module is imported"
    ON_CALL = "when a function is called"
    FOR_TYPES = "for annotations only"


@dataclass(frozen=True)
class Import:
    """One imported module, absolute."""

    target: str
    line: int
    moment: Moment


@dataclass(frozen=True)
class Source:
    """One module of the package, parsed."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """Name below the package: a room, a module of the ground floor, or nothing for the package itself."""
        return room_of(self.name)

    def place(self, line: int) -> str:
        """File and line, for the message of a failing test."""
        return f"{self.path.relative_to(REPOSITORY)}:{line}"


@dataclass(frozen=True)
class Function:
    """A function or method, and the classes and functions around it."""

    source: Source
    node: ast.FunctionDef | ast.AsyncFunctionDef
    owners: tuple[ast.AST, ...]

    @property
    def is_method(self) -> bool:
        """Whether the first argument is `self` or `cls`."""
        return (
            bool(self.owners) and isinstance(self.owners[-1], ast.ClassDef) and not self.has_decorator("staticmethod")
        )

    @property
    def is_public(self) -> bool:
        """Whether it can be reached without a leading underscore; nested functions cannot."""
        names = [owner.name for owner in self.owners if isinstance(owner, ast.ClassDef)]
        nested = len(names) < len(self.owners)
        return not nested and not any(name.startswith("_") for name in (*names, self.node.name))

    @property
    def place(self) -> str:
        """File, line and name, for the message of a failing test."""
        return f"{self.source.place(self.node.lineno)} {self.node.name}"

    def has_decorator(self, name: str) -> bool:
        """Whether a decorator ends in that name."""
        return any(ast.unparse(decorator).split(".")[-1] == name for decorator in self.node.decorator_list)

    def positional(self) -> list[ast.arg]:
        """Arguments that may be given by position, without `self` and `cls`."""
        arguments = [*self.node.args.posonlyargs, *self.node.args.args]
        return arguments[1:] if self.is_method else arguments

    def arguments(self) -> list[ast.arg]:
        """All named arguments, without `self` and `cls`."""
        return [*self.positional(), *self.node.args.kwonlyargs]


def room_of(name: str) -> str:
    """Second part of a dotted name in the package; nothing for the package itself."""
    return name.split(".")[1] if "." in name else ""


def parsed(path: Path) -> Source:
    """One module of the package."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text(encoding="utf-8")
    return Source(name, path, text, ast.parse(text, str(path)))


SOURCES = tuple(parsed(path) for path in sorted(PACKAGE.rglob("*.py")))
MODULE_NAMES = frozenset(source.name for source in SOURCES)


def imports(source: Source) -> list[Import]:
    """Every import statement of a module; a submodule imported from its package counts as the submodule."""
    return list(_imports(source, source.tree, Moment.AT_IMPORT))


def _imports(source: Source, node: ast.AST, moment: Moment) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, moment) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(target, child.lineno, moment) for target in _targets(source, child))
        elif isinstance(child, FUNCTION_NODES):
            yield from _imports(source, child, Moment.ON_CALL)
        elif isinstance(child, ast.If) and ast.unparse(child.test).split(".")[-1] == "TYPE_CHECKING":
            for statement in child.body:
                yield from _imports(source, ast.Module([statement], []), Moment.FOR_TYPES)
            yield from _imports(source, ast.Module(child.orelse, []), moment)
        else:
            yield from _imports(source, child, moment)


def _targets(source: Source, statement: ast.ImportFrom) -> list[str]:
    base = statement.module or ""
    if statement.level:
        parents = source.name.split(".") if source.path.name == "__init__.py" else source.name.split(".")[:-1]
        parents = parents[: len(parents) - statement.level + 1]
        base = ".".join([*parents, base] if base else parents)
    submodules = [f"{base}.{alias.name}" for alias in statement.names if alias.name not in FACTS_OF_THE_PACKAGE]
    return sorted({name if name in MODULE_NAMES else base for name in submodules})


def functions(source: Source) -> list[Function]:
    """Every function and method of a module, nested ones too."""
    return list(_functions(source, source.tree, ()))


def _functions(source: Source, node: ast.AST, owners: tuple[ast.AST, ...]) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTION_NODES):
            yield Function(source, child, owners)
            yield from _functions(source, child, (*owners, child))
        elif isinstance(child, ast.ClassDef):
            yield from _functions(source, child, (*owners, child))
        else:
            yield from _functions(source, child, owners)


ALL_FUNCTIONS = tuple(function for source in SOURCES for function in functions(source))


def public_classes(source: Source) -> list[ast.ClassDef]:
    """Classes at the top of a module whose name has no leading underscore."""
    return [node for node in source.tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def fields(node: ast.ClassDef) -> list[str]:
    """Annotated names in the body of a class: the arguments of a dataclass."""
    targets = [statement.target for statement in node.body if isinstance(statement, ast.AnnAssign)]
    return [target.id for target in targets if isinstance(target, ast.Name) and not target.id.startswith("_")]
