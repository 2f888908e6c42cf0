"""What is a picture once it is drawn? A specification that becomes SVG, PNG or a page, without a browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import attrs

from lacmigration.charts._choices import whole
from lacmigration.charts._saving import replace
from lacmigration.charts._tables import Table, as_html
from lacmigration.errors import ChoiceError, MissingExtraError
from lacmigration.messages import joined, message
from lacmigration.translation import translation

__all__ = ["VEGA_LITE", "Chart", "format_of"]

VEGA_LITE: Final = "6.1"
"""The version of Vega-Lite that every supported renderer has."""
_FORMATS = (".svg", ".png", ".html")
_LARGEST = 10
_CONVERTING = (
    "const embed = (id, spec, options) => vegaEmbed(id, spec, options); window.lacmigrationEmbed = embed;"
)


@attrs.frozen(repr=False)
class Chart:
    """A picture of results: its title, what it shows in words and as a table, and its specification.

    `table` has a row of text for each thing that is drawn, in the language of the chart, the heads first.

    `spec` is Vega-Lite and holds every mark with the exact values that it shows, as text; floats in it are
    pixels alone. The same results give the same specification and the same bytes.

    >>> from lacmigration.charts import draw_shares
    >>> from lacmigration.facts import Fact
    >>> from lacmigration.figures import Figure
    >>> from lacmigration.distribution import shares
    >>> gifts = [Fact(id=who, figure=Figure(n, "USD"), giver=who) for who, n in {"a": 3, "b": 1}.items()]
    >>> chart = draw_shares(shares(gifts, "giver"), title="Who gives")
    >>> chart
    <Chart 'Who gives', 720 x ... pixels>
    >>> chart.to_svg()[:4]
    '<svg'
    """

    title: str
    description: str
    spec: Mapping[str, Any]
    locale: str = "en"
    table: Table = ()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, as they stand on a page."""
        return self.spec["width"], self.spec["height"]

    def to_svg(self) -> str:
        """The picture as SVG, with its title and description for readers who cannot see it.

        Errors: MissingExtraError without the extra `charts`.
        """
        drawn: str = _renderer().vegalite_to_svg(dict(self.spec), vl_version=VEGA_LITE)
        head, _, rest = drawn.partition(">")
        told = f"<title>{escape(self.title)}</title><desc>{escape(self.description)}</desc>"
        return f'{head} role="graphics-document" xml:lang="{escape(self.locale)}">{told}{rest}'

    def to_png(self, *, scale: int = 2) -> bytes:
        """The picture as PNG, with so many pixels of the file for one of the page: 1 to 10.

        Errors: ChoiceError for another scale; MissingExtraError.
        """
        times = whole("scale", scale, least=1, most=_LARGEST)
        image: bytes = _renderer().svg_to_png(self.to_svg(), scale=times)
        return image

    def to_html(self) -> str:
        """The picture as a page that needs no other file and no network, and tells values at the pointer.

        It holds the SVG as well, for where scripts do not run, and the numbers as a table, for who cannot see
        the picture or wants to copy them. Errors: MissingExtraError.
        """
        said = translation(self.locale)
        options = {
            "actions": {"export": True, "source": False, "compiled": False, "editor": False},
            "mode": "vega-lite",
            "renderer": "svg",
            "i18n": {
                "CLICK_TO_VIEW_ACTIONS": said.put(message("Save the chart")),
                "SVG_ACTION": said.put(message("Save as {format}", format="SVG")),
                "PNG_ACTION": said.put(message("Save as {format}", format="PNG")),
            },
        }
        return _PAGE.format(
            locale=escape(self.locale),
            title=escape(self.title),
            description=escape(self.description),
            svg=self.to_svg(),
            numbers=escape(said.put(message("The numbers as a table"))),
            table=as_html(self.table, self.title),
            script=_script(),
            spec=_quoted(self.spec),
            options=_quoted(options),
        )

    def save(self, path: str | Path, *, scale: int = 2) -> None:
        """Write the picture, in the format that the end of the name says: .svg, .png or .html.

        A file that is there is replaced, at once and whole. `scale` is that of PNG. Errors: ChoiceError for
        another ending, MissingExtraError, OSError.
        """
        place = Path(path)
        match format_of(place):
            case ".svg":
                content = self.to_svg().encode()
            case ".png":
                content = self.to_png(scale=scale)
            case _:
                content = self.to_html().encode()
        replace(place, content)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What notebooks show: the SVG, or the description where they show text."""
        del include, exclude  # a notebook takes of it what it likes
        return {"image/svg+xml": self.to_svg(), "text/plain": self.description}

    def __repr__(self) -> str:
        """The title and the size."""
        width, height = self.size
        return f"<Chart {self.title!r}, {width} x {height} pixels>"


def format_of(path: str | Path) -> str:
    """The format that the end of a file's name says.

    >>> format_of("donors.SVG")
    '.svg'
    """
    ending = Path(path).suffix.lower()
    if ending not in _FORMATS:
        ends = joined(_FORMATS, alternatives=True)
        raise ChoiceError(
            "chart", str(path), choices=message("the name of a file that ends in {ends}", ends=ends)
        )
    return ending


def _renderer() -> ModuleType:
    try:
        import vl_convert
    except ImportError as cause:
        needs = message("drawing charts needs {library}", library="vl-convert-python")
        raise MissingExtraError(needs, extra="charts") from cause
    return vl_convert


def _quoted(value: Any) -> str:
    """JSON that may stand in a script: no text of it can end the script."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


@lru_cache(maxsize=1)
def _script() -> str:
    """Vega-Embed and all that it needs."""
    bundle: str = _renderer().javascript_bundle(_CONVERTING, vl_version=VEGA_LITE)
    return bundle.replace("</script", "<\\/script")


_PAGE = """<!DOCTYPE html>
<html lang="{locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' \
'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ margin: 1rem; background: #fff; font-family: Arial, Helvetica, sans-serif; }}
#chart {{ overflow-x: auto; }} #chart svg {{ height: auto; max-width: 100%; }}
table {{ border-collapse: collapse; margin: .5rem 0; }} caption {{ text-align: start; }}
th, td {{ border-bottom: 1px solid #ddd; padding: .2rem .8rem .2rem 0; text-align: start; }}
tbody th {{ font-weight: normal; }}
#vg-tooltip-element.vg-tooltip {{ max-width: 22em; white-space: normal; }}</style>
</head>
<body>
<div id="chart" role="figure" aria-label="{description}">{svg}</div>
<details><summary>{numbers}</summary>{table}</details>
<script type="module">{script}</script>
<script type="module">
window.lacmigrationEmbed("#chart", {spec}, {options}).catch(console.error);
</script>
</body>
</html>
"""
