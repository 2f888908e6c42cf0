"""Which registry is meant, what is in it, and what changed between two?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import attrs
from rich.text import Text

from lacmigration.cli._audits import finding_lines
from lacmigration.cli._choices import Format
from lacmigration.cli._labels import Labels
from lacmigration.cli._output import emit, emit_json, exact, interval_json, labelled, say, table, width
from lacmigration.cli._waiting import waiting
from lacmigration.errors import UnknownRecordError
from lacmigration.facts import pattern_matches
from lacmigration.figures import Figure
from lacmigration.findings import Finding
from lacmigration.records import RECORD_TYPES, Relation
from lacmigration.registry import Change, Registry, bundled, diff
from lacmigration.relations import parse_relation, references
from lacmigration.tracing import VERDICTS, added, places
from lacmigration.translation import translation

__all__ = ["list_records", "only", "print_diff", "registry", "relations_in", "select", "show"]


def registry(folders: Iterable[Path]) -> Registry:
    """The bundled registry with folders of records laid over it, in order."""
    found = bundled()
    for folder in folders:
        with waiting(f"reading {folder}"):
            found = found.with_overlay(folder)
    return found


def only(folder: Path) -> Registry:
    """The bundled registry for the word "bundled", else that registry with one folder over it."""
    return bundled() if str(folder) == "bundled" else registry([folder])


def relations_in(found: Registry, folders: Sequence[Path]) -> frozenset[str]:
    """The ids of the relations that folders added; without a folder, of all."""
    return added(found) if folders else frozenset(one.id for one in found.relations)


def select(found: Registry, subject: str) -> tuple[Any, ...]:
    """The records of a table, of an id, or those whose ids match a pattern.

    Errors: UnknownRecordError where there are none.
    """
    if subject in RECORD_TYPES:
        return found.select(subject)
    if "*" in subject:
        matching = tuple(record for record in found if pattern_matches(subject, record.id))
        if matching:
            return matching
        meant = found.suggestion(subject)
        message = f"no record's id matches {subject}{meant}; `lacmigration list` shows the tables"
        raise UnknownRecordError(message)
    if subject in found:
        return (found[subject],)
    table = get_close_matches(subject, RECORD_TYPES, n=1, cutoff=_AS_A_TABLE)
    meant = f"; perhaps {table[0]} was meant" if table else found.suggestion(subject)
    message = f"{subject} is neither an id nor a table{meant}; the tables are {', '.join(RECORD_TYPES)}"
    raise UnknownRecordError(message)


_COLUMNS = ("id", "name", "figure", "stands in")
_NAME, _FIGURE, _STANDS = 1, 2, 3
_SHORTEST_NAME = 12
_AS_A_TABLE = 0.8  # how much like the name of a table a text is that meant one


# --- lists -----------------------------------------------------------------------------------------------


def list_records(found: Registry, subject: str, *, form: Format, locale: str) -> None:
    """The tables with their sizes, or one table's records."""
    if not subject:
        sizes = [(name, len(found.select(name))) for name in RECORD_TYPES]
        emit(form, ("table", "records"), [pair for pair in sizes if pair[1]], named="tables", right=(1,))
        return
    rows = list(_listed(select(found, subject), Labels(found, locale)))
    if form is Format.TEXT:
        _print_list(rows)
    else:
        emit(form, _COLUMNS, rows, named="records")


def _print_list(rows: Sequence[Sequence[str]]) -> None:
    """A table without empty columns and, where there is little room, without those that need most."""
    sizes = {
        place: max(len(name), *(len(row[place]) for row in rows))
        for place, name in enumerate(_COLUMNS)
        if any(row[place] for row in rows)
    }
    room = width() or sum(sizes.values()) + 2 * len(sizes)
    if sum(sizes.values()) + 2 * len(sizes) - 2 > room:
        sizes.pop(_STANDS, None)
    broken = max(sizes.get(_NAME, 0) - _SHORTEST_NAME, 0)
    if sum(sizes.values()) - broken + 2 * len(sizes) - 2 > room:
        sizes.pop(_NAME, None)
    figures = [position for position, place in enumerate(sizes) if place == _FIGURE]
    cells = [[row[place] for place in sizes] for row in rows]
    say(*table([_COLUMNS[place] for place in sizes], cells, right=figures, whole=[0]))


def _listed(records: Iterable[Any], labels: Labels) -> Iterator[Sequence[str]]:
    for record in records:
        stands = str(record.citation) if hasattr(record, "citation") else ""
        yield record.id, labels.title(record), labels.figure(getattr(record, "figure", None)), stands


# --- one record ------------------------------------------------------------------------------------------


