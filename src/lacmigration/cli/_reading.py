"""Which figures does a document hold, and which of its numbers are none?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from rich.text import Text

from lacmigration.cli._choices import Format
from lacmigration.cli._labels import Labels
from lacmigration.cli._output import emit, emit_json, exact, interval_json, plain_marks, say, table
from lacmigration.documents import Block, Document, load
from lacmigration.figures import Figure
from lacmigration.messages import joined, later
from lacmigration.reading import Dated, Masked, Mention, Mentions, evidence, language_of, read
from lacmigration.registry import Registry
from lacmigration.translation import Translation

__all__ = ["read_document"]

COLUMNS = (
    later("place"),
    later("text"),
    later("figure"),
    later("strict"),
    later("loose"),
    later("noun"),
    later("inferred"),
)
APART = (later("place"), later("text"), later("what"))
_LONGEST_TEXT = 40
_BEGINNING = 200
"""Blocks that tell the language of a document."""


@attrs.frozen
class _Placed:
    """Something that was read, the block that it stands in, and how it is said."""

    document: Document
    block: Block
    what: Mention | Dated | Masked
    labels: Labels

    @property
    def place(self) -> str:
        return self.labels.said.put(self.document.place_of(self.block, self.what.start).said)


def read_document(path: Path, *, explain: bool, locale: str, language: str, form: Format) -> None:
    """Print the figures of a document; with `explain`, also its dates and the numbers that are no figures.

    `locale` is that of what is printed, `language` that of the document, where its words do not tell.
    """
    document = load(path)
    readings = tuple(_readings(document, language))
    labels = Labels(Registry(), locale)
    mentions = [_Placed(document, block, one, labels) for block, found in readings for one in found]
    apart = [_Placed(document, block, one, labels) for block, found in readings for one in _apart_of(found)]
    if form is Format.JSON:
        shown: dict[str, Any] = {"document": document.name, "mentions": list(map(_as_json, mentions))}
        shown |= {"apart": list(map(_apart_json, apart))} if explain else {}
        shown["unread"] = [
            {"place": labels.said.put(one.place.said), "what": one.what, "reason": one.reason}
            for one in map(labels.said.told, document.unread)
        ]
        emit_json(shown)
    elif form is Format.CSV:
        emit(
            form,
            APART if explain else COLUMNS,
            list(map(_apart_row if explain else _row, apart if explain else mentions)),
        )
    else:
        _print(document, mentions, apart, labels.said, explain=explain)


def _readings(document: Document, language: str) -> Iterator[tuple[Block, Mentions]]:
    """Each block with its reading: the language as its words tell it, the separators as the document does."""
    blocks = tuple(document.blocks)
    marks = evidence("\n".join(block.text for block in blocks))
    beginning = " ".join(block.text for block in blocks[:_BEGINNING])
    usual = language_of(beginning) or document.language or "en"
    for block in blocks:
        yield block, read(block.text, locale=language or language_of(block.text) or usual, marks=marks)


def _apart_of(found: Mentions) -> list[Dated | Masked]:
    apart: list[Dated | Masked] = [*found.dates, *found.masked]
    return sorted(apart, key=_start)


def _start(one: Dated | Masked) -> int:
    return one.start


def _print(
    document: Document, mentions: list[_Placed], apart: list[_Placed], said: Translation, *, explain: bool
) -> None:
    if mentions:
        say(*table(tuple(map(said.say, COLUMNS)), map(_row, mentions), whole=(0,)))
    lines: list[Text] = []
    if explain and apart:
        lines += [Text(), Text(said.say("No figures:"), "bold")]
        lines += table(tuple(map(said.say, APART)), map(_shortened, apart), whole=(0,))
    for one in document.unread:
        what, place = said.put(one.said), said.put(one.place.said)
        lines.append(Text(said.say("not read: {place}: {what}", place=place, what=what)))
    figures = said.count("{n} figure", "{n} figures", len(mentions))
    others = said.count("{n} other number or date", "{n} other numbers and dates", len(apart))
    counted = said.say("{figures} in {name}, {others}", figures=figures, name=document.name, others=others)
    if apart and not explain:
        counted = said.say("{counted}; --explain lists what is none", counted=counted)
    lines.append(Text(counted))
    say(*lines)


def _row(placed: _Placed) -> tuple[str, ...]:
    mention = placed.what
    assert isinstance(mention, Mention)  # noqa: S101  (only mentions are listed so)
    figure, labels = mention.figure, placed.labels
    said = labels.said
    inferred = "; ".join(map(str, map(said.told, mention.inferred)))
    if figure is None:
        nothing = said.say("without a number")
        return placed.place, _flat(mention.text), nothing, "", "", mention.noun, inferred
    read = [labels.figure(attrs.evolve(one, text="")) for one in (figure, *mention.others)]
    others = said.put(joined(read, alternatives=True))
    strict, loose = labels.reach(figure.strict, figure.unit), labels.reach(figure.loose, figure.unit)
    each = [said.say("each")] if mention.each else []
    noun = ", ".join([*([mention.noun] if mention.noun else []), *each])
    return placed.place, _flat(mention.text), others, strict, loose, noun, inferred


def _apart_row(placed: _Placed) -> tuple[str, str, str]:
    one = placed.what
    assert not isinstance(one, Mention)  # noqa: S101  (mentions are listed otherwise)
    return placed.place, _flat(one.text), _what(one, placed.labels.said)


def _shortened(placed: _Placed) -> tuple[str, str, str]:
    place, text, what = _apart_row(placed)
    end = "..." if plain_marks() else "…"
    return place, text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + end, what


def _what(one: Dated | Masked, said: Translation) -> str:
    if isinstance(one, Masked):
        return said.told(one).reason
    if one.first == one.last:
        return said.say("date: {date}", date=one.first)
    return said.say("period: {first} to {last}", first=one.first, last=one.last)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _as_json(placed: _Placed) -> dict[str, Any]:
    mention = placed.what
    assert isinstance(mention, Mention)  # noqa: S101  (as above)
    return {
        "place": placed.place,
        "text": mention.text,
        "figure": _figure_json(mention.figure),
        "others": [_figure_json(one) for one in mention.others],
        "noun": mention.noun,
        "each": mention.each,
        "inferred": [
            {"rule": one.rule, "what": one.what} for one in map(placed.labels.said.told, mention.inferred)
        ],
    }


def _figure_json(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    face = figure.nominal / figure.factor
    return {
        "value": exact(figure.value if figure.value == face else face),
        "unit": figure.unit,
        "form": figure.form.value,
        "hedge": figure.hedge.value,
        "strict": interval_json(figure.strict),
        "loose": interval_json(figure.loose),
    }


def _apart_json(placed: _Placed) -> dict[str, str]:
    place, text, what = _apart_row(placed)
    return {"place": place, "text": text, "what": what}
