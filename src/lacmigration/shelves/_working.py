"""Who checks the documents: this process, or several others that may die of one without the rest?"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from queue import Queue
from threading import Event, Lock, Thread, Timer
from typing import IO, cast

from lacmigration.errors import LacMigrationError
from lacmigration.sayings import message
from lacmigration.shelves._listing import Entry
from lacmigration.shelves._outcomes import Outcome, lost, outcome_of, overdue
from lacmigration.shelves._terms import Terms

__all__ = ["Worker", "WorkersError", "answered", "outcomes"]

_AHEAD = 64
"""Outcomes that wait to be written, at most."""
_Placed = tuple[int, Outcome]


def outcomes(
    todo: Sequence[Entry], terms: Terms, *, processes: int, timeout: float | None = None
) -> Iterator[_Placed]:
    """The outcome of every document with its place among them, in the order in which they are done.

    A document whose process ends is an outcome too, and another process goes on with the others; so it is
    where one takes more than `timeout` seconds and its process is ended for it. In this process (`processes`
    is 1, and no timeout) a document would end the run. Errors: WorkersError where no process can begin.
    """
    if timeout is None and (processes <= 1 or len(todo) <= 1):
        for place, entry in enumerate(todo):
            yield place, outcome_of(entry, terms)
        return
    crew = _Crew(todo, terms, timeout)
    try:
        yield from crew.run(max(min(processes, len(todo)), 1))
    finally:
        crew.stop()


class _Crew:
    """Threads, each with a process of its own, that take one document after the other."""

    def __init__(self, todo: Sequence[Entry], terms: Terms, timeout: float | None) -> None:
        self._todo = iter(enumerate(todo))
        self._terms = terms
        self._timeout = timeout
        self._lock = Lock()
        self._stopped = Event()
        self._workers: set[Worker] = set()
        self._done: Queue[_Placed | BaseException | None] = Queue(_AHEAD)
        self._threads: list[Thread] = []

    def run(self, count: int) -> Iterator[_Placed]:
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()
        ended = 0
        while ended < count:
            match self._done.get():
                case None:
                    ended += 1
                case BaseException() as error:
                    raise error
                case placed:
                    yield placed

    def stop(self) -> None:
        """End the processes, whatever they are at: where all is done there are none, else nobody asks."""
        with self._lock:
            self._stopped.set()
            for worker in self._workers:
                worker.kill()
        for thread in self._threads:
            while thread.is_alive():
                while not self._done.empty():
                    self._done.get_nowait()
                thread.join(0.05)

    def _work(self) -> None:
        worker: Worker | None = None
        try:
            while not self._stopped.is_set():
                with self._lock:
                    place, entry = next(self._todo, (0, None))
                if entry is None:
                    break
                worker = worker or self._begun()
                worker, found = answered(worker, entry, self._terms, timeout=self._timeout)
                self._done.put((place, found))
        except BaseException as error:  # noqa: BLE001  (it is raised where the outcomes are asked for)
            self._done.put(error)
        finally:
            if worker is not None:
                worker.close()
            self._done.put(None)

    def _begun(self) -> Worker:
        """A process that `stop` ends too, whichever comes first."""
        worker = Worker(self._terms)
        with self._lock:
            self._workers = {one for one in self._workers if one.ready} | {worker}
            if self._stopped.is_set():
                worker.kill()
        return worker


class WorkersError(LacMigrationError, RuntimeError):
    """A process to check documents in cannot begin; what it wrote stands above."""


class Worker:
    """A process that checks one document at a time."""

    def __init__(self, terms: Terms) -> None:
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)  # noqa: PTH109  (as text)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "lacmigration.shelves._worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
        )
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        if self._exchanged(terms) != "ready":
            told = str(self._end())
            what = message("a process to check documents in ended with status {status}", status=told)
            raise WorkersError(what)

    def ask(self, entry: Entry, *, timeout: float | None = None) -> Outcome | int | None:
        """The outcome of a document, the status with which the process ended over it, or None for too late.

        Only after an outcome may it be asked again, and only where it is `ready`.
        """
        with self._ended_after(timeout) as late:
            found = self._exchanged(entry)
        if isinstance(found, Outcome):  # also one that came in the last moment
            if late.is_set():
                self._end()
            return found
        status = self._end()
        return None if late.is_set() else status

    @property
    def ready(self) -> bool:
        """Whether the process is there."""
        return self._process.returncode is None

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def _overdue(self, late: Event) -> None:
        late.set()
        self.kill()

    @contextmanager
    def _ended_after(self, seconds: float | None) -> Iterator[Event]:
        """Within this the process is ended after so many seconds; the event is set where it was."""
        late = Event()
        if seconds is None:
            yield late
            return

        timer = Timer(seconds, self._overdue, (late,))
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()
            timer.join()  # it has ended the process, or never will

    def close(self) -> None:
        """Let it end."""
        with suppress(OSError):
            self._questions.close()
        self._process.wait()
        self._answers.close()

    def _exchanged(self, question: object) -> object:
        """The answer to a question; None where there is none any more."""
        try:
            pickle.dump(question, self._questions)
            self._questions.flush()
            return pickle.load(self._answers)  # noqa: S301  (from the process that this one started)
        except (OSError, EOFError, pickle.UnpicklingError):
            return None

    def _end(self) -> int:
        self._process.kill()
        self.close()
        return self._process.returncode


def answered(
    worker: Worker | None, entry: Entry, terms: Terms, *, timeout: float | None = None
) -> tuple[Worker | None, Outcome]:
    """The outcome of a document from another process, begun where there is none, and the one that is left.

    Errors: WorkersError.
    """
    asked = worker or Worker(terms)
    found = asked.ask(entry, timeout=timeout)
    if isinstance(found, Outcome):
        return (asked if asked.ready else None), found
    if found is None:
        return None, overdue(entry, timeout or 0, terms)
    return None, lost(entry, found, terms)
