from __future__ import annotations

from gametheory import ExtensiveFormGame
from gametheory.solvers.normal_forms.label_tree import MixedStrategies
from gametheory.solvers.normal_forms.nash_pairs import search_pairs
from gametheory.solvers.normal_forms.normal_form_pairs import label_tree_pairs
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.trees.tree_nash import RealizationPlans
from gametheory.solvers.watch import Watch
from oracles.classic_trees import ultimatum


def concluded(tree: ExtensiveFormGame, *, in_plans: bool) -> Conclusion:
    problem = Problem(tree, "nash", Watch(), num_listed=100)
    assert problem.strategic_form is not None
    told = RealizationPlans(tree, problem.strategic_form.plans) if in_plans else MixedStrategies(problem.normal_form)
    running = search_pairs(label_tree_pairs(problem, told), told.profile, watch=problem.watch, num_listed=100)
    while True:
        try:
            next(running)
        except StopIteration as end:
            conclusion: Conclusion = end.value
            return conclusion


def test_images_have_fewer_vertices() -> None:
    mixed, plans = (concluded(ultimatum([0, 1, 2], 2), in_plans=in_plans) for in_plans in (False, True))
    assert (mixed.num_extreme, plans.num_extreme) == (21, 13)
    assert len(mixed.subsets) == len(plans.subsets) == 4
    assert len(mixed.components) == len(plans.components) == 1
