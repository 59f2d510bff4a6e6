"""The Makefile: what fails, fails for make too."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from timeline.paths import project_root


def run(folder: Path, target: str, tool: str) -> subprocess.CompletedProcess[str]:
    """A target of the project's Makefile, with a tool of ours for every program of the environment."""
    stamps, programs = folder / "stamps", folder / "programs"
    stamps.mkdir()
    programs.mkdir()
    (stamps / "env").touch()  # newer than the lock file: the environment counts as there
    for name in ("timeline", "python"):
        (programs / name).write_text(f"#!/bin/sh\n{tool}\n", "utf-8")
        (programs / name).chmod(0o755)
    command = ["make", "-s", target, f"STAMPS={stamps}", f"BIN={programs}"]
    return subprocess.run(command, cwd=project_root(), capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("target", ["data", "model", "schemas", "pages", "charts", "all"])
def test_what_fails_is_not_taken_for_done(target: str, tmp_path: Path) -> None:
    done = run(tmp_path, target, "echo 'the reason'; exit 1")
    assert done.returncode != 0
    assert [stamp.name for stamp in (tmp_path / "stamps").iterdir() if stamp.name not in ("env", "said")] == []


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_what_succeeds_is_done_and_says_what_it_did(tmp_path: Path) -> None:
    done = run(tmp_path, "data", "echo 'wrote: it'")
    assert (done.returncode, done.stdout) == (0, "wrote: it\n")
    assert (tmp_path / "stamps" / "data").is_file()
