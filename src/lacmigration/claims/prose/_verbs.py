"""Which forms of to be, to have and to go open a clause behind a figure?"""

from __future__ import annotations

import re

__all__ = ["closes_clause", "opens_clause"]

_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|went|will|can|es|son|fue|fueron|era|eran|ha|han|será|é|são|foi|foram|"
    r"eram|será|serão|tem|têm|est|sont|était|étaient|ont|a|sera|seront|va|van|vão|vont)\b"
)


_BEING = re.compile(
    r"(?<!\w)(?:is|are|was|were|be|been|being|está|están|estaba|estaban|estarán|queda|quedan|va|van|"
    r"estão|estava|estavam|fica|ficam|é|são|foi|foram|es|son|fue|fueron|est|sont|était|étaient)"
    r"(?: (?:not|also|already|all|ya|también|todos|todas|já|também|déjà|aussi))?$"
)


def closes_clause(before: str) -> bool:
    """Whether a folded text ends with a form of to be: the participle behind it tells what stands before.

    >>> closes_clause("a year is"), closes_clause("a year")
    (True, False)
    """
    return _BEING.search(before) is not None


def opens_clause(behind: str) -> bool:
    """Whether a folded text begins with such a form: what stands before it is what it speaks of.

    >>> opens_clause("are expected"), opens_clause("areas")
    (True, False)
    """
    return _VERB.match(behind) is not None
