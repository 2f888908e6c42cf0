"""Records at the command line: which registry is meant, one record, a list of them, what changed between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
from rich.markup import escape
from rich.text import Text

from lacmigration.cli._output import Format, console, emit, emit_json
from lacmigration.errors import UnknownRecordError
from lacmigration.facts import pattern_matches
from lacmigration.figures import Figure
from lacmigration.records import RECORD_TYPES
from lacmigration.registry import Registry, bundled, diff
from lacmigration.relations import parse_relation, references

__all__ = ["figure_text", "list_records", "only", "print_diff", "registry", "select", "show"]


def registry(folders: Iterable[Path]) -> Registry:
    """The bundled registry with folders of records laid over it, in order."""
    found = bundled()
    for folder in folders:
        found = found.with_overlay(folder)
    return found


def only(folder: Path) -> Registry:
    """The bundled registry for the word "bundled", else that registry with one folder over it."""
    return bundled() if str(folder) == "bundled" else registry([folder])


def select(found: Registry, subject: str) -> tuple[Any, ...]:
    """The records of a table, or those whose ids match a pattern."""
    if subject in RECORD_TYPES:
        return tuple(getattr(found, subject))
    if "*" in subject:
        matching = tuple(record for record in found if pattern_matches(subject, record.id))
        if matching:
            return matching
        message = f'no record\'s id matches "{subject}"; "lacmigration list" shows the tables'
        raise UnknownRecordError(message)
    if subject in found:
        return (found[subject],)
    message = f'"{subject}" is neither a table nor an id; tables are {", ".join(RECORD_TYPES)}'
    raise UnknownRecordError(message)


def figure_text(figure: Figure | None, locale: str) -> str:
    """A figure for people of a locale, or nothing."""
    if figure is None:
        return ""
    if locale == "en":
        return str(figure)
    from lacmigration.formatting import format_figure

    return format_figure(figure, locale=locale)


def list_records(found: Registry, subject: str, *, form: Format, locale: str) -> None:
    """The tables with their sizes, or one table's records."""
    if not subject:
        rows = [(name, len(getattr(found, name))) for name in RECORD_TYPES if getattr(found, name)]
        emit(form, ("table", "records"), rows, right=(1,))
        return
    records = select(found, subject)
    rows2 = [
        (record.id, _name(record), figure_text(getattr(record, "figure", None), locale), _place(record)) for record in records
    ]
    emit(form, ("id", "name", "figure", "stands at"), rows2, right=(2,))


def _name(record: Any) -> str:
    for field in ("name", "title", "provider", "member", "person", "indicator", "expression", "relation"):
        value = getattr(record, field, "")
        if value:
            return str(value)
    return ""


def _place(record: Any) -> str:
    return str(record.citation) if hasattr(record, "citation") else ""


def show(found: Registry, asked: str, *, form: Format, locale: str) -> None:
    """One record in full, or each record that has the name asked for."""
    records = (found[asked],) if asked in found else tuple(found.find(asked))
    if not records:
        records = (found[asked],)  # raises the error that suggests ids that are near
    if form is not Format.TEXT:
        shown = [dict(_fields(record, locale)) for record in records]
        if form is Format.JSON:
            emit_json(shown)
        else:
            emit(form, ("id", "field", "value"), [(one["id"], k, v) for one in shown for k, v in one.items()])
        return
    out = console()
    for record in records:
        out.print(f"[bold]{escape(record.id)}[/bold]  [dim]{type(record).__name__}[/dim]")
        for name, value in _fields(record, locale):
            if name != "id":
                out.print(Text(f"  {name:<12} ", "dim"), Text(value), sep="", soft_wrap=True)
        named = list(_relations_naming(found, record.id))
        for relation in named:
            out.print(Text("  relation     ", "dim"), Text(f"{relation.id}: {relation.expression}"), sep="", soft_wrap=True)


def _fields(record: Any, locale: str) -> Iterator[tuple[str, str]]:
    for attribute in attrs.fields(type(record)):
        value = getattr(record, attribute.name)
        if value is None or value in ("", ()):
            continue
        if isinstance(value, Figure):
            yield "figure", figure_text(value, locale)
            yield "strict", repr(value.strict)
            if value.loose != value.strict:
                yield "loose", repr(value.loose)
        elif attribute.name == "citation":
            yield "stated", value.stated
            yield "stands at", str(value)
        else:
            yield attribute.name, ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _relations_naming(found: Registry, asked: str) -> Iterator[Any]:
    for record in found.relations:
        for reference in references(parse_relation(record.expression)):
            name = str(reference).partition("@")[0]
            if name == asked or ("*" in name and pattern_matches(name, asked)):
                yield record
                break


def print_diff(old: Registry, new: Registry, *, form: Format) -> bool:
    """What changed; whether anything did."""
    changes = diff(old, new)
    rows = [("added", record.id, "", "", "") for record in changes.added]
    rows += [("removed", record.id, "", "", "") for record in changes.removed]
    rows += [("changed", change.id, change.field, str(change.old), str(change.new)) for change in changes.changed]
    if rows or form is not Format.TEXT:
        emit(form, ("change", "id", "field", "old", "new"), rows)
    else:
        console().print("nothing changed")
    return bool(rows)
