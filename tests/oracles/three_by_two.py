"""Regular equilibria of three players with two actions each, by a quadratic equation for each profile of supports."""

from __future__ import annotations

from itertools import product

import numpy as np

NEARLY_ZERO = 1e-9
"""Weights and gains up to this count as zero."""


def equilibria(tables: np.ndarray) -> list[tuple[float, float, float]]:
    """Weights of the first actions in all equilibria of a game without ties; ``[player, action, action, action]``."""
    gains = [_coefficients(tables[player], player) for player in range(3)]
    return [
        point
        for supports in product(("first", "second", "both"), repeat=3)
        for point in _candidates(gains, supports)
        if _is_equilibrium(gains, supports, point)
    ]


def _coefficients(table: np.ndarray, player: int) -> np.ndarray:
    """Gain of the first action as ``c00 + c10 s + c01 t + c11 s t``, s and t the others' weights in order."""
    gap = np.take(table, 0, player) - np.take(table, 1, player)
    last = gap[1, 1]
    first, second = gap[0, 1] - last, gap[1, 0] - last
    return np.array([[last, second], [first, gap[0, 0] - last - first - second]])


def _gain(gains: list[np.ndarray], player: int, point: tuple[float, float, float]) -> float:
    s, t = (point[other] for other in range(3) if other != player)
    (c00, c01), (c10, c11) = gains[player]
    return float(c00 + c10 * s + c01 * t + c11 * s * t)


def _candidates(gains: list[np.ndarray], supports: tuple[str, ...]) -> list[tuple[float, float, float]]:
    """Points at which the players who mix are indifferent."""
    fixed = {player: 1.0 if own == "first" else 0.0 for player, own in enumerate(supports) if own != "both"}
    mixing = [player for player in range(3) if player not in fixed]
    if len(mixing) == 3:
        return _all_mixed(gains)
    if len(mixing) == 1:
        return []
    point = dict(fixed)
    for player, other in zip(mixing, reversed(mixing), strict=False):
        (pure,) = fixed
        matrix = gains[player] if other < pure else gains[player].T
        constant, slope = matrix[0] @ [1, fixed[pure]], matrix[1] @ [1, fixed[pure]]
        if slope == 0:
            return []
        point[other] = -constant / slope
    return [(point[0], point[1], point[2])]


def _all_mixed(gains: list[np.ndarray]) -> list[tuple[float, float, float]]:
    """Of players 1 and 2 against 3: both weights as fractions of the third one, in the first two equations."""
    # player 0: gain in (q, r), player 1: in (p, r), player 2: in (p, q)
    q_up, q_down = -gains[0][0], gains[0][1]  # q = q_up(r) / q_down(r)
    p_up, p_down = -gains[1][0], gains[1][1]
    (c00, c01), (c10, c11) = gains[2]
    terms = [(c00, p_down, q_down), (c10, p_up, q_down), (c01, p_down, q_up), (c11, p_up, q_up)]
    polynomial = np.zeros(3)
    for factor, one, other in terms:
        polynomial += factor * np.convolve(one, other)
    found = []
    for root in np.roots(polynomial[::-1]):
        if abs(root.imag) < NEARLY_ZERO:
            r = float(root.real)
            powers = np.array([1.0, r])
            found.append((float(p_up @ powers / (p_down @ powers)), float(q_up @ powers / (q_down @ powers)), r))
    return found


def _is_equilibrium(gains: list[np.ndarray], supports: tuple[str, ...], point: tuple[float, float, float]) -> bool:
    for player, own in enumerate(supports):
        gain = _gain(gains, player, point)
        if own == "both" and not NEARLY_ZERO < point[player] < 1 - NEARLY_ZERO:
            return False
        if (own == "first" and gain < 0) or (own == "second" and gain > 0):
            return False
    return True
