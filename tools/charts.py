"""What do the charts of the documentation look like? Draws them into docs/_static from the bundled registry.

Run it after a change of the bundled data or of how charts are drawn, and look at the pictures.
"""

from __future__ import annotations

from pathlib import Path

import lacmigration as lm
from lacmigration.charts import Chart, draw_flows, draw_shares

PICTURES = Path(__file__).resolve().parents[1] / "docs/_static"


def build() -> dict[str, Chart]:
    """The charts by the names of their files."""
    registry = lm.bundled()
    donors = registry.select("contributions", receiver="mptf", flow="unknown")
    return {
        "donors.svg": draw_shares(
            lm.shares(donors, by="donor"),
            names=registry,
            most=8,
            title="Who pays for the Migration Multi-Partner Trust Fund, August 2024",
        ),
        "flows.svg": draw_flows(
            registry.programmes, names=registry, title="Where the Fund's programmes in the region work"
        ),
    }


def main() -> None:
    """Write them."""
    for name, chart in build().items():
        chart.save(PICTURES / name)
        print(PICTURES / name)


if __name__ == "__main__":
    main()
