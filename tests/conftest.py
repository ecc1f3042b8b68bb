"""What tests share: dossiers, the example as a site, and a browser to read it with.

What a fixture needs is imported inside it: a test of one room needs no other room to be sound.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from newsrooms import Newsroom
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes the golden cases' expected files anew."""
    parser.addoption("--refresh", action="store_true", help="write tests/cases/*/expected anew")


def pytest_configure() -> None:
    """Keep no results: a test may change the program, and nobody's own cache is touched."""
    os.environ["DOSSIER_CACHE"] = "off"


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> Iterator[None]:
    """Compile each template once, not for every site: it takes longer than all else of a small one.

    The code goes by the template's text, its place, and the language that an environment speaks.
    """
    from jinja2 import Environment  # noqa: PLC0415 - see above

    from dossier.compiled import Compiled  # noqa: PLC0415 - see above

    class Everybodys(Compiled):
        def get_bucket(
            self, environment: Environment, name: str, filename: str | None, source: str
        ) -> Bucket:
            added = [*environment.extensions, *environment.filters]
            blanks = environment.trim_blocks, environment.lstrip_blocks
            language = f"{added} {blanks} {environment.autoescape}"
            return super().get_bucket(environment, f"{name} {language}", filename, source)

    kept = Everybodys()
    make = Environment.__init__

    def with_cache(self: Environment, *settings: Any, **named: Any) -> None:  # noqa: ANN401 - its own
        make(self, *settings, **named)
        self.bytecode_cache = self.bytecode_cache or kept

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "__init__", with_cache)
        yield


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example dossier strictly, as CI and its readers get it; return its folder."""
    folder = tmp_path_factory.mktemp("example") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def example_address(example_site: Path) -> Iterator[str]:
    """Serve the example dossier; yield its address."""
    from looks import served  # noqa: PLC0415 - see above

    with served(example_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium. Without one, skip with a word on how to get it; in CI that is a failure."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        message = "no Chromium on this machine; install it to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import

    arguments = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox does not start for root
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a dossier with `dossier init`, for tests that only read it."""
    from shell import run  # noqa: PLC0415 - see above

    folder = tmp_path_factory.mktemp("new") / "bridge"
    assert run("init", folder).exit_code == 0
    return folder


@pytest.fixture
def dossier(fresh: Path, tmp_path: Path) -> Path:
    """Make a new dossier, to change at will."""
    return shutil.copytree(fresh, tmp_path / "bridge")


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Make a dossier whose pages and diagnostics a test sets."""
    from newsrooms import Newsroom  # noqa: PLC0415 - see above

    from dossier import build, mkdocs_plugin, mkdocs_reading  # noqa: PLC0415 - see above

    room = Newsroom(tmp_path)
    monkeypatch.setattr(mkdocs_plugin, "read_project", room.read_project)
    monkeypatch.setattr(build, "read", room.read)
    monkeypatch.setattr(build, "render", room.render)
    monkeypatch.setattr(mkdocs_reading, "SiteOnDemand", room.on_demand)
    return room
