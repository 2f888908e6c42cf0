"""What is asked of a review: which rules, and which findings were accepted before?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path

import attrs

from lacmigration.claims import Claim
from lacmigration.errors import ChoiceError
from lacmigration.findings import RULES, Finding
from lacmigration.sayings import Saying, message

__all__ = ["DEFAULTS", "Settings", "fingerprint"]

_RULES = frozenset(RULES.values())


def _rules(values: Iterable[str]) -> frozenset[str]:
    found = frozenset(value.strip().upper() for value in values)
    for value in found:
        if not any(rule.startswith(value) for rule in _RULES) or not value:
            raise ChoiceError("rule", value, choices=", ".join(sorted(_RULES)))
    return found


@attrs.frozen(kw_only=True)
class Settings:
    """Which rules are checked, and what was accepted.

    `select` and `ignore` are rule codes or beginnings of them ("LM1"); an empty `select` is all. `per_file`
    maps a pattern of file names to rules that are ignored there. `baseline` holds the fingerprints of the
    findings that were accepted. Both know a file by its name from `root` where that is given.

    >>> Settings(ignore=["LM103"]).wants("LM103"), Settings(select=["LM1"]).wants("LM103")
    (False, True)
    """

    select: frozenset[str] = attrs.field(default=frozenset(), converter=_rules)
    ignore: frozenset[str] = attrs.field(default=frozenset(), converter=_rules)
    per_file: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    baseline: frozenset[str] = frozenset()
    root: Path | None = None

    def known_as(self, name: str) -> str:
        """The name that patterns and the baseline know a file by, whichever folder its name was written in.

        >>> from pathlib import Path
        >>> Settings(root=Path.cwd()).known_as("./drafts/../report.md")
        'report.md'
        """
        if self.root is None or name.startswith("<"):  # a text, or standard input
            return name
        path, root = Path(name), self.root.resolve()
        whole = path.parent.resolve() / path.name
        return (whole.relative_to(root) if whole.is_relative_to(root) else path).as_posix()

    def wants(self, rule: str) -> bool:
        """Whether a rule is checked at all."""
        chosen = not self.select or any(rule.startswith(one) for one in self.select)
        return chosen and not any(rule.startswith(one) for one in self.ignore)

    def accepts(self, name: str, claim: Claim, finding: Finding) -> str | Saying:
        """Why a finding of a file that is `known_as` a name does not count; empty where it does."""
        for pattern, rules in self.per_file.items():
            if fnmatchcase(name, pattern) and any(finding.rule.startswith(one) for one in rules):
                return message("ignored for {pattern}", pattern=pattern)
        known = self.baseline and fingerprint(name, claim, finding) in self.baseline
        return message("in the baseline") if known else ""


def fingerprint(name: str, claim: Claim, finding: Finding) -> str:
    """What tells a finding from all others, wherever its lines move: file, rule, kind, and its figures.

    It changes with any figure of the claim, so that an accepted finding does not hide another.
    """
    texts = (claim.stated.mention.text, *(spot.mention.text for spot in claim.parts))
    told = "\x1f".join((name.replace("\\", "/"), finding.rule, claim.kind, finding.verdict.value, *texts))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


DEFAULTS = Settings()
"""All rules, nothing accepted."""
