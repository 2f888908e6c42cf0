"""Which pairs of transactions are suspected to be one flow, and which are not."""

from __future__ import annotations

import pytest

from lacmigration.feeds import Activity, Transaction, duplicates
from lacmigration.feeds.iati._activities import Party


def sent(
    value: str = "500000",
    *,
    date: str = "2024-08-30",
    type: str = "3",  # noqa: A002
    currency: str = "USD",
    to: Party = Party("B", activity="B-7"),  # noqa: B008  (a frozen tuple)
    activity: str = "A-1",
    number: int = 1,
) -> Transaction:
    line = 10 * number
    return Transaction(
        activity, "A", number, line, "", type, date, value, currency, date, Party(), to, (), (), (), ""
    )


def got(
    value: str = "500000",
    *,
    date: str = "2024-08-30",
    type: str = "1",  # noqa: A002
    currency: str = "USD",
    by: Party = Party("A", activity="A-1"),  # noqa: B008  (a frozen tuple)
    activity: str = "B-7",
    number: int = 1,
) -> Transaction:
    line = 1000 + 10 * number
    return Transaction(
        activity, "B", number, line, "", type, date, value, currency, date, by, Party(), (), (), (), ""
    )


def found(*transactions: Transaction, days: int = 31) -> list[tuple[str, str, int]]:
    return [(one.rule, one.amounts, one.days) for one in duplicates(transactions, days=days)]


def test_each_names_the_others_activity():
    assert found(sent(), got()) == [("both-activities", "same", 0)]
    assert found(got(), sent()) == [("both-activities", "same", 0)]


def test_one_names_the_others_activity():
    assert found(sent(), got(by=Party("A"))) == [("one-activity", "same", 0)]
    assert found(sent(to=Party("B")), got()) == [("one-activity", "same", 0)]
    assert found(sent(), got(by=Party("C"))) == []  # another party gave it


def test_both_name_the_same_parties():
    assert found(sent(to=Party("B")), got(by=Party("A"))) == [("parties", "same", 0)]
    assert found(sent(to=Party("B")), got(by=Party("A", activity="A-2"))) == []


@pytest.mark.parametrize("given, taken", [("2", "11"), ("3", "1"), ("12", "13")])
def test_a_commitment_is_no_payment(given: str, taken: str):
    pairs = {("2", "11"), ("3", "1"), ("12", "13")}
    for other_given, other_taken in pairs:
        expected = 1 if other_given == given else 0
        assert len(found(sent(type=given), got(type=other_taken))) == expected
    assert (given, taken) in pairs


def test_currency_amount_and_day_must_agree():
    assert found(sent(), got(currency="EUR")) == []
    assert found(sent("500000"), got("500000.00")) == [("both-activities", "same", 0)]
    assert found(sent("500000"), got("500001")) == []
    assert found(sent(), got(date="2024-09-30")) == [("both-activities", "same", 31)]
    assert found(sent(), got(date="2024-10-01")) == []
    assert found(sent(), got(date="2024-09-01"), days=1) == []


def test_an_amount_that_the_other_rounds_to_is_the_same_where_activities_are_linked():
    # 520,000 stands for 515,000 to 525,000; 500,000 has one digit, and would stand for almost anything.
    assert found(sent("520000"), got("515000")) == [("both-activities", "rounded", 0)]
    assert found(sent("515000.01"), got("520000")) == [("both-activities", "rounded", 0)]
    assert found(sent("520000"), got("514999.99")) == []
    assert found(sent("500000"), got("515000")) == []
    assert found(sent("520000", to=Party("B")), got("515001", by=Party("A"))) == []


def test_each_stands_in_one_pair_with_the_nearest():
    pairs = duplicates(
        [
            sent(date="2024-08-01", number=1),
            sent(date="2024-08-20", number=2),
            got(date="2024-08-19", number=3),
            got(date="2024-08-02", number=4),
            got(date="2024-08-03", number=5),
        ]
    )
    assert [(one.first.number, one.second.number, one.days) for one in pairs] == [(1, 4, 1), (2, 3, 1)]


def test_two_payments_are_not_both_paired_with_one_receipt():
    assert found(sent(number=1), sent(number=2), got()) == [("both-activities", "same", 0)]


def test_two_publishers_who_report_the_same_gift():
    parties = {"provider": Party("A"), "receiver": Party("B")}
    first = sent()._replace(**parties)
    second = sent(activity="C-9", number=2)._replace(reporter="C", **parties)
    assert found(first, second) == [("two-publishers", "same", 0)]
    assert found(first, first._replace(number=2, line=20)) == []  # the same publisher pays twice


def test_what_cannot_be_counted_is_passed_over():
    assert found(sent("x"), got()) == []
    assert found(sent(type="4"), got()) == []


def test_activities_are_taken_as_they_are_read_and_the_suspicion_can_be_read():
    activities = [
        Activity(identifier="A-1", line=1, reporter=Party("A"), transactions=(sent("520000"),)),
        Activity(
            identifier="B-7", line=9, reporter=Party("B"), transactions=(got("521000.5", date="2024-09-01"),)
        ),
    ]
    (one,) = duplicates(activities)
    assert str(one) == (
        "disbursement of USD 520000 on 2024-08-30 (iati-activity A-1 transaction 1, line 10) and incoming "
        "funds of USD 521000.5 on 2024-09-01 (iati-activity B-7 transaction 1, line 1010): each names the "
        "other's activity, one amount being the other, rounded, 2 days apart"
    )
