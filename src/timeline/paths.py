"""Where things lie: in a checkout beside the code, in an installed wheel inside the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from timeline.errors import DataNotFoundError

_PACKAGE = Path(__file__).resolve().parent


@cache
def checkout() -> Path | None:
    """The root of the checkout that this code runs from, or None when it is installed."""
    root = _PACKAGE.parent.parent
    return root if (root / "data" / "reference").is_dir() and (root / "schemas").is_dir() else None


def project_root() -> Path:
    """The root of the checkout that the code runs from, else of the one around the working directory.

    An error where there is none, since only a checkout can be built."""
    here = Path.cwd()
    around = (folder for folder in (here, *here.parents) if _holds_records(folder))
    root = checkout() or next(around, None)
    if root is None:
        raise DataNotFoundError(
            "this command works on the dataset's own files, and the package runs outside a checkout",
            remedy="clone the repository and run it there",
        )
    return root


def _holds_records(folder: Path) -> bool:
    return (folder / "data" / "events").is_dir() and (folder / "data" / "reference").is_dir()


def data_dir() -> Path:
    """The folder of the Parquet files."""
    root = checkout()
    return root / "data" if root else _PACKAGE / "_data"


def schemas_dir() -> Path:
    """The folder of the codebook and of the schemas made from it."""
    root = checkout()
    return root / "schemas" if root else _PACKAGE / "_schemas"
