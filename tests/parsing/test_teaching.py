"""All lessons in one go: what is written, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.parsing import linear, teaching
from timeline.parsing.lesson import Lesson, digest
from timeline.parsing.linear import Linear
from timeline.parsing.taught import Taught


def train(learned: list[str]) -> Linear:
    """Weights that hold the examples."""
    return Linear(dict.fromkeys(learned, 1), 0, digest((), learned))


def lesson(name: str, learned: list[str]) -> Lesson[str, Linear]:
    """A lesson whose examples are given."""
    return Lesson(
        f"{name}.json",
        lambda _: learned,
        lambda given: train([*given]),
        lambda given: digest((), given),
        linear.dumps,
        linear.loads,
        lambda weights, given: weights == train([*given]),
    )


def teach(root: Path, monkeypatch: pytest.MonkeyPatch, learned: dict[str, list[str]]) -> None:
    lessons = [lesson(name, examples) for name, examples in learned.items()]
    monkeypatch.setattr(teaching, "LESSONS", lessons)
    monkeypatch.setattr(teaching, "project_root", lambda: root)
    assert teaching.main() == 0


def test_only_what_has_other_examples_is_taught_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = {name: [name[0]] for name in ("acts", "partners", "days", "places", "figures", "persons", "further")}
    teach(tmp_path, monkeypatch, first)
    assert capsys.readouterr().out.count("wrote ") == len(first)
    teach(tmp_path, monkeypatch, first | {"days": ["d", "e"]})
    [line] = capsys.readouterr().out.splitlines()
    assert "days.json: 2 examples" in line
    teach(tmp_path, monkeypatch, first | {"days": ["d", "e"]})
    assert capsys.readouterr().out == ""


def test_what_was_read_before_is_read_anew_once_it_is_forgotten() -> None:
    kept = iter([1, 2])
    taught = Taught(lambda: next(kept))
    assert (taught.current(), taught.current()) == (1, 1)
    taught.forget()
    assert taught.current() == 2
