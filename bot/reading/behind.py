"""Processes that work behind everybody else's answers: later in line for the processor, and all on one core of it."""

import os
import subprocess
import sys
from contextlib import suppress

LATER = 10
"""Steps of niceness behind the process that starts them: a tenth of its share, where there is not enough for both."""


def started(module: str, *words: str) -> "subprocess.Popen[bytes]":
    """A module of ours as a process, with pipes as its input and output; it is put behind before it does anything."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # On one core several threads of linear algebra would wait for each other.
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )
    # What a system doesn't have, or a process that has ended already, is no reason not to read.
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, min(os.getpriority(os.PRIO_PROCESS, 0) + LATER, 19))
    with suppress(AttributeError, OSError):
        cores = os.sched_getaffinity(0)
        if len(cores) > 1:
            # Two of them would leave two cores' server none to answer on at once.
            os.sched_setaffinity(process.pid, {max(cores)})
    return process
