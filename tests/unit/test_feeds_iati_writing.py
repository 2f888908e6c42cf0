"""What is written as IATI: in the schema's order, with its attributes, and nothing lost unsaid."""

from __future__ import annotations

import io
import os
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from lxml import etree

import lacmigration as lm
from lacmigration import feeds
from lacmigration.errors import ChoiceError, RecordError
from lacmigration.provenance import Citation
from lacmigration.records import Contribution, Observation, Organisation, Programme, Record, Region

AT = Citation("our-report", "page 2")
US = feeds.Reporter("XX-1", "An agency", "multilateral")

# Facts of the schema of 2.03: the order of what is written, and the attributes that must be there.
ORDER = {
    "iati-activity": [
        "iati-identifier",
        "reporting-org",
        "title",
        "description",
        "participating-org",
        "activity-status",
        "activity-date",
        "recipient-country",
        "recipient-region",
        "sector",
        "tag",
        "budget",
        "transaction",
    ],
    "transaction": ["transaction-type", "transaction-date", "value", "provider-org", "receiver-org"],
    "budget": ["period-start", "period-end", "value"],
}
REQUIRED = {
    "iati-activities": {"version"},
    "reporting-org": {"ref", "type"},
    "participating-org": {"role"},
    "activity-status": {"code"},
    "activity-date": {"type", "iso-date"},
    "recipient-country": {"code"},
    "recipient-region": {"code"},
    "sector": {"code"},
    "tag": {"code", "vocabulary"},
    "period-start": {"iso-date"},
    "period-end": {"iso-date"},
    "value": {"value-date"},
    "transaction-type": {"code"},
    "transaction-date": {"iso-date"},
}
ONCE = ["iati-identifier", "reporting-org", "title", "activity-status"]
AT_LEAST_ONCE = [*ONCE, "description", "participating-org", "activity-date"]


def programme(**fields: object) -> Programme:
    base = {"id": "ours.papers", "name": "Papers", "status": "closed", "period": "2020-01-01/2021-12-31"}
    return Programme(**base | {"citation": AT} | fields)  # type: ignore[arg-type]


def gift(**fields: object) -> Contribution:
    base = {"id": "ours.gift", "provider": "de", "receiver": "ours.papers", "flow": "commitment"}
    more = {"as_of": "2020-03-01", "figure": "USD 550,000", "citation": AT}
    return Contribution(**base | more | fields)  # type: ignore[arg-type]


FULL = programme(
    funders=("de",),
    implementers=("ours.ngo",),
    recipients=("co", "pe", "ec"),
    split=("co=1/3", "pe=1/3", "ec=1/3"),
    objectives=("gcm.objective.8", "mptf.objective.3"),
    area="mptf.area.4",
    topics=("sector 1:15190=100", "tag 2:10"),
    figure="USD 2,500,000.50",
)
NGO = Organisation(id="ours.ngo", name="NGO & sons", kind="ngo", identifiers=("iati:ZZ-3",), citation=AT)


def written(
    *records: Record, reporting: feeds.Reporter = US, **asked: object
) -> tuple[etree._Element, list[str], bytes]:
    file = io.BytesIO()
    omissions = feeds.write_iati(records, file, reporting=reporting, **asked)  # type: ignore[arg-type]
    return etree.fromstring(file.getvalue()), [str(one) for one in omissions], file.getvalue()


def require_order(root: etree._Element) -> None:
    assert root.tag == "iati-activities"
    for element in root.iter("*"):
        assert REQUIRED.get(element.tag, set()) <= set(element.attrib), element.tag
        order = ORDER.get(element.tag)
        if order is not None:
            places = [order.index(child.tag) for child in element]
            assert places == sorted(places), element.tag
        if element.tag == "iati-activity":
            tags = [child.tag for child in element]
            assert all(tags.count(tag) == 1 for tag in ONCE)
            assert all(tag in tags for tag in AT_LEAST_ONCE)


def test_a_programme_with_everything_stands_in_the_order_of_the_schema():
    root, omissions, _ = written(FULL, NGO, gift())
    require_order(root)
    assert root.get("version") == "2.03"
    assert omissions == []
    (activity,) = root
    assert activity.findtext("iati-identifier") == "XX-1-ours.papers"
    assert [
        (one.get("role"), one.get("ref"), one.findtext("narrative"))
        for one in activity.iter("participating-org")
    ] == [
        ("1", None, "Germany"),
        ("4", "ZZ-3", "NGO & sons"),
    ]
    assert [
        (one.get("vocabulary"), one.get("vocabulary-uri"), one.get("code")) for one in activity.iter("tag")
    ] == [
        ("99", "urn:lacmigration:global-compact-objectives", "8"),
        ("99", "urn:lacmigration:global-compact-objectives", "3"),
        ("99", "urn:lacmigration:migration-mptf-areas", "4"),
        ("2", None, "10"),
    ]
    assert activity.findtext("budget/value") == "2500000.50"


