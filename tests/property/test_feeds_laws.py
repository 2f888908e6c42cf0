"""Laws of splits and of IATI files: nothing is lost, and what was written is read back."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from lacmigration import feeds
from lacmigration.errors import FigureError
from lacmigration.figures import Figure
from lacmigration.money import Money
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation
from lacmigration.records import Contribution, Organisation, Programme

AT = Citation("our-report", "page 2")

decimals = st.integers(0, 3)
percentages = st.builds(
    lambda digits, places: f"{Decimal(digits).scaleb(-places):f}", st.integers(0, 100_000), decimals
).filter(lambda text: Decimal(text) <= 100)
splits = st.lists(percentages, min_size=1, max_size=7).map(
    lambda texts: {f"c{place}": text for place, text in enumerate(texts)}
)
currencies = st.sampled_from(["USD", "CLP", "KWD"])
amounts = st.builds(
    lambda digits, places, currency: Money(Decimal(digits).scaleb(-places), currency),
    st.integers(-(10**18), 10**18),
    decimals,
    currencies,
)


def stands_for(text: str) -> tuple[Fraction, Fraction]:
    """What a written percentage can have been, as a part of 1: half a unit of its last digit either way."""
    value = Fraction(text)
    places = len(text.partition(".")[2])
    half = Fraction(1, 2 * 10**places) if value else Fraction(0)
    return max(value - half, Fraction(0)) / 100, min(value + half, Fraction(100)) / 100


@given(splits)
def test_weights_and_the_rest_are_one_and_each_within_what_its_percentage_allows(texts: dict[str, str]):
    try:
        found = feeds.weights(texts)
    except FigureError:
        assert sum(stands_for(text)[0] for text in texts.values()) > 1
        return
    assert sum(found.parts.values()) + found.unallocated == 1
    assert found.unallocated >= 0
    for key, text in texts.items():
        low, high = stands_for(text)
        assert low <= found.parts[key] <= high
    assert (found.unallocated > 0) == (sum(stands_for(text)[1] for text in texts.values()) < 1)


@given(amounts, splits)
def test_the_parts_of_an_amount_and_the_rest_are_the_amount(amount: Money, texts: dict[str, str]):
    try:
        found = feeds.split(amount, texts)
    except FigureError:
        assume(False)
    assert Money.sum([*found.parts.values(), found.unallocated]) == amount
    written = amount.amount.as_tuple().exponent
    assert isinstance(written, int)
    unit = Fraction(10) ** min(-amount.minor_units, written)
    for key, part in found.parts.items():
        assert abs(Fraction(part.amount) - found.weights.parts[key] * Fraction(amount.amount)) < unit


@given(st.integers(1, 60), st.integers(1, 4))
def test_equal_parts_that_were_rounded_become_equal_again(count: int, places: int):
    each = f"{round(Decimal(100) / count, places):f}"
    found = feeds.weights({str(place): each for place in range(count)})
    assert set(found.parts.values()) == {Fraction(1, count)}


days = st.dates(date(1990, 1, 1), date(2050, 12, 31))
figures = st.builds(
    lambda digits, places, currency: Figure(Decimal(digits).scaleb(-places), currency, precision=-places),
    st.integers(0, 10**15),
    decimals,
    currencies,
)
names = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)


@st.composite
def reports(draw: st.DrawFn) -> list[Programme | Organisation | Contribution]:
    """A programme with its parties and what they gave, as IATI can say it: exact amounts, with days."""
    parties = [
        Organisation(
            id=f"ours.party-{number}",
            name=draw(names.filter(str.strip)),
            kind=draw(st.sampled_from(["ngo", "government", "foundation"])),
            identifiers=(f"iati:XX-{number}",),
            citation=AT,
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    programme = Programme(
        id="ours.papers", name=draw(names.filter(str.strip)), period="2020-01-01/2021-12-31", citation=AT
    )
    gifts = []
    for number in range(draw(st.integers(0, 4))):
        day = draw(days)
        gifts.append(
            Contribution(
                id=f"ours.gift-{number}",
                provider=draw(st.sampled_from(parties)).id,
                receiver="ours.papers",
                flow=draw(st.sampled_from(["pledge", "commitment", "disbursement"])),
                as_of=PartialDate(day.year, day.month, day.day),
                figure=draw(figures),
                citation=AT,
            )
        )
    return [programme, *parties, *gifts]


@given(reports())
def test_what_is_written_is_read_back_with_the_same_amounts_days_and_parties(
    records: list[Programme | Organisation | Contribution],
):
    file = io.BytesIO()
    feeds.write_iati(records, file, reporting=feeds.Reporter("ZZ-1", "We"))
    file.seek(0)
    feed = feeds.read_iati(file)
    refs = {one.id: one.identifiers for one in (*records, *feed.records) if isinstance(one, Organisation)}

    def told(those: object, *, is_read: bool) -> list[tuple[object, ...]]:
        return [
            (
                one.amount,
                one.flow,
                str(one.period.start if is_read and one.period else one.as_of),
                refs[one.provider],
            )
            for one in those  # type: ignore[attr-defined]
            if isinstance(one, Contribution)
        ]

    assert told(feed.records, is_read=True) == told(records, is_read=False)
    assert feed.omissions == ()
    (programme,) = feed.of(Programme)
    assert {one.receiver for one in feed.of(Contribution)} <= {programme.id}
    assert programme.name == records[0].name.strip()  # type: ignore[union-attr]
