"""How many equilibria there are: none, one, several, or infinitely many and how they hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.concepts import CONCEPTS
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.solution import Coverage, Termination
from gametheory.rendering.sentences.failure_groups import equilibria_text
from gametheory.rendering.sentences.numbers import told_probability
from gametheory.rendering.sentences.places import Places
from gametheory.rendering.sentences.wording import Passage, counted, quoted, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.profiles import Profile
    from gametheory.core.solution import Solution

MAX_VARYING = 12
"""Probabilities that vary in a component and are named."""

_ENDINGS_WITHOUT_ANY = {
    Termination.TIME_LIMIT: "The time limit was reached before one was found: allow more time",
    Termination.MEMORY_LIMIT: "The memory limit was reached before one was found: allow more memory",
    Termination.INTERRUPTED: "The run was interrupted before one was found: let it run for longer",
}


def number_sentences(solution: Solution) -> list[str]:
    """Return how many equilibria there are, how many of them are listed, and whether there may be others."""
    is_complete = solution.coverage.is_complete
    total = solution.num_extreme if solution.num_extreme is not None else len(solution.equilibria)
    is_told_as_all = is_complete and not may_have_more_mixed(solution)
    sentences = [_existence_sentence(solution, total) if is_told_as_all else _finding_sentence(solution, total)]
    if len(solution.equilibria) < total:
        sentences.append(f"{len(solution.equilibria):,} of them {_are(len(solution.equilibria))} listed here.")
    if solution.termination.was_cut_short or solution.termination is Termination.COUNT_REACHED:
        sentences.append(ending_sentence(solution))
    return [*sentences, *map(sentence_text, solution.unresolved), *next_step_sentences(solution)]


def next_step_sentences(solution: Solution) -> list[str]:
    """Return what to do where an equilibrium in beliefs exists, but none was found; empty elsewhere."""
    is_open = solution.coverage is Coverage.PARTIAL and not solution.termination.was_cut_short
    if solution.equilibria or not is_open or solution.concept not in {"sequential", "perfect_bayesian"}:
        return []
    return [
        "Every finite game has one, perhaps one in which somebody randomizes. Nash equilibria that are found "
        "(--concept nash) are not known to be such; judge_assessment judges an assessment of your own in Python."
    ]


def ending_sentence(solution: Solution) -> str:
    """Return why the search ended and what to try; what helps where nothing was found by then."""
    ending = _ENDINGS_WITHOUT_ANY.get(solution.termination)
    if ending is None or solution.equilibria:
        return solution.termination.sentence
    hint = "ask for a single one (--max-equilibria 1) or for pure ones (--concept pure)"
    return f"{ending}, or {hint}." if solution.concept == "nash" else f"{ending}."


def _existence_sentence(solution: Solution, total: int) -> str:
    """Say how many there are, where that is known."""
    only_pure = solution.coverage is Coverage.ALL_PURE
    concept = CONCEPTS["pure" if only_pure and solution.concept == "nash" else solution.concept]
    singular, plural = concept.singular, concept.plural
    if total == 0:
        return f"There is no {singular}."
    if has_continuum(solution):
        parts = counted(solution.num_components or 0, "connected component", "connected components")
        extreme = counted(total, "extreme one", "extreme ones")
        return f"There are infinitely many {plural}, in {parts}: {extreme}, and certain mixtures of them."
    number = f"is one {singular}" if total == 1 else f"are {total:,} {plural}"
    if only_pure and solution.concept == "nash":
        return f"There {number}; mixed ones were not looked for."
    return f"There {number}, and no other." if total == 1 and solution.coverage is Coverage.ALL else f"There {number}."


def _finding_sentence(solution: Solution, total: int) -> str:
    """Say how many were found, where there may be others."""
    concept = CONCEPTS[solution.concept]
    if total == 0:
        return f"No {concept.singular} was found."
    found = f"{counted(total, concept.singular, concept.plural)} {_were(total)} found"
    if may_have_more_mixed(solution):
        return sentence_text(f"{found}; no pure one is missing, but there may be more in which somebody randomizes")
    return sentence_text(f"{found}; there may be others")


def may_have_more_mixed(solution: Solution) -> bool:
    """Whether mixed equilibria were looked for, and only of the pure ones none can be missing."""
    return solution.coverage is Coverage.ALL_PURE and solution.concept not in {"nash", "pure"}


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def has_continuum(solution: Solution) -> bool:
    """Whether some component holds more than one equilibrium."""
    return solution.num_components is not None and solution.num_components != solution.num_extreme


def component_passages(solution: Solution) -> Iterator[Passage]:
    """Yield for each component with more than one point what hangs together, and which probabilities vary how far."""
    is_partly_listed = solution.num_extreme is not None and len(solution.equilibria) < solution.num_extreme
    for number, component in enumerate(solution.components, 1):
        if len(component) > 1:
            varying = _varying([solution.equilibria[index].profile for index in component])
            listed = " among those listed" if is_partly_listed else ""
            opening = f"Component {number} joins {equilibria_text(component)}.{_index_sentence(solution, number - 1)}"
            if not varying:
                yield Passage(f"{opening} Only what is done where play never comes varies in it{listed}.")
                continue
            together = " (not every combination need be an equilibrium)" if len(varying) > 1 else ""
            yield Passage(f"{opening} What varies in it{listed}{together}:", tuple(map(sentence_text, varying)))


def _index_sentence(solution: Solution, component: int) -> str:
    """Return what the index of a component tells, with a space before; nothing where it is unknown."""
    index = solution.component_indices[component] if solution.component_indices else None
    if index is None:
        return ""
    fate = "no small change of payoffs makes it vanish" if index else "a small change of payoffs may make it vanish"
    return f" Its index is {index_text(index)}: {fate}."


def index_text(index: int | None) -> str:
    """Return an index with its sign.

    Examples
    --------
    >>> index_text(1), index_text(0), index_text(-2), index_text(None)
    ('+1', '0', '-2', 'unknown')
    """
    if index is None:
        return "unknown"
    return f"{index:+d}" if index else "0"


def _varying(profiles: list[Profile]) -> list[str]:
    """Return the probabilities that are not the same in all profiles, with their ranges."""
    varying = []
    for slot, action, name in _choices(profiles[0]):
        strategies = [profile.strategies[slot] for profile in profiles]
        known = [strategy[action] for strategy in strategies if strategy is not None]
        if known and min(known) < max(known):
            low, high = told_probability(min(known)), told_probability(max(known))
            varying.append(f"{name} with probability {low} to {high}")
    if len(varying) > MAX_VARYING:
        varying[MAX_VARYING:] = [counted(len(varying) - MAX_VARYING, "other probability", "other probabilities")]
    return varying


def _choices(profile: Profile) -> Iterator[tuple[int, int, str]]:
    """Yield (place among the strategies, action, name); the last action of a choice follows from the others."""
    if isinstance(profile, BehaviorProfile):
        tree, places = profile.game, Places(profile.game)
        for player in range(tree.num_players):
            for index in tree.player_infosets(player):
                for action, name in enumerate(tree.infosets[index].actions[:-1]):
                    yield index, action, f"{places[index].text}, {who(tree, player)} chooses {quoted(name)}"
        return
    for player, names in enumerate(profile.game.actions):
        for action, name in enumerate(names[:-1]):
            yield player, action, f"{who(profile.game, player)} chooses {quoted(name)}"
