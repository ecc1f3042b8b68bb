"""Work that is spread over the cores of a machine: the same results in the same order, sooner."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

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
_GIVES_WAY = 10
"""How nice a worker is that gives way: it has a tenth of the time of one that does not."""
_SELDOM = (50_000, 50, 1_000)
"""How many objects more there are before a process that ends soon looks through them for circular
rubbish, and how often it does so before it looks through older ones: those mostly stay."""


class _Failed(Enum):
    """Stands for a result that could not be made; an enum's member stays itself when sent."""

    HERE = "failed"


# What a worker does. It is set in each worker alone, as the first thing there.
_make: Callable[[Any], Any] | None = None


def spread(
    make: Callable[[_Job], _Result],
    jobs: Sequence[_Job],
    *,
    size: int = 1,
    gives_way: bool = False,
) -> Iterator[_Result]:
    """Yield what `make` returns for each job, in the order of the jobs.

    `size` says how many usual ones a job amounts to. What is to be spread over all cores until the
    end `gives_way` to what is made beside it, on one: else all would wait for that at last.

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
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    try:
        at_a_time = max(_AT_A_TIME, len(jobs) * size // _TIMES) // size
        yield from _spread(make, jobs, cores, max(1, at_a_time), _GIVES_WAY if gives_way else 0)
    finally:
        if not was_frozen:  # else it stays, for whoever has frozen it
            gc.unfreeze()


def _spread(
    make: Callable[[_Job], _Result],
    jobs: Sequence[_Job],
    cores: int,
    at_a_time: int,
    nice: int,
) -> Iterator[_Result]:
    done = 0
    context = multiprocessing.get_context("fork")
    workers = ProcessPoolExecutor(cores, context, _begin, (make, nice))
    try:
        results: Iterator[Any] = iter(())
        with suppress(Exception):  # no process can be started, or one was killed at once
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


class Waiting(Generic[_Result]):
    """Something that is being made meanwhile: wait for it, or stop it once."""

    def __init__(
        self, wait: Callable[[], _Result], stop: Callable[[], object] = lambda: None
    ) -> None:
        self._wait = wait
        self._stop = stop
        self._made: list[_Result] = []

    def __call__(self) -> _Result:
        """Return the result, when it has been made; the same one each time."""
        if not self._made:
            self._made.append(self._wait())
        return self._made[0]

    def stop(self) -> None:
        """Have it made no further, if it is not made yet: nobody needs it any more."""
        if not self._made:
            self._stop()


def beside(make: Callable[[], _Result], *, jobs: int) -> Waiting[_Result]:
    """Begin to make something beside what is done here, and return what waits for it.

    `jobs` says how many jobs it amounts to. All that is said of `spread` holds: where it is not
    known to be safe, or not worth it, or there is no room for another process, it is made here when
    it is waited for.
    """
    if jobs < WORTH_IT or _cores() < 2:  # noqa: PLR2004 - one core has no second
        return Waiting(make)
    context = multiprocessing.get_context("fork")
    try:
        receiving, sending = context.Pipe(duplex=False)
        worker = context.Process(target=_send, args=(make, receiving, sending), daemon=True)
        worker.start()
    except OSError:
        return Waiting(make)
    sending.close()

    def end() -> None:
        """End it with the programs that it has started: they are a group of their own."""
        receiving.close()
        try:
            os.killpg(worker.pid or 0, signal.SIGTERM)
        except OSError:  # it has ended, or just begun
            worker.terminate()
        worker.join()

    def made() -> _Result:
        try:
            result = receiving.recv()
        except Exception:  # noqa: BLE001 - it was killed, or could not send its result
            result = _Failed.HERE
        finally:
            end()  # who waited may have been interrupted
        return make() if result is _Failed.HERE else result

    return Waiting(made, end)


def aside(make: Callable[[], _Result]) -> Waiting[_Result]:
    """Begin to make something that nobody needs soon, and return what waits for it.

    That goes on in a process as with `beside`, or else in a thread, which is not to be stopped.
    """
    if _cores() > 1:
        return beside(make, jobs=WORTH_IT)
    future: Future[_Result] = Future()

    def run() -> None:
        try:
            future.set_result(make())
        except BaseException as error:  # noqa: BLE001 - raised where somebody waits
            future.set_exception(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return Waiting(future.result, thread.join)


def _send(make: Callable[[], Any], receiving: Connection, sending: Connection) -> None:
    os.setpgid(0, 0)
    receiving.close()  # the other process is to be the only one that could read what is sent
    _begin(lambda _: make())
    made = _made(None)
    with suppress(Exception):  # nobody waits any more, or it cannot be sent: it is made there
        sending.send(made)


def seldom_look_for_rubbish() -> None:
    """Let Python look for circular rubbish less often from now on, in a process that ends soon."""
    gc.set_threshold(*_SELDOM)


def _cores() -> int:
    """Return how many cores there are for further processes: a worker may not have its own."""
    is_worker = multiprocessing.current_process().daemon
    if sys.platform != "linux" or threading.active_count() > 1 or is_worker:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def _begin(make: Callable[[Any], Any], nice: int = 0) -> None:
    global _make  # noqa: PLW0603 - a worker's only state, and nobody else's
    _make = make
    os.nice(nice)
    seldom_look_for_rubbish()  # what there is by now is not looked at, and little is made
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that waits for them


def _made(job: Any) -> Any:  # noqa: ANN401 - any job, any result
    try:
        return _make(job) if _make else _Failed.HERE
    except BaseException:  # noqa: BLE001 - made again where it can be told
        # Not sent as it is: one that cannot be taken apart and put together would stop the rest.
        return _Failed.HERE
