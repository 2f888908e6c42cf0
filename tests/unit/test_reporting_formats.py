"""What programs are given of a review: JSON, SARIF, JUnit, workflow commands, and the summary of a job."""

from __future__ import annotations

import json
import os
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest

from lacmigration.checking import check
from lacmigration.claims import Strength
from lacmigration.documents import Place, Unread, parse
from lacmigration.relations import parse_relation
from lacmigration.reporting import as_github, as_html, as_json, as_junit, as_sarif, job_summary, json_schema
from lacmigration.reporting._json import exact
from lacmigration.reviewing import Problem, Review, review

WRONG = "Of USD 150 million, 38% (USD 75.5M) has been paid."
RIGHT = "Of USD 150 million, 38% (USD 57.5M) has been paid."
SCHEMA = Path(__file__).parents[1] / "golden/review.schema.json"


def named(text, name, **changes: object):
    document = attrs.evolve(parse(text, format="markdown"), name=name, **changes)
    return review(document)


def with_claims(found, **changes: object):
    return attrs.evolve(found, verified=tuple(attrs.evolve(one, **changes) for one in found.verified))


def guessed(found):
    return attrs.evolve(
        found,
        verified=tuple(
            attrs.evolve(one, claim=attrs.evolve(one.claim, strength=Strength.GUESSED))
            for one in found.verified
        ),
    )


@pytest.fixture
def everything():
    """Reviews with one of each thing that can come out."""
    wrong = review(WRONG)
    unread = Unread(place=Place(page=2), what="a picture", reason="it holds no text")
    problem = Problem(place=Place(line=1, column=2), what="a directive, 100% wrong:\nbad")
    return (
        wrong,
        review(RIGHT),
        review("Nothing is counted here."),
        with_claims(wrong, silenced="in the baseline"),
        with_claims(wrong, silenced="silenced by a directive"),
        guessed(wrong),
        attrs.evolve(named(RIGHT, "b.pdf", unread=(unread,)), problems=(problem,)),
    )


# --- JSON ------------------------------------------------------------------------------------------------


def test_the_json_is_of_the_shape_that_its_schema_says(everything):
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(json_schema())
    checker.check_schema(json_schema())
    assert [error.message for error in checker.iter_errors(json.loads(as_json(everything)))] == []


def test_the_schema_is_the_one_that_was_published():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema()


def test_numbers_are_exact_texts():
    (document,) = json.loads(as_json([review(WRONG)]))["documents"]
    (claim,) = document["claims"]
    # 75.5 million is 75.45 to 75.55, 150 million is 149.5 to 150.5: 75.45/150.5 and 75.55/149.5.
    assert claim["computed"] == {
        "low": "1509/3010",
        "high": "1511/2990",
        "low_open": False,
        "high_open": False,
    }
    assert [claim["stated_strict"][end] for end in ("low", "high")] == ["0.375", "0.385"]
    assert claim["restatement"]["value"] == "50"
    assert [figure["figure"]["value"] for figure in document["figures"]] == ["150000000", "38", "75500000"]
    assert {figure["standing"] for figure in document["figures"]} == {"contradicted"}


def test_claims_are_counted_by_what_became_of_them(everything):
    found = json.loads(as_json(everything))
    told = [
        {name for name, number in document["counts"].items() if number} - {"figures", "claims"}
        for document in found["documents"]
    ]
    expected = ["contradicted", "confirmed", "", "silenced", "silenced", "guessed", "confirmed"]
    assert told == [{name} if name else set() for name in expected]
    assert [document["ok"] for document in found["documents"]] == [False, True, True, True, True, True, False]
    assert found["ok"] is False


def test_a_file_whose_name_is_no_utf8_can_be_written_about():
    found = named(WRONG, "a\udcff.md")
    texts = [form([found]) for form in (as_json, as_sarif, as_junit, as_github, job_summary, as_html)]
    assert all(text.encode("utf-8") for text in texts)
    assert json.loads(texts[0])["documents"][0]["name"] == "a\udcff.md"
    assert '"uri": "a%FF.md"' in texts[1]


