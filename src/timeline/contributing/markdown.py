"""Text of strangers in Markdown: shown as it was written, never taken for a command."""

from __future__ import annotations

import re

from timeline.records.yamltext import INVISIBLE

# all white space but the no-break spaces of French
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_SIGNS = re.compile(r"[\\`*_{}\[\]<>()#+\-!|~:./&@$]")


def plain(text: str) -> str:
    """A text as one line in which no sign means anything: no link, tag, mention, image or table cell.

    >>> plain("see <b>[x](http://y)</b> @all")
    'see \\\\<b\\\\>\\\\[x\\\\]\\\\(http\\\\:\\\\/\\\\/y\\\\)\\\\<\\\\/b\\\\> &#64;all'
    """
    text = INVISIBLE.sub("\ufffd", _SPACES.sub(" ", text).strip())
    return _SIGNS.sub(lambda found: "&#64;" if found[0] == "@" else "\\" + found[0], text)


def code(text: str) -> str:
    """A text as a code span, whatever it holds.

    >>> code("a`b")
    '``a`b``'
    """
    line = " ".join(text.split())
    ticks = "`" * (_longest(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def fenced(text: str, language: str = "") -> str:
    """A text as a code block that it cannot end itself.

    >>> fenced("a").splitlines()
    ['```', 'a', '```']
    """
    fence = "`" * max(3, _longest(text) + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _longest(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
