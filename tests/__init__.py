"""The tests. What multiplies numbers gets one thread in each of their processes, which are as many as there are cores:
with more, each waits for the others in a loop, and the same work costs up to six times the CPU."""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
