"""Reading prose: our figures beside those of quantulum3, on the same text in one run.

quantulum3 is no dependency; install it beside the project to have it compared (`pip install quantulum3`).
"""

from __future__ import annotations

from _measure import compare, seconds
from _reports import reports

ROUNDS = 5


def main() -> None:
    """Print kilobytes a second of both, on one core, and their ratio."""
    from lacmigration import read

    text = "\n\n".join(reports(40))
    size = len(text.encode()) / 1024
    read(text, locale="en")
    try:
        from quantulum3 import parser
    except ImportError:
        speed = size / seconds(lambda: read(text, locale="en"))
        print(f"{'read prose':<34} {speed:>10.0f} KB/s  (quantulum3 is not installed)")
        return
    sample = "\n\n".join(reports(4))
    parser.parse(sample)
    ours, theirs = compare(lambda: read(sample, locale="en"), lambda: parser.parse(sample), rounds=ROUNDS)
    small = len(sample.encode()) / 1024
    print(
        f"{'read prose':<34} {small / ours:>10.0f} KB/s  {'quantulum3 on the same text':<40}"
        f" {small / theirs:>8.0f} KB/s  ratio {theirs / ours:>6.1f}x faster  goal at least 20x and 500 KB/s"
    )


if __name__ == "__main__":
    main()
