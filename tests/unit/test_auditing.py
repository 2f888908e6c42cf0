"""Checks against records: ids looked up, texts as relations, what is known and what is new."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest

import lacmigration as lm
from lacmigration import auditing
from lacmigration.errors import ExpressionError, RecordError
from lacmigration.findings import Severity, Verdict
from lacmigration.provenance import Citation, Source
from lacmigration.records import Contribution, Country, Discrepancy, Fund, Observation, Relation
from lacmigration.registry import Registry, bundled

CITATION = Citation("my-report", "page 2")
RIGHT = "my.gift.a + my.gift.b = my.total"
WRONG = "my.gift.a + my.gift.b = my.wrong"
REASON = "The report forgot a gift."


def gift(name, amount):
    return Contribution(id=name, provider="mx", receiver="my.fund", figure=amount, citation=CITATION)


def total(name, amount):
    return Observation(
        id=name, indicator="money", measure="flow", area="mx", figure=amount, citation=CITATION
    )


def relation(name, expression, **more: object):
    return Relation(id=name, expression=expression, citation=CITATION, **more)


def discrepancy(of, verdict="inconsistent", **more: object):
    name = f"{of}.known"
    return Discrepancy(id=name, relation=of, verdict=verdict, reason=REASON, citation=CITATION, **more)


BASE = Registry().with_records(
    Source("my-report", "My report", "Me"),
    Country(id="mx", name="Mexico", iso2="MX", iso3="MEX", m49="484", citation=CITATION),
    Fund(id="my.fund", name="A fund", citation=CITATION),
    gift("my.gift.a", "USD 1,000"),
    gift("my.gift.b", "USD 2,000"),
    total("my.total", "USD 3,000"),
    total("my.wrong", "USD 4,321"),
)


def audited(*records: object):
    return lm.audit(BASE.with_records(*records))


def test_a_relation_finds_its_figures_in_the_registry_given():
    found = lm.check(RIGHT, registry=BASE)
    assert found.verdict is Verdict.COMPATIBLE
    assert [fact.id for fact in found.facts] == ["my.gift.a", "my.gift.b", "my.total"]
    assert [fact.citation for fact in found.facts] == [CITATION] * 3
    assert lm.check(lm.Total(["my.gift.*"], "my.total"), registry=BASE).verdict is Verdict.COMPATIBLE


def test_without_a_registry_the_bundled_one_is_asked():
    assert lm.check("mptf.mobilised <= mptf.target").verdict is Verdict.ENTAILED
    assert lm.check(RIGHT).reason == 'a part is missing: no record has "my.gift.a"'


def test_what_names_no_record_needs_no_registry(monkeypatch):
    def refuse():
        raise AssertionError("the registry was loaded")

    monkeypatch.setattr(auditing, "bundled", refuse)
    assert lm.check('"USD 57.5M" <= "USD 150M"').verdict is Verdict.ENTAILED
    assert lm.check(lm.Same("5", "5")).verdict is Verdict.COMPATIBLE
    assert lm.audit([lm.Same("5", "5")]).ok


def test_a_text_that_is_no_relation():
    with pytest.raises(ExpressionError, match="column 5"):
        lm.check("a = = b")


@pytest.mark.parametrize("wrong", [5, None, 0.5, ["a = b"], Citation("my-report", "page 2")])
def test_what_is_no_relation(wrong):
    with pytest.raises(TypeError, match="not a relation such as Total or Share"):
        lm.check(wrong)


def test_compound_units_are_told_apart():
    facts = 'my.total / "3 persons" = '
    assert lm.check(f'{facts}"1,000 USD/person"', registry=BASE).verdict.holds
    assert lm.check(f'{facts}"1,000 USD/household"', registry=BASE).reason == (
        "units clash: USD / person against USD / household"
    )


def test_relations_of_a_registry_keep_their_ids_notes_and_waivers():
    registry = BASE.with_records(relation("my.sum", RIGHT, note="Table 2.", waives=("as-of", "flow")))
    (found,) = auditing.relations_of(registry)
    assert (found.id, found.note, found.waives) == ("my.sum", "Table 2.", ("as-of", "flow"))
    assert isinstance(found, lm.Total)


def test_an_audit_holds_its_findings_in_the_order_of_the_records():
    audit = audited(
        relation("my.z", RIGHT), relation("my.a", WRONG), relation("my.m", "my.gift.a < my.gift.b")
    )
    assert [finding.id for finding in audit] == ["my.z", "my.a", "my.m"]
    assert [finding.verdict.value for finding in audit] == ["compatible", "inconsistent", "entailed"]
    assert [finding.id for finding in audit.failures] == ["my.a"]
    assert not audit.ok
    assert len(audit) == 3
    assert repr(audit) == "<Audit of 3: 1 entailed, 1 compatible, 1 inconsistent; 0 known; not ok>"


def test_a_known_discrepancy_is_known_and_says_why():
    audit = audited(relation("my.wrong-sum", WRONG), discrepancy("my.wrong-sum"))
    (finding,) = audit
    assert finding.known == REASON
    assert finding.verdict is Verdict.INCONSISTENT
    assert finding.severity is Severity.NOTE
    assert finding.ok
    assert audit.ok
    assert audit.failures == ()
    assert audit.stale == ()
    assert repr(audit) == "<Audit of 1: 1 inconsistent; 1 known; ok>"


def test_a_discrepancy_is_known_only_by_its_verdict():
    audit = audited(relation("my.wrong-sum", WRONG), discrepancy("my.wrong-sum", "questionable"))
    assert [finding.known for finding in audit] == [""]
    assert audit.stale == ("my.wrong-sum.known",)
    assert not audit.ok


def test_a_discrepancy_is_known_only_by_what_it_sees():
    seen = audited(relation("my.wrong-sum", WRONG), discrepancy("my.wrong-sum", seen="3000"))
    assert seen.ok
    other = audited(relation("my.wrong-sum", WRONG), discrepancy("my.wrong-sum", seen="3001"))
    assert not other.ok
    assert [finding.id for finding in other.failures] == ["my.wrong-sum"]
    assert other.stale == ("my.wrong-sum.known",)


def test_a_changed_digit_makes_a_known_discrepancy_new():
    known = discrepancy("my.wrong-sum", seen="3000")
    before = BASE.with_records(relation("my.wrong-sum", WRONG), known)
    gifts = tuple(
        attrs.evolve(one, figure="USD 1,001") if one.id == "my.gift.a" else one
        for one in before.contributions
    )
    assert lm.audit(before).ok
    assert not lm.audit(attrs.evolve(before, contributions=gifts)).ok


def test_of_two_discrepancies_of_one_relation_the_one_that_is_met_counts():
    before = discrepancy("my.wrong-sum", seen="2999")
    now = attrs.evolve(before, id="my.now", reason="It was restated.", seen="3000")
    for both in ((before, now), (now, before)):
        audit = audited(relation("my.wrong-sum", WRONG), *both)
        assert [finding.known for finding in audit] == ["It was restated."]
        assert audit.stale == ("my.wrong-sum.known",)


@pytest.mark.parametrize("verdict", ["entailed", "compatible", "Inconsistent", "wrong", ""])
def test_only_a_disagreement_can_be_a_discrepancy(verdict):
    with pytest.raises(RecordError, match="write one of questionable, inconsistent, undecided"):
        discrepancy("my.wrong-sum", verdict)


def test_a_discrepancy_is_stale_when_the_sources_agree():
    audit = audited(relation("my.sum", RIGHT), discrepancy("my.sum"))
    assert audit.stale == ("my.sum.known",)
    assert not audit.ok
    assert audit.failures == ()


def test_what_is_not_decided_can_be_known_too():
    one = relation("my.unclear", 'my.total = "3,000 persons"')
    assert audited(one).ok
    audit = audited(one, discrepancy("my.unclear", "undecided"))
    assert [finding.known for finding in audit] == [REASON]
    assert audit.ok


def test_an_audit_of_relations_of_any_kind():
    audit = lm.audit([lm.Same("5", "5"), '"5" = "7"', lm.Order(["3", "2"])])
    assert [finding.verdict.value for finding in audit] == ["compatible", "inconsistent", "entailed"]


def test_an_audit_looks_ids_up_where_it_is_told():
    assert lm.audit([RIGHT], registry=BASE).ok
    assert lm.audit([RIGHT]).counts[Verdict.UNDECIDED] == 1


def test_an_audit_takes_any_iterable_once():
    def stream() -> Iterator[str]:
        yield '"5" = "5"'
        yield '"5" = "9"'

    audit = lm.audit(stream())
    assert len(audit) == 2
    assert not audit.ok


def test_an_audit_of_nothing():
    audit = lm.audit([])
    assert audit.ok
    assert len(audit) == 0
    assert repr(audit) == "<Audit of 0: nothing; 0 known; ok>"
    assert lm.audit(Registry()).ok


def test_one_relation_is_an_audit_of_one():
    assert len(lm.audit('"5" = "5"')) == 1
    assert len(lm.audit(lm.Same("5", "5"))) == 1


def test_counts_name_every_verdict():
    audit = lm.audit(['"5" = "5"', '"5" = "9"', '"5" = "8"', '"5" < "9"', '"5" = "USD 5"'])
    assert {verdict.value: count for verdict, count in audit.counts.items()} == {
        "entailed": 1,
        "compatible": 1,
        "questionable": 0,
        "inconsistent": 2,
        "undecided": 1,
    }


def test_the_bundled_registry_is_audited_unasked():
    audit = lm.audit()
    assert audit.ok
    assert len(audit) == len(bundled().relations)
    assert sum(bool(finding.known) for finding in audit) == len(bundled().discrepancies)


def test_without_one_discrepancy_the_bundled_audit_fails():
    registry = bundled()
    (one,) = (one for one in registry.discrepancies if one.relation == "mptf.relation.donors-total")
    rest = tuple(other for other in registry.discrepancies if other is not one)
    audit = lm.audit(attrs.evolve(registry, discrepancies=rest))
    assert [finding.id for finding in audit.failures] == ["mptf.relation.donors-total"]
    assert not audit.ok
