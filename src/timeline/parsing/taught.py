"""Weights that training made: read once from the checkout or the wheel, and exchanged for others while measuring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Taught(Generic[T]):
    """Shipped weights, and those used instead of them.

    >>> weights = Taught(lambda: 3)
    >>> with weights.using(None):
    ...     print(weights.current(), weights.shipped())
    None 3
    """

    def __init__(self, load: Callable[[], T | None]) -> None:
        self._load = load
        self._shipped: list[T | None] = []
        self._instead: list[T | None] = []

    def shipped(self) -> T | None:
        """Those of the checkout or the wheel; None before the first build."""
        if not self._shipped:
            self._shipped.append(self._load())
        return self._shipped[0]

    def forget(self) -> None:
        """Reads those of the checkout anew, since training has written others."""
        self._shipped.clear()

    @contextmanager
    def using(self, weights: T | None) -> Iterator[None]:
        """Reads with other weights, or with none: for measuring what they are worth."""
        self._instead.append(weights)
        try:
            yield
        finally:
            self._instead.pop()

    def current(self) -> T | None:
        """Those in use; None where there are none."""
        return self._instead[-1] if self._instead else self.shipped()
