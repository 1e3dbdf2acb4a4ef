"""The keys of a game file: one table that the reader checks against and that the JSON Schema is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FORMAT_VERSION = 1
"""Value of the key ``gametheory``."""
YEAR_PATTERN, MONTH_PATTERN = "[1-9][0-9]{3}", "0[1-9]|1[0-2]"
"""What the key ``when`` holds: a year, or ``year-month``."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping.

    Parameters
    ----------
    name
        As a file writes it.
    shape
        Name of the shape of its value, defined in ``schema.py``.
    meaning
        One sentence for editors.
    is_required
        Whether it has to be there.
    """

    name: str
    shape: str
    meaning: str
    is_required: bool = False


FILE = (
    Key("gametheory", "version", "Version of the format.", True),
    Key("form", "form", "Normal: all choose at once. Extensive: a tree, nodes or stages.", True),
    Key("players", "players", "Keys of the players with their labels, or a list of keys.", True),
    Key("title", "text", "Name of the game."),
    Key("source", "text", "Where the facts are from."),
    Key("when", "year_month", "When it happened: a year, or a year and a month."),
    Key("story", "text", "What happened, in a few sentences."),
    Key("reading", "text", "What the equilibrium says beside the story."),
    Key("unit", "text", "Unit of payoffs, for sentences."),
    Key("concept", "text", "Solution concept that every command uses when none is asked; otherwise nash."),
    Key("parameters", "parameters", "Named numbers, each with its source or as an assumption."),
    Key("define", "formulas", "Named formulas that other formulas may use."),
    Key("welfare", "formulas", "Named formulas of what consumers, sellers and all together get."),
    Key("policies", "policies", "Named rules that change parameters, actions or stages."),
    Key("expect", "expectations", "What must come out."),
)
"""Keys of every file."""

NORMAL_FORM = (
    Key("actions", "actions_by_player", "For each player the actions, with attributes where formulas need them.", True),
    Key("payoffs", "payoffs", "Formulas by player, a table with the player last, or a CSV file.", True),
)
"""Further keys of a file of form normal."""

EXTENSIVE_FORM = (
    Key("tree", "tree_node", "The first node, with the others inside."),
    Key("nodes", "flat_nodes", "All nodes by name, the first one first."),
    Key("outcomes", "outcomes", "Payoffs by name, where several nodes share them or they have labels."),
    Key("stages", "stages", "Who moves, what it can do, what it has seen."),
    Key("payoffs", "payoff_formulas", "With stages: formulas by player for the end of play."),
)
"""Further keys of a file of form extensive."""

LATER = ("choose", "solve", "select")
"""Keys that are kept free for continuous choices."""

_NODE = (
    Key("player", "text", "Key of the player who moves here."),
    Key("infoset", "text_or_null", "Nodes of one player with the same name belong to one information set."),
    Key("infoset_label", "text", "Text for readers where it is not the name of the information set."),
    Key("chance", "text_or_null", "Chance moves here; the name of the event."),
    Key("payoffs", "node_payoffs", "What falls due here; payoffs add up along the path."),
    Key("outcome", "text_or_null", "Name of what falls due here, from 'outcomes'."),
    Key("label", "text_or_null", "Text for readers."),
)

SECTIONS: Mapping[str, tuple[Key, ...]] = MappingProxyType(
    {
        "parameter": (
            Key("value", "number", "The value, a decimal or a fraction.", True),
            Key("range", "range", "Lowest and highest value."),
            Key("distribution", "distribution", "How likely other values are, where the value is not known."),
            Key("unit", "text", "Unit of the value."),
            Key("meaning", "text", "What it stands for."),
            Key("source", "text", "Where the value is from."),
            Key("assumption", "text", "What is assumed, where no source gives the value."),
        ),
        "distribution": (
            Key("uniform", "range", "Lowest and highest value, all between them equally likely."),
            Key("triangular", "three_numbers", "Lowest, likeliest and highest value."),
            Key("normal", "range", "Mean and standard deviation; it is cut at the ends of the range."),
        ),
        "player": (
            Key("label", "text", "Text for readers.", True),
            Key("in_text", "text", "What sentences say where the label is no name: the top seller."),
        ),
        "tier": (
            Key("label", "text", "Text for readers; the key where it is left out."),
            Key("count", "count", "Number of identical sellers, who each choose for themselves.", True),
            Key("in_text", "text", "What sentences say where the label is no name: the factories."),
        ),
        "tree_node": (
            *_NODE,
            Key("actions", "tree_actions", "The node that each action leads to."),
            Key("branches", "tree_branches", "Probability and node of each branch of chance."),
        ),
        "tree_branch": (
            Key("probability", "probability", "A formula, or rest.", True),
            Key("next", "tree_node", "The node that follows.", True),
        ),
        "flat_node": (
            *_NODE,
            Key("actions", "flat_actions", "The name of the node that each action leads to."),
            Key("branches", "flat_branches", "Probability and name of the node of each branch of chance."),
        ),
        "flat_branch": (
            Key("probability", "probability", "A formula, or rest.", True),
            Key("next", "text", "Name of the node that follows.", True),
        ),
        "outcome": (
            Key("payoffs", "node_payoffs", "What falls due.", True),
            Key("label", "text_or_null", "Text for readers."),
        ),
        "stage": (
            Key("name", "text", "Name in formulas, and of the information set.", True),
            Key("player", "text", "Key of the player who moves."),
            Key("actions", "actions", "What the player can do."),
            Key("chance", "chance_branches", "What chance can do, with probabilities."),
            Key("when", "formula", "The stage is skipped where this is 0."),
            Key("observes", "observes", "Earlier stages that the player sees: a list, or all (the default)."),
            Key("forgets", "texts", "Earlier stages that the player no longer knows, its own ones too."),
            Key("payoffs", "payoff_formulas", "What falls due when the stage is reached."),
        ),
        "repeat": (
            Key("repeat", "text", "Name of the index: market, period.", True),
            Key("over", "texts", "Values of the index, in the order of play.", True),
            Key("stages", "round", "The stages of one round.", True),
        ),
        "policy": (
            Key("label", "text", "Text for readers; the name where it is left out."),
            Key("meaning", "text", "What the rule is, in a sentence."),
            Key("source", "text", "Where the rule's numbers are from."),
            Key("assumption", "text", "What is assumed, where no source gives the rule's numbers."),
            Key("set", "formulas", "New values of parameters: numbers, or formulas over parameters."),
            Key("remove", "texts_by_name", "Actions that are taken away, by player or, with stages, by stage."),
            Key("add", "actions_by_player", "Actions that are new, by player or, with stages, by stage."),
            Key("stages", "stage_changes", "What changes at stages, by name."),
        ),
        "stage_change": (
            Key("when", "formula", "The stage is skipped where this is 0."),
            Key("payoffs", "payoff_formulas", "What falls due when the stage is reached."),
        ),
        "csv": (Key("csv", "text", "Name of a file beside this one.", True),),
        "expectation": (
            Key("at", "numbers", "Values of parameters, where they are not the file's."),
            Key("concept", "text", "Solution concept."),
            Key("equilibrium", "quantifier", "Whether some equilibrium has all of this, or every one."),
            Key("num_extreme", "count", "Number of extreme equilibria."),
            Key("num_components", "count", "Number of components of equilibria."),
            Key("num_pure", "count", "Number of pure equilibria."),
            Key("value", "number", "Value of a zero-sum game."),
            Key("payoffs", "numbers", "Payoff of each player."),
            Key("probability", "probabilities", "Probability of actions, by player and, in trees, information set."),
            Key("beliefs", "beliefs", "Belief at an information set, by player, information set and node."),
            Key("path", "texts", "The actions that are played, in order."),
            Key("unique_outcome", "yes_or_no", "Whether all equilibria lead to the same outcome."),
            Key("threshold", "thresholds", "Values of parameters where the equilibria change: one, or a list of all."),
        ),
    }
)
"""Keys of the mappings inside a file, by kind of mapping."""

FORMS: Mapping[str, tuple[Key, ...]] = MappingProxyType({"normal": NORMAL_FORM, "extensive": EXTENSIVE_FORM})
"""Further keys by the value of ``form``."""
