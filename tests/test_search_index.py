"""The index behind the search page: what of a record is in it, and how it comes into the site."""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from dossiers import GREETING, read, rendered, sound, write
from hypothesis import given
from hypothesis import strategies as st
from shell import edit, files, mkdocs

from dossier import mkdocs_search_page
from dossier.mkdocs_search_page import SearchPageIndex
from dossier.pages import Press, searchable
from dossier.pages.overviews.search import OVERVIEW
from dossier.search_index import (
    NoPagefindError,
    SearchError,
    lighter,
    pagefind,
    scratch,
    write_search,
)
from dossier.search_index import files as files_of_records
from dossier.search_index.entries import Entry, Part, entries
from dossier.search_index.files import entry_html
from dossier.search_index.items import (
    MARK,
    Sort,
    array,
    end,
    head,
    place,
    short_number,
    text,
)
from dossier.search_index.languages import index_language
from dossier.search_index.pairs import between, written
from dossier.site import Addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dossier.tables import Dossier

EMPTY = {"mkdocs.yml": "site_name: Nothing yet\n", "docs/index.md": "# Nothing yet\n"}
CLAIM = "claims/putin-praised-soldiers"
STATE = "assets/dossier/search-index.js"


def found(dossier: Dossier) -> dict[str, Entry]:
    return {one.address: one for one in entries(dossier)}


def words(entry: Entry) -> list[tuple[str, str]]:
    return [(one.fragment, one.words) for one in entry.parts]


# What is in it


def test_every_record_with_a_page_is_found_at_its_address(tmp_path: Path) -> None:
    dossier = sound(tmp_path)
    assert sorted(found(dossier)) == [
        "claims/no-soldier-took-part",
        "claims/putin-praised-soldiers",
        "organizations/kcna",
        "people/vladimir-putin",
        "questions/did-they-take-part",
        "sources/first",
        "sources/second",
    ]
    assert {f"{address}.md" for address in found(dossier)} < {
        page.uri for page in rendered(dossier).pages
    }


def test_a_claim_is_found_by_its_quotes_in_the_sources_words_and_by_names(tmp_path: Path) -> None:
    claim = found(sound(tmp_path))[CLAIM]
    assert words(claim) == [
        ("e1", "praised the ‘heroic participation’ of soldiers"),
        ("e2", "Putin praised the “heroic participation”"),
        ("e-analysts-doubt", "Some analysts doubt it."),
    ]
    assert claim.unseen == ("KCNA", "Vladimir Putin", "Putin")
    assert claim.facets == {
        "kind": ("claims",),
        "status": ("unverified",),
        "source": ("first", "second"),
    }


def test_a_source_is_found_by_its_paragraphs_its_title_said_once(tmp_path: Path) -> None:
    source = found(sound(tmp_path))["sources/second"]
    assert source.title == "A greeting from Moscow"
    assert [fragment for fragment, _ in words(source)] == ["p2", "p3"]


def test_a_line_below_the_title_says_who_published_a_source_and_when(tmp_path: Path) -> None:
    described = "publisher: kcna\npublished: 2026-01-01\nlanguage: ko\n"
    files = {**GREETING, "annotations/sources/first.yml": described}
    source = found(sound(tmp_path, files))["sources/first"]
    assert source.detail == "KCNA · 1 January 2026"
    assert source.language == "ko"
    assert source.facets["year"] == ("2026",)
    assert {one.language for one in source.parts} == {"ko"}


def test_notes_and_rationales_are_found_as_plain_words(tmp_path: Path) -> None:
    rationale = """
        assessment:
          status: uncheckable
          rationale: See *all* of [[kcna]].
        """
    path = "annotations/claims/no-soldier-took-part.yml"
    claim = found(sound(tmp_path, {**GREETING, path: GREETING[path] + rationale}))[
        "claims/no-soldier-took-part"
    ]
    assert words(claim)[-2:] == [("assessment", "See all of KCNA."), ("notes", "See KCNA.")]


