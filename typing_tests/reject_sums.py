"""What a typed program may not do with functions over records: mypy and pyright refuse each marked line."""

from __future__ import annotations

import lacmigration as lm

records = lm.bundled().contributions
whole = lm.total(records)

# A choice is one of its words, under its own name.
lm.total(records, flows="all")  # E:
lm.total(records, flow="any")  # E:
lm.shares(records, by="donor", missing="any")  # E:
lm.rank(records, several="each")  # E:

# What is grouped is named or computed, and places are not counted in halves.
lm.total(records, by=3)  # E:
lm.concentration(records, top=0.5)  # E:

# A result never changes.
whole.unit = "EUR"  # E:
lm.shares(records)["mx"] = whole.nominal  # E:

# Only amounts of money and rates convert each other.
lm.convert(whole, 1.11)  # E:
lm.convert(whole, rate="1.11")  # E:
