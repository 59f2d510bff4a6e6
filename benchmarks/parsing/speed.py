"""Speed of the parser on one core, beside spaCy's small models and ``dateparser.search`` on the same texts.

python -m benchmarks.parsing.speed          articles a second
python -m benchmarks.parsing.speed batch    10,000 articles through the command line: time and memory
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.parsing.articles import ARTICLES, SETS, Case, cases
from benchmarks.parsing.baselines import spacy_model

ROUNDS = 5
BATCH = 10_000


def rates(tasks: Sequence[Callable[[], int]], rounds: int = ROUNDS) -> list[float]:
    """Articles a second of each task; rounds alternate and the best counts, so that all meet the same machine."""
    best = [0.0] * len(tasks)
    for turn in range(rounds + 1):  # the first round warms up
        if turn == 1:  # nobody's models are searched for garbage while another works
            gc.collect()
            gc.freeze()
        for number, task in enumerate(tasks):
            start = time.process_time()
            done = task()
            if turn:
                best[number] = max(best[number], done / (time.process_time() - start))
    return best


def _over(articles: list[Case], task: Callable[[Case], object]) -> Callable[[], int]:
    def run() -> int:
        for case in articles:
            task(case)
        return len(articles)

    return run


def rows() -> list[list[str]]:
    """What, articles a second, and how many times slower than ours on plain text."""
    from dateparser.search import search_dates

    from timeline.parsing import parse

    articles = [case for name in SETS for case in cases(ARTICLES / name)]
    plain, pages = [case for case in articles if not case.html], [case for case in articles if case.html]
    texts = {case.path: case.content() for case in articles}
    ours, html, spacy, dates = rates(
        [
            _over(plain, lambda case: parse(texts[case.path], lang=case.lang, published=case.published)),
            _over(pages, lambda case: parse(texts[case.path], published=case.published, html=True)),
            _over(plain, lambda case: spacy_model(case.lang)(texts[case.path])),
            _over(plain[::3], lambda case: search_dates(texts[case.path], languages=[case.lang])),
        ]
    )
    return [
        ["timeline, plain text", f"{ours:.0f}", "1"],
        ["timeline, HTML", f"{html:.0f}", f"1 : {ours / html:.1f}"],
        ["spaCy's small models alone", f"{spacy:.1f}", f"**1 : {ours / spacy:.1f}** (20)"],
        ["`dateparser.search` alone", f"{dates:.1f}", f"**1 : {ours / dates:.1f}** (5)"],
    ]


def batch(size: int = BATCH) -> str:
    """A folder of articles read by the command line: articles a second, and the largest process in between.

    Memory is looked at in /proc (Linux), after a tenth of the articles and at the end.
    """
    texts = [case.content() for case in cases(ARTICLES / "dev") if not case.html]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(size):
            (folder / f"{number:05}.txt").write_text(texts[number % len(texts)], "utf-8")
        start, marks = time.perf_counter(), []
        command = [sys.executable, "-m", "timeline", "parse", name, "--published", "2025-03-01"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for number, _ in enumerate(process.stdout, start=1):
                if number in (size // 10, size):
                    marks.append(_memory(process.pid))
        seconds = time.perf_counter() - start
    first, last = marks
    return (
        f"{size:,} articles in {seconds:.0f} s ({size / seconds:.0f}/s, all cores); largest process after "
        f"{size // 10:,}: {first / 1024:.0f} MB, after {size:,}: {last / 1024:.0f} MB"
    )


def _memory(parent: int) -> int:
    """Kilobytes of the largest process among a command and its workers."""
    sizes = [0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if parent in (int(lines.get("PPid", 0)), int(lines.get("Pid", 0))):
            sizes.append(int(lines.get("VmRSS", "0 kB").split()[0]))
    return max(sizes)


def main(arguments: list[str]) -> None:
    """Prints what is asked for."""
    if "batch" in arguments:
        print(batch())
    else:
        for row in rows():
            print(": ".join(row))


if __name__ == "__main__":
    main(sys.argv[1:])
