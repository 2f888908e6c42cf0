"""From a document to its review: read every block, find the claims, check them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import Any

import attrs

from lacmigration import checking
from lacmigration.auditing import dimension
from lacmigration.claims import Claim, Spot, claims_of
from lacmigration.documents import Block, Document, Kind, Place, load, parse
from lacmigration.facts import NO_FACTS, Facts
from lacmigration.figures import Figure
from lacmigration.findings import Finding, Severity
from lacmigration.reading import Marks, Mentions, evidence, language_of, read
from lacmigration.registry import Registry
from lacmigration.relations import Relation
from lacmigration.relations._exchanging import exchanged
from lacmigration.relations._nodes import Operand
from lacmigration.reviewing._directives import asked_of, asserted, reread, silenced
from lacmigration.reviewing._reviews import Review, Verified
from lacmigration.reviewing._settings import DEFAULTS, Settings
from lacmigration.reviewing._together import jointly
from lacmigration.sayings import message

__all__ = ["review", "review_document"]

_BEGINNING = 200
"""Blocks that tell the language of a document."""
_LETTER = re.compile(r"[^\W\d_]")
_LANGUAGES = frozenset({"en", "es", "pt", "fr"})
_NO_SUBJECT = (
    "what is to be reviewed is of the type {}; pass a path, a text, or a Document, "
    "as lacmigration.documents.from_bytes makes one of bytes"
)
_QUIET = frozenset({Severity.NONE, Severity.NOTE})
_MOST_READINGS = 16
"""Ways of reading the separators of one claim's figures that are tried before it is left as it is."""


def review(
    subject: str | Path | Document,
    *,
    locale: str | None = None,
    format: str = "",  # noqa: A002  (as documents name it)
    registry: Registry | None = None,
    settings: Settings = DEFAULTS,
) -> Review:
    """Check a document: a path, a text (anything with a space or a line break in it), or a Document.

    A file `report.md.claims` beside a report is read as its directives. With a `registry`, figures about what
    it knows are compared with its records.
    Errors: DocumentError for what cannot be read; UnknownLocaleError; TypeError for bytes and the like.

    >>> found = review("Of USD 150 million, 38% (USD 75.5M) has been mobilised.")
    >>> [one.claim.kind for one in found.findings]
    ['share-of-whole']
    """
    if isinstance(subject, Document):
        return review_document(subject, locale=locale, registry=registry, settings=settings)
    if isinstance(subject, str) and _is_text(subject):
        document = parse(subject, format=format or "markdown")
        return review_document(document, locale=locale, registry=registry, settings=settings)
    if not isinstance(subject, str | Path):
        raise TypeError(_NO_SUBJECT.format(type(subject).__name__))
    beside = Path(f"{subject}.claims")
    directives = beside.read_text(encoding="utf-8") if str(subject) != "-" and beside.is_file() else ""
    document = load(subject, format=format)
    return review_document(
        document, locale=locale, registry=registry, settings=settings, directives=directives
    )


def _is_text(subject: str) -> bool:
    """Whether it is a text, not the name of a file: it has lines, or words and no file is called so."""
    if "\n" in subject or " " not in subject.strip():
        return "\n" in subject
    try:
        return not Path(subject).exists()
    except OSError:  # no file's name is so long
        return True


def review_document(
    document: Document,
    *,
    locale: str | None = None,
    registry: Registry | None = None,
    settings: Settings = DEFAULTS,
    directives: str = "",
    known_as: str = "",
) -> Review:
    """Check a document that was read already; `directives` are the lines of a claims file.

    `known_as` is the name that the settings know it by, where its own name does not tell it.
    """
    blocks = tuple(document.blocks)
    marks = evidence("\n".join(block.text for block in blocks))
    beginning = " ".join(block.text for block in blocks[:_BEGINNING])
    usual = locale or _with_territory(language_of(beginning), document.language) or "en"
    readings = _readings(blocks, _locales(blocks, usual, given=locale), marks)
    asked = asked_of(document, directives)
    readings, not_read = reread(readings, asked, locale=usual)
    said, not_said = asserted(document, readings, asked)
    claims = (*claims_of(document, readings, registry), *said)
    quiet = silenced(document, asked)
    facts = NO_FACTS if registry is None else registry.facts
    known = known_as or settings.known_as(document.name)
    checked = [(claim, _best(claim, facts)) for claim in claims]
    checked += jointly(checked, facts)
    verified = [
        _verified(document, claim, finding, settings, quiet, known=known) for claim, finding in checked
    ]
    order = {id(block): place for place, block in enumerate(blocks)}
    verified.sort(key=lambda one: (order[id(one.claim.stated.block)], one.claim.stated.mention.start))
    return Review(
        document=document,
        readings=readings,
        verified=tuple(one for one in verified if settings.wants(one.finding.rule)),
        problems=(*asked.problems, *not_read, *not_said),
        known_as=known,
    )


