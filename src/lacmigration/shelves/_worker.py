"""A process that checks documents for another: names come in on its standard input, what is found goes out.

It ends when nobody writes to it any more, so it does not outlive the process that started it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys

from lacmigration.shelves._outcomes import outcome_of

__all__ = ["main"]


def main() -> None:
    """Answer each entry with its outcome, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    questions = sys.stdin.buffer
    terms = pickle.load(questions)  # noqa: S301  (from the process that started this one)
    pickle.dump("ready", answers)
    answers.flush()
    while True:
        try:
            entry = pickle.load(questions)  # noqa: S301  (as above)
        except EOFError:
            return
        try:
            pickle.dump(outcome_of(entry, terms), answers)
            answers.flush()
        except BrokenPipeError:  # nobody reads any more
            os._exit(1)


if __name__ == "__main__":
    main()
