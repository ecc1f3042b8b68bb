"""The GitHub workflows: those of a new dossier, and the repository's own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "dossier/starter/dot-github/workflows"
OF_A_NEW_DOSSIER = sorted(STARTER.glob("*.yml"))
OF_THE_REPOSITORY = sorted((ROOT / ".github/workflows").glob("*.yml"))
WORKFLOWS = [*OF_A_NEW_DOSSIER, *OF_THE_REPOSITORY]


def test_workflows_fit_githubs_schema() -> None:
    files = [str(path) for path in WORKFLOWS]
    lint = ["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]

    run = subprocess.run(
        [sys.executable, *lint, *files], capture_output=True, check=False, encoding="utf-8"
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_a_new_dossier_checks_proposals_and_publishes() -> None:
    assert [path.name for path in OF_A_NEW_DOSSIER] == ["check.yml", "publish.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: "/".join(path.parts[-3:]))
def test_actions_are_pinned_to_a_commit_with_its_version_beside_it(path: Path) -> None:
    used = re.findall(r"^ *(?:- )?uses: (.*)$", path.read_text("utf-8"), re.MULTILINE)

    assert used
    for one in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", one)


def test_a_new_dossier_uses_no_action_that_this_repository_does_not_use() -> None:
    texts = [
        "".join(path.read_text("utf-8") for path in paths)
        for paths in (OF_THE_REPOSITORY, OF_A_NEW_DOSSIER)
    ]
    here, there = (set(re.findall(r"uses: (actions/.*)", text)) for text in texts)

    assert there <= here


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


@pytest.mark.parametrize("folder", [STARTER, ROOT / ".github/workflows"], ids=["new", "own"])
def test_what_is_published_is_made_with_the_whole_history(folder: Path) -> None:
    workflow = yaml.safe_load((folder / "publish.yml").read_text("utf-8"))

    fetched = [
        step["with"].get("fetch-depth")
        for step in workflow["jobs"]["build"]["steps"]
        if "checkout" in step.get("uses", "")
    ]
    assert fetched == [0]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_words_of_a_pull_request_reach_a_shell(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    commands = [step.get("run", "") for job in jobs for step in job["steps"]]

    assert not any("${{" in command for command in commands)
