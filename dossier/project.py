"""One dossier's folders and settings, from `dossier.yml` and `mkdocs.yml`."""

from __future__ import annotations

import os
import posixpath
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load
from yaml import MarkedYAMLError

from dossier.codes import Severity
from dossier.diagnostics import DossierError
from dossier.documents import read_document
from dossier.fitting import fit
from dossier.frozen import dataclass
from dossier.kinds import KINDS, topics
from dossier.kinds.claims import UNASSESSED
from dossier.misfits import Subject
from dossier.settings import Settings
from dossier.text import Place
from dossier.translatable import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dossier.diagnostics import Report
    from dossier.documents import Document
    from dossier.kinds import Kind


@dataclass(frozen=True, slots=True)
class Status:
    """What an assessment may say of a claim: its label, and its color by name."""

    label: str
    color: str


STATUSES = {
    UNASSESSED: Status(N_("Unverified"), "gray"),
    "corroborated": Status(N_("Corroborated"), "teal"),
    "confirmed": Status(N_("Confirmed"), "green"),
    "disputed": Status(N_("Disputed"), "orange"),
    "refuted": Status(N_("Refuted"), "red"),
    "uncheckable": Status(N_("Uncheckable"), "purple"),
}
"""What an assessment may say where a dossier has no list of its own."""

SITE_FILES = ("mkdocs.yml", "mkdocs.yaml")
_FOLDERS = ("seeds", "annotations", "templates")
_NO_SETTINGS = "it does not hold a site’s settings as keys and values"
_CONFIG = "dossier.yml"
_SITE_KEYS = (
    *("site_name", "site_url", "repo_url", "docs_dir", "theme", "nav", "plugins"),
    *("markdown_extensions", "extra", "site_description", "edit_uri"),
)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What a dossier takes from the settings of its site. `docs` may be absolute."""

    title: str = ""
    docs: str = "docs"
    repository: str = ""
    site_url: str = ""
    language: str = "en"
    config: str = _CONFIG


@dataclass(frozen=True, slots=True)
class Project:
    """Where a dossier's files are, and how it is set up. Folders are relative to `root`.

    `docs` is absolute where the site keeps its pages outside the project.
    """

    root: Path
    title: str
    seeds: tuple[str, ...]
    annotations: tuple[str, ...]
    templates: tuple[str, ...]
    docs: str
    repository: str
    branch: str
    site_url: str
    language: str
    statuses: Mapping[str, Status]
    kinds: tuple[Kind, ...]
    severities: Mapping[str, Severity | None]


def read_project(
    root: Path, report: Report, *, config: str = "", site: SiteSettings | None = None
) -> Project:
    """Read a dossier's settings; `site` stands in for `mkdocs.yml` where that is already read.

    Raises:
        DossierError: there is no dossier in `root`.
    """
    root = Path(root)
    if not _holds_dossier(root, config or _CONFIG):
        raise DossierError(
            f"there is no dossier in “{root}”: it has neither dossier.yml nor mkdocs.yml, and no "
            "folder seeds/ or annotations/. Go to a dossier’s folder, or make one with "
            "`dossier init`."
        )
    site = site or _read_site(root, report)
    config = config or site.config
    settings, folders = _read_settings(root, config, report)
    return Project(
        root=root,
        title=settings.title or site.title or "Dossier",
        docs=_docs(root, site.docs),
        repository=settings.repository
        or site.repository
        or _web_address(os.environ.get("DOSSIER_REPOSITORY", "")),
        branch=settings.branch,
        site_url=site.site_url,
        language=site.language,
        statuses=_statuses(settings),
        kinds=(*KINDS, *_kinds(settings)),
        severities={code: _severity(weight) for code, weight in settings.checks.items()},
        **folders,
    )


def _web_address(text: str) -> str:
    """Return an address of the web, or nothing where it is something else."""
    return text if text.startswith(("https://", "http://")) else ""


def _holds_dossier(root: Path, config: str) -> bool:
    files = (config, *SITE_FILES)
    return any((root / name).is_file() for name in files) or any(
        (root / name).is_dir() for name in ("seeds", "annotations")
    )


# dossier.yml ----------------------------------------------------------------------------------


def _read_settings(
    root: Path, config: str, report: Report
) -> tuple[Settings, dict[str, tuple[str, ...]]]:
    usual: dict[str, tuple[str, ...]] = {name: (name,) for name in _FOLDERS}
    path = posixpath.normpath(config.replace("\\", "/"))
    if path.startswith(("../", "/")):
        report.add(
            "settings",
            Place(SITE_FILES[0]),
            f"the settings “{config}” are outside the project",
            fix="Name a file of the project, like `dossier.yml`.",
        )
        return Settings(), usual
    if not (root / path).is_file() and not (root / path).is_symlink():
        if path != "dossier.yml":
            report.add(
                "settings",
                Place(SITE_FILES[0]),
                f"there are no settings in “{path}”",
                fix="Make the file, or take `config` out of the plugin’s options.",
            )
        return Settings(), usual
    document = read_document(root, path, report)
    if document is None:
        return Settings(), usual
    foreign = {key: f"“{key}” belongs in mkdocs.yml." for key in _SITE_KEYS}
    fitted = fit(
        document.root,
        Settings,
        document=document,
        subject=Subject("file of settings", foreign),
        report=report,
        code="settings",
    )
    settings = fitted.model if fitted else Settings()
    found = _Folders(root, document, report)
    return settings, {
        name: found.inside(name, getattr(settings, name)) or usual[name] for name in _FOLDERS
    }


@dataclass(frozen=True, slots=True)
class _Folders:
    """Looks for the folders that the settings name."""

    root: Path
    document: Document
    report: Report

    def inside(self, key: str, folders: Iterable[str]) -> tuple[str, ...]:
        """Return those folders that exist inside the project, relative to its root."""
        base = posixpath.dirname(self.document.path)
        found = []
        for number, folder in enumerate(folders):
            path = posixpath.normpath(posixpath.join(base, folder))
            problem = self._problem(path)
            if problem:
                self.report.add(
                    "settings",
                    self._place(key, number),
                    f"“{folder}” {problem}",
                    fix="Name a folder of this dossier, relative to dossier.yml, like "
                    f"`{key}: {key}`.",
                )
            else:
                found.append(path)
        return tuple(dict.fromkeys(found))

    def _place(self, key: str, number: int) -> Place:
        node = self.document.root.get(key)
        steps = (key, number) if hasattr(node, "items") else (key,)
        return self.document.place(self.document.root, steps)

    def _problem(self, path: str) -> str:
        if path == "." or path.startswith("../") or path == "..":
            return "is no folder inside the project"
        try:
            real = (self.root / path).resolve()
            if not real.is_dir():
                return "is no folder"
            return "" if real.is_relative_to(self.root.resolve()) else "leads out of the project"
        except (OSError, ValueError, RuntimeError):
            return "cannot be opened"


def _statuses(settings: Settings) -> dict[str, Status]:
    if not settings.statuses:
        return STATUSES
    own = {
        name: Status(setting.label, setting.color) for name, setting in settings.statuses.items()
    }
    return {UNASSESSED: STATUSES[UNASSESSED], **own}


def _kinds(settings: Settings) -> tuple[Kind, ...]:
    return tuple(
        replace(
            topics.KIND,
            name=name,
            singular=setting.singular,
            plural=setting.plural,
            model=topics.Custom,
        )
        for name, setting in settings.kinds.items()
    )


def _severity(weight: str) -> Severity | None:
    return None if weight == "off" else Severity(weight)


# mkdocs.yml -----------------------------------------------------------------------------------


def _read_site(root: Path, report: Report) -> SiteSettings:
    """Read the site's settings as MkDocs does, `INHERIT` and `!ENV` among them."""
    path = next((root / name for name in SITE_FILES if (root / name).is_file()), None)
    if path is None:
        return SiteSettings()
    try:
        with path.open("rb") as file:
            return _site(yaml_load(file))
    # MkDocs trusts its settings: what they hold may fail in as many ways as Python does.
    except Exception as error:  # noqa: BLE001 - see above
        report.add(
            "settings",
            _place_of(error, path.name),
            f"{path.name} cannot be read: {_problem_of(error).replace(f'{root}/', '')}",
            fix="Mend it, or compare it with the one that `dossier init` makes.",
        )
        return SiteSettings()


