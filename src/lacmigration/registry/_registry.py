"""Which records are there, and which of them answers to a name?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

import attrs

from lacmigration.errors import InputErrors, RecordError, UnknownRecordError
from lacmigration.records import (
    RECORD_TYPES,
    City,
    Contribution,
    Country,
    Discrepancy,
    Event,
    Fund,
    Initiative,
    Membership,
    Network,
    Objective,
    Observation,
    Office,
    Operation,
    Organisation,
    Programme,
    Project,
    Record,
    Region,
    Relation,
    Source,
    Strategy,
    Target,
    ThematicArea,
)
from lacmigration.registry._consistency import faults
from lacmigration.registry._folders import read_folder
from lacmigration.registry._names import families, like, nearest, successors
from lacmigration.registry._overlay import Base, with_additions
from lacmigration.registry._places import NOWHERE, Addition, Origin, Place, Places
from lacmigration.registry._resolve import RegistryFacts
from lacmigration.serde import table_of

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

__all__ = ["Registry", "laid_over"]

R = TypeVar("R")

_NAMES = ("name", "title", "acronym", "name_es", "name_pt", "name_fr", "iso2", "iso3", "person")
_MOST = 4  # as many suggestions as can still be read in one line


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Registry:
    """Records of every type as one value: nothing in it changes, and additions give a new one.

    Each table is a tuple, in the order of the files. Ids are global: `registry["mptf"]` is the record of that
    id, or the one that took its place. `superseded` holds the records that others took the place of. Two
    registries are equal when their records are.

    A registry that exists is consistent: every id is there once, every reference leads to a record of the
    right kind, no parent is its own ancestor. Errors: InputErrors with all that breaks these rules.

    >>> len(Registry()), "mptf" in Registry()
    (0, False)
    """

    sources: tuple[Source, ...] = ()
    countries: tuple[Country, ...] = ()
    regions: tuple[Region, ...] = ()
    cities: tuple[City, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    networks: tuple[Network, ...] = ()
    memberships: tuple[Membership, ...] = ()
    offices: tuple[Office, ...] = ()
    funds: tuple[Fund, ...] = ()
    targets: tuple[Target, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    programmes: tuple[Programme, ...] = ()
    projects: tuple[Project, ...] = ()
    operations: tuple[Operation, ...] = ()
    areas: tuple[ThematicArea, ...] = ()
    objectives: tuple[Objective, ...] = ()
    events: tuple[Event, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    observations: tuple[Observation, ...] = ()
    relations: tuple[Relation, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    superseded: tuple[Record, ...] = ()
    _places: Places = attrs.field(factory=dict, eq=False)

    def __attrs_post_init__(self) -> None:
        found = faults(self._tables, superseded=self.superseded, places=self._places)
        if found:
            raise InputErrors(found)

    @property
    def _tables(self) -> dict[str, tuple[Record, ...]]:
        return {table: getattr(self, table) for table in RECORD_TYPES}

    @cached_property
    def _named(self) -> Mapping[str, Record]:
        """Every id with the record that answers to it: also the ids that were superseded."""
        return successors(self, self.superseded)

    def __iter__(self) -> Iterator[Record]:
        """All records but the superseded ones, table by table."""
        for table in RECORD_TYPES:
            yield from getattr(self, table)

    def __len__(self) -> int:
        return sum(len(getattr(self, table)) for table in RECORD_TYPES)

    def __contains__(self, name: object) -> bool:
        return name in self._named

    def __getitem__(self, name: str) -> Record:
        """The record of an id; UnknownRecordError with the nearest ids where there is none."""
        try:
            return self._named[name]
        except KeyError:
            raise UnknownRecordError(f"no record has the id {name!r}{self.suggestion(name)}") from None

    def __repr__(self) -> str:
        """How many records of which types."""
        counts = ", ".join(f"{len(records)} {table}" for table, records in self._tables.items() if records)
        return f"<Registry: {counts or 'empty'}>"

    def origin(self, name: str) -> Origin:
        """The file and line that a record came from; no file for records made in Python.

        Errors: UnknownRecordError for an id that no record has.

        >>> from lacmigration.registry import bundled
        >>> bundled().origin("co").file
        'reference/countries.csv'
        """
        file, line, _ = self._places.get(self[name].id, NOWHERE)
        return Origin(file, line)

    @cached_property
    def facts(self) -> RegistryFacts:
        """What relations can name: ids, `id@field`, and patterns of them.

        >>> from lacmigration.registry import bundled
        >>> str(bundled().facts["mptf.target"].figure)
        'USD 150 million'
        """
        return RegistryFacts(tuple(self), self._named)

    @cached_property
    def _called(self) -> Mapping[str, tuple[Record, ...]]:
        """Records by every folded name, alias and acronym."""
        found: dict[str, dict[str, Record]] = {}
        for record in self:
            for name in _names_of(record):
                found.setdefault(name, {})[record.id] = record
        return {name: tuple(records.values()) for name, records in found.items()}

    def find(self, text: str) -> tuple[Record, ...]:
        """The records of a name, alias, acronym or code in any language, whatever its case and accents.

        Where none is called exactly that, those whose name contains the text.

        >>> from lacmigration.registry import bundled
        >>> [record.id for record in bundled().find("alemania")]
        ['de']
        """
        wanted = _folded(text)
        if not wanted:
            return ()
        exact = self._called.get(wanted)
        if exact is not None:
            return exact
        found = {r.id: r for name, records in self._called.items() if wanted in name for r in records}
        return tuple(record for record in self if record.id in found)

    def suggestion(self, text: str) -> str:
        """Which ids may have been meant by one that no record has, as the end of a sentence; else empty.

        They are those of the records whose id, name, or end of the id comes nearest. For a pattern with "*"
        they are patterns.

        >>> from lacmigration.registry import bundled
        >>> bundled().suggestion("germani")
        '; perhaps de (Germany) or mptf.donor.germany was meant'
        """
        if "*" in text:
            return nearest(text, families(self._named))
        wanted = _folded(text)
        answering: dict[str, dict[str, Record]] = {}
        for name, records in (*self._called.items(), *self._ids()):
            if abs(len(name) - len(wanted)) <= max(2, len(wanted) // 4):
                answering.setdefault(name, {}).update((record.id, record) for record in records)
        meant: dict[str, Record] = {}
        for name in like(wanted, answering):
            meant |= answering[name]
        shown = [f"{name} ({title})" if (title := _title(record)) else name for name, record in meant.items()]
        return f"; perhaps {' or '.join(shown[:_MOST])} was meant" if shown else ""

    def _ids(self) -> Iterator[tuple[str, tuple[Record, ...]]]:
        """Every id with the record that answers to it, whole and by what it ends with."""
        for name, record in self._named.items():
            yield name, (record,)
            yield name.rpartition(".")[2].replace("-", " "), (record,)

    @overload
    def select(self, table: type[R], **fields: object) -> tuple[R, ...]: ...
    @overload
    def select(self, table: str, **fields: object) -> tuple[Record, ...]: ...
    def select(self, table: str | type, **fields: object) -> tuple[Any, ...]:
        """The records of a table whose fields have these values; a field that holds several must hold it.

        Errors: RecordError for a table or field that there is not.

        >>> from lacmigration.records import City
        >>> from lacmigration.registry import bundled
        >>> "bogota" in [city.id for city in bundled().select(City, country="co")]
        True
        """
        name = table if isinstance(table, str) else table_of(table)
        if name not in RECORD_TYPES:
            raise RecordError(f"{name!r} is no table{nearest(name, RECORD_TYPES)}", field="table", value=name)
        known = [attribute.name for attribute in attrs.fields(RECORD_TYPES[name])]
        for field in fields:
            if field not in known:
                raise RecordError(f"{name} have no field {field!r}{nearest(field, known)}", field=field)
        records: tuple[Record, ...] = getattr(self, name)
        return tuple(
            record
            for record in records
            if all(_holds(getattr(record, f), value) for f, value in fields.items())
        )

    def with_records(self, *records: Record) -> Registry:
        """A new registry with these records too; one that names another under `supersedes` takes its place.

        Errors: InputErrors for taken ids, references that lead nowhere, relations that cannot be read.

        >>> from lacmigration.provenance import Source
        >>> "my-report" in Registry().with_records(Source("my-report", "My report", "Me"))
        True
        """
        places: list[Place] = [("(records)", number, {}) for number in range(1, len(records) + 1)]
        return laid_over(self, zip(records, places, strict=True))

    def with_overlay(self, path: Path | str, *, locale: str = "") -> Registry:
        """A new registry with the records of a folder too, or of every folder in it.

        `locale` is the language of the figures where neither a row nor the folder's datapackage.json says it.

        Errors: InputErrors with all that is wrong in the folder, each with file, line, column and value.
        """
        return laid_over(self, read_folder(path, locale=locale))

    def to_frames(self) -> dict[str, pa.Table]:
        """Every table as an Arrow table, by name; its columns are those of `lacmigration.frames.schema`.

        Errors: MissingExtraError without pyarrow, which the extra `frames` installs; RecordError for a number
        with more digits than a column holds.

        >>> from lacmigration.registry import bundled
        >>> bundled().to_frames()["targets"].column("unit")[0].as_py()
        'USD'
        """
        from lacmigration.frames import tables

        return tables(self)


def laid_over(base: Registry, additions: Iterable[Addition], *, relations: bool = True) -> Registry:
    """A new registry: the base and the additions; `relations` says whether the new relations are read.

    Errors: InputErrors with everything that is wrong.
    """
    held = Base(base._tables, base.superseded, base._places)  # noqa: SLF001  (this module's own class)
    new = with_additions(held, additions, relations=relations)
    fields: dict[str, Any] = {table: tuple(records) for table, records in new.tables.items()}
    return Registry(**fields, superseded=new.superseded, places=new.places)


def _title(record: Record) -> str:
    return str(getattr(record, "name", "") or getattr(record, "title", ""))


def _holds(found: object, wanted: object) -> bool:
    return found == wanted or (isinstance(found, tuple) and wanted in found)


def _names_of(record: Record) -> Iterator[str]:
    for attribute in _NAMES:
        name = getattr(record, attribute, "")
        if name:
            yield _folded(name)
    for alias in getattr(record, "aliases", ()):
        yield _folded(alias)


def _folded(text: str) -> str:
    """Without case, accents and extra spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(plain.split())
