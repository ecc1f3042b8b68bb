"""In which language the words of an index are taken back to their stems.

Pagefind knows one language an index: the site's own if it has a stemmer for it, else English, in
which most dossiers have some sources. Words of other languages stay as they are; they are found
by how they begin, and the browser's script cuts the endings of what it looks for.
"""

from __future__ import annotations

_STEMMED = frozenset(
    {
        *("ar", "ca", "da", "de", "el", "en", "eo", "es", "et", "eu", "fi", "fr", "ga", "hi", "hu"),
        *("hy", "id", "it", "lt", "nb", "ne", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sr", "sv"),
        *("ta", "tr", "yi"),
    }
)
"""The languages for which Pagefind 1.5 has a Snowball stemmer."""


def index_language(site: str) -> str:
    """Return the language of the index for a site's language tag (`de-AT`)."""
    language = site.replace("_", "-").partition("-")[0].lower()
    return language if language in _STEMMED else "en"
