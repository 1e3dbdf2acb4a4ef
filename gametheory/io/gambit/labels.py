"""Labels of other programs' files, made unique where a game needs names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gametheory.core.players import Player


def unique_names(labels: Sequence[str]) -> tuple[str, ...]:
    """Return different names: labels as they are, empty ones as their number, further copies with a number behind.

    Examples
    --------
    >>> unique_names(["left", "", "left", "2", "left"])
    ('left', '2 (2)', 'left (2)', '2', 'left (3)')
    """
    if "" not in labels and len(set(labels)) == len(labels):
        return tuple(labels)
    free = FreeNames(labels)
    met: set[str] = set()
    names = []
    for number, label in enumerate(labels, 1):
        names.append(label if label and label not in met else free.take(label or str(number)))
        met.add(label)
    return tuple(names)


class FreeNames:
    """Names that are not taken yet, found quickly also for many copies of one label.

    Parameters
    ----------
    taken
        Names that may not be given.

    Examples
    --------
    >>> free = FreeNames(["left"])
    >>> free.take("left"), free.take("right")
    ('left (2)', 'right')
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._copies: dict[str, int] = {}

    def take(self, stem: str) -> str:
        """Return the stem, or with the next number behind it."""
        name = stem
        while name in self._taken:
            self._copies[stem] = self._copies.get(stem, 1) + 1
            name = f"{stem} ({self._copies[stem]})"
        self._taken.add(name)
        return name


def misnamed(labels: Sequence[str]) -> Iterator[int]:
    """Yield the indices of labels that are empty or stood before."""
    met: set[str] = set()
    for index, label in enumerate(labels):
        if not label or label in met:
            yield index
        met.add(label)


def to_players(labels: Sequence[str]) -> tuple[Player, ...]:
    """Return players whose keys are their labels made unique.

    Examples
    --------
    >>> to_players(["Buyer", ""])
    (Player(key='Buyer', label='Buyer', in_text=''), Player(key='2', label='Player 2', in_text=''))
    """
    return tuple(
        Player(key, key if label else f"Player {number}", original_label=None if label == key else label)
        for number, (label, key) in enumerate(zip(labels, unique_names(labels), strict=True), 1)
    )


def original_label(player: Player) -> str:
    """Return what the file called a player."""
    return player.label if player.original_label is None else player.original_label
