"""Circles in who names whom."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def circles(edges: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield one circle for every group of names that all lead to each other.

    Each is the shortest one through the group's first name, which it begins with. Linear in
    names and edges (R. Tarjan, “Depth-first search and linear graph algorithms”, 1972).
    """
    for group in _groups(edges):
        if len(group) > 1:
            yield _shortest(edges, min(group), frozenset(group))


def _groups(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield the strongly connected components, without recursion: chains may be long."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    for root in sorted(edges):
        if root in number:
            continue
        number[root] = lowest[root] = len(number)
        waiting.append(root)
        way = [(root, iter(edges[root]))]
        while way:
            name, rest = way[-1]
            other = next(rest, None)
            if other is not None:
                if other not in number:
                    number[other] = lowest[other] = len(number)
                    waiting.append(other)
                    way.append((other, iter(edges.get(other, ()))))
                elif lowest[other] >= 0:
                    lowest[name] = min(lowest[name], number[other])
                continue
            way.pop()
            if way:
                before = way[-1][0]
                lowest[before] = min(lowest[before], lowest[name])
            if lowest[name] == number[name]:
                group: list[str] = []
                while not group or group[-1] != name:
                    group.append(waiting.pop())
                    lowest[group[-1]] = -1
                yield group


def _shortest(
    edges: Mapping[str, Sequence[str]], start: str, group: frozenset[str]
) -> tuple[str, ...]:
    came_from = {start: ""}
    queue = deque([start])
    while queue:
        name = queue.popleft()
        for other in edges[name]:
            if other == start:
                way = [name]
                while came_from[way[-1]]:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if other in group and other not in came_from:
                came_from[other] = name
                queue.append(other)
    raise AssertionError(f"“{start}” is in no circle")
