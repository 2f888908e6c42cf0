"""A review as others read it: on a terminal, in a browser, in CI, in another program.

Each function takes reviews and keyword options, and returns a text; `console` prints to the console given.
"""

from lacmigration.reporting._console import console
from lacmigration.reporting._github import as_github, job_summary
from lacmigration.reporting._html import as_html
from lacmigration.reporting._json import as_json
from lacmigration.reporting._junit import as_junit
from lacmigration.reporting._rows import as_csv
from lacmigration.reporting._sarif import as_sarif
from lacmigration.reporting._schema import SCHEMA, json_schema

__all__ = [
    "SCHEMA",
    "as_csv",
    "as_github",
    "as_html",
    "as_json",
    "as_junit",
    "as_sarif",
    "console",
    "job_summary",
    "json_schema",
]
