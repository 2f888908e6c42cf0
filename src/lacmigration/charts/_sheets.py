"""What stands around a picture? Its title above; the key, the notes and the sources below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypedDict

import attrs

from lacmigration.charts._chart import VEGA_LITE, Chart
from lacmigration.charts._choices import whole
from lacmigration.charts._colours import LOOSE, MUTED, PAPER, STRICT
from lacmigration.charts._marks import Mark, layers, line, moved, words
from lacmigration.charts._tables import Table
from lacmigration.charts._texts import room_of, wrapped
from lacmigration.charts._words import Names, Words
from lacmigration.messages import Saying, counted, message
from lacmigration.provenance import Citation

__all__ = ["Item", "Look", "Sheet", "interval_key", "sheet", "whisker"]

_MARGIN = 20
_TITLE, _SMALL = 17, 11
_NARROWEST, _WIDEST = 400, 4000
_MOST_TOLD = 5


class Look(TypedDict, total=False):
    """How a picture is to look, the same for all of them; each may be left out.

    `title` stands above it; `locale` is the language of its words and numbers ("en"); `names` is the registry
    that names the groups and sources, or a mapping from group to name, or a tuple of these, of which the
    first that knows a group names it; `width` is in pixels (720, from 400 to 4000); `most` is how many groups
    are drawn one by one (25), the others are drawn together.
    """

    title: str
    locale: str
    names: Names
    width: int
    most: int


@attrs.frozen
class Item:
    """One entry of a key: its marks from x = 0 on, and how wide they are."""

    marks: tuple[Mark, ...]
    width: Fraction


@attrs.frozen
class Sheet:
    """The page that a picture is drawn on."""

    title: str
    words: Words
    width: int
    most: int

    @property
    def room(self) -> int:
        """The pixels between the margins."""
        return self.width - 2 * _MARGIN

    def chart(
        self,
        body: Sequence[Mark],
        *,
        height: Any,
        title: str | Saying,
        told: Sequence[str],
        table: Table,
        key: Sequence[Item] = (),
        notes: Iterable[str | Saying] = (),
        citations: Iterable[Citation] = (),
    ) -> Chart:
        """Put the body, so many pixels high, between title and notes.

        `told` is what its marks say, `table` the same as rows.
        """
        name = self.title or self.words.put(title)
        marks: list[Mark] = []
        y = _MARGIN
        lines = wrapped(name, _TITLE, room=self.room, lines=3, bold=True)
        marks.append(words(_MARGIN, y, *lines, size=_TITLE, baseline="top", fontWeight="bold"))
        y += len(lines) * (_TITLE + 2) + 14
        marks += moved(body, right=_MARGIN, down=y)
        y += -(-height // 1) + 12
        if key:
            listed, rows = _in_rows(key, self.room)
            marks += moved(listed, right=_MARGIN, down=y)
            y += 18 * rows + 2
        source = self.words.sources(citations)
        texts = [(self.words.put(note), MUTED, "normal") for note in notes]
        texts += [(source, MUTED, "italic")] if source else []
        for text, fill, style in texts:
            lines = wrapped(text, _SMALL, room=self.room, lines=5)
            marks.append(words(_MARGIN, y, *lines, size=_SMALL, baseline="top", fill=fill, fontStyle=style))
            y += len(lines) * (_SMALL + 2) + 4
        description = self._described(name, told, source)
        spec = _spec(marks, self.width, int(y) + _MARGIN - 4, description)
        return Chart(name, description, spec, self.words.locale, table)

    def _described(self, name: str, told: Sequence[str], source: str) -> str:
        shown = list(told[:_MOST_TOLD])
        if len(told) > _MOST_TOLD:
            rest = len(told) - _MOST_TOLD
            shown.append(self.words.put(counted("and {n} more", "and {n} more", rest)))
        parts = (name, "; ".join(shown), source)
        return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def sheet(
    title: str = "", *, locale: str = "en", names: Names = None, width: int = 720, most: int = 25
) -> Sheet:
    """A page as it was asked for. Errors: ChoiceError; UnknownLocaleError."""
    wide, many = whole("width", width, least=_NARROWEST, most=_WIDEST), whole("most", most, least=1)
    found = Words(locale, names)
    found.percent(Decimal(0))  # complains of what is no locale
    return Sheet(title, found, wide, many)


def _spec(marks: Sequence[Mark], width: int, height: int, description: str) -> dict[str, Any]:
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE.partition('.')[0]}.json",
        "autosize": {"type": "none"},
        "background": PAPER,
        "config": {"view": {"stroke": None}},
        "description": description,
        "height": height,
        "layer": layers(marks),
        "padding": 0,
        "width": width,
    }


# --- intervals -------------------------------------------------------------------------------------------


def whisker(
    ends: tuple[Any, Any],
    across: Any,
    *,
    colour: str,
    cap: Any,
    thick: int = 2,
    caps: Sequence[Any] | None = None,
    upright: bool = False,
) -> list[Mark]:
    """A line from end to end with a cap at each, or at those of `caps`; where they meet, one cap."""
    low, high = ends
    capped = dict.fromkeys(ends if caps is None else caps)
    if upright:
        marks = [line(across, low, x2=across, y2=high, stroke=colour, strokeWidth=thick)]
        marks += [
            line(across - cap, end, x2=across + cap, y2=end, stroke=colour, strokeWidth=thick)
            for end in capped
        ]
        return marks
    marks = [line(low, across, x2=high, y2=across, stroke=colour, strokeWidth=thick)]
    marks += [
        line(end, across - cap, x2=end, y2=across + cap, stroke=colour, strokeWidth=thick) for end in capped
    ]
    return marks


def interval_key(said: Words, *, loose: bool) -> list[Item]:
    """What the dark and the light line mean."""
    meanings = [(STRICT, 4, 2, message("what the figures as written allow"))]
    if loose:
        meanings.append((LOOSE, 3, 1, message("the most that a fair reader would grant")))
    items = []
    for colour, cap, thick, meaning in meanings:
        text = said.put(meaning)
        marks = whisker((0, 22), 4, colour=colour, cap=cap, thick=thick)
        items.append(Item((*marks, words(28, 4, text, size=_SMALL)), 28 + room_of(text, _SMALL)))
    return items


def _in_rows(key: Sequence[Item], room: int) -> tuple[list[Mark], int]:
    """The entries of a key beside each other as far as there is room, and how many rows they take."""
    marks: list[Mark] = []
    x, rows = Fraction(0), 1
    for item in key:
        if x and x + item.width > room:
            x, rows = Fraction(0), rows + 1
        marks += moved(item.marks, right=x, down=18 * (rows - 1))
        x += item.width + 20
    return marks, rows
