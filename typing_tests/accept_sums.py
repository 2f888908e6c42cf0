"""What a typed program may do with functions over records, and the types that it gets back."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from fractions import Fraction
from typing import assert_type

import lacmigration as lm
from lacmigration.crosstabs import Crosstab
from lacmigration.rankings import Rank
from lacmigration.ratios import Quotient

records = lm.bundled().contributions
assert_type(lm.total(records), lm.Amount)
assert_type(lm.total(records, flows="any", missing="skip"), lm.Amount)
assert_type(lm.total(records, by="donor"), dict[Hashable, lm.Amount])
assert_type(lm.total(records, by=lambda record: record.provider, several="equal"), dict[Hashable, lm.Amount])

whole = lm.total(["USD 57.5M"])
assert_type(whole.value, Decimal | Fraction)
assert_type(whole.strict, lm.Interval)
assert_type(whole.money, lm.Money | None)
assert_type(whole.in_minor_units(), lm.Money)
assert_type(whole.citations, tuple[lm.Citation, ...])

shares = lm.shares(records, by="donor")
assert_type(shares["mx"], Fraction)
assert_type(shares.rounded(1), dict[Hashable, Decimal])
assert_type(shares.quotients["mx"], Quotient)
assert_type(lm.concentration(records, top=3).value, Fraction)
assert_type(lm.herfindahl(records).strict, lm.Interval)

assert_type(lm.rank(records, by="donor", descending=False), dict[Hashable, Rank])
assert_type(lm.mapping(records, rows="donor", columns="recipient"), Crosstab)

gap = lm.gap("USD 150M", whole)
assert_type(gap.missing, lm.Amount)
assert_type(gap.reached, Quotient)
assert_type(lm.growth("USD 1M", whole).value, Fraction)
assert_type(lm.per_capita(whole, "12 persons"), Quotient)

rate = lm.Rate(
    base="EUR", quote="USD", value="1.11", date="2024-08-30", citation=lm.Citation("my-rates", "table 1")
)
assert_type(rate.value, lm.Figure)
assert_type(lm.convert(whole, rate, date="any"), lm.Amount)
index = lm.Deflator(
    currency="USD", base=2020, index={2020: "100"}, citation=lm.Citation("my-rates", "table 2")
)
assert_type(lm.constant_prices(whole, index, year=2020), lm.Amount)
