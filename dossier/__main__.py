"""`python -m dossier` is the command `dossier`."""

from __future__ import annotations

from dossier.cli import main

if __name__ == "__main__":
    main(prog_name="dossier")
