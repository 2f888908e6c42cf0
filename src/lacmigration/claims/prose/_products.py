"""Which products and quotients does prose state: so many of so much each, so much per head, averages?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount, same_kind
from lacmigration.claims._passages import Passage, ends_with, fact_of
from lacmigration.claims.cues import cues
from lacmigration.dimensions import is_countable, plain_dimension
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Form
from lacmigration.reading import Mention
from lacmigration.relations import Product, Ratio
from lacmigration.sayings import message

__all__ = ["products"]

_FEW_WORDS = 8
_FAR = 14
_PEOPLE = frozenset(
    {
        "applicant",
        "beneficiary",
        "employee",
        "employer",
        "expert",
        "interviewee",
        "mayor",
        "member",
        "recipient",
    }
    | {"representative", "respondent", "student", "teacher", "victim", "volunteer", "donor", "stakeholder"}
)
"""People by what they do: so much per person is so much for one of them."""
_HEADS = frozenset({"capita", "head", "person", "persona", "pessoa", "personne", "tête", "cabeza", "cabeça"})
_MONEY_PER = re.compile(r"([A-Z]{3})/")


def products(passage: Passage) -> Iterator[Claim]:
    """Find "20 grants of USD 50,000 each, totalling USD 1 million", and amounts per head or on average.

    Such as "USD 10 million for 5,000 households, or USD 2,000 per household".
    """
    for sentence in passage.sentences:
        for place in range(len(sentence) - 2):
            three = sentence[place : place + 3]
            if all(is_amount(one) or _is_per_head(one) for one in three):
                yield from _each(passage, three)
                yield from _per(passage, three, sentence[:place])


def _is_count(one: Mention) -> bool:
    figure = one.figure
    return figure is not None and (figure.is_count or figure.unit == "1")


def _is_per_head(one: Mention) -> bool:
    """Whether its unit says that it is money for one of something ("USD 2,000 per household")."""
    return one.figure is not None and _MONEY_PER.match(one.figure.unit) is not None


def _is_money(one: Mention) -> bool:
    return one.figure is not None and (one.figure.is_money or _is_per_head(one))


def _each(passage: Passage, three: Sequence[Mention]) -> Iterator[Claim]:
    """A count, what each of them has, and what it makes; or what it makes first."""
    words = cues(passage.language)
    for count, each, whole in (three, (three[1], three[2], three[0])):
        if not (_is_count(count) and _is_money(each) and _is_money(whole) and same_kind(each, whole)):
            continue
        if not (each.each or _says_each(passage, each)):
            continue
        joined = passage.between(count, each)
        if len(joined.split()) > _FEW_WORDS or words.other_clause.search(joined):
            continue
        if whole is three[2]:
            between = passage.between(each, whole)
            cue = ends_with(between, words.total) or between.endswith("(") or between in words.is_share
        else:
            between = passage.between(whole, count)
            cue = (
                ends_with(between, words.made_of)
                or between.endswith(("(", ":"))
                or ends_with(between, words.is_share)
            )
        if not cue or len(between.split()) > _FAR:
            continue
        number, amount, stated = _facts(count, each, whole)
        said = Evidence(what=between, block=passage.block, start=three[0].start, end=three[2].end)
        yield Claim(
            kind="product",
            relation=Product((number, amount), stated),
            stated=passage.spot(whole),
            parts=(passage.spot(count), passage.spot(each)),
            evidence=(said,),
        )
        return


def _says_each(passage: Passage, one: Mention) -> bool:
    behind = passage.behind(one, 30).lstrip(" ,(")
    return any(re.match(rf"{re.escape(word)}(?!\w)", behind) for word in cues(passage.language).each)


def _facts(count: Mention, each: Mention, whole: Mention) -> tuple[Fact, Fact, Fact]:
    """The count as a bare number, so that it multiplies an amount."""
    figure = count.figure
    assert figure is not None  # noqa: S101  (an amount has a figure)
    amount, stated = (fact_of(_for_one(one.figure), one.text) for one in (each, whole) if one.figure)
    return fact_of(_bare(figure), count.text), amount, stated


def _for_one(figure: Figure) -> Figure:
    """The money of an amount per head, without the head."""
    money = _MONEY_PER.match(figure.unit)
    return attrs.evolve(figure, unit=money[1]) if money else figure


def _same_money(whole: Mention, each: Mention) -> bool:
    first, second = whole.figure, each.figure
    return first is not None and second is not None and first.unit == second.unit.split("/", 1)[0]


def _bare(figure: Figure) -> Figure:
    return attrs.evolve(figure, unit="1") if figure.form in {Form.NUMBER, Form.RANGE} else figure


def _per(passage: Passage, three: Sequence[Mention], before: Sequence[Mention]) -> Iterator[Claim]:
    """An amount, the count that it is for, and what that makes for one of them."""
    words = cues(passage.language)
    for whole, count in (three[:2], (three[1], three[0])):
        each = three[2]
        if not (_is_count(count) and not _is_money(count) and _is_money(whole) and _is_money(each)):
            continue
        if _is_per_head(whole) or not _same_money(whole, each):
            continue
        between = passage.between(three[1], each)
        if words.other_clause.search(between) or len(between.split()) > _FAR:
            continue
        joined = passage.between(three[0], three[1])
        if len(joined.split()) > _FAR or words.other_clause.search(joined):
            continue
        behind = passage.behind(each, 40).lstrip(" ,(")
        average = words.said("average").search(between) or any(behind.startswith(w) for w in words.average)
        per = next((word for word in words.per if behind.startswith(f"{word} ") or behind == word), None)
        linked = ends_with(between.rstrip(" ,"), words.is_share) or between.endswith("(") or bool(average)
        head = _is_per_head(each)
        told = average or head or (per and _same_thing(behind, count, passage))
        others = _counts_others(each, count) if head else per and _is_by_head(behind) and _is_group(count)
        if not linked or not told:
            continue
        if _is_any(passage, count) or (average and _is_averaged(passage, whole)):
            continue
        # Another amount before leaves open of which this is the average.
        others = others or (average and any(map(_is_money, before)))
        number, stated, amount = _facts(count, each, whole)
        what = per or message("an average")
        said = Evidence(what=what, block=passage.block, start=three[0].start, end=each.end)
        yield Claim(
            kind="per-head",
            relation=Ratio(amount, number, stated),
            stated=passage.spot(each),
            parts=(passage.spot(whole), passage.spot(count)),
            evidence=(said,),
            # So much for each person need not be so much for each household.
            strength=Strength.GUESSED if others else Strength.STATED,
        )
        return


def _is_any(passage: Passage, count: Mention) -> bool:
    """Whether it counts no certain ones: "between any two families"."""
    words = cues(passage.language).any_
    behind = passage.behind(count).split()[: _FAR // 4]
    return ends_with(passage.before(count), words) or any(word.strip(".,;)(") in words for word in behind)


def _is_averaged(passage: Passage, whole: Mention) -> bool:
    """Whether an amount is an average itself: "an average income (USD 9,400)"."""
    return cues(passage.language).said("average").search(passage.before(whole, 30)) is not None


def _is_group(count: Mention) -> bool:
    """Whether what was counted is known to be no people: a person is no part of it that was counted."""
    unit = "1" if count.figure is None else count.figure.unit
    counted = dict(plain_dimension(unit))
    return is_countable(unit) and counted != {"person": 1} and _PEOPLE.isdisjoint(counted)


def _counts_others(each: Mention, count: Mention) -> bool:
    """Whether so much "per child" is not for one of those that were counted: "3,000 families".

    What is known to be neither persons nor people by what they do can be no heads.
    """
    assert each.figure is not None and count.figure is not None  # noqa: S101, PT018  (amounts have figures)
    head, counted = (
        dict(plain_dimension(unit)) for unit in (each.figure.unit.split("/", 1)[1], count.figure.unit)
    )
    if not counted or head == counted:
        return False
    if head == {"person": 1}:
        return _is_group(count)
    return counted == {"person": 1}


def _is_by_head(behind: str) -> bool:
    """Whether it is so much for each person: "per capita"."""
    said = behind.split()[1:2]
    return bool(said) and said[0].strip(".,;)") in _HEADS


def _same_thing(behind: str, count: Mention, passage: Passage) -> bool:
    """Whether what stands behind "per" is what was counted, or a head, or one of them."""
    noun = count.noun.casefold().split()
    said = behind.split()[1:4]
    ones = {"one", "uno", "una", "um", "uma", "un", "une"}
    alone = behind.split(maxsplit=1)[0] in _ALONE[passage.language]
    if alone or not said or said[0].strip(".,;)") in ones or _is_by_head(behind):
        return True
    stems = {word.strip(".,;)")[:4] for word in said}
    return any(word[:4] in stems for word in noun)


_ALONE = {
    "en": {"each", "apiece"},
    "es": {"cada"},
    "pt": {"cada"},
    "fr": {"chacun", "chacune"},
}
