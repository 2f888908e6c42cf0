"""What a typed program may not write with values: each marked line is refused by mypy and by pyright."""

from __future__ import annotations

import lacmigration as lm

money = lm.Money("19569912", "USD")
figure = lm.Figure.parse("approximately 38%")
interval = lm.Interval(0, 1)

# A float is not exact.
lm.Interval(0.5, 1)  # E:
lm.Interval.point(0.5)  # E:
money / 0.5  # E:
money.allocate([0.5, 0.5])  # E:

# A value never changes.
money.amount = money.amount  # E:
figure.unit = "USD"  # E:
interval.lo_open = True  # E:

# Money has a currency, and an interval is no number.
lm.Money("19569912")  # E:
lm.Money.sum(["USD 1"])  # E:
money.share_of(1)  # E:
interval + 1  # E:
interval.meets(0.5)  # E:

# Figures are compared by relations, which know how they were rounded.
figure + figure  # E:
figure + 1  # E:

# A number goes to parse as it was written, and the rest by name.
lm.Figure.parse(38)  # E:
lm.Figure.parse("38%", "en")  # E:
lm.Figure("38", "percent", 0)  # E:
