"""The words that scripts show in the browser, in the site's language, as a module of their own.

A script says `import words from "./words.js"` and takes them by key.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dossier.translatable import N_

if TYPE_CHECKING:
    from dossier.wording import Wording

WORDS: dict[str, str] = {
    "copied": N_("Copied"),
    "copy_link": N_("Copy link"),
    "copy_quote": N_("Copy quote with citation"),
    "not_copied": N_("Your browser did not let it be copied"),
    "quote_of": N_("Quote {n} of {count}"),
    "zoom": N_("Zoom"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "zoom_whole": N_("Original size"),
    "full_screen": N_("Full screen"),
    "kilometres": N_("{n} km"),
}
"""Every such word in English, by the key under which scripts find it; `{n}` is for them to fill."""


def script_words(words: Wording) -> bytes:
    """Return the module with the words of one language."""
    told = {key: words(english) for key, english in WORDS.items()}
    return f"export default {json.dumps(told, ensure_ascii=False, indent=1)};\n".encode()
