"""`mkdocs serve` as a user runs it, and its pages as a reader gets them."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_RELOADING = re.compile(rb"<script>\s*var livereload = .*?</script>", re.DOTALL)


class Server:
    """A running server. `log` is what it has said so far."""

    def __init__(self, address: str, log: Path) -> None:
        self._address = address
        self._log = log

    def get(self, path: str) -> str:
        """Return a page. Raises OSError where there is none, or no server yet."""
        return self.content(path).decode()

    def content(self, path: str) -> bytes:
        """Return a file without what the server adds to it for reloading."""
        with urllib.request.urlopen(f"http://{self._address}/{path}", timeout=20) as answer:
            return _RELOADING.sub(b"", answer.read())

    def lacks(self, path: str) -> bool:
        """Return whether there is nothing at an address."""
        try:
            self.get(path)
        except urllib.error.HTTPError as error:
            return error.code == 404
        return False

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")


@contextmanager
def serving(root: Path, log: Path, *options: str) -> Iterator[Server]:
    """Serve the site in a folder at a port of its own, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with (
        log.open("w", encoding="utf-8") as told,
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address, *options],
            cwd=root,
            stdout=told,
            stderr=told,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"},
        ) as process,
    ):
        server = Server(address, log)
        try:
            until(lambda: "Serving on" in server.log and server.lacks("no-such-page"))
            yield server
        finally:
            process.terminate()


def until(seen: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is seen; a server takes its time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if seen():
                return
        except OSError:
            pass  # not up yet
        time.sleep(0.1)
    pytest.fail("not seen in time")
