"""The review of a change: what it shows a reader, what it finds, and what a hostile record cannot do to it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import TODAY
from newcomer import NEW
from timeline.cli import app, contribute
from timeline.contributing.changes import NoRepositoryError, changes, only_contributed
from timeline.contributing.review import as_markdown, review
from timeline.records.layout import dumps

run = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"})


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fixture dataset under git, on a branch that has not changed anything yet."""
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "start")
    git(root, "checkout", "-q", "-b", "topic")
    monkeypatch.setattr(contribute, "project_root", lambda: root)
    monkeypatch.chdir(root)
    return root


def add(root: Path, name: str = "2024-05-nor-fish", **changed: object) -> Path:
    file = root / "data" / "events" / "2024" / f"{name}.yaml"
    file.write_text(dumps(NEW | changed), "utf-8")
    return file


def test_nothing_changed(repository: Path) -> None:
    found = review(repository, "main", today=TODAY)
    assert (found.records, found.findings, found.only_records) == ([], [], False)
    assert "No record is changed." in as_markdown(found)


def test_a_new_event_is_shown_as_a_reader_sees_it(repository: Path) -> None:
    add(repository)
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "fish")
    page = as_markdown(review(repository, "main", today=TODAY))
    for line in (
        "| events · événements | 3 | 4 |",
        "1 new · nouvelles",
        "| `NOR` Norway · Norvège | 0 | 1 |",
        "## New · Nouvelle: `2024-05-nor-fish`",
        "**Niger and Norway open talks on fish** · **Le Niger et la Norvège parlent de poisson**",
        "| partners · partenaires | `NOR` Norway · Norvège: `toward` towards · rapprochement |",
        "| act · acte | `meeting` ",
        "| corroboration | `single` ",
        "- Le Sahel: [Du poisson](<https://www.lesahel.org/poisson>) (2024\\-05\\-15; fr; date, partners)",
        "Validation has nothing to say.",
    ):
        assert line in page
    assert "Likely duplicates" not in page


def test_a_likely_duplicate_is_shown_whichever_comes_first(repository: Path) -> None:
    for day in ("2024-03-25", "2024-03-27"):
        title = {"en": "Tiani and Putin speak by phone", "fr": "Un appel"}
        add(repository, "2024-03-rus-again", date=day, partners={"RUS": "toward"}, act="call", title=title)
        page = as_markdown(review(repository, "main", today=TODAY))
        assert "- `2024-03-rus-tiani-putin-call` (100 %)" in page


def test_a_changed_event_shows_what_changed(repository: Path, call: Path) -> None:
    call.write_text(call.read_text("utf-8").replace("significance: 2", "significance: 3"), "utf-8")
    page = as_markdown(review(repository, "main", today=TODAY))
    assert "## Changed · Modifiée: `2024-03-rus-tiani-putin-call`" in page
    assert "| `significance` | 2 | 3 |" in page
    assert "| `title` |" not in page


def test_a_deleted_event_and_the_link_that_it_leaves_behind(repository: Path, call: Path) -> None:
    """The fault lies in another file, and is the change's own."""
    link = add(repository, related={"2024-03-rus-tiani-putin-call": "follows"})
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "link")
    git(repository, "branch", "-f", "main", "HEAD")
    call.unlink()
    found = review(repository, "main", today=TODAY)
    assert ("link-known", link.name) in [(one.rule, Path(one.file).name) for one in found.findings]
    page = as_markdown(found)
    assert "Deleted · Supprimée: `2024-03-rus-tiani-putin-call`" in page
    assert "| events · événements | 4 | 3 |" in page


def test_a_file_that_is_no_record(repository: Path) -> None:
    add(repository).write_text("a: [\n", "utf-8")
    page = as_markdown(review(repository, "main", today=TODAY))
    assert "## Errors · erreurs: 1; warnings · avertissements: 0" in page
    assert "**error · erreur** `2024-05-nor-fish.yaml:" in page
    assert "The file is no record; see above." in page