def _readings(blocks: Iterable[Block], locales: Iterable[str], marks: Marks) -> tuple[Mentions, ...]:
    """What each block mentions; cells that say the same in one language are read once."""
    known: dict[tuple[str, str], Mentions] = {}
    found: list[Mentions] = []
    for block, locale in zip(blocks, locales, strict=True):
        key = block.text, locale
        here = known.get(key) if block.kind is Kind.CELL else None
        if here is None:
            here = read(block.text, locale=locale, marks=marks)
            if block.kind is Kind.CELL:
                known[key] = here
        found.append(here)
    return tuple(found)


def _locales(blocks: Sequence[Block], usual: str, *, given: str | None) -> Iterator[str]:
    """The language of each block: what its words tell, else what the block before was in.

    What its format says is often a default; it adds the territory, and counts where words do not tell.
    """
    last = usual
    for block in blocks:
        if given is None and (block.language or _LETTER.search(block.text)):
            last = _with_territory(language_of(block.text), block.language or last) or last
        yield given or last


def _with_territory(detected: str, said: str) -> str:
    """The detected language, with the territory of the one that is said where that is the same language."""
    language = said.replace("_", "-").split("-", 1)[0].lower()
    if language not in _LANGUAGES:
        return detected
    return said if language == detected or not detected else detected


def _verified(
    document: Document,
    claim: Claim,
    finding: Finding,
    settings: Settings,
    quiet: Mapping[int, frozenset[str]],
    *,
    known: str,
) -> Verified:
    spot = claim.stated
    by_author = finding.rule in quiet.get(id(spot.block), frozenset())
    return Verified(
        claim=claim,
        finding=finding,
        place=_at(document, spot, spot.mention.start),
        end=_at(document, spot, spot.mention.end),
        silenced=message("silenced by a directive") if by_author else settings.accepts(known, claim, finding),
    )


def _at(document: Document, spot: Spot, at: int) -> Place:
    return document.place_of(spot.block, at)


def _best(claim: Claim, facts: Facts) -> Finding:
    """The finding of a claim; where separators leave several readings, that of the first which fits."""
    first = _check(claim.relation, facts)
    if first.severity in _QUIET:
        return first
    for relation in islice(_otherwise(claim), _MOST_READINGS):
        other = _check(relation, facts)
        if other.severity is Severity.NONE:
            return other
    return first


def _check(relation: Any, facts: Facts) -> Finding:
    return checking.check(relation, facts=facts, dimension=dimension)


def _otherwise(claim: Claim) -> Iterator[Relation]:
    """The relation with the other readings of its figures, where separators leave them open."""
    spots = [spot for spot in (claim.stated, *claim.parts) if spot.mention.others]
    choices = [(spot.mention.figure, *spot.mention.others) for spot in spots]
    for chosen in islice(product(*choices), 1, None):
        read = {id(spot.mention.figure): figure for spot, figure in zip(spots, chosen, strict=True)}
        yield exchanged(claim.relation, partial(_read_so, read))


def _read_so(read: Mapping[int, Figure | None], operand: Operand) -> Operand:
    """An operand with its figure as it is read this time."""
    fact = operand.fact
    if fact is None or id(fact.figure) not in read:
        return operand
    return Operand(fact=attrs.evolve(fact, figure=read[id(fact.figure)]))
