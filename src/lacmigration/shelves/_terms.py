"""What holds for all documents of a shelf, and by what is it told from other terms?"""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from threading import TIMEOUT_MAX

import attrs

from lacmigration.documents import FORMATS
from lacmigration.errors import ChoiceError
from lacmigration.reading import read
from lacmigration.registry import Registry, bundled
from lacmigration.reviewing import DEFAULTS, Settings, configuration
from lacmigration.reviewing._cache import code_digest
from lacmigration.sayings import message
from lacmigration.serde import to_json
from lacmigration.translation import translation

__all__ = ["Terms", "seconds", "terms"]


@attrs.frozen(kw_only=True)
class Terms:
    """How every document is read and checked; `digest` tells it from all else, the version included."""

    locale: str = ""
    language: str | None = None
    reader: str = ""
    registry: Registry | None = None
    settings: Settings = DEFAULTS
    digest: str = ""


def terms(
    *,
    locale: str | None,
    language: str | None,
    reader: str,
    registry: Registry | None,
    config: Settings | str | PathLike[str] | None,
) -> Terms:
    """The terms of a shelf, proved before the first document is opened.

    Errors: ConfigurationError, InputErrors, UnknownLocaleError, ChoiceError, MissingExtraError without babel.
    """
    settings = config if isinstance(config, Settings) else DEFAULTS
    if config is not None and not isinstance(config, Settings):
        found = configuration(Path.cwd(), Path(config))
        settings = attrs.evolve(found.settings, root=found.root)
        locale, language = locale or found.locale, language or found.locale
        registry = registry or bundled()
        for name in found.records:
            registry = registry.with_overlay(found.root / name)
    if locale:
        translation(locale).count("{n} figure", "{n} figures", 1200)
    if language:
        read("1", locale=language)
    if reader and reader not in FORMATS:
        raise ChoiceError("reader", reader, choices=", ".join(FORMATS))
    made = Terms(
        locale=locale or "", language=language or None, reader=reader, registry=registry, settings=settings
    )
    return attrs.evolve(made, digest=_digest(made))


def seconds(timeout: object) -> float | None:
    """How long a document may take; None for as long as it wants. Errors: ChoiceError.

    >>> seconds(2)
    2.0
    """
    if timeout is None:
        return None
    if isinstance(timeout, int | float) and not isinstance(timeout, bool) and 0 < timeout <= TIMEOUT_MAX:
        return float(timeout)
    raise ChoiceError("timeout", timeout, choices=message("a number of seconds above 0"))


def _digest(made: Terms) -> str:
    settings, records = made.settings, made.registry
    asked = (
        version("lacmigration"),
        code_digest(),
        made.locale,
        made.language or "",
        made.reader,
        sorted(settings.select),
        sorted(settings.ignore),
        sorted((name, sorted(rules)) for name, rules in settings.per_file.items()),
        sorted(settings.baseline),
        "" if records is None else to_json((*records, *records.superseded)),
    )
    return sha256(repr(asked).encode("utf-8", "surrogateescape")).hexdigest()
