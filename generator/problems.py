"""What is wrong with a seed, said so that its owner can act: the file, the place, what is wrong, what to do."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """Whether an article was lost (``error``) or only something about it is odd (``warning``)."""

    ERROR = "error"
    WARNING = "warning"


class Problem(Struct, frozen=True, kw_only=True):
    """One problem. Readers yield it in place of the article they could not read, and go on."""

    path: str
    what: str
    """One clause, without a full stop: ``record 17 ends inside its abstract``."""
    do: str
    """The next step, in the imperative: ``export the record again``."""
    record: int | None = None
    """0-based position of the record in the file."""
    line: int | None = None
    """1-based line of the file."""
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """``file.nbib:210, record 17``, as far as it is known."""
        line = f":{self.line}" if self.line is not None else ""
        record = f", record {self.record + 1}" if self.record is not None else ""
        return f"{self.path}{line}{record}"

    def __str__(self) -> str:
        return f"{self.place}: {self.what}; {self.do}"
