"""Laws of whole systems: what is true is never called impossible, and every answer is shown by numbers.

True values come first; relations that are true of them, then figures as some writer would print them. What a
relation says is worked out here with plain Fractions, and so is what a proof adds up to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lacmigration._meanings import last_nonzero
from lacmigration.figures import Figure, Hedge, Rounding
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling import System
from lacmigration.testing import printings

some = settings(max_examples=settings().max_examples // 2)
"""For laws of which each case is many systems."""
Values = Mapping[str, Fraction]
PLAIN = (Hedge.NONE,)


@attrs.frozen
class Law:
    """A relation as text, and whether values satisfy it."""

    text: str
    holds: Callable[[Values], bool]


@attrs.define
class Truth:
    """Names with their true values and units, and relations that are true of them."""

    values: dict[str, Fraction] = attrs.field(factory=dict)
    units: dict[str, str] = attrs.field(factory=dict)
    laws: list[Law] = attrs.field(factory=list)

    def new(self, value: Fraction | int, unit: str) -> str:
        name = f"q{len(self.values)}"
        self.values[name], self.units[name] = Fraction(value), unit
        return name

    def of(self, unit: str, *, least: Fraction | int | None = None) -> list[str]:
        return [
            name
            for name, one in self.units.items()
            if one == unit and (least is None or self.values[name] > least)
        ]

    def say(self, text: str, holds: Callable[[Values], bool]) -> None:
        law = Law(text, holds)
        assert law.holds(self.values), law
        self.laws.append(law)


def _total(draw, truth: Truth, unit: str) -> None:
    parts = draw(st.lists(st.sampled_from(truth.of(unit)), min_size=2, max_size=3, unique=True))
    total = truth.new(sum(truth.values[part] for part in parts), unit)
    truth.say(f"{' + '.join(parts)} = {total}", lambda v: sum(v[part] for part in parts) == v[total])


def _difference(draw, truth: Truth, unit: str) -> None:
    a, b = draw(st.permutations(truth.of(unit)))[:2]
    if unit == "persons" and truth.values[a] < truth.values[b]:
        a, b = b, a
    rest = truth.new(truth.values[a] - truth.values[b], unit)
    truth.say(f"{a} - {b} = {rest}", lambda v: v[a] - v[b] == v[rest])


def _share(draw, truth: Truth, unit: str) -> None:
    few, many = draw(st.lists(st.sampled_from(truth.of(unit, least=0)), min_size=2, max_size=2))
    if truth.values[few] > truth.values[many]:
        few, many = many, few
    if few == many:
        return
    share = truth.new(truth.values[few] / truth.values[many], "percent")
    truth.say(
        f"share({few}, {many}) = {share}", lambda v: v[few] == v[many] * v[share] and 0 <= v[share] <= 1
    )


def _same_share(draw, truth: Truth, unit: str) -> None:
    shares = [name for name in truth.of("percent", least=0) if truth.values[name] <= 1]
    wholes = truth.of(unit, least=0)
    if unit != "persons" and shares:
        share, whole = draw(st.sampled_from(shares)), draw(st.sampled_from(wholes))
        part = truth.new(truth.values[share] * truth.values[whole], unit)
        truth.say(f"{share} * {whole} = {part}", lambda v: v[share] * v[whole] == v[part])


def _growth(draw, truth: Truth, unit: str) -> None:
    new, old = draw(st.permutations(truth.of(unit, least=0)))[:2]
    growth = truth.new(truth.values[new] / truth.values[old] - 1, "percent")
    truth.say(f"growth({new}, {old}) = {growth}", lambda v: v[new] == v[old] * (1 + v[growth]))


def _ratio(draw, truth: Truth, unit: str) -> None:
    over, under = draw(st.permutations(truth.of(unit, least=0)))[:2]
    ratio = truth.new(truth.values[over] / truth.values[under], "1")
    truth.say(f"{over} / {under} = {ratio}", lambda v: v[over] == v[under] * v[ratio])


def _product(draw, truth: Truth, unit: str) -> None:
    base = draw(st.sampled_from(truth.of(unit)))
    factor = truth.new(draw(st.fractions(Fraction(1, 10), 20, max_denominator=20)), "1")
    product = truth.new(truth.values[base] * truth.values[factor], "USD")
    truth.say(f"{base} * {factor} = {product}", lambda v: v[base] * v[factor] == v[product])


def _partition(draw, truth: Truth, _unit: str) -> None:
    weights = draw(st.lists(st.integers(1, 50), min_size=2, max_size=4))
    shares = [truth.new(Fraction(weight, sum(weights)), "percent") for weight in weights]
    truth.say(f"partition({', '.join(shares)})", lambda v: sum(v[share] for share in shares) == 1)


def _order(draw, truth: Truth, unit: str) -> None:
    names = draw(st.lists(st.sampled_from(truth.of(unit)), min_size=2, max_size=3, unique=True))
    names.sort(key=lambda name: truth.values[name])
    strict = all(truth.values[a] < truth.values[b] for a, b in pairwise(names))
    truth.say(
        (" < " if strict else " <= ").join(names),
        lambda v: all(v[a] < v[b] or (v[a] == v[b] and not strict) for a, b in pairwise(names)),
    )


def _first(_draw, truth: Truth, unit: str) -> None:
    names = sorted(truth.of(unit), key=lambda name: -truth.values[name])[:4]
    item, *others = names
    truth.say(f"rank({item}, 1, {', '.join(others)})", lambda v: all(v[item] >= v[one] for one in others))


def _bound(draw, truth: Truth, unit: str) -> None:
    a, b = draw(st.permutations(truth.of(unit)))[:2]
    times = 1 if unit == "persons" else draw(st.integers(1, 3))
    sign = "<" if times * truth.values[a] < truth.values[b] else ">="
    truth.say(
        f"{a} {sign} {b}" if times == 1 else f"{times} * {a} {sign} {b}",
        lambda v: times * v[a] < v[b] if sign == "<" else times * v[a] >= v[b],
    )


def _same(draw, truth: Truth, unit: str) -> None:
    first = draw(st.sampled_from(truth.of(unit)))
    second = truth.new(truth.values[first], unit)
    truth.say(f"{first} = {second}", lambda v: v[first] == v[second])


def _shared(draw, truth: Truth, unit: str) -> None:
    """One more relation over a rate that others have already: a share, growth, ratio, or product."""
    unit = "USD" if unit == "persons" else unit
    rates = [name for name, one in truth.units.items() if one in {"percent", "1"}]
    if not rates:
        _ratio(draw, truth, unit)
        return
    rate, base = draw(st.sampled_from(rates)), draw(st.sampled_from(truth.of(unit, least=0)))
    size, old = truth.values[rate], truth.values[base]
    is_turned = size > 0 and draw(st.booleans())
    kinds = ["product", "ratio"] + ["growth"] * (size > -1) + ["share"] * (0 <= size <= 1)
    kind = draw(st.sampled_from(kinds))
    times = 1 + size if kind == "growth" else size
    other = truth.new(old / times if is_turned else old * times, unit)
    few, many = (base, other) if is_turned else (other, base)
    if kind == "growth":
        truth.say(f"growth({few}, {many}) = {rate}", lambda v: v[few] == v[many] * (1 + v[rate]))
    elif kind == "share":
        truth.say(
            f"share({few}, {many}) = {rate}",
            lambda v: v[few] == v[many] * v[rate] and 0 <= v[rate] <= 1,
        )
    else:
        text = f"{few} / {many} = {rate}" if kind == "ratio" else f"{many} * {rate} = {few}"
        truth.say(text, lambda v: v[few] == v[many] * v[rate])


def _between_rates(draw, truth: Truth, _unit: str) -> None:
    for unit in ("percent", "1"):
        if len(truth.of(unit)) > 1:
            _difference(draw, truth, unit)


LINEAR = (_total, _difference, _order, _first, _bound, _same)
KINDS = (*LINEAR, _share, _same_share, _growth, _ratio, _product, _partition, _shared)
SHARING = (*LINEAR, _share, _growth, _ratio, _product, *[_shared] * 8, _between_rates)
amounts = st.fractions(min_value=Fraction(1, 10), max_value=10**4, max_denominator=100)


@st.composite
def truths(draw, kinds=KINDS, units=("USD", "persons")) -> Truth:
    truth = Truth()
    size = draw(st.sampled_from([1, 1, 1, 10**6, 10**12]))
    for unit in units:
        for _ in range(draw(st.integers(2, 3))):
            truth.new(draw(amounts) * size if unit == "USD" else draw(st.integers(1, 40)), unit)
    for _ in range(draw(st.integers(1, 5))):
        kind, unit = draw(st.sampled_from(kinds)), draw(st.sampled_from(units))
        if kind is not _product or unit == "USD":
            kind(draw, truth, unit)
    assume(truth.laws)
    return truth


def shown(figure: Figure) -> Figure:
    """The figure with a scale word in the place of zeros that could be digits or not."""
    place = last_nonzero(figure.number)
    return attrs.evolve(figure, exponent=max(place, figure.exponent), scaled=place > 0 or figure.scaled)


def figures(draw, truth: Truth, hedges=PLAIN, *, unstated: bool = True) -> dict[str, Figure | None]:
    """Every quantity as some writer would print it; of some, nothing is stated."""
    found: dict[str, Figure | None] = {}
    for name, value in truth.values.items():
        if unstated and draw(st.integers(0, 7)) == 0:
            found[name] = None
            continue
        unit = truth.units[name]
        places = st.integers(0, 1) if unit == "persons" else st.integers(-2, 2)
        found[name] = shown(draw(printings(value, unit=unit, hedges=hedges, places=places)))
    return found


def texts(truth: Truth) -> list[str]:
    return [law.text for law in truth.laws]


def require_witness(system: System, truth: Truth, names: Mapping[str, Figure | None]) -> None:
    """Values in all the figures that satisfy each relation; none are missing unless some are loosened."""
    values = system.witness
    assert set(values) == set(system.unknowns) or system.loosened
    for name, value in values.items():
        figure = names[name]
        assert figure is None or value in (figure.strict if system.feasible else figure.loose), name
        assert figure is None or not figure.is_whole or value.denominator == 1, name
        assert value in system.bounds[name], name
    for law in truth.laws:
        words = set(re.findall(r"q[0-9]+", law.text))
        assert law.holds(values) if words <= set(values) else words.isdisjoint(values), law.text


@given(st.data(), truths())
def test_what_is_true_can_be(data, truth):
    names = figures(data.draw, truth)
    system = System(texts(truth), names)
    assert system.left_out == ()
    assert system.verdict is Verdict.COMPATIBLE
    assert (system.proofs, system.conflicts, system.culprits, system.unfinished) == ((), (), (), ())
    require_witness(system, truth, names)
    for name, reach in system.bounds.items():
        assert truth.values[name] in reach, name


@given(st.data(), truths())
def test_what_is_true_is_never_inconsistent_behind_hedges(data, truth):
    names = figures(data.draw, truth, tuple(Hedge))
    system = System(texts(truth), names)
    assert system.verdict in {Verdict.COMPATIBLE, Verdict.QUESTIONABLE}
    require_witness(system, truth, names)
    if system.verdict is Verdict.QUESTIONABLE:
        for name, reach in system.bounds.items():
            assert truth.values[name] in reach, name


@st.composite
def corrupted(draw, kinds=KINDS, units=("USD", "persons")) -> tuple[Truth, dict[str, Figure | None], str]:
    """Figures of which one is not that of its true value."""
    truth = draw(truths(kinds, units))
    names = figures(draw, truth)
    wrong = draw(st.sampled_from(sorted(names)))
    figure = names[wrong]
    assume(truth.values[wrong])  # what is multiplied by a rate stays on its side of zero
    assume(figure is not None and any(wrong in law.text.replace(",", " ").split() for law in truth.laws))
    times = draw(st.sampled_from([2, 3, 10, 1000]))
    number = figure.number * times or Decimal(times).scaleb(figure.exponent + 1)
    names[wrong] = attrs.evolve(figure, number=number, exponent=figure.exponent, text="", inferred=())
    return truth, names, wrong


@given(corrupted())
@some
def test_a_wrong_figure_is_among_the_culprits_and_in_each_conflict(made):
    truth, names, wrong = made
    system = System(texts(truth), names)
    assume(system.verdict is Verdict.INCONSISTENT)
    assert all(wrong in one.names for one in system.conflicts)
    assert [one.names for one in system.culprits].count((wrong,)) == 1
    restated = next(one for one in system.restatements if one.name == wrong)
    assert truth.values[wrong] in restated.reach
    assert restated.nearest is None or restated.nearest.strict.meets(restated.reach)
    for one in system.restatements:
        if one.nearest is not None:
            again = System(texts(truth), {**names, one.name: one.nearest})
            assert again.verdict is not Verdict.INCONSISTENT, one
            nearer = _one_step_back(one.figure, one.nearest)
            again = System(texts(truth), {**names, one.name: nearer})
            both = nearer.strict.intersect(one.reach)
            is_tie = both is not None and both.is_point
            assert again.verdict is Verdict.INCONSISTENT or is_tie or system.loosened, (one, nearer)


def _one_step_back(stated: Figure, restated: Figure) -> Figure:
    """The figure on the same grid that is one step nearer to the stated one; its zeros are no rounding."""
    step = stated.resolution if restated.number < stated.number else -stated.resolution
    return restated.restated(restated.number + step).settled(restated.exponent)


@given(corrupted())
@some
def test_proofs_add_up_to_the_impossible(made):
    truth, names, wrong = made
    system = System(texts(truth), names)
    assume(system.verdict is Verdict.INCONSISTENT)
    for proof in [*system.proofs, *(one.proof for one in system.conflicts)]:
        _require_impossible(proof, truth, names, wrong)
    for conflict in system.conflicts:
        stated = {step.figure for step in _steps(conflict.proof) if step.figure}
        assert stated <= set(conflict.names)


def _steps(proof):
    return [*proof.steps, *(step for _, part in proof.split for step in _steps(part))]


def _require_impossible(proof, truth: Truth, names, wrong: str) -> None:
    for _, part in proof.split:
        _require_impossible(part, truth, names, wrong)
    if proof.split:
        return
    total: dict[str, Fraction] = {}
    left, is_open = Fraction(0), False
    for step, reason in zip(proof.steps, map(str, proof.reasons), strict=True):
        assert step.times > 0
        sign = -1 if step.at_most else 1
        for name, by in step.terms:
            total[name] = total.get(name, Fraction(0)) + sign * step.times * by
        left += sign * step.times * step.bound
        is_open |= step.is_open
        if step.figure:
            stated = names[step.figure].loose
            assert step.figure == wrong or _follows(step, stated), step  # its zeros may count, beside others
        if not step.is_case and step.figure != wrong and f"{wrong} being stated" not in reason:
            # true values satisfy whatever is said of them, the wrong figure apart
            assert _is_true(step, truth), (step, reason)
    assert not any(total.values())
    assert left > 0 or (left == 0 and is_open)
    assert left == proof.gap


def _follows(step, loose: Interval) -> bool:
    ((_, by),) = step.terms
    end, is_open = (loose.hi, loose.hi_open) if step.at_most == (by > 0) else (loose.lo, loose.lo_open)
    bound = step.bound / by
    if end is None:
        return False
    narrower = end < bound if step.at_most == (by > 0) else end > bound
    return narrower or (end == bound and (is_open or not step.is_open))


def _is_true(step, truth: Truth) -> bool:
    if any(name not in truth.values for name, _ in step.terms):
        return True  # a product of two unknowns
    value = sum((by * truth.values[name] for name, by in step.terms), Fraction(0))
    if value == step.bound:
        return not step.is_open
    return value < step.bound if step.at_most else value > step.bound


@given(corrupted())
@some
def test_without_its_culprits_a_system_can_hold(made):
    truth, names, _ = made
    system = System(texts(truth), names)
    assume(system.verdict is Verdict.INCONSISTENT)
    for culprit in system.culprits[:3]:
        rest = System(texts(truth), {**names, **dict.fromkeys(culprit.names)})
        assert rest.verdict is not Verdict.INCONSISTENT or system.loosened
        for restated in culprit.restatements:
            # nothing that nobody stated has to be within less than what is told
            assert system.loosened or rest.loosened or rest.bounds[restated.name].meets(restated.reach)


@given(corrupted(LINEAR, units=("USD",)))  # what nobody stated is not known to be whole
@some
def test_conflicts_are_as_small_as_they_can_be(made):
    truth, names, _ = made
    amounts_only = {name: figure for name, figure in names.items() if truth.units[name] == "USD"}
    laws = [
        text for text in texts(truth) if any(name in text.replace(",", " ").split() for name in amounts_only)
    ]
    assume(laws)
    system = System(laws, names)
    assume(system.verdict is Verdict.INCONSISTENT)

    def holds(kept, relations) -> bool:
        others = {name: figure if name in kept else None for name, figure in names.items()}
        return System(relations, others).verdict is not Verdict.INCONSISTENT

    for conflict in system.conflicts[:4]:
        assert not holds(conflict.names, list(conflict.relations))
        for name in conflict.names:
            assert holds(set(conflict.names) - {name}, laws)
        for relation in conflict.relations:
            assert holds(conflict.names, [one for one in conflict.relations if one is not relation])


@given(st.data(), corrupted())
@some
def test_order_and_names_change_nothing(data, made):
    truth, names, _ = made
    before = System(texts(truth), names)
    order = data.draw(st.permutations(range(len(truth.laws))))
    shuffled = dict(data.draw(st.permutations(list(names.items()))))
    after = System([truth.laws[place].text for place in order], shuffled)
    _require_alike(before, after, {name: name for name in names})
    fresh = data.draw(st.permutations([f"z{n:02}" for n in range(len(names))]))
    called = dict(zip(names, fresh, strict=True))
    renamed = [_renamed(law.text, called) for law in truth.laws]
    _require_alike(before, System(renamed, {called[name]: one for name, one in names.items()}), called)


def _renamed(text: str, called: Mapping[str, str]) -> str:
    for sign in "(),":
        text = text.replace(sign, f" {sign} ")
    return " ".join(called.get(word, word) for word in text.split())


def _require_alike(before: System, after: System, called: Mapping[str, str]) -> None:
    def sets(many) -> set[frozenset[str]]:
        return {frozenset(called[name] for name in one.names) for one in many}

    same = {name: name for name in called.values()}
    assert after.verdict is before.verdict
    assert {called[name]: reach for name, reach in before.bounds.items()} == after.bounds
    assert sets(before.culprits) == {frozenset(one.names) for one in after.culprits}
    if len(before.conflicts) < 20:
        assert sets(before.conflicts) == {
            frozenset(same[name] for name in one.names) for one in after.conflicts
        }
    reaches = {(called[one.name], one.reach) for one in before.restatements}
    assert reaches == {(one.name, one.reach) for one in after.restatements}


@given(st.data(), truths() | truths(SHARING, units=("USD",)) | truths(SHARING))
def test_one_more_relation_never_widens_a_bound(data, truth):
    names = figures(data.draw, truth)
    everything = System(texts(truth), names)
    assume(len(truth.laws) > 1)
    left_out = data.draw(st.integers(0, len(truth.laws) - 1))
    fewer = System([text for place, text in enumerate(texts(truth)) if place != left_out], names)
    for name, reach in fewer.bounds.items():
        assert everything.bounds[name].within(reach), name
    assert everything.feasible <= fewer.feasible


@given(st.data(), truths(units=("USD",)))
@some
def test_bounds_are_sharp(data, truth):
    """A quantity can be just what its bound is; next to it, where the end is open."""
    names = figures(data.draw, truth)
    system = System(texts(truth), names)
    assume(not system.loosened)
    name = data.draw(st.sampled_from(sorted(system.bounds)))
    reach = system.bounds[name]
    for end, is_open, inwards in ((reach.lo, reach.lo_open, 1), (reach.hi, reach.hi_open, -1)):
        if end is None:
            continue
        width = reach.width or Fraction(1)
        beyond = end - inwards * width / 10**6
        outside = _pinned(truth, names, name, beyond)
        assert outside.verdict is Verdict.INCONSISTENT or outside.loosened
        at_end = _pinned(truth, names, name, end)
        assert at_end.feasible != is_open or (is_open and at_end.loosened)
        if is_open:
            assert _pinned(truth, names, name, end + inwards * width / 10**6).feasible


def _pinned(truth: Truth, names: Mapping[str, Figure | None], name: str, at: Fraction) -> System:
    """The same with one more relation: so many times the quantity is so many times one."""
    unit = "USD" if truth.units[name] == "USD" else "1"
    relation = (
        f"{at.denominator} * {name} = {at.numerator} * unit"
        if at >= 0
        else (f"0 * unit - {at.denominator} * {name} = {-at.numerator} * unit")
    )
    return System([*texts(truth), relation], {**names, "unit": Figure.exact(1, unit)})


@given(st.data(), truths())
@some
def test_a_reading_by_one_rounding_for_all(data, truth):
    rounding = data.draw(
        st.sampled_from([Rounding.TRUNCATED, Rounding.FLOOR, Rounding.CEILING, Rounding.HALF_EVEN])
    )
    names = {
        name: shown(data.draw(printings(value, unit=truth.units[name], roundings=(rounding,), hedges=PLAIN)))
        for name, value in truth.values.items()
    }
    system = System(texts(truth), names)
    assert system.verdict is Verdict.COMPATIBLE
    require_witness(system, truth, names)


@st.composite
def averages(draw: st.DrawFn) -> tuple[list[str], dict[str, Figure | str | None]]:
    """True relations of counts and of their average, which is written as a count too; and their figures."""
    groups = draw(st.lists(st.integers(0, 60), min_size=2, max_size=4))
    mean = Fraction(sum(groups), len(groups))
    low, high = floor(mean), ceil(mean)
    half = sorted({ceil(mean - Fraction(1, 2)), floor(mean + Fraction(1, 2))})
    written, text = draw(
        st.sampled_from(
            [(near, text) for near in half for text in (f"{near} persons", f"about {near} persons")]
            + [(high, f"more than {low} persons"), (low, f"less than {high} persons")] * (low < high)
            + [(low, f"at least {low} persons")]
        )
    )
    more = draw(st.integers(0, 40))
    counts = {f"g-{place}": count for place, count in enumerate(groups)}
    relations = [
        f"average({', '.join(counts)}) = m",
        "t / n = m",
        f"{' + '.join(counts)} = t",
        "m + b = c",
        "3 * m = k",
        "m <= b + c",
        "u - m = v",
    ]
    tenths = floor(mean * 10 + Fraction(1, 2))
    if tenths % 10:  # 3.0 persons are no average
        relations.append("m = o")
    counts |= {"t": sum(groups), "b": more, "c": written + more, "k": 3 * written}
    hedges = st.sampled_from(["{} persons", "about {} persons", "at least {} persons", None])
    drawn = {name: draw(hedges) for name in counts}
    names: dict[str, Figure | str | None] = {
        name: None if hedge is None else hedge.format(counts[name]) for name, hedge in drawn.items()
    }
    names |= {"m": text, "n": Figure.exact(len(groups)), "o": f"{tenths // 10}.{tenths % 10} persons"}
    return draw(st.permutations(relations)), names | {"u": None, "v": None}


@given(averages())
@some
def test_one_more_relation_never_widens_a_bound_where_counts_are_averages_too(drawn):
    """Where a count turns out to be an average as well, both have a bound, as narrow as before."""
    relations, names = drawn
    before: Mapping[str, Interval] = {}
    was_average = False
    for many in range(1, len(relations) + 1):
        system = System(relations[:many], names)
        bounds = system.bounds
        assert system.verdict is Verdict.COMPATIBLE, relations[:many]
        for name, reach in before.items():
            now = "m (unrounded)" if name == "m" and was_average and "m (unrounded)" in bounds else name
            assert bounds[now].within(reach), (name, relations[:many])
        if "m" in bounds and "m (unrounded)" not in bounds:
            was_average = any(is_mean(relation) for relation in relations[:many])
        else:
            was_average = False
        before = bounds


def is_mean(relation: str) -> bool:
    """Whether it says what the average is."""
    return relation.startswith("average") or relation in {"t / n = m", "m = o"}
