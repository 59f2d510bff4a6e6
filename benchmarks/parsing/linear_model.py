"""Would a linear model over the records' own titles and summaries help the lexicon? Measured, not shipped.

    python benchmarks/parsing/linear_model.py

A TF-IDF model (scikit-learn) is trained on the bilingual titles and summaries, cross-validated grouped by event, and
tried on the articles under tests/articles with every record within 20 days of the article and of its partner left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml_rs
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from timeline.dates import InvalidDateError, parse_date
from timeline.parsing import parse
from timeline.parsing.readers import read_html

ROOT = Path(__file__).parents[2]


def model() -> Any:
    """The pipeline: words and pairs of words, one class against the others."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, strip_accents="unicode")
    return make_pipeline(words, LogisticRegression(C=20, max_iter=400, class_weight="balanced"))


def records() -> list[tuple[int, date, dict[str, Any], str, str]]:
    """Each record twice, in English and in French."""
    rows: list[tuple[int, date, dict[str, Any], str, str]] = []
    for number, file in enumerate(sorted((ROOT / "data" / "events").glob("*/*.yaml"))):
        try:
            record = yaml_rs.loads(file.read_text("utf-8"))
            last = parse_date(str(record["date"])).end
        except (ValueError, KeyError, InvalidDateError):
            continue
        rows.extend(
            (number, last, record, lang, f"{record['title'][lang]}\n\n{record['summary'][lang]}")
            for lang in ("en", "fr")
        )
    return rows


def _accepts(expected: Any, answer: Any) -> bool:
    return answer in expected if isinstance(expected, list) else answer == expected


def main() -> None:
    """Prints both comparisons."""
    rows = records()
    texts = [row[4] for row in rows]
    groups = [row[0] for row in rows]
    for key in ("event_type", "act"):
        labels = [row[2][key] for row in rows]
        guessed = cross_val_predict(model(), texts, labels, groups=groups, cv=GroupKFold(5))
        lexicon: list[str | None] = []
        for _, last, _, lang, text in rows:
            drafts = parse(text, lang=lang, published=(last + timedelta(days=1)).isoformat()).drafts
            lexicon.append(drafts[0].record[key] if drafts else None)
        total = len(rows)
        alone = sum(a == b for a, b in zip(lexicon, labels, strict=True)) / total
        linear = sum(a == b for a, b in zip(guessed, labels, strict=True)) / total
        both = sum((a or b) == c for a, b, c in zip(lexicon, guessed, labels, strict=True)) / total
        print(f"records, {key}: lexicon {alone:.3f}, model {linear:.3f}, lexicon then model {both:.3f}")
    for key in ("event_type", "act"):
        fitted = model().fit(texts, [row[2][key] for row in rows])
        _on_articles(key, rows, fitted)


def _on_articles(key: str, rows: list[tuple[int, date, dict[str, Any], str, str]], fitted: Any) -> None:
    """The model on whole articles' title and lead, beside the lexicon's main event."""
    right = {"lexicon": 0, "model": 0}
    total = 0
    for folder in ("dev", "own"):
        base = ROOT / "tests" / "articles" / folder
        for case in yaml_rs.loads((base / "gold.yaml").read_text("utf-8")):
            if not case["events"]:
                continue
            text = (base / case["file"]).read_text("utf-8")
            story = read_html(text).text if case["file"].endswith(".html") else text
            event, day = case["events"][0], date.fromisoformat(str(case["published"]))
            near = {
                row[0]
                for row in rows
                if abs((row[1] - day).days) <= 20 and set(row[2]["partners"]) & set(event["partners"])
            }
            chosen = fitted
            if near:
                kept = [row for row in rows if row[0] not in near]
                chosen = model().fit([row[4] for row in kept], [row[2][key] for row in kept])
            lead = "\n\n".join(part for part in story.split("\n") if part.strip())[:900]
            drafts = parse(story, lang=case["lang"], published=str(case["published"])).drafts
            total += 1
            right["model"] += _accepts(event[key], chosen.predict([lead])[0])
            right["lexicon"] += bool(drafts) and _accepts(event[key], drafts[0].record[key])
    print(
        f"articles, {key} of the main event: "
        + ", ".join(f"{name} {count / total:.3f}" for name, count in right.items())
    )


if __name__ == "__main__":
    main()
