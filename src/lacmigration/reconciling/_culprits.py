"""In which words is a figure blamed, and what is said of what it would have to be?"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from lacmigration.checking._words import number, reach
from lacmigration.figures import Figure
from lacmigration.messages import Number, Saying, clauses, message, sentences
from lacmigration.reconciling._answers import Culprit, Restatement, called

__all__ = ["blamed", "suspected"]


def blamed(culprit: Culprit, *, is_alone: bool = False) -> Saying:
    """What would have to be otherwise; `is_alone` where no other culprit is as likely."""
    if len(culprit.restatements) == 1:
        return suspected(culprit.restatements[0], is_alone=is_alone)
    each = clauses(message("{figure} has to be {range}", **_said(one)) for one in culprit.restatements)
    return sentences(message("Together: {text}.", text=each))


def suspected(one: Restatement, *, is_alone: bool) -> Saying:
    """One figure that may be the wrong one; `is_alone` where no other is as likely."""
    if is_alone:
        told = message("The wrong one is most likely {figure}; it would have to be {range}.", **_said(one))
    else:
        told = message("If {figure} is the wrong one, it has to be {range}.", **_said(one))
    return sentences(told, *_would_agree(one))


def _said(one: Restatement) -> dict[str, Saying | Figure | Number]:
    return {"figure": called(one.name, one.figure), "range": reach(one.reach, one.figure)}


def _would_agree(one: Restatement) -> Iterator[Saying]:
    if one.nearest is not None and one.nearest.nominal in one.reach:
        yield message("{figure} would agree.", figure=_written(one.nearest))
    elif one.nearest is not None:
        yield message("Rounded, {figure} would agree.", figure=_written(one.nearest))
    for slip in one.slips[:1]:
        if slip.figure is None or slip.figure == one.nearest:
            yield message("Perhaps {slip}.", slip=slip.what)
        else:
            yield message(
                "Perhaps {slip}; it would be {figure}.", slip=slip.what, figure=_written(slip.figure)
            )


def _written(figure: Figure) -> Figure | Number:
    """A figure that nobody wrote, with all its digits; in millions as the range is that it lies in."""
    return attrs.evolve(number(figure.nominal, figure), hedge=figure.hedge) if figure.scaled else figure
