"""What the oldest Pythons that the project runs on get wrong is not used."""

from __future__ import annotations

import importlib
import pkgutil
import re

import dossier

GROUP_POSSESSED = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+")
"""A group that is repeated possessively. Where it matches in part, Pythons before 3.11.5 go on from
the end of that part (python/cpython#106052); an atomic group, `(?>(?:…)*)`, is the same and right.
"""


def test_no_expression_repeats_a_group_possessively() -> None:
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(dossier.__path__, "dossier.")
        if not one.name.endswith("__main__")
    ]
    patterns = {
        f"{module.__name__}.{name}": value.pattern
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }
    assert len(patterns) > 50
    assert [name for name, one in patterns.items() if GROUP_POSSESSED.search(one)] == []
