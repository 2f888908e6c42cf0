"""What a typed program may write with values, and the types that it gets back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import assert_type

import lacmigration as lm

dollars = lm.Money("19569912", "USD")
assert_type(dollars.amount, Decimal)
assert_type(dollars + lm.Money(1, "USD"), lm.Money)
assert_type(dollars * Decimal("0.5"), lm.Money)
assert_type(dollars / 2, lm.Money)
assert_type(dollars / lm.Money(3, "USD"), Fraction)
assert_type(dollars.allocate([1, 2]), tuple[lm.Money, ...])
assert_type(dollars.allocate({"first": 1, "second": Fraction(1, 3)}), dict[str, lm.Money])
assert_type(lm.Money.sum([dollars, dollars]), lm.Money)
assert_type(dollars < lm.Money(3, "USD"), bool)

unbounded = lm.Interval("0.5", None, lo_open=True)
assert_type(unbounded.lo, Fraction | None)
assert_type(unbounded + lm.Interval(1, Decimal(2)), lm.Interval)
assert_type(unbounded.intersect(lm.Interval.point(Fraction(3, 4))), lm.Interval | None)

figure = lm.Figure.parse("57,5 millones de dólares", locale="es")
assert_type(figure, lm.Figure)
assert_type(figure.strict, lm.Interval)
assert_type(figure.loose, lm.Interval)
assert_type(figure.unit, str)