def show(found: Registry, asked: str, *, form: Format, locale: str) -> None:
    """One record in full; where several have the name that was asked for, a list of them."""
    records = (found[asked],) if asked in found else found.find(asked)
    if not records:
        records = (found[asked],)  # raises the error that suggests ids that are near
    labels = Labels(found, locale)
    if form is Format.JSON:
        emit_json({"records": [_as_json(record, labels) for record in records]})
    elif form is Format.CSV:
        rows = [(record.id, *pair) for record in records for pair in _fields(record, labels)]
        emit(form, ("id", "field", "value"), rows)
    elif len(records) > 1:
        _print_list(list(_listed(records, labels)))
    else:
        _print_record(records[0], labels)


def _print_record(record: Any, labels: Labels) -> None:
    found = labels.registry
    pairs = [pair for pair in _fields(record, labels) if pair[0] != "id"]
    pairs += [("record", place) for place in places([record.id], found)]
    pairs += [("relation", f"{one.id}: {one.expression}") for one in _relations_naming(found, record.id)]
    say(Text.assemble((record.id, "bold"), (f"  {type(record).__name__}", "dim")), *labelled(pairs))
    if isinstance(record, Relation):
        finding = _finding_of(record, found)
        locale = labels.locale or "en"
        lines = finding_lines(finding, found, locale=locale)
        verdict = translation(locale).say(VERDICTS[finding.verdict])
        say(Text(), Text.assemble((f"{verdict}  ", "bold"), (finding.rule, "dim")), *lines)


def _finding_of(record: Relation, found: Registry) -> Finding:
    from lacmigration.auditing import audit_registry

    return next(finding for finding in audit_registry(found) if finding.id == record.id)


def _fields(record: Any, labels: Labels) -> Iterator[tuple[str, str]]:
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        if value is None or value in ("", ()):
            continue
        if isinstance(value, Figure):
            yield "figure", labels.figure(value)
            yield "strict", labels.reach(value.strict, value.unit)
            if value.loose != value.strict:
                yield "loose", labels.reach(value.loose, value.unit)
        elif attribute.name == "citation":
            if value.stated:
                yield "stated", value.stated
            yield "stands in", str(value)
        else:
            yield attribute.name, _said(value, attribute, labels)


def _said(value: Any, attribute: attrs.Attribute[Any], labels: Labels) -> str:
    """A field's value; what is the id of another record has that record's name behind it."""
    values = value if isinstance(value, tuple) else (value,)
    if "refers" not in attribute.metadata:
        return ", ".join(map(str, values))
    named = ((one, labels.name(one)) for one in values)
    return ", ".join(one if name == one else f"{one} ({name})" for one, name in named)


def _as_json(record: Any, labels: Labels) -> dict[str, Any]:
    shown: dict[str, Any] = {"type": type(record).__name__}
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        if isinstance(value, Figure):
            face = value.nominal / value.factor
            shown["figure"] = {
                "text": labels.figure(value),
                "value": exact(value.value if value.value == face else face),
                "unit": value.unit,
                "strict": interval_json(value.strict),
                "loose": interval_json(value.loose),
            }
        elif attribute.name == "citation":
            shown["citation"] = {"source": value.source, "locator": value.locator, "stated": value.stated}
        else:
            plain = list(map(str, value)) if isinstance(value, tuple) else value
            shown[attribute.name] = plain if isinstance(plain, list | int) or plain is None else str(plain)
    shown["record"] = next(iter(places([record.id], labels.registry)), None)
    shown["relations"] = [one.id for one in _relations_naming(labels.registry, record.id)]
    return shown


def _relations_naming(found: Registry, asked: str) -> Iterator[Relation]:
    for record in found.relations:
        names = (
            str(reference).partition("@")[0] for reference in references(parse_relation(record.expression))
        )
        if any(name == asked or ("*" in name and pattern_matches(name, asked)) for name in names):
            yield record


# --- changes ---------------------------------------------------------------------------------------------


def print_diff(old: Registry, new: Registry, *, form: Format) -> bool:
    """What changed; whether anything did."""
    changes = diff(old, new)
    if form is Format.TEXT:
        lines = [Text(f"- {_called(record, Labels(old))}", "red") for record in changes.removed]
        lines += [Text(f"+ {_called(record, Labels(new))}", "green") for record in changes.added]
        lines += [Text(f"~ {change}") for change in changes.changed]
        say(*lines or [Text("nothing changed")])
    else:
        rows = [("removed", record.id, "", "", "") for record in changes.removed]
        rows += [("added", record.id, "", "", "") for record in changes.added]
        rows += [_changed(change) for change in changes.changed]
        emit(form, ("change", "id", "field", "old", "new"), rows, named="changes")
    return bool(changes)


def _called(record: Any, labels: Labels) -> str:
    instead = f", in the place of {record.supersedes}" if record.supersedes else ""
    return f"{record.id}  {labels.title(record)}".rstrip() + instead


def _changed(change: Change) -> tuple[str, str, str, str, str]:
    def cell(value: Any) -> str:
        return "|".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)

    return "changed", change.id, change.field, cell(change.old), cell(change.new)
