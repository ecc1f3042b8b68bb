"""Work spread over processes comes back as if it had been done here."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from servers import until

from dossier.processes import WORTH_IT, Waiting, aside, beside, spread

SEVERAL_CORES = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) == 1,
    reason="there is one core, or the system does not say how many there are",
)


def test_results_come_in_the_order_of_the_jobs() -> None:
    jobs = range(3 * WORTH_IT)
    assert list(spread(lambda job: (job, str(job) * 50), jobs)) == [
        (job, str(job) * 50) for job in jobs
    ]


@SEVERAL_CORES
def test_many_jobs_are_done_by_several_processes() -> None:
    # In a process of its own: here a thread of another test may run.
    code = (
        "import os, time; from dossier.processes import spread;"
        "job = lambda _: time.sleep(0.002) or os.getpid();"
        f"print(os.getpid(), *set(spread(job, range({2 * WORTH_IT}))))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    here, *workers = told.stdout.split()
    assert len(workers) > 1
    assert here not in workers


def test_what_somebody_has_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        list(spread(str, range(2 * WORTH_IT)))
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
    list(spread(str, range(2 * WORTH_IT)))
    assert gc.get_freeze_count() == 0


@SEVERAL_CORES
def test_what_gives_way_is_nicer_than_what_is_made_beside_it() -> None:
    code = (
        "import os; from dossier.processes import spread, beside, WORTH_IT;"
        "nice = lambda _: os.nice(0);"
        "way = set(spread(nice, range(WORTH_IT), gives_way=True));"
        "usual = set(spread(nice, range(WORTH_IT)));"
        "print(way, usual, beside(lambda: os.nice(0), jobs=WORTH_IT)() - os.nice(0))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    here = os.nice(0)
    most = min(here + 10, 19)
    assert told.stdout.split() == [f"{{{most}}}", f"{{{here}}}", "0"]


@pytest.mark.parametrize("error", [OSError(12, "Cannot allocate memory"), BrokenProcessPool()])
def test_where_no_process_can_be_started_everything_is_done_here(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refused(*_: object) -> None:
        raise error

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    assert set(spread(lambda _: os.getpid(), range(2 * WORTH_IT))) == {os.getpid()}


@SEVERAL_CORES
def test_what_is_made_beside_may_itself_have_things_made_beside_and_spread() -> None:
    code = (
        "import os; from dossier.processes import spread, beside, WORTH_IT;"
        "inner = lambda: (os.getpid(), beside(os.getpid, jobs=WORTH_IT)(),"
        " *set(spread(lambda _: os.getpid(), range(WORTH_IT))));"
        "print(os.getpid(), *beside(inner, jobs=WORTH_IT)())"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    here, *there = told.stdout.split()
    assert len(there) == 3
    assert len(set(there)) == 1
    assert here not in there


def test_few_jobs_are_done_here() -> None:
    assert set(spread(lambda _: os.getpid(), range(WORTH_IT - 1))) == {os.getpid()}


def test_while_another_thread_runs_everything_is_done_here() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        assert set(spread(lambda _: os.getpid(), range(2 * WORTH_IT))) == {os.getpid()}
    finally:
        wait.set()
        thread.join()


class Odd(Exception):  # noqa: N818 - a name for what it is
    """An error that cannot be sent from one process to another."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)
        self.second = second


def test_a_job_that_fails_raises_its_own_error_after_the_results_before_it() -> None:
    def make(job: int) -> int:
        if job == WORTH_IT:
            raise Odd("half-way", "really")
        return job

    results = spread(make, range(2 * WORTH_IT))
    assert [next(results) for _ in range(WORTH_IT)] == list(range(WORTH_IT))
    with pytest.raises(Odd, match="half-way") as error:
        next(results)
    assert error.value.second == "really"


def test_when_a_worker_is_killed_the_rest_is_done_here() -> None:
    here = os.getpid()

    def make(job: int) -> int:
        if job == WORTH_IT and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return job

    assert list(spread(make, range(2 * WORTH_IT))) == list(range(2 * WORTH_IT))


def test_a_result_that_cannot_be_sent_is_made_here() -> None:
    made = list(spread(lambda job: lambda: job, range(WORTH_IT)))
    assert [one() for one in made] == list(range(WORTH_IT))  # type: ignore[no-untyped-call] # lambdas have no types


