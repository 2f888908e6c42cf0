"""Where: countries and territories, regions, cities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import attrs

from lacmigration._texts import filled, written
from lacmigration.errors import RecordError
from lacmigration.identifiers import valid_id, valid_optional_id
from lacmigration.provenance import Citation

__all__ = ["City", "Country", "Region"]


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split("|") if part.strip())
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return tuple(value)
    message = f'aliases {value!r} is no list of texts; pass a list, or one text with "|" between them'
    raise RecordError(message, field="aliases", value=value)


def _names(_: object, attribute: attrs.Attribute[Any], value: tuple[object, ...]) -> None:
    for name in value:
        if not isinstance(name, str) or not name.strip():
            message = f"{attribute.name}: {name!r} is not a text, or an empty one; leave it out"
            raise RecordError(message, field=attribute.name, value=name)


def _code(pattern: str, example: str) -> Any:
    compiled = re.compile(pattern)

    def check(_: object, attribute: attrs.Attribute[str], value: object) -> None:
        if not isinstance(value, str) or compiled.fullmatch(value) is None:
            message = f'{attribute.name} {value!r} is no such code; write one like "{example}"'
            raise RecordError(message, field=attribute.name, value=value)

    return check


def _text(default: str = "") -> Any:
    return attrs.field(default=default, validator=written)


def _cited(_: object, attribute: attrs.Attribute[Citation], value: object) -> None:
    if not isinstance(value, Citation):
        message = f"{attribute.name} {value!r} is not a Citation: every record says where it stands"
        raise RecordError(message, field=attribute.name, value=value)


@attrs.frozen(kw_only=True)
class Country:
    """A country or territory, with its ISO 3166-1 and M49 codes and its names in four languages (CLDR)."""

    id: str = attrs.field(validator=valid_id)
    name: str = attrs.field(validator=filled)
    iso2: str = attrs.field(validator=_code("[A-Z]{2}", "CO"))
    iso3: str = attrs.field(validator=_code("[A-Z]{3}", "COL"))
    m49: str = attrs.field(validator=_code("[0-9]{3}", "170"))
    name_es: str = _text()
    name_pt: str = _text()
    name_fr: str = _text()
    currency: str = attrs.field(default="", validator=_code("[A-Z]{3}|", "COP"))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_names)
    note: str = _text()
    supersedes: str = attrs.field(default="", validator=valid_optional_id)
    citation: Citation = attrs.field(validator=_cited)


@attrs.frozen(kw_only=True)
class Region:
    """A group of countries with a name; its members are Membership records with dates."""

    id: str = attrs.field(validator=valid_id)
    name: str = attrs.field(validator=filled)
    kind: str = _text("geographic")
    m49: str = attrs.field(default="", validator=_code("[0-9]{3}|", "419"))
    parent: str = attrs.field(default="", validator=valid_optional_id, metadata={"refers": ("Region",)})
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_names)
    note: str = _text()
    supersedes: str = attrs.field(default="", validator=valid_optional_id)
    citation: Citation = attrs.field(validator=_cited)


@attrs.frozen(kw_only=True)
class City:
    """A city or other place within a country: a district, a border crossing, a metropolitan region."""

    id: str = attrs.field(validator=valid_id)
    name: str = attrs.field(validator=filled)
    country: str = attrs.field(validator=valid_id, metadata={"refers": ("Country",)})
    kind: str = _text("city")
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_texts, validator=_names)
    note: str = _text()
    supersedes: str = attrs.field(default="", validator=valid_optional_id)
    citation: Citation = attrs.field(validator=_cited)
