"""How the documentation is built: MyST pages, the reference from docstrings, the Furo theme."""

from __future__ import annotations

from importlib import metadata

from pygments.lexers.special import TextLexer
from sphinx.highlighting import lexers

project = "lacmigration"
author = "The lacmigration maintainers"
project_copyright = "The lacmigration maintainers"
release = metadata.version("lacmigration")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]

# No colon fences: every block of code stands in backticks, where conftest.py finds and runs it.
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = f"{project} {release}"
html_static_path = ["_static"]

lexers["csv"] = TextLexer()  # Pygments has none, and a page should still say what a block is
