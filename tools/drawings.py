"""What do a figure, a check and the house look like? Draws docs/_static/*.svg from the library itself.

Run it after a change of what figures mean, of what findings say, or of the layers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from fractions import Fraction
from html import escape
from pathlib import Path
from textwrap import wrap

import lacmigration as lm

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/_static"

STRICT, LOOSE, WRONG, SURE = "#1f6f6b", "#d9902f", "#b3261e", "#cfe3e1"
INK, PALE, LINE, PAPER = "#24292f", "#6e7781", "#e3e8ee", "#ffffff"
FONT = "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif"
MILLION = 1_000_000


def tag(element: str, **attributes: object) -> str:
    """One element without content; "_" in a name stands for "-"."""
    shown = "".join(
        f' {name.replace("_", "-")}="{value:g}"'
        if isinstance(value, float)
        else f' {name.replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    return f"<{element}{shown}/>"


def text(x: float, y: float, words: str, **look: object) -> str:
    """One line of text."""
    return tag("text", x=x, y=y, **look).replace("/>", f">{escape(words)}</text>")


def small(x: float, y: float, words: str, **look: object) -> str:
    """One line of small pale text."""
    return text(x, y, words, **{"font_size": 12, "fill": PALE, **look})


def box(x: float, y: float, width: float, height: float, **look: object) -> str:
    """A rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, **{"rx": 4, **look})


