"""What does a review look like in a browser? One file with everything in it, which loads nothing."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files

from lacmigration.reporting._cards import SIGNS, derivation, key_of, standing_of
from lacmigration.reporting._markup import Markup, element, joined
from lacmigration.reporting._messages import Messages, messages
from lacmigration.reporting._pages import Page, page_of, text_of
from lacmigration.reporting._rules import PROBLEM, UNREAD, rule
from lacmigration.reporting._telling import STANDINGS, Outcome, Told, summary, told
from lacmigration.reviewing import Review, Standing

__all__ = ["as_html"]

_QUIET = (Outcome.SILENCED, Outcome.GUESSED, Outcome.UNDECIDED)


def as_html(reviews: Review | Sequence[Review], *, locale: str = "en") -> str:
    """A page with the text of each document, its figures marked by how they stand, and the findings beside.

    It needs no network and works without JavaScript, which only filters; nothing of a document can run in it.
    Errors: UnknownLocaleError.

    >>> from lacmigration.reviewing import review
    >>> page = as_html(review("Of USD 150 million, 38% (USD 75.5M) was paid. <script>alert(1)</script>"))
    >>> "<mark" in page, "<script>alert" in page
    (True, False)
    """
    listed = (reviews,) if isinstance(reviews, Review) else tuple(reviews)
    said = messages(locale)
    pages = [
        page_of(review, tuple(told(review, said)), f"d{number}", said)
        for number, review in enumerate(listed, start=1)
    ]
    style, script = _asset("page.css"), _asset("page.js")
    title = ", ".join(page.review.document.name for page in pages[:3]) + (", …" if len(pages) > 3 else "")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", said.say("Review of {name}", name=title)),
        element("style", style),
    )
    body = element(
        "body",
        element(
            "a",
            said.say("Skip to the findings"),
            href=f"#{pages[0].name}-list" if pages else "#text",
            class_="skip",
        ),
        _header(pages, said),
        element("main", [_review(page, named=len(pages) > 1) for page in pages], id="text"),
        element("script", script),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=locale.replace('_', '-'))}\n"


def _asset(name: str) -> Markup:
    return Markup(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, and only the style and the script of the page itself may act."""
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in (style, script))
    styles, scripts = (f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; style-src {styles}; script-src {scripts}; base-uri 'none'; form-action 'none'"
    )


# --- the head of the page --------------------------------------------------------------------------------


def _header(pages: Sequence[Page], said: Messages) -> Markup:
    reviews = [page.review for page in pages]
    one = len(pages) == 1
    name = pages[0].review.document.name if one else said.count("{n} document", "{n} documents", len(pages))
    return element(
        "header",
        element("p", said.say("Review of figures"), class_="kicker"),
        element("h1", name),
        element("p", _headline(pages, said), class_="headline"),
        element("p", summary(reviews, said), class_="summary"),
        _filters(pages, said),
        Markup() if one else _contents(pages, said),
    )


def _headline(pages: Sequence[Page], said: Messages) -> str:
    outcomes = Counter(one.outcome for page in pages for one in page.claims)
    wrong, doubtful = outcomes[Outcome.CONTRADICTED], outcomes[Outcome.QUESTIONABLE]
    sentences = []
    if wrong:
        sentences.append(said.count("{n} statement does not hold.", "{n} statements do not hold.", wrong))
    if doubtful:
        sentences.append(
            said.count(
                "{n} statement holds only if read generously.",
                "{n} statements hold only if read generously.",
                doubtful,
            )
        )
    return " ".join(sentences) or said.say("Nothing in it disagrees.")


def _filters(pages: Sequence[Page], said: Messages) -> Markup:
    """What the marks mean, with how many there are; with JavaScript, each can be switched off."""
    found = Counter(mark.standing for page in pages for marks in page.marks.values() for mark in marks)
    boxes = [
        element(
            "label",
            element("input", type="checkbox", value=standing.value, checked=True, hidden=True),
            element("span", SIGNS[standing], class_="sign", aria_hidden="true"),
            element("span", said.say(STANDINGS[standing]), class_="word"),
            " ",
            element("b", said.whole(found[standing])),
            class_=f"key {standing.value}",
        )
        for standing in Standing
    ]
    codes = sorted({one.rule.code for page in pages for one in page.claims})
    options = [element("option", f"{code} {said.say(rule(code).title)}", value=code) for code in codes]
    select = element(
        "label",
        said.say("Rule"),
        " ",
        element("select", element("option", said.say("all rules"), value=""), options),
        class_="rules",
        hidden=True,
    )
    legend = element("legend", said.say("Figures by how they stand"))
    return element("form", element("fieldset", legend, boxes, select), class_="filters")