# --- SARIF -----------------------------------------------------------------------------------------------


TEXT = {"type": "string"}
NATURAL = {"type": "integer", "minimum": 1}
MESSAGE = {"type": "object", "required": ["text"]}


def strict(required="", **properties: object):
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
    }


def several(one):
    return {"type": "array", "items": one}


LOCATION = strict(
    id={"type": "integer", "minimum": 0},
    message=MESSAGE,
    physicalLocation=strict(
        "artifactLocation",
        artifactLocation=strict("uri", uri={"type": "string", "pattern": r"^[^\s<>\\]+$"}),
        region=strict(
            "startLine",
            startLine=NATURAL,
            endLine=NATURAL,
            startColumn=NATURAL,
            endColumn=NATURAL,
            snippet=strict("text", text=TEXT),
        ),
    ),
    logicalLocations=several(strict("fullyQualifiedName", fullyQualifiedName=TEXT)),
)
RESULT = strict(
    "ruleId ruleIndex level message locations",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    kind={"enum": ["open"]},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations=several(LOCATION),
    relatedLocations=several(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    properties={"type": "object"},
    suppressions=several(
        strict("kind", kind={"enum": ["inSource", "external"]}, justification=TEXT),
    ),
)
RULE = strict(
    "id",
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    helpUri={"type": "string", "pattern": "^https://"},
    properties={"type": "object"},
)
NOTIFICATION = strict(
    "message",
    descriptor=strict("id", id=TEXT),
    level={"enum": ["note"]},
    message=MESSAGE,
    locations=several(LOCATION),
)
RUN = strict(
    "tool results",
    tool=strict(
        "driver",
        driver=strict(
            "name",
            name=TEXT,
            version=TEXT,
            language={"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
            rules={**several(RULE), "uniqueItems": True},
        ),
    ),
    columnKind={"enum": ["utf16CodeUnits"]},
    artifacts={**several({"type": "object"}), "uniqueItems": True},
    invocations=several(
        strict(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=several(NOTIFICATION),
        )
    ),
    results=several(RESULT),
)
LOG = strict("version runs", **{"$schema": TEXT}, version={"enum": ["2.1.0"]}, runs=several(RUN))
"""What SARIF 2.1.0 says of the objects that we write, as far as we write them."""


@pytest.mark.parametrize("options", [{}, {"notes": True}, {"pages": "https://a.org"}, {"locale": "es-MX"}])
def test_sarif_has_what_the_standard_asks_for_and_nothing_else(everything, options):
    jsonschema = pytest.importorskip("jsonschema")
    log = json.loads(as_sarif(everything, **options))
    assert [error.message for error in jsonschema.Draft202012Validator(LOG).iter_errors(log)] == []


@pytest.mark.skipif("SARIF_SCHEMA" not in os.environ, reason="SARIF_SCHEMA names no file with OASIS' schema")
def test_sarif_fits_the_official_schema(everything):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    checker = kind(schema, format_checker=kind.FORMAT_CHECKER)
    for options in ({}, {"notes": True}, {"pages": "https://example.org/docs"}, {"locale": "es-MX"}):
        log = json.loads(as_sarif(everything, **options))
        assert [error.message for error in checker.iter_errors(log)] == []


def results(*reviews: Review, **options: bool | str):
    (run,) = json.loads(as_sarif(reviews, **options))["runs"]
    return run, run["results"]


def test_regions_count_utf16_code_units():
    line = f"😀 {WRONG} 😀"
    run, (result,) = results(named(f"First.\n\n{line}\n", "a b/ñ.md"))
    place = result["locations"][0]["physicalLocation"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert place["artifactLocation"]["uri"] == "a%20b/%C3%B1.md"
    region = place["region"]
    units = line.encode("utf-16-le")
    assert region["startLine"] == region["endLine"] == 3
    start, end = 2 * region["startColumn"] - 2, 2 * region["endColumn"] - 2
    assert units[start:end].decode("utf-16-le") == region["snippet"]["text"] == "38%"


def test_rules_are_described_once_and_pointed_at(everything):
    run, listed = results(*everything, pages="https://example.org/docs/")
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["LM103", "LM901"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in listed)
    assert rules[0]["helpUri"] == "https://example.org/docs/reference/rules.html#lm103-share"
    assert "helpUri" not in results(*everything)[0]["tool"]["driver"]["rules"][0]


def test_every_rule_has_its_heading_on_the_page_of_rules():
    page = Path(__file__).parents[2] / "docs/reference/rules.md"
    from lacmigration.findings import RULES
    from lacmigration.reporting._rules import rule

    text = page.read_text(encoding="utf-8")
    for name, code in RULES.items():
        assert f"### {code} {name}\n" in text
        assert rule(code).page.endswith(f"#{code}-{name}".lower())


def test_silenced_findings_come_with_their_suppression_and_guesses_only_where_wanted(everything):
    _, listed = results(*everything)
    kinds = [[one["kind"] for one in result.get("suppressions", ())] for result in listed]
    assert kinds == [[], ["external"], ["inSource"], []]
    assert len(results(*everything, notes=True)[1]) == len(listed) + 1


def test_what_an_author_silenced_in_the_document_is_suppressed_there():
    _, (result,) = results(review(f"<!-- lacmigration: ignore LM103 -->\n{WRONG}\n"))
    assert [one["kind"] for one in result["suppressions"]] == ["inSource"]


def test_findings_that_are_alike_are_told_apart():
    _, listed = results(review(f"{WRONG}\n\n{WRONG}"))
    prints = [result["partialFingerprints"]["figures/v1"] for result in listed]
    assert len(set(prints)) == len(prints) == 2


def test_documents_without_lines_have_a_logical_place():
    found = named(WRONG, "a.pdf", source=None)
    block = attrs.evolve(found.document.parts[0], place=Place(page=3), runs=())
    found = review(attrs.evolve(found.document, parts=(block,)))
    _, (result,) = results(found)
    (location,) = result["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "page 3"}]
    (line,) = as_github([found]).splitlines()
    assert line.startswith("::error file=a.pdf,title=LM103 Share::page 3: 38%25: USD 75.5M")


# --- JUnit -----------------------------------------------------------------------------------------------


def test_junit_has_a_suite_a_document_and_a_case_a_claim(everything):
    root = ET.fromstring(as_junit(everything))  # noqa: S314 - we wrote it
    suites = root.findall("testsuite")
    assert [suite.get("tests") for suite in suites] == ["2", "2", "1", "2", "2", "2", "4"]
    assert [suite.get("failures") for suite in suites] == ["1", "0", "0", "0", "0", "0", "1"]
    assert [suite.get("skipped") for suite in suites] == ["0", "0", "0", "1", "1", "1", "1"]
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("15", "2", "4")
    assert root.find(".//failure").get("type") == "LM103"


def test_junit_is_xml_whatever_the_document_holds():
    found = named(WRONG.replace("paid", "paid\x00\x0b]]>&"), "a\x01<b>&.md")
    root = ET.fromstring(as_junit([found]))  # noqa: S314 - we wrote it
    assert root.find("testsuite").get("name") == "a�<b>&.md"


# --- GitHub ----------------------------------------------------------------------------------------------


def unescaped(text, codes):
    for code, character in codes.items():
        text = text.replace(code, character)
    return text


def commands(text):
    """What a runner reads: each line's command, properties and message."""
    data = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    properties = {"%3A": ":", "%2C": ",", **data}
    for line in text.splitlines():
        kind, values, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        pairs = (pair.split("=", 1) for pair in values.split(","))
        yield kind, {name: unescaped(value, properties) for name, value in pairs}, unescaped(message, data)


def test_workflow_commands_are_read_back_as_they_were_meant():
    found = named(WRONG, "a,b::c%2C.md")
    problem = Problem(place=Place(line=1, column=2), what="100%0A wrong:\nbad::x")
    (first, second) = commands(as_github([attrs.evolve(found, problems=(problem,))]))
    kind, values, message = first
    assert (kind, values["file"], values["title"]) == ("error", "a,b::c%2C.md", "LM103 Share")
    assert [values[name] for name in ("line", "col", "endLine", "endColumn")] == ["1", "21", "1", "23"]
    assert message.startswith("USD 75.5M of USD 150 million is 50.33%")
    assert second == (
        "error",
        {"file": "a,b::c%2C.md", "line": "1", "col": "2", "title": "LM901 Directive"},
        "100%0A wrong:\nbad::x",
    )


def test_silenced_findings_are_no_annotations_and_guesses_are_notices(everything):
    assert [kind for kind, *_ in commands(as_github(everything))] == ["error", "error", "notice"]
    assert [kind for kind, *_ in commands(as_github(everything, notes=True))].count("notice") == 2


def test_the_summary_of_a_job_is_a_table_that_no_document_can_break():
    bad = named(
        "| Donor `x` | Share |\n| --- | --- |\n| A | 60% |\n| B | 50% |\n\n" + WRONG,
        "a|b`<img src=x>.md",
    )
    problem = Problem(place=Place(line=1), what="<script>x</script> | [a](javascript:x) @someone")
    text = job_summary([attrs.evolve(bad, problems=(problem,))])
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
    assert "`a\u2223b'<img src=x>.md:6:21`" in text
    assert "\\<script\\>x\\</script\\> \\| \\[a\\]\\(javascript:x\\) \\@someone" in text


def test_the_summary_of_a_job_counts():
    text = job_summary([review(WRONG), review(RIGHT)])
    assert text.startswith("## Figures: 1 finding\n")
    assert text.count("\n- ") == 2
    assert job_summary([review(RIGHT)]).startswith("## Figures: nothing disagrees\n")


# --- outcomes that one sentence seldom has -----------------------------------------------------------------


def outcome(expression: str) -> Review:
    """The review of a wrong claim, with the finding of another relation in its place."""
    return with_claims(review(WRONG), finding=check(parse_relation(expression)))


def test_junit_shows_what_is_doubtful_and_skips_what_is_open():
    doubtful = ET.fromstring(as_junit([outcome('"10,001" < "10,000"')]))  # noqa: S314
    (said,) = doubtful.iterfind(".//testcase/system-out")
    assert "only if the figures are read generously" in str(said.text)
    open_ = ET.fromstring(as_junit([outcome('"USD 5" < "EUR 6"')]))  # noqa: S314
    (skipped,) = open_.iter("skipped")
    assert skipped.get("message", "").startswith("Not decided")
    assert list(open_.iter("failure")) == []


def test_what_is_open_has_no_intervals_and_no_drawing():
    found = outcome('"USD 5" < "EUR 6"')
    (claim,) = json.loads(as_json([found]))["documents"][0]["claims"]
    assert claim["verdict"] == "undecided"
    assert claim["computed"] is None
    assert "<svg" not in as_html([found])
    assert "<svg" in as_html([review(WRONG)])


def test_numbers_are_decimals_fractions_or_nothing():
    assert [exact(one) for one in (None, Fraction(1, 3), Fraction(1, 4), Decimal("1E+3"))] == [
        None,
        "1/3",
        "0.25",
        "1000",
    ]


def test_the_summary_lists_what_was_not_read(everything):
    assert "a picture: it holds no text" in job_summary([everything[-1]])


def test_the_page_says_how_a_text_was_read():
    page = as_html([review(f"Millions of people fled with $ 40. {WRONG}")])
    assert ">An amount without a number<" in page
    assert ">Concluded: $ read as USD (currency-of-sign)<" in page
