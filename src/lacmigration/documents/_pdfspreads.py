"""Which table goes on over a page's end, and which rows does it have in the whole?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import attrs

from lacmigration.documents._blocks import Block, Place, Table
from lacmigration.documents._figures import is_entry
from lacmigration.documents._pdftables import Column, Slot, table_of

__all__ = ["Sheet", "Spread"]

# A header of so many rows at most is printed again at the top of a page.
MAX_HEADER: Final = 6


@attrs.frozen(kw_only=True)
class Sheet:
    """What one page holds of a table: its cells, its columns, whether lines draw it, and its place."""

    slots: tuple[Slot, ...]
    columns: tuple[Column, ...]
    drawn: bool
    place: Place


@attrs.define
class Spread:
    """A table that may go on: its cells so far, the place of each row, and the footnotes below it."""

    slots: list[Slot]
    places: list[Place]
    last: Sheet
    caption: Block | None = None
    footnotes: list[Block] = attrs.field(factory=list)

    @classmethod
    def of(cls, sheet: Sheet, caption: Block | None = None) -> Spread:
        """A table that begins."""
        return cls(list(sheet.slots), [sheet.place] * _height(sheet.slots), sheet, caption)

    def takes(self, sheet: Sheet) -> bool:
        """Go on with what stands at the top of the next page, if its columns are the same.

        A header that is printed again is dropped, and a row that the page's end cut in two is joined.
        """
        old, new = self.last, sheet
        if (new.place.page, new.place.line) != (old.place.page + 1, 1) or new.drawn != old.drawn:
            return False
        if len(old.columns) != len(new.columns) or any(
            over[0] > under[1] or under[0] > over[1]
            for over, under in zip(old.columns, new.columns, strict=True)
        ):
            return False
        rows = [list(each) for _, each in groupby(new.slots, key=_row)]
        rows = rows[self._repeated(rows) :]
        if rows and self._is_rest(rows[0]):
            self._join(rows.pop(0))
        if rows:
            shift = len(self.places) - rows[0][0].row
            self.slots += [attrs.evolve(slot, row=slot.row + shift) for row in rows for slot in row]
            self.places += [new.place] * (max(slot.row + slot.rows for slot in rows[-1]) - rows[0][0].row)
            missing = max(slot.row + slot.rows for slot in self.slots[-len(new.slots) :]) - len(self.places)
            self.places += [new.place] * missing
        self.last = new
        return True

    @property
    def top(self) -> list[dict[int, str]]:
        """The texts of the first rows by their columns: what may be printed again."""
        return [_shown(list(each)) for _, each in groupby(self.slots[: _head(self.slots)], key=_row)]

    def _repeated(self, rows: Sequence[Sequence[Slot]]) -> int:
        """How many rows repeat those at the table's top."""
        top, count = self.top, 0
        while count < min(len(top), len(rows)) and top[count] == _shown(rows[count]):
            count += 1
        return count

    def _is_rest(self, row: Sequence[Slot]) -> bool:
        """Whether a page's first row is the rest of the last one: words in the midst of a sentence."""
        texts = [slot.text for slot in row if slot.text]
        label = next((slot.text for slot in row if slot.column == 0), "")
        return (
            all(slot.rows == 1 for slot in row)
            and (not label or (label[0].islower() and not label.endswith(":")))
            and not any(map(is_entry, texts))
            and any(text[0].islower() or not text[0].isalnum() for text in texts)
        )

    def _join(self, row: Sequence[Slot]) -> None:
        number = len(self.places) - 1
        at = len(self.slots)
        while at and self.slots[at - 1].row == number:
            at -= 1
        cells = {slot.column: slot for slot in self.slots[at:]}
        for slot in row:
            above = cells.get(slot.column)
            if above is None:
                cells[slot.column] = attrs.evolve(slot, row=number)
            elif slot.text:
                cells[slot.column] = attrs.evolve(above, text=f"{above.text} {slot.text}".strip())
        self.slots[at:] = [cells[column] for column in sorted(cells)]

    def table(self) -> Table:
        """The whole table."""
        return attrs.evolve(table_of(self.slots, self.places), caption=self.caption)


def _row(slot: Slot) -> int:
    return slot.row


def _height(slots: Sequence[Slot]) -> int:
    return max(slot.row + slot.rows for slot in slots)


def _head(slots: Sequence[Slot]) -> int:
    """The first slot behind the first rows, which may be a header."""
    return next((at for at, slot in enumerate(slots) if slot.row >= MAX_HEADER), len(slots))


def _shown(row: Sequence[Slot]) -> dict[int, str]:
    return {slot.column: slot.text for slot in row if slot.text}
