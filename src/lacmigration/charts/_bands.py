"""How do flows lie on a page? Columns of bars, and bands between them that keep their width."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from lacmigration.amounts import Amount
from lacmigration.charts._colours import KINDS, MUTED, REST
from lacmigration.charts._marks import Mark, band, bar, haloed, words
from lacmigration.charts._texts import room_of, wrapped
from lacmigration.charts._words import Words, power_of
from lacmigration.messages import message

__all__ = ["Layout", "Node", "drawn"]

_THICK, _BAR, _GAP = 300, 12, 8
_SIZE, _SMALL, _LINE = 11, 9, 13
_HEAD = 26
_SAMPLES = 16
_LEAST = Fraction(3, 4)

Link = tuple[Hashable, Hashable]


@attrs.frozen
class Node:
    """A group of a stage, and what goes through it; `rest` where it is not one group."""

    key: Hashable
    name: str
    amount: Amount
    rest: bool = False


@attrs.frozen
class Layout:
    """What is to be drawn: the groups of each stage, the flows between stages, and their headings."""

    columns: Sequence[Sequence[Node]]
    links: Sequence[Mapping[Link, Amount]]
    heads: Sequence[str]
    whole: Amount


@attrs.frozen
class _Label:
    """The lines of a name, of an amount, and of its interval."""

    name: tuple[str, ...]
    amount: tuple[str, ...]
    reach: tuple[str, ...]

    @property
    def lines(self) -> int:
        return len(self.name) + len(self.amount) + len(self.reach)


@attrs.frozen
class _Slot:
    """A group, the lines of its label, and how thick its bar is."""

    node: Node
    label: _Label
    thick: Fraction

    @property
    def room(self) -> Fraction:
        return max(self.thick, Fraction(self.label.lines * _LINE))


@attrs.frozen
class _Placed:
    node: Node
    x: Fraction
    top: Fraction
    thick: Fraction
    colour: str
    label: _Label

    @property
    def middle(self) -> Fraction:
        return self.top + self.thick / 2


def drawn(layout: Layout, *, room: int, said: Words) -> tuple[list[Mark], Fraction, list[str]]:
    """The marks, their height, and what the flows are in words, the widest of each stage first."""
    last = len(layout.columns) - 1
    side = room * 22 // 100
    step = Fraction(room - 2 * side - _BAR, last)
    scale = Fraction(_THICK) / layout.whole.nominal if layout.whole.nominal else Fraction(0)
    ordered = _untangled(layout)
    slots: list[list[_Slot]] = []
    for stage, nodes in enumerate(ordered):
        wide = side - 8 if stage in {0, last} else int(step * 7 / 10)
        labels = [_texts(node, wide, said) for node in nodes]
        slots.append(
            [
                _Slot(node, label, node.amount.nominal * scale)
                for node, label in zip(nodes, labels, strict=True)
            ]
        )
    height = max(sum((slot.room for slot in column), Fraction(_GAP * (len(column) - 1))) for column in slots)
    columns = [
        _placed(column, side + step * stage, height, coloured=stage == last // 2)
        for stage, column in enumerate(slots)
    ]
    marks: list[Mark] = []
    told: list[str] = []
    for links, left, right in zip(layout.links, columns, columns[1:], strict=False):
        found = list(_bands(links, left, right, scale=scale, said=said))
        marks += [mark for _, pair in found for mark in pair]
        told += [pair[0].said for _, pair in sorted(found, key=lambda one: -one[0])]
    for stage, column in enumerate(columns):
        marks += [_bar(one, said) for one in column.values()]
        texts = [mark for one in column.values() for mark in _label(one, first=stage == 0)]
        marks += texts if stage in {0, last} else [part for mark in texts for part in haloed(mark)]
    marks += _heads(layout.heads, columns)
    return marks, height + _HEAD + 6, told


def _untangled(layout: Layout) -> list[list[Node]]:
    """The groups of each stage in the order of where their money comes from, so that few bands cross."""
    ordered = [list(layout.columns[0])]
    for links, nodes in zip(layout.links, layout.columns[1:], strict=True):
        at = {node.key: place for place, node in enumerate(ordered[-1])}
        middles = {}
        for node in nodes:
            coming = [(at[a], amount.nominal) for (a, b), amount in links.items() if b == node.key]
            size = sum((amount for _, amount in coming), Fraction(0))
            middles[node.key] = sum((place * amount for place, amount in coming), Fraction(0)) / (size or 1)
        ordered.append(sorted(nodes, key=lambda node: (node.rest, middles[node.key])))
    return ordered


def _placed(
    column: Sequence[_Slot], x: Fraction, height: Fraction, *, coloured: bool
) -> dict[Hashable, _Placed]:
    """The groups of a stage, spread over the height."""
    spare = height - sum(slot.room for slot in column)
    gap = spare / (len(column) - 1) if len(column) > 1 else Fraction(0)
    top = _HEAD + (Fraction(0) if len(column) > 1 else spare / 2)
    found = {}
    for place, slot in enumerate(column):
        start = top + (slot.room - slot.thick) / 2
        colour = REST if slot.node.rest else KINDS[place % len(KINDS)] if coloured else MUTED
        found[slot.node.key] = _Placed(slot.node, x, start, slot.thick, colour, slot.label)
        top += slot.room + gap
    return found


def _texts(node: Node, wide: int, said: Words) -> _Label:
    """The label of a group, in lines that fit; where its amount would be parted, that is shortened."""
    amount = said.number(node.amount.nominal, node.amount.unit)
    reach = f"({said.reach(node.amount.strict, node.amount.unit)})"
    if room_of(amount, _SIZE - 1) > wide:
        amount = said.short(node.amount.nominal, node.amount.unit)
        power = power_of(node.amount.nominal, node.amount.unit)
        reach = f"({said.reach(node.amount.strict, node.amount.unit, power=power)})"
    return _Label(
        wrapped(node.name, _SIZE, room=wide, lines=5, bold=True),
        wrapped(amount, _SIZE - 1, room=wide, lines=3),
        wrapped(reach, _SMALL, room=wide, lines=3),
    )


def _bands(
    links: Mapping[Link, Amount],
    left: Mapping[Hashable, _Placed],
    right: Mapping[Hashable, _Placed],
    *,
    scale: Fraction,
    said: Words,
) -> Iterator[tuple[Fraction, tuple[Mark, ...]]]:
    """Each flow at face value, and its certain part; they leave and arrive in the order of the groups."""
    leaving = {key: one.top for key, one in left.items()}
    arriving = {key: one.top for key, one in right.items()}
    outwards = sorted(links, key=lambda link: (left[link[0]].top, right[link[1]].top))
    starts = {}
    for link in outwards:
        starts[link] = leaving[link[0]]
        leaving[link[0]] += links[link].nominal * scale
    ends = {}
    for link in sorted(links, key=lambda link: (right[link[1]].top, left[link[0]].top)):
        ends[link] = arriving[link[1]]
        arriving[link[1]] += links[link].nominal * scale
    for link in outwards:
        a, b, amount = left[link[0]], right[link[1]], links[link]
        if not amount.nominal:
            continue
        colour = next((one.colour for one in (a, b) if one.colour not in {MUTED, REST}), REST)
        thick = max(amount.nominal * scale, _LEAST)
        low = amount.strict.lo or Fraction(0)
        certain = min(max(low, Fraction(0)) * scale, thick)
        shown, reach = said.number(amount.nominal, amount.unit), said.reach(amount.strict, amount.unit)
        text = said.put(
            message(
                "{giver} → {taker}: {value} ({reach})",
                giver=a.node.name,
                taker=b.node.name,
                value=shown,
                reach=reach,
            )
        )
        facts = {
            "from": str(link[0]),
            "to": str(link[1]),
            "value": str(amount.nominal),
            "strict": repr(amount.strict),
            "loose": repr(amount.loose),
        }
        x, x2 = a.x + _BAR, b.x
        whole = band(
            _curve(x, x2, starts[link], ends[link], thick),
            fill=colour,
            fillOpacity=0.3,
            interpolate="monotone",
            facts=facts,
            said=text,
        )
        if not certain:
            yield amount.nominal, (whole,)
            continue
        sure = band(
            _curve(x, x2, starts[link], ends[link], certain),
            fill=colour,
            fillOpacity=0.35,
            interpolate="monotone",
        )
        yield amount.nominal, (whole, sure)


def _curve(
    x: Fraction, x2: Fraction, y: Fraction, y2: Fraction, thick: Fraction
) -> list[tuple[Fraction, Fraction, Fraction]]:
    """An even S from place to place: 3t^2 - 2t^3, level at both ends."""
    points = []
    for sample in range(_SAMPLES + 1):
        t = Fraction(sample, _SAMPLES)
        top = y + (y2 - y) * (3 * t**2 - 2 * t**3)
        points.append((x + (x2 - x) * t, top, top + thick))
    return points


def _bar(one: _Placed, said: Words) -> Mark:
    amount = one.node.amount
    facts = {
        "key": str(one.node.key),
        "value": str(amount.nominal),
        "strict": repr(amount.strict),
        "loose": repr(amount.loose),
    }
    shown, reach = said.number(amount.nominal, amount.unit), said.reach(amount.strict, amount.unit)
    text = said.put(message("{name}: {value} ({reach})", name=one.node.name, value=shown, reach=reach))
    bottom = one.top + max(one.thick, _LEAST)
    return bar(one.x, one.top, x2=one.x + _BAR, y2=bottom, fill=one.colour, facts=facts, said=text)


def _label(one: _Placed, *, first: bool) -> list[Mark]:
    """The name, the amount and its interval, in the middle of the bar."""
    x, align = (one.x - 6, "right") if first else (one.x + _BAR + 6, "left")
    y = one.middle - Fraction((one.label.lines - 1) * _LINE, 2)
    marks = []
    styles: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        (one.label.name, {"size": _SIZE, "fontWeight": "bold"}),
        (one.label.amount, {"size": _SIZE - 1}),
        (one.label.reach, {"size": _SMALL}),
    ]
    for lines, style in styles:
        marks.append(words(x, y, *lines, align=align, lineHeight=_LINE, **style))
        y += len(lines) * _LINE
    return marks


def _heads(heads: Sequence[str], columns: Sequence[Mapping[Hashable, _Placed]]) -> list[Mark]:
    marks = []
    for stage, (head, column) in enumerate(zip(heads, columns, strict=True)):
        x = next(iter(column.values())).x
        x, align = (x + _BAR, "right") if stage == 0 else (x, "left")
        if head:
            marks.append(words(x, 8, head, size=12, align=align, fill=MUTED))
    return marks
