"""Which tables of a document do not add up as printed, and which numbers would have to move by a unit?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from lacmigration.additivity import note
from lacmigration.claims import Strength
from lacmigration.documents import Cell, Document, Place, Table
from lacmigration.figures import shifted
from lacmigration.findings import Verdict
from lacmigration.relations import Total
from lacmigration.reviewing._fixing import WRITTEN, Fix
from lacmigration.reviewing._reviewing import review_document
from lacmigration.reviewing._reviews import Review, Verified
from lacmigration.reviewing._rewriting import fix_at, note_fix
from lacmigration.reviewing._settings import DEFAULTS, Settings
from lacmigration.reviewing._summing import Move, Sums
from lacmigration.sayings import Saying, message
from lacmigration.translation import translated

__all__ = ["Move", "Repair", "note_fixes", "repair_fixes", "repairs"]

_BEYOND = frozenset({Verdict.INCONSISTENT, Verdict.QUESTIONABLE})
_SAID = re.compile(r"\b(?:round|redonde|arredond|arrondi)", re.IGNORECASE)
"""How a note, caption or header begins to say that figures were rounded, in four languages."""
_MOST_TRIES = 12
"""Times that a repair is looked for in which nothing else of the document fails."""


@attrs.frozen(kw_only=True, eq=False)
class Repair:
    """A table that does not add up as it is printed, and what can be done about it.

    `moves` make it add up. Where there are none, `obstacle` says why, and `explained` whether rounding
    explains the difference at all: if not, a figure may be wrong, and somebody has to find out which. `noted`
    tells that the table itself says that its figures were rounded: then nothing is done about it. `note` is
    what it could say, in the language of the table (`locale`).
    """

    table: Table
    place: Place
    moves: tuple[Move, ...] = ()
    obstacle: Saying | None = None
    explained: bool = True
    noted: bool = False
    note: Saying
    locale: str


def repairs(
    review: Review, *, locale: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Repair, ...]:
    r"""What can be done about each table of a document whose totals are not the sums of their parts.

    Nothing is done about a table with a total that rounding does not explain. The repaired document is
    checked again: a figure stays where another claim, such as its share or a sentence, would fail if it
    moved. `locale` and `settings` are those of the review.

    >>> from lacmigration.reviewing import review
    >>> text = "| Donor | USD millions |\n|---|---|\n| Peru | 4.5 |\n| Chile | 3.1 |\n| Total | 7.7 |\n"
    >>> [[(one.old, one.new) for one in found.moves] for found in repairs(review(text))]
    [[('4.5', '4.6')]]
    """
    kept: dict[int, Verified] = {}
    found = tuple(_found(review, kept))
    for _ in range(_MOST_TRIES):
        broken = _breaks(review, found, locale, settings) if any(one.moves for one in found) else None
        if broken is None:
            return found
        moving = {id(move.cell) for one in found for move in one.moves}
        cells = moving & {id(spot.cell) for spot in (broken.claim.stated, *broken.claim.parts)}
        if not cells:
            break
        kept |= dict.fromkeys(cells, broken)
        found = tuple(_found(review, kept))
    return tuple(_or_else(review, one, locale, settings) for one in found)


def _or_else(review: Review, one: Repair, locale: str | None, settings: Settings) -> Repair:
    """A repair by itself, taken back where something else of the document would fail."""
    broken = _breaks(review, [one], locale, settings) if one.moves else None
    return one if broken is None else attrs.evolve(one, moves=(), obstacle=_rests_on_it(broken))


def _rests_on_it(broken: Verified) -> Saying:
    figure, place = broken.claim.stated.mention.text, str(broken.place)
    return message(
        '"{figure}" at {place} rests on its figures, and would not agree', figure=figure, place=place
    )


def _breaks(
    review: Review, found: Iterable[Repair], locale: str | None, settings: Settings
) -> Verified | None:
    """The first claim that holds in this document, and not in the repaired one."""
    texts = {id(move.cell): move.text for one in found for move in one.moves}
    after = review_document(_with_texts(review.document, texts), locale=locale, settings=settings)
    still = {key for key, _ in _holding(after)}
    return next((one for key, one in _holding(review) if key not in still), None)


def _holding(review: Review) -> Iterator[tuple[tuple[str, int, int], Verified]]:
    """The claims that hold, each with what it is known by in both documents: its kind and its place."""
    places = {id(block): at for at, block in enumerate(review.document.blocks)}
    for one in review.verified:
        if one.claim.strength is Strength.STATED and one.finding.verdict.holds:
            first = places[id(one.claim.parts[0].block)] if one.claim.parts else -1
            yield (one.claim.kind, places[id(one.claim.stated.block)], first), one


def _with_texts(document: Document, texts: dict[int, str]) -> Document:
    """The document with other texts in some cells; where they stand in the source no longer fits exactly."""
    return attrs.evolve(
        document,
        parts=tuple(
            attrs.evolve(part, cells=tuple(_with_text(cell, texts.get(id(cell))) for cell in part.cells))
            if isinstance(part, Table)
            else part
            for part in document.parts
        ),
    )


def _with_text(cell: Cell, text: str | None) -> Cell:
    return cell if text is None else attrs.evolve(cell, block=attrs.evolve(cell.block, text=text))


def _found(review: Review, kept: Mapping[int, Verified]) -> Iterator[Repair]:
    """The tables with totals that are not their sums, in the order of the document.

    `kept` are the cells that are not to move, each with the claim that would fail.
    """
    totals: dict[int, list[Verified]] = {}
    for one in review.verified:
        relation = one.claim.relation
        if one.claim.kind == "table-total" and isinstance(relation, Total) and relation.complete:
            totals.setdefault(id(one.claim.stated.cell), []).append(one)
    locales = {
        id(block): read.locale for block, read in zip(review.document.blocks, review.readings, strict=True)
    }
    for table in review.document.parts:
        if isinstance(table, Table):
            claims = [one for cell in table.cells for one in totals.get(id(cell), ())]
            if claims:
                locale = locales[id(claims[0].claim.stated.block)]
                yield from _of_table(review.document, table, claims, locale=locale, kept=kept)


def _of_table(
    document: Document, table: Table, claims: Sequence[Verified], *, locale: str, kept: Mapping[int, Verified]
) -> Iterator[Repair]:
    def repair(place: Place, **what: Any) -> Repair:
        return Repair(table=table, place=place, note=_note(held), locale=locale, **what)

    stated = [one for one in claims if one.claim.strength is Strength.STATED]
    held = [one for one in stated if one.finding.verdict.holds]
    wrong = next((one for one in stated if one.finding.verdict in _BEYOND), None)
    if wrong is not None:
        total = wrong.claim.stated.mention.text
        beyond = message('the total "{total}" is off by more than rounding explains', total=total)
        yield repair(wrong.place, obstacle=beyond, explained=False)
        return
    off = next((one for one in held if one.finding.needed_rounding), None)
    if off is None:
        return
    counted = next((one for one in held if one.finding.needed_rounding and _may_be_counts(one)), None)
    if counted is not None:
        counts = message("whole numbers without a unit may be counts, which are not rounded")
        yield repair(counted.place, obstacle=counts, explained=False)
        return
    sums = Sums(document, held, kept=kept)
    found = sums.adjusted
    if found.adds_up and not found.moved:
        return
    if _says_so(table):
        yield repair(off.place, noted=True)
        return
    belied = next((claim for cell, claim in kept.items() if cell in sums.cells), None)
    why = found.obstacle if found.obstacle is None or belied is None else _rests_on_it(belied)
    yield repair(off.place, moves=sums.moves, obstacle=why, explained=found.explained)


def _may_be_counts(one: Verified) -> bool:
    """Whether all figures of a sum are whole and of no unit: then nobody says that they were rounded."""
    figures = [spot.mention.figure for spot in (*one.claim.parts, one.claim.stated)]
    return all(
        figure is not None and figure.unit == "1" and figure.exponent == 0 and not figure.scaled
        for figure in figures
    )


def _says_so(table: Table) -> bool:
    """Whether a table itself says that its figures were rounded."""
    captions = () if table.caption is None else (table.caption,)
    return any(_SAID.search(block.text) for block in (*captions, *table.notes))


def _note(claims: Sequence[Verified]) -> Saying:
    """The note that fits the figures of a table: with their unit where they share it."""
    figures = [
        spot.mention.figure
        for one in claims
        for spot in (*one.claim.parts, one.claim.stated)
        if spot.mention.figure is not None
    ]
    units, places = {figure.unit for figure in figures}, {figure.exponent for figure in figures}
    if units == {"percent"}:
        return note(unit="percent")
    if len(units) > 1 or len(places) != 1:
        return note()
    [unit], [place] = units, places
    return note(shifted(Decimal(1), place), unit=unit if len(unit) == 3 and unit.isupper() else "1")


def repair_fixes(document: Document, found: Iterable[Repair]) -> tuple[Fix, ...]:
    """What to write so that the tables of a text add up; nothing for formats that are no text."""
    if document.format not in WRITTEN:
        return ()
    fixes: list[Fix | None] = []
    for one in found:
        own = [
            fix_at(document, move.spot.block, move.spot.mention.number_start, (move.old, move.new))
            for move in one.moves
        ]
        if not one.noted and None not in own:
            fixes += own
    return _in_order(fixes)


def note_fixes(document: Document, found: Iterable[Repair]) -> tuple[Fix, ...]:
    """What to write so that the tables of a text say that they need not add up."""
    fixes = [
        note_fix(document, one.table, translated(one.note, locale=one.locale))
        for one in found
        if one.explained and not one.noted
    ]
    return _in_order(fixes)


def _in_order(fixes: Iterable[Fix | None]) -> tuple[Fix, ...]:
    return tuple(sorted((fix for fix in fixes if fix is not None), key=lambda fix: fix.start))
