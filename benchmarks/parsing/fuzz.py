"""Ten minutes of coverage-guided fuzzing of the whole parser: ``make fuzz`` (``python -m benchmarks.parsing.fuzz``).

Atheris makes bytes; they are read as a page, as a text in either language, and as words of the lexicons, so that it
gets past the first checks. What may be raised is UnreadableArticleError; anything else, or an input that takes longer
than two seconds, ends the run and is kept under ``.make/fuzz``. Seeds are the articles under ``tests/articles``.
"""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["timeline.parsing", "timeline.coding", "timeline.dates"]):
    from timeline.coding import code_sentence
    from timeline.parsing import parse, parse_page
    from timeline.parsing.readers import UnreadableArticleError, read_bytes
    from timeline.parsing.resources import LANGUAGES
    from timeline.records.shape import deviations

from benchmarks.parsing.hostile import SECONDS as LIMIT
from benchmarks.parsing.hostile import WORDS

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".make" / "fuzz"
SECONDS = 600


def one_input(data: bytes) -> None:
    """Reads one input in the way that its first byte says."""
    start = time.process_time()
    way, rest = (data[0] % 4 if data else 0), data[1:]
    source = "https://outlet.example/a"
    published = f"20{rest[0] % 40:02d}-0{rest[1] % 9 + 1}-1{rest[2] % 9}" if len(rest) > 3 else None
    drafts = []
    with contextlib.suppress(UnreadableArticleError):
        if way == 0:
            drafts = parse_page(read_bytes(rest, html=True), published=published, url=source, publisher="Outlet").drafts
        elif way == 1:
            drafts = parse(
                rest.decode("utf-8", "replace"),
                published=published,
                url=source,
                publisher="Outlet",
                lang=LANGUAGES[len(rest) % 2],
            ).drafts
        elif way == 2:
            text = " ".join(WORDS[(rest[at] << 8 | rest[at + 1]) % len(WORDS)] for at in range(0, len(rest) - 1, 2))
            drafts = parse(f"Niger\n\n{text}", published=published, url=source, publisher="Outlet").drafts
        else:
            code_sentence(rest.decode("latin-1"))
    for draft in drafts:
        if draft.record.get("date") and (wrong := deviations(draft.record)):
            raise AssertionError(f"a draft that is no record: {wrong}")
    if time.process_time() - start > LIMIT:
        raise TimeoutError(f"{len(data)} bytes took longer than {LIMIT} s")


def main() -> None:
    """Fuzzes for ten minutes, or for the seconds given."""
    corpus = KEPT / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, file in enumerate(sorted((ROOT / "tests" / "articles").glob("*/*.*"))):
        if file.suffix in (".txt", ".html"):
            (corpus / f"seed-{number}").write_bytes(
                (b"\x00" if file.suffix == ".html" else b"\x01") + file.read_bytes()
            )
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    arguments = [sys.argv[0], str(corpus), f"-max_total_time={seconds}", "-max_len=6000", "-timeout=20", "-verbosity=1"]
    atheris.Setup([*arguments, f"-artifact_prefix={KEPT}/", "-print_final_stats=1"], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
