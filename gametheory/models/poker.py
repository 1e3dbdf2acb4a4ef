"""Small games of hidden cards and dice from the literature, as zero-sum trees: Kuhn's and Leduc poker, liar's dice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.tree_builder import TreeBuilder
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame

PLAYERS = ("first", "second")
MOST_CARDS = 200
"""Cards of Kuhn's game, whose tree has about nine nodes for each pair of them."""
LEDUC_DECK = ("Js", "Jh", "Qs", "Qh", "Ks", "Kh")
LEDUC_RAISES = (2, 4)
"""What a raise adds in each round of Leduc poker."""
MOST_SIDES = 6
"""Sides of a die, whose tree grows more than fourfold with each."""
MOST_RAISES = 2
"""Raises, the first bet counted, in a round of Leduc poker."""


def kuhn_poker(num_cards: int = 3) -> ExtensiveFormGame:
    """Return Kuhn's poker: one card each, an ante of 1, and one bet of 1 that the other calls or folds to.

    Parameters
    ----------
    num_cards
        Cards of different ranks, from 2 to ``MOST_CARDS``; with three they are J, Q and K, otherwise 1, 2, ...

    Raises
    ------
    InvalidParameterError
        If the number of cards is out of range.

    Notes
    -----
    The two cards are dealt by two chance moves. With three cards 58 nodes, 12 information sets, value -1/18 to the
    first player.

    References
    ----------
    kuhn1950.

    Examples
    --------
    >>> game = kuhn_poker()
    >>> game.num_nodes, len(game.player_infosets(0)), game.infosets[2].key, game.infosets[2].actions
    (58, 6, 'J', ('check', 'bet'))
    """
    if not 2 <= num_cards <= MOST_CARDS:
        raise InvalidParameterError(f"expected from 2 to {MOST_CARDS} cards, got {num_cards!r}")
    cards = ("J", "Q", "K") if num_cards == 3 else tuple(str(number + 1) for number in range(num_cards))
    builder = TreeBuilder(PLAYERS)
    for first, node in zip(cards, builder.chance(0, _equally_likely(cards), infoset="first card"), strict=True):
        left = [card for card in cards if card != first]
        dealt = builder.chance(node, _equally_likely(left), infoset=f"second card after {first}")
        for second, start in zip(left, dealt, strict=True):
            sign = 1 if cards.index(first) > cards.index(second) else -1
            _kuhn_betting(builder, start, (first, second), sign)
    return builder.build(title="Kuhn poker" if num_cards == 3 else f"Kuhn poker with {num_cards} cards")


def _kuhn_betting(builder: TreeBuilder, start: int, cards: tuple[str, str], sign: int) -> None:
    """Let two players bet; the sign is that of the first player's showdown."""
    checked, bet = builder.move(start, 0, ["check", "bet"], infoset=cards[0])
    answered, raised = builder.move(checked, 1, ["check", "bet"], infoset=f"{cards[1]}: check")
    _pay(builder, answered, sign)
    folded, called = builder.move(raised, 0, ["fold", "call"], infoset=f"{cards[0]}: check, bet")
    _pay(builder, folded, -1)
    _pay(builder, called, 2 * sign)
    folded, called = builder.move(bet, 1, ["fold", "call"], infoset=f"{cards[1]}: bet")
    _pay(builder, folded, 1)
    _pay(builder, called, 2 * sign)


def leduc_poker() -> ExtensiveFormGame:
    """Return Leduc poker: one card each of J, Q, K in two suits, a round of betting, a public card, another round.

    The ante is 1, a raise adds 2 in the first round and 4 in the second, and each round has at most two raises. Who
    pairs the public card wins, otherwise the higher rank; equal ranks share the pot.

    Returns
    -------
    ExtensiveFormGame
        The variant that is counted in the literature, with 936 information sets and 9,457 nodes: the cards are dealt
        one by one and players see suits, which matter for nothing.

    References
    ----------
    southey2005.

    Examples
    --------
    >>> game = leduc_poker()
    >>> game.num_nodes, [len(game.player_infosets(player)) for player in (0, 1)]
    (9457, [468, 468])
    >>> game.infosets[game.player_infosets(1)[-1]].key
    'Jh: raise, raise, call | Js: raise'
    """
    builder = TreeBuilder(PLAYERS)
    for first, node in zip(
        LEDUC_DECK, builder.chance(0, _equally_likely(LEDUC_DECK), infoset="first card"), strict=True
    ):
        left = [card for card in LEDUC_DECK if card != first]
        dealt = builder.chance(node, _equally_likely(left), infoset=f"second card after {first}")
        for second, start in zip(left, dealt, strict=True):
            _leduc_betting(builder, start, _Hand((first, second)))
    return builder.build(title="Leduc poker")


