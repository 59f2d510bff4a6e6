"""Labels on a map: no two overlap, none covers a point, every label is in the frame."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.charts._beside import Mark, beside
from timeline.charts._labels import NoRoomError

_SIZE = 600.0
_MARKS = st.lists(
    st.builds(
        Mark, st.floats(10, _SIZE - 10), st.floats(10, _SIZE - 10), st.just(3.0), st.floats(10, 70), st.just(12.0)
    ),
    max_size=12,
)  # fmt: skip


@given(_MARKS)
def test_labels_keep_off_one_another_and_the_points_and_stay_in_the_frame(marks: list[Mark]) -> None:
    boxes = [
        (spot.left, spot.top, spot.left + mark.width, spot.top + mark.height)
        for mark, spot in zip(marks, beside(marks, _SIZE, _SIZE), strict=True)
    ]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= _SIZE
        assert bottom <= _SIZE
        assert not any(left < mark.x < right and top < mark.y < bottom for mark in marks)
    for (left, top, right, bottom), other in itertools.combinations(boxes, 2):
        assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom


def test_a_label_stands_at_its_own_point_not_at_a_neighbour() -> None:
    west, east = Mark(100, 100, 3, 40, 12), Mark(112, 100, 3, 40, 12)
    [first, second] = beside([west, east], 300, 300)
    assert first.left + 20 < second.left + 20


def test_a_label_avoids_a_line_where_it_can() -> None:
    mark = Mark(100, 100, 3, 40, 12)
    [free] = beside([mark], 300, 300)
    [moved] = beside([mark], 300, 300, lines=[(x, 100.0) for x in range(100, 200, 4)])
    assert free.left > 100
    assert not (moved.left < 150 < moved.left + 40 and moved.top < 100 < moved.top + 12)


def test_a_label_without_room_is_refused() -> None:
    with pytest.raises(NoRoomError, match="no room"):
        beside([Mark(50, 50, 3, 120, 12)], 100, 100)
