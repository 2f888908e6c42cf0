"""Which forms of to be, to have and to go open a clause behind a figure?"""

from __future__ import annotations

import re

__all__ = ["opens_clause"]

_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|went|will|can|es|son|fue|fueron|era|eran|ha|han|será|é|são|foi|foram|"
    r"eram|será|serão|tem|têm|est|sont|était|étaient|ont|a|sera|seront|va|van|vão|vont)\b"
)


def opens_clause(behind: str) -> bool:
    """Whether a folded text begins with such a form: what stands before it is what it speaks of.

    >>> opens_clause("are expected"), opens_clause("areas")
    (True, False)
    """
    return _VERB.match(behind) is not None