def test_findings_elsewhere_are_not_the_contributors(repository: Path, call: Path) -> None:
    text = call.read_text("utf-8").replace("[Abdourahamane Tiani,", "[Nobody Known,")
    call.write_text(text, "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "a warning")
    git(repository, "branch", "-f", "main", "HEAD")
    add(repository)
    assert review(repository, "main", today=TODAY).findings == []


@pytest.mark.parametrize(
    "hostile",
    ["<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "a | b | c", "@everyone", "`code` ``", "# Title",
     "::error file=x::y", "</td></table><script>", "![x](https://e.example/p.png)", "<!-- hidden"],
)  # fmt: skip
def test_what_a_record_says_stays_text(hostile: str, repository: Path) -> None:
    texts = {"en": f"A {hostile}", "fr": f"Un {hostile}"}
    source = NEW["sources"][0] | {"title": hostile, "publisher": hostile}
    add(repository, title=texts, summary=texts, note=hostile, people=[hostile], sources=[source],
        place={"name": hostile, "country": "NER"}, organisations=[hostile])  # fmt: skip
    found = review(repository, "main", today=TODAY)
    page = as_markdown(found)
    for bad in ("<img", "<script", "](javascript", "@everyone", "![", "<!--", "</table"):
        assert not re.search(r"(?<!\\)" + re.escape(bad), page)
    for line in page.splitlines():
        if line.startswith("| note"):
            assert len(re.findall(r"(?<!\\)\|", line)) == 3
        assert not line.startswith(("# Title", "::"))
    for finding in found.findings:
        assert finding.as_github().count("::") >= 2
        assert "\n" not in finding.as_github()


def test_formats_of_the_command(repository: Path) -> None:
    assert run.invoke(app, ["review", "--format", "scope"]).stdout == "scope=code\n"
    add(repository, act="phoning")
    assert run.invoke(app, ["review", "--format", "scope"]).stdout == "scope=records\n"
    text = run.invoke(app, ["review"])
    assert text.exit_code == 1
    assert text.stdout.startswith("data/events/2024/2024-05-nor-fish.yaml:11:6: error [code-unknown] act: 'phoning'")
    assert "1 changed records, 1 errors, 0 warnings; events 3 before, 4 after" in text.stderr
    marked = run.invoke(app, ["review", "--format", "github"])
    assert marked.exit_code == 1
    assert marked.stdout.startswith("::error file=data/events/2024/2024-05-nor-fish.yaml,line=11,col=6,title=code-unk")
    page = run.invoke(app, ["review", "--format", "markdown", "-o", "summary.md"])
    assert (page.exit_code, page.stdout) == (0, "")
    assert (repository / "summary.md").read_text("utf-8").startswith("# Review of the records")
    assert run.invoke(app, ["review", "--format", "scope"]).stdout == "scope=code\n"  # the summary is no record


@pytest.mark.parametrize("base", ["nowhere", "--output=/tmp/x", "", "main; id"])
def test_a_base_that_is_none(base: str, repository: Path) -> None:
    with pytest.raises(NoRepositoryError, match="Remedy"):
        changes(repository, base)


def test_no_repository(root: Path) -> None:
    with pytest.raises(NoRepositoryError, match="not a git repository"):
        changes(root, "main")


def test_odd_file_names(repository: Path) -> None:
    odd = repository / "data" / "events" / "2024" / "2024-05-nor-été\n|x.yaml"
    odd.write_text("a: b\n", "utf-8")
    found = review(repository, "main", today=TODAY)
    assert [record.event_id for record in found.records] == ["2024-05-nor-été\n|x"]
    assert "`2024-05-nor-été |x`" in as_markdown(found)
    assert only_contributed(changes(repository, "main"))


def test_annotations_and_summaries_say_both_languages_and_one_where_it_is_asked(repository: Path) -> None:
    add(repository).write_text("- a list\n", "utf-8")
    both = run.invoke(app, ["review", "--format", "github"]).stdout
    assert "a record is a mapping of keys to values" in both
    assert (
        "%0Aune fiche associe des clés à des valeurs, et ce fichier contient une liste. Commencez par `date:`" in both
    )
    french = run.invoke(app, ["review", "--format", "github", "--lang", "fr"])
    assert "::une fiche associe" in french.stdout
    assert "a record is" not in french.stdout
    assert "1 fiche modifiée, 1 erreur, 0 avertissement" in french.stderr
    assert "une fiche associe des clés à des valeurs" in as_markdown(review(repository, "main", today=TODAY))
