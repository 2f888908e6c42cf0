"""A process that checks documents for another: names come in on its standard input, what is found goes out.

It ends when nobody writes to it any more, also in the midst of a document, so it does not outlive the process
that started it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO

from lacmigration.shelves._listing import Entry
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
    asked: SimpleQueue[Entry] = SimpleQueue()
    Thread(target=_listen, args=(questions, asked), daemon=True).start()
    while True:
        entry = asked.get()
        try:
            pickle.dump(outcome_of(entry, terms), answers)
            answers.flush()
        except BrokenPipeError:  # nobody reads any more
            os._exit(1)


def _listen(questions: IO[bytes], asked: SimpleQueue[Entry]) -> None:
    """Pass on what is asked; where nobody can ask any more, nobody waits for an answer either."""
    try:
        while True:
            asked.put(pickle.load(questions))  # noqa: S301  (from the process that started this one)
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
