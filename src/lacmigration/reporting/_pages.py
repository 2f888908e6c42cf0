"""How is a document's text rebuilt for a page, with every figure marked?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import attrs

from lacmigration.documents import Block, Cell, Kind, Place, Table
from lacmigration.reporting._cards import SIGNS, Mark, card, key_of
from lacmigration.reporting._drawing import drawing
from lacmigration.reporting._markup import Markup, element, joined
from lacmigration.reporting._messages import Messages
from lacmigration.reporting._telling import STANDINGS, Told
from lacmigration.reviewing import Review, Standing

__all__ = ["Page", "page_of", "text_of"]

_DEEPEST_HEADING = 6
_DEEPEST_LIST = 8
_LOUD = frozenset({Standing.CONTRADICTED.value, Standing.QUESTIONABLE.value})


@attrs.frozen(kw_only=True, eq=False)
class Page:
    """A review laid out: its claims, its marks by block, the language of its text.

    `name` begins every id of it, so that several reviews fit one page; `numbers` are those of the findings
    that are shown beside the text, by the number of their claim.
    """

    name: str
    review: Review
    claims: tuple[Told, ...]
    marks: Mapping[int, tuple[Mark, ...]]
    numbers: Mapping[int, int]
    language: str
    languages: Mapping[int, str]
    said: Messages

    @cached_property
    def drawings(self) -> tuple[Markup, ...]:
        """The drawings of the claims; each is shown in a card, and that of a finding beside the text too."""
        return tuple(drawing(one, self.said) for one in self.claims)

    @cached_property
    def ids(self) -> Mapping[tuple[int, int], str]:
        """The ids of the figures, by their block and where they start in it."""
        return {(block, mark.mention.start): mark.id for block, marks in self.marks.items() for mark in marks}


def page_of(review: Review, claims: tuple[Told, ...], name: str, said: Messages) -> Page:
    """Lay out a review; findings are numbered in the order of the text."""
    stated: dict[tuple[int, int], list[int]] = {}
    parts: dict[tuple[int, int], list[int]] = {}
    mentions = {(id(block), mention.start): mention for block, mention in review.mentions}
    for number, one in enumerate(claims):
        claim = one.one.claim
        stated.setdefault(key_of(claim.stated), []).append(number)
        mentions.setdefault(key_of(claim.stated), claim.stated.mention)
        for spot in claim.parts:
            parts.setdefault(key_of(spot), []).append(number)
            mentions.setdefault(key_of(spot), spot.mention)
    by_block: dict[int, list[int]] = {}
    for identity, start in mentions:
        by_block.setdefault(identity, []).append(start)
    marks: dict[int, tuple[Mark, ...]] = {}
    count = 0
    for block in review.document.blocks:
        made = []
        reached = 0
        for start in sorted(by_block.get(id(block), ())):
            mention = mentions[id(block), start]
            if start < reached:
                continue
            reached = mention.end
            count += 1
            key = id(block), start
            made.append(
                Mark(
                    id=f"{name}f{count}",
                    mention=mention,
                    standing=review.standing(block, mention),
                    stated=tuple(stated.get(key, ())),
                    part_of=tuple(parts.get(key, ())),
                )
            )
        if made:
            marks[id(block)] = tuple(made)
    spoken = [number for number, one in enumerate(claims) if one.outcome.value in _LOUD]
    languages = {
        id(block): block.language or read.locale
        for block, read in zip(review.document.blocks, review.readings, strict=True)
    }
    usual = Counter(languages.values()).most_common(1)
    return Page(
        name=name,
        review=review,
        claims=claims,
        marks=marks,
        numbers={number: place for place, number in enumerate(spoken, start=1)},
        language=review.document.language or (usual[0][0] if usual else said.locale),
        languages=languages,
        said=said,
    )


def text_of(page: Page) -> Iterator[Markup]:
    """The document's parts in reading order; items that follow each other are one list."""
    for is_item, parts in groupby(page.review.document.parts, key=_is_item):
        if is_item:
            yield _list(page, [part for part in parts if isinstance(part, Block)])
            continue
        for part in parts:
            yield _table(page, part) if isinstance(part, Table) else _block(page, part)


def _is_item(part: Block | Table) -> bool:
    return isinstance(part, Block) and part.kind is Kind.ITEM


def _block(page: Page, block: Block, name: str = "") -> Markup:
    if block.kind is Kind.HEADING:
        return _tagged(page, block, name or f"h{min(max(block.level, 1) + 2, _DEEPEST_HEADING)}", "block")
    return _tagged(page, block, name or "p", f"block {block.kind.value}")


