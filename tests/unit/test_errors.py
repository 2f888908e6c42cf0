"""What the errors say, what they keep, and which built-in ones they are."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import attrs
import pytest

from lacmigration import errors
from lacmigration.errors import (
    AggregationError,
    AmbiguousFigureError,
    AmountError,
    ChoiceError,
    ConfigurationError,
    CurrencyMismatchError,
    DocumentError,
    ExpressionError,
    FeedError,
    FigureError,
    FigureSyntaxError,
    FloatError,
    FolderError,
    InputErrors,
    LacMigrationError,
    MissingExtraError,
    Problem,
    RecordError,
    UnknownCurrencyError,
    UnknownLocaleError,
    UnknownNamesError,
    UnknownRecordError,
)

BUILT_IN = {
    "FloatError": TypeError,
    "AmountError": ValueError,
    "UnknownCurrencyError": ValueError,
    "ChoiceError": ValueError,
    "CurrencyMismatchError": ValueError,
    "FigureError": ValueError,
    "AggregationError": ValueError,
    "FigureSyntaxError": ValueError,
    "UnknownLocaleError": ValueError,
    "AmbiguousFigureError": ValueError,
    "ExpressionError": ValueError,
    "UnknownRecordError": KeyError,
    "UnknownNamesError": KeyError,
    "RecordError": ValueError,
    "DocumentError": ValueError,
    "FeedError": ValueError,
    "MissingExtraError": ImportError,
    "ConfigurationError": ValueError,
    "FolderError": OSError,
    "InputErrors": ValueError,
}


def test_every_error_is_ours_and_a_built_in_one():
    public = {name for name in errors.__all__ if name not in {"LacMigrationError", "Problem"}}
    assert public == set(BUILT_IN)
    for name, built_in in BUILT_IN.items():
        assert issubclass(getattr(errors, name), LacMigrationError)
        assert issubclass(getattr(errors, name), built_in)


def test_a_float_is_named_with_what_to_write():
    error = FloatError(0.1, where="amount")
    assert str(error) == (
        'amount: 0.1 is a float, which is not exact; pass an int, a Decimal or text such as "0.1"'
    )


@pytest.mark.parametrize(
    "value, problem, such",
    [
        (float("nan"), "nan is no number", "12000.50"),
        (float("-inf"), "-inf is no number", "12000.50"),
        (1e22, "1e+22 is a float, which is not exact", "10000000000000000000000"),
        (1e300, "1e+300 is a float, which is not exact", "12000.50"),
        (None, "None is a NoneType", "12000.50"),
        (True, "True is a bool", "12000.50"),
        (["5"], "['5'] is a list", "12000.50"),
    ],
)
def test_what_to_write_can_be_written(value, problem, such):
    error = FloatError(value, where="amount")
    assert str(error) == f'amount: {problem}; pass an int, a Decimal or text such as "{such}"'


def test_a_choice_shows_the_choices():
    error = ChoiceError("by", "colour", choices='"country" or "year"')
    assert str(error) == 'by=\'colour\' is no choice; write "country" or "year"'


def test_reasons_not_to_add_are_kept_and_joined():
    error = AggregationError(reason for reason in ["currencies differ", "dates differ"])
    assert error.problems == ("currencies differ", "dates differ")
    assert str(error) == "currencies differ; dates differ"


def test_a_figure_that_cannot_be_read_keeps_text_and_column():
    error = FigureSyntaxError("no number", text="many", column=1)
    assert (str(error), error.text, error.column) == ("no number", "many", 1)
    assert (FigureSyntaxError("x").text, FigureSyntaxError("x").column) == ("", 0)
    assert isinstance(UnknownLocaleError("x"), FigureSyntaxError)


def test_an_ambiguous_figure_keeps_its_readings():
    error = AmbiguousFigureError("two readings", readings=(Decimal("1.234"), 1234))
    assert (str(error), error.readings) == ("two readings", (Decimal("1.234"), 1234))
    assert (error.text, error.column) == ("", 0)
    assert AmbiguousFigureError("x").readings == ()


@pytest.mark.parametrize("column, mark", [(1, "  ^"), (3, "    ^")])
def test_an_expression_is_marked_where_it_goes_wrong(column, mark):
    error = ExpressionError("not so", text="a ! b", column=column)
    assert str(error) == f"not so, at column {column}\n  a ! b\n{mark}"
    assert (error.problem, error.text, error.column) == ("not so", "a ! b", column)


@pytest.mark.parametrize(
    "text, column, shown, mark",
    [
        ("a" * 60 + "!", 61, "a" * 60 + "!", 60),
        ("!" + "a" * 59, 1, "!" + "a" * 59, 0),
        ("!" + "a" * 60, 1, "!" + "a" * 59 + "...", 0),
        ("a" * 61 + "!", 62, "..." + "a" * 60 + "!", 63),
        ("a" * 100 + "!" + "b" * 100, 101, "..." + "a" * 60 + "!" + "b" * 59 + "...", 63),
    ],
)
def test_of_a_long_expression_the_part_around_the_mark_is_shown(text, column, shown, mark):
    error = ExpressionError("not so", text=text, column=column)
    assert str(error) == f"not so, at column {column}\n  {shown}\n  {' ' * mark}^"
    assert error.text == text


def test_an_unknown_record_is_said_without_quotes_around_the_message():
    assert str(KeyError("no record")) == "'no record'"  # what the built-in one would show
    assert str(UnknownRecordError("no record")) == "no record"


def test_a_record_error_keeps_field_and_value():
    error = RecordError("wrong", field="iso2", value="co")
    assert (str(error), error.field, error.value) == ("wrong", "iso2", "co")
    assert (RecordError("wrong").field, RecordError("wrong").value) == ("", None)


@pytest.mark.parametrize(
    "problem, text",
    [
        (Problem("a.csv", 4, 2, "amount", "12,x", "no amount"), 'a.csv:4:2: amount: no amount (got "12,x")'),
        (Problem("a.csv", 4, 0, "amount", "12,x", "no amount"), 'a.csv:4: amount: no amount (got "12,x")'),
        (Problem("a.csv", 0, 0, "", "", "is empty"), "a.csv: is empty"),
        (Problem("a.csv", 0, 2, "x", "", "twice"), "a.csv:2: x: twice"),
        (Problem("a.csv", 1, 2, "", "y", "odd"), 'a.csv:1:2: odd (got "y")'),
    ],
)
def test_a_problem_says_its_place(problem, text):
    assert str(problem) == text


def test_a_problem_is_a_value():
    one = Problem("a.csv", 1, 1, "x", "", "odd")
    assert one == Problem("a.csv", 1, 1, "x", "", "odd")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.line = 2


def test_problems_are_sorted_by_place_and_counted():
    later = Problem("a.csv", 10, 1, "", "", "third")
    sooner = Problem("a.csv", 9, 2, "", "", "second")  # by number, not by text
    left = Problem("a.csv", 9, 1, "", "", "first")
    other = Problem("b.csv", 1, 1, "", "", "last")
    error = InputErrors(iter([other, later, sooner, left]))
    assert error.problems == (left, sooner, later, other)
    assert str(error).splitlines() == [
        "4 problems found, nothing was loaded:",
        "  a.csv:9:1: first",
        "  a.csv:9:2: second",
        "  a.csv:10:1: third",
        "  b.csv:1:1: last",
    ]


def test_one_problem_is_one():
    error = InputErrors([Problem("a.csv", 0, 0, "", "", "is empty")])
    assert str(error) == "1 problem found, nothing was loaded:\n  a.csv: is empty"


def test_problems_at_one_place_keep_their_order():
    first, second = Problem("a.csv", 1, 1, "", "", "z"), Problem("a.csv", 1, 1, "", "", "a")
    assert InputErrors([first, second]).problems == (first, second)


EXAMPLES = [
    FloatError(0.1, where="amount"),
    AmountError("no amount"),
    UnknownCurrencyError("no currency"),
    ChoiceError("by", "colour", choices='"country"'),
    CurrencyMismatchError("USD 1 and EUR 1"),
    FigureError("no figure"),
    AggregationError(["currencies differ", "dates differ"]),
    FigureSyntaxError("no number", text="many", column=1),
    UnknownLocaleError("no locale", text="tlh"),
    AmbiguousFigureError("two readings", readings=(Decimal("1.234"), 1234)),
    ExpressionError("not so", text="a ! b", column=3),
    UnknownRecordError("no record"),
    DocumentError("no text", name="a.docx", place="page 3"),
    FeedError("no amount", name="a.xml", place="line 3"),
    MissingExtraError("reading DOCX needs lxml", extra="docx"),
    UnknownNamesError("no such names", names=["a.b", "a.b", "c.d"]),
    RecordError("wrong", field="iso2", value="co"),
    ConfigurationError(["no setting", "no list"], file="lacmigration.toml"),
    FolderError("no folder"),
    InputErrors([Problem("a.csv", 9, 1, "", "", "one"), Problem("a.csv", 8, 1, "", "", "two")]),
]


def test_there_is_an_example_of_every_error():
    assert {type(error).__name__ for error in EXAMPLES} == set(BUILT_IN)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize(
    "again",
    [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy],  # noqa: S301  (our own)
    ids=["pickle", "copy", "deepcopy"],
)
def test_an_error_comes_back_from_another_process_as_it_was(error, again):
    found = again(error)
    assert type(found) is type(error)
    assert (str(found), found.args, vars(found)) == (str(error), error.args, vars(error))


def test_an_error_shows_what_it_is_and_says():
    error = DocumentError("it is empty", name="a.md", place="page 2")
    assert repr(error) == "DocumentError('a.md: page 2: it is empty')"
    assert (error.problem, error.name, error.place) == ("it is empty", "a.md", "page 2")