def test_a_job_that_leaves_the_program_does_not_stop_the_others() -> None:
    def make(job: int) -> int:
        if job == WORTH_IT:
            sys.exit(3)
        return job

    with pytest.raises(SystemExit):
        list(spread(make, range(2 * WORTH_IT)))


# Beside what is done here ----------------------------------------------------------------------


def test_what_has_been_waited_for_is_there_again_and_is_not_stopped_any_more() -> None:
    waiting = beside(lambda: [7], jobs=WORTH_IT)
    assert waiting() is waiting()
    waiting.stop()
    assert waiting() == [7]
    stopped = []
    made = Waiting(lambda: 7, lambda: stopped.append("stopped"))
    made()
    made.stop()
    assert not stopped


def test_what_is_made_beside_comes_back() -> None:
    waiting = beside(lambda: [str(number) for number in range(100_000)], jobs=WORTH_IT)
    assert waiting() == [str(number) for number in range(100_000)]


@SEVERAL_CORES
def test_it_is_made_in_another_process_if_it_is_worth_it() -> None:
    code = (
        "import os; from dossier.processes import beside, WORTH_IT;"
        "print(os.getpid(), *(beside(os.getpid, jobs=WORTH_IT - few)() for few in (0, 1)))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    here, many, few = told.stdout.split()
    assert many != here
    assert few == here


def test_what_fails_beside_fails_here_with_its_own_error() -> None:
    def fail() -> None:
        raise Odd("one", "two")

    waiting = beside(fail, jobs=WORTH_IT)
    with pytest.raises(Odd) as error:
        waiting()
    assert error.value.second == "two"


def test_what_a_killed_process_was_making_is_made_here() -> None:
    here = os.getpid()

    def make() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    assert beside(make, jobs=WORTH_IT)() == 7


def test_what_cannot_be_sent_is_made_here() -> None:
    assert beside(lambda: lambda: 7, jobs=WORTH_IT)()() == 7


@SEVERAL_CORES
def test_what_is_stopped_stops_the_program_that_it_waits_for(tmp_path: Path) -> None:
    code = """if True:
        import subprocess, sys, time
        from pathlib import Path
        from dossier.processes import aside
        told = Path(sys.argv[1])
        def make():
            program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
            told.write_text(str(program.pid))
            program.wait()
        waiting = aside(make)
        while not (told.exists() and told.read_text()):
            time.sleep(0.02)
        waiting.stop()
    """
    told = tmp_path / "program"
    subprocess.run([sys.executable, "-c", code, str(told)], check=True, timeout=30)
    program = int(told.read_text())
    until(lambda: not Path(f"/proc/{program}").exists() or _is_dead(program))


def test_what_fails_aside_in_a_thread_fails_where_somebody_waits() -> None:
    def fail() -> None:
        raise Odd("one", "two")

    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()  # so that no process can be made
    try:
        waiting = aside(fail)
        with pytest.raises(Odd):
            waiting()
    finally:
        wait.set()
        thread.join()


@SEVERAL_CORES
@pytest.mark.parametrize("ending", ["dropped", "killed", "interrupted"])
def test_nothing_is_left_of_what_nobody_waits_for_any_more(ending: str) -> None:
    code = """if True:
        import multiprocessing, os, signal, sys, time
        from dossier.processes import WORTH_IT, beside
        ending = sys.argv[1]
        def make():
            if ending == "interrupted":
                time.sleep(60)
            return "x" * 1_000_000
        waiting = beside(make, jobs=WORTH_IT)
        print(multiprocessing.active_children()[0].pid, flush=True)
        if ending == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if ending == "dropped":
            del waiting
            while multiprocessing.active_children():
                time.sleep(0.1)
        if ending == "interrupted":
            signal.signal(signal.SIGALRM, signal.default_int_handler)
            signal.setitimer(signal.ITIMER_REAL, 0.5)
            waiting()
    """
    command = [sys.executable, "-c", code, ending]
    told = subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)
    worker = int(told.stdout)
    until(lambda: not Path(f"/proc/{worker}").exists() or _is_dead(worker))


def _is_dead(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z"
