"""What do the cells of a Jupyter notebook say, in their Markdown and in the tables that they put out?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import attrs

from lacmigration.documents import _html, _markdown, _text
from lacmigration.documents._blocks import Block, Comment, Document, Place, Table, Unread
from lacmigration.errors import DocumentError
from lacmigration.sayings import Saying, formula, message

__all__ = ["read"]

_HALVES = re.compile("[\ud800-\udfff]")  # which JSON can write by themselves, and UTF-8 cannot
_printed = partial(_text.read, wrapped=False)
_READERS: dict[str, Callable[[str, str], Document]] = {
    "text/html": _html.read,
    "text/markdown": _markdown.read,
    "text/plain": _printed,
}


def read(text: str, name: str) -> Document:
    r"""Read a notebook: Markdown and raw cells, and of each output its HTML, Markdown or plain text.

    A place is the cell, counted from 1, with the line in it; an output counts its own lines.

    Raises:
        DocumentError: This is no notebook of format 3 or 4.
        MissingExtraError: markdown-it-py is not installed.

    >>> cells = '[{"cell_type": "markdown", "source": ["# Funds\\n", "It gave 5."]}]'
    >>> document = read('{"nbformat": 4, "cells": ' + cells + "}", "a.ipynb")
    >>> [(block.text, str(block.place)) for block in document.blocks]
    [('Funds', 'cell 1, 1:3'), ('It gave 5.', 'cell 1, 2:1')]
    """
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise DocumentError(
            message("this is no notebook, its JSON is broken ({cause})", cause=str(cause)), name=name
        ) from cause
    found = _Found(name)
    for number, cell in enumerate(_cells(notebook, name), start=1):
        where = message("cell {number}", number=str(number))
        source = _joined(cell.get("source", cell.get("input", "")))
        kind = cell.get("cell_type")
        if kind == "markdown":
            found.add(_markdown.read, source, where)
        elif kind in ("raw", "heading"):
            found.add(_text.read, source, where)
        elif source.strip():
            found.unread.append(
                Unread(
                    place=Place(cell=where),
                    what=message("code cell"),
                    reason=message("code is not read as prose"),
                )
            )
        for index, output in enumerate(_listed(cell.get("outputs")), start=1):
            shown = message("cell {number}, output {output}", number=str(number), output=str(index))
            _output(found, output, shown)
    return Document(
        name=name,
        format="notebook",
        parts=tuple(found.parts),
        language=found.language,
        comments=tuple(found.comments),
        unread=tuple(found.unread),
    )


@attrs.define
class _Found:
    name: str
    parts: list[Block | Table] = attrs.field(factory=list)
    comments: list[Comment] = attrs.field(factory=list)
    unread: list[Unread] = attrs.field(factory=list)
    language: str = ""

    def add(self, reader: Any, text: str, where: Saying) -> None:
        """Read a text, and say of all its places that they are in this cell."""
        try:
            document = reader(text, self.name)
        except DocumentError as cause:
            place = formula(where, ", ", cause.place) if cause.place else where
            raise DocumentError(cause.what, name=self.name, place=place) from cause
        before = len(self.parts)
        self.language = self.language or document.language
        self.parts += (_moved(part, where) for part in document.parts)
        for comment in document.comments:
            place = attrs.evolve(comment.place, cell=where)
            self.comments.append(attrs.evolve(comment, place=place, before=comment.before + before))
        self.unread += (
            attrs.evolve(one, place=attrs.evolve(one.place, cell=where)) for one in document.unread
        )


def _cells(notebook: Any, name: str) -> list[dict[str, Any]]:
    if isinstance(notebook, dict):
        cells = notebook.get("cells")
        if cells is None:  # format 3 keeps them in worksheets
            sheets = _listed(notebook.get("worksheets"))
            cells = [cell for sheet in sheets for cell in _listed(sheet.get("cells"))] if sheets else None
        if isinstance(cells, list):
            return _listed(cells)
    raise DocumentError(message('this JSON is no notebook: it has no list of "cells"'), name=name)


def _listed(what: Any) -> list[dict[str, Any]]:
    return [one for one in what if isinstance(one, dict)] if isinstance(what, list) else []


def _joined(what: Any) -> str:
    """A text, which a notebook may keep as a list of its lines; half a character is none."""
    text = "".join(str(one) for one in what) if isinstance(what, list) else what
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text) if isinstance(text, str) else ""


def _output(found: _Found, output: dict[str, Any], where: Saying) -> None:
    data = output.get("data")
    data = data if isinstance(data, dict) else output
    if output.get("output_type") == "error":
        found.unread.append(
            Unread(
                place=Place(cell=where),
                what=message("error"),
                reason=message("the cell failed when it was run"),
            )
        )
        return
    for kind, reader in _READERS.items():
        if said := _joined(data.get(kind)):
            found.add(reader, said, where)
            return
    if said := _joined(output.get("text")):
        found.add(_printed, said, where)
    elif data:
        kinds = ", ".join(sorted(key for key in data if "/" in key)) or str(
            output.get("output_type", "output")
        )
        found.unread.append(
            Unread(place=Place(cell=where), what=kinds, reason=message("this kind of output is no text"))
        )


def _moved(part: Block | Table, where: Saying) -> Block | Table:
    """The part with its cell in each place, and without runs: they would lead into the cell's own text."""
    if isinstance(part, Block):
        return attrs.evolve(part, place=attrs.evolve(part.place, cell=where), runs=())
    return attrs.evolve(
        part,
        place=attrs.evolve(part.place, cell=where),
        cells=tuple(attrs.evolve(cell, block=_block(cell.block, where)) for cell in part.cells),
        caption=_block(part.caption, where) if part.caption else None,
        notes=tuple(_block(note, where) for note in part.notes),
    )


def _block(block: Block, where: Saying) -> Block:
    return attrs.evolve(block, place=attrs.evolve(block.place, cell=where), runs=())
