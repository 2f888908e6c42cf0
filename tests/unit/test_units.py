"""Compound units: what they are made of, and how many of one make another."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest

from lacmigration.dimensions import base_unit, base_units, plain_dimension
from lacmigration.errors import AggregationError, CurrencyMismatchError, FloatError
from lacmigration.figures import Figure
from lacmigration.intervals import Interval
from lacmigration.units import convert_unit, dimension


@pytest.mark.parametrize(
    "unit,powers",
    [
        ("", {}),
        ("1", {}),
        ("percent", {}),
        ("percentage points", {}),
        ("per thousand", {}),
        ("times", {}),
        ("USD", {"USD": 1}),
        ("persons", {"person": 1}),
        ("migrants", {"person": 1}),
        ("asylum-seekers", {"person": 1}),
        ("young people", {"person": 1}),
        ("countries", {"country": 1}),
        ("member states", {"member state": 1}),
        ("USD/person", {"USD": 1, "person": -1}),
        ("USD per capita", {"USD": 1, "person": -1}),
        ("persons/persons", {}),
        ("persons*USD/households", {"person": 1, "USD": 1, "household": -1}),
        ("USD/person*year", {"USD": 1, "person": -1, "year": 1}),  # from the left, as arithmetic goes
        ("thousand USD", {"thousand": 1, "USD": 1}),
        ("USD millions", {"million": 1, "USD": 1}),
        ("hundred thousand persons", {"hundred": 1, "thousand": 1, "person": 1}),
        ("deaths/100,000 persons", {"death": 1, "100,000 person": -1}),  # not deaths per person
        ("percent/year", {"percent": 1, "year": -1}),  # not a pure number per year
        ("USD/month", {"USD": 1, "month": -1}),  # not to be held against USD/year
        ("solar panels/household", {"solar panel": 1, "household": -1}),
        ("bus/city", {"bus": 1, "city": -1}),
    ],
)
def test_both_algebras_read_plain_units(unit: str, powers: dict[str, int]):
    assert dict(plain_dimension(unit)) == powers
    assert dict(dimension(unit)) == powers


@pytest.mark.parametrize(
    "unit,powers",
    [
        ("USD/person^2", {"USD": 1, "person": -2}),
        ("person^-1", {"person": -1}),
        ("USD/(person*year)", {"USD": 1, "person": -1, "year": -1}),
        ("(USD/person)^2 / year", {"USD": 2, "person": -2, "year": -1}),
        ("kUSD/person", {"thousand": 1, "USD": 1, "person": -1}),
        ("MUSD/person", {"million": 1, "USD": 1, "person": -1}),
        ("bnUSD/person", {"billion": 1, "USD": 1, "person": -1}),
        ("remesas^2/hogar", {"remesa": 2, "hogar": -1}),
        ("spare_0*unheard-of/person", {"spare_0": 1, "unheard-of": 1, "person": -1}),
    ],
)
def test_compound_units(unit: str, powers: dict[str, int]):
    assert dict(dimension(unit)) == powers


NOUNS = [chr(ord("a") + number) * 3 + "x" for number in range(17)]


@pytest.mark.parametrize(
    "unit",
    [
        "USD//person",
        "^2",
        "USD^",
        "USD^two",
        "USD^2^3",
        "USD^999999999",
        "(USD",
        "USD)",
        "USD)*(person",
        "()",
        "(USD)person",
        "/person)",
        "x" * 999 + "/y",
        "(" * 21 + "x" + ")" * 21,
        "/".join(NOUNS),
    ],
)
def test_what_is_no_product_is_a_noun_of_its_own(unit: str):
    assert dict(dimension(unit)) == {unit: 1}


def test_sixteen_unknown_nouns_are_still_read():
    assert dict(dimension("*".join(NOUNS[:16]))) == dict.fromkeys(NOUNS[:16], 1)


@pytest.mark.parametrize(
    "value,unit,wanted",
    [
        ("USD 1.2M", "thousand USD", 1200),
        ("USD 1.2M", "kUSD", 1200),
        ("3 persons", "migrants", 3),
        ("38%", "1", Decimal("0.38")),
        ("38%", "per thousand", 380),
        (Figure(3, "USD/month"), "USD/year", 36),
        (Figure(3, "thousand persons/quarter"), "persons/year", 12_000),
        (Figure(3, "weeks"), "days", 21),
        (Figure(1, "USD/year"), "USD/month", Fraction(1, 12)),
        (Figure(2, "hydrants per km"), "hydrants/km", 2),
    ],
)
def test_conversion_is_exact(value: object, unit: str, wanted: object):
    found = convert_unit(value, unit)
    assert (found.value, found.unit) == (wanted, unit)


def test_intervals_are_converted_too():
    assert convert_unit(Figure(3, "USD/month"), "USD/year").strict == Interval(30, 42)
    assert convert_unit(Figure(3, "USD/month"), "USD/year").resolution == 12
    assert convert_unit("38%", "1").strict == Interval("0.375", "0.385")


def test_what_measures_something_else():
    with pytest.raises(
        AggregationError, match=r"^USD 3 cannot be given in persons: they measure different things$"
    ):
        convert_unit("USD 3", "persons")
    with pytest.raises(AggregationError):
        convert_unit(Figure(3, "USD"), "USD/year")
    with pytest.raises(AggregationError):
        convert_unit(Figure(365, "days"), "years")  # no year has a fixed number of them
    with pytest.raises(AggregationError):
        convert_unit(Figure(3, "gizmos"), "widgets")
    with pytest.raises(AggregationError):
        convert_unit(Figure(3, "USD^"), "USD")
    with pytest.raises(
        CurrencyMismatchError, match="USD 3 is of another currency than EUR: convert it with a rate"
    ):
        convert_unit("USD 3", "EUR")
    with pytest.raises(FloatError):
        convert_unit(0.5, "USD")
    assert convert_unit(Figure(3, "USD^"), "USD^").value == 3


def test_base_units():
    assert base_unit("women") == base_unit("children") == "person"
    assert base_unit("times") == base_unit("1") == base_unit("") == ""
    assert [
        base_unit(noun) for noun in ("cities", "activities", "time series", "businesses", "business")
    ] == [
        "city",
        "activity",
        "time series",
        "businesse",
        "business",
    ]
    assert base_unit("bus") == "bus"
    assert base_units("thousand") == ("thousand",)
    assert base_units("per thousand") == ("per thousand",)


def test_pint_is_loaded_when_first_needed():
    code = """
import sys
import lacmigration.units as units
assert "pint" not in sys.modules
units.dimension("USD/person")
assert "pint" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