@dataclass(frozen=True, slots=True)
class _Hand:
    """Where a hand of Leduc poker stands.

    Parameters
    ----------
    cards
        Of the two players.
    stakes
        What each player has put in.
    actions
        What was done in this round.
    before
        What was done in the first round, where this is the second.
    public
        The public card; empty in the first round.
    """

    cards: tuple[str, str]
    stakes: tuple[int, int] = (1, 1)
    actions: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    public: str = ""

    @property
    def player(self) -> int:
        """Whose turn it is: the first player begins each round."""
        return len(self.actions) % 2

    @property
    def infoset(self) -> str:
        """What the player whose turn it is knows."""
        own = self.cards[self.player]
        if not self.public:
            return _told(own, self.actions)
        return f"{_told(own, self.before)} | {_told(self.public, self.actions)}"

    @property
    def options(self) -> tuple[str, ...]:
        """What the player whose turn it is may do."""
        num_raises = self.actions.count("raise")
        if not num_raises:
            return ("check", "raise")
        return ("fold", "call", "raise") if num_raises < MOST_RAISES else ("fold", "call")

    @property
    def is_last_round(self) -> bool:
        """Whether this is the second round."""
        return bool(self.public)

    @property
    def showdown(self) -> int:
        """What the first player wins when the cards are shown."""
        strengths = [(card[0] == self.public[0], "JQK".index(card[0])) for card in self.cards]
        sign = (strengths[0] > strengths[1]) - (strengths[0] < strengths[1])
        return sign * self.stakes[0]

    def after(self, action: str) -> _Hand:
        """Return where the hand stands after an action other than folding."""
        stakes = list(self.stakes)
        if action != "check":
            stakes[self.player] = stakes[1 - self.player]
        if action == "raise":
            stakes[self.player] += LEDUC_RAISES[self.is_last_round]
        return replace(self, stakes=(stakes[0], stakes[1]), actions=(*self.actions, action))

    def ends_round(self, action: str) -> bool:
        """Return whether an action ends the round of betting."""
        return action == "call" or (action == "check" and self.player == 1)


def _leduc_betting(builder: TreeBuilder, start: int, hand: _Hand) -> None:
    """Let two players bet, deal the public card after the first round, and pay in the end."""
    waiting = [(start, hand)]
    while waiting:
        node, hand = waiting.pop()
        options = hand.options
        for action, after in zip(options, builder.move(node, hand.player, options, infoset=hand.infoset), strict=True):
            if action == "fold":
                _pay(builder, after, hand.stakes[1] if hand.player else -hand.stakes[0])
            elif not hand.ends_round(action):
                waiting.append((after, hand.after(action)))
            elif hand.is_last_round:
                _pay(builder, after, hand.after(action).showdown)
            else:
                waiting += _second_round(builder, after, hand.after(action))


def _second_round(builder: TreeBuilder, node: int, hand: _Hand) -> list[tuple[int, _Hand]]:
    """Deal the public card; return where the second round starts."""
    left = [card for card in LEDUC_DECK if card not in hand.cards]
    name = f"public card after {', '.join(hand.cards)}; {', '.join(hand.actions)}"
    dealt = builder.chance(node, _equally_likely(left), infoset=name)
    return [
        (start, replace(hand, actions=(), before=hand.actions, public=card))
        for card, start in zip(left, dealt, strict=True)
    ]


def liars_dice(num_sides: int = 6) -> ExtensiveFormGame:
    """Return liar's dice with one die each: bids on how many of the two dice show a face, each higher than the last.

    A bid is a number of dice, one or two, and a face; more dice are higher, then higher faces. Instead of bidding the
    other player may call the last bid a lie: its bidder wins if at least so many dice show the face or the highest one,
    which counts for every face.

    Parameters
    ----------
    num_sides
        Of each die, from 1 to ``MOST_SIDES``.

    Raises
    ------
    InvalidParameterError
        If the number of sides is out of range.

    Notes
    -----
    With six sides 294,883 nodes and 24,576 information sets.

    References
    ----------
    lanctot2019.

    Examples
    --------
    >>> game = liars_dice(2)
    >>> game.num_nodes, game.infosets[-1].key, game.infosets[-1].actions
    (127, '2: 2x1, 2x2', ('liar',))
    """
    if not 1 <= num_sides <= MOST_SIDES:
        raise InvalidParameterError(f"expected from 1 to {MOST_SIDES} sides, got {num_sides!r}")
    faces = tuple(str(number + 1) for number in range(num_sides))
    bids = tuple((number, face) for number in (1, 2) for face in faces)
    builder = TreeBuilder(PLAYERS)
    for first, node in zip(faces, builder.chance(0, _equally_likely(faces), infoset="first die"), strict=True):
        rolled = builder.chance(node, _equally_likely(faces), infoset=f"second die after {first}")
        for second, start in zip(faces, rolled, strict=True):
            _bidding(builder, start, (first, second), bids)
    return builder.build(title=f"Liar's dice with {num_sides} sides")


def _bidding(builder: TreeBuilder, start: int, dice: tuple[str, str], bids: Sequence[tuple[int, str]]) -> None:
    """Let two players bid in turn until one says that the other lies."""
    wild = bids[-1][1]
    waiting: list[tuple[int, tuple[int, ...]]] = [(start, ())]
    while waiting:
        node, made = waiting.pop()
        player, last = len(made) % 2, made[-1] if made else -1
        names = [f"{number}x{face}" for number, face in bids]
        actions = [*names[last + 1 :], *(["liar"] if made else [])]
        key = _told(dice[player], [names[bid] for bid in made])
        following = builder.move(node, player, actions, infoset=key)
        waiting += [(after, (*made, last + 1 + place)) for place, after in enumerate(following[: len(bids) - last - 1])]
        if made:
            number, face = bids[last]
            is_true = sum(die in (face, wild) for die in dice) >= number
            _pay(builder, following[-1], 1 if is_true == (player == 1) else -1)


def _told(card: str, actions: Sequence[str]) -> str:
    """Return a card and what was done after it was seen."""
    return f"{card}: {', '.join(actions)}" if actions else card


def _equally_likely(cards: Sequence[str]) -> dict[str, Fraction]:
    """Return the same probability for each card."""
    return dict.fromkeys(cards, Fraction(1, len(cards)))


def _pay(builder: TreeBuilder, node: int, amount: int) -> None:
    """Let the first player win an amount from the second."""
    builder.payoffs(node, [amount, -amount])
