"""Python's search for objects that refer to each other in circles, held rarely where few are made.

What nothing refers to any more is freed at once. The search is for the rest, and is held whenever 700 more objects live
than before, which is many times an article; in a build it took a twelfth of the time of one seed more, and of
extraction 3 to 8%. Memory stays what it was: nothing that lives long is in a circle.
"""

from __future__ import annotations

import gc

_MORE_OBJECTS = 50_000
"""Some 10 MB, were they all in circles."""


def search_rarely() -> None:
    """Lets this process, which must be ours alone, search rarely."""
    gc.set_threshold(_MORE_OBJECTS)
