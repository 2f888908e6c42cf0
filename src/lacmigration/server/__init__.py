"""The language server: what a check finds is underlined while one writes.

It speaks the language server protocol on its standard input and output, and nothing else is written there.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Serve one editor until it says goodbye; without the extra, say in one line what to install."""
    try:
        import babel
        import pygls
        import rich
    except ImportError as cause:
        needed = f"the language server needs {cause.name}; install it with: pip install 'lacmigration[lsp]'"
        sys.stderr.write(f"lacmigration-lsp: {needed}\n")
        raise SystemExit(2) from None
    del babel, pygls, rich
    from lacmigration.server._serving import serve

    serve()
