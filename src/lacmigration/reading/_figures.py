"""Which figure does a stretch of text say, where the marks between its digits are in doubt?"""

from __future__ import annotations

import re

import attrs

from lacmigration.errors import LacMigrationError
from lacmigration.figures import Figure
from lacmigration.notation import Conventions
from lacmigration.reading._evidence import Marks
from lacmigration.reading._mentions import Inference
from lacmigration.sayings import Message, Saying, later, message

__all__ = ["Read", "Separators", "read_figure"]

_SWAPPED = str.maketrans(".,", ",.")
_DIGITS = re.compile(r"[0-9][0-9.,]*[0-9]")
_BILLION = 9
"""The scale above which nobody counts in thousands: 4,125 million is common, 4,125 billion is not."""
_BLOCK = later("{digits} read with the block's decimal mark {mark}")
_DOCUMENT = later("{digits} read with the document's decimal mark {mark}")
_ZEROS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,]000(?![0-9.,])")
_SPACED = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
_APOSTROPHES = re.compile(r"(?<![0-9'’])[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9'’])")
_COLON = re.compile(r"(?<=\$|[A-Z€£]):\s?(?=[0-9])")


@attrs.frozen
class Separators:
    """What the numbers around show about the marks: those of the block first, then those of the document."""

    block: Marks
    document: Marks

    @property
    def decimal(self) -> str:
        """The decimal mark of the block, else that of the document; empty where neither tells."""
        return self.block.decimal or self.document.decimal

    @property
    def origin(self) -> str:
        """Where that decimal mark was seen."""
        return "block" if self.block.decimal else "document"


@attrs.frozen
class Read:
    """A figure with its other readings and what was concluded."""

    figure: Figure
    others: tuple[Figure, ...] = ()
    inferred: tuple[Inference, ...] = ()


def read_figure(text: str, rules: Conventions, separators: Separators, *, scale: int = 0) -> Read | None:
    """Read one figure as the evidence has its marks; None where the text is none.

    The locale's own way counts where the evidence is silent. A number that only the other way can read is
    read in the other way, and that is said. `scale` is the power of ten of the scale words in it.
    """
    plain = _APOSTROPHES.sub(_with_spaces, _COLON.sub("", _SPACED.sub("\u202f", text)))
    own = _readings(plain, rules)
    if "," not in plain and "." not in plain:
        return None if not own else _chosen(text, list(own), [], ())
    swapped = _readings(_DIGITS.sub(_swap, plain), rules)
    if not own:
        if not swapped:
            return None
        digits = _digits(text)
        if rules.marks.decimal == ".":
            what = message("the comma in {digits} can only be the decimal mark", digits=digits)
        else:
            what = message("the point in {digits} can only be the decimal mark", digits=digits)
        why = Inference("separator-by-form", what)
        return _chosen(text, list(swapped), [], (why,))
    other = [figure for figure in swapped if figure.number not in {one.number for one in own}]
    if len(own) == 1 and not other:
        return _chosen(text, list(own), [], ())
    return _decide(text, list(own), other, _Context(rules, separators, scale))


@attrs.frozen
class _Context:
    rules: Conventions
    separators: Separators
    scale: int


def _decide(text: str, own: list[Figure], other: list[Figure], context: _Context) -> Read:
    """Choose between the ways in which a mark with three digits behind it can be meant."""
    separators, usual = context.separators, context.rules.marks.decimal
    every = list({figure.number: figure for figure in (*own, *other)}.values())
    decimal = separators.decimal
    mark = next(sign for sign in text if sign in ".,")
    if own[0].scaled and _ZEROS.search(text):
        return _grouped(text, every, own[0])
    unsaid = not separators.block.decimal or context.scale >= _BILLION
    elsewhere = unsaid and separators.document.allows(mark)
    if other and own[0].scaled and elsewhere and mark != usual:
        why = message(
            "{digits} with a scale word behind it read with the decimal mark {mark}, used elsewhere",
            digits=_digits(text),
            mark=mark,
        )
        return _chosen(text, other, every, (Inference("separator-by-scale", why),))
    if decimal:
        wanted = [figure for figure in every if (figure.exponent < context.scale) == (mark == decimal)]
        if wanted and wanted[0].number != own[0].number:
            where = _BLOCK if separators.block.decimal else _DOCUMENT
            why = Message(where, (("digits", _digits(text)), ("mark", decimal)))
            return _chosen(text, wanted, every, (Inference(f"separator-by-{separators.origin}", why),))
        doubtful = own[0].scaled and mark == decimal
        return _chosen(text, own, every if doubtful else [], ())
    return _chosen(text, own, every if len(own) > 1 else [], ())


def _grouped(text: str, every: list[Figure], usual: Figure) -> Read:
    """The reading without a decimal mark: nobody writes three noughts behind one."""
    whole = max(every, key=lambda figure: figure.number)
    if whole.number == usual.number:
        return _chosen(text, [usual], [], ())
    why = message("{digits} ends with three noughts: its mark groups them", digits=_digits(text))
    return _chosen(text, [whole], [], (Inference("separator-by-noughts", why),))


def _chosen(text: str, first: list[Figure], every: list[Figure], inferred: tuple[Inference, ...]) -> Read:
    figure = first[0] if first[0].text == text else attrs.evolve(first[0], text=text)
    others = tuple(one for one in every if one.number != figure.number)
    notes = tuple(Inference("currency-of-sign", _currency(note)) for note in figure.inferred)
    return Read(figure, others, (*inferred, *notes))


def _currency(note: str) -> Saying:
    """What a figure says that it concluded, such as "currency: $ read as USD"."""
    sign, _, unit = note.removeprefix("currency: ").rpartition(" read as ")
    return message("{sign} read as {unit}", sign=sign, unit=unit)


def _with_spaces(match: re.Match[str]) -> str:
    return match[0].replace("'", "\u202f").replace("’", "\u202f")


def _swap(match: re.Match[str]) -> str:
    return match[0].translate(_SWAPPED)


def _digits(text: str) -> str:
    match = _DIGITS.search(text)
    return text if match is None else match[0]


def _readings(text: str, rules: Conventions) -> tuple[Figure, ...]:
    try:
        return Figure.readings(text, locale=rules.locale)
    except LacMigrationError:
        return ()
