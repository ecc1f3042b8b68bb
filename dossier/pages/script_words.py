"""The words that scripts show in the browser, in the site's language, as a module of their own.

A script says `import words from "./words.js"` and takes them by key.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dossier.translatable import N_
from dossier.wording import PERCENT

if TYPE_CHECKING:
    from dossier.wording import Wording

MORE = N_("{name} and {n} more")
"""What stands beside a mark of several places, as the pages draw it and as scripts do."""

WORDS: dict[str, str] = {
    "copied": N_("Copied"),
    "copy_link": N_("Copy link"),
    "copy_quote": N_("Copy quote with citation"),
    "not_copied": N_("Your browser did not let it be copied"),
    "percent": PERCENT,
    "quote_of": N_("Quote {n} of {count}"),
    "quoted": N_("“{quote}”"),
    "single_keys": N_(
        "Shortcuts of a single key: F for the search, N and P for the next and previous page, "
        "J and K for quotes"
    ),
    "zoom": N_("Zoom"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "zoom_whole": N_("Original size"),
    "full_screen": N_("Full screen"),
    "kilometres": N_("{n} km"),
    "and_more": MORE,
}
"""Every such word in English, by the key under which scripts find it.

What stands in braces (`{n}`) is for them to fill.
"""


def script_words(words: Wording) -> bytes:
    """Return the module with the words of one language."""
    told = {key: words(english) for key, english in WORDS.items()}
    return f"export default {json.dumps(told, ensure_ascii=False, indent=1)};\n".encode()
