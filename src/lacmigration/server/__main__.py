"""`python -m lacmigration.server` is the command `lacmigration-lsp`."""

from lacmigration.server import main

main()
