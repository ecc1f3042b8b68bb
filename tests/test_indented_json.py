"""Indented JSON: the same as Python's own writer of indented JSON makes."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from dossier.indented import indented


class Pair(NamedTuple):
    """A tuple with names, which JSON does not tell."""

    one: Any
    other: Any


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.builds(Pair, inner, inner)
        | st.dictionaries(st.text(), inner)
        | st.dictionaries(st.text(), inner).map(OrderedDict)
    ),
    max_leaves=20,
)


@given(VALUES, st.sampled_from([" ", "  "]), st.booleans())
def test_any_value_is_told_as_by_the_standard_library(
    value: Any,  # noqa: ANN401 - any JSON value
    step: str,
    sort_keys: bool,  # noqa: FBT001 - Hypothesis gives it
) -> None:
    expected = json.dumps(value, ensure_ascii=False, indent=step, sort_keys=sort_keys)
    assert indented(value, step, sort_keys=sort_keys) == f"{expected}\n"
