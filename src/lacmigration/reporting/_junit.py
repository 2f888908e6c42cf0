"""What does a review look like to a program that shows test results?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from lacmigration.findings import Severity
from lacmigration.reporting._messages import Messages, messages
from lacmigration.reporting._rules import PROBLEM, UNREAD, rule
from lacmigration.reporting._telling import Outcome, Told, harmless, summary, told, where
from lacmigration.reviewing import Review

__all__ = ["as_junit"]


def as_junit(reviews: Sequence[Review], *, locale: str = "en") -> str:
    """JUnit's XML: a suite for each document, a case for each claim.

    What is contradicted fails, and so does a directive that cannot be followed; what is silenced, guessed or
    undecided is skipped, with the reason; what is questionable passes and says why in its output.

    >>> from lacmigration.reviewing import review
    >>> 'failures="1"' in as_junit([review("Of USD 150 million, 38% (USD 75.5M) was paid.")])
    True
    """
    said = messages(locale)
    root = ET.Element("testsuites", name="lacmigration")
    for review in reviews:
        suite = ET.SubElement(root, "testsuite", name=harmless(review.document.name))
        cases = list(_cases(review, said))
        suite.extend(cases)
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(name, str(sum(case.find(tag) is not None for case in cases)))
        suite.set("tests", str(len(cases)))
        ET.SubElement(suite, "system-out").text = summary([review], said)
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _cases(review: Review, said: Messages) -> Iterator[ET.Element]:
    document = review.document
    # Stands for the reading itself, so that a document without claims is a suite with a test.
    yield ET.Element("testcase", classname=harmless(document.name), name=said.say("can be read"))
    for one in told(review, said):
        name = f"{one.rule.code} {one.title} {one.place}: {one.text}"
        case = _case(document.name, name, one.one.place.line)
        _outcome(case, one, f"{where(document, one.one.place, said)}: {one.sentence}", said)
        yield case
    for problem in review.problems:
        name = f"{_named(PROBLEM, said)} {said.place(problem.place)}"
        case = _case(document.name, name, problem.place.line)
        what, at = harmless(said.told(problem).what), where(document, problem.place, said)
        _told(case, "failure", what, at, kind=PROBLEM)
        yield case
    for unread in document.unread:
        name = f"{_named(UNREAD, said)} {said.place(unread.place)}"
        case = _case(document.name, name, unread.place.line)
        ET.SubElement(case, "skipped", message=harmless(said.put(unread.said)))
        yield case


def _named(code: str, said: Messages) -> str:
    return f"{code} {said.say(rule(code).title)}"


def _case(file: str, name: str, line: int) -> ET.Element:
    case = ET.Element("testcase", classname=harmless(file), name=harmless(" ".join(name.split())))
    case.set("file", harmless(file))
    if line:
        case.set("line", str(line))
    return case


def _outcome(case: ET.Element, one: Told, text: str, said: Messages) -> None:
    if one.severity is Severity.ERROR:
        _told(case, "failure", one.sentence, text, kind=one.rule.code)
    elif one.severity is Severity.WARNING:
        ET.SubElement(case, "system-out").text = text
    elif one.outcome is Outcome.SILENCED:
        ET.SubElement(case, "skipped", message=one.silenced)
    elif one.outcome is Outcome.GUESSED:
        ET.SubElement(case, "skipped", message=said.say("only guessed") + f": {one.sentence}")
    elif one.outcome is Outcome.UNDECIDED:
        ET.SubElement(case, "skipped", message=one.sentence)


def _told(case: ET.Element, tag: str, message: str, text: str, *, kind: str) -> None:
    ET.SubElement(case, tag, message=message, type=kind).text = text
