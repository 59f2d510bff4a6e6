"""The fonts of the pictures: those inside vl-convert, whatever the machine has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIGURATION = Path(__file__).with_name("fonts.conf")


@contextmanager
def own_fonts() -> Iterator[None]:
    """Let vl-convert see no fonts but its own when it loads them, at its first drawing in a process.

    With the machine's fonts it would measure and draw with another release of Liberation Sans, or another font."""
    name = "FONTCONFIG_FILE"
    before = os.environ.get(name)
    os.environ[name] = str(_CONFIGURATION)
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
