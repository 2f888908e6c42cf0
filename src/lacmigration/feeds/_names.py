"""Which records are the countries, regions and bodies that a file names?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import attrs

from lacmigration.feeds._countries import Coded, by_alpha3, by_m49, coded
from lacmigration.feeds._values import slug
from lacmigration.provenance import Citation, Source
from lacmigration.records import Country, Organisation, Record, Region
from lacmigration.registry import bundled

__all__ = ["Names"]

# How the statistical offices of the field write some countries, beside the names that CLDR and the bundled
# records have; brackets, commas and "Republic of" are taken off before anything is looked up.
_VARIANTS = {
    "BN": "Brunei Darussalam",
    "BS": "Bahamas, The",
    "CD": "Congo, Dem. Rep.|Democratic Republic of the Congo|Congo, Democratic Republic of the",
    "CG": "Congo, Rep.|Congo|Republic of the Congo",
    "CI": "Cote d'Ivoire|Ivory Coast",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "EG": "Egypt, Arab Rep.",
    "FM": "Micronesia, Fed. Sts.|Micronesia (Fed. States of)",
    "GB": "United Kingdom of Great Britain and Northern Ireland|UK",
    "GM": "Gambia, The",
    "HK": "Hong Kong SAR, China|China, Hong Kong SAR|Hong Kong",
    "IR": "Iran, Islamic Rep.|Iran (Islamic Republic of)",
    "KG": "Kyrgyz Republic",
    "KN": "St. Kitts and Nevis",
    "KP": "Korea, Dem. People's Rep.|Dem. People's Republic of Korea|Democratic People's Republic of Korea",
    "KR": "Korea, Rep.|Republic of Korea|Korea",
    "LA": "Lao PDR|Lao People's Democratic Republic",
    "LC": "St. Lucia",
    "MD": "Republic of Moldova",
    "MF": "St. Martin (French part)",
    "MK": "The former Yugoslav Republic of Macedonia",
    "MM": "Myanmar",
    "MO": "Macao SAR, China|China, Macao SAR|Macao",
    "NL": "Netherlands (Kingdom of the)",
    "PS": "West Bank and Gaza|State of Palestine|Palestine|occupied Palestinian territory",
    "RU": "Russian Federation",
    "SK": "Slovak Republic",
    "ST": "Sao Tome and Principe",
    "SX": "Sint Maarten (Dutch part)",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland",
    "TL": "Timor-Leste",
    "TR": "Turkey|Turkiye",
    "TZ": "United Republic of Tanzania",
    "US": "United States of America|USA",
    "VC": "St. Vincent and the Grenadines",
    "VE": "Venezuela, RB|Venezuela (Bolivarian Republic of)|Venezuela, Bolivarian Republic of",
    "VG": "British Virgin Islands",
    "VI": "Virgin Islands (U.S.)|United States Virgin Islands",
    "VN": "Viet Nam",
    "YE": "Yemen, Rep.",
}
# Regions as the same offices call them; those of M49 are among the bundled records.
_REGIONS = {
    "world": "world",
    "latin america and caribbean": "lac",
    "latin america and the caribbean": "lac",
    "america": "americas",
    "south america": "south-america",
    "northern america": "northern-america",
}
_OF_GOVERNMENT = re.compile(
    r"government of (?:the )?(.+)|(.+?),? government of(?: the)?|(.+?) \(government\)"
)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold().replace("’", "'").replace("&", " and "))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(re.sub(r"\bst\. ", "saint ", letters).replace("*", " ").split())


@cache
def _called() -> Mapping[str, str]:
    """The two letters of a country by each of its names."""
    found = {_folded(one.name): one.iso2 for one in coded().values()}
    for country in bundled().countries:
        names = (country.name, country.name_es, country.name_pt, country.name_fr, *country.aliases)
        found |= {_folded(name): country.iso2 for name in names if name}
    for iso2, names_of_it in _VARIANTS.items():
        found |= {_folded(name): iso2 for name in names_of_it.split("|")}
    return found


@cache
def _bundled() -> Mapping[str, Country | Region]:
    """The bundled countries by their two letters, the regions by name, code and id."""
    countries: dict[str, Country | Region] = {country.iso2: country for country in bundled().countries}
    for region in bundled().regions:
        countries |= {_folded(name): region for name in (region.name, region.m49) if name}
    by_id = {region.id: region for region in bundled().regions}
    return countries | {name: by_id[region] for name, region in _REGIONS.items()}


@attrs.define
class Names:
    """The records that a file's rows refer to, each made once, under ids of the file's source.

    Countries and regions that the bundled registry has keep their ids there ("co", "lac") and are no records
    of the feed; other countries get the id that they would have ("ug").

    >>> names = Names(Source("our-feed", "Our feed", "Ourselves"))
    >>> at = Citation("our-feed", "row 2")
    >>> names.country("Colombia"), names.country("", at, code="UGA"), names.country("Atlantis", at)
    ('co', 'ug', '')
    >>> names.body("Save the Children", at, kind="ngo")
    'our-feed.body.save-the-children'
    >>> [record.id for record in names]
    ['ug', 'our-feed.body.save-the-children']
    """

    source: Source
    records: dict[str, Record] = attrs.field(factory=dict)
    _taken: set[str] = attrs.field(factory=set)
    _ids: dict[tuple[str, str], str] = attrs.field(factory=dict)

    def __iter__(self) -> Iterator[Record]:
        """What the records of the rows refer to, in the order in which it was first named."""
        return iter(self.records.values())

    def released(self) -> list[Record]:
        """The records made since they were last asked for, which are not kept any more; their ids are."""
        found = list(self.records.values())
        self.records.clear()
        return found

    def country(self, name: str, citation: Citation | None = None, *, code: str = "") -> str:
        """The id of a country by its name, or by a code of two or three letters or digits."""
        found = _coded(code) or coded().get(_called().get(_folded(name), ""))
        if found is None:
            return ""
        known = _bundled().get(found.iso2)
        if known is not None:
            return known.id
        identity = found.iso2.lower()
        if identity not in self._taken:
            self._taken.add(identity)
            at = citation or Citation(self.source.id, "a name of a country")
            self.records[identity] = Country(
                id=identity, name=found.name, iso2=found.iso2, iso3=found.iso3, m49=found.m49, citation=at
            )
        return identity

    def place(self, name: str, citation: Citation, *, code: str = "", m49: str = "") -> str:
        """The id of a country, or of a region by that name, which is made where none is known."""
        country = self.country(name, citation, code=code)
        if country:
            return country
        known = _bundled().get(_folded(name)) or (_bundled().get(m49) if m49 else None)
        if known is not None:
            return known.id
        return self._made(
            "region",
            name,
            lambda identity: Region(id=identity, name=name, kind="of the source", citation=citation),
        )

    def government(self, name: str, citation: Citation) -> str:
        """The id of the country whose government, or which itself, a name is; empty for other bodies."""
        found = _OF_GOVERNMENT.fullmatch(" ".join(name.casefold().split()))
        inner = next((part for part in found.groups() if part), "") if found else name
        return self.country(inner, citation)

    def body(self, name: str, citation: Citation, *, kind: str = "other", key: str = "") -> str:
        """The id of an organisation; `key` is the source's own code for it, where it has one."""
        identifiers = (f"{self.source.id}:{key}",) if key else ()
        return self._made(
            "body",
            name,
            lambda identity: Organisation(
                id=identity, name=name, kind=kind, identifiers=identifiers, citation=citation
            ),
            key=key,
        )

    def other(self, family: str, name: str, make: Callable[[str], Record], *, key: str = "") -> str:
        """The id of a record of any type that `make(id)` gives, made once for a name or key."""
        return self._made(family, name, make, key=key)

    def _made(self, family: str, name: str, make: Callable[[str], Record], *, key: str = "") -> str:
        known = self._ids.get((family, key or name))
        if known is not None:
            return known
        stem = f"{self.source.id}.{family}.{slug(key or name) or len(self._taken) + 1}"
        identity, number = stem, 2
        while identity in self._taken:
            identity, number = f"{stem}-{number}", number + 1
        self.records[identity] = make(identity)
        self._taken.add(identity)
        self._ids[family, key or name] = identity
        return identity


def _coded(code: str) -> Coded | None:
    if len(code) == 2:
        return coded().get(code.upper())
    if len(code) == 3:
        return by_m49().get(code) if code.isdigit() else by_alpha3().get(code.upper())
    return None
