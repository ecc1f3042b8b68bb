"""Work that is spread over the cores of a machine: the same results in the same order, sooner."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

WORTH_IT = 400
"""How many jobs there must be. Below that, starting processes takes longer than they save."""

_AT_A_TIME = 16
_TIMES = 1_000
"""How often, about, workers are given jobs: each time takes as long as a very small job."""
_MOST = 8
_SELDOM = 50_000
"""How many objects more there are before a worker looks for circular rubbish."""


class _Failed(Enum):
    """Stands for a result that could not be made; an enum's member stays itself when sent."""

    HERE = "failed"


# What a worker does. It is set in each worker alone, as the first thing there.
_make: Callable[[Any], Any] | None = None


def spread(
    make: Callable[[_Job], _Result], jobs: Sequence[_Job], *, size: int = 1
) -> Iterator[_Result]:
    """Yield what `make` returns for each job, in the order of the jobs.

    `size` says how many usual ones a job amounts to.

    Workers begin as copies of this process, so that nothing has to be handed to them; what they
    return must be picklable, and what they change stays with them. That is only done where it is
    known to be safe, on Linux and while no other thread runs; elsewhere, for few jobs and on one
    core, everything is made here. A job that fails is tried again here, for its own error; and so
    are all that are left when a worker is killed.
    """
    cores = _cores()
    if len(jobs) * size < WORTH_IT or cores < 2:  # noqa: PLR2004 - one core has no second
        yield from map(make, jobs)
        return
    # What is there by now is not looked through for rubbish again: that takes as long as the work,
    # and makes each worker a copy of all that it looks at.
    gc.freeze()
    try:
        at_a_time = max(_AT_A_TIME, len(jobs) * size // _TIMES) // size
        yield from _spread(make, jobs, cores, max(1, at_a_time))
    finally:
        gc.unfreeze()


def _spread(
    make: Callable[[_Job], _Result], jobs: Sequence[_Job], cores: int, at_a_time: int
) -> Iterator[_Result]:
    done = 0
    context = multiprocessing.get_context("fork")
    workers = ProcessPoolExecutor(cores, context, _begin, (make,))
    try:
        results = workers.map(_made, jobs, chunksize=at_a_time)
        while done < len(jobs):
            try:
                made = next(results)
            except Exception:  # noqa: BLE001 - a worker was killed, or could not send its result
                break
            if made is _Failed.HERE:
                break
            yield made
            done += 1
    finally:
        workers.shutdown(cancel_futures=True)
    yield from map(make, jobs[done:])


def beside(make: Callable[[], _Result], *, jobs: int) -> Callable[[], _Result]:
    """Begin to make something beside what is done here; return a function that waits for it.

    `jobs` says how many jobs it amounts to. All that is said of `spread` holds: where it is not
    known to be safe, or not worth it, the function that is returned is `make` itself.
    """
    if jobs < WORTH_IT or _cores() < 2:  # noqa: PLR2004 - one core has no second
        return make
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    worker = context.Process(target=_send, args=(make, receiving, sending), daemon=True)
    worker.start()
    sending.close()

    def made() -> _Result:
        try:
            result = receiving.recv()
        except Exception:  # noqa: BLE001 - it was killed, or could not send its result
            result = _Failed.HERE
        finally:
            receiving.close()
            worker.terminate()  # who waited may have been interrupted
            worker.join()
        return make() if result is _Failed.HERE else result

    return made


def aside(make: Callable[[], _Result]) -> Callable[[], _Result]:
    """Begin to make something that nobody needs soon; return a function that waits for it.

    That goes on in a process as with `beside`, or else in a thread. Nothing may be raised by it.
    """
    if _cores() > 1:
        return beside(make, jobs=WORTH_IT)
    made: list[_Result] = []
    thread = threading.Thread(target=lambda: made.append(make()), daemon=True)
    thread.start()

    def result() -> _Result:
        thread.join()
        return made[0]

    return result


def _send(make: Callable[[], Any], receiving: Connection, sending: Connection) -> None:
    receiving.close()  # the other process is to be the only one that could read what is sent
    _begin(lambda _: make())
    made = _made(None)
    with suppress(Exception):  # nobody waits any more, or it cannot be sent: it is made there
        sending.send(made)


def _cores() -> int:
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def _begin(make: Callable[[Any], Any]) -> None:
    global _make  # noqa: PLW0603 - a worker's only state, and nobody else's
    _make = make
    gc.set_threshold(_SELDOM)  # what there is by now is not looked at, and little rubbish is made
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that waits for them


def _made(job: Any) -> Any:  # noqa: ANN401 - any job, any result
    try:
        return _make(job) if _make else _Failed.HERE
    except BaseException:  # noqa: BLE001 - made again where it can be told
        # Not sent as it is: one that cannot be taken apart and put together would stop the rest.
        return _Failed.HERE