def _contents(pages: Sequence[Page], said: Messages) -> Markup:
    items = [
        element(
            "li",
            element("a", page.review.document.name, href=f"#{page.name}"),
            ": ",
            summary([page.review], said),
        )
        for page in pages
    ]
    return element("nav", element("ul", items), aria_label=said.say("Documents"), class_="contents")


# --- one review ------------------------------------------------------------------------------------------


def _review(page: Page, *, named: bool) -> Markup:
    """The text of a document and its findings beside; below its name where there are several."""
    said, name = page.said, page.name
    text = element(
        "article",
        list(text_of(page)),
        class_="text",
        lang=page.language,
        aria_label=said.say("Text of {name}", name=page.review.document.name),
    )
    aside = element(
        "aside",
        element("h2", said.say("Findings"), id=f"{name}-findings"),
        _findings(page),
        _held(page),
        _quiet(page),
        _others(page),
        aria_labelledby=f"{name}-findings",
        id=f"{name}-list",
        tabindex="-1",
    )
    heading = element("h2", page.review.document.name, class_="name") if named else Markup()
    return element("section", heading, text, aside, class_="review", id=name)


def _findings(page: Page) -> Markup:
    items = [_finding(page, number, page.claims[number]) for number in page.numbers]
    if not items:
        return element("p", page.said.say("Nothing in it disagrees."), class_="none")
    return element("ol", items, class_="findings")


def _finding(page: Page, number: int, one: Told) -> Markup:
    said, standing = page.said, standing_of(one)
    sign = element("span", SIGNS[standing], str(page.numbers[number]), class_="sign", aria_hidden="true")
    head = element(
        "p",
        sign,
        _figure(page, one),
        " ",
        element("span", said.say(STANDINGS[standing]), class_="word"),
        class_="head",
    )
    about = element("p", one.title, " ", element("code", one.rule.code), " ", one.place, class_="about")
    would = (
        element("p", said.say("Would agree:"), " ", element("b", one.advice), class_="would")
        if one.advice
        else Markup()
    )
    return element(
        "li",
        head,
        about,
        element("p", one.sentence),
        would,
        element(
            "details",
            element("summary", said.say("Derivation")),
            derivation(one, page.drawings[number], ids=page.ids, said=said),
        ),
        id=f"{page.name}n{number + 1}",
        class_=f"finding {standing.value}",
        data_standing=standing.value,
        data_rule=one.rule.code,
        tabindex="-1",
    )


def _figure(page: Page, one: Told) -> Markup:
    """The stated figure, leading to where it stands in the text."""
    target = page.ids.get(key_of(one.one.claim.stated))
    if target is None:
        return element("span", one.text, class_="figure")
    return element("a", one.text, href=f"#{target}", class_="figure")


def _held(page: Page) -> Markup:
    held = [(number, one) for number, one in enumerate(page.claims) if one.outcome is Outcome.CONFIRMED]
    if not held:
        return Markup()
    title = page.said.count("{n} claim confirmed", "{n} claims confirmed", len(held))
    return _folded(page, title, held)


def _quiet(page: Page) -> Markup:
    quiet = [(number, one) for number, one in enumerate(page.claims) if one.outcome in _QUIET]
    if not quiet:
        return Markup()
    title = page.said.count(
        "{n} claim silenced, guessed or undecided", "{n} claims silenced, guessed or undecided", len(quiet)
    )
    return _folded(page, title, quiet)


def _folded(page: Page, title: str, claims: Sequence[tuple[int, Told]]) -> Markup:
    """Claims that need no attention, one line each until somebody opens them."""
    return element(
        "details",
        element("summary", title),
        element("ul", [_line(page, number, one) for number, one in claims]),
        class_="folded",
    )


def _line(page: Page, number: int, one: Told) -> Markup:
    standing = standing_of(one)
    why = f" {one.silenced}" if one.silenced else ""
    return element(
        "li",
        element("span", SIGNS[standing], class_="sign", aria_hidden="true"),
        " ",
        _figure(page, one),
        " ",
        element(
            "span", f"{one.title} ", element("code", one.rule.code), f" {one.place}{why}", class_="about"
        ),
        element("p", one.sentence),
        id=f"{page.name}n{number + 1}",
        class_=standing.value,
        data_standing=standing.value,
        data_rule=one.rule.code,
        tabindex="-1",
    )


def _others(page: Page) -> Iterator[Markup]:
    """What is no claim: directives that could not be followed, and what was not read."""
    said, document = page.said, page.review.document
    problems = [(one.place, said.told(one).what) for one in page.review.problems]
    unread = [(one.place, said.put(one.said)) for one in document.unread]
    for code, rows in ((PROBLEM, problems), (UNREAD, unread)):
        if rows:
            title = joined((said.say(rule(code).title), " ", element("code", code)))
            items = [element("li", element("b", said.place(place)), " ", what) for place, what in rows]
            yield element("section", element("h3", title), element("ul", items), class_="others")
