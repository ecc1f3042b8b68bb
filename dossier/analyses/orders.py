"""Orders of millions of numbers, sorted as quickly as numpy can.

It sorts 64 bits by the processor's vectors, in a third of the time, but not where equal values have
to stay as they are, nor where there are several columns. Both can be had by way of such sorts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

_LARGEST = int(np.iinfo(np.int64).max)


def stable_order(column: Numbers) -> Numbers:
    """Return the order, as places, that sorts a column and leaves equal values as they are."""
    order = np.argsort(column)
    values = column[order]
    begins = np.zeros(len(column), np.int64)
    begins[1:] = values[1:] != values[:-1]
    # Of equal values, all places are put after those of smaller ones, and sorted among themselves.
    before = np.cumsum(begins) * len(column)
    places: Numbers = before + order
    places.sort()
    places -= before
    return places


def order_of_rows(*columns: Numbers) -> Numbers:
    """Return the order, as places, that sorts rows by their first column, then by the next ones.

    The columns are as many whole numbers each; no two rows are equal. Where a row has room in one
    number, which is nearly always, they are sorted as such.
    """
    if not len(columns[0]):
        return np.arange(0)
    keys = np.zeros(len(columns[0]), np.int64)
    most = 1
    for column in columns:
        least = int(column.min())
        size = int(column.max()) - least + 1
        most *= size
        if most > _LARGEST:
            return np.lexsort(columns[::-1])
        keys *= size
        keys += column.astype(np.int64) - least
    order: Numbers = np.argsort(keys)
    return order