def test_percentages_come_to_a_hundred_whatever_the_split():
    root, _, _ = written(FULL)
    shares = {one.get("code"): one.get("percentage") for one in root.iter("recipient-country")}
    assert shares == {"CO": "33.333334", "EC": "33.333333", "PE": "33.333333"}
    assert sum(Fraction(share) for share in shares.values()) == 100
    alone, _, _ = written(programme(recipients=("co",)))
    assert [one.get("percentage") for one in alone.iter("recipient-country")] == ["100"]


@pytest.mark.parametrize(
    "flow, provider, receiver, code, named",
    [
        ("commitment", "de", "ours.papers", "11", "provider-org"),
        ("disbursement", "de", "ours.papers", "1", "provider-org"),
        ("pledge", "de", "ours.papers", "13", "provider-org"),
        ("commitment", "ours.papers", "ours.ngo", "2", "receiver-org"),
        ("disbursement", "ours.papers", "ours.ngo", "3", "receiver-org"),
        ("pledge", "ours.papers", "ours.ngo", "12", "receiver-org"),
    ],
)
def test_what_comes_in_and_what_goes_out_have_types_of_their_own(flow, provider, receiver, code, named):
    root, _, _ = written(programme(), NGO, gift(flow=flow, provider=provider, receiver=receiver))
    (transaction,) = root.iter("transaction")
    assert transaction.find("transaction-type").get("code") == code
    assert [child.tag for child in transaction if child.tag.endswith("-org")] == [named]


def test_a_fund_that_is_no_programme_gets_an_activity_of_its_own():
    root, omissions, _ = written(gift(receiver="mptf"))
    require_order(root)
    assert root.findtext("iati-activity/title/narrative") == "Migration Multi-Partner Trust Fund"
    assert omissions == [
        "mptf: no start is stated; 2020-03-01 stands for it",
        "mptf: no status is stated; written as 2, implementation",
    ]


@pytest.mark.parametrize(
    "record, said",
    [
        (gift(flow="unknown"), "the kind of flow is not known"),
        (gift(figure="about USD 550,000"), "its hedge has no place in IATI; written as USD 550,000"),
        (gift(figure="USD 57.5M"), "good to 100,000 only"),
        (gift(figure="5,000 blankets"), "no single sum of money"),
        (gift(as_of="2020"), "no day is stated; written as 2020-12-31"),
        (gift(as_of=None), "no date is stated, which IATI asks for"),
        (gift(earmark="data"), "earmark has no place"),
        (programme(status="funded"), "status 'funded' is none of IATI's; written as 2"),
        (programme(topics=("livelihoods",)), "a topic without code"),
        (programme(recipients=("ours.village",)), "a recipient without a code"),
        (programme(objectives=("ours.objective.1",)), "no objective or area of the vocabulary"),
        (programme(period=None), "no date is stated for it"),
        (programme(figure="USD 5", period="2020-01-01/.."), "needs a start and an end"),
        (programme(period="2020/2021-12-31"), "no day is stated; written as 2020-01-01"),
        (programme(name="a\x00b"), "control characters"),
        (
            Observation(
                id="ours.count", indicator="people", measure="stock", figure="5 persons", citation=AT
            ),
            "records of this type have no place",
        ),
    ],
)
def test_what_iati_cannot_say_is_returned(record: Record, said: str):
    root, omissions, _ = (
        written(programme(), record) if not isinstance(record, Programme) else written(record)
    )
    assert any(said in one for one in omissions), omissions
    require_order(root)


def test_an_unknown_flow_is_written_as_what_the_caller_says():
    root, omissions, _ = written(programme(), gift(flow="unknown"), unknown_flow="disbursement")
    assert [one.get("code") for one in root.iter("transaction-type")] == ["1"]
    assert omissions == []
    with pytest.raises(ChoiceError, match="unknown_flow='loan'"):
        written(gift(), unknown_flow="loan")


def test_dates_after_the_update_are_planned():
    when = datetime(2021, 1, 1, tzinfo=UTC)
    root, _, _ = written(programme(), reporting=feeds.Reporter("XX-1", "We", updated=when))
    assert [(one.get("type"), one.get("iso-date")) for one in root.iter("activity-date")] == [
        ("2", "2020-01-01"),
        ("3", "2021-12-31"),
    ]
    assert root.get("generated-datetime") == "2021-01-01T00:00:00+00:00"


def test_a_start_stands_in_where_none_is_stated_anywhere():
    root, omissions, _ = written(programme(period=None), start=date(2024, 8, 31))
    assert [one.get("iso-date") for one in root.iter("activity-date")] == ["2024-08-31"]
    assert omissions == ["ours.papers: no start is stated; 2024-08-31 stands for it"]