def test_of_a_long_text_the_beginning_is_found_and_what_is_quoted_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searchable, "ALL_TEXTS", 170)
    dossier = sound(tmp_path)
    source = found(dossier)["sources/second"]
    told = words(source)
    assert sum(len(one) for _, one in told[:-2]) <= searchable.text_limit(dossier)
    assert told[-2:] == [
        ("p2", "According to KCNA, Putin praised the “heroic participation” of"),
        ("q-no-soldier-took-part--e1", "No soldier took part"),
    ]


@pytest.mark.parametrize(
    ("texts", "limit"),
    [((10, 20), 50), ((10, 100), 50), ((100, 100), 40), ((10, 100, 100), 35), ((), 50)],
)
def test_short_texts_leave_what_they_do_not_need_to_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: tuple[int, ...], limit: int
) -> None:
    monkeypatch.setattr(searchable, "ALL_TEXTS", 80)
    monkeypatch.setattr(searchable, "LONGEST_TEXT", 50)
    files = {f"seeds/s{n}.txt": "a" * (length - 1) + "\n" for n, length in enumerate(texts)}
    dossier, _ = read(write(tmp_path, {**EMPTY, **files}))
    assert searchable.text_limit(dossier) == limit


# As files


class _Parsed(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.filters: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        named = dict(attrs)
        if name := named.get("data-pagefind-filter"):
            self.filters.append((name, named["title"] or ""))

    def handle_data(self, data: str) -> None:
        self.text += data


ENTRY = Entry(
    address="claims/bridge-closed",
    title="The council closed the bridge",
    detail="",
    language="",
    facets={},
    parts=(Part("closed to all traffic", "e1"),),
)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_words_of_a_record_become_markup_or_signs_to_pagefind(text: str) -> None:
    plain = _Parsed(entry_html(ENTRY))
    hostile = text + "</main><script>x</script>___PAGEFIND_ANCHOR___a:0:x \u241e"
    parsed = _Parsed(
        entry_html(replace(ENTRY, title=hostile, parts=(Part(hostile),), unseen=(hostile,)))
    )
    assert parsed.tags == plain.tags
    assert parsed.text.count("\u241e") == 1
    assert "___" not in parsed.text


def test_values_of_facets_are_written_as_addresses_write_them() -> None:
    tagged = replace(ENTRY, facets={"tag": ("a, b & <c>", "l'été")})
    parsed = _Parsed(entry_html(tagged))
    assert parsed.filters == [
        ("tag[title]", "a%2C%20b%20%26%20%3Cc%3E"),
        ("tag[title]", "l'%C3%A9t%C3%A9"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京都の声", ["東京", "京都", "都の", "の声", "声"]),
        ("NHKは東京、声明「ガス」", ["NHK", "は東", "東京", "京", "声明", "明", "カス", "ス"]),
        ("ｶﾞｽ", ["カス", "ス"]),
        ("เมืองหลวง", ["เม", "มอ", "อง", "งห", "หล", "ลว", "วง", "ง"]),
        ("Москва “Kursk”", ["Москва", "“Kursk”"]),
        ("", []),
    ],
)
def test_scripts_without_spaces_are_found_by_pairs(text: str, expected: list[str]) -> None:
    pieces = [bare(one) for one in [*written(text).replace("`", "").split(), *between([text])]]
    assert set(expected) <= set(pieces)
    assert len(pieces) == len(set(pieces))


def bare(text: str) -> str:
    opened = unicodedata.normalize("NFD", text)
    return "".join(one for one in opened if not unicodedata.combining(one))


@given(st.text(st.sampled_from("東京都のガ、。 aé`평양")))
def test_words_are_shown_as_they_were(text: str) -> None:
    shown = unicodedata.normalize("NFC", written(text).replace("` ", ""))
    assert shown.split() == text.replace("`", "'").split()


def test_hangul_is_written_as_letters() -> None:
    assert written("평양 é") == unicodedata.normalize("NFD", "평양") + " é"


@pytest.mark.parametrize(
    ("site", "language"),
    [("en", "en"), ("de-AT", "de"), ("ru", "ru"), ("uk", "en"), ("ko", "en"), ("ja", "en")],
)
def test_the_index_has_the_sites_language_where_pagefind_knows_its_endings(
    site: str, language: str
) -> None:
    assert index_language(site) == language


# Into the site


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def state(site: Path) -> dict[str, object]:
    told = (site / STATE).read_text("utf-8").removeprefix("export default ").rstrip(";\n")
    read: dict[str, object] = json.loads(told)
    return read


def test_the_index_is_written_whole_and_without_what_nobody_loads(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert write_search(sound(tmp_path / "dossier"), Addresses(), site) == 7
    assert names(site / "search") == {"pagefind"}
    index = site / "search/pagefind/0"
    kept = {re.sub(r"en_\w+", "en_X", name) for name in names(index)}
    assert kept == {
        *("filter", "fragment", "index"),
        *("pagefind.js", "pagefind-entry.json"),
        *("wasm.en.pagefind", "pagefind.en_X.pf_meta"),
    }
    assert len(names(index / "fragment")) == 7
    told = state(site)["first"]
    assert isinstance(told, list)
    needed = names(index) - {*("filter", "fragment", "index", "pagefind.js")}
    assert set(told) == {f"0/{name}" for name in needed}


def test_a_large_dossier_has_several_indexes_with_a_record_in_one_of_them_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossier.search_index._EACH", 3)
    site = tmp_path / "site"
    assert write_search(sound(tmp_path / "dossier"), Addresses(), site) == 7
    folder = site / "search/pagefind"
    assert names(folder) >= {"0", "1"}
    records = {name: addresses(folder / name) for name in sorted(names(folder))}
    assert all(records.values())
    every = [address for some in records.values() for address in some]
    assert len(every) == len(set(every)) == 7
    # One brings what looks in all of them.
    program = [path.parent.name for path in folder.rglob("*") if path.name in PROGRAM]
    assert program == ["0", "0"]
    told = state(site)
    assert told["first"] == sorted(
        path.relative_to(folder).as_posix()
        for path in folder.glob("*/*")
        if path.is_file() and path.name != "pagefind.js"
    )
    assert told["shards"] == len(names(folder))


PROGRAM = ("pagefind.js", "wasm.en.pagefind")


def addresses(index: Path) -> set[str]:
    """Return the addresses of the records in an index."""
    read = (gzip.decompress(path.read_bytes()) for path in (index / "fragment").iterdir())
    return {json.loads(one.removeprefix(MARK))["url"] for one in read}


def test_of_the_same_records_the_same_index_is_made(tmp_path: Path) -> None:
    tags = [f"{number} {'long ' * number}words".strip() for number in range(30)]
    tagged = {"annotations/people/kim.yml": f"name: Kim Jong Un\ntags: {json.dumps(tags)}\n"}
    dossier = sound(tmp_path / "dossier", {**GREETING, **tagged})
    made = []
    for name in ("first", "second", "third"):
        write_search(dossier, Addresses(), tmp_path / name)
        made.append(files(tmp_path / name))
    assert made[0] == made[1] == made[2]
    told = b"".join(
        gzip.decompress(content) for path, content in made[0].items() if path.endswith("pf_filter")
    )
    places = [told.index(quote(tag, safe="!'()*").encode()) for tag in tags]
    assert len(set(places)) == len(tags)


def test_the_files_of_an_index_are_named_where_they_are_looked_for(tmp_path: Path) -> None:
    write_search(sound(tmp_path / "dossier"), Addresses(), tmp_path)
    folder = tmp_path / "search/pagefind/0"
    meta = next(folder.glob("*.pf_meta"))
    entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    assert entry["languages"]["en"]["hash"] == meta.stem.removeprefix("pagefind.")
    told = gzip.decompress(meta.read_bytes())
    named = [path.stem.encode() for path in folder.glob("*/*")]
    assert len(named) > 3 + 7
    assert all(name in told for name in named)


def test_the_files_of_another_index_have_other_names(tmp_path: Path) -> None:
    changed = {"annotations/people/kim.yml": "name: Kim Jong Un\n"}
    write_search(sound(tmp_path / "one"), Addresses(), tmp_path / "before")
    write_search(sound(tmp_path / "two", {**GREETING, **changed}), Addresses(), tmp_path / "after")
    before, after = (
        names(tmp_path / site / "search/pagefind/0/fragment") for site in ("before", "after")
    )
    assert (len(before), len(after)) == (7, 8)
    assert not before & after


@given(st.integers(0, 0xFFFFFFFF))
def test_a_number_is_written_as_it_is_read(number: int) -> None:
    data = short_number(number)
    assert head(data, 0) == (Sort.NUMBER, number, len(data))


def test_the_lengths_of_records_are_told_to_a_sixteenth(tmp_path: Path) -> None:
    words = {f"annotations/people/p{n}.yml": f"name: Kim{' Kim' * n}\n" for n in (1, 10, 90, 700)}
    write_search(sound(tmp_path / "dossier", {**GREETING, **words}), Addresses(), tmp_path / "site")
    folder = tmp_path / "site/search/pagefind/0"
    meta = gzip.decompress(next(folder.glob("*.pf_meta")).read_bytes())
    count, at = array(meta, place(meta, 1))
    told: dict[str, int] = {}
    for _ in range(count):
        name = array(meta, at)[1]
        told[text(meta, name)] = head(meta, end(meta, name))[1]
        at = end(meta, at)
    for record, length in told.items():
        content = gzip.decompress((folder / f"fragment/{record}.pf_fragment").read_bytes())
        real = json.loads(content.removeprefix(MARK))["word_count"]
        assert abs(length - real) <= real / 16
        assert length % (1 << max(length.bit_length() - 4, 0)) == 0


@given(st.lists(st.integers(0, 70_000), max_size=300))
def test_a_filter_says_the_same_when_it_is_lighter(records: list[int]) -> None:
    data = MARK + _array(
        _text("kind"), _array(_array(_text("claims"), _array(*map(_number, records))))
    )
    told = gzip.decompress(lighter.compressed(lighter.spread(data)))
    start = place(told, 1)
    for _ in range(2):
        start = array(told, start)[1]
    count, at = array(told, end(told, start))
    read = []
    for _ in range(count):
        read.append(head(told, at)[1])
        at = end(told, at)
    assert read == records
    assert at == len(told)


def _number(number: int) -> bytes:
    return bytes([0x1A]) + number.to_bytes(4) if number > 0xFF else bytes([0x18, number])


def _text(words: str) -> bytes:
    return bytes([0x60 + len(words)]) + words.encode()


def _array(*items: bytes) -> bytes:
    return bytes([0x99]) + len(items).to_bytes(2) + b"".join(items)


def test_an_index_of_another_form_is_an_error_and_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strange(*_: object) -> None:
        raise ValueError("an array was expected")

    monkeypatch.setattr(pagefind, "steady", strange)
    with pytest.raises(SearchError, match="another form: an array was expected"):
        write_search(sound(tmp_path / "dossier"), Addresses(), tmp_path / "site")
    assert names(tmp_path / "site/search") == set()


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for a file system in memory."""
    folder = tmp_path / "memory"
    folder.mkdir()
    monkeypatch.setattr(scratch, "MEMORY", folder)
    return folder


def test_the_records_stand_in_memory_until_they_are_read(
    tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[Path] = []
    indexing = subprocess.run

    def run(*given: Any, **options: Any) -> object:  # noqa: ANN401 - as they are
        there.extend(memory.rglob("*.html"))
        return indexing(*given, **options)

    monkeypatch.setattr(subprocess, "run", run)
    write_search(sound(tmp_path / "dossier"), Addresses(), tmp_path / "site")
    assert len(there) == 7
    assert not [*memory.iterdir()]


def test_without_room_in_memory_the_records_stand_elsewhere(
    tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=64_000_000))
    with scratch.records_folder(sound(tmp_path / "dossier")) as folder:
        assert not Path(folder).is_relative_to(memory)
    memory.rmdir()
    monkeypatch.undo()
    monkeypatch.setattr(scratch, "MEMORY", memory)
    with scratch.records_folder(sound(tmp_path / "dossier")) as folder:
        assert not Path(folder).is_relative_to(memory)


def test_what_a_killed_process_left_in_memory_goes(tmp_path: Path, memory: Path) -> None:
    names = ("dossier-records-1", "dossier-records-2", "dossier-records-3", "others-1")
    left, at_work, new, others = (memory / name for name in names)
    for folder in (left, at_work, new, others):
        (folder / "read").mkdir(parents=True)
    for folder in (left, at_work, others):
        os.utime(folder, (time.time() - 100,) * 2)
    # Another process: this one lets go of what it holds itself.
    code = (
        "import sys; from dossier.held import *; from pathlib import Path; hold(Path(sys.argv[1]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", f"{code}; print(flush=True); sys.stdin.read()", str(at_work)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        with scratch.records_folder(sound(tmp_path / "dossier")):
            there = [folder.exists() for folder in (left, at_work, new, others)]
        process.communicate()
    assert there == [False, True, True, True]


def test_records_go_elsewhere_when_the_memory_is_full(
    tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_entry = files_of_records.write_entry

    def full(folder: Path, entry: Entry) -> str:
        if folder.is_relative_to(memory) and entry.address == CLAIM:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_entry(folder, entry)

    monkeypatch.setattr("dossier.search_index.write_entry", full)
    assert write_search(sound(tmp_path / "dossier"), Addresses(), tmp_path / "site") == 7
    assert len(names(tmp_path / "site/search/pagefind/0/fragment")) == 7
    assert not [*memory.iterdir()]


def test_an_empty_dossier_has_no_index(tmp_path: Path) -> None:
    dossier, _ = read(write(tmp_path, EMPTY))
    assert write_search(dossier, Addresses(), tmp_path / "site") == 0
    assert not (tmp_path / "site").exists()


def test_settings_of_another_use_of_pagefind_are_not_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_GLOB", "*.nothing")
    (tmp_path / "pagefind.yml").write_text("glob: '*.nothing'\n")
    monkeypatch.chdir(tmp_path)
    write_search(sound(tmp_path / "dossier"), Addresses(), tmp_path / "site")
    assert len(names(tmp_path / "site/search/pagefind/0/fragment")) == 7


def test_an_index_that_fails_leaves_the_one_from_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, site = sound(tmp_path / "dossier"), tmp_path / "site"
    write_search(dossier, Addresses(), site)
    before = names(site / "search/pagefind")

    def failing(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess((), 1, "", "first\nout of memory\n")

    monkeypatch.setattr(subprocess, "run", failing)
    with pytest.raises(SearchError, match="could not make the index: out of memory"):
        write_search(dossier, Addresses(), site)
    assert names(site / "search") == {"pagefind"}
    assert names(site / "search/pagefind") == before


def test_without_pagefind_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "find_spec", lambda _: None)
    with pytest.raises(NoPagefindError, match=r'pip install "mkdocs-dossier\[search\]"'):
        write_search(sound(tmp_path / "dossier"), Addresses(), tmp_path / "site")
    assert not (tmp_path / "site").exists()


# Through MkDocs

NO_PAGEFIND = "from dossier.search_index import pagefind\npagefind.find_spec = lambda name: None\n"


def test_mkdocs_build_makes_the_index_and_can_be_told_not_to(dossier: Path) -> None:
    built = mkdocs("build", "--strict", cwd=dossier)
    assert built.returncode == 0, built.stderr
    assert (dossier / "site/search/pagefind/0/pagefind.js").is_file()
    assert len(names(dossier / "site/search/pagefind/0/fragment")) == 14
    assert state(dossier / "site")["ending"] == "/"

    edit(dossier / "mkdocs.yml", "  - dossier\n", "  - dossier: {search_page: false}\n")
    edit(dossier / "mkdocs.yml", "  - Search: search/index.md\n", "")
    built = mkdocs("build", "--strict", cwd=dossier)
    assert built.returncode == 0, built.stderr
    assert names(dossier / "site/search") == {"search_index.json"}
    assert "Search the dossier" not in (dossier / "site/404.html").read_text("utf-8")


def test_a_missing_pagefind_is_said_in_a_line_and_fails_no_strict_build(dossier: Path) -> None:
    (dossier / "hook.py").write_text(NO_PAGEFIND)
    with (dossier / "mkdocs.yml").open("a") as settings:
        settings.write("hooks: [hook.py]\n")
    built = mkdocs("build", "--strict", cwd=dossier)
    assert built.returncode == 0, built.stderr
    told = [line for line in built.stderr.splitlines() if "Pagefind" in line]
    assert len(told) == 1
    assert told[0].startswith("INFO")
    assert told[0].endswith('run pip install "mkdocs-dossier[search]"')
    assert (dossier / "site" / STATE).read_text("utf-8").endswith("export default null;\n")
    # So the search in the header is the only one.
    assert BOX in (dossier / "site/search/index.html").read_text("utf-8")


BOX = 'data-md-component="search"'


def test_where_pages_come_without_another_header_the_box_stays(dossier: Path) -> None:
    with (dossier / "mkdocs.yml").open("a") as settings:
        settings.write("theme: {name: material, features: [navigation.instant]}\n")
    built = mkdocs("build", "--strict", cwd=dossier)
    assert built.returncode == 0, built.stderr
    assert BOX in (dossier / "site/search/index.html").read_text("utf-8")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count how often Pagefind is run."""
    told: list[str] = []
    real = pagefind.run

    def counting(records: Path, output: Path, language: str, *shards: int) -> None:
        told.append(language)
        real(records, output, language, *shards)

    monkeypatch.setattr("dossier.search_index.run", counting)
    return told


def test_a_server_indexes_once_and_says_that_the_index_is_of_its_start(
    tmp_path: Path, runs: list[str]
) -> None:
    dossier, kept = sound(tmp_path / "dossier"), SearchPageIndex()
    served = [kept.served(dossier, Addresses()) for _ in range(3)]
    assert runs == ["en"]
    assert sum("/fragment/" in path for path in served[2]) == 7
    states = [one.pop("assets/dossier/search-index.js") for one in served]
    assert [b'"kept": true' in state for state in states] == [False, True, True]
    assert served[0] == served[1] == served[2]
    kept.forget()
    kept.write(dossier, Addresses(), tmp_path / "fourth")
    assert runs == ["en", "en"]


def test_an_index_that_could_not_be_read_once_is_there_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, kept = sound(tmp_path / "dossier"), SearchPageIndex()
    with monkeypatch.context() as patch:
        patch.setattr(mkdocs_search_page, "search_files", _full)
        assert kept.served(dossier, Addresses()) == {}
    assert kept.served(dossier, Addresses())
    kept.forget()


def _full(_: Path) -> dict[str, bytes]:
    raise OSError(28, "No space left on device")


def test_a_server_does_not_index_thousands_of_records(
    tmp_path: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mkdocs_search_page, "MOST_SERVED", 6)
    dossier, kept = sound(tmp_path / "dossier"), SearchPageIndex()
    assert kept.served(dossier, Addresses()) == {}
    assert runs == []


# The page


def page(files: Mapping[str, str], root: Path) -> str:
    pages = rendered(sound(root, files)).pages
    return next(one.html for one in pages if one.uri == "search/index.md")


def test_the_page_offers_what_parts_the_records_and_leads_to_all(tmp_path: Path) -> None:
    html = page(GREETING, tmp_path)
    offered = dict(re.findall(r'name="kind" value="(\w+)".*?data-count>(\d+)<', html))
    assert offered == {
        "sources": "2",
        "claims": "2",
        "questions": "1",
        "people": "1",
        "organizations": "1",
    }
    assert re.findall(r'<select name="(\w+)"', html) == ["status", "source"]
    assert '<a href="../claims/">Claims' in html
    assert "the search knows the first" not in html


def test_the_page_says_how_much_of_a_long_text_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searchable, "LONGEST_TEXT", 120)
    monkeypatch.setattr("dossier.pages.overviews.search.LONGEST_TEXT", 120)
    told = "Of a long text, the search knows the first 120 characters and every quoted passage."
    assert told in page(GREETING, tmp_path / "a")
    monkeypatch.setattr(searchable, "ALL_TEXTS", 200)
    assert "This dossier is large: of each text, the search knows the first 100" in page(
        GREETING, tmp_path / "b"
    )


def test_the_page_of_an_empty_dossier_asks_for_nothing(tmp_path: Path) -> None:
    dossier, _ = read(write(tmp_path, EMPTY))
    html = Press(dossier, Addresses()).overview(OVERVIEW).html
    assert "This dossier is empty so far." in html
    assert "<form" not in html
