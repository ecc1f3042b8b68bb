"""Where a file of the dossier can be edited in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from dossier.project import Project


def edit_url(project: Project, path: str) -> str:
    """Return the address that edits a file, or nothing where the repository is not known.

    GitHub's form, and those of GitLab and of Forgejo (Codeberg) by the host's name.
    """
    if not project.repository or not path:
        return ""
    host = urlsplit(project.repository).hostname or ""
    verb = "edit"
    if "gitlab" in host:
        verb = "-/edit"
    elif host == "codeberg.org" or "forgejo" in host or "gitea" in host:
        verb = "_edit"
    branch = quote(project.branch, safe="/")
    return f"{project.repository.rstrip('/')}/{verb}/{branch}/{quote(path, safe='/')}"
