"""How is a figure written where nobody asks for a language?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from lacmigration.notation import Form, Hedge

if TYPE_CHECKING:
    from lacmigration.figures._figures import Figure

__all__ = ["plain"]

_FORMS = {
    Form.ONE_IN: "one in {n}",
    Form.OUT_OF: "{n} in {s}",
    Form.FRACTION: "{n}/{s}",
    Form.MULTIPLE: "{n}-fold",
    Form.RANGE: "between {n} and {s}",
}


def plain(figure: Figure) -> str:
    money = f"{figure.unit} " if figure.is_money else ""
    number = _FORMS.get(figure.form, "{n}").format(
        n=money + _digits(figure.number), s=money + _digits(figure.second)
    )
    hedge = "" if figure.hedge is Hedge.NONE else figure.hedge.value.replace("-", " ") + " "
    if figure.unit == "percent":
        return f"{hedge}{number}%"
    bare = money or figure.unit == "1" or (figure.unit == "times" and figure.form is Form.MULTIPLE)
    return f"{hedge}{number}" + ("" if bare else f" {figure.unit}")


def _digits(number: Decimal | None) -> str:
    return "" if number is None else f"{number:,f}"
