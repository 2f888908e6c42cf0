"""How the documentation is built: MyST pages, the reference from docstrings, the Furo theme."""

from __future__ import annotations

from importlib import metadata
from typing import Any

from pygments.lexers.special import TextLexer
from sphinx.highlighting import lexers

project = "lacmigration"
author = "The lacmigration maintainers"
project_copyright = "The lacmigration maintainers"
release = metadata.version("lacmigration")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "examples"]  # reports to be checked, and no pages

# No colon fences: every block of code stands in backticks, where conftest.py finds and runs it.
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

default_role = "code"  # docstrings are written for help(): one backtick is enough
autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_numpy_docstring = False
suppress_warnings = ["ref.python"]  # a hint's short name, such as Problem, may be that of several classes

html_theme = "furo"
html_title = f"{project} {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]

lexers["csv"] = TextLexer()  # Pygments has none, and a page should still say what a block is


def plain_defaults(*event: Any) -> tuple[str | None, str | None]:
    """Show a default that is worked out from the other arguments as "...", not as what attrs calls it."""
    signature, returns = event[-2:]
    return signature and signature.replace("=NOTHING", "=..."), returns


def setup(app: Any) -> None:
    """Let Sphinx ask the hook above."""
    app.connect("autodoc-process-signature", plain_defaults)
