"""Characters that look like a space, or like nothing, and are no ordinary space.

They come along with words that are copied from the web, and YAML takes them for letters.
"""

from __future__ import annotations

import re

ODD_SPACE = "[\u00a0\u1680\u180e\u2000-\u200d\u202f\u205f\u2060\u3000]"
"""One of them, as a regular expression."""

INSTEAD = "Put an ordinary space in its place; it came along when words were copied."
"""What to do about one of them."""

_NAMES = {
    "\u00a0": "a no-break space",
    "\u200b": "an invisible space",
    "\u202f": "a narrow no-break space",
    "\u3000": "a wide space",
}


def odd_space(text: str) -> str:
    """Return the name of the first of them in a text: “a no-break space (U+00A0)”; or nothing."""
    found = re.search(ODD_SPACE, text)
    if found is None:
        return ""
    return f"{_NAMES.get(found[0], 'a character that looks like a space')} (U+{ord(found[0]):04X})"
