"""Which methods exist: one entry for each, read by `solve`, the command and the docs.

A new solver is a new module with a function ``search`` and one entry in ``METHODS``. Nothing heavy is imported here.
"""

from __future__ import annotations

from gametheory.core.concepts import CONCEPTS, concept_named
from gametheory.core.names import nearest
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.method import Method

NORMAL_FORM = ("normal form",)
ANY_FORM = ("normal form", "tree")

METHODS = (
    Method(
        "normal_forms.label_tree",
        ("nash",),
        NORMAL_FORM,
        "iterated strict elimination leaves at most two players a choice",
        "All extreme equilibria, their maximal Nash subsets and connected components with their indices, in rationals.",
    ),
    Method(
        "trees.tree_nash",
        ("nash",),
        ("tree",),
        "two players who remember their own choices, in sequence form; else iterated strict elimination in the reduced "
        "normal form must leave at most two players a choice",
        "All extreme equilibria in realization plans, their maximal Nash subsets and components, in rationals.",
    ),
    Method(
        "many_players.certified_search",
        ("nash",),
        ANY_FORM,
        "any number of players",
        "All equilibria, isolated ones as rationals, roots of polynomials or narrow intervals, each with its index, "
        "and sets of infinitely many; what was not decided is named.",
    ),
    Method(
        "pure_enumeration",
        ("pure", "nash"),
        ANY_FORM,
        "any number of players; as 'nash' the game must have a pure equilibrium",
        "All pure equilibria; where there is none, that is proved.",
    ),
    Method(
        "tiers.tier_counts",
        ("pure", "nash"),
        ("game of tiers",),
        "any number of tiers and single players; as 'nash' the game must have a pure equilibrium",
        "All pure equilibria by counts, as boxes where there are many; where there is none, that is proved.",
    ),
    Method(
        "tiers.tier_symmetric",
        ("symmetric", "nash"),
        ("game of tiers",),
        "any number of tiers and single players",
        "All symmetric equilibria where strict dominance leaves a choice to at most two tiers of two actions each; "
        "elsewhere those in which at most two tiers mix, two actions each.",
    ),
    Method(
        "many_players.symmetric_search",
        ("symmetric",),
        NORMAL_FORM,
        "some players can change places",
        "All equilibria in which players who can change places play alike; what was not decided is named.",
    ),
    Method(
        "tiers.tier_limit",
        ("large_population",),
        ("game of tiers",),
        "one tier with a choice of two actions, and single players",
        "All equilibria in shares of the limit of ever larger tiers, with their distance to the nearest in counts, "
        "proved where slopes allow it.",
    ),
    Method(
        "normal_forms.one_equilibrium",
        ("nash",),
        NORMAL_FORM,
        "two players; tried first where one equilibrium is asked for and both have more than 12 actions",
        "One equilibrium, exact where the actions that it plays determine it, otherwise in floats with its regret.",
        may_round=True,
        is_default=False,
    ),
    Method(
        "many_players.iterated_polymatrix",
        ("nash",),
        ANY_FORM,
        "two or more players",
        "One equilibrium, in rationals or alone in a narrow box where that is proved, else in floats with its regret.",
        may_round=True,
        is_default=False,
    ),
    Method(
        "many_players.logit_tracing",
        ("nash",),
        ANY_FORM,
        "two or more players",
        "The equilibrium that a path of logit equilibria leads to, in rationals or alone in a narrow box where that is "
        "proved, else in floats with its regret.",
        may_round=True,
        is_default=False,
    ),
    Method(
        "trees.zero_sum_tree",
        ("nash",),
        ("tree",),
        "two players whose payoffs sum to a constant, perfect recall; tried first where one equilibrium of a tree with "
        "more than 40 actions is asked for",
        "The value and one pair of optimal strategies, in rationals up to 12,000 sequences, else in floats with its "
        "regret.",
        options_name="ZeroSumTreeOptions",
        may_round=True,
        is_default=False,
    ),
    Method(
        "trees.sequence_form_lemke",
        ("nash",),
        ("tree",),
        "one or two players with perfect recall; tried first where one equilibrium of a tree with more than 40 actions "
        "is asked for and payoffs do not sum to a constant",
        "One equilibrium, in rationals where the end of the path proves it, else in floats with its regret.",
        options_name="SequenceFormLemkeOptions",
        may_round=True,
        is_default=False,
    ),
    Method(
        "normal_forms.lemke_howson",
        ("nash",),
        NORMAL_FORM,
        "two players",
        "One equilibrium, at the end of the path from a label, in rationals.",
        options_name="LemkeHowsonOptions",
        is_default=False,
    ),
    Method(
        "normal_forms.lemke_howson_all",
        ("nash",),
        NORMAL_FORM,
        "two players",
        "The equilibria that paths join to the artificial start, at least one and never surely all, in rationals.",
        is_default=False,
    ),
    Method(
        "normal_forms.support_enumeration",
        ("nash",),
        NORMAL_FORM,
        "iterated strict elimination leaves at most two players a choice, and at most 16,777,216 pairs of supports",
        "All extreme equilibria, their maximal Nash subsets and connected components, in rationals.",
        is_default=False,
    ),
    Method(
        "normal_forms.vertex_enumeration",
        ("nash",),
        NORMAL_FORM,
        "iterated strict elimination leaves at most two players a choice",
        "All extreme equilibria, their maximal Nash subsets and connected components, in rationals.",
        is_default=False,
    ),
    Method(
        "normal_forms.zero_sum",
        ("nash",),
        NORMAL_FORM,
        "two players whose payoffs sum to a constant",
        "The value and all extreme optimal strategies, in rationals.",
        is_default=False,
    ),
    Method(
        "normal_forms.interior_point",
        ("nash",),
        NORMAL_FORM,
        "two players whose payoffs sum to a constant",
        "The value and one pair of nearly optimal strategies in floats, with a proved gap.",
        options_name="InteriorPointOptions",
        may_round=True,
        is_default=False,
    ),
    Method(
        "subgames.subgame_perfect",
        ("subgame_perfect",),
        ("tree",),
        "every player remembers its own choices (perfect recall)",
        "All subgame-perfect equilibria of two players, as sets where there is a continuum; with more players all pure "
        "ones, counted exactly, and those that randomize at extreme points of a subgame, with the subgames named in "
        "which more would be possible.",
    ),
    Method(
        "subgames.state_induction",
        ("subgame_perfect",),
        ("graph of states",),
        "stages whose tree is too large and whose histories can be merged; every player remembers its own choices",
        "All subgame-perfect equilibria in which players choose by state alone, extreme ones where stages have "
        "several, and the exact number of all.",
    ),
    Method(
        "tiers.tier_stages",
        ("subgame_perfect", "symmetric", "nash", "pure"),
        ("game of tiers that follow leaders",),
        "every branch must have an equilibrium by counts, or a symmetric one in which at most one tier mixes; except "
        "as 'subgame_perfect' those that rest on threats are left out",
        "All pure subgame-perfect equilibria: leaders' moves at every history, and counts of tiers after each, for "
        "every choice among equilibria of the branches where these are few.",
    ),
    Method(
        "subgames.sequential",
        ("sequential",),
        ("tree",),
        "every player remembers its own choices (perfect recall)",
        "All sequential equilibria where one player moves before another in each stage, elsewhere all pure ones and "
        "the extreme Nash equilibria of two players that are sequential, in rationals.",
    ),
    Method(
        "subgames.perfect_bayesian",
        ("perfect_bayesian",),
        ("tree",),
        "every player remembers its own choices (perfect recall)",
        "All weak perfect Bayesian equilibria where one player moves before another, elsewhere all pure ones and those "
        "found among extreme Nash and sequential equilibria, in rationals.",
    ),
    Method(
        "trees.quasi_perfect",
        ("quasi_perfect",),
        ("tree",),
        "one or two players with perfect recall",
        "One quasi-perfect equilibrium with its beliefs, in rationals.",
    ),
    Method(
        "refinements.perfect",
        ("perfect",),
        NORMAL_FORM,
        "two players",
        "All perfect equilibria as maximal perfect faces of the Nash subsets, in rationals.",
    ),
    Method(
        "refinements.proper",
        ("proper",),
        NORMAL_FORM,
        "two players",
        "A proper equilibrium, and the proper ones among the extreme equilibria as far as that is decided, in "
        "rationals.",
    ),
    Method(
        "refinements.strict",
        ("strict",),
        NORMAL_FORM,
        "any number of players",
        "All strict equilibria; where there is none, that is proved.",
    ),
    Method(
        "refinements.essential",
        ("essential",),
        NORMAL_FORM,
        "two players",
        "The components that are proved essential by an index other than 0, in rationals.",
    ),
    Method(
        "refinements.payoff_dominant",
        ("payoff_dominant",),
        NORMAL_FORM,
        "two players",
        "All Nash equilibria that no other one Pareto-dominates, in rationals.",
    ),
    Method(
        "refinements.risk_dominant",
        ("risk_dominant",),
        NORMAL_FORM,
        "two players with two actions each and two strict equilibria",
        "The strict equilibrium that risk-dominates the other, or both where neither does, in rationals.",
    ),
    Method(
        "refinements.evolutionarily_stable",
        ("evolutionarily_stable",),
        NORMAL_FORM,
        "a symmetric game of two players",
        "All evolutionarily stable strategies; where there is none, that is proved.",
    ),
    Method(
        "mediation.correlated",
        ("correlated",),
        ANY_FORM,
        "any number of players",
        "One correlated equilibrium of which none is better by the objective, in rationals.",
        options_name="CorrelatedOptions",
    ),
    Method(
        "mediation.coarse_correlated",
        ("coarse_correlated",),
        ANY_FORM,
        "any number of players",
        "One coarse correlated equilibrium of which none is better by the objective, in rationals.",
        options_name="CorrelatedOptions",
    ),
    Method(
        "mediation.correlated_vertices",
        ("correlated", "coarse_correlated"),
        ANY_FORM,
        "any number of players, few profiles after elimination",
        "All extreme points of the set of correlated equilibria, or of the coarse ones, in rationals.",
        is_default=False,
    ),
    Method(
        "trees.extensive_form_correlated",
        ("extensive_form_correlated",),
        ("tree",),
        "two players with perfect recall, no chance moves",
        "One extensive-form correlated equilibrium of which none is better by the objective, in rationals.",
        options_name="CorrelatedOptions",
    ),
    Method(
        "mediation.agent_form_correlated",
        ("agent_form_correlated",),
        ("tree",),
        "any number of players, few information sets",
        "One agent-form correlated equilibrium of which none is better by the objective, in rationals.",
        options_name="CorrelatedOptions",
    ),
    Method(
        "mediation.stackelberg",
        ("stackelberg",),
        ANY_FORM,
        "one leader and one follower",
        "A best commitment of the leader to a mixed strategy, with the follower's answer, in rationals.",
        options_name="StackelbergOptions",
    ),
)
"""All methods; where several answer a concept, the first that applies is the default."""


def methods_for(concept: str, form: str) -> tuple[Method, ...]:
    """Return the methods that answer a concept for a kind of game, the preferred one first.

    Raises
    ------
    UnsupportedGameError
        If there is no such concept, or none of its methods takes this kind of game.
    """
    concept_named(concept)
    answering = tuple(method for method in METHODS if concept in method.concepts)
    fitting = tuple(method for method in answering if form in method.forms)
    if not fitting:
        others = [name for name in CONCEPTS if any(name in m.concepts and form in m.forms for m in METHODS)]
        raise UnsupportedGameError(
            f"concept {concept!r} needs a {answering[0].forms[0]}, got a {form}; "
            f"for a {form} use {' or '.join(map(repr, others[:2]))}"
        )
    return fitting


def method_named(name: str) -> Method:
    """Return the method of this name.

    Raises
    ------
    UnsupportedGameError
        If there is none.
    """
    named = {method.name: method for method in METHODS}
    if name not in named:
        near = nearest(name, named)
        there_are = f"{near} There are" if near else "; there are"
        raise UnsupportedGameError(f"unknown method {name!r}{there_are} {', '.join(named)}")
    return named[name]
