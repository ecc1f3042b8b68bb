"""Documents that fit their kind: every record of a dossier, with the places of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier.memory import NOTHING
from dossier.records.reading import read_files
from dossier.records.record import Quote, Record, Records, quotes
from dossier.records.references import check_evidence, check_references

if TYPE_CHECKING:
    from dossier.corpus import Corpus
    from dossier.diagnostics import Report
    from dossier.memory import Memory
    from dossier.project import Project

__all__ = ["Quote", "Record", "Records", "quotes", "read_records"]


def read_records(
    project: Project, corpus: Corpus, report: Report, *, memory: Memory = NOTHING
) -> Records:
    """Read every record under the project's annotation folders, and check what they name.

    A seed without a record gets an empty one. Linear in the files and the references.
    """
    reading = read_files(project, corpus, report, memory=memory)
    by_id = {name: reading.by_id[name] for name in sorted(reading.by_id)}
    broken = frozenset(reading.broken - by_id.keys())
    records = memory.shelf("records").kept(
        "", (tuple(by_id.values()), broken), lambda: Records(by_id, broken)
    )
    check_references(records, project.kinds, reading.unread, report, memory=memory)
    if not reading.unread_evidence:
        # Evidence that could not be read may have been the very one that is missing.
        check_evidence(records, report)
    return records
