"""What is needed to cite a source, gathered from its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dossier.citations.names import Name, name
from dossier.frozen import dataclass
from dossier.site import record_uri

if TYPE_CHECKING:
    from dossier.dates import Edtf
    from dossier.records import Record
    from dossier.site import Addresses
    from dossier.tables import Dossier

Form = Literal["news", "report", "post", "webpage", "document"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it is cited; what the record does not give is empty.

    `url` is where it can be read: its address, else that of its archived copy, in which case
    `archived_url` is empty. `page` is its page in the dossier, empty where nobody knows the
    published site's address.
    """

    id: str
    form: Form
    title: str
    authors: tuple[Name, ...] = ()
    publisher: str = ""
    published: Edtf | None = None
    retrieved: Edtf | None = None
    url: str = ""
    archived_url: str = ""
    language: str = ""
    rights: str = ""
    dossier: str = ""
    page: str = ""


def reference(dossier: Dossier, addresses: Addresses, record: Record) -> Reference:
    """Return a source's record as a reference."""
    model = record.model
    url = model.url or model.archived_url
    publisher = _called(dossier, model.publisher)
    authors = tuple(_author(dossier, one) for one in model.authors)
    return Reference(
        id=record.id,
        form=_form(model.type or "", url),
        title=" ".join(record.title.split()),
        authors=authors,
        publisher=publisher,
        published=model.published,
        retrieved=model.retrieved,
        url=url,
        archived_url=model.archived_url if model.archived_url != url else "",
        language=model.language,
        rights=model.rights,
        dossier=dossier.project.title,
        page=addresses.absolute(record_uri(record)) if addresses.site_url else "",
    )


def _called(dossier: Dossier, written: str) -> str:
    """Return the name of an entity by its id, or the words that stand in place of one."""
    known = dossier.records.by_id.get(written)
    return known.title if known and known.kind.group == "entity" else written


def _author(dossier: Dossier, written: str) -> Name:
    called = _called(dossier, written)
    # The name of an entity is how it is called, never turned round.
    return name(written) if called == written else Name(called)


def _form(sort: str, url: str) -> Form:
    """Return what a source is to those who cite it; no more than its record says."""
    if sort in ("news", "report"):
        return sort  # type: ignore[return-value]  # mypy does not narrow a text by what it equals
    if sort == "social":
        return "post"
    return "webpage" if url else "document"
