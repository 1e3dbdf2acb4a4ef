"""Integers of one and more machine words in two's complement, for compiled kernels.

A number of several words stands in an array with its lowest word first. All arithmetic is modulo a power of two: the
caller knows beforehand that the true result fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

WORD_BITS = 64
WORD = 2.0**64
"""Number of values of a machine word."""

ZERO, ONE, TWO, HIGHEST_SHIFT = np.uint64(0), np.uint64(1), np.uint64(2), np.uint64(63)


def _high_word(_typing_context: Any, first: Any, second: Any) -> Any:
    """Upper word of the product of two unsigned machine words, in the compiler's own language."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        wide = ir.IntType(2 * WORD_BITS)
        product = builder.mul(*(builder.zext(argument, wide) for argument in arguments))
        return builder.trunc(builder.lshr(product, ir.Constant(wide, WORD_BITS)), ir.IntType(WORD_BITS))

    return types.uint64(first, second), generate


high_word: Callable[[np.uint64, np.uint64], np.uint64] = cast("Any", intrinsic(_high_word))
"""Upper word of the product of two unsigned machine words; for compiled functions only."""


@compiled
def inverse_of_odd(word: np.uint64) -> np.uint64:
    """Inverse of an odd word modulo 2**64, by Newton's iteration: each step doubles the number of right bits."""
    inverse = word
    for _ in range(5):  # three bits are right at first
        inverse *= TWO - word * inverse
    return inverse


@compiled
def trailing_zeros(words: NDArray[np.uint64], num_words: int) -> int:
    """Number of zero bits below the lowest one bit of a number that is not zero."""
    for index in range(num_words):
        word = words[index]
        if word != ZERO:
            count = 0
            while word & ONE == ZERO:
                word >>= ONE
                count += 1
            return index * WORD_BITS + count
    return num_words * WORD_BITS


@compiled
def shift_right(words: NDArray[np.uint64], num_words: int, num_bits: int) -> None:
    """Shift a number to lower bits in place; zeros come in from above."""
    skipped = num_bits // WORD_BITS
    bits = np.uint64(num_bits % WORD_BITS)
    for index in range(num_words):
        source = index + skipped
        low = words[source] if source < num_words else ZERO
        high = words[source + 1] if source + 1 < num_words else ZERO
        words[index] = (low >> bits) | ((high << ONE) << (HIGHEST_SHIFT - bits))


@compiled
def extend_sign(words: NDArray[np.uint64], num_words: int, num_bits: int) -> None:
    """Copy the highest of the lowest ``num_bits`` bits into all bits above them, in place."""
    index = (num_bits - 1) // WORD_BITS
    unused = np.int64((index + 1) * WORD_BITS - num_bits)
    top = np.int64(words[index] << np.uint64(unused)) >> unused
    words[index] = np.uint64(top)
    fill = ~ZERO if top < 0 else ZERO
    for above in range(index + 1, num_words):
        words[above] = fill


@compiled
def multiply(
    product: NDArray[np.uint64], first: NDArray[np.uint64], second: NDArray[np.uint64], num_words: int
) -> None:
    """Write the lowest words of the product of two numbers, which must not share memory with it."""
    for index in range(num_words):
        product[index] = ZERO
    for shift in range(num_words):
        factor = first[shift]
        if factor == ZERO:
            continue
        carry = ZERO
        for index in range(num_words - shift):
            other, place = second[index], shift + index
            low = factor * other
            total = low + product[place]
            with_carry = total + carry
            carry = high_word(factor, other) + np.uint64(total < low) + np.uint64(with_carry < total)
            product[place] = with_carry


@compiled
def subtract(words: NDArray[np.uint64], other: NDArray[np.uint64], num_words: int) -> None:
    """Subtract another number in place."""
    borrow = ZERO
    for index in range(num_words):
        difference = words[index] - other[index]
        next_borrow = np.uint64(words[index] < other[index]) | np.uint64(difference < borrow)
        words[index] = difference - borrow
        borrow = next_borrow


@compiled
def inverse(result: NDArray[np.uint64], odd: NDArray[np.uint64], scratch: NDArray[np.uint64], num_words: int) -> None:
    """Write the inverse of an odd number modulo ``2 ** (64 * num_words)``; ``scratch`` has two rows of that length."""
    result[0] = inverse_of_odd(odd[0])
    num_right = 1
    while num_right < num_words:
        wider = min(2 * num_right, num_words)
        for index in range(num_right, wider):
            result[index] = ZERO
        multiply(scratch[0], odd, result, wider)
        for index in range(wider):  # 2 - odd * result, negated by ~a + 1
            scratch[0, index] = ~scratch[0, index]
        add_word(scratch[0], np.uint64(3), wider)
        multiply(scratch[1], scratch[0], result, wider)
        for index in range(wider):
            result[index] = scratch[1, index]
        num_right = wider


@compiled
def add_word(words: NDArray[np.uint64], word: np.uint64, num_words: int) -> None:
    """Add one unsigned word in place."""
    carry = word
    for index in range(num_words):
        total = words[index] + carry
        carry = np.uint64(total < carry)
        words[index] = total


@compiled
def length_of(word: np.uint64) -> int:
    """Bits of a word up to its highest one bit."""
    length, step = 0, WORD_BITS // 2
    while step > 0:
        if word >> np.uint64(step) != ZERO:
            word >>= np.uint64(step)
            length += step
        step //= 2
    return length + int(word)


@compiled
def bits_of_words(words: NDArray[np.uint64], num_words: int) -> int:
    """Bits of a signed number's size, sign not counted, at most."""
    sign = np.uint64(np.int64(words[num_words - 1]) >> np.int64(63))
    for index in range(num_words - 1, -1, -1):
        if words[index] != sign:
            return index * WORD_BITS + length_of(words[index] ^ sign)
    return 1


@compiled
def compare_products(factors: NDArray[np.uint64], num_words: int) -> int:
    """Sign of ``factors[0] * factors[1] - factors[2] * factors[3]`` for numbers that are not negative.

    ``factors`` has six rows of at least twice the length of the numbers; rows 4 and 5 are overwritten.
    """
    wide = 2 * num_words
    for row in range(4):
        for index in range(num_words, wide):
            factors[row, index] = ZERO
    multiply(factors[4], factors[0], factors[1], wide)
    multiply(factors[5], factors[2], factors[3], wide)
    for index in range(wide - 1, -1, -1):
        if factors[4, index] != factors[5, index]:
            return 1 if factors[4, index] > factors[5, index] else -1
    return 0
