"""What does a review look like on a pull request: annotations beside the lines, and a summary of the job?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lacmigration.documents import Place
from lacmigration.findings import Severity
from lacmigration.reporting._messages import Messages, messages
from lacmigration.reporting._rules import PROBLEM, UNREAD, rule
from lacmigration.reporting._telling import SEVERITIES, Outcome, Told, counts, harmless, summary, told, where
from lacmigration.reviewing import Review

__all__ = ["as_github", "job_summary"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~@&-])")
_MOST_ROWS = 500
"""Findings in a job summary: GitHub takes a megabyte, and nobody reads further."""


def as_github(reviews: Sequence[Review], *, locale: str = "en", notes: bool = False) -> str:
    """Workflow commands, one a line, that GitHub shows beside the lines of a pull request.

    Guesses and what could not be decided come as notices where `notes`.

    >>> from lacmigration.reviewing import review
    >>> print(as_github([review("Of USD 150 million, 38% (USD 75.5M) was paid.")])[:62])
    ::error file=<text>,line=1,col=21,endLine=1,endColumn=23,title
    """
    said = messages(locale)
    return "".join(f"{line}\n" for review in reviews for line in _commands(review, said, notes=notes))


def _commands(review: Review, said: Messages, *, notes: bool) -> Iterator[str]:
    document = review.document
    for one in _spoken(review, said, notes=notes):
        start, end = one.one.place, one.one.end
        title = f"{one.rule.code} {one.title}"
        yield _command(one.severity, _located(document.name, start, end, title), _message(one))
    for problem in review.problems:
        located = _located(document.name, problem.place, None, _named(PROBLEM, said))
        yield _command(Severity.ERROR, located, said.told(problem).what)
    for unread in document.unread:
        located = _located(document.name, unread.place, None, _named(UNREAD, said))
        yield _command(Severity.NOTE, located, said.put(unread.said))


def _spoken(review: Review, said: Messages, *, notes: bool) -> Iterator[Told]:
    loud = [
        one for one in review.findings if not one.silenced and (notes or one.severity is not Severity.NOTE)
    ]
    return told(review, said, only=loud)


def _named(code: str, said: Messages) -> str:
    return f"{code} {said.say(rule(code).title)}"


def _message(one: Told) -> str:
    """The sentence; of formats without lines, the place first."""
    return one.sentence if one.one.place.line else f"{one.place}: {one.text}: {one.sentence}"


def _located(file: str, start: Place, end: Place | None, title: str) -> dict[str, object]:
    """The properties of a command: where it is shown, and below which title."""
    values: dict[str, object] = {"file": file.replace("\\", "/")}
    if start.line:
        values |= {"line": start.line} | ({"col": start.column} if start.column else {})
        if end is not None and end.line:
            # The last column belongs to the figure; ours is behind it.
            values |= {"endLine": end.line, "endColumn": max(end.column - 1, 1)}
    return values | {"title": title}


def _command(severity: Severity, located: Mapping[str, object], message: str) -> str:
    shown = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in located.items())
    return f"::{_COMMANDS[severity]} {shown}::{_escaped(message, _DATA)}"


def _escaped(text: str, how: Mapping[str, str]) -> str:
    """The text on one line, with what a workflow command gives a meaning written otherwise."""
    return "".join(how.get(character, character) for character in harmless(text))


# --- the summary of a job --------------------------------------------------------------------------------


def job_summary(reviews: Sequence[Review], *, locale: str = "en", notes: bool = False) -> str:
    """Markdown for the page of a job: the counts of every document, then a table of what was found.

    >>> from lacmigration.reviewing import review
    >>> print(job_summary([review("Of USD 150 million, 38% (USD 57.5M) was paid.")]).splitlines()[0])
    ## Figures: nothing disagrees
    """
    said = messages(locale)
    total = {outcome: sum(counts(review)[outcome] for review in reviews) for outcome in Outcome}
    wrong = total[Outcome.CONTRADICTED] + total[Outcome.QUESTIONABLE]
    heading = (
        said.count("Figures: {n} finding", "Figures: {n} findings", wrong)
        if wrong
        else said.say("Figures: nothing disagrees")
    )
    lines = [f"## {heading}", "", *_documents(reviews, said), ""]
    rows = list(_rows(reviews, said, notes=notes))
    if rows:
        columns = (said.say("Place"), said.say("Rule"), said.say("Figure"), said.say("What was found"))
        lines += [f"| {' | '.join(columns)} |", "| --- | --- | --- | --- |", *rows[:_MOST_ROWS]]
        more = len(rows) - _MOST_ROWS
        lines += ["", said.count("and {n} more", "and {n} more", more)] if more > 0 else []
        lines.append("")
    return "\n".join(lines)


def _documents(reviews: Sequence[Review], said: Messages) -> Iterator[str]:
    for review in reviews:
        mark = "✅" if review.ok else "❌"
        yield f"- {mark} {_code(review.document.name)}: {_plain(summary([review], said))}"


def _rows(reviews: Sequence[Review], said: Messages, *, notes: bool) -> Iterator[str]:
    for review in reviews:
        document = review.document
        for one in _spoken(review, said, notes=notes):
            would = " " + said.say("Would agree: {figure}", figure=one.advice) if one.advice else ""
            known = f"{one.rule.code} {_plain(one.title)} ({said.say(SEVERITIES[one.severity])})"
            yield _row(
                where(document, one.one.place, said),
                known,
                _code(one.text),
                f"{_plain(one.sentence)}{_plain(would)}",
            )
        for problem in review.problems:
            what, at = said.told(problem).what, where(document, problem.place, said)
            yield _row(at, _plain(_named(PROBLEM, said)), "", _plain(what))
        for unread in document.unread:
            what, at = said.put(unread.said), where(document, unread.place, said)
            yield _row(at, _plain(_named(UNREAD, said)), "", _plain(what))


def _row(place: str, known: str, figure: str, what: str) -> str:
    return f"| {_code(place)} | {known} | {figure} | {what} |"


def _plain(text: str) -> str:
    """The text on one line, with nothing in it that Markdown would act on."""
    return _MARKDOWN.sub(r"\\\1", harmless(" ".join(text.split(" ")).replace("\n", " ")))


def _code(text: str) -> str:
    """The text as code, which in a table cannot hold a bar or a backtick."""
    inside = " ".join(harmless(text).split()).replace("`", "'").replace("|", "\u2223")
    return f"`{inside}`" if inside else ""
