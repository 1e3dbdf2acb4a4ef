"""How many equilibria there are: none, one, several, or infinitely many and how they hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.profiles import BehaviorProfile
from gametheory.core.solution import Coverage
from gametheory.rendering.numbers import percent_text
from gametheory.rendering.wording import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.profiles import Probability
    from gametheory.core.solution import Profile, Solution

NAMES = {
    "nash": ("Nash equilibrium", "Nash equilibria"),
    "pure": ("Nash equilibrium in pure strategies", "Nash equilibria in pure strategies"),
    "subgame_perfect": ("subgame-perfect equilibrium", "subgame-perfect equilibria"),
}
COMPLETE = {Coverage.ALL, Coverage.ALL_EXTREME, Coverage.ALL_PURE}


def number_sentences(solution: Solution) -> list[str]:
    """Return how many equilibria there are and whether there may be others."""
    singular, plural = NAMES[solution.concept]
    total = solution.num_extreme if solution.num_extreme is not None else len(solution.equilibria)
    is_complete = solution.coverage in COMPLETE
    if total == 0:
        found = f"There is no {singular}" if is_complete else f"No {singular} was found"
        return [f"{found}.", *(() if is_complete else (solution.termination.sentence,))]
    if has_continuum(solution):
        parts = solution.num_components or 0
        sentence = (
            f"There are infinitely many {plural}: all mixtures, within {counted(parts, 'component', 'components')}, "
            f"of {counted(total, 'extreme one', 'extreme ones')}."
        )
    elif total == 1:
        sentence = f"There is one {singular}" + (", and no other." if solution.coverage is Coverage.ALL else ".")
    else:
        sentence = f"There are {total:,} {plural}."
    if not is_complete:
        sentence += " There may be others: the search was not complete."
    return [sentence, *solution.unresolved]


def has_continuum(solution: Solution) -> bool:
    """Whether some component holds more than one equilibrium."""
    return solution.num_components is not None and solution.num_components != solution.num_extreme


def component_sentences(solution: Solution) -> Iterator[str]:
    """Yield for each component with more than one point which probabilities vary in it, and over what range."""
    for number, component in enumerate(solution.components, 1):
        if len(component) > 1:
            profiles = [solution.equilibria[index].profile for index in component]
            members = joined([str(index + 1) for index in component[:8]])
            more = f" and {len(component) - 8} more" if len(component) > 8 else ""
            ranges = joined(_varying(profiles)) or "only choices that others exclude"
            yield (
                f"Component {number} joins equilibria {members}{more}; what varies in it, not independently: {ranges}."
            )


def _varying(profiles: list[Profile]) -> list[str]:
    """Return the probabilities that are not the same in all profiles, with their ranges."""
    varying = []
    first = profiles[0]
    for player in first.game.players:
        for place, action in _choices(first, player.key):
            values = [_probability(profile, player.key, place, action) for profile in profiles]
            known = [value for value in values if value is not None]
            if known and (min(known) != max(known) or len(known) < len(values)):
                at = f" at “{place}”" if place else ""
                ends = f"{percent_text(min(known))} to {percent_text(max(known))}"
                varying.append(f"{player.label}'s “{action}”{at} ({ends})")
    return varying[:12] + (["others"] if len(varying) > 12 else [])


def _choices(profile: Profile, player: str) -> list[tuple[str, str]]:
    """Return a player's information sets and actions; the last action of a choice follows from the others."""
    if not isinstance(profile, BehaviorProfile):
        return [("", action) for action in list(profile[player])[:-1]]
    game = profile.game
    sets = [game.infosets[index] for index in game.player_infosets(game.player_index(player))]
    return [(infoset.key, action) for infoset in sets for action in infoset.actions[:-1]]


def _probability(profile: Profile, player: str, place: str, action: str) -> Probability | None:
    """Return the probability of an action; None where the profile leaves it open."""
    strategy = profile[player][place] if isinstance(profile, BehaviorProfile) else profile[player]
    return None if strategy is None else strategy[action]
