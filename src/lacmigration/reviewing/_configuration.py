"""What does a project say about its checks, in pyproject.toml or in a lacmigration.toml of its own?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from lacmigration.errors import ConfigurationError, LacMigrationError
from lacmigration.reviewing._baseline import read_baseline
from lacmigration.reviewing._settings import DEFAULTS, Settings
from lacmigration.sayings import Saying, formula, message, system_problem

__all__ = ["OWN_FILE", "Configuration", "configuration"]

OWN_FILE = "lacmigration.toml"
_PROJECT = "pyproject.toml"
_UNDECIDED = ("fail", "skip", "xfail")
_LISTS = ("records", "relations", "reports", "select", "ignore")
_TEXTS = ("locale", "baseline", "undecided")
_NAMES = (*_LISTS, *_TEXTS, "per-file-ignores")


@attrs.frozen(kw_only=True)
class Configuration:
    """The settings of a project; `root` is the folder that paths and patterns in it are meant from.

    - `records`: folders of records, laid over the bundled ones.
    - `relations`: patterns of files with one relation a line; `reports`: patterns of documents to check.
    - `undecided`: what becomes of a relation that nobody can decide, in pytest: "fail", "skip" or "xfail".
    """

    root: Path
    file: Path | None = None
    records: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    undecided: str = "fail"
    locale: str = ""
    settings: Settings = DEFAULTS


def configuration(start: Path, file: Path | None = None, *, needs_baseline: bool = True) -> Configuration:
    """The configuration that holds for a folder: of a given file, or of the first that is found going up.

    A lacmigration.toml comes before a pyproject.toml with a [tool.lacmigration]; where there is neither, the
    defaults hold. The baseline that it names may be missing unless `needs_baseline`: it is being written, or
    another holds.
    Errors: ConfigurationError with the file and everything that is wrong in it.
    """
    if file is not None:
        return _read(file, _table(file), needs_baseline=needs_baseline)
    for folder in (start, *start.parents):
        own, project = folder / OWN_FILE, folder / _PROJECT
        if own.is_file():
            return _read(own, _table(own), needs_baseline=needs_baseline)
        if project.is_file():
            table = _table(project).get("tool", {})
            if "lacmigration" in table:
                where = "[tool.lacmigration] "
                return _read(project, table["lacmigration"], where=where, needs_baseline=needs_baseline)
    return Configuration(root=start)


def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as cause:
        raise ConfigurationError([system_problem(cause)], file=str(file)) from cause
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        raise ConfigurationError(
            [message("it cannot be read ({cause})", cause=str(cause))], file=str(file)
        ) from cause


def _read(file: Path, table: Any, *, needs_baseline: bool, where: str = "") -> Configuration:
    problems = [formula(where, problem) for problem in _problems(table)]
    if problems:
        raise ConfigurationError(problems, file=str(file))
    try:
        settings = Settings(
            select=table.get("select", ()),
            ignore=table.get("ignore", ()),
            per_file={name: frozenset(rules) for name, rules in table.get("per-file-ignores", {}).items()},
            baseline=_baseline(file.parent, table.get("baseline", ""), needed=needs_baseline),
        )
    except LacMigrationError as error:
        raise ConfigurationError([formula(where, error.said)], file=str(file)) from error
    return Configuration(
        root=file.parent,
        file=file,
        records=tuple(table.get("records", ())),
        relations=tuple(table.get("relations", ())),
        reports=tuple(table.get("reports", ())),
        undecided=table.get("undecided", "fail"),
        locale=table.get("locale", ""),
        settings=settings,
    )


def _baseline(folder: Path, name: str, *, needed: bool) -> frozenset[str]:
    """The findings that the file which the settings name accepts."""
    file = folder / name
    if name and file.exists():
        return read_baseline(file)
    if name and needed:
        command = f"`lacmigration check REPORT --write-baseline {file}`"
        problem = message("there is no such file; {command} makes it", command=command)
        raise ConfigurationError([problem], file=f'baseline: "{name}"')
    return frozenset()


def _problems(table: Any) -> Iterator[Saying]:
    """Everything that is wrong with the settings, each with what would be right."""
    if not isinstance(table, Mapping):
        yield message("it holds settings, not {value}", value=repr(table))
        return
    for name, value in table.items():
        said = {"name": name, "value": repr(value)}
        if name not in _NAMES:
            yield message(
                'there is no setting "{name}"; there are {names}', name=name, names=", ".join(_NAMES)
            )
        elif name in _LISTS and not _is_list(value):
            yield message("{name} is a list of texts, not {value}", **said)
        elif name in _TEXTS and not isinstance(value, str):
            yield message("{name} is a text, not {value}", **said)
        elif name == "undecided" and value not in _UNDECIDED:
            yield message("{name} is one of {choices}, not {value}", choices=", ".join(_UNDECIDED), **said)
        elif name == "per-file-ignores" and not (
            isinstance(value, Mapping) and all(map(_is_list, value.values()))
        ):
            yield message("{name} is a table from patterns of files to lists of rules, not {value}", **said)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