def test_regions_are_written_by_the_code_that_they_have():
    south = Region(id="ours.region.489", name="South America", citation=AT)
    root, _, _ = written(programme(recipients=("lac", "ours.region.489")), south)
    assert [(one.get("vocabulary"), one.get("code")) for one in root.iter("recipient-region")] == [
        ("2", "419"),
        ("1", "489"),
    ]


@pytest.mark.parametrize("ref, name", [("", "We"), ("XX-1", " ")])
def test_a_reporter_has_a_reference_and_a_name(ref: str, name: str):
    with pytest.raises(RecordError, match="must not be empty"):
        feeds.Reporter(ref, name)


def test_a_reporter_is_of_a_known_kind():
    with pytest.raises(ChoiceError, match="kind='club'"):
        feeds.Reporter("XX-1", "We", "club")


def test_a_file_is_replaced_only_when_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from lacmigration.feeds.iati import _writing

    path = tmp_path / "ours.xml"
    path.write_text("as it was")

    def broken(_: object, stream: io.BytesIO) -> None:
        stream.write(b"<iati-act")
        raise OSError(28, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(_writing._Writing, "to", broken)
        with pytest.raises(OSError, match="no space left"):
            feeds.write_iati([programme()], path, reporting=US)
    assert [one.name for one in tmp_path.iterdir()] == ["ours.xml"]
    assert path.read_text() == "as it was"
    feeds.write_iati([programme()], path, reporting=US)
    assert feeds.read_iati(path).counts == {"Organisation": 1, "Programme": 1}


def test_a_link_stays_a_link(tmp_path: Path):
    (tmp_path / "ours.xml").write_text("as it was")
    (tmp_path / "link.xml").symlink_to("ours.xml")
    feeds.write_iati([programme()], tmp_path / "link.xml", reporting=US)
    assert (tmp_path / "link.xml").is_symlink()
    assert feeds.read_iati(tmp_path / "ours.xml").counts == {"Organisation": 1, "Programme": 1}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.xml", "ours.xml"]


def test_where_nothing_can_be_written_the_file_is_named(tmp_path: Path):
    path = tmp_path / "none" / "ours.xml"
    with pytest.raises(FileNotFoundError) as error:
        feeds.write_iati([programme()], path, reporting=US)
    assert error.value.filename == str(path)


def test_others_may_read_the_file_as_they_may_any_new_one(tmp_path: Path):
    (tmp_path / "any").touch()
    (tmp_path / "shared.xml").touch()
    (tmp_path / "shared.xml").chmod(0o664)
    for name in ("new.xml", "shared.xml"):
        feeds.write_iati([programme()], tmp_path / name, reporting=US)
    assert (tmp_path / "new.xml").stat().st_mode == (tmp_path / "any").stat().st_mode
    assert (tmp_path / "shared.xml").stat().st_mode & 0o777 == 0o664


def test_what_was_read_is_written_under_its_own_identifier():
    _, _, data = written(FULL, NGO, gift())
    feed = feeds.read_iati(io.BytesIO(data))
    _, omissions, again = written(*feed.records)
    assert omissions == []
    assert etree.fromstring(again).findtext("iati-activity/iati-identifier") == "XX-1-ours.papers"
    back = feeds.read_iati(io.BytesIO(again))
    assert [
        (one.recipients, one.split, one.objectives, one.area, one.topics) for one in back.of(Programme)
    ] == [(one.recipients, one.split, one.objectives, one.area, one.topics) for one in feed.of(Programme)]


def test_every_objective_and_area_has_a_code():
    vocabulary = feeds.tag_vocabulary()
    sizes = {uri.rpartition(":")[2]: sorted(map(int, codes)) for uri, codes in vocabulary.items()}
    assert sizes == {
        "global-compact-objectives": list(range(1, 24)),
        "migration-mptf-areas": list(range(1, 6)),
    }
    vocabulary.clear()
    assert feeds.tag_vocabulary() != {}


SCHEMA = os.environ.get("LACMIGRATION_IATI_SCHEMA", "")


@pytest.mark.skipif(not SCHEMA, reason="LACMIGRATION_IATI_SCHEMA names no folder with the published schema")
def test_what_is_written_is_valid_against_the_published_schema():
    schema = etree.XMLSchema(etree.parse(str(Path(SCHEMA) / "iati-activities-schema.xsd")))
    registry = lm.bundled()
    when = date(2024, 8, 31)
    bundled = (*registry.programmes, *registry.contributions, *registry.organisations)
    for records in ((FULL, NGO, gift()), bundled):
        root, _, _ = written(*records, unknown_flow="commitment", start=when)
        assert len(root) > 0
        schema.assertValid(root)
