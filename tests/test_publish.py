"""A site as a tree of files."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier.diagnostics import DossierError
from dossier.project import Project
from dossier.publish import MANIFEST, Published, front_matter, publish
from dossier.site import Addresses, Asset, Page, Site

CLAIM = Page(
    uri="claims/bridge-closed-in-march.md",
    title="The council closed Tanner’s Bridge in March",
    description="What two papers say about the closing.",
    html="<article><h1>The council closed Tanner’s Bridge in March</h1></article>",
    boost=2,
)
INDEX = Page(
    uri="claims/index.md",
    title="Claims",
    description="All claims.",
    html="<table><tr><td>1</td></tr></table>",
    in_navigation=True,
)
STYLE = Asset("assets/dossier/dossier.css", b"mark { background: khaki }\n")
SITE = Site(pages=(CLAIM, INDEX), assets=(STYLE,), styles=(STYLE.uri,))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "bridge"
    for folder in ("docs", "seeds", "annotations"):
        (root / folder).mkdir(parents=True)
    return Project(
        root=root,
        title="The closing of Tanner’s Bridge",
        seeds=("seeds",),
        annotations=("annotations",),
        templates=("templates",),
        docs="docs",
        repository="",
        branch="main",
        site_url="",
        language="en",
        statuses={},
        kinds=(),
        severities={},
    )


@pytest.fixture
def out(project: Project) -> Path:
    return project.root / "build" / "pages"


def tree(directory: Path) -> list[str]:
    found = (path.relative_to(directory) for path in directory.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if path.name != MANIFEST)


def test_a_page_is_front_matter_and_one_line_of_ready_html(project: Project, out: Path) -> None:
    publish(SITE, out, project=project)

    assert (out / CLAIM.uri).read_text("utf-8").split("\n") == [
        "---",
        'title: "The council closed Tanner’s Bridge in March"',
        'description: "What two papers say about the closing."',
        "search:",
        "  boost: 2",
        "---",
        "",
        CLAIM.html,
        "",
    ]


def test_assets_are_written_byte_by_byte(project: Project, out: Path) -> None:
    publish(SITE, out, project=project)

    assert (out / STYLE.uri).read_bytes() == STYLE.content


def test_a_usual_weight_is_left_out_of_the_front_matter() -> None:
    assert "search" not in front_matter(INDEX)


def test_markup_in_a_title_reaches_generators_escaped() -> None:
    page = dataclasses.replace(CLAIM, title='<img onerror="x"> {{ secret }} & more')

    title = yaml.safe_load(front_matter(page).strip("-\n"))["title"]

    assert title == ("&lt;img onerror=&#34;x&#34;&gt; &#123;&#123; secret &#125;&#125; &amp; more")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_front_matter_is_yaml_whatever_a_title_holds(title: str) -> None:
    matter = front_matter(dataclasses.replace(CLAIM, title=title, description=title))

    read = yaml.safe_load(matter.removeprefix("---\n").removesuffix("---\n"))

    assert matter.count("\n") == 6
    assert read["title"] == read["description"]
    assert read["title"] == " ".join(title.split()).translate(
        {ord(sign): f"&#{ord(sign)};" for sign in "'\"{}"}
        | {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
    )


def test_hand_written_pages_are_copied_with_their_links_resolved(
    project: Project, out: Path
) -> None:
    docs = project.root / "docs"
    (docs / "img").mkdir()
    (docs / "index.md").write_text("# Home\n\nSee [[bridge-closed-in-march]].\n", "utf-8")
    (docs / "method.md").write_text("# Method\n", "utf-8")
    (docs / "img/bridge.png").write_bytes(b"\x89PNG\r\n")
    (docs / ".drafts").mkdir()
    (docs / ".drafts/secret.md").write_text("not yet", "utf-8")
    resolved = "# Home\n\nSee [the claim](claims/bridge-closed-in-march.md).\n"

    publish(dataclasses.replace(SITE, hand_written={"index.md": resolved}), out, project=project)

    assert (out / "index.md").read_text("utf-8") == resolved
    assert (out / "method.md").read_text("utf-8") == "# Method\n"
    assert (out / "img/bridge.png").read_bytes() == b"\x89PNG\r\n"
    assert not (out / ".drafts").exists()


@pytest.mark.parametrize("name", ["claims/index.md", "claims/README.md", "claims.md"])
def test_a_hand_written_page_takes_the_place_of_a_generated_one(
    project: Project, out: Path, name: str
) -> None:
    path = project.root / "docs" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("# Claims, in our words\n", "utf-8")

    publish(SITE, out, project=project)

    assert (out / name).read_text("utf-8") == "# Claims, in our words\n"
    assert tree(out) == sorted([STYLE.uri, CLAIM.uri, name])


def test_without_directories_two_pages_of_one_name_have_two_addresses(
    project: Project, out: Path
) -> None:
    (project.root / "docs/claims.md").write_text("# Claims, in our words\n", "utf-8")

    publish(SITE, out, project=project, addresses=Addresses(directories=False))

    assert {"claims.md", "claims/index.md"} <= set(tree(out))


def test_publishing_again_writes_nothing(project: Project, out: Path) -> None:
    first = publish(SITE, out, project=project)
    before = {name: (out / name).stat().st_mtime_ns for name in [*tree(out), MANIFEST]}

    second = publish(SITE, out, project=project)

    assert (first, second) == (Published(3, 0, 0), Published(0, 3, 0))
    assert {name: (out / name).stat().st_mtime_ns for name in [*tree(out), MANIFEST]} == before


def test_only_what_an_earlier_run_wrote_is_removed(project: Project, out: Path) -> None:
    publish(SITE, out, project=project)
    (out / "claims/notes-of-mine.txt").write_text("keep me", "utf-8")

    done = publish(Site(assets=(STYLE,)), out, project=project)

    assert done == Published(0, 1, 2)
    assert tree(out) == [STYLE.uri, "claims/notes-of-mine.txt"]


def test_a_folder_that_becomes_empty_goes_too(project: Project, out: Path) -> None:
    publish(SITE, out, project=project)

    publish(Site(pages=SITE.pages), out, project=project)

    assert not (out / "assets").exists()


def test_a_file_may_become_a_folder(project: Project, out: Path) -> None:
    publish(Site(assets=(Asset("exports", b"none yet"),)), out, project=project)

    publish(Site(assets=(Asset("exports/dossier.json", b"{}"),)), out, project=project)

    assert tree(out) == ["exports/dossier.json"]


def test_without_cleaning_old_pages_stay_and_are_still_known(project: Project, out: Path) -> None:
    publish(SITE, out, project=project)

    publish(Site(pages=(INDEX,)), out, project=project, clean=False)
    assert CLAIM.uri in tree(out)

    publish(Site(pages=(INDEX,)), out, project=project)
    assert tree(out) == [INDEX.uri]


def test_a_folder_with_other_peoples_files_is_refused(project: Project, out: Path) -> None:
    out.mkdir(parents=True)
    (out / "thesis.md").write_text("four years of work", "utf-8")

    with pytest.raises(DossierError, match="choose an empty folder"):
        publish(SITE, out, project=project)

    assert tree(out) == ["thesis.md"]


def test_hidden_files_do_not_make_a_folder_foreign(project: Project, out: Path) -> None:
    (out / ".git").mkdir(parents=True)

    publish(SITE, out, project=project)

    assert INDEX.uri in tree(out)


def test_another_persons_file_is_never_overwritten(project: Project, out: Path) -> None:
    publish(Site(pages=(INDEX,)), out, project=project)
    (out / CLAIM.uri).write_text("my own page", "utf-8")

    with pytest.raises(DossierError, match="not a file that dossier wrote"):
        publish(SITE, out, project=project)

    assert (out / CLAIM.uri).read_text("utf-8") == "my own page"


def test_a_run_that_was_killed_is_taken_up_again(
    project: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(Site(assets=(STYLE,)), out, project=project)
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if target == out / INDEX.uri:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    earlier = dataclasses.replace(CLAIM, html="<p>An earlier wording</p>")
    with pytest.raises(KeyboardInterrupt):
        publish(Site(pages=(earlier, INDEX)), out, project=project)
    monkeypatch.undo()
    assert earlier.html in (out / CLAIM.uri).read_text("utf-8")

    publish(SITE, out, project=project)

    assert tree(out) == sorted([STYLE.uri, CLAIM.uri, INDEX.uri])
    assert CLAIM.html in (out / CLAIM.uri).read_text("utf-8")


@pytest.mark.parametrize("name", [".", "docs", "docs/pages", "seeds", "annotations/claims", ".."])
def test_the_dossiers_own_folders_are_refused(project: Project, name: str) -> None:
    with pytest.raises(DossierError, match="choose a folder of its own"):
        publish(SITE, project.root / name, project=project)


def test_a_file_in_the_place_of_the_folder_is_told(project: Project) -> None:
    target = project.root / "pages"
    target.write_text("a file", "utf-8")

    with pytest.raises(DossierError, match="cannot publish to"):
        publish(SITE, target, project=project)


def test_a_link_out_of_the_folder_is_not_followed(
    project: Project, out: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    publish(Site(assets=(STYLE,)), out, project=project)
    (out / "claims").symlink_to(elsewhere, target_is_directory=True)

    with pytest.raises(DossierError, match="symbolic link that leads elsewhere"):
        publish(SITE, out, project=project)

    assert list(elsewhere.iterdir()) == []


def test_a_published_file_that_became_a_link_is_replaced_not_followed(
    project: Project, out: Path, tmp_path: Path
) -> None:
    publish(SITE, out, project=project)
    victim = tmp_path / "victim.txt"
    victim.write_text("precious", "utf-8")
    (out / CLAIM.uri).unlink()
    (out / CLAIM.uri).symlink_to(victim)

    publish(SITE, out, project=project)

    assert victim.read_text("utf-8") == "precious"
    assert CLAIM.html in (out / CLAIM.uri).read_text("utf-8")


def test_a_forged_manifest_removes_nothing_outside(
    project: Project, out: Path, tmp_path: Path
) -> None:
    publish(SITE, out, project=project)
    victim = tmp_path / "victim.txt"
    victim.write_text("precious", "utf-8")
    forged = [os.path.relpath(victim, out), str(victim), "claims\\..\\..\\x", "../x", 7]
    (out / MANIFEST).write_text(json.dumps({"files": forged}), "utf-8")

    publish(SITE, out, project=project)

    assert victim.exists()


@pytest.mark.parametrize("content", ["", "[]", '{"files": 3}', "\udcff"])
def test_a_damaged_manifest_is_told(project: Project, out: Path, content: str) -> None:
    publish(SITE, out, project=project)
    (out / MANIFEST).write_bytes(content.encode("utf-8", "surrogateescape"))

    with pytest.raises(DossierError, match="is damaged"):
        publish(SITE, out, project=project)


def test_a_link_under_docs_that_leads_out_of_the_dossier_is_refused(
    project: Project, out: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "id_rsa"
    secret.write_text("private", "utf-8")
    (project.root / "docs/key.txt").symlink_to(secret)

    with pytest.raises(DossierError, match="leads to no file of the dossier"):
        publish(SITE, out, project=project)


def test_a_link_under_docs_to_a_file_of_the_dossier_is_its_file(
    project: Project, out: Path
) -> None:
    (project.root / "README.md").write_text("# The bridge\n", "utf-8")
    (project.root / "docs/index.md").symlink_to("../README.md")

    publish(SITE, out, project=project)

    assert (out / "index.md").read_text("utf-8") == "# The bridge\n"
    assert not (out / "index.md").is_symlink()


def test_a_page_cannot_be_named_out_of_the_folder(project: Project, out: Path) -> None:
    page = dataclasses.replace(CLAIM, uri="../../claims/x.md")

    with pytest.raises(DossierError, match="cannot be the name of a published file"):
        publish(Site(pages=(page,)), out, project=project)
