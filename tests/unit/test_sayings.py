"""Nothing that a reader of a review meets is English only: evidence, problems, what was not read, misuse.

The expected sentences were written by hand.
"""

from __future__ import annotations

import ast
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

import lacmigration
from lacmigration.claims import Evidence
from lacmigration.documents import Document, Place, Unread, load, parse
from lacmigration.errors import (
    ChoiceError,
    ConfigurationError,
    DocumentError,
    ExpressionError,
    FigureSyntaxError,
    InputErrors,
    LacMigrationError,
)
from lacmigration.figures import Figure
from lacmigration.reading import read
from lacmigration.registry import bundled
from lacmigration.relations import parse_relation
from lacmigration.reporting import (
    as_csv,
    as_github,
    as_html,
    as_json,
    as_junit,
    as_sarif,
    console,
    job_summary,
)
from lacmigration.reviewing import Settings, configuration, review
from lacmigration.sayings import message, put, system_problem
from lacmigration.translation import translation

ROOT = Path(__file__).parents[2]
SOURCE = Path(lacmigration.__file__).parent
NBSP = "\u00a0"
OTHERS = ("es", "pt", "fr")

# --- no text for people that is a plain string -----------------------------------------------------------

SAYING = {
    "Evidence": ("what",),
    "Unread": ("what", "reason"),
    "Masked": ("reason",),
    "Inference": (1,),
    "Problem": ("what",),
    "DocumentError": (0,),
    "ConfigurationError": (0,),
    "ExpressionError": (0,),
    "FigureSyntaxError": (0,),
    "UnknownLocaleError": (0,),
    "MissingExtraError": (0,),
    "unread": (0, 1),
    "mask": (2,),
    "refuse": (0, 2),
    "fail": (0,),
    "complain": (0,),
}
"""What a reader is told with: the arguments that are messages, or quote what a document has."""


def english(node: ast.AST, known: dict[str, list[ast.AST]]) -> bool:
    """Whether an expression can be a text with words; a name is what it is given in its function."""
    match node:
        case ast.Constant(value=str(text)):
            return re.search(r"[^\W\d_]{2}", text) is not None
        case ast.JoinedStr(values=parts):
            return any(english(one, known) for one in parts)
        case ast.IfExp(body=one, orelse=other):
            return english(one, known) or english(other, known)
        case ast.BoolOp(values=several) | ast.List(elts=several) | ast.Tuple(elts=several):
            return any(english(one, known) for one in several)
        case ast.BinOp(left=one, right=other):
            return english(one, known) or english(other, known)
        case ast.Name(id=name):
            return any(english(one, {}) for one in known.get(name, ()))
        case _:
            return False


