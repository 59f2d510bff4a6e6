"""The wheel alone in an empty environment: ``python tests/smoke.py WHEEL [INTERPRETER …]`` (``make smoke``).

For each interpreter: a new environment, the wheel by pip with its dependencies at the lock file's versions, and what a
newcomer does first, from a folder that is not the checkout."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = Path(__file__).parent.parent / "requirements.lock"
FIRST_LINES = """
import timeline
events = timeline.load_events(partner="RUS", since="2023-07-26", lang="en")
assert len(events) > 10 and "2024-03-rus-tiani-putin-call" in set(events["event_id"]), len(events)
print(timeline.__version__, timeline.data_version, timeline.citation())
"""


def constraints(lock: str) -> str:
    """The lock file's versions without its hashes: pip then takes the wheel, which has none there, too.

    >>> constraints("numpy==2.4.0 ; python_full_version >= '3.12' \\\\\\n    --hash=sha256:00\\n")
    "numpy==2.4.0 ; python_full_version >= '3.12'\\n"
    """
    pins = re.findall(r"^([\w.-]+==[^\\\n]+?) *\\?$", lock, re.MULTILINE)
    return "".join(f"{pin}\n" for pin in pins)


def smoke(wheel: Path, interpreter: str) -> None:
    """Install and use the wheel; an error where any step fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pins = folder / "constraints.txt"
        pins.write_text(constraints(LOCK.read_text("utf-8")), "utf-8")

        def run(*command: str) -> str:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
            return done.stdout

        run(interpreter, "-m", "venv", "env")
        python, timeline = "env/bin/python", "env/bin/timeline"
        install = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", str(pins))
        run(*install, str(wheel))
        print(run(python, "--version").strip(), "without extras")
        print(run(python, "-I", "-c", FIRST_LINES).strip())
        print(run(timeline, "info").splitlines()[1])
        lines = run(timeline, "export", "csv", "--partner", "RUS").splitlines()
        print(f"export csv: {len(lines) - 1} rows")
        refused = subprocess.run([timeline, "export", "xlsx"], cwd=folder, capture_output=True, text=True, check=False)
        if refused.returncode != 2 or "[export]" not in refused.stderr:
            raise SystemExit(f"export xlsx without its package said {refused.returncode}: {refused.stderr}")
        run(*install, f"{wheel}[export]")
        run(timeline, "export", "xlsx", "-o", "niger.xlsx")
        run(python, "-m", "pip", "check")
        print("export xlsx with the extra:", (folder / "niger.xlsx").stat().st_size, "bytes")


def main(arguments: list[str]) -> None:
    wheel = Path(arguments[0]).resolve(strict=True)
    for interpreter in arguments[1:] or [sys.executable]:
        smoke(wheel, interpreter)


if __name__ == "__main__":
    main(sys.argv[1:])
