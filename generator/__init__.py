"""evidence-site: PubMed records in, a published website of evidence cards out."""

import os

# NumPy reads this as it is loaded. Its matrices here are too small to gain from threads, and builds have processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
