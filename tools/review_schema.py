"""Of what shape is the JSON of a review? Writes the schema that the tests compare with."""

from __future__ import annotations

import json
from pathlib import Path

from lacmigration.reporting import json_schema

SCHEMA = Path(__file__).resolve().parents[1] / "tests/golden/review.schema.json"


def main() -> None:
    """Write it."""
    SCHEMA.write_text(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
