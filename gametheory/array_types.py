"""Names for the array types of public signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    PayoffArray: TypeAlias = NDArray[Any]
    """int64, float64, or object entries that are Python ints or Fractions."""
    FloatArray: TypeAlias = NDArray[np.float64]
    IndexArray: TypeAlias = NDArray[np.int32]
    BooleanArray: TypeAlias = NDArray[np.bool_]
