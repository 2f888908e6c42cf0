"""The reference tables against what others publish: CLDR, the M49 table, the Compact, ISO 4217 list one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from babel import Locale
from babel.core import get_global

from lacmigration._iso4217 import HISTORIC, MINOR_UNITS
from lacmigration.registry import bundled

COUNTRIES = bundled().countries

every_country = pytest.mark.parametrize("country", COUNTRIES, ids=[one.id for one in COUNTRIES])


# CLDR knows the codes of ISO 3166-1 and of M49 as other names of the two letters.
@every_country
def test_the_three_codes_are_of_one_country(country):
    aliases = get_global("territory_aliases")
    assert country.id == country.iso2.lower()
    assert aliases[country.iso3] == [country.iso2]
    assert aliases[country.m49] == [country.iso2]


@every_country
@pytest.mark.parametrize(
    "locale, field", [("en", "name"), ("es", "name_es"), ("pt", "name_pt"), ("fr", "name_fr")]
)
def test_names_are_those_of_cldr(country, locale, field):
    assert getattr(country, field) == Locale(locale).territories[country.iso2]


@every_country
def test_the_currency_is_legal_tender_now(country):
    tenders = get_global("territory_currencies")[country.iso2]
    assert country.currency in [code for code, _, end, tender in tenders if end is None and tender]


# As in the table that the Statistics Division of the United Nations publishes.
@pytest.mark.parametrize(
    "region, code, members",
    [
        (
            "caribbean",
            "029",
            "ag ai aw bb bl bq bs cu cw dm do gd gp ht jm kn ky lc mf mq ms pr sx tc tt vc vg vi",
        ),
        ("central-america", "013", "bz cr gt hn mx ni pa sv"),
        ("south-america", "005", "ar bo br bv cl co ec fk gf gs gy pe py sr uy ve"),
        ("northern-america", "021", "bm ca gl pm us"),
    ],
)
def test_members_are_those_of_m49(region, code, members):
    assert bundled()[region].m49 == code
    assert {one.member for one in bundled().select("memberships", group=region)} == set(members.split())


# A few words of each heading of the Compact (A/RES/73/195), enough to tell it from the other 22.
SUBJECTS = (
    "accurate and disaggregated data",
    "adverse drivers and structural factors",
    "accurate and timely information",
    "proof of legal identity",
    "pathways for regular migration",
    "fair and ethical recruitment",
    "reduce vulnerabilities in migration",
    "efforts on missing migrants",
    "response to smuggling of migrants",
    "trafficking in persons",
    "Manage borders",
    "screening, assessment and referral",
    "measure of last resort",
    "consular protection",
    "basic services for migrants",
    "inclusion and social cohesion",
    "all forms of discrimination",
    "mutual recognition of skills",
    "migrants and diasporas",
    "transfer of remittances",
    "sustainable reintegration",
    "portability of social security",
    "global partnerships",
)


@pytest.mark.parametrize("number, subject", list(enumerate(SUBJECTS, start=1)))
def test_an_objective_has_its_subject_and_its_paragraph(number, subject):
    objectives = [one for one in bundled().objectives if one.id.startswith("gcm.")]
    (found,) = [one for one in objectives if subject in one.name]
    assert found.number == number
    # The commitments begin with paragraph 17.
    assert found.citation.locator == f"objective {number}, paragraph {number + 16}"


# World Development Indicators: output of 5,742.6 billion dollars, 635.8 million people.
def test_output_per_person_is_that_of_the_world_bank():
    figure = bundled()["reference.gdp-per-person.lac-2018"].figure
    assert Fraction(5_742_600, Fraction("635.8")) in figure.loose  # 9,032 dollars
    assert 8_000 < figure.value < 10_000


# World Development Indicators, the year 2019: 641 million and 7,778 million people.
@pytest.mark.parametrize(
    "record, people",
    [("reference.population.lac-2019", 640_962_372), ("reference.population.world-2019", 7_778_008_621)],
)
def test_a_later_count_of_the_people_is_within_what_the_hedge_allows(record, people):
    assert people in bundled()[record].figure.loose


# List one of 1 January 2026: what has neither none, three nor four decimals has two.
def test_minor_units_of_money_in_use_are_those_of_list_one():
    others = {
        0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
        3: "BHD IQD JOD KWD LYD OMR TND",
        4: "CLF UYW",
    }
    digits = {code: number for number, codes in others.items() for code in codes.split()}
    in_use = set(MINOR_UNITS) - HISTORIC
    assert set(digits) <= in_use
    assert {code: MINOR_UNITS[code] for code in in_use} == {code: digits.get(code, 2) for code in in_use}
