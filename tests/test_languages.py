"""French is as good as English in what contributors read: findings, rule pages, what editors show."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import HERE, TODAY
from timeline import cli
from timeline.bilingual import Said
from timeline.cli import app
from timeline.cli.console import spoken
from timeline.contributing.candidate import Dataset
from timeline.contributing.proposals import judge, reply
from timeline.errors import BrokenExpectationsError
from timeline.expectations import hold
from timeline.findings import Finding
from timeline.generate import READER_FINDINGS, event_schema, rules_page
from timeline.paths import project_root
from timeline.records.reader import read_records, unreadable
from timeline.records.yamltext import UnreadableError, parse
from timeline.reference import read_reference
from timeline.rules import RULES
from timeline.tables.make import make_tables
from timeline.validation import validate

BAD = sorted((HERE / "bad").glob("*.yaml"))
CODE = sorted((project_root() / "src" / "timeline").rglob("*.py"))
# quotations, code, addresses, file names, EDTF dates and numbers are the same in both languages
_NEUTRAL = re.compile(
    r"«\s[^»]*\s»|: [a-z_]+(?:, [a-z_]+)+$|`[^`]*`|https?://\S*|\S*[/_.@^$=\\{}]\S+|\b[A-Z]{2,}\b|\[[^\]]*\]|\d\S*"
)
_ENGLISH = re.compile(
    r"\b(the|is|are|was|of|and|or|not|no|to|with|this|that|it|its|here|have|has|be|by|write|add|delete|correct|use|"
    r"file|record|event|text|value|key|did|you|mean|at|least|most|many|like)\b",
    re.IGNORECASE,
)
_UNFRENCH = re.compile(r"[^\xa0\u202f][;!?»%]|(?<=[^\xa0]):(?=\s|$)|«[^\xa0]|\"|\.\.\.|\d[.,]\d{3}\b")


def assert_french(french: str, english: str) -> None:
    """A French text: not the English one, no English word in it, French typography."""
    assert french != english
    assert not _ENGLISH.search(_NEUTRAL.sub(" ", french)), french
    kept = re.sub(r"`[^`]*`|https?://\S*|\[[^\]]*\]|\d\S*", "", french).replace("« »", "").replace("«\xa0»", "")
    assert not _UNFRENCH.search(kept), french


def assert_bilingual(finding: Finding) -> None:
    assert_french(finding.message_fr, finding.message)
    assert_french(finding.remedy_fr, finding.remedy)
    assert finding.message_fr[0] == finding.message_fr[0].lower() or finding.message[0].isupper()
    assert finding.remedy_fr[0].isupper()
    assert not finding.message_fr.endswith(".")


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_every_finding_is_told_in_french(file: Path, root: Path) -> None:
    found = validate(file, root=root, today=TODAY)
    assert found
    for finding in found:
        assert_bilingual(finding)


def sentences() -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Every pair of sentences in the code: where it stands, its English, its French."""
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said":
                en, fr = node.args
                yield f"{file.name}:{node.lineno}", en, fr


def literal(text: ast.expr) -> str:
    """The text of a literal, its values left out."""
    return "".join(str(part.value) for part in ast.walk(text) if isinstance(part, ast.Constant))


def values(text: ast.expr) -> set[str]:
    """The variables that a text shows."""
    helpers = {"quoted", "grouped", "several", "ord", "len", "_percent", "type"}
    return {part.id for part in ast.walk(text) if isinstance(part, ast.Name)} - helpers


def test_both_sentences_of_every_pair_show_the_same_values() -> None:
    """Also of the sentences that no bad record of these tests brings about."""
    pairs = [(where, en, fr) for where, en, fr in sentences() if isinstance(en, ast.JoinedStr | ast.Constant)]
    assert len(pairs) >= 200
    free = {"_TONGUES", "lang", "unwritten", "reason", "english", "french", "what", "one", "more", "rest", "field"}
    for where, en, fr in pairs:
        if isinstance(fr, ast.JoinedStr | ast.Constant):
            assert values(en) - free == values(fr) - free, where


