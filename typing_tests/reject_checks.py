"""What a typed program may not write with relations: each marked line is refused by mypy and by pyright."""

from __future__ import annotations

import lacmigration as lm

share = lm.Share(part="USD 57.5M", whole="USD 150M", stated="38%")
finding = lm.check(share)
registry = lm.bundled()

# A relation, a finding and a registry are values.
share.stated = "39%"  # E:
finding.verdict = lm.Verdict.ENTAILED  # E:
registry.contributions = ()  # E:

# A figure alone says nothing that could be checked.
lm.check(lm.Figure.parse("38%"))  # E:
lm.check(38)  # E:
lm.audit(0.38)  # E:

# There are five verdicts, and none is "probably".
lm.Verdict.PROBABLE  # E:
lm.Shares  # E:

# Options are named.
lm.check(share, registry)  # E:
