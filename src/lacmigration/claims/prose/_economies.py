"""Which shares of an economy does prose state that no economy could have?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lacmigration.claims._claims import Claim, Evidence
from lacmigration.claims._comparable import is_rate
from lacmigration.claims._passages import Passage, fact_of, facts_of
from lacmigration.claims.cues import cues
from lacmigration.figures import Figure, Rounding
from lacmigration.relations import Bound
from lacmigration.relations._nodes import Operand, quotient
from lacmigration.sayings import message

__all__ = ["economies"]

_WORLD: Final = Figure(120 * 10**12, "USD", exponent=12, rounding=Rounding.EXACT)
"""More than the whole world makes in a year: 111 million million USD in 2024 (World Bank, NY.GDP.MKTP.CD)."""


def economies(passage: Passage) -> Iterator[Claim]:
    """Find "USD 89,579 billion, that is, 1.7% of the GDP": the economy is no larger than the world's."""
    words = cues(passage.language)
    for amount, rate in passage.neighbours():
        if amount.figure is None or amount.figure.unit != "USD" or not is_rate(rate):
            continue
        between = passage.between(amount, rate).strip(" ,(")
        behind = passage.behind(rate, 60)
        named = words.said("product").search(behind.split(",", 1)[0])
        linked = between in words.is_share or any(between.endswith(f" {cue}") for cue in words.is_share)
        of = any(behind.startswith(f"{cue} ") for cue in words.of)
        if named is None or not (linked or not between) or not of:
            continue
        part, share = facts_of(amount, rate)
        said = Evidence(
            what=message("a share of {economy}", economy=named[0].upper()),
            block=passage.block,
            start=amount.start,
            end=rate.end,
        )
        yield Claim(
            kind="share-of-economy",
            relation=Bound(
                quotient(Operand(fact=part), Operand(fact=share)),
                Operand(fact=fact_of(_WORLD, message("all that the world makes in a year"))),
            ),
            stated=passage.spot(amount),
            parts=(passage.spot(rate),),
            evidence=(said,),
        )
