"""The words around a picture: which equilibrium it shows, and how to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.concepts import CONCEPTS
from gametheory.core.infosets import CHANCE
from gametheory.rendering.pictures.number_labels import ROUNDED
from gametheory.rendering.pictures.page import LegendEntry
from gametheory.rendering.pictures.scene import Text
from gametheory.rendering.pictures.style import QUIET_INK, player_color
from gametheory.rendering.pictures.tree_labels import CHANCE_NAME
from gametheory.rendering.pictures.tree_layout import infoset_members, scattered_infosets
from gametheory.rendering.pictures.tree_picture import mover_marker
from gametheory.rendering.sentences.wording import sentence_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.players import Player
    from gametheory.core.solution import Solution
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Drawing
    from gametheory.rendering.pictures.tree_contours import Tree
    from gametheory.rendering.pictures.tree_fold import PagePlace


def equilibrium_note(solution: Solution | None, index: int | None, numbers: NumberLabels) -> tuple[str, ...]:
    """Return the line that names the equilibrium shown, its place in the list, and its payoffs."""
    if solution is None:
        return ()
    concept = sentence_text(CONCEPTS[solution.concept].singular).removesuffix(".")
    if index is None:
        return (f"No equilibrium is shown: the solver listed none (concept {solution.concept}).",)
    count = len(solution.equilibria)
    place = f" {index + 1} of {count:,} listed" if count > 1 else ""
    payoffs = zip(solution.game.players, solution.equilibria[index].payoffs, strict=True)
    paid = ", ".join(f"{player.label}: {numbers.payoff(payoff)}" for player, payoff in payoffs)
    return (f"{concept}{place}. Expected payoffs: {paid}.",)


def payoff_order_note(players: Sequence[Player]) -> str:
    """Return the line that says whose payoff stands where."""
    return f"Payoffs in the order {', '.join(player.label for player in players)}." if len(players) > 1 else ""


def table_reading_note(game: NormalFormGame, *, has_profile: bool, has_distribution: bool = False) -> str:
    """Return how to read the marks of a payoff table."""
    order = payoff_order_note(game.players) if game.num_players <= 3 else ""
    reading = [order, f"Underlined: best reply. Framed: pure {'Nash ' if has_distribution else ''}equilibrium."]
    if has_profile:
        reading.append("Shaded: played in the equilibrium shown.")
    if has_distribution:
        where = "below its payoffs" if game.num_players <= 3 else "beside its payoffs"
        reading.append(f"Shaded: recommended in the equilibrium shown, with the probability {where}.")
    return " ".join(part for part in reading if part)


def rounding_note(drawing: Drawing, numbers: NumberLabels, lines: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the line about rounded numbers where the drawing, or a line below it, has one."""
    contents = [item.content for item in drawing.sheet.items if isinstance(item, Text)]
    is_rounded = any(content.lstrip("(+").startswith(ROUNDED) for content in contents)
    if not is_rounded and not any(ROUNDED in line for line in lines):
        return ()
    return (f"{ROUNDED} rounded to {numbers.digits} significant digits; all other numbers are exact.",)


def tree_reading_notes(graph: Tree, *, has_profile: bool) -> tuple[str, ...]:
    """Return where a part of a tree belongs, and how to read its lines and payoffs."""
    notes = _place_notes(graph)
    if has_profile and graph.number_of_edges():
        notes.append(
            "Thick lines: where play goes. Medium: what would be chosen where play does not go. Thin: not chosen."
        )
    reading = [payoff_order_note(graph.graph["players"])]
    if any("payoffs" in attributes and "total" not in attributes for _, attributes in graph.nodes(data=True)):
        reading.append("+(…) falls due on the way; the ends show the sums.")
    scattered, hidden = scattered_infosets(graph), graph.graph.get("hidden", {})
    if infoset_members(graph).keys() - scattered:
        reading.append("Dashed: one information set.")
    if scattered or hidden:
        reading.append("Nodes with the same name in italics are one information set.")
    if hidden:
        reading.append("(+n): n of its nodes are not shown here.")
    if any("belief" in attributes for _, attributes in graph.nodes(data=True)):
        reading.append("[p]: how likely the mover holds the node.")
    if any("fails" in attributes for _, attributes in graph.nodes(data=True)):
        reading.append("Ringed: not credible; in the subgame that begins there somebody gains by deviating.")
    if any("folded" in attributes for _, attributes in graph.nodes(data=True)):
        reading.append("Triangles: folded parts of the tree, with the number of their ends.")
    line = " ".join(part for part in reading if part)
    return (*notes, line) if line else tuple(notes)


def page_title(title: str, graph: Tree) -> str:
    """Return the title of a picture, with the number of the page where the tree goes over several."""
    place: PagePlace | None = graph.graph.get("place")
    return title if place is None else f"{title} (page {place.number} of {place.count})".strip()


def _place_notes(graph: Tree) -> list[str]:
    """Return the line that says what came before the root of a page."""
    place: PagePlace | None = graph.graph.get("place")
    if place is None or place.continued is None:
        return []
    return [f"Continued from page {place.continued}, after: {', '.join(place.history)}."]


def tree_legend(game: ExtensiveFormGame) -> tuple[LegendEntry, ...]:
    """Return who has which marker: the players who move, then chance."""
    entries = []
    movers = {infoset.player: infoset for infoset in game.infosets}
    for index in sorted(movers, key=lambda player: (player == CHANCE, player)):
        marker = mover_marker(movers[index], 0.0, 0.0)
        if index == CHANCE:
            entries.append(LegendEntry(marker, CHANCE_NAME, QUIET_INK))
        else:
            entries.append(LegendEntry(marker, game.players[index].label, player_color(index)))
    return tuple(entries)
