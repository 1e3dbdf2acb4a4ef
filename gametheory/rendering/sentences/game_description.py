"""What a game file says, for a reader: story, players, parameters with their pedigree, size and structure."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from gametheory.analysis.structure import (
    constant_sum,
    forgetful_infosets,
    has_perfect_information,
    names_of_several_players,
    subgame_roots,
)
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.led_tiered_game import NO_MOVE, LedTieredGame
from gametheory.core.rationals import rounded_count
from gametheory.core.state_graph import StateGraph
from gametheory.core.tiered_game import TieredGame
from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.symmetry_sentences import payoff_structure_sentences
from gametheory.rendering.sentences.wording import counted, joined
from gametheory.rendering.tables.text_table import Table, to_plain, to_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.source import Game
    from gametheory.models.definitions import Parameter
    from gametheory.models.model import GameModel

WIDTH = 100
MOST_SETS = 60
"""Information sets of a graph of states that are shown one by one."""


def describe(model: GameModel, *, is_terminal: bool) -> str:
    """Return what a model says: title, story, players, actions, parameters, size and structure.

    Parameters
    ----------
    model
        The model at its parameter values.
    is_terminal
        Whether tables may use a terminal's means.
    """
    game = model.to_game()
    show = to_terminal if is_terminal else to_plain
    blocks = [model.title or "Untitled game"]
    if model.source:
        blocks.append(_wrapped(f"Source: {model.source}"))
    if model.story:
        blocks.append(_wrapped(model.story))
    blocks.append(show(_choices(game)))
    if model.parameters:
        blocks.append(show(_parameters(model)))
    unit = [f"Payoffs are in {model.unit}."] if model.unit else []
    told = (*unit, *structure_sentences(game), *_question_sentences(model))
    blocks.append("\n".join(map(_wrapped, told)))
    if model.unused_stages:
        blocks.append(_wrapped(f"Never reached at these values: {', '.join(model.unused_stages)}."))
    if model.reading:
        opening = "At the file's own values" if model.changed_parameters else "Reading"
        blocks.append(_wrapped(f"{opening}: {model.reading}"))
    return "\n\n".join(blocks)


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH)


def _choices(game: Game) -> Table:
    """Return a table of what each player can do, and where."""
    if isinstance(game, StateGraph):
        return Table(("player", "key", "information set", "actions"), tuple(_state_choices(game)))
    if isinstance(game, TieredGame):
        return Table(("player", "key", "sellers", "actions"), tuple(_tier_choices(game)))
    if not isinstance(game, ExtensiveFormGame):
        rows = [
            (player.label, player.key, ", ".join(names))
            for player, names in zip(game.players, game.actions, strict=True)
        ]
        return Table(("player", "key", "actions"), tuple(rows))
    return Table(("player", "key", "information set", "nodes", "actions"), tuple(_tree_choices(game)))


def _tier_choices(game: TieredGame) -> Iterator[tuple[str, ...]]:
    """Yield one row for each tier and single player."""
    for player, count, names in zip(game.players, game.counts, game.actions, strict=True):
        yield (player.label, player.key, f"{count:,}" if count > 1 else "", ", ".join(names))
    for number, stage in enumerate(game.stages if isinstance(game, LedTieredGame) else ()):
        if stage.leader is None and isinstance(game, LedTieredGame):
            yield ("Chance", stage.name, "", _drawn_text(game, number))


def _drawn_text(game: LedTieredGame, number: int) -> str:
    """Return what chance can do at a stage, with probabilities where they are always the same."""
    stage = game.stages[number]
    laws = {tuple(game.chances_after(history).items()) for history in game.histories_before(number)}
    laws = {law for law in laws if [stage.moves[move] for move, _ in law] != [NO_MOVE]}
    if len(laws) != 1:
        return ", ".join(name for name in stage.moves if name != NO_MOVE)
    return ", ".join(f"{stage.moves[move]} {payoff_text(probability)}" for move, probability in laws.pop())


def _state_choices(game: StateGraph) -> Iterator[tuple[str, ...]]:
    """Yield one row for each information set of a graph of states, of many the first ones."""
    for infoset in game.infosets[:MOST_SETS]:
        owner = (
            ("Chance", "")
            if infoset.is_chance
            else (game.players[infoset.player].label, game.players[infoset.player].key)
        )
        yield (*owner, infoset.key, ", ".join(infoset.actions))
    if len(game.infosets) > MOST_SETS:
        yield ("", "", f"{len(game.infosets) - MOST_SETS:,} more", "")


def _tree_choices(game: ExtensiveFormGame) -> Iterator[tuple[str, ...]]:
    """Yield one row for each information set, chance included."""
    for index, infoset in enumerate(game.infosets):
        nodes = str(len(game.infoset_nodes(index)))
        if infoset.probabilities is not None:
            branches = zip(infoset.actions, infoset.probabilities, strict=True)
            shown = ", ".join(f"{name} {payoff_text(probability)}" for name, probability in branches)
            yield ("Chance", "", infoset.key, nodes, shown)
        else:
            player = game.players[infoset.player]
            yield (player.label, player.key, infoset.key, nodes, ", ".join(infoset.actions))


def _question_sentences(model: GameModel) -> Iterator[str]:
    """Yield which welfare is told, and which rules can be compared."""
    described = model.description
    if described.welfare:
        yield f"Welfare: {joined([formula.name.replace('_', ' ') for formula in described.welfare])}."
    if described.policies:
        rules = [f"{policy.text} ({policy.name})" for policy in described.policies.values()]
        yield f"Policies: {joined(rules)}."


def _parameters(model: GameModel) -> Table:
    """Return a table of the parameters: value, unit, range, distribution where some have one, and pedigree."""
    values = model.parameter_values
    has_laws = any(parameter.distribution for parameter in model.parameters.values())
    rows = []
    for name, parameter in model.parameters.items():
        law = (str(parameter.distribution or ""),) if has_laws else ()
        rows.append((name, payoff_text(values[name]), parameter.unit, _range(parameter), *law, _pedigree(parameter)))
    columns = ("parameter", "value", "unit", "range", *(("distribution",) if has_laws else ()), "from")
    return Table(columns, tuple(rows))


def _range(parameter: Parameter) -> str:
    if parameter.low is None or parameter.high is None:
        return ""
    return f"{payoff_text(parameter.low)} to {payoff_text(parameter.high)}"


def _pedigree(parameter: Parameter) -> str:
    """Return the source, or the assumption marked as one."""
    return f"source: {parameter.source}" if parameter.source else f"assumed: {parameter.assumption}"


def structure_sentences(game: Game) -> tuple[str, ...]:
    """Return sentences on size and structure: subgames, information, recall, constant sum, symmetry."""
    if isinstance(game, ExtensiveFormGame):
        return tuple(_tree_sentences(game))
    if isinstance(game, StateGraph):
        return tuple(_state_sentences(game))
    if isinstance(game, TieredGame):
        return tuple(_tier_sentences(game))
    return tuple(_normal_form_sentences(game))


def _normal_form_sentences(game: NormalFormGame) -> Iterator[str]:
    yield f"Normal form, {' x '.join(map(str, game.num_actions))}: {game.num_profiles:,} profiles."
    total = constant_sum(game)
    if total is not None:
        yield "Zero-sum." if total == 0 else f"Constant-sum: payoffs always add up to {payoff_text(total)}."
    yield from payoff_structure_sentences(game)


def _tier_sentences(game: TieredGame) -> Iterator[str]:
    tiers = counted(len(game.tiers), "tier", "tiers")
    if isinstance(game, LedTieredGame):
        movers = [game.players[stage.leader].label if stage.leader is not None else "chance" for stage in game.stages]
        leaders = joined(movers)
        verb = "moves" if len(movers) == 1 else "move"
        ways = counted(game.num_histories, "history", "histories")
        yield (
            f"Extensive form with {tiers} of identical sellers: {leaders} {verb} first ({ways}), everybody sees it, "
            f"and the sellers then choose at once."
        )
        if game.unseen:
            unseen = joined([repr(name) for name in game.unseen])
            yield f"Chance moves at {unseen}, which nobody sees before choosing: payoffs are means over what it does."
        return
    others = len(game.single_players)
    beside = f" beside {counted(others, 'single player', 'single players')}" if others else ""
    yield (
        f"Normal form with {tiers} of identical sellers{beside}: all choose at once, and only how many choose what "
        f"matters ({rounded_count(game.num_count_vectors)} ways to spread)."
    )


def _state_sentences(game: StateGraph) -> Iterator[str]:
    num_infosets = sum(not infoset.is_chance for infoset in game.infosets)
    yield (
        f"Extensive form: a tree of {game.num_nodes:,} nodes and {game.num_ends:,} ends of play, which is not built. "
        f"Histories that leave the same game are merged to {counted(len(game.states), 'state', 'states')} with "
        f"{counted(num_infosets, 'information set', 'information sets')} of players."
    )
    if all(state.stage.num_nodes == len(state.successors) + 1 for state in game.states):
        yield "Perfect information: everybody sees every earlier move."


def same_name_sentences(game: Game) -> Iterator[str]:
    """Yield which name stands for information sets of several players, where one set may have been meant."""
    if isinstance(game, ExtensiveFormGame):
        for name in names_of_several_players(game):
            owners = [found.player for found in game.infosets if found.key == name and not found.is_chance]
            players = joined([game.players[player].label for player in dict.fromkeys(owners)])
            yield (
                f"Information sets of {players} are called {name!r}: each player's is a set of its own; rename one, or "
                f"let one player move there."
            )


def _tree_sentences(game: ExtensiveFormGame) -> Iterator[str]:
    num_infosets = sum(not infoset.is_chance for infoset in game.infosets)
    yield (
        f"Extensive form: {game.num_nodes:,} nodes, {counted(len(game.terminals), 'end', 'ends')} of play, "
        f"{counted(num_infosets, 'information set', 'information sets')} of players, "
        f"{counted(len(subgame_roots(game)), 'subgame', 'subgames')} (itself counted)."
    )
    if has_perfect_information(game):
        yield "Perfect information: everybody sees every earlier move."
    forgetful = forgetful_infosets(game)
    if forgetful:
        names = ", ".join(repr(game.infosets[found.infoset].key) for found in forgetful)
        yield f"Imperfect recall: a player forgets its own past at {names}."
    yield from same_name_sentences(game)
    total = constant_sum(game)
    if total is not None:
        yield "Zero-sum." if total == 0 else f"Constant-sum: payoffs always add up to {payoff_text(total)}."
