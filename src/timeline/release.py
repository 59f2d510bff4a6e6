"""What a release carries beside wheel and sdist: the data as one archive, and checksums.

``python -m timeline.release DIR``; ``make release-files`` calls it after building the packages into the same folder."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from timeline.about import load_about
from timeline.export import exported
from timeline.findings import shown
from timeline.paths import project_root
from timeline.storage import write_atomic
from timeline.tables.keys import KEYS

#: What the archive holds, as patterns from the checkout's root; links between the files keep working.
_ARCHIVED = (
    "data/*.parquet", "data/*.json", "data/*.yaml", "data/*.csv", "data/*.md",
    "data/events/*/*.yaml", "data/reference/*.yaml", "data/templates/*/*.yaml",
    "schemas/**/*.json", "schemas/**/*.yaml", "schemas/**/*.md",
    "CITATION.cff", "LICENSE", "CHANGELOG.md", "CONTRIBUTING*.md", "README*.md", ".zenodo.json",
)  # fmt: skip
_BESIDE = ("CITATION.cff", ".zenodo.json")
CHECKSUMS = "SHA256SUMS"


def archived_files(root: Path) -> Iterator[Path]:
    """The checkout's files that go into the data archive, sorted."""
    yield from sorted({path for pattern in _ARCHIVED for path in root.glob(pattern) if path.is_file()})


def archive(root: Path) -> bytes:
    """The data as a zip: tables as Parquet and as CSV, records, reference, schemas and their descriptions.

    The same files give the same bytes: order, times and permissions are fixed."""
    about = load_about()
    contents = {path.relative_to(root).as_posix(): path.read_bytes() for path in archived_files(root)}
    contents |= {f"csv/{table}.csv": exported("csv", table=table) for table in KEYS}
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in contents.items():
            day = about.released
            entry = zipfile.ZipInfo(f"{about.name}-{about.version}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content)
    return sink.getvalue()


def checksums(folder: Path) -> str:
    """A line for every file of a folder, as ``sha256sum --check`` reads them."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != CHECKSUMS)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def write_release(root: Path, folder: Path) -> list[Path]:
    """Write archive, citation files and checksums into a folder; returns everything that lies there."""
    about = load_about()
    write_atomic(folder / f"{about.name}-{about.version}.zip", archive(root))
    for name in _BESIDE:
        write_atomic(folder / name, (root / name).read_bytes())
    write_atomic(folder / CHECKSUMS, checksums(folder))
    return sorted(path for path in folder.iterdir() if path.is_file())


def main(arguments: list[str]) -> int:
    """Write the release's files into the folder that is named (default: ``dist``)."""
    folder = Path(arguments[0] if arguments else "dist")
    folder.mkdir(parents=True, exist_ok=True)
    for path in write_release(project_root(), folder):
        print(f"{path.stat().st_size:>12,}  {shown(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
