"""Which totals stand before a list whose items each give a part?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lacmigration.checking import check
from lacmigration.claims._claims import Claim, Evidence, Strength
from lacmigration.claims._comparable import is_amount, same_kind
from lacmigration.claims._passages import Passage, ends_with, facts_of, folded
from lacmigration.claims.cues import cues
from lacmigration.documents import Kind
from lacmigration.findings import Verdict
from lacmigration.reading import Mention
from lacmigration.relations import Total
from lacmigration.sayings import Saying, message

__all__ = ["itemised"]

_FEWEST = 2
_MOST = 100
"""Items of one list that are added up; a longer one is a table that lost its form."""


def itemised(passages: Sequence[Passage]) -> Iterator[Claim]:
    """Find "a total of USD 9 million, as follows:" before items of which each gives one amount.

    With "including" the items are no more than the whole; that they make the whole is said where they do.
    """
    for number, passage in enumerate(passages):
        if passage.block.kind is Kind.ITEM or not passage.text.rstrip().endswith(":"):
            continue
        whole = _whole(passage)
        found = None if whole is None else _parts(passages, number + 1, whole)
        if whole is not None and found is not None:
            yield from _claim(passage, whole, *found)


def _whole(passage: Passage) -> Mention | None:
    """The one amount of the sentence that the colon ends."""
    start, _ = passage.sentence_at(max(len(passage.text.rstrip()) - 1, 0))
    amounts = [one for one in passage.read.mentions[passage.until(start) :] if is_amount(one)]
    return amounts[0] if len(amounts) == 1 and not amounts[0].each else None


def _parts(
    passages: Sequence[Passage], behind: int, whole: Mention
) -> tuple[list[Passage], list[Mention]] | None:
    """The amounts of the items behind; None where one has none, or several, or one of another kind."""
    items: list[Passage] = []
    for passage in islice(passages, behind, behind + _MOST + 1):
        if passage.block.kind is not Kind.ITEM or (items and passage.block.level < items[0].block.level):
            break
        if not items or passage.block.level == items[0].block.level:
            items.append(passage)
    if not _FEWEST <= len(items) <= _MOST:
        return None
    found: list[Mention] = []
    for item in items:
        amounts = [one for one in item.read if is_amount(one) and same_kind(one, whole)]
        if len(amounts) != 1 or amounts[0].each or not _leads(item, amounts[0]):
            return None
        found += amounts
    return items, found


def _leads(item: Passage, amount: Mention) -> bool:
    """Whether an item is about its amount: it begins or ends with it, or a colon or dash leads to it."""
    before = item.text[: amount.start].strip("( ")
    return not before or before.endswith((":", "–", "—", "-")) or not item.text[amount.end :].strip(" .;,)")


def _claim(
    passage: Passage, whole: Mention, items: Sequence[Passage], parts: Sequence[Mention]
) -> Iterator[Claim]:
    words = cues(passage.language)
    told = folded(passage.text[whole.end :].rstrip().removesuffix(":"))
    some = next((cue for cue in (*words.including, *words.of_which) if ends_with(told, (cue,))), None)
    every: str | Saying | None = next((cue for cue in words.made_of if ends_with(told, (cue,))), None)
    if every is None and some is None and ends_with(passage.before(whole), words.all_told):
        every = message("a total before a list")
    stated, *facts = facts_of(whole, *parts)
    relation = Total(tuple(facts), stated)
    said: str | Saying = some or every or message("an amount before a list of amounts")
    if some is not None:
        fits = check(relation).verdict in {Verdict.ENTAILED, Verdict.COMPATIBLE}
        said = message("{cue}; the items make the whole", cue=some) if fits else some
        relation = Total(tuple(facts), stated, complete=False)
    yield Claim(
        kind="parts-within-total" if some else "total-of-parts",
        relation=relation,
        stated=passage.spot(whole),
        parts=tuple(item.spot(part) for item, part in zip(items, parts, strict=True)),
        evidence=(
            Evidence(what=said, block=passage.block, start=whole.start, end=len(passage.text.rstrip())),
        ),
        strength=Strength.STATED if some or every else Strength.GUESSED,
    )