def _site(read: object) -> SiteSettings:
    if not isinstance(read, dict):
        raise ConfigurationError(_NO_SETTINGS)
    theme = read.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    return SiteSettings(
        title=_text(read.get("site_name")),
        docs=_text(read.get("docs_dir")) or "docs",
        repository=_text(read.get("repo_url")),
        site_url=_text(read.get("site_url")),
        language=_text(language) or "en",
        config=_plugin_option(read.get("plugins")) or _CONFIG,
    )


def _plugin_option(plugins: object) -> str:
    """Return the settings file that `mkdocs.yml` names for the plugin, or nothing."""
    for plugin in plugins if isinstance(plugins, list) else [plugins]:
        options = plugin.get("dossier") if isinstance(plugin, dict) else None
        if isinstance(options, dict):
            return _text(options.get("config"))
    return ""


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _place_of(error: BaseException, path: str) -> Place:
    cause = error.__context__ if isinstance(error, ConfigurationError) else error
    mark = cause.problem_mark if isinstance(cause, MarkedYAMLError) else None
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


def _problem_of(error: BaseException) -> str:
    cause = error.__context__ if isinstance(error, ConfigurationError) else error
    if isinstance(cause, MarkedYAMLError) and cause.problem:
        return cause.problem
    told = isinstance(error, ConfigurationError | OSError | UnicodeError)
    return " ".join(str(error).split()) if told else _NO_SETTINGS


def _docs(root: Path, docs: str) -> str:
    """Return the folder of hand-written pages relative to the root, where it is inside."""
    path = root.resolve() / docs
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
