"""Which relations between columns of stated figures can be checked?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from lacmigration import relations as kinds
from lacmigration.errors import RecordError
from lacmigration.frames._stated import Stated

__all__ = ["Bound", "Growth", "Order", "Partition", "Relation", "Same", "Share", "Total"]


@attrs.frozen
class Relation:
    """A relation that stands in each row, between the figures of its columns."""

    @property
    def figures(self) -> tuple[Stated, ...]:
        """The columns, in the order in which they are written."""
        values = (getattr(self, one.name) for one in attrs.fields(type(self)))
        every = (one for value in values for one in (value if isinstance(value, tuple) else (value,)))
        return tuple(one for one in every if isinstance(one, Stated))

    def among(self, figures: Sequence[Any]) -> Any:
        """The relation of one row, between its figures: that of `lacmigration` with the same name."""
        left = iter(figures)

        def read(value: Any) -> Any:
            if isinstance(value, tuple):
                return tuple(map(read, value))
            return next(left) if isinstance(value, Stated) else value

        cells = {one.name: read(getattr(self, one.name)) for one in attrs.fields(type(self))}
        return getattr(kinds, type(self).__name__)(**cells)


def _several(value: Any) -> tuple[Stated, ...]:
    return tuple(_one(one) for one in ((value,) if isinstance(value, Stated) else value))


def _one(value: Any) -> Stated:
    if not isinstance(value, Stated):
        message = f'{value!r} is no column of stated figures; write Stated("its name")'
        raise RecordError(message, value=value)
    return value


def _some(_: object, attribute: attrs.Attribute[Any], value: tuple[Any, ...]) -> None:
    if not value:
        raise RecordError(f"{attribute.name} holds no columns; give at least 1", field=attribute.name)


@attrs.frozen
class Total(Relation):
    """In each row the parts add up to the stated total; or to no more, where they are not `complete`.

    >>> Total([Stated("men"), Stated("women")], Stated("all")).figures[2].column
    'all'
    """

    parts: tuple[Stated, ...] = attrs.field(converter=_several, validator=_some)
    stated: Stated = attrs.field(converter=_one)
    complete: bool = attrs.field(default=True, kw_only=True)


@attrs.frozen
class Share(Relation):
    """In each row the part is the stated share of the whole, which lies from 0 to 1.

    >>> Share(Stated("given"), Stated("asked"), Stated("share", unit="percent")).whole.column
    'asked'
    """

    part: Stated = attrs.field(converter=_one)
    whole: Stated = attrs.field(converter=_one)
    stated: Stated = attrs.field(converter=_one)


@attrs.frozen
class Growth(Relation):
    """In each row it is from the old figure to the new one by the stated percentage, points or times.

    >>> Growth(Stated("2023"), Stated("2024"), Stated("change", unit="percent")).new.column
    '2024'
    """

    old: Stated = attrs.field(converter=_one)
    new: Stated = attrs.field(converter=_one)
    stated: Stated = attrs.field(converter=_one)


@attrs.frozen
class Partition(Relation):
    """In each row the shares, of which none is left out, add up to the whole: 100% unless a column says it.

    >>> Partition([Stated("men", unit="percent"), Stated("women", unit="percent")]).whole
    1
    """

    shares: tuple[Stated, ...] = attrs.field(converter=_several, validator=_some)
    whole: Stated | int = attrs.field(default=1)


@attrs.frozen
class Bound(Relation):
    """In each row the one figure is no more than the other; with `strict`, less.

    >>> Bound(Stated("paid"), Stated("promised")).greater.column
    'promised'
    """

    lesser: Stated = attrs.field(converter=_one)
    greater: Stated = attrs.field(converter=_one)
    strict: bool = attrs.field(default=False, kw_only=True)


@attrs.frozen
class Order(Relation):
    """In each row the figures fall from column to column, or rise; with `strict` none is equal to the next.

    >>> Order([Stated("first"), Stated("second"), Stated("third")], strict=(True, False)).steps
    (True, False)
    """

    items: tuple[Stated, ...] = attrs.field(converter=_several, validator=_some)
    rising: bool = attrs.field(default=False, kw_only=True)
    strict: bool | tuple[bool, ...] = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse steps that are not between the columns."""
        self.among([2] * len(self.items))

    @property
    def steps(self) -> tuple[bool, ...]:
        """Which steps between columns are strict."""
        return self.strict if isinstance(self.strict, tuple) else (self.strict,) * (len(self.items) - 1)


@attrs.frozen
class Same(Relation):
    """In each row both figures state one quantity.

    >>> Same(Stated("here"), Stated("there")).second.column
    'there'
    """

    first: Stated = attrs.field(converter=_one)
    second: Stated = attrs.field(converter=_one)
