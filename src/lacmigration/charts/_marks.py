"""What is a picture made of? Bars, lines, dots, bands and words at exact pixels, as layers of Vega-Lite.

Each mark carries its facts: the exact values that it shows, as text. Only its place becomes a float, here,
when it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

import attrs

from lacmigration.charts._colours import INK, PAPER

__all__ = ["FONT", "Mark", "band", "bar", "dot", "haloed", "layers", "line", "moved", "words"]

FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
Pixels = Fraction | int


@attrs.frozen
class Mark:
    """One mark: its kind and style as Vega-Lite names them, its places in pixels, its facts.

    `points` is the outline of a band. `said` is what it tells a reader who cannot see it, and a pointer.
    """

    kind: str
    style: tuple[tuple[str, Any], ...]
    places: tuple[tuple[str, Pixels], ...]
    text: tuple[str, ...] = ()
    points: tuple[tuple[Pixels, Pixels, Pixels], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    said: str = ""


def _facts(facts: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    return tuple((facts or {}).items())


def bar(
    x: Pixels,
    y: Pixels,
    *,
    x2: Pixels,
    y2: Pixels,
    fill: str,
    facts: Mapping[str, str] | None = None,
    said: str = "",
    **style: Any,
) -> Mark:
    """A rectangle."""
    look = {"fill": fill, **style}
    places = (("x", x), ("x2", x2), ("y", y), ("y2", y2))
    return Mark("rect", tuple(look.items()), places, facts=_facts(facts), said=said)


def line(x: Pixels, y: Pixels, *, x2: Pixels, y2: Pixels, stroke: str = INK, **style: Any) -> Mark:
    """A straight line."""
    look = {"stroke": stroke, "strokeWidth": 1, **style}
    return Mark("rule", tuple(look.items()), (("x", x), ("x2", x2), ("y", y), ("y2", y2)))


def dot(
    x: Pixels,
    y: Pixels,
    *,
    fill: str,
    shape: str = "circle",
    size: int = 60,
    facts: Mapping[str, str] | None = None,
    said: str = "",
    **style: Any,
) -> Mark:
    """A point of a shape, so many square pixels large."""
    look = {"fill": fill, "stroke": fill, "shape": shape, "size": size, "opacity": 1, **style}
    return Mark("point", tuple(look.items()), (("x", x), ("y", y)), facts=_facts(facts), said=said)


def words(
    x: Pixels,
    y: Pixels,
    *text: str,
    size: int = 12,
    align: str = "left",
    baseline: str = "middle",
    fill: str = INK,
    **style: Any,
) -> Mark:
    """Lines of text; with `baseline` "middle" the first line is centred on y."""
    look = {
        "font": FONT,
        "fontSize": size,
        "lineHeight": size + 2,
        "align": align,
        "baseline": baseline,
        "fill": fill,
        **style,
    }
    return Mark("text", tuple(look.items()), (("x", x), ("y", y)), text=text)


def haloed(mark: Mark) -> list[Mark]:
    """Words that are read over lines and bands: a pale edge round the letters, and the letters."""
    edge = {"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85}
    return [attrs.evolve(mark, style=(*mark.style, *edge.items())), mark]


def band(
    points: Iterable[tuple[Pixels, Pixels, Pixels]],
    *,
    fill: str,
    facts: Mapping[str, str] | None = None,
    said: str = "",
    **style: Any,
) -> Mark:
    """What lies between two lines: triples of x, upper y and lower y, from left to right."""
    look = {"fill": fill, **style}
    return Mark("area", tuple(look.items()), (), points=tuple(points), facts=_facts(facts), said=said)


def moved(marks: Iterable[Mark], *, right: Pixels = 0, down: Pixels = 0) -> list[Mark]:
    """The same marks elsewhere."""
    shifts = {"x": right, "x2": right, "y": down, "y2": down}
    return [
        attrs.evolve(
            mark,
            places=tuple((name, value + shifts[name]) for name, value in mark.places),
            points=tuple((x + right, y + down, y2 + down) for x, y, y2 in mark.points),
        )
        for mark in marks
    ]


# --- Vega-Lite -------------------------------------------------------------------------------------------


def _pixel(value: Pixels) -> float:
    """The one place where a float is made: hundredths of a pixel."""
    return float(round(Fraction(value), 2))


def layers(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Layers of Vega-Lite in the order of the marks, one for each run of marks of one kind and style."""
    return [_layer(list(run)) for _, run in groupby(marks, key=_alike)]


def _alike(mark: Mark) -> tuple[Any, ...]:
    facts = tuple(name for name, _ in mark.facts)
    return mark.kind, mark.style, facts, bool(mark.said), len(mark.text) > 1


def _place(name: str) -> dict[str, Any]:
    """A channel whose numbers are pixels already."""
    if name.endswith("2"):
        return {"field": name}
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


def _layer(run: list[Mark]) -> dict[str, Any]:
    first = run[0]
    names = ("x", "y", "y2") if first.points else tuple(name for name, _ in first.places)
    encoding: dict[str, Any] = {name: _place(name) for name in names}
    if first.text:
        encoding["text"] = {"field": "text", "type": "nominal"}
    if first.points:
        encoding["y"] |= {"stack": None}
        encoding["detail"] = {"field": "band", "type": "nominal"}
    if first.said:
        encoding |= {channel: {"field": "said", "type": "nominal"} for channel in ("description", "tooltip")}
    look: dict[str, Any] = {"type": first.kind, **dict(first.style)}
    if not first.said:
        look |= {"aria": False, "tooltip": None}
    return {
        "data": {"values": [row for place, mark in enumerate(run) for row in _rows(mark, place)]},
        "mark": look,
        "encoding": encoding,
    }


def _rows(mark: Mark, place: int) -> list[dict[str, Any]]:
    told: dict[str, Any] = dict(mark.facts) | ({"said": mark.said} if mark.said else {})
    if mark.points:
        return [
            {"band": place, "x": _pixel(x), "y": _pixel(y), "y2": _pixel(y2), **told}
            for x, y, y2 in mark.points
        ]
    row: dict[str, Any] = {name: _pixel(value) for name, value in mark.places}
    if mark.text:
        row["text"] = list(mark.text) if len(mark.text) > 1 else mark.text[0]
    return [row | told]
