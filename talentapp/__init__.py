"""TalentApp matches overseas specialists with university and chip-firm projects."""

import os

__version__ = "0.1.0"

# The sums of one thread do not depend on how many cores a machine has, and the products that scores are made of are
# too small to be shared: two threads, which wait for each other, took twice the CPU time of one. Read by numpy.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
