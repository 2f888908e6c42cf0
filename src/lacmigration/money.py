"""How much, in which currency: exact amounts that add up, compare and divide without losing a cent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow, Subnormal
from fractions import Fraction
from math import lcm
from typing import TypeVar, overload

import attrs

from lacmigration._iso4217 import HISTORIC, MINOR_UNITS
from lacmigration.errors import AmountError, CurrencyMismatchError, FloatError, UnknownCurrencyError

__all__ = ["Money"]

Key = TypeVar("Key")

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_LONGEST = (
    1000  # digits on either side of the point: more than any amount, and arithmetic on them stays quick
)

_WITHIN = Context(
    prec=2 * _LONGEST + 1,
    Emax=_LONGEST,
    Emin=-_LONGEST,
    traps=[Inexact, InvalidOperation, Overflow, Subnormal],
)
# Sums and products of amounts that long fit; anything that would be rounded raises instead.
_EXACT = Context(
    prec=8 * _LONGEST, Emax=16 * _LONGEST, Emin=-16 * _LONGEST, traps=[Inexact, InvalidOperation, Overflow]
)


def _amount(value: object) -> Decimal:
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        amount = Decimal(value)
    elif isinstance(value, str):
        plain = value.strip()
        if len(plain) > 2 * _LONGEST + 2 or _PLAIN.fullmatch(plain) is None:
            shown = value if len(value) <= 40 else f"{value[:37]}..."
            raise AmountError(f"{shown!r} is not a plain number; write the amount as 12000 or 12000.50")
        amount = Decimal(plain)
    else:
        raise FloatError(value, where="amount of money")
    if not amount.is_finite():
        raise AmountError(f"{amount} is not an amount; it must be a number such as 12000.50")
    try:
        return _WITHIN.plus(amount)
    except ArithmeticError as cause:
        raise AmountError(
            f"{amount:.3e} has over {_LONGEST} digits: no amount of money is that long"
        ) from cause


def _known(instance: object, attribute: object, value: str) -> None:  # noqa: ARG001 - what attrs calls
    if value not in MINOR_UNITS:
        raise UnknownCurrencyError(
            f"{value!r} is not a currency code of ISO 4217; perhaps {_nearest(value)} was meant"
        )


def _nearest(value: object) -> str:
    import difflib

    wanted = str(value).strip().upper()[:9]
    in_use = sorted(MINOR_UNITS.keys() - HISTORIC)
    codes = [wanted] if wanted in MINOR_UNITS else difflib.get_close_matches(wanted, in_use, n=3, cutoff=0.5)
    return " or ".join(codes) or "a code of three capitals such as USD"


@attrs.frozen(repr=False)
class Money:
    """An exact amount of one currency.

    `amount` is an int, a Decimal or plain text ("12000.50"). It keeps the digits that were written, but 1.0
    equals 1.00. Sums, differences and comparisons work within one currency, `*` and `/` by an int, Decimal or
    Fraction where the result has a finite decimal form.

    Errors: FloatError for a float, AmountError for NaN, infinities, other text and results that would have to
    be rounded, UnknownCurrencyError with the nearest codes, CurrencyMismatchError with both amounts.

    >>> Money("19569912", "USD") + Money("0.50", "USD")
    Money('19569912.50', 'USD')
    >>> Money(3, "USD") < Money(3, "EUR")
    Traceback (most recent call last):
    ...
    lacmigration.errors.CurrencyMismatchError: USD 3 and EUR 3 are of two currencies: convert one first
    """

    amount: Decimal = attrs.field(converter=_amount)
    currency: str = attrs.field(validator=_known)

    @staticmethod
    def sum(amounts: Iterable[Money], *, currency: str | None = None) -> Money:
        """Add up any number of amounts, exactly; `currency` is needed only where there may be none.

        >>> Money.sum([Money(10**30, "USD"), Money("0.01", "USD")])
        Money('1000000000000000000000000000000.01', 'USD')
        """
        first = None if currency is None else Money(0, currency)
        total = Decimal(0)
        add = _EXACT.add
        for money in amounts:
            first = money if first is None else first
            if money.currency != first.currency:
                raise _mismatch(Money(total, first.currency), money)
            total = add(total, money.amount)
        if first is None:
            raise AmountError("a sum of no amounts has no currency; say which with currency=")
        return Money(total, first.currency)

    @property
    def minor_units(self) -> int:
        """How many decimals the currency's smallest unit has: 2 for USD, 0 for CLP.

        >>> Money(5, "CLP").minor_units
        0
        """
        return MINOR_UNITS[self.currency]

    def share_of(self, whole: Money) -> Fraction:
        """Say which part of another amount this is, exactly.

        >>> Money(2, "USD").share_of(Money(6, "USD"))
        Fraction(1, 3)
        """
        other = self._same(whole)
        if not other:
            raise AmountError(f"{self} has no share of {whole}: a share needs a whole that is not zero")
        return Fraction(self.amount) / Fraction(other)

    @overload
    def allocate(self, weights: Mapping[Key, int | Decimal | Fraction]) -> dict[Key, Money]: ...
    @overload
    def allocate(self, weights: Sequence[int | Decimal | Fraction]) -> tuple[Money, ...]: ...
    def allocate(
        self, weights: Mapping[Key, int | Decimal | Fraction] | Sequence[int | Decimal | Fraction]
    ) -> dict[Key, Money] | tuple[Money, ...]:
        """Divide by weight into whole minor units, by largest remainder; the parts add up to this amount.

        Who gets the odd units does not depend on the order of the weights: the largest remainder comes first,
        then the largest weight, then, in a mapping, the first key by its text. An amount finer than the minor
        unit is divided on its own last digit.

        >>> Money("100.00", "USD").allocate({"health": 1, "data": 1, "borders": 1})["borders"]
        Money('33.34', 'USD')
        >>> [str(part) for part in Money(10, "CLP").allocate([1, 2])]
        ['CLP 3', 'CLP 7']
        """
        if isinstance(weights, Mapping):
            keys = sorted(weights, key=lambda key: (str(key), repr(key)))
            parts = self._divided([weights[key] for key in keys])
            found = dict(zip(keys, parts, strict=True))
            return {key: found[key] for key in weights}
        return tuple(self._divided(weights))

    def _divided(self, weights: Sequence[int | Decimal | Fraction]) -> list[Money]:
        exact = [_exact(weight, where="weight") for weight in weights]
        if not any(exact) or min(exact) < 0:
            shown = ", ".join(str(weight) for weight in weights) or "none"
            raise AmountError(f"weights {shown}: they must be 0 or more, and one of them above 0")
        scale = lcm(*(weight.denominator for weight in exact))
        shares = [int(weight * scale) for weight in exact]
        written = self.amount.as_tuple().exponent
        place = min(-self.minor_units, written if isinstance(written, int) else 0)
        units = abs(int(_EXACT.scaleb(self.amount, -place)))
        whole = sum(shares)
        parts = [units * share // whole for share in shares]
        by_claim = sorted(range(len(shares)), key=lambda i: (-(units * shares[i] % whole), -shares[i]))
        for i in by_claim[: units - sum(parts)]:
            parts[i] += 1
        sign = -1 if self.amount < 0 else 1
        return [Money(_EXACT.scaleb(Decimal(sign * part), place), self.currency) for part in parts]

    def _same(self, other: Money) -> Decimal:
        """The other's amount, once it is known to be of this currency."""
        if other.currency != self.currency:
            raise _mismatch(self, other)
        return other.amount

    def _scaled(self, factor: Fraction) -> Money:
        product = Fraction(self.amount) * factor
        twos, fives, rest = 0, 0, product.denominator
        while rest % 2 == 0:
            rest, twos = rest // 2, twos + 1
        while rest % 5 == 0:
            rest, fives = rest // 5, fives + 1
        places = max(twos, fives)
        if rest != 1 or places > _LONGEST:
            raise AmountError(
                f"{self} times {factor} has no exact decimal form; use allocate or share_of to divide it"
            )
        return Money(_EXACT.scaleb(Decimal(int(product * 10**places)), -places), self.currency)

    def __add__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(_EXACT.add(self.amount, self._same(other)), self.currency)

    def __sub__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(_EXACT.subtract(self.amount, self._same(other)), self.currency)

    def __mul__(self, factor: object) -> Money:
        if isinstance(factor, Money):
            return NotImplemented
        exact = _exact(factor, where="factor of an amount")
        if isinstance(factor, Fraction):
            return self._scaled(exact)
        return Money(_EXACT.multiply(self.amount, _amount(factor)), self.currency)

    __rmul__ = __mul__

    @overload
    def __truediv__(self, divisor: Money) -> Fraction: ...
    @overload
    def __truediv__(self, divisor: int | Decimal | Fraction) -> Money: ...
    def __truediv__(self, divisor: Money | int | Decimal | Fraction) -> Fraction | Money:
        if isinstance(divisor, Money):
            return self.share_of(divisor)
        exact = _exact(divisor, where="divisor of an amount")
        if not exact:
            raise AmountError(f"{self} cannot be divided by zero")
        return self._scaled(1 / exact)

    def __neg__(self) -> Money:
        return Money(_EXACT.minus(self.amount), self.currency)

    def __abs__(self) -> Money:
        return Money(self.amount.copy_abs(), self.currency)

    def __lt__(self, other: object) -> bool:
        return self.amount < self._same(other) if isinstance(other, Money) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.amount <= self._same(other) if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.amount > self._same(other) if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.amount >= self._same(other) if isinstance(other, Money) else NotImplemented

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,f}"

    def __repr__(self) -> str:
        return f"Money({f'{self.amount:f}'!r}, {self.currency!r})"


def _exact(value: object, *, where: str) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise FloatError(value, where=where)
    if isinstance(value, Decimal):
        return Fraction(_amount(value))
    return Fraction(value)


def _mismatch(one: Money, other: Money) -> CurrencyMismatchError:
    return CurrencyMismatchError(f"{one} and {other} are of two currencies: convert one first")