def assigned(function: ast.AST) -> dict[str, list[ast.AST]]:
    found: dict[str, list[ast.AST]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def plain_texts(source: str) -> Iterator[str]:
    """The calls of a module that tell a reader something in English alone."""
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in (tree, *functions):
        known = assigned(function)
        for call in ast.walk(function):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            for wanted in SAYING.get(name, ()):
                if isinstance(wanted, int):
                    given = call.args[wanted : wanted + 1]
                else:
                    given = [one.value for one in call.keywords if one.arg == wanted]
                if any(english(one, known) for one in given):
                    yield ast.unparse(call)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_what_a_reader_is_told_is_a_message(path: Path) -> None:
    assert sorted(set(plain_texts(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    [
        "Evidence(what='an average')",
        "Evidence(what=f'the row {row}')",
        "Evidence(what=cue or 'an average')",
        "def claim():\n    what = 'an average'\n    return Evidence(what=what)",
        "Unread(place=place, what='table', reason=message('it is empty'))",
        "raise DocumentError('it is empty', name=name)",
        "raise ConfigurationError([f'there is no setting {name}'], file=file)",
    ],
)
def test_a_text_without_a_message_would_be_found(source: str) -> None:
    assert list(plain_texts(source))


@pytest.mark.parametrize(
    "source", ["Evidence(what=message('an average'))", "Evidence(what=cue)", "Unread(what=f'<{tag}>')"]
)
def test_a_message_or_a_quotation_is_none(source: str) -> None:
    assert list(plain_texts(source)) == []


# --- what is found in documents --------------------------------------------------------------------------

REPORT = """# Funding

<!-- lacmigration: ignore LM999 -->
<!-- lacmigration: "USD 4 million" / = "38%" -->

Of USD 150 million, 38% (USD 75.5M) had been mobilised, of which USD 5M and $7M in 2023-2024 (2 years).
The plan rests on three pillars: protection, integration and return. See page 12 and Table 3.
Funding rose from USD 4 million to USD 6 million, an increase of 20%, 50% more than before.

| Donor | 2023 | 2024 | Change (%) | Share (%) | Total |
| --- | --- | --- | --- | --- | --- |
| Canada | 10 | 12 | 20 | 18 | 22 |
| Norway | 20 | 21 | 5 | 31 | 41 |
| Germany | 30 | 34 | 13 | 51 | 64 |
| Total | 60 | 67 | 12 | 100 | 127 |

Table 1: Donors in order of what they gave in 2024

```python
x = 5
```
"""


def folded(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split())


@pytest.fixture(scope="module")
def reviews():
    texts = {path.stem: path.read_text("utf-8") for path in (ROOT / "tests/unit/reading_pages").glob("*.txt")}
    texts["report"] = REPORT
    texts["example"] = (ROOT / "docs/examples/report.md").read_text("utf-8")
    return [review(parse(text, name=name), registry=bundled()) for name, text in sorted(texts.items())]


def quoted_in(text: str, document: Document) -> bool:
    """Whether all words of a text stand in the document."""
    there = folded(" ".join(block.text for block in document.blocks)) + folded(document.source or "")
    return all(folded(part) in there for part in re.split(r" \.\.\. |; |\n", text))


@pytest.mark.parametrize("locale", OTHERS)
def test_evidence_is_said_in_every_language_or_stands_in_the_document(reviews, locale):
    said = translation(locale)
    found = [(one, each.document) for each in reviews for two in each.verified for one in two.claim.evidence]
    left = [one.what for one, document in found if said.told(one).what == one.what]
    assert len(found) > 30
    assert len(left) < len(found)
    past = [
        one.what
        for one, document in found
        if said.told(one).what == one.what and not quoted_in(one.what, document)
    ]
    assert past == []


@pytest.mark.parametrize("locale", OTHERS)
def test_whatever_else_is_told_of_a_document_is_said_in_every_language(reviews, locale):
    said = translation(locale)
    told = [(one.what, said.told(one).what) for each in reviews for one in each.problems]
    told += [(str(one.said), said.put(one.said)) for each in reviews for one in each.document.unread]
    readings = [read for each in reviews for read in each.readings]
    told += [(one.reason, said.told(one).reason) for each in readings for one in each.masked]
    told += [(one.what, said.told(one).what) for each in readings for two in each for one in two.inferred]
    assert len(told) > 20
    # "an ordinal" is "un ordinal" in French as well as in Spanish, but in no language the English.
    assert [one for one, other in told if one == other] == []


# --- sentences -------------------------------------------------------------------------------------------


def in_all(value: object) -> list[str]:
    """A message in English, Spanish, Portuguese and French; "~" is a space that does not break."""
    return [put(value, translation(locale)).replace(NBSP, "~") for locale in ("en", *OTHERS)]


def test_evidence_in_four_languages():
    [found] = review("Of USD 150 million, 38% (USD 75.5M) was paid.").findings
    [seen] = found.claim.evidence
    assert seen.what == "a share beside its part and its whole"
    assert [translation(locale).told(seen).what for locale in OTHERS] == [
        "un porcentaje junto a su parte y su total",
        "uma porcentagem ao lado da parte e do todo a que se refere",
        "une proportion à côté de sa partie et de son tout",
    ]
    assert in_all(message('the row is labelled "{label}"', label="Total")) == [
        'the row is labelled "Total"',
        "la fila lleva el rótulo “Total”",
        "a linha tem o rótulo “Total”",
        "la ligne est intitulée «~Total~»",
    ]


def test_a_quotation_stays_as_it_is_written():
    [found] = review("Funding rose from USD 4 million to USD 6 million, an increase of 20%.").findings
    [seen] = found.claim.evidence
    assert [translation(locale).told(seen).what for locale in ("en", *OTHERS)] == ["rose"] * 4


def test_problems_in_four_languages():
    unknown, gone = review(
        '<!-- lacmigration: ignore LM999 -->\n\n<!-- lacmigration: "7%" = "8%" -->\n\nIn all 8% came.'
    ).problems
    assert [translation(locale).told(unknown).what.replace(NBSP, "~") for locale in ("en", *OTHERS)] == [
        "'ignore LM999': there is no rule LM999; write one such as LM103",
        "'ignore LM999': no existe la regla LM999; escriba una como LM103",
        "'ignore LM999': não existe a regra LM999; escreva uma como LM103",
        "'ignore LM999'~: il n’y a pas de règle LM999~; écrivez-en une, comme LM103",
    ]
    assert [translation(locale).told(gone).what.replace(NBSP, "~") for locale in ("en", *OTHERS)] == [
        '"7%" no longer occurs in the document as a figure',
        "“7%” ya no aparece como cifra en el documento",
        "“7%” já não aparece como cifra no documento",
        "«~7%~» n’apparaît plus comme chiffre dans le document",
    ]


def test_parts_that_were_not_read_in_four_languages():
    [part] = parse("```python\nx = 5\n```").unread
    assert (part.what, part.reason) == ("code block (python)", "code is not read as prose")
    assert in_all(part.said) == [
        "code block (python): code is not read as prose",
        "bloque de código (python): el código no se lee como prosa",
        "bloco de código (python): o código não é lido como prosa",
        "bloc de code (python)~: le code ne se lit pas comme de la prose",
    ]


def test_numbers_in_messages_take_the_plural_and_the_marks_of_the_language():
    notebook = {"cells": [{"cell_type": "code", "source": ["x"], "outputs": []}], "nbformat": 4}
    [part] = parse(json.dumps(notebook), format="notebook").unread
    assert [translation(locale).put(part.place.said) for locale in ("en", *OTHERS)] == [
        "cell 1",
        "celda 1",
        "célula 1",
        "cellule 1",
    ]
    with pytest.raises(DocumentError) as caught:
        parse("x" * 200_000 + "\n", format="rst", name="a.rst")
    assert in_all(caught.value.said)[0].startswith("a.rst: a line of 200,000 characters; up to ")
    assert in_all(caught.value.said)[1].startswith("a.rst: una línea de 200.000 caracteres; se leen hasta ")


def test_places_in_four_languages():
    assert in_all(Place(page=3, line=2).said) == [
        "page 3, line 2",
        "página 3, línea 2",
        "página 3, linha 2",
        "page 3, ligne 2",
    ]
    assert in_all(Place(paragraph=1200).said)[:2] == ["paragraph 1200", "párrafo 1200"]
    assert in_all(Place(line=12, column=5).said) == ["12:5"] * 4
    assert in_all(Place(sheet="Donors", cell="B7").said) == ["Donors!B7"] * 4


def test_numbers_that_are_no_figures_in_four_languages():
    [masked] = read("See Table 3.", locale="en").masked
    assert masked.reason == "the number of a figure or table"
    assert [translation(locale).told(masked).reason for locale in OTHERS] == [
        "el número de una figura o un cuadro",
        "o número de uma figura ou de um quadro",
        "le numéro d’une figure ou d’un tableau",
    ]
    [mention] = read("It cost $5 million.", locale="en")
    assert [str(translation(locale).told(mention.inferred[0])) for locale in ("en", *OTHERS)] == [
        "$ read as USD (currency-of-sign)",
        "$ leído como USD (currency-of-sign)",
        "$ lido como USD (currency-of-sign)",
        "$ lu comme USD (currency-of-sign)",
    ]


def test_misuse_in_four_languages(tmp_path: Path):
    with pytest.raises(DocumentError) as missing:
        load("none.md")
    assert str(missing.value) == "none.md: there is no such file"
    assert in_all(missing.value.said)[1:] == [
        "none.md: no existe ese archivo",
        "none.md: esse arquivo não existe",
        "none.md: ce fichier n’existe pas",
    ]
    with pytest.raises(ChoiceError) as format_:
        load("none.md", format="odt")
    assert in_all(format_.value.said)[3].startswith(
        "format='odt' n’est pas un choix possible~; écrivez csv, "
    )
    with pytest.raises(ChoiceError) as rule:
        Settings(select=["LM9"])
    assert in_all(rule.value.said)[1].startswith("rule='LM9' no es una opción válida; escriba LM101, ")
    settings = tmp_path / "lacmigration.toml"
    settings.write_text('select = "LM1"\nlocal = "es"\n', "utf-8")
    with pytest.raises(ConfigurationError) as broken:
        configuration(tmp_path)
    names = "records, relations, reports, select, ignore, locale, baseline, undecided, per-file-ignores"
    assert in_all(broken.value.said)[2] == (
        f"{settings}: select é uma lista de textos, não 'LM1'\n"
        f"{settings}: não existe a configuração “local”; existem {names}"
    )
    assert broken.value.problems[0] == "select is a list of texts, not 'LM1'"


def test_texts_that_are_no_figure_or_relation_in_four_languages():
    with pytest.raises(FigureSyntaxError) as figure:
        Figure.parse("5 cents")
    assert in_all(figure.value.said)[1] == (
        "'5 cents', columna 3: 'cents': un centavo es parte de una moneda: escriba el monto en la moneda "
        "misma, como USD 0.05"
    )
    with pytest.raises(FigureSyntaxError) as foreign:
        Figure.parse("5 millones", locale="en")
    assert in_all(foreign.value.said)[2].endswith(
        "'millones' é uma palavra em espanhol; indique es como idioma, ou escreva-a em inglês"
    )
    with pytest.raises(FigureSyntaxError) as double:
        Figure.parse("1.234", locale="en")
    assert in_all(double.value.said)[1] == (
        "'1.234' puede leerse de dos maneras, como 1.234 y como 1234; escriba 01.234 para la primera, "
        "1234 para la segunda"
    )
    with pytest.raises(ExpressionError) as relation:
        parse_relation("a + = b")
    assert in_all(relation.value.said)[3].splitlines()[0] == (
        "'=' se trouve là où un chiffre est attendu, à la colonne 5"
    )
    assert relation.value.problem == "'=' stands where a figure is expected"


def test_what_the_system_refuses_is_said_in_four_languages():
    assert in_all(system_problem(IsADirectoryError(21, "Is a directory")))[1:] == [
        "es una carpeta",
        "é uma pasta",
        "c’est un dossier",
    ]
    assert system_problem(OSError(5, "Input/output error")) == "Input/output error"


# --- values and errors stay what they were ---------------------------------------------------------------


def test_records_are_alike_where_their_english_is():
    said = Unread(place=Place(page=1), what=message("{n} such", n=5), reason=message("it is empty"))
    assert said == Unread(place=Place(page=1), what="5 such", reason="it is empty")
    assert Place(cell=message("cell {number}", number="1")) == Place(cell="cell 1")
    assert hash(Place(cell=message("cell {number}", number="1"))) == hash(Place(cell="cell 1"))
    assert Evidence(what="rose") != Evidence(what="fell")


def test_a_record_in_english_says_what_it_says_anyway():
    said = Unread(place=Place(), what=message("code block"), reason=message("code is not read as prose"))
    assert translation("en").told(said).what == said.what
    assert translation("es").told(said).place == said.place


@pytest.mark.parametrize(
    "error",
    [
        DocumentError(message("the file is empty"), name="a.md", place=Place(page=2).said),
        ChoiceError("format", "odt", choices="csv"),
        ConfigurationError([message("it holds settings, not {value}", value="5")], file="a.toml"),
        InputErrors([]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_keeps_its_message_and_says_its_english(error: LacMigrationError):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert str(again) == str(error) == put(error.said, translation("en"))
    assert in_all(again.said) == in_all(error.said)
    assert repr(error) == f"{type(error).__name__}({str(error)!r})"


def test_a_document_error_says_where_in_the_language_too():
    error = DocumentError(message("the file is empty"), name="a.pdf", place=Place(page=2).said)
    assert (error.problem, error.place) == ("the file is empty", "page 2")
    assert in_all(error.said) == [
        "a.pdf: page 2: the file is empty",
        "a.pdf: página 2: el archivo está vacío",
        "a.pdf: página 2: o arquivo está vazio",
        "a.pdf: page 2: le fichier est vide",
    ]


# --- reports ---------------------------------------------------------------------------------------------

FORMS = {
    "html": as_html,
    "junit": as_junit,
    "github": as_github,
    "summary": job_summary,
    "json": as_json,
    "sarif": as_sarif,
    "csv": as_csv,
}


def printed(reviews, locale: str) -> str:
    with (out := Console(width=200, record=True, quiet=False, file=None)).capture() as captured:
        console(reviews, out, locale=locale)
    return captured.get()


@pytest.mark.parametrize("form", [*FORMS, "text"])
def test_no_report_falls_back_to_english(form: str):
    found = [review(parse(REPORT, name="report.md"))]
    english, spanish = (
        printed(found, locale) if form == "text" else FORMS[form](found, locale=locale)
        for locale in ("en", "es")
    )
    told = ["there is no rule LM999"] if form != "csv" else []
    told += ["code is not read as prose"] if form != "csv" else []
    told += ["a share beside its part and its whole"] if form in {"html", "json", "sarif", "text"} else []
    for text in told:
        assert text in english
        assert text not in spanish