def test_no_pair_of_sentences_is_english_twice() -> None:
    same = {"", "Source", "text", "title"}
    for where, en, fr in sentences():
        if isinstance(en, ast.Constant) and isinstance(fr, ast.Constant) and en.value not in same:
            assert en.value != fr.value, where
            found = Said(str(en.value), str(fr.value)).fr
            assert not _ENGLISH.search(_NEUTRAL.sub(" ", found)), where


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("a: 1\n\tb: 2\n", "une tabulation sert de retrait"),
        ("a: b: c\n", "un deux-points suivi d'une espace se trouve là où aucune clé ne peut figurer"),
        ("title:\n  en: A\n fr: B\n", "il manque une clé, ou son retrait n'est pas celui des clés voisines"),
        ("a: b\nc\n", "il manque un deux-points après une clé"),
        ("a: [1, 2\n", "un crochet ou une accolade n'est pas fermé"),
        ("a: [1, 2]]\n", "un crochet ou une accolade est de trop"),
        ("a: [1,\nb: 2\n", "une liste entre [ ] ou un bloc entre { } est mal formé"),
        ('a: "\\q"\n', "une suite de signes qui commence par une barre oblique inverse n'existe pas"),
        ("a: 'l'appel'\n", "il y a encore du texte après le guillemet fermant"),
        ("a: 'b\n", "un texte entre guillemets n'est pas bien fermé"),
        ("a: `b`\n", "un texte sans guillemets ne peut pas commencer par ce signe"),
        ("- a\nb: 1\n", "le tiret d'une liste manque ou est mal placé"),
        ("a: - b\n", "le tiret d'une liste manque ou est mal placé"),
        ('a: "b"#c\n', "il faut une espace devant le # d'un commentaire"),
        ("[" * 60_000, "les niveaux sont trop nombreux"),
    ],
)
def test_faults_of_yaml_are_told_in_french(text: str, french: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(text)
    [problem] = caught.value.problems
    assert problem.rule == "yaml-syntax"
    assert problem.message.fr == f"ce n'est pas du YAML valide\xa0: {french}"
    assert_french(problem.remedy.fr, problem.remedy.en)


def test_what_the_system_refuses_is_told_in_french() -> None:
    remedy = Said("Restore it from git", "Restaurez-le depuis git")
    for error, reason in [
        (FileNotFoundError(2, "No such file or directory"), "il n'existe pas"),
        (PermissionError(13, "Permission denied"), "l'accès est refusé"),
        (OSError(5, "Input/output error"), "le système le refuse (code 5)"),
    ]:
        assert unreadable(error, remedy).message.fr == f"le fichier n'a pas pu être lu\xa0: {reason}"


def test_broken_promises_are_told_in_french(root: Path) -> None:
    bounds = root / "data" / "expectations.yaml"
    bounds.write_text(
        "events: 4\nevents_per_year: {'2010': 1}\nevents_per_partner: {RUS: 1}\nspells: 1\nlinks: 1\n"
        "share_two_or_more_publishers: 1\nshare_day_or_interval: 0.5\nshare_reviewed: 0.1\n"
    )
    reference, _ = read_reference(root / "data" / "reference")
    with pytest.raises(BrokenExpectationsError) as caught:
        hold(make_tables(read_records([root / "data" / "events"]).entries, reference), bounds)
    told = caught.value.said.fr
    assert "3 événements, au moins 4 attendus\xa0; 0 événement de 2010, au moins 1 attendus" in told
    assert "Remède\xa0: restaurez ce qui s'est perdu" in told
    assert re.search(r"\d,\d\xa0% des événements avec deux médias ou plus, au moins 100,0\xa0% attendus", told)


# --- the formats, an example each ------------------------------------------------------------------------------------

run = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"})


@pytest.fixture
def wrong(root: Path, call: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with a wrong status, in a dataset that commands work on."""
    for module in (cli.records, cli.dataset):
        monkeypatch.setattr(module, "project_root", lambda: root)
    monkeypatch.chdir(root)
    call.write_text(call.read_text("utf-8").replace("status: completed", "status: finished"), "utf-8")
    return call


STATUSES = "announced, cancelled, completed, in_force, reported, signed, suspended"


def test_text_in_french(wrong: Path) -> None:
    done = run.invoke(app, ["validate", "--lang", "fr"])
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == (
        f"data/events/2024/{wrong.name}:15:9: erreur [code-unknown] status\xa0: "
        f"«\xa0finished\xa0» n'est pas un code de ce champ. Choisissez parmi\xa0: {STATUSES}"
    )
    assert re.search(r"^2 fiches, \d erreurs?, \d avertissements?$", done.stderr, re.MULTILINE)


def test_github_in_french(wrong: Path) -> None:
    done = run.invoke(app, ["validate", "--format", "github", "--lang", "fr", str(wrong)])
    assert done.stdout == (
        f"::error file=data/events/2024/{wrong.name},line=15,col=9,title=code-unknown::status\xa0: "
        f"«\xa0finished\xa0» n'est pas un code de ce champ. Choisissez parmi\xa0: {STATUSES}\n"
    )


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_json_carries_both_languages_whichever_is_asked(lang: str, wrong: Path) -> None:
    done = run.invoke(app, ["validate", "--format", "json", "--lang", lang, str(wrong)])
    assert json.loads(done.stdout) == [
        {
            "file": f"data/events/2024/{wrong.name}", "line": 15, "column": 9, "field": "status",
            "rule": "code-unknown", "message": "'finished' is no code of this field",
            "remedy": f"Use one of: {STATUSES}", "severity": "error",
            "message_fr": "«\xa0finished\xa0» n'est pas un code de ce champ",
            "remedy_fr": f"Choisissez parmi\xa0: {STATUSES}",
        }
    ]  # fmt: skip


def test_a_missing_path_in_french(wrong: Path) -> None:
    done = run.invoke(app, ["validate", "--lang", "fr", "nothing.yaml"])
    assert done.exit_code == 2
    assert "timeline\xa0: nothing.yaml n'existe pas. Remède\xa0: vérifiez le chemin" in done.stderr


def test_a_build_in_french(wrong: Path) -> None:
    done = run.invoke(app, ["build", "--lang", "fr"])
    assert done.exit_code == 1
    assert "erreur [code-unknown] status\xa0:" in done.stdout
    assert "les fiches comportent des erreurs, et rien n'a été écrit. Remède\xa0: lancez" in done.stderr


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"), ({"LANG": "fr_NE"}, "fr"), ({"LANG": "C.UTF-8"}, "en"), ({}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "fr_NE.UTF-8"}, "en"), ({"LC_ALL": "", "LC_MESSAGES": "fr"}, "fr"),
    ],
)  # fmt: skip
def test_the_locale_chooses_the_language(
    environment: dict[str, str], lang: str, wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spoken() == lang
    done = run.invoke(app, ["validate", str(wrong)])
    assert ("erreur [code-unknown]" if lang == "fr" else "error [code-unknown]") in done.stdout


def test_english_says_what_it_said(wrong: Path) -> None:
    [finding] = validate(wrong, root=Path.cwd(), today=TODAY)
    assert finding.as_text() == finding.as_text("en")
    assert finding.told() == f"'finished' is no code of this field. Use one of: {STATUSES}"


def test_an_annotation_in_both_languages_has_a_line_for_each(wrong: Path) -> None:
    [finding] = validate(wrong, root=Path.cwd(), today=TODAY)
    english, french = (finding.as_github(lang).partition("title=code-unknown::")[2] for lang in ("en", "fr"))
    assert finding.as_github(None).endswith(f"title=code-unknown::{english}%0A{french}")


def test_an_answer_to_a_form_says_faults_in_both_languages(form: Callable[..., str], dataset: Dataset) -> None:
    answer = reply(judge(form(sources="ftp://lesahel.org/a"), dataset))
    assert "it begins with 'ftp'" in answer
    assert "elle commence par «\xa0ftp\xa0», et non par http ou https" in answer
    answer = reply(judge(form(title_fr="Un titre avec un point."), dataset))
    assert "the title ends with a full stop\\. Delete it" in answer
    assert "le titre se termine par un point\\. Supprimez\\-le" in answer


# --- the pages of the rules, and what editors show -------------------------------------------------------------------


def test_the_rule_pages_are_twins() -> None:
    english, french = (
        re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", rules_page(lang), re.MULTILINE) for lang in ("en", "fr")
    )
    assert [rule for rule, _ in french] == [rule for rule, _ in english] == [*READER_FINDINGS, *RULES]
    for (_, en), (_, fr) in zip(english, french, strict=True):
        assert_french(fr.removeprefix("avertissement | ").removeprefix("erreur | "), en)
        assert fr.endswith(".")
    assert "(rules.fr.md)" in rules_page("en")
    assert "(rules.md)" in rules_page("fr")


def test_a_rule_says_in_french_where_to_look_as_in_english() -> None:
    """What stands between backticks, and the files, are the same in both."""
    for rule in RULES.values():
        told = rule.documentation
        for pattern in (r"`([a-z_]+)`", r"data/[a-z/]+\.yaml"):
            assert set(re.findall(pattern, told.en)) == set(re.findall(pattern, told.fr)), rule.id


def described(schema: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Every title and description of a schema, but for partners' names."""
    if isinstance(schema, dict):
        yield from ((at, schema[key]) for key in ("title", "description") if isinstance(schema.get(key), str))
        for key, inner in schema.items():
            if not at.endswith(".partners"):
                yield from described(inner, f"{at}.{key}")


def test_editors_show_every_field_in_both_languages() -> None:
    reference, _ = read_reference(HERE / "fixtures" / "data" / "reference")
    texts = [(at, text) for at, text in described(event_schema(reference)) if text != "Source"]
    assert len(texts) >= 50
    for at, text in texts:
        english, dot, french = text.partition(" · ")
        assert dot, (at, text)
        assert_french(french, english)
