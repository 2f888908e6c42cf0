"""What does the name of an HTML element say of it?"""

from __future__ import annotations

__all__ = ["BLOCKS", "CELLS", "HEADINGS", "HIDDEN", "LISTS", "OBJECTS", "SECTIONS", "VOID"]

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
        ),
        *(
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
        ),
        *(
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "legend",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "optgroup",
            "option",
        ),
        *(
            "p",
            "pre",
            "search",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        ),
    }
)
LISTS = frozenset({"dir", "menu", "ol", "ul"})
SECTIONS = frozenset({"tbody", "tfoot", "thead"})
CELLS = frozenset({"td", "th"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What stands in a line and is no text.
OBJECTS = frozenset(
    {
        "canvas",
        "code",
        "del",
        "embed",
        "iframe",
        "img",
        "kbd",
        "math",
        "object",
        "s",
        "samp",
        "strike",
        "svg",
        "tt",
    }
)
HIDDEN = frozenset(
    {
        *(
            "audio",
            "datalist",
            "head",
            "iframe",
            "noembed",
            "noframes",
            "noscript",
            "script",
            "select",
            "style",
        ),
        *("template", "textarea", "title", "video", *OBJECTS),
    }
)
