"""Flows of the Financial Tracking Service: what they become, and what is refused."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from lacmigration import feeds
from lacmigration.errors import FeedError, InputErrors
from lacmigration.records import Contribution, Country, Organisation, Programme
from lacmigration.registry import bundled


def organisation(key: str, name: str, **more: Any) -> dict[str, Any]:
    return {"type": "Organization", "id": key, "name": name, "behavior": "single", **more}


CHILE = organisation("11", "Chile, Government of", organizationTypes=["Governments"])
AGENCY = organisation(
    "22", "Our Agency", organizationTypes=["NGOs"], organizationSubTypes=["International NGOs"]
)
PLAN = {"type": "Plan", "id": "900", "name": "Our Response Plan 2024"}
PERU = {"type": "Location", "id": "178", "name": "Peru"}
YEAR = {"type": "UsageYear", "id": "45", "name": "2024"}


def flow(key: str = "1", **changed: Any) -> dict[str, Any]:
    return {
        "id": key,
        "amountUSD": 250_000,
        "originalAmount": 230_000,
        "originalCurrency": "EUR",
        "exchangeRate": 0.92,
        "status": "commitment",
        "date": "2024-03-01T00:00:00Z",
        "boundary": "incoming",
        "flowType": "Standard",
        "parentFlowId": None,
        "sourceObjects": [CHILE],
        "destinationObjects": [AGENCY, PLAN, PERU, YEAR],
    } | changed


def read(*flows: Any, **options: Any) -> feeds.Feed:
    return feeds.read_fts(
        io.BytesIO(json.dumps({"data": {"flows": flows}, "status": "ok"}).encode()), **options
    )


def only(*flows: Any, **options: Any) -> Contribution:
    [found] = read(*flows, **options).of(Contribution)
    return found


def test_a_flow_is_a_contribution_with_its_place():
    found = only(flow())
    assert (found.provider, found.receiver, found.flow.value) == ("cl", "ocha-fts.body.22", "commitment")
    assert (str(found.figure.money), str(found.as_of), str(found.period)) == (
        "USD 250,000",
        "2024-03-01",
        "2024/2024",
    )
    assert found.citation.locator == "flow 1, /data/flows/0"
    assert found.earmark == "Our Response Plan 2024"


def test_the_other_amount_and_the_boundary_are_noted():
    note = only(flow()).note
    assert note == "flowType: Standard; boundary: incoming; originally: EUR 230000 at 0.92"
    assert only(flow(), amounts="original").note.endswith("in USD: 250000")


def test_original_amounts_keep_their_currencies_apart():
    here, there = flow("1"), flow("2", originalAmount="9.50", originalCurrency="CHF")
    found = read(here, there, amounts="original").of(Contribution)
    assert [str(one.figure.money) for one in found] == ["EUR 230,000", "CHF 9.50"]


@pytest.mark.parametrize(
    "status, kind", [("paid", "disbursement"), ("commitment", "commitment"), ("pledge", "pledge")]
)
def test_statuses(status: str, kind: str):
    assert only(flow(status=status)).flow.value == kind


def test_bodies_have_their_kind_and_code():
    [body] = read(flow()).of(Organisation)
    assert (body.name, body.kind, body.identifiers) == ("Our Agency", "ngo", ("ocha-fts:22",))


def test_a_plan_receives_where_no_body_does():
    feed = read(flow(destinationObjects=[PLAN, PERU, {"type": "Location", "name": "Uganda"}]))
    [plan] = feed.of(Programme)
    assert (plan.name, plan.recipients) == ("Our Response Plan 2024", ("pe", "ug"))
    assert feed.of(Contribution)[0].receiver == plan.id
    assert [one.id for one in feed.of(Country)] == ["ug"]


def test_a_child_lies_within_its_parent():
    child = flow(
        "2", parentFlowId="1", sourceObjects=[AGENCY], destinationObjects=[organisation("33", "A Partner")]
    )
    parent, inner = read(flow("1"), child).of(Contribution)
    assert (parent.within, inner.within) == ("", "ocha-fts.flow.1")
    assert only(flow("2", parentFlowId="1")).within == ""


def test_parents_in_a_circle_are_listed():
    feed = read(flow("1", parentFlowId="3"), flow("2", parentFlowId="1"), flow("3", parentFlowId="2"))
    assert [one.within for one in feed.of(Contribution)] == ["", "", ""]
    assert len([one for one in feed.omissions if "circle" in one.reason]) == 3


def test_the_registry_takes_the_feed():
    feed = read(flow("1"), flow("2", parentFlowId="1"), flow("3", destinationObjects=[PLAN]))
    assert "ocha-fts.flow.2" in bundled().with_records(feed.source, *feed.records)


@pytest.mark.parametrize(
    "changed, reason",
    [
        ({"amountUSD": -5}, "is negative: money that went back"),
        ({"sourceObjects": [CHILE, AGENCY]}, "names several bodies, and not how much is of each"),
        ({"sourceObjects": []}, "names no body"),
        ({"destinationObjects": [PERU]}, "names no body and no single plan"),
    ],
)
def test_what_is_no_contribution_is_listed(changed: dict[str, Any], reason: str):
    feed = read(flow(**changed))
    assert feed.of(Contribution) == ()
    assert [one.reason for one in feed.omissions] == [reason]


def test_a_flow_on_two_pages_counts_once_and_may_not_differ():
    feed = read(flow("1"), flow("1"))
    assert (feed.counts["Contribution"], feed.omissions[0].reason) == (
        1,
        "stands in the file already; counted once",
    )
    with pytest.raises(InputErrors, match="/data/flows/1/id: is the id of another flow"):
        read(flow("1"), flow("1", amountUSD=7))


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"amountUSD": None}, "/data/flows/0/amountUSD: is no plain number"),
        ({"amountUSD": "1,000"}, 'is no plain number; write it as 12000.50 (got "1,000")'),
        ({"amountUSD": 1e90}, "/data/flows/0"),
        ({"date": "03/01/2024"}, "/data/flows/0/date: may be read with the day or the month first"),
        ({"status": "promised"}, "is no status; one of paid, commitment, pledge is meant"),
        ({"id": ""}, "/data/flows/0/id: a flow needs its id"),
        ({"id": "a_b"}, "is not an id"),
        ({"sourceObjects": "Chile"}, "/data/flows/0/sourceObjects: is no list of objects"),
    ],
)
def test_wrong_values_are_told_with_their_pointer(changed: dict[str, Any], said: str):
    bad = flow() | changed
    if isinstance(bad["sourceObjects"], str):
        good = flow("0")
        with pytest.raises(InputErrors) as error:
            read(good, bad)
        assert said.replace("/0/", "/1/") in str(error.value)
        return
    with pytest.raises(InputErrors) as error:
        read(bad)
    assert said in str(error.value)


def test_an_original_amount_needs_its_currency():
    with pytest.raises(InputErrors, match="originalCurrency: is no currency"):
        read(flow(originalCurrency=""), amounts="original")


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "the file is empty"),
        ('{"data": {"flows": [{"id": 1', "the JSON is broken or breaks off"),
        ("[" * 200_000, "is JSON nested so deep"),
        ('{"data": {"flows": [NaN]}}', "NaN is no number"),
        ('{"data": {"plans": []}}', 'it has no list "data.flows"'),
        ('{"data": {"flows": [{"flowId": 7}]}}', 'they have no "sourceObjects"'),
        ("7", 'it has no list "data.flows"'),
    ],
)
def test_what_is_no_answer_of_the_service_is_one_error(text: str, said: str):
    with pytest.raises(FeedError) as error:
        feeds.read_fts(io.BytesIO(text.encode()))
    assert said in str(error.value)


def test_a_flow_that_is_none_is_told():
    with pytest.raises(InputErrors, match="/data/flows/1: is no flow"):
        read(flow(), 7)


def test_an_answer_of_several_pages_says_so():
    text = json.dumps({"meta": {"nextLink": "https://example.org/2"}, "data": {"flows": [flow()]}})
    [further] = feeds.read_fts(io.BytesIO(text.encode())).omissions
    assert str(further).startswith("/meta/nextLink: the answer goes on: this is one of its pages")
