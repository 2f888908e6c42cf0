"""Charts as files: SVG, PNG and pages that need no network, the same bytes each time, whole or not at all."""

from __future__ import annotations

import json
import os
import re
import runpy
import stat
import struct
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import lacmigration as lm
from lacmigration.charts import draw_shares, draw_totals, format_of
from lacmigration.errors import ChoiceError, MissingExtraError
from lacmigration.facts import Fact
from lacmigration.figures import Figure

HOSTILE = "</script><script>alert('1')</script> & \"Söhne\""
SVG = "{http://www.w3.org/2000/svg}"


def chart(name="Mexico", *, locale="en", title="", width=720):
    amounts = {"mx": "about USD 3M", "ie": "USD 1M"}
    gifts = [Fact(id=who, figure=Figure.parse(text), giver=who) for who, text in amounts.items()]
    return draw_shares(
        lm.shares(gifts, "giver"),
        names={"mx": name, "ie": "Ireland"},
        locale=locale,
        title=title,
        width=width,
    )


class Page(HTMLParser):
    """What a page asks for, and what its scripts are."""

    def __init__(self, text) -> None:
        super().__init__()
        self.tags, self.addresses, self.scripts, self.inside = [], [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href", "xlink:href", "srcset"}]
        self.inside = tag == "script"

    def handle_endtag(self, _tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.scripts.append(data)


@pytest.fixture(scope="module")
def page():
    return chart(HOSTILE, locale="es").to_html()


def test_svg_is_xml_and_says_the_labels():
    root = ET.fromstring(chart(HOSTILE).to_svg())  # noqa: S314 - our own
    said = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert {"75.0%", "25.0%", "Ireland", "62.5 to 87.5", "12.5 to 37.5"} <= set(said)
    assert HOSTILE.split(maxsplit=1)[0] in " ".join(said)


def test_svg_tells_what_it_shows():
    drawn = chart()
    root = ET.fromstring(drawn.to_svg())  # noqa: S314 - our own
    assert root.find(f"{SVG}title").text == "Shares of USD\xa04,000,000"
    assert root.find(f"{SVG}desc").text == drawn.description
    assert drawn.description == (
        "Shares of USD\xa04,000,000. Mexico: 75.0% (62.5 to 87.5); Ireland: 25.0% (12.5 to 37.5)."
    )
    labels = [one.get("aria-label") for one in root.iter() if one.get("aria-label")]
    assert labels == ["Mexico: 75.0% (62.5 to 87.5)", "Ireland: 25.0% (12.5 to 37.5)"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_svg_needs_no_other_file():
    assert not re.search(r"<(image|script|style|use)|url\(|@import", chart().to_svg())


@pytest.mark.parametrize("scale", [1, 3])
def test_png_has_the_size_that_was_asked(scale):
    drawn = chart(width=500)
    image = drawn.to_png(scale=scale)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", image[16:24]) == (500 * scale, drawn.size[1] * scale)


@pytest.mark.parametrize("scale", [0, 11, 1.5, True, "2"])
def test_scales_that_are_none(scale):
    with pytest.raises(
        ChoiceError, match=f"scale={scale!r} is no choice; write a whole number, from 1 to 10"
    ):
        chart().to_png(scale=scale)


def test_a_page_asks_for_nothing(page):
    found = Page(page)
    assert found.addresses == []
    assert not {"link", "iframe", "img", "object", "base"} & set(found.tags)
    assert "default-src 'none'" in page.partition("<title>")[0]


def test_a_name_cannot_end_a_script(page):
    found = Page(page)
    assert found.tags.count("script") == 2
    assert not any("<script>alert" in script for script in found.scripts)
    spec = found.scripts[-1].partition('("#chart", ')[2]
    values, _ = json.JSONDecoder().raw_decode(spec)
    assert HOSTILE in json.dumps(values).encode().decode("unicode_escape")


def test_a_page_is_in_the_language_and_shows_the_chart_without_scripts(page):
    assert page.startswith('<!DOCTYPE html>\n<html lang="es">')
    assert "<title>Partes de 4.000.000\xa0USD</title>" in page
    assert page.index("<svg ") < page.index("<script")
    assert '"Guardar como SVG"' in page


def test_a_page_has_the_numbers_as_a_table(page):
    rows = re.findall(r"<tr>(.*?)</tr>", page.partition("<details>")[2].partition("</details>")[0])
    cells = [[unescape(one) for one in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]
    assert cells[0][:3] == ["Nombre", "Proporción", "Monto"]
    assert cells[1][:4] == [HOSTILE, "75,0\xa0%", "3.000.000\xa0USD", "62,5 a 87,5"]
    assert cells[2][0] == "Ireland"
    assert len(cells) == 3
    assert re.findall(r'scope="(\w+)"', rows[0]) == ["col"] * 5
    assert re.findall(r'scope="(\w+)"', rows[1]) == ["row"]


def test_the_same_results_are_the_same_bytes(page):
    first, second = chart(), chart()
    assert first == second
    assert (first.to_svg(), first.to_png()) == (second.to_svg(), second.to_png())
    assert chart(HOSTILE, locale="es").to_html() == page


def test_no_order_depends_on_the_hash():
    program = (
        "import hashlib, json, lacmigration as lm\n"
        "from lacmigration.charts import *\n"
        "registry = lm.bundled()\n"
        "table = lm.mapping(registry.initiatives)\n"
        "drawn = [draw_flows(registry.programmes, names=registry), draw_map(table, names=registry),\n"
        "         draw_crosstab(table, names=registry, most=5)]\n"
        "print(hashlib.sha256(json.dumps([one.spec for one in drawn]).encode()).hexdigest())\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_importing_it_imports_no_library():
    program = (
        "import sys, lacmigration.charts\n"
        "print(sorted({'altair', 'babel', 'vl_convert'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


# --- saving ----------------------------------------------------------------------------------------------


def test_the_name_says_the_format(tmp_path):
    chart().save(tmp_path / "a.svg")
    chart().save(str(tmp_path / "b.PNG"), scale=1)
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == chart().to_svg()
    assert (tmp_path / "b.PNG").read_bytes() == chart().to_png(scale=1)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.svg", "b.PNG"]


@pytest.mark.parametrize("name", ["a.jpg", "a", ".svg", "a.svg.gz"])
def test_names_that_say_no_format(tmp_path, name):
    with pytest.raises(ChoiceError, match=r"write the name of a file that ends in .svg, .png or .html"):
        chart().save(tmp_path / name)
    with pytest.raises(ChoiceError):
        format_of(name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_and_keeps_its_rights(tmp_path):
    place = tmp_path / "a.svg"
    place.write_text("old")
    place.chmod(0o640)
    chart().save(place)
    assert place.read_text(encoding="utf-8").startswith("<svg")
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.svg").write_text("old")
    (tmp_path / "link.svg").symlink_to("real.svg")
    chart().save(tmp_path / "link.svg")
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real.svg").read_text(encoding="utf-8").startswith("<svg")


def test_what_cannot_be_written_leaves_what_was_there(tmp_path, monkeypatch):
    place = tmp_path / "a.svg"
    place.write_text("old")

    def full(self, _target):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OSError, match="No space left") as caught:
        chart().save(place)
    assert caught.value.filename == str(place)
    assert [one.name for one in tmp_path.iterdir()] == ["a.svg"]
    assert place.read_text() == "old"


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        chart().save(tmp_path / "nowhere/a.svg")
    assert caught.value.filename == str(tmp_path / "nowhere/a.svg")


# --- notebooks and what is missing -----------------------------------------------------------------------


def test_a_notebook_shows_the_picture():
    shown = chart()._repr_mimebundle_()
    assert shown == {"image/svg+xml": chart().to_svg(), "text/plain": chart().description}


def test_repr():
    drawn = chart(title="Who pays")
    assert repr(drawn) == f"<Chart 'Who pays', 720 x {drawn.size[1]} pixels>"


def test_the_extra_is_named_where_it_is_missing(monkeypatch):
    drawn = chart()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    expected = (
        r"drawing charts needs vl-convert-python; install it with: pip install 'lacmigration\[charts\]'"
    )
    with pytest.raises(MissingExtraError, match=expected) as caught:
        drawn.to_svg()
    assert caught.value.extra == "charts"


def test_the_extra_is_named_where_babel_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "lacmigration.formatting", None)
    monkeypatch.delattr(lm, "formatting", raising=False)
    with pytest.raises(MissingExtraError, match="drawing charts needs babel"):
        draw_totals({"a": lm.total(["USD 1M"])})


# --- the documentation -----------------------------------------------------------------------------------


def said(svg):
    """All that a drawing says, in its order."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    return [text for one in root.iter() for text in (one.get("aria-label"), one.text) if text]


def test_the_charts_of_the_documentation_are_those_of_today():
    root = Path(__file__).parents[2]
    drawn = runpy.run_path(str(root / "tools/charts.py"))["build"]()
    stale = [
        name
        for name, one in drawn.items()
        if said((root / "docs/_static" / name).read_text(encoding="utf-8")) != said(one.to_svg())
    ]
    assert stale == [], "run `python tools/charts.py` and look at the pictures"
