"""What does a review look like on a terminal?"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from lacmigration.findings import Severity
from lacmigration.reporting._messages import Messages, messages
from lacmigration.reporting._regions import line_of, span_of, spans_on
from lacmigration.reporting._rules import PROBLEM, UNREAD, rule
from lacmigration.reporting._telling import SEVERITIES, Told, harmless, summary, told, where
from lacmigration.reviewing import Review, Verified

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console"]

_LOOKS = {
    Severity.ERROR: ("✗", "x", "bold red"),
    Severity.WARNING: ("?", "?", "yellow"),
    Severity.NOTE: ("•", "*", "cyan"),
    Severity.NONE: ("✓", "+", "green"),
}
_NARROWEST = 40
_WIDEST = 120
_MOST_PARTS = 8
_INDENT = "  "
_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "–": "-", "—": "-", "−": "-", "’": "'", "“": '"', "”": '"'}
)


def console(
    reviews: Sequence[Review],
    console: Console,
    *,
    locale: str = "en",
    notes: bool = False,
    quiet: bool = False,
) -> None:
    """Print what the reviews found: each finding with its line, what was expected, and from what.

    What holds is only counted; with `notes`, guesses that fail and what could not be decided are spelled out
    as well. With `quiet`, files in which nothing is wrong are not mentioned. Errors: UnknownLocaleError.

    >>> from rich.console import Console
    >>> from lacmigration.reviewing import review
    >>> console([review("Of USD 150 million, 38% (USD 57.5M) was paid.")], Console(width=80))
    <text>: 3 figures, 1 claim: 1 confirmed
    """
    writer = _Writer(console, messages(locale))
    shown = [review for review in reviews if not quiet or _speaks(review, notes=notes)]
    for review in shown:
        writer.review(review, notes=notes)
    if len(reviews) > 1:
        said = writer.said
        files = said.count("{n} document", "{n} documents", len(reviews))
        writer.line(Text(f"{files}, {summary(reviews, said)}", "bold"))


def _speaks(review: Review, *, notes: bool) -> bool:
    return bool(review.problems or review.document.unread or _loud(review, notes=notes))


def _loud(review: Review, *, notes: bool) -> tuple[Verified, ...]:
    return tuple(
        one for one in review.findings if not one.silenced and (notes or one.severity is not Severity.NOTE)
    )


class _Writer:
    """A console with the widths and signs that it can show."""

    def __init__(self, console: Console, said: Messages) -> None:
        self.console = console
        self.said = said
        self.width = max(console.width, _NARROWEST)
        self.plain = not _can_show("✓…│", console.encoding)

    def line(self, text: Text) -> None:
        """Print one line as it is; what the terminal's encoding has not is written as near as can be."""
        if self.plain:
            text = text.copy()
            text.plain = self._shown(text.plain)
        self.console.print(text, soft_wrap=True, markup=False, highlight=False)

    def _shown(self, text: str) -> str:
        """A text as the terminal can show it; as long as before."""
        return "".join(map(self._near, text.translate(_PLAIN))) if self.plain else text

    def _near(self, character: str) -> str:
        """The character, its letter without the accent, or "?"; always one, so that marks stay below."""
        encoding = self.console.encoding
        tried = (character, unicodedata.normalize("NFKD", character)[0])
        return next((one for one in tried if _can_show(one, encoding)), "?")

    def review(self, review: Review, *, notes: bool) -> None:
        """One document: findings, problems, what was not read, the counts."""
        said = self.said
        for one in told(review, said, only=_loud(review, notes=notes)):
            for text in self._finding(review, one):
                self.line(text)
            self.line(Text())
        document = review.document
        for problem in review.problems:
            self._short(
                where(document, problem.place, said), PROBLEM, Severity.ERROR, said.told(problem).what
            )
        for unread in document.unread:
            self._short(where(document, unread.place, said), UNREAD, Severity.NOTE, said.put(unread.said))
        name = Text(harmless(document.name), "bold")
        counted = summary([review], said)
        self.line(Text.assemble(name, (f": {counted}", "" if review.ok else "bold")))

    def _finding(self, review: Review, one: Told) -> Iterator[Text]:
        yield self._head(
            where(review.document, one.one.place, self.said), one.rule.code, one.title, one.severity
        )
        yield from self._source(review, one)
        yield from self._paragraph(one.sentence)
        said = self.said
        rows = [(said.say("would agree"), one.advice)] if one.advice else []
        rows += [(said.say("or else"), text) for text in one.roundings]
        if one.parts:
            shown = [f"{part.text} ({part.where})" for part in one.parts[:_MOST_PARTS]]
            more = len(one.parts) - len(shown)
            shown += [said.count("and {n} more", "and {n} more", more)] if more else []
            rows.append((said.say("computed from"), ", ".join(shown)))
        rows += [(said.say("evidence"), "; ".join(one.evidence))] if one.evidence else []
        rows += [(said.say("silenced"), one.silenced)] if one.silenced else []
        size = max((cell_len(label) for label, _ in rows), default=0) + 2
        for label, words in rows:
            yield from self._row(label, words, size)

    def _head(self, place: str, code: str, title: str, severity: Severity) -> Text:
        sign, plain, colour = _LOOKS[severity]
        word = self.said.say(SEVERITIES[severity])
        return Text.assemble(
            (f"{place}:", "cyan"),
            (f" {plain if self.plain else sign} {word}", colour),
            (f" {code}", "bold"),
            f" {title}",
        )

    def _short(self, place: str, code: str, severity: Severity, what: str) -> None:
        self.line(self._head(place, code, self.said.say(rule(code).title), severity))
        for text in self._paragraph(harmless(what)):
            self.line(text)
        self.line(Text())

    def _paragraph(self, words: str) -> Iterator[Text]:
        room = min(self.width, _WIDEST)
        for text in textwrap.wrap(
            words,
            room,
            initial_indent=_INDENT,
            subsequent_indent=_INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        ):
            yield Text(text)

    def _row(self, label: str, words: str, size: int) -> Iterator[Text]:
        margin = len(_INDENT) + size
        room = max(min(self.width, _WIDEST) - margin, _NARROWEST // 2)
        lines = textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False) or [""]
        for place, line in enumerate(lines):
            head = "" if place else label
            yield Text.assemble(_INDENT, (head + " " * (size - cell_len(head)), "dim"), line)

    def _source(self, review: Review, one: Told) -> Iterator[Text]:
        """The line with the stated figure underlined with ^, and those that it is computed from with ~."""
        spot = one.one.claim.stated
        line = line_of(review.document, spot)
        stated = span_of(review.document, line, spot)
        number = str(line.number) if line.number else ""
        gutter = f"{_INDENT}{number} {'|' if self.plain else '│'} "
        room = self.width - cell_len(gutter)
        spans = [(*stated, "^", _LOOKS[one.severity][2])]
        for part in one.parts:
            found = spans_on(review.document, line, part.spot, spot)
            if found is not None:
                spans.append((*found, "~", "cyan"))
        text = self._shown(harmless(line.text).replace("\t", " "))
        low, high = _window(text, stated, room)
        cut = "..." if self.plain else "…"
        before, behind = (cut if low else ""), (cut if high < len(text) else "")
        shown = Text(text[low:high])
        marks = Text()
        signs = {place: (sign, look) for *span, sign, look in reversed(spans) for place in range(*span)}
        for start, end, _, look in reversed(spans):
            shown.stylize(look, max(start - low, 0), max(end - low, 0))
        under = ((signs.get(at, (" ", "")), cell_len(text[at])) for at in range(low, high))
        for (sign, look), cells in groupby(under, key=itemgetter(0)):
            marks.append(sign * sum(size for _, size in cells), look)
        marks.rstrip()
        yield Text.assemble((gutter, "dim"), (before, "dim"), shown, (behind, "dim"))
        blank = " " * (cell_len(gutter) - 2) + gutter[-2:]
        yield Text.assemble((blank, "dim"), " " * len(before), marks)


def _can_show(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _window(text: str, span: tuple[int, int], room: int) -> tuple[int, int]:
    """The part of a line that there is room for, with the span in its middle; at words where it can be."""
    if cell_len(text) <= room:
        return 0, len(text)
    room = max(room - 2 * len("..."), 1)
    middle = sum(span) // 2
    low = max(min(middle - room // 2, len(text) - room), 0)
    low = min(low, span[0])
    space = text.find(" ", low, span[0])
    low = space + 1 if low and space >= 0 else low
    high = low
    used = 0
    while high < len(text) and used + cell_len(text[high]) <= room:
        used += cell_len(text[high])
        high += 1
    return low, max(high, min(span[0] + 1, len(text)))
