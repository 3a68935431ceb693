"""That what was freed goes back to the system, where the C library is one that can be told so."""

import platform
import subprocess
import sys

import pytest

HEAPS = """
import ctypes, sys, threading
from ingest.index.memory import spare
if sys.argv[1] == "spare":
    spare()
library = ctypes.CDLL(None)
library.malloc.restype = ctypes.c_void_p
together = threading.Barrier(8)
def work():
    together.wait()
    library.malloc(100_000)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
[one.start() for one in threads]
[one.join() for one in threads]
library.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(library.fopen(b"/dev/stdout", b"w"))
library.malloc_info(0, file)
library.fclose(file)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has no arenas to limit")
def test_the_threads_of_a_process_that_stays_share_two_arenas() -> None:
    def heaps(how: str) -> int:
        done = subprocess.run([sys.executable, "-c", HEAPS, how], capture_output=True, text=True, check=True)
        return done.stdout.count("<heap nr=")

    assert heaps("spare") <= 2 < heaps("as it is")
