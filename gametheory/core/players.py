"""Who plays: keys for programs and files, labels for readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gametheory.errors import InvalidGameError


@dataclass(frozen=True, slots=True)
class Player:
    """A decision maker.

    Parameters
    ----------
    key
        Short unique name, used in formulas, JSON and indexing: ``amazon``.
    label
        What a reader sees: ``Amazon``.
    in_text
        What sentences say instead of a label that is no name: ``the top seller``; empty where the label does.
    original_label
        What the file called the player where that was empty or stood twice; None where it is the label. Not compared.

    Examples
    --------
    >>> [player.name_in_text for player in (Player("amazon", "Amazon"), Player("seller", "Seller", "the seller"))]
    ['Amazon', 'the seller']
    """

    key: str
    label: str
    in_text: str = ""
    original_label: str | None = field(default=None, compare=False, repr=False)

    @property
    def name_in_text(self) -> str:
        """What the player is called within a sentence."""
        return self.in_text or self.label


def to_players(players: Sequence[str | Player] | Mapping[str, str] | None, num_players: int) -> tuple[Player, ...]:
    """Return players from keys, from a mapping of keys to labels, or numbered from 1 where none are given.

    Raises
    ------
    InvalidGameError
        If the number of players is another one or a key is used twice.
    """
    if players is None:
        return tuple(Player(str(number), f"Player {number}") for number in range(1, num_players + 1))
    if isinstance(players, Mapping):
        listed = tuple(Player(str(key), str(label)) for key, label in players.items())
    else:
        listed = tuple(player if isinstance(player, Player) else Player(str(player), str(player)) for player in players)
    if len(listed) != num_players:
        raise InvalidGameError(f"expected {num_players} players, got {len(listed)}: {[p.key for p in listed]}")
    check_unique([player.key for player in listed], "player keys")
    return listed


def player_index(players: Sequence[Player], key: str | int) -> int:
    """Return the index of the player with this key, or the index itself if it is one.

    Raises
    ------
    KeyError
        If there is no such player.
    """
    if isinstance(key, int):
        return range(len(players))[key]
    for index, player in enumerate(players):
        if player.key == key:
            return index
    raise KeyError(f"no player {key!r}; the players are {', '.join(player.key for player in players)}")


def check_unique(names: Sequence[str], what: str) -> None:
    """Raise InvalidGameError if a name stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidGameError(f"expected different {what}, got {name!r} twice; rename one")
        seen.add(name)
