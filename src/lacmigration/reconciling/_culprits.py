"""In which words is a figure blamed, and what is said of what it would have to be?"""

from __future__ import annotations

from collections.abc import Iterator

from lacmigration.checking._words import reach
from lacmigration.messages import Saying, clauses, message, sentences
from lacmigration.reconciling._answers import Culprit, Restatement, called

__all__ = ["blamed", "blamed_together"]


def blamed(one: Restatement, *, is_alone: bool) -> Saying:
    """One figure that may be the wrong one; `is_alone` where no other is as likely."""
    said = {"figure": called(one.name, one.figure), "range": reach(one.reach, one.figure)}
    if is_alone:
        told = message("The wrong one is most likely {figure}; it would have to be {range}.", **said)
    else:
        told = message("If {figure} is the wrong one, it has to be {range}.", **said)
    return sentences(told, *_would_agree(one))


def blamed_together(culprit: Culprit) -> Saying:
    """Figures of which no one alone explains it."""
    each = clauses(
        message(
            "{figure} has to be {range}",
            figure=called(one.name, one.figure),
            range=reach(one.reach, one.figure),
        )
        for one in culprit.restatements
    )
    return sentences(message("Together: {text}.", text=each))


def _would_agree(one: Restatement) -> Iterator[Saying]:
    if one.nearest is not None:
        yield message("{figure} would agree.", figure=one.nearest)
    for slip in one.slips[:1]:
        if slip.figure is None or slip.figure == one.nearest:
            yield message("Perhaps {slip}.", slip=slip.what)
        else:
            yield message("Perhaps {slip}; it would be {figure}.", slip=slip.what, figure=slip.figure)
