"""Which figures of prose does the registry know too, and what does it record for them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount
from lacmigration.claims._passages import Passage, fact_of, folded
from lacmigration.claims.cues import cues
from lacmigration.claims.cues._cues import Cues
from lacmigration.facts import Fact
from lacmigration.periods import PartialDate
from lacmigration.reading import Mention
from lacmigration.records import Contribution, Country, Fund, Organisation, Programme, Record, Target
from lacmigration.registry import Registry
from lacmigration.relations import Same
from lacmigration.sayings import Message, later, message

__all__ = ["registry_claims"]

_SHORTEST = 5
_MOST_WORDS = 9
_LONG = 4
_MOST_OTHERS = 2
"""Words of four letters and more that may stand beside name, role and amount: more of them tell of a part."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ROLES = {
    "target": later("a target: {record}"),
    "contributed": later("a contribution: {record}"),
    "budget": later("a programme's amount: {record}"),
}
_GENERIC = re.compile(r"(?i)(?:the |el |la |o |a |le )\S+")


@attrs.frozen(kw_only=True, eq=False)
class _Known:
    """An amount on record: what it is of whom, and under which words a sentence speaks of it.

    `named` are sets of names of which the sentence needs one each.
    """

    record: Record
    fact: Fact
    role: str
    named: tuple[frozenset[str], ...]
    as_of: PartialDate | None = None


def registry_claims(passages: Sequence[Passage], registry: Registry) -> Iterator[Claim]:
    """Compare what sentences say of a fund's target, a donor's contribution or a programme with the records.

    A sentence must name the subject (by a name, alias or acronym of the registry) and the role ("target",
    "contributed"), and hold one amount of the record's currency; where it names only the role, with the
    subject in the document's other sentences, the claim is a guess. A year in the sentence other than that
    of the record keeps the two apart.
    """
    known, names = _known(registry)
    spoken: set[str] = set()
    for passage in passages:
        spoken |= _names_in(passage.text, names)
        for sentence in passage.sentences:
            yield from _claims(passage, sentence, known, names, spoken)


@lru_cache(maxsize=4)
def _known(registry: Registry) -> tuple[tuple[_Known, ...], frozenset[str]]:
    """The amounts of a registry, and every name by which they can be found."""
    found = tuple(_amounts(registry))
    return found, frozenset(name for one in found for names in one.named for name in names)


def _amounts(registry: Registry) -> Iterator[_Known]:
    called: Mapping[str, Record] = {record.id: record for record in registry}

    def names(identity: str) -> frozenset[str]:
        record = called.get(identity)
        return frozenset() if record is None else _names(record)

    amounts: tuple[Target | Contribution | Programme, ...] = (
        *registry.targets,
        *registry.contributions,
        *registry.programmes,
    )
    for record in amounts:
        fact = registry.facts.fact(record.id)
        if fact is None or fact.figure is None or not fact.figure.is_money:
            continue
        if isinstance(record, Target):
            yield _Known(record=record, fact=fact, role="target", named=(names(record.fund),))
        elif isinstance(record, Contribution):
            both = (names(record.provider), names(record.receiver))
            yield _Known(record=record, fact=fact, role="contributed", named=both, as_of=record.as_of)
        elif len(record.recipients) == 1:
            both = (names(record.recipients[0]), names(record.fund))
            yield _Known(record=record, fact=fact, role="budget", named=both)


def _names(record: Record) -> frozenset[str]:
    """The names of a record that no other thing is likely to bear."""
    if not isinstance(record, Fund | Country | Organisation):
        return frozenset()
    fields = ("name", "acronym", "name_es", "name_pt", "name_fr")
    given = [getattr(record, field, "") or "" for field in fields]
    given += getattr(record, "aliases", ()) or ()
    return frozenset(
        " ".join(_WORD.findall(folded(name)))
        for name in given
        if (len(name) >= _SHORTEST or (name.isupper() and len(name) > 2)) and not _GENERIC.fullmatch(name)
    )


def _names_in(text: str, names: frozenset[str]) -> set[str]:
    """The names that a text holds, word by word."""
    words = _WORD.findall(folded(text))
    found: set[str] = set()
    for size in range(1, _MOST_WORDS + 1):
        for at in range(len(words) - size + 1):
            name = " ".join(words[at : at + size])
            if name in names:
                found.add(name)
    return found


def _claims(
    passage: Passage,
    sentence: Sequence[Mention],
    known: Sequence[_Known],
    names: frozenset[str],
    spoken: set[str],
) -> Iterator[Claim]:
    amounts = [one for one in sentence if is_amount(one) and one.figure and one.figure.is_money]
    if not amounts:
        return
    start, end = passage.sentence_of(sentence[0])
    text = passage.text[start:end]
    low = folded(text)
    here = _names_in(text, names)
    years = {one.first.year for one in passage.read.dates if start <= one.start < end}
    words = cues(passage.language)
    plain = len(_others(low, words, amounts, here)) <= _MOST_OTHERS
    roles = {role for role, cue in words.roles if any(_said(low, word) for word in cue)}
    for one in known:
        if one.role not in roles:
            continue
        found = [bool(group & here) for group in one.named]
        if not found[0] or (one.as_of is not None and years and one.as_of.year not in years):
            continue
        near = _amount(amounts, one)
        if near is None:
            continue
        sure = all(found) and len(amounts) == 1 and _alone(one, known, here) and plain
        likely = all(seen or bool(group & spoken) for seen, group in zip(found, one.named, strict=True))
        if sure or likely:
            yield _claim(passage, near, one, (start, end), sure=sure)


def _others(low: str, words: Cues, amounts: Sequence[Mention], here: set[str]) -> set[str]:
    """The words of a sentence that are no names, roles or parts of an amount: what limits the figure."""
    rest = set(_WORD.findall(low)) - words.empty
    rest -= {word for name in here for word in name.split()}
    rest -= {word for amount in amounts for word in _WORD.findall(folded(amount.text))}
    rest -= {word for _, cue in words.roles for one in cue for word in one.split()}
    return {word for word in rest if len(word) >= _LONG}


def _said(low: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low) is not None


def _amount(amounts: Sequence[Mention], one: _Known) -> Mention | None:
    """The only amount in the record's currency."""
    unit = one.fact.figure.unit if one.fact.figure else ""
    fitting = [amount for amount in amounts if amount.figure and amount.figure.unit == unit]
    return fitting[0] if len(fitting) == 1 else None


def _alone(one: _Known, known: Sequence[_Known], here: set[str]) -> bool:
    """Whether the sentence speaks of no other record of the same role."""
    others = [
        other
        for other in known
        if other is not one and other.role == one.role and all(group & here for group in other.named)
    ]
    return not others


def _claim(passage: Passage, amount: Mention, one: _Known, place: tuple[int, int], *, sure: bool) -> Claim:
    figure = amount.figure
    assert figure is not None  # noqa: S101  (an amount has a figure)
    start, end = place
    label = message("{amount} in the report", amount=amount.text)
    named = message("the record {record}, {figure}", record=one.record.id, figure=str(one.fact.figure))
    record = attrs.evolve(one.fact, label=named)
    what = Message(_ROLES[one.role], (("record", one.record.id),))
    return Claim(
        kind="same-as-record",
        relation=Same(record, fact_of(figure, label)),
        stated=passage.spot(amount),
        evidence=(Evidence(what=what, block=passage.block, start=start, end=end),),
        strength=Strength.STATED if sure else Strength.GUESSED,
        records=(one.record.id,),
    )
