"""The page for addresses that lead nowhere, with ways on from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup

from dossier.site import index_uri
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.site import Addresses, Site
    from dossier.wording import Wording

_WAYS: Mapping[str, str] = {
    "search": N_("Search the dossier"),
    "changes": N_("See what has changed"),
}
_HEADING = re.compile(r"(<h1[^>]*>)404 - Not found(</h1>)")


def with_ways_on(page: str, site: Site, addresses: Addresses, words: Wording) -> str:
    """Return Material's page for errors with words and links in it; any other one as it is.

    Its links are absolute: nobody knows at which address it is shown.
    """
    root = urlsplit(addresses.site_url or "/").path
    pages = {one.uri for one in site.pages}
    ways = [("", words(N_("Begin at the home page")))]
    for name, label in _WAYS.items():
        if index_uri(name) in pages:
            ways.append((addresses.of(index_uri(name)), words(label)))
    links = Markup("").join(
        Markup('<li><a href="{}">{}</a></li>').format(urljoin(root, address), label)
        for address, label in ways
    )
    title = words(N_("There is no page at this address"))
    why = words(N_("It may have been renamed, or taken out of the dossier."))
    told = Markup("{}</h1><p>{}</p><ul>{}</ul>").format(title, why, links)
    return _HEADING.sub(lambda found: found[1] + str(told), page, count=1)
