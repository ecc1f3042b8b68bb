"""The GitHub workflows: those of a new dossier, and the repository's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "dossier/starter/dot-github/workflows"
OF_A_NEW_DOSSIER = sorted(STARTER.glob("*.yml"))
WORKFLOWS = [*OF_A_NEW_DOSSIER, *sorted((ROOT / ".github/workflows").glob("*.yml"))]

# What these actions are at; a new major is tried before it goes to newcomers.
ACTIONS = {
    "actions/checkout": "v7",
    "actions/setup-python": "v6",
    "actions/configure-pages": "v6",
    "actions/upload-pages-artifact": "v5",
    "actions/deploy-pages": "v5",
}


def test_workflows_fit_githubs_schema() -> None:
    files = [str(path) for path in WORKFLOWS]
    lint = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]

    run = subprocess.run(
        [sys.executable, *lint, *files], capture_output=True, check=False, encoding="utf-8"
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_a_new_dossier_checks_proposals_and_publishes() -> None:
    assert [path.name for path in OF_A_NEW_DOSSIER] == ["check.yml", "publish.yml"]


@pytest.mark.parametrize("path", OF_A_NEW_DOSSIER, ids=lambda path: path.stem)
def test_a_new_dossiers_actions_are_pinned(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    used = [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]

    assert used
    assert used == [f"{name}@{ACTIONS[name]}" for name in (use.partition("@")[0] for use in used)]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: "/".join(path.parts[-3:]))
def test_workflows_may_do_no_more_than_they_need(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))

    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        granted = {key for key, right in job.get("permissions", {}).items() if right == "write"}
        deploys = any("deploy-pages" in step.get("uses", "") for step in job["steps"])
        assert granted == ({"pages", "id-token"} if deploys else set())
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_words_of_a_pull_request_reach_a_shell(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    commands = [step.get("run", "") for job in jobs for step in job["steps"]]

    assert not any("${{" in command for command in commands)
