"""Where pages are, seen from the root, from outside, and from one another."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.site import Addresses

URIS = [
    "index.md",
    "method.md",
    "claims/index.md",
    "claims/greeting.md",
    "sources/first.md",
    "reference/deep/format.md",
    "exports/dossier.json",
]


@pytest.mark.parametrize(
    ("uri", "with_directories", "without"),
    [
        ("index.md", "", "index.html"),
        ("method.md", "method/", "method.html"),
        ("claims/index.md", "claims/", "claims/index.html"),
        ("claims/greeting.md", "claims/greeting/", "claims/greeting.html"),
        ("exports/dossier.json", "exports/dossier.json", "exports/dossier.json"),
    ],
)
def test_a_page_has_the_address_that_mkdocs_gives_it(
    uri: str, with_directories: str, without: str
) -> None:
    assert Addresses(directories=True).of(uri) == with_directories
    assert Addresses(directories=False).of(uri) == without


@given(
    st.sampled_from(URIS[:-1]), st.sampled_from(URIS), st.booleans(), st.sampled_from(["", "e1"])
)
def test_a_link_between_pages_leads_there(
    page: str,
    target: str,
    directories: bool,  # noqa: FBT001 - drawn
    fragment: str,
) -> None:
    addresses = Addresses(directories=directories, site_url="https://example.org/dossier")
    link = addresses.between(page, target, fragment)
    assert urljoin(addresses.absolute(page), link) == addresses.absolute(target, fragment)


def test_without_a_site_address_links_are_relative_to_the_root() -> None:
    assert Addresses().absolute("claims/greeting.md", "e1") == "claims/greeting/#e1"
