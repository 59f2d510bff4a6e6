"""Step 5a, dates: every date expression of a sentence, resolved to EDTF against the day of publication.

Absolute dates, ranges, weekdays, "yesterday", "la semaine dernière", "earlier this month", a date line. The scan
goes from word to word and never back. Which of the dates is the act's is decided later, in ``assemble``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.parsing.date_words import EARLIEST, LATEST, day_of, nearest, span_of, vocabulary
from timeline.parsing.tokens import Sentence

MAX_ROW = 4
"""A row of weekdays spans at most so many more days."""
_AND = frozenset(("and", "et"))
_NIGHT = frozenset(("nuit", "night", "overnight"))
NIGHT_WITHIN = 4
"""So near before stands the night that passes from one weekday to the next."""


@dataclass(slots=True)
class DateFound:
    """A date expression: its EDTF value, its bounds and the words it was read from."""

    edtf: str
    first: date
    last: date
    start: int
    end: int
    kind: str
    """day | range | weekday | relative | event (relative to the act before) | span (a week, month or year)"""
    distant: bool = False
    """Introduced by a word such as "since" or "après": most likely background."""

    @property
    def exact(self) -> bool:
        """Whether it names a day or a range of days."""
        return self.kind != "span"


class _Scan:
    """One pass over the words of a sentence."""

    def __init__(self, sentence: Sentence, lang: str, reference: date | None) -> None:
        self.low = sentence.low
        self.words = sentence.words
        self.sentence = sentence
        self.vocabulary = vocabulary(lang)
        self.reference = reference
        self.found: list[DateFound] = []

    def run(self, positions: list[int]) -> list[DateFound]:
        after = 0
        for position in positions:
            if position >= after:
                after = self._at(position)
        return self.found

    def _at(self, position: int) -> int:
        word = self.low[position]
        vocabulary = self.vocabulary
        if word[0].isdecimal():
            return self._from_number(position)
        if word in vocabulary.months:
            return self._from_month(position)
        if word in vocabulary.weekdays:
            return self._from_weekday(position)
        if word in vocabulary.phrases:
            return self._from_phrase(position)
        if word in vocabulary.ordinals:
            return self._from_number(position)
        return position + 1

    def _add(self, first: date, last: date, start: int, end: int, kind: str, edtf: str | None = None) -> int:
        text = edtf or (first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}")
        self.found.append(DateFound(text, first, last, start, end, kind, self._distant(start)))
        return end

    def _distant(self, start: int) -> bool:
        low = self.low
        vocabulary = self.vocabulary
        for index in range(start - 1, max(-1, start - 5), -1):
            word = low[index]
            if word in vocabulary.own:
                return False
            if word in vocabulary.distant:
                return True
            if word in (",", ";", ":", "(", ")"):
                break
        return False

    def _day_number(self, position: int) -> int | None:
        if not 0 <= position < len(self.low):
            return None
        word = self.low[position]
        if word in self.vocabulary.ordinals:
            return self.vocabulary.ordinals[word]
        if len(word) <= 2 and word.isdecimal() and 1 <= int(word) <= 31:
            return int(word)
        return None

    def _after_day(self, position: int) -> int:
        """Skips what may follow a day's number: ``st``, ``er``, ``of``."""
        while position < len(self.low) and self.low[position] in ("er", "st", "nd", "rd", "th", "of", "de"):
            position += 1
        return position

    def _year(self, position: int) -> tuple[int | None, int]:
        """A year at a position, past a comma or a full stop after an abbreviated month."""
        low = self.low
        skip = position
        while skip < len(low) and skip - position < 2 and low[skip] in (",", "."):
            skip += 1
        if skip < len(low) and len(low[skip]) == 4 and low[skip].isdecimal() and EARLIEST <= int(low[skip]) <= LATEST:
            return int(low[skip]), skip + 1
        return None, position

    def _modified(self, position: int) -> tuple[bool, bool, int]:
        """Whether "last" or "next" follows, and where the words go on."""
        if position < len(self.low):
            if self.low[position] in self.vocabulary.last:
                return True, False, position + 1
            if self.low[position] in self.vocabulary.next:
                return False, True, position + 1
        return False, False, position

    def _day(self, month: int, day: int, position: int) -> tuple[date | None, int]:
        """The date of a day and month whose year may follow."""
        year, after = self._year(position)
        if year:
            return day_of(year, month, day), after
        backward, forward, after = self._modified(position)
        return nearest(month, day, self.reference, backward=backward, forward=forward), after

    def _weekday_before(self, start: int) -> int:
        """Includes a weekday that stands before a date."""
        index = start - 1
        while index >= 0 and self.low[index] in (",", "le", "the"):
            index -= 1
        if index >= 0 and self.low[index] in self.vocabulary.weekdays and start - index <= 3:
            if self.found and self.found[-1].start == index:
                self.found.pop()
            return index
        return start

    def _from_number(self, position: int) -> int:
        numeric = self._numeric(position)
        if numeric:
            return numeric
        day = self._day_number(position)
        if day is None:
            return self._bare_year(position)
        low, months = self.low, self.vocabulary.months
        after = self._after_day(position + 1)
        if after < len(low) and low[after] in months:
            return self._day_month(position, day, after)
        if after < len(low) and low[after] in (*self.vocabulary.range_and, "–", "—", "-", "/"):
            other = self._day_number(after + 1)
            month_at = self._after_day(after + 2)
            if other and month_at < len(low) and low[month_at] in months:
                return self._day_range(position, day, other, months[low[month_at]], month_at + 1)
        return position + 1

    def _numeric(self, position: int) -> int | None:
        """``17/07/2024`` or ``2024-07-17``."""
        low = self.low
        sentence = self.sentence
        if position + 4 < len(low) and low[position + 1] == "/" and low[position + 3] == "/":
            parts = low[position], low[position + 2], low[position + 4]
            if all(part.isdecimal() and len(part) <= 4 for part in parts) and len(parts[2]) == 4:
                found = day_of(int(parts[2]), int(parts[1]), int(parts[0]))
                if found:
                    return self._add(found, found, self._weekday_before(position), position + 5, "day")
        if position + 2 < len(low) and len(low[position]) == 4 and low[position].isdecimal():
            parts = low[position], low[position + 1], low[position + 2]
            glued = all(sentence.starts[position + step + 1] == sentence.ends[position + step] + 1 for step in range(2))
            if glued and all(part.isdecimal() for part in parts) and len(parts[1]) == 2 and len(parts[2]) == 2:
                found = day_of(int(parts[0]), int(parts[1]), int(parts[2]))
                if found:
                    return self._add(found, found, position, position + 3, "day")
        return None

    def _bare_year(self, position: int) -> int:
        word = self.low[position]
        if len(word) == 4 and word.isdecimal() and EARLIEST <= int(word) <= LATEST and position:
            year = int(word)
            if self.low[position - 1] in (
                "en",
                "in",
                "depuis",
                "since",
                "de",
                "by",
                "until",
                "fin",
                "été",
                "l",
                "summer",
                "late",
                "early",
            ):
                return self._add(date(year, 1, 1), date(year, 12, 31), position, position + 1, "span", word)
        return position + 1

    def _day_month(self, position: int, day: int, month_at: int) -> int:
        month = self.vocabulary.months[self.low[month_at]]
        first, after = self._day(month, day, month_at + 1)
        if first is None:
            return month_at + 1
        low = self.low
        if after < len(low) and low[after] in (*self.vocabulary.range_and, "–", "—"):
            other = self._day_number(after + 1)
            second_month = self._after_day(after + 2)
            if (
                other
                and second_month < len(low)
                and low[second_month] in self.vocabulary.months
                and low[after] in ("au", "to", "–", "—", "through")
            ):
                last, end = self._day(self.vocabulary.months[low[second_month]], other, second_month + 1)
                if last:
                    if self._year(month_at + 1)[0] is None:
                        first = day_of(last.year, month, day) or first
                    if first <= last:
                        return self._add(first, last, position, end, "range")
        return self._add(first, first, self._weekday_before(position), after, "day")

    def _day_range(self, position: int, day: int, other: int, month: int, after: int) -> int:
        last, end = self._day(month, other, after)
        first = day_of(last.year, month, day) if last else None
        if first and last and first < last:
            return self._add(first, last, position, end, "range")
        return position + 1

    def _from_month(self, position: int) -> int:
        low = self.low
        word = low[position]
        month = self.vocabulary.months[word]
        if word in ("may", "march", "mars") and not self.words[position][0].isupper() and word != "mars":
            return position + 1
        after = position + 1
        if after < len(low) and low[after] == ".":
            after += 1
        day = self._day_number(after)
        if day is not None and self.vocabulary.ordinals.get("1st"):  # English order: "April 16, 2025"
            end = self._after_day(after + 1)
            if end < len(low) and low[end] in (*self.vocabulary.range_and, "–", "—"):
                last_day = self._day_number(end + 1)
                follows_month = self._after_day(end + 2)
                if last_day and not (follows_month < len(low) and low[follows_month] in self.vocabulary.months):
                    return self._day_range(position, day, last_day, month, end + 2)
            if end < len(low) and len(low[end]) <= 2 and low[end].isdecimal() and self._glued(end):
                return self._day_range(position, day, int(low[end]), month, end + 1)
            found, end = self._day(month, day, end)
            if found:
                return self._add(found, found, self._weekday_before(position), end, "day")
            return end
        year, after = self._year(position + 1)
        backward, forward, after = self._modified(after) if year is None else (False, False, after)
        if year is None:
            near = nearest(month, 1, self.reference, backward=backward, forward=forward)
            year = near.year if near else None
        if year is None or (word in ("may", "march") and not self._month_context(position)):
            return position + 1
        last = date(year, month, monthrange(year, month)[1])
        return self._add(date(year, month, 1), last, position, after, "span", f"{year:04d}-{month:02d}")

    def _glued(self, position: int) -> bool:
        return self.sentence.starts[position] == self.sentence.ends[position - 1] + 1

    def _month_context(self, position: int) -> bool:
        before = self.low[position - 1] if position else ""
        return before in (
            "in",
            "since",
            "last",
            "early",
            "late",
            "mid",
            "of",
            "next",
            "until",
            "by",
            "this",
            "end",
            ",",
        ) or (position + 1 < len(self.low) and self.low[position + 1].isdecimal())

    def _from_weekday(self, position: int) -> int:
        word = self.low[position]
        if self.reference is None or (
            len(word) <= 4 and word not in ("lundi", "jeudi") and not self.words[position][0].isupper()
        ):
            return position + 1
        weekday = self.vocabulary.weekdays[word]
        _, forward, end = self._modified(position + 1)
        before = self.low[position - 1] if position else ""
        if before in self.vocabulary.next or self._is_deadline(position):
            forward = True
        back = (self.reference.weekday() - weekday) % 7
        if before in self.vocabulary.last or end > position + 1:
            back = back or 7
        found = self.reference - timedelta(days=back)
        if forward:
            found += timedelta(days=7)
        last, after = self._to_weekday(found, end)
        if last is not None and _NIGHT.isdisjoint(self.low[max(0, position - NIGHT_WITHIN) : position]):
            return self._add(found, last, position, after, "range")
        return self._add(found, found, position, end, "weekday")

    def _to_weekday(self, first: date, position: int) -> tuple[date | None, int]:
        """The weekday soon after that ends a row ("jeudi et vendredi", "from Monday to Friday"), and where it ends."""
        low, weekdays = self.low, self.vocabulary.weekdays
        if (
            position + 1 >= len(low)
            or low[position] not in self.vocabulary.range_and
            or low[position + 1] not in weekdays
        ):
            return None, position
        days = (weekdays[low[position + 1]] - first.weekday()) % 7
        if not 1 <= days <= (1 if low[position] in _AND else MAX_ROW):
            return None, position
        return first + timedelta(days=days), self._modified(position + 2)[2]

    def _is_deadline(self, position: int) -> bool:
        """Whether a weekday is one to come ("d'ici à vendredi", "until Friday")."""
        before = self.low[max(0, position - 2) : position]
        return before[-1:] == ["until"] or (before[-1:] in (["à"], ["au"]) and before[0] in ("ici", "jusqu"))

    def _from_phrase(self, position: int) -> int:
        low = self.low
        following = low[position + 1] if position + 1 < len(low) else ""
        for words, table, value in self.vocabulary.phrases[low[position]]:
            end = position + len(words)
            if len(words) > 1 and (words[1] != following or tuple(low[position:end]) != words):
                continue
            if table == "relative_event":
                anchor = self.reference or date.min
                self.found.append(DateFound(str(value), anchor, anchor, position, end, "event"))
                return end
            if self.reference is None:
                return end
            if table == "relative_days":
                found = self.reference + timedelta(days=int(value))
                if end < len(low) and low[end] in self.vocabulary.weekdays:
                    end += 1
                return self._add(found, found, position, end, "relative")
            unit, offset = value
            first, last, edtf = span_of(self.reference, str(unit), int(offset))
            return self._add(first, last, position, end, "span", edtf)
        return position + 1


def find_dates(sentence: Sentence, lang: str, reference: date | None) -> list[DateFound]:
    """The date expressions of a sentence, left to right.

    >>> from timeline.parsing.tokens import split_sentences
    >>> text = "Ils se sont parlé mardi, selon un texte publié le 27 mars."
    >>> [found.edtf for found in find_dates(split_sentences(text, 0, len(text))[0], "fr", date(2024, 3, 27))]
    ['2024-03-26', '2024-03-27']
    """
    triggers = vocabulary(lang).triggers
    positions = [index for index, word in enumerate(sentence.low) if word in triggers or word[0].isdecimal()]
    return _Scan(sentence, lang, reference).run(positions) if positions else []
