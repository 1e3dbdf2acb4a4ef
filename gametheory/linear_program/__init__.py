"""Linear programs, in rationals with a proof of each answer and in floats by HiGHS, of which this is the only door.

Examples
--------
>>> from gametheory.linear_program import LinearProgram, Relation, solve_linear_program
>>> str(solve_linear_program(LinearProgram([3, 5], [[2, 4]], [Relation.AT_MOST], [14])).value)
'21'
"""

from __future__ import annotations

from gametheory.linear_program.exact import (
    LinearProgram,
    LinearProgramResult,
    LinearProgramStatus,
    Relation,
    solve_linear_program,
    verify,
)
from gametheory.linear_program.floating import FloatLinearProgram, FloatResult, FloatStatus, Residuals, SparseRows

__all__ = [
    "FloatLinearProgram",
    "FloatResult",
    "FloatStatus",
    "LinearProgram",
    "LinearProgramResult",
    "LinearProgramStatus",
    "Relation",
    "Residuals",
    "SparseRows",
    "solve_linear_program",
    "verify",
]
