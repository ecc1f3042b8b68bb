"""Values that nobody changes, made in half the time of the standard library's frozen dataclasses.

Those set each field by a call that gets around their own guard, and a build of ten thousand sources
makes millions of values. Here a type checker is the guard, and a test that builds an example with
the standard library's own: see `docs/adr/0015-frozen-by-the-type-checker.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - so that mypy knows it
else:
    import dataclasses
    from functools import partial
    from operator import attrgetter

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, **options: bool) -> object:
        """Make a dataclass as the standard library does; one that is `frozen` only in its types."""
        if cls is None:
            return partial(dataclass, frozen=frozen, **options)
        if not frozen:
            return dataclasses.dataclass(cls, **options)
        equal = options.get("eq", True)
        value = dataclasses.dataclass(cls, unsafe_hash=equal, repr=False, **options)
        if "__repr__" not in vars(cls):
            value.__repr__ = _told(value)
        return value

    def _told(value: type) -> object:
        """Return a method that tells a value as the standard library does."""
        names = [field.name for field in dataclasses.fields(value) if field.repr]
        words = f"{value.__qualname__}({', '.join(f'{name}=%r' for name in names)})"
        if len(names) < 2:  # noqa: PLR2004 - of one name, `attrgetter` returns the value itself
            return lambda self: words % tuple(getattr(self, name) for name in names)
        fields = attrgetter(*names)
        return lambda self: words % fields(self)
