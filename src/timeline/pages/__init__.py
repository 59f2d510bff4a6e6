"""What README and the datasheet say of the dataset in figures: computed, so that no figure is older than the data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from timeline.pages.blocks import BLOCKS
from timeline.pages.facts import Facts
from timeline.pages.marked import fill
from timeline.storage import write_atomic

PAGES: Mapping[str, str] = {
    "README.md": "en",
    "README.fr.md": "fr",
    "data/README.md": "en",
    "data/README.fr.md": "fr",
}

__all__ = ["BLOCKS", "PAGES", "Facts", "pages", "write_pages"]


def pages(root: Path, facts: Facts) -> dict[Path, str]:
    """Every page of a checkout with its blocks written anew, by its path."""
    blocks = {lang: {name: block(facts, lang) for name, block in BLOCKS.items()} for lang in ("en", "fr")}
    return {root / name: fill((root / name).read_text("utf-8"), blocks[lang]) for name, lang in PAGES.items()}


def write_pages(root: Path) -> list[Path]:
    """Write all pages anew from the built dataset; returns those whose content changed."""
    return [path for path, text in pages(root, Facts.load(root)).items() if write_atomic(path, text)]
