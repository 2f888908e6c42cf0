"""The bundled tables are what their scripts make of the installed Babel's data."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from lacmigration._iso4217 import HISTORIC, MINOR_UNITS
from lacmigration.notation._separators import SEPARATORS, TENDER

TOOLS = Path(__file__).parents[2] / "tools"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# A newer Babel whose data is the same is no reason to fail.
def without_version(text: str) -> str:
    first, _, rest = text.partition("\n")
    assert first.startswith("# CLDR ")
    return rest


@pytest.mark.parametrize("name", ["iso4217", "cldr_separators"])
def test_a_table_is_what_its_script_builds(name: str):
    tool = script(name)
    bundled = tool.TABLE.read_text(encoding="utf-8")
    same = without_version(tool.build()) == without_version(bundled)
    assert same, f"CLDR's data has changed: run `python tools/{name}.py` and read the difference"


def test_minor_units_are_those_of_iso_4217_list_one():
    assert {code: MINOR_UNITS[code] for code in ("USD", "MXN", "CLP", "PYG", "CLF", "KWD", "IQD", "LBP")} == {
        "USD": 2,
        "MXN": 2,
        "CLP": 0,
        "PYG": 0,
        "CLF": 4,
        "KWD": 3,
        "IQD": 3,
        "LBP": 2,
    }


def test_withdrawn_codes_are_known_and_marked():
    assert {"VEF", "SVC", "FRF", "ECS"} <= HISTORIC
    assert not {"VES", "USD", "EUR", "GTQ", "CLF", "COU", "XDR"} & HISTORIC
    assert set(MINOR_UNITS) >= HISTORIC


def test_every_currency_of_the_region_is_there():
    region = (
        "ARS BBD BOB BRL BSD BZD CLP COP CRC CUP DOP GTQ GYD HNL HTG JMD MXN NIO PAB PEN PYG SRD TTD UYU VES"
    )
    assert set(region.split()) <= set(MINOR_UNITS) - HISTORIC


@pytest.mark.parametrize(
    "locale, decimal, group, higher",
    [
        ("en", ".", ",", 3),
        ("en_IN", ".", ",", 2),
        ("es", ",", ".", 3),
        ("es_AR", ",", ".", 3),
        ("es_419", ".", ",", 3),
        ("es_MX", ".", ",", 3),
        ("pt_BR", ",", ".", 3),
        ("pt_PT", ",", "\u00a0", 3),
        ("fr", ",", "\u202f", 3),
        ("fr_CA", ",", "\u00a0", 3),
    ],
)
def test_separators_are_those_that_people_know(locale: str, decimal: str, group: str, higher: int):
    assert SEPARATORS[locale] == (decimal, group, higher)


def test_territories_use_their_own_money():
    assert {place: TENDER[place] for place in ("MX", "BR", "SV", "EC", "VE", "US", "ES", "HT")} == {
        "MX": "MXN",
        "BR": "BRL",
        "SV": "USD",
        "EC": "USD",
        "VE": "VES",
        "US": "USD",
        "ES": "EUR",
        "HT": "HTG",
    }
