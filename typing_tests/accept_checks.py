"""What a typed program may write with relations, and the types that it gets back."""

from __future__ import annotations

from typing import assert_type

import lacmigration as lm

share = lm.Share(part="USD 57.5M", whole=lm.Figure.parse("USD 150M"), stated="38%")
finding = lm.check(share)
assert_type(finding, lm.Finding)
assert_type(finding.verdict, lm.Verdict)
assert_type(finding.explanation, str)
assert_type(lm.check("mptf.mobilised / mptf.target = mptf.mobilised-share"), lm.Finding)

audit = lm.audit([share, "10 + 20 = 30"])
assert_type(audit, lm.Audit)
assert_type(audit.ok, bool)
assert_type(audit.findings, tuple[lm.Finding, ...])

registry = lm.bundled()
assert_type(registry, lm.Registry)
assert_type(registry.contributions, tuple[lm.Contribution, ...])
assert_type(lm.audit(registry), lm.Audit)