def line(start: tuple[float, float], end: tuple[float, float], **look: object) -> str:
    """A straight line."""
    return tag("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **{"stroke": LINE, **look})


def page(width: int, height: float, title: str, parts: Iterable[str]) -> str:
    """A whole picture on white paper, so that it can be read on a dark page too."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:g}" role="img"'
        f' font-family="{FONT}" font-size="14" fill="{INK}">\n<title>{escape(title)}</title>\n'
        f"{box(0, 0, width, height, fill=PAPER, rx=8)}\n" + "\n".join(parts) + "\n</svg>\n"
    )


class Scale:
    """From exact values to places on the paper, which are the only floats here."""

    def __init__(self, low: Fraction, high: Fraction, *, left: float, width: float) -> None:
        """The first value stands at `left`, the last one `width` further."""
        self.low, self.high, self.left, self.width = low, high, left, width

    def at(self, value: Fraction | None) -> float:
        """The x of a value; a drawing needs one."""
        if value is None:
            message = "an interval without an end cannot be drawn to scale"
            raise ValueError(message)
        return round(float(self.left + self.width * (value - self.low) / (self.high - self.low)), 1)


def bar(interval: lm.Interval, y: float, scale: Scale, colour: str) -> str:
    """An interval as a line: a full end belongs to it, a hollow one does not, an arrow goes on."""
    lo, hi = interval.lo, interval.hi
    start, end = scale.at(scale.low if lo is None else lo), scale.at(scale.high if hi is None else hi)
    drawn = [line((start, y), (end, y), stroke=colour, stroke_width=5)]
    for value, x, is_open, way in ((lo, start, interval.lo_open, -1), (hi, end, interval.hi_open, 1)):
        drawn.append(arrow(x, y, way, colour) if value is None else mark(x, y, colour, is_open=is_open))
    return "".join(drawn)


def arrow(x: float, y: float, way: int, colour: str) -> str:
    """The end of an interval that has none."""
    return tag("path", d=f"M {x:g} {y - 7:g} l {way * 12} 7 l {-way * 12} 7 z", fill=colour)


def mark(x: float, y: float, colour: str, *, is_open: bool) -> str:
    """The end of an interval."""
    return tag("circle", cx=x, cy=y, r=4.5, fill=PAPER if is_open else colour, stroke=colour, stroke_width=2)


def intervals() -> str:
    """The strict and the loose interval of seven ways to say nearly the same."""
    said = ("38%", "about 38%", "more than 38%", "at least 38%", "nearly 38%", "40%", "two in five")
    low, high, top, row = 28, 52, 34, 46
    scale = Scale(Fraction(low, 100), Fraction(high, 100), left=150, width=580)
    bottom = top + row * len(said)
    parts = []
    for percent in range(low, high + 1, 2):
        x = scale.at(Fraction(percent, 100))
        parts.append(line((x, top - 12), (x, bottom)))
        if percent % 4 == 0:
            parts.append(small(x, bottom + 18, f"{percent}%", text_anchor="middle"))
    for place, words in enumerate(said):
        figure = lm.Figure.parse(words)
        y = top + row * place + row / 2
        parts.append(text(130, y + 5, words, text_anchor="end", font_weight=600))
        parts.append(bar(figure.strict, y - 7, scale, STRICT))
        parts.append(bar(figure.loose, y + 9, scale, LOOSE))
    y = bottom + 46
    parts += [
        line((150, y - 5), (178, y - 5), stroke=STRICT, stroke_width=5),
        text(186, y, "strict: what it can stand for"),
        line((440, y - 5), (468, y - 5), stroke=LOOSE, stroke_width=5),
        text(476, y, "loose: what a fair reader grants"),
        mark(154, y + 19, PALE, is_open=False),
        small(166, y + 24, "this end belongs to it"),
        mark(324, y + 19, PALE, is_open=True),
        small(336, y + 24, "this end does not"),
        arrow(480, y + 19, 1, PALE),
        small(500, y + 24, "it goes on without end"),
    ]
    return page(760, bottom + 86, "Strict and loose intervals of seven figures", parts)


def total() -> str:
    """Four rounded parts, whose sum cannot be the stated total."""
    said = ("USD 12 million", "USD 8 million", "USD 22 million", "USD 3 million")
    stated = lm.Figure.parse("USD 48 million")
    scale = Scale(Fraction(0), Fraction(50 * MILLION), left=180, width=550)
    top, row = 30, 42
    bottom = top + row * (len(said) + 2)
    parts = [small(730, bottom + 36, "USD million", text_anchor="end")]
    for amount in range(0, 51, 10):
        x = scale.at(Fraction(amount * MILLION))
        parts += [
            line((x, top - 8), (x, bottom)),
            small(x, bottom + 18, str(amount), text_anchor="middle"),
        ]
    reached = lm.Interval(0, 0)
    for place, words in enumerate(said):
        y = top + row * place
        start = scale.at(reached.lo)
        reached += lm.Figure.parse(words).strict
        parts.append(text(164, y + 21, words, text_anchor="end"))
        parts.append(box(start, y + 5, scale.at(reached.lo) - start, 22, fill=SURE, rx=2))
        parts.append(band(reached, y, scale, STRICT))
    y = top + row * len(said)
    for name, interval, colour in (("their sum", reached, STRICT), (str(stated), stated.strict, WRONG)):
        x = scale.at(interval.lo)
        ends = f"{float((interval.lo or 0) / MILLION):g} to {float((interval.hi or 0) / MILLION):g}"
        parts.append(text(164, y + 21, name, text_anchor="end", font_weight=600))
        parts.append(band(interval, y, scale, colour))
        parts.append(text(x - 10, y + 21, ends, text_anchor="end", font_weight=600, fill=colour))
        y += row
    x = scale.at(reached.hi)
    parts.append(line((x, y - 2 * row + 5), (x, y - row + 34), stroke=STRICT, stroke_dasharray="3 3"))
    y = bottom + 44
    parts += [
        box(180, y, 28, 12, fill=SURE, rx=2),
        small(216, y + 11, "surely there"),
        box(330, y, 28, 12, fill=STRICT, rx=2),
        small(366, y + 11, "what rounding leaves open, part by part"),
    ]
    lines = wrap(lm.check(lm.Total(said, stated=stated)).explanation, 94)
    parts += [text(24, y + 46 + 20 * place, words) for place, words in enumerate(lines)]
    title = "Rounded parts add up to an interval, which the stated total misses"
    return page(760, y + 46 + 20 * len(lines), title, parts)


def band(interval: lm.Interval, y: float, scale: Scale, colour: str) -> str:
    """An interval as a block as wide as it is."""
    start = scale.at(interval.lo)
    return box(start, y + 5, scale.at(interval.hi) - start, 22, fill=colour, rx=2)


def shared() -> str:
    """Two totals of the same two parts: each fits the parts, and neither fits the other."""
    part = lm.Figure.parse("10").strict
    said = (
        ("10 + 10", part + part),
        ("21", lm.Figure.parse("21").strict),
        ("19", lm.Figure.parse("19").strict),
    )
    scale = Scale(Fraction(18), Fraction(22), left=180, width=540)
    top, row = 26, 44
    bottom = top + row * len(said)
    parts = []
    for number in range(18, 23):
        x = scale.at(Fraction(number))
        parts += [line((x, top - 8), (x, bottom)), small(x, bottom + 18, str(number), text_anchor="middle")]
    for place, (words, interval) in enumerate(said):
        y = top + row * place
        colour = WRONG if place else STRICT
        parts.append(text(164, y + 21, words, text_anchor="end", font_weight=600))
        parts.append(bar(interval, y + 16, scale, colour))
        if place:
            common = interval.intersect(said[0][1])
            assert common is not None  # noqa: S101  (the drawing shows it)
            parts.append(bar(common, y + 28, scale, LOOSE))
    y = bottom + 42
    parts += [
        line((180, y - 4), (208, y - 4), stroke=STRICT, stroke_width=5),
        small(216, y, "what the parts can come to"),
        line((404, y - 4), (432, y - 4), stroke=WRONG, stroke_width=5),
        small(440, y, "what a total says"),
        line((580, y - 4), (608, y - 4), stroke=LOOSE, stroke_width=5),
        small(616, y, "what both allow"),
    ]
    return page(760, y + 20, "Each total agrees with the parts, and not with the other total", parts)


QUESTIONS = {
    "cli": "How do people, tests and editors meet it?",
    "shelves": "What is wrong in thousands of documents?",
    "reporting": "How is a review shown?",
    "reviewing": "What is wrong in a document?",
    "claims": "What do its figures claim?",
    "auditing": "Do a registry's relations hold?",
    "tracing": "Where does a finding lead?",
    "registry": "Which records are there?",
    "translation": "In which language is it said?",
    "frames": "What do millions of rows come to?",
    "serde": "How do values and documents enter?",
    "reconciling": "Can many relations hold at once?",
    "checking": "Does one relation hold?",
    "relations": "What is claimed?",
    "findings": "What was found?",
    "totals": "What do records come to?",
    "ratios": "How large beside each other?",
    "amounts": "What may be added, and in which groups?",
    "records": "What do sources and texts state?",
    "facts": "In what context?",
    "additivity": "How can printed parts add up?",
    "messages": "What can be said, and how counted?",
    "sayings": "In which words, in any language?",
    "figures": "What can a figure stand for?",
    "notation": "How is it written?",
    "intervals": "Which exact values?",
    "periods": "When, where, by whom, under what name?",
    "errors": "What went wrong?",
}
"""What each layer answers, by the first module in it."""

LIBRARIES = {
    "cli": "typer, rich",
    "pytest_plugin": "pytest",
    "testing": "Hypothesis",
    "serde": "cattrs",
    "formatting": "Babel",
    "units": "pint",
    "documents": "lxml, pdfplumber",
    "reporting": "rich",
    "charts": "Vega-Lite",
    "feeds": "lxml",
    "frames": "DuckDB, Spark",
    "server": "pygls",
    "shelves": "pyarrow",
    "translation": "Babel, gettext",
}
"""The library that an edge owns."""


def floors() -> list[list[str]]:
    """The layers to which import-linter holds the package, from top to bottom, without the private ones."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    written = next(one["layers"] for one in contracts if one["id"] == "layers")
    layers = [[name.strip(" ()") for name in layer.replace("|", ":").split(":")] for layer in written]
    there = {path.stem for path in (ROOT / "src/lacmigration").iterdir()}
    shown = [[name for name in layer if name in there and not name.startswith("_")] for layer in layers]
    return [layer for layer in shown if layer]


def house() -> str:
    """The layers, the pure ones in one frame; a layer of many modules takes two rows."""
    row, left, right, most = 38, 300, 732, 5
    stack = floors()
    edges = next(place for place, layer in enumerate(stack) if "serde" in layer) + 1
    parts = [small(26, 20, "edges: each owns what it touches", fill="#9a6416")]
    top, frame = 28, 0
    for place, layer in enumerate(stack):
        if place == edges:
            top += 36
            frame = top - 12
        question = next(QUESTIONS[name] for name in layer if name in QUESTIONS)
        parts.append(small(left - 14, top + 20, question, text_anchor="end"))
        wide = len(layer) if len(layer) <= most else (len(layer) + 1) // 2
        for start in range(0, len(layer), wide):
            width = (right - left + 8) / wide - 8
            for at, name in enumerate(layer[start : start + wide]):
                parts += room(name, left + at * (width + 8), top, width, is_edge=place < edges)
            top += row
    ground = box(14, frame, 732, top - frame + 8, fill="#eef5f4", stroke="#b9d6d3", rx=8)
    sign = small(26, frame - 8, "pure: no file, no environment, no clock; no library but attrs", fill=STRICT)
    return page(760, top + 20, "The layers of the package; imports go downward only", [ground, sign, *parts])


def room(name: str, x: float, y: float, width: float, *, is_edge: bool) -> list[str]:
    """One module of the house, an edge with the library that it owns."""
    owned = LIBRARIES.get(name, "")
    fill, stroke = ("#fdf3e3", "#e2b878") if is_edge else (PAPER, "#9cc5c1")
    look = {"text_anchor": "middle", "font_weight": 600, "font_size": 13 if width > 9 * len(name) else 11}
    drawn = [
        box(x, y, width, 30, fill=fill, stroke=stroke),
        text(x + width / 2, y + (14 if owned else 20), name, **look),
    ]
    if owned:
        drawn.append(small(x + width / 2, y + 26, owned, text_anchor="middle", font_size=11))
    return drawn


def build() -> dict[str, str]:
    """Every drawing by its file's name."""
    return {"intervals.svg": intervals(), "total.svg": total(), "shared.svg": shared(), "house.svg": house()}


def main() -> None:
    """Write the drawings."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, drawing in build().items():
        (PICTURES / name).write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
