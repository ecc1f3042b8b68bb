"""Numbers are put in the order in which Python's own sort puts them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dossier.analyses.orders import order_of_rows, stable_order

# Few values, so that some are equal; or as large as they come.
HASH = st.one_of(st.integers(0, 3), st.integers(0, 2**64 - 1))
NUMBER = st.one_of(st.integers(-3, 3), st.integers(-(2**31), 2**31 - 1))


@given(st.lists(HASH))
def test_equal_values_stay_in_their_order(values: list[int]) -> None:
    order = stable_order(np.array(values, np.uint64))
    assert order.tolist() == sorted(range(len(values)), key=values.__getitem__)


@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER), unique=True))
def test_rows_are_sorted_by_one_column_after_the_other(rows: list[tuple[int, int, int]]) -> None:
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    order = order_of_rows(*columns)
    assert [rows[place] for place in order] == sorted(rows)
