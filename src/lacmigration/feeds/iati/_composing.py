"""What do all elements of a written file have in common: names, parties, amounts, days?"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from lacmigration.feeds._feed import Omissions
from lacmigration.feeds.iati._parties import Known
from lacmigration.feeds.iati._reporters import Reporter
from lacmigration.figures import Figure, Form, Hedge
from lacmigration.periods import PartialDate
from lacmigration.records import Flow

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["LANG", "Composer", "add", "element"]

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no text in XML may hold."""


@attrs.frozen
class Composer:
    """Who is known, who publishes, what stands for unknown flows and starts, and what could not be said."""

    known: Known
    reporter: Reporter
    unknown: Flow | None
    start: date | None
    omissions: Omissions

    def left_out(self, place: str, value: object, reason: str) -> None:
        """List what IATI has no place for."""
        self.omissions.add(place, value, reason)

    def day_of(self, name: str, stated: PartialDate, when: date) -> date:
        """A day that stands for a date; where the date has none, that is listed."""
        if stated.day is None:
            self.left_out(name, stated, f"no day is stated; written as {when.isoformat()}")
        return when

    def money(self, place: str, figure: Figure) -> tuple[str, str] | None:
        """The amount as a plain decimal and its currency."""
        money = figure.money
        if money is None:
            self.left_out(place, figure, "no single sum of money; not written")
            return None
        if figure.hedge is not Hedge.NONE or figure.form is not Form.NUMBER:
            self.left_out(place, figure, f"its hedge has no place in IATI; written as {money}")
        elif figure.resolution > 1:
            good = f"that it is good to {figure.resolution:,f} only"
            self.left_out(place, figure, f"{good} has no place in IATI; written as {money}")
        return f"{money.amount:f}", money.currency

    def party(self, parent: _Element, tag: str, party: str, attributes: dict[str, str]) -> None:
        """Add a body by its id, with what is known of it."""
        self.named(parent, tag, self.known.party(party) | attributes, self.known.name(party))

    def named(self, parent: _Element, tag: str, attributes: dict[str, str], name: str) -> None:
        """Add an element with a narrative."""
        element = add(parent, tag, attributes)
        plain = _NO_XML.sub("", name)
        if plain != name:
            self.left_out(tag, name, "control characters have no place in XML; taken out")
        if plain:
            add(element, "narrative", text=plain)


def element(tag: str, attributes: dict[str, str] | None = None) -> _Element:
    """An element of its own."""
    from lxml import etree

    found: _Element = etree.Element(tag, attributes or {})
    return found


def add(parent: _Element, tag: str, attributes: dict[str, str] | None = None, *, text: str = "") -> _Element:
    """An element behind the others of its parent."""
    from lxml import etree

    made: _Element = etree.SubElement(parent, tag, attributes or {})
    if text:
        made.text = text
    return made
