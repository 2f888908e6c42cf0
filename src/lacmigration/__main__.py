"""`python -m lacmigration` is the command `lacmigration`."""

from lacmigration.cli import main

main()
