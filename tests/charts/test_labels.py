"""The layout of labels: no two overlap, order is kept, every label is in the frame."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts._labels import Box, NoRoomError, place, text_width, wrap

_EPSILON = 1e-6
_NUMBERS = st.floats(-2000, 2000, allow_nan=False)
_BOXES = st.lists(st.builds(Box, _NUMBERS, st.floats(0.5, 60)), max_size=40)


@given(_BOXES, st.floats(0, 10), _NUMBERS, st.floats(0, 500))
def test_labels_neither_overlap_nor_leave_the_frame_and_keep_their_order(
    boxes: list[Box], gap: float, top: float, spare: float
) -> None:
    bottom = top + sum(box.height + gap for box in boxes) + spare
    edges = place(boxes, top, bottom, gap=gap)
    placed = sorted(zip([box.anchor for box in boxes], edges, boxes, strict=True), key=lambda item: item[1])
    for anchor, edge, box in placed:
        assert edge >= top - _EPSILON, anchor
        assert edge + box.height <= bottom + _EPSILON, anchor
    for (anchor, edge, box), (next_anchor, next_edge, _) in itertools.pairwise(placed):
        assert anchor <= next_anchor
        assert next_edge - (edge + box.height) >= gap - _EPSILON


@given(_BOXES)
def test_labels_that_have_room_stand_at_their_marks(boxes: list[Box]) -> None:
    spread = [Box(index * 100.0, box.height) for index, box in enumerate(boxes)]
    edges = place(spread, -100, 100.0 * len(spread))
    assert edges == pytest.approx([box.anchor - box.height / 2 for box in spread])


@given(st.lists(st.builds(Box, st.floats(0, 100), st.floats(5, 20)), min_size=2, max_size=4), st.data())
def test_no_other_placement_is_nearer(boxes: list[Box], data: st.DataObject) -> None:
    def cost(edges: list[float]) -> float:
        return sum(
            (edge + box.height / 2 - box.anchor) ** 2 for edge, box in zip(edges, in_order, strict=True)
        )  # fmt: skip

    in_order = sorted(boxes, key=lambda box: box.anchor)
    best = place(in_order, 0, 120)
    free = 120 - sum(box.height for box in in_order)
    shifts = sorted(data.draw(st.lists(st.floats(0, free), min_size=len(boxes), max_size=len(boxes))))
    above = itertools.accumulate([box.height for box in in_order[:-1]], initial=0.0)
    other = [shift + taken for shift, taken in zip(shifts, above, strict=True)]
    assert cost(best) <= cost(other) + 1e-3


def test_labels_without_room_are_refused() -> None:
    with pytest.raises(NoRoomError, match="do not fit"):
        place([Box(5, 10), Box(5, 10)], 0, 19)


def test_nothing_to_place() -> None:
    assert place([], 0, 10) == []


@given(st.lists(st.text("abcdéW’ ", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_unless_they_say_so(words: list[str], most: int) -> None:
    text = " ".join(words)
    lines = wrap(text, 150, 12, most=most)
    assert 1 <= len(lines) <= most
    assert all(text_width(line, 12) <= 150 for line in lines)
    assert " ".join(lines) == text or lines[-1].endswith("…")
