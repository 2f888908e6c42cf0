"""How is a block's text written down while its places in the source are kept?"""

from __future__ import annotations

from lacmigration.documents._blocks import Block, Kind, Place, Run

__all__ = ["NO_TEXT", "Pen", "lowered", "raised"]

# What stands in a line and is no text (code, a formula, an image, a citation, words struck out): one sign,
# so that the words on both sides of it do not run together and nothing is read across it.
NO_TEXT = "\N{OBJECT REPLACEMENT CHARACTER}"

_SPACES = " \t\n\r\f\v"
_DIGITS = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def raised(text: str) -> str:
    """A superscript as plain text, letter for letter: digits and a lone letter are raised, words are not.

    So a footnote's mark that is glued to a number never becomes a part of it.

    >>> raised("1"), raised("a"), raised("er")
    ('¹', 'ᵃ', 'er')
    """
    return text.translate(_LETTERS if len(text.strip()) == 1 and text.strip().isalpha() else _DIGITS)


def lowered(text: str) -> str:
    """A subscript as plain text, letter for letter.

    >>> lowered("2")
    '₂'
    """
    return text.translate(_LOW)


class Pen:
    """Writes one block: its text piece by piece, each with its place in the source (-1 has none)."""

    __slots__ = ("_end", "_length", "_literal", "_pieces", "_runs")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._end = -2  # where the source goes on, if the next piece follows the last one there
        self._literal = True

    def __bool__(self) -> bool:
        """Whether anything was written but white space and what stands for something else."""
        return any(piece != NO_TEXT and not piece.isspace() for piece in self._pieces)

    @property
    def blank(self) -> bool:
        """Whether a space would say nothing here: at the start, or after another one."""
        return not self._pieces or self._pieces[-1][-1] in _SPACES

    def add(self, text: str, source: int) -> None:
        """Write what stands in the source letter by letter."""
        self._add(text, source, literal=True, width=len(text))

    def put(self, text: str, source: int) -> None:
        """Write something else in place of what stands in the source, such as the character of an entity."""
        self._add(text, source, literal=False, width=len(text))

    def _add(self, text: str, source: int, *, literal: bool, width: int) -> None:
        if not text:
            return
        if source >= 0 and not (literal and self._literal and source == self._end):
            self._runs.append(Run(self._length, source))
        self._pieces.append(text)
        self._length += width
        self._literal = literal
        self._end = source + width

    def block(self, kind: Kind, place: Place, *, level: int = 0, language: str = "") -> Block:
        """What was written, without white space around it."""
        text = "".join(self._pieces)
        lead = len(text) - len(text.lstrip(_SPACES))
        return cut(
            Block(kind=kind, text=text, place=place, runs=tuple(self._runs), level=level, language=language),
            lead,
            len(text.rstrip(_SPACES)),
        )


def cut(block: Block, start: int, end: int) -> Block:
    """The part of a block from one character to another, with its runs."""
    import attrs

    if start == 0 and end == len(block.text):
        return block
    end = max(start, end)
    runs = []
    for index, run in enumerate(block.runs):
        until = block.runs[index + 1].start if index + 1 < len(block.runs) else len(block.text)
        if until > start and run.start < end:
            moved = max(start - run.start, 0)
            runs.append(Run(run.start + moved - start, run.source + moved))
    return attrs.evolve(block, text=block.text[start:end], runs=tuple(runs))
