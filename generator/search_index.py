"""The search index: Pagefind over the rendered pages, its files under ``pagefind/`` of the site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NOT_WORDS = ".headerlink"
"""What stands on pages and is nobody's words: the sign that links a heading."""


class SearchIndexError(Exception):
    """Pagefind did not make an index; the message is its own."""


def index_site(site: Path) -> None:
    """Writes the search index of a rendered site into it. Raises ``SearchIndexError``."""
    done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            str(site),
            "--silent",
            "--force-language",
            "en",
            "--exclude-selectors",
            NOT_WORDS,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SearchIndexError(f"Pagefind: {(done.stderr or done.stdout).strip()}")
