"""Pages by shells are, byte for byte, what the theme renders without them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import pytest
from newsrooms import CLAIM, CLAIMS, SCRIPT, STYLE, Newsroom
from shell import files

from dossier import mkdocs_plugin
from dossier.site import Entry, Page, Section, Site

ROOT = Path(__file__).parents[1]

TITLES = (
    "The council closed Tanner’s Bridge",
    "“Toll” & <duty>: who pays?",
    "Міст закрито",
    "평양의 다리",
    "الجسر مغلق",
    "EDIT this, please",
    "A very long title that goes on and on, as the statements of claims do now and then" * 3,
    "{{ config.site_name }} {% raw %}",
    'A life style = "none" and STYLE=x',
)

BODIES = (
    CLAIM.html,
    "<p>No heading at all, but edit and blob.</p>",
    '<p style="color: red">Red</p><SCRIPT>of("its own")</SCRIPT>',
    "<p>Before</p><!-- <script>old()</script> --><style>p { color: red }</style>",
    "words that begin, and <b>end</b> outside",
    "<p>closes --> and </script> what it has not begun</p>",
)


def pages() -> list[Page]:
    """Return pages of several sorts: at several depths, with and without headings, edits, words."""
    made = []
    for number in range(90):
        folder = ("claims", "sources", "a/b/c")[number % 3]
        title = TITLES[number % len(TITLES)] + (f" ({number})" if number % 5 else "")
        sections = (Section(2, "evidence", "Evidence"), Section(3, "courier", "The “Courier”"))
        made.append(
            replace(
                CLAIM,
                uri=f"{folder}/page-{number}.md",
                title=title,
                description="" if number % 4 == 0 else f"Said {number} times, by “one” & <two>.",
                html=BODIES[number // 3 % len(BODIES)],
                sections=sections[: number % 3],
                boost=(1.0, 2.0)[number % 2],
                wide=number % 7 == 0,
                entries=(Entry(title, f"One\nand {number} <b>"),) if number % 2 else (),
            )
        )
    return [*made, CLAIMS]


def site_both_ways(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Build a site by shells and without, hold the files against each other, return them."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    settings = dict(newsroom.settings)
    built = []
    for fast in (True, False):
        options: dict[str, Any] = {"dossier": {"fast": fast}}
        plugins = [one for one in settings.get("plugins", ["search"]) if one != "dossier"]
        newsroom.settings = {**settings, "plugins": [*plugins, options]}
        newsroom.build()
        built.append(files(newsroom.root / "site"))
    by_shells, ordinary = built
    assert by_shells.keys() == ordinary.keys()
    assert [path for path in ordinary if by_shells[path] != ordinary[path]] == []
    return by_shells


@pytest.fixture
def busy(newsroom: Newsroom) -> Newsroom:
    """Return a newsroom with many pages, by templates of its own, and Material to publish them."""
    newsroom.write("templates/own.html", "")
    newsroom.site = Site(
        pages=tuple(pages()), assets=(STYLE, SCRIPT), styles=(STYLE.uri,), scripts=(SCRIPT.uri,)
    )
    newsroom.settings["theme"] = {
        "name": "material",
        "font": False,
        "features": ["content.action.edit"],
    }
    newsroom.settings["site_url"] = "https://bridge.example.org/dossier/"
    return newsroom


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_the_pages_are_the_same_in_every_theme(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    busy.settings["theme"] = {"name": theme}
    built = site_both_ways(busy, monkeypatch)
    assert sum(path.endswith(".html") for path in built) >= len(busy.site.pages)


@pytest.mark.parametrize(
    "settings",
    [
        {"use_directory_urls": False},
        {"site_url": ""},
        {"theme": {"name": "material", "language": "uk", "palette": {"primary": "teal"}}},
        {"theme": {"name": "material", "language": "ar"}, "extra": {"homepage": "claims/page-3/"}},
        {"theme": {"name": "material", "features": ["navigation.path", "toc.integrate"]}},
        {"repo_url": "https://github.com/bridge/dossier", "edit_uri": "edit/main/docs/"},
        {
            "repo_url": "https://github.com/bridge/dossier",
            "edit_uri": "blob/main/docs/",
            "theme": {"name": "material", "features": ["content.action.view"]},
        },
        {
            "nav": [
                {"Home": "index.md"},
                {"Two": ["claims/page-0.md", {"Named": "a/b/c/page-5.md"}]},
            ]
        },
        {"extra": {"alternate": [{"name": "X", "link": "/uk/", "lang": "uk"}], "generator": False}},
        {"extra_css": ["own.css"], "extra_javascript": ["own.js"], "copyright": "© <b>us</b>"},
        {"plugins": ["search", "tags"]},
        {"plugins": []},
    ],
    ids="+".join,
)
def test_the_pages_are_the_same_under_all_sorts_of_settings(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any]
) -> None:
    busy.settings.update(settings)
    site_both_ways(busy, monkeypatch)


OVERRIDES = {
    "words": "{{ page.title | upper }} {{ page.title | truncate(9) }} "
    "{{ page.meta.title | urlencode }}",
    "conditions": "{% if 'Toll' in page.title %}toll"
    "{% elif page.title == 'Міст закрито' %}міст{% endif %}"
    "{% if page.meta.description %}{{ page.meta.description }}{% endif %}",
    "addresses": "{{ page.url }} {{ page.url | url }} {{ page.abs_url }} {{ page.canonical_url }} "
    "{% if page.url.startswith('a/') %}deep{% endif %} {{ page.url.split('/') | last }}",
    "files": "{{ page.file.src_uri }} {{ page.is_homepage }} {{ page.ancestors | length }}",
    "lengths": "{% if page.title | length > 40 %}long{% endif %} {{ page.title[0] }} "
    "{{ page.content | length }}",
    "contents": "{% for one in page.toc %}{{ one.title }} {{ one.id }}"
    "{% for two in one.children %} {{ two.title | striptags }}{% endfor %}"
    "{% endfor %} {{ page.toc | list | length }}",
    "comparisons": "{% if page.title < 'B' %}early{% endif %} {{ page.title ~ '!' }} "
    "{{ page.title * 2 }}",
    "markers": "{{ page.title | replace('E', 'F') }} {{ page.edit_url | default('none') }}",
    "all pages": "{% for file in pages %}{{ file.page.title }} {{ file.url }};{% endfor %}",
    "other pages": "{% for one in nav recursive %}{% if one.children %}{{ loop(one.children) }}"
    "{% else %}{{ one.meta.description }}{{ one.toc.items | length }}{% endif %}{% endfor %}",
    "meta": "{% for key, value in page.meta.items() %}{{ key }}={{ value }};{% endfor %}",
}


@pytest.mark.parametrize("name", OVERRIDES)
def test_a_users_template_that_looks_into_the_words_gets_them(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    busy.write(
        "overrides/main.html",
        '{% extends "base.html" %}{% block extrahead %}{% if page %}<meta name="x" content="'
        + OVERRIDES[name]
        + '">{% endif %}{% endblock %}',
    )
    busy.settings["theme"]["custom_dir"] = "overrides"
    built = site_both_ways(busy, monkeypatch)
    assert b'<meta name="x"' in built["claims/page-3/index.html"]


HOOKS = {
    "meta of single pages": "def on_page_markdown(markdown, page, **_):\n"
    "    if 'page-1' in page.file.src_uri:\n"
    "        page.meta['author'] = page.file.name\n",
    "meta of all pages": "def on_page_markdown(markdown, page, **_):\n"
    "    page.meta['author'] = page.file.name\n    page.meta['hide'] = ['navigation']\n",
    "attributes": "def on_pre_page(page, **_):\n"
    "    page.authors = [page.file.name]\n    return page\n",
    "titles": "def on_page_content(html, page, **_):\n"
    "    if page.file.name.endswith('4'):\n        page.title = 'Renamed ' + page.file.name\n",
    "content": "def on_page_content(html, page, **_):\n    return html + f'<hr>{page.file.name}'\n",
    "context": "def on_page_context(context, page, **_):\n"
    "    context['shown'] = page.file.name\n    context['odd'] = object()\n    return context\n",
    "output": "def on_post_page(output, page, **_):\n"
    "    return output.replace('</body>', f'<i>{page.file.name}</i></body>')\n",
    "environment": "def on_env(env, **_):\n    env.filters['shout'] = str.upper\n    return env\n",
    "headings": "from mkdocs.structure.toc import AnchorLink\n"
    "def on_page_content(html, page, **_):\n"
    "    page.toc.items.append(AnchorLink(page.file.name, 'own', 2))\n",
    "canonical": "def on_pre_page(page, **_):\n"
    "    page.canonical_url = 'https://elsewhere.example/' + page.file.name\n    return page\n",
    "neighbours": "def on_nav(nav, files, **_):\n"
    "    a, b = (files.get_file_from_path(f'claims/page-{n}.md').page for n in (3, 6))\n"
    "    a.next_page, b.previous_page = b, a\n    return nav\n",
}


@pytest.mark.parametrize("asked", [False, True], ids=["by the theme", "by an override"])
@pytest.mark.parametrize("name", HOOKS)
def test_what_another_plugin_does_to_pages_is_seen(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str, *, asked: bool
) -> None:
    busy.write("hook.py", HOOKS[name])
    busy.settings["hooks"] = ["hook.py"]
    if asked:
        busy.write(
            "overrides/main.html",
            '{% extends "base.html" %}{% block extrahead %}'
            '<meta name="x" content="{{ page.authors }} {{ shown }}">{% endblock %}',
        )
        busy.settings["theme"]["custom_dir"] = "overrides"
    site_both_ways(busy, monkeypatch)


def test_what_a_plugin_changes_in_all_pages_at_once_is_seen(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy.write(
        "hook.py",
        "def on_env(env, files, **_):\n"
        "    for file in files.documentation_pages():\n"
        "        file.page.content = file.page.content.replace('<h1', '<h1 data-seen')\n",
    )
    busy.settings["hooks"] = ["hook.py"]
    built = site_both_ways(busy, monkeypatch)
    assert b"<h1 data-seen" in built["claims/page-18/index.html"]


@pytest.mark.parametrize("name", ["all.csv", "_redirects", "list/all.html"])
def test_a_file_that_lists_all_pages_lists_them(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    busy.write(f"overrides/{name}", "{% for file in pages %}{{ file.page.url }}\n{% endfor %}")
    busy.settings["theme"] |= {"custom_dir": "overrides", "static_templates": [name]}
    built = site_both_ways(busy, monkeypatch)
    assert b"claims/page-3/" in built[name]


def test_a_navigation_that_shows_all_contents_shows_them(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [f"claims/page-{number}.md" for number in (0, 3, 6, 9)]
    busy.settings |= {"nav": ["index.md", *pages], "plugins": []}
    busy.settings["theme"] = {"name": "readthedocs", "collapse_navigation": False}
    built = site_both_ways(busy, monkeypatch)
    assert built["index.html"].count(b'class="toctree-l') > len(pages)


def test_a_file_of_the_users_at_a_pages_address_gives_way(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy.write("docs/claims/page-3/index.html", "<h1>Mine</h1>")
    built = site_both_ways(busy, monkeypatch)
    assert b"Mine" not in built["claims/page-3/index.html"]


def test_where_mkdocs_builds_the_pages_itself_they_are_the_same(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mkdocs_plugin, "may_make_apart", lambda _: False)
    site_both_ways(busy, monkeypatch)


def test_a_sort_of_page_is_rendered_by_the_theme_a_few_times_however_many_there_are(
    busy: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    ordinary = jinja2.Template.render

    def counted(self: jinja2.Template, *context: object) -> str:
        rendered.append(self.name or "")
        return ordinary(self, *context)

    monkeypatch.setattr(jinja2.Template, "render", counted)
    busy.site = Site(
        pages=tuple(
            replace(CLAIM, uri=f"claims/page-{number}.md", title=f"{TITLES[number % 8]} {number}")
            for number in range(60)
        )
    )
    busy.build()
    # The home page, the first page, the second one twice, and no other.
    assert rendered.count("main.html") == 4


def test_the_example_is_the_same_both_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("mkdocs.yml", "dossier.yml", "docs", "seeds", "annotations"):
        there = ROOT / name
        copy = shutil.copytree if there.is_dir() else shutil.copy
        copy(there, tmp_path / name)
    settings = (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert "\n  - dossier\n" in settings
    options = "\n  - dossier: {search_page: false, fast: FAST}\n"
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    many = """if True:
        import os, pathlib
        from dossier import processes
        processes.WORTH_IT = 1
        begin, told = processes._begin, pathlib.Path(__file__).with_name("workers")
        def noted(make, *more):
            with told.open("a") as file:
                file.write(f"{os.getpid()}\\n")
            begin(make, *more)
        processes._begin = noted
    """
    (tmp_path / "sitecustomize.py").write_text(many, "utf-8")
    built = []
    for fast in ("true", "false"):
        own = settings.replace("\n  - dossier\n", options.replace("FAST", fast))
        (tmp_path / "mkdocs.yml").write_text(own.replace("  - Search: search/index.md\n", ""))
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        built.append(files(tmp_path / "site"))
    by_shells, ordinary = built
    assert sum(path.endswith(".html") for path in ordinary) > 100
    if hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1:
        assert len(set((tmp_path / "workers").read_text("ascii").split())) > 1
    assert by_shells.keys() == ordinary.keys()
    assert [path for path in ordinary if by_shells[path] != ordinary[path]] == []
