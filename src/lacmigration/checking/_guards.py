"""When is arithmetic refused? Other dates or scopes, stock against flow, pledge against payment, and more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import Any

from lacmigration.checking._quantities import Quantity, Undecided
from lacmigration.facts import Fact, apart_in_time
from lacmigration.messages import Message, Number, later, message
from lacmigration.relations._nodes import Sum

__all__ = ["guard", "guard_bases", "guard_double_count", "guard_excess", "in_context"]


def in_context(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts that say anything of their context; most figures of a text say nothing."""
    return tuple(
        fact
        for fact in facts
        if fact.as_of
        or fact.flow
        or fact.scope
        or fact.measure
        or fact.base
        or fact.giver
        or fact.holder
        or fact.period
    )


def guard(known: tuple[Fact, ...], waived: Collection[str]) -> None:
    """Undecided, with the reason, when the facts' contexts differ and the relation does not mean it so."""
    if "as-of" not in waived and (apart := apart_in_time(known, "as_of")):
        (early, earliest), (late, latest) = apart
        said = _two(early, earliest, late, latest)
        raise Undecided(message('dates differ: "{first}" is as of {one}, "{second}" as of {other}', **said))
    if "period" not in waived and (apart := apart_in_time(known, "period")):
        (early, earliest), (late, latest) = apart
        said = _two(early, earliest, late, latest)
        raise Undecided(message('periods differ: "{first}" is of {one}, "{second}" of {other}', **said))
    for guarded in _DIFFERING:
        if guarded not in waived:
            _same_text(known, guarded)
    if "measure" not in waived:
        found = {fact.measure: fact for fact in reversed(known) if fact.measure in {"stock", "flow"}}
        if len(found) > 1:
            labels = {"stock": found["stock"].label, "flow": found["flow"].label}
            raise Undecided(message('a stock ("{stock}") stands against a flow ("{flow}")', **labels))


_DIFFERING = {
    "flow": later('flows differ: "{first}" is {one}, "{second}" is {other}'),
    "scope": later('scopes differ: "{first}" is {one}, "{second}" is {other}'),
}
_FLOWS = {name: Message(name) for name in (later("pledge"), later("commitment"), later("disbursement"))}


def _two(first: Fact, one: Any, second: Fact, other: Any) -> dict[str, Any]:
    return {"first": first.label, "one": one, "second": second.label, "other": other}


def _same_text(facts: tuple[Fact, ...], name: str) -> None:
    stated = [fact for fact in facts if getattr(fact, name)]
    for fact in stated[1:]:
        if getattr(fact, name) != getattr(stated[0], name):
            one, other = (_FLOWS.get(text, text) for text in (getattr(stated[0], name), getattr(fact, name)))
            raise Undecided(Message(_DIFFERING[name], tuple(_two(stated[0], one, fact, other).items())))


def guard_bases(sides: Iterable[Any], waived: Collection[str]) -> None:
    """Undecided when shares of different wholes are added or held against each other.

    Where shares are multiplied or divided the result is a share of something else, and nothing is said.
    """
    if "base" not in waived:
        _one_base(map(_base, sides))


def _base(tree: Any) -> Fact | None:
    """The fact that tells what the side is a share of, where it is one."""
    if isinstance(tree, Quantity):
        return tree.fact if tree.fact.base else None
    if isinstance(tree, Sum):
        return _one_base(_base(term) for _, term in tree.terms)
    found = [(power, factor, _base(factor)) for power, factor in tree.factors]
    unknown = [(power, base) for power, factor, base in found if not _is_number(factor)]
    return unknown[0][1] if len(unknown) == 1 and unknown[0][0] > 0 else None


def _is_number(tree: Any) -> bool:
    """Whether it is a number in its own right, such as the 2 of "twice as much"."""
    return isinstance(tree, Quantity) and not tree.fact.base and tree.unit == "1" and tree.strict.is_point


def _one_base(bases: Iterable[Fact | None]) -> Fact | None:
    stated = [fact for fact in bases if fact is not None]
    for fact in stated[1:]:
        if fact.base != stated[0].base:
            said = _two(stated[0], stated[0].base, fact, fact.base)
            raise Undecided(
                message('bases differ: "{first}" is a share of {one}, "{second}" of {other}', **said)
            )
    return stated[0] if stated else None


def guard_double_count(sides: Iterable[Any], waived: Collection[str]) -> None:
    """Undecided when a sum holds the same money twice.

    Both what came to somebody and what the same one gave on, or what somebody holds in all and a part of it.
    """
    if "double-count" in waived:
        return
    for side in sides:
        for added in _sums(side):
            _counted_once(tuple(leaf.fact for leaf in added))


def _sums(tree: Any) -> Iterator[tuple[Quantity, ...]]:
    """What is added to what within a side."""
    if isinstance(tree, Quantity):
        return
    if isinstance(tree, Sum) and len(tree.terms) > 1:
        yield tuple(_added(tree))
    for _, part in tree.terms if isinstance(tree, Sum) else tree.factors:
        yield from _sums(part)


def _added(tree: Any) -> Iterator[Quantity]:
    """What a side adds up: not what it takes away, nor what it divides by."""
    if isinstance(tree, Quantity):
        yield tree
        return
    for sign, part in tree.terms if isinstance(tree, Sum) else tree.factors:
        if sign > 0:
            yield from _added(part)


def _counted_once(known: tuple[Fact, ...]) -> None:
    held: dict[str, list[Fact]] = {}
    for fact in known:
        if fact.holder:
            held.setdefault(fact.holder, []).append(fact)
    for holder, facts_held in held.items():
        whole = next((one for one in facts_held if not one.giver), None)
        part = next((one for one in facts_held if one is not whole), None)
        if whole is not None and part is not None:
            raise Undecided(
                message(
                    'the same money may be counted twice: "{whole}" is all that {holder} holds, and so holds '
                    '"{part}"',
                    whole=whole.label,
                    holder=holder,
                    part=part.label,
                )
            )
    for fact in known:
        before = next((one for one in held.get(fact.giver, ()) if one is not fact), None)
        if before is not None:
            raise Undecided(
                message(
                    'the same money may be counted twice: "{before}" went to {giver}, "{gift}" came from it',
                    before=before.label,
                    giver=fact.giver,
                    gift=fact.label,
                )
            )


def guard_excess(quantities: Iterable[Quantity]) -> None:
    """Undecided when a figure has more digits than its declared precision allows."""
    for one in quantities:
        if one.figure is not None and one.figure.excess_digits:
            raise Undecided(
                message(
                    'excess digits: "{figure}" is written finer than its declared precision, {precision}',
                    figure=one.figure,
                    precision=Number(Fraction(one.figure.resolution)),
                )
            )
