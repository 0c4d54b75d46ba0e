"""Work on many pieces shared out to several processes, the results in the order of the pieces."""

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 8


class Worker(NamedTuple):
    pid: int
    results: BinaryIO


def spread(work: Callable[[T], R], pieces: Sequence[T], *, hands: int = 0) -> Iterator[R]:
    """`work` on each piece. A piece whose worker died is worked on here."""
    count = min(hands or os.cpu_count() or 1, MOST, len(pieces))
    if count < 2:
        yield from map(work, pieces)
        return
    workers = [_start(work, pieces[number::count]) for number in range(count)]
    try:
        for number, piece in enumerate(pieces):
            yield _next(workers[number % count], work, piece)
    finally:
        for worker in workers:
            worker.results.close()
            os.kill(worker.pid, signal.SIGKILL)
            os.waitpid(worker.pid, 0)


def _start(work: Callable[[T], R], pieces: Sequence[T]) -> Worker:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _labour(work, pieces, writer)
    os.close(writer)
    return Worker(pid, os.fdopen(reader, "rb"))


def _labour(work: Callable[[T], R], pieces: Sequence[T], writer: int) -> None:
    """The life of a worker. It dies without a word: what it cannot do, whoever waits for it does."""
    # What was there before is shared while nobody looks for garbage in it.
    gc.freeze()
    try:
        with os.fdopen(writer, "wb") as results:
            for piece in pieces:
                pickle.dump(work(piece), results, protocol=pickle.HIGHEST_PROTOCOL)
                results.flush()
    finally:
        os.kill(os.getpid(), signal.SIGKILL)


def _next(worker: Worker, work: Callable[[T], R], piece: T) -> R:
    try:
        done: R = pickle.load(worker.results)  # noqa: S301  written by our own child into our own pipe
    except (EOFError, pickle.UnpicklingError):
        return work(piece)
    return done