def _tagged(page: Page, block: Block, name: str, kind: str) -> Markup:
    language = page.languages.get(id(block), page.language)
    return element(
        name,
        _marked(page, block),
        class_=kind,
        data_place=_gutter(page, block.place),
        lang=language if language != page.language else None,
        dir="auto",
    )


def _gutter(page: Page, place: Place) -> str | None:
    """What stands beside a block: its line, or where else it is."""
    return str(place.line) if place.line and not place.page else page.said.place(place) or None


def _list(page: Page, items: Sequence[Block]) -> Markup:
    """Items as nested lists, as deep as their levels say."""
    lowest = min(item.level for item in items)
    out: list[str] = []
    depth = -1
    for item in items:
        level = min(item.level - lowest, _DEEPEST_LIST)
        level = min(level, depth + 1)
        if level > depth:
            out.append("<ul>")
        else:
            out.append("</li>" + "</ul></li>" * (depth - level))
        depth = level
        inside = _tagged(page, item, "div", "block item")
        out.append(f"<li>{inside}")
    out.append("</li>" + "</ul></li>" * depth + "</ul>")
    return Markup("".join(out))


def _table(page: Page, table: Table) -> Markup:
    rows = {place: list(cells) for place, cells in groupby(table.cells, key=_row_of)}
    caption = (
        element("figcaption", _tagged(page, table.caption, "span", "caption")) if table.caption else Markup()
    )
    named = page.said.say("Table {name}", name=table.name) if table.name else page.said.say("Table")
    numeric = {cell.column for cell in table.cells if not cell.header and _is_number(page, cell)}
    grid = element(
        "table", [element("tr", [_cell(page, cell, numeric) for cell in cells]) for cells in rows.values()]
    )
    label = table.caption.text if table.caption else f"{named} {page.said.place(table.place)}".strip()
    # A table that scrolls must be reachable with the keyboard, and then have a name.
    scroller = element("div", grid, class_="scroll", tabindex="0", role="group", aria_label=label)
    notes = [_tagged(page, note, "p", "block footnote") for note in table.notes]
    return element(
        "figure", caption, scroller, notes, class_="table block", data_place=_gutter(page, table.place)
    )


def _row_of(cell: Cell) -> int:
    return cell.row


def _is_number(page: Page, cell: Cell) -> bool:
    """Whether a cell holds a figure and little else."""
    marks = page.marks.get(id(cell.block), ())
    covered = sum(mark.mention.end - mark.mention.start for mark in marks)
    return bool(marks) and 2 * covered >= len(cell.text)


def _cell(page: Page, cell: Cell, numeric: set[int]) -> Markup:
    """One cell; what heads a column of numbers stands over them."""
    scope = ("col" if cell.row == 0 else "row") if cell.header else None
    number = _is_number(page, cell) or (cell.header and cell.columns == 1 and cell.column in numeric)
    return element(
        "th" if cell.header else "td",
        _marked(page, cell.block),
        class_="num" if number else None,
        scope=scope,
        rowspan=cell.rows if cell.rows > 1 else None,
        colspan=cell.columns if cell.columns > 1 else None,
        dir="auto",
    )


def _marked(page: Page, block: Block) -> Markup:
    """A block's text with its figures marked."""
    out: list[str] = []
    at = 0
    for mark in page.marks.get(id(block), ()):
        start, end = mark.mention.start, mark.mention.end
        out += (block.text[at:start], _mark(page, mark, block.text[start:end]))
        at = end
    out.append(block.text[at:])
    return joined(out)


def _mark(page: Page, mark: Mark, text: str) -> Markup:
    standing = mark.standing
    # Only a sign in a style sheet would tell the standing to who cannot see it; the card's first words do.
    shown = element("mark", text, tabindex="0", aria_describedby=f"{mark.id}-card", id=mark.id)
    refs = [
        element(
            "a",
            SIGNS[standing],
            str(page.numbers[number]),
            href=f"#{page.name}n{number + 1}",
            title=page.said.say(STANDINGS[standing]),
        )
        for number in mark.stated
        if number in page.numbers
    ]
    sup = element("sup", joined(refs, " ")) if refs else Markup()
    rules = " ".join(sorted({page.claims[number].rule.code for number in (*mark.stated, *mark.part_of)}))
    # What is wrong is most likely the figure that the claim is about; the others are marked more quietly.
    involved = " part" if standing.value in _LOUD and not refs else ""
    return element(
        "span",
        shown,
        sup,
        card(mark, page.claims, page.drawings, name=page.name, said=page.said),
        class_=f"fig {standing.value}{involved}",
        data_rules=rules or None,
    )
