"""NCBI's E-utilities: search PubMed, and fetch its records as XML, as politely and as doggedly as NCBI asks.

Usage policy and rates: NLM support articles KA-05317 and KA-05510; parameters: "The E-utilities In-Depth",
https://www.ncbi.nlm.nih.gov/books/NBK25499/.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeVar

import msgspec
import requests
from msgspec import Struct
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from generator import __version__

T = TypeVar("T")

BASE_URL: Final = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
TOOL: Final = "evidence-site"
REQUESTS_A_SECOND: Final = 3
REQUESTS_A_SECOND_WITH_KEY: Final = 10
# ESearch gives out the first 10,000 PMIDs of an answer and no more.
MOST_FOUND: Final = 9_999
TRIES: Final = 6
LONGEST_WAIT: Final = 300.0
TIMEOUT: Final = (10.0, 120.0)
"""Seconds to connect, and between two pieces of an answer."""
BUSY: Final = frozenset({429, 500, 502, 503, 504})

_WHOLE_SET = re.compile(rb"<PubmedArticleSet[\s>].*</PubmedArticleSet>\s*$|<PubmedArticleSet\s*/>\s*$", re.DOTALL)
_ERROR = re.compile(rb"<ERROR>\s*(.*?)\s*</ERROR>", re.DOTALL)


class EutilsError(Exception):
    """NCBI gave no usable answer. The message says what it answered and what to do."""


class Clock(Protocol):
    """The time, so that tests need not wait."""

    def now(self) -> float:
        """Seconds that only go up."""

    def sleep(self, seconds: float) -> None:
        """Returns that much later."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        """Seconds since some start."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)


class Access(Struct, frozen=True, kw_only=True):
    """Who asks, and where."""

    base_url: str = BASE_URL
    email: str | None = None
    api_key: str | None = None

    @property
    def interval(self) -> float:
        """Seconds from one request to the next."""
        return 1 / (REQUESTS_A_SECOND_WITH_KEY if self.api_key else REQUESTS_A_SECOND)

    @property
    def parameters(self) -> dict[str, str]:
        """What every request says of who asks."""
        said = {"db": "pubmed", "tool": TOOL, "email": self.email, "api_key": self.api_key}
        return {name: value for name, value in said.items() if value}


class Eutils:
    """A connection to E-utilities that keeps to NCBI's rates and asks again where that may help."""

    def __init__(
        self,
        access: Access,
        *,
        clock: Clock | None = None,
        timeout: tuple[float, float] = TIMEOUT,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._access = access
        self._clock = clock or SystemClock()
        self._timeout = timeout
        self._say = say
        self._next_at = self._clock.now()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"{TOOL}/{__version__}"

    def search(self, query: str) -> list[str]:
        """The PMIDs that a query finds, in PubMed's order. Raises ``EutilsError``, also for more than 9,999."""
        answer = self._ask("esearch.fcgi", {"term": query, "retmode": "json", "retmax": str(MOST_FOUND)}, _read_search)
        if answer.count > MOST_FOUND:
            raise EutilsError(f"PubMed finds {answer.count} articles and gives out {MOST_FOUND}; narrow the query")
        return list(answer.idlist)

    def fetch(self, pmids: Sequence[str]) -> bytes:
        """The records of the PMIDs that PubMed has, as one ``PubmedArticleSet``. Raises ``EutilsError``."""
        return self._ask("efetch.fcgi", {"id": ",".join(pmids), "retmode": "xml"}, _read_set)

    def _ask(self, program: str, parameters: dict[str, str], read: Callable[[bytes], T]) -> T:
        """What ``read`` makes of the answer; asked again, ever later, while it is none."""
        for attempt in range(TRIES):
            try:
                return read(self._post(program, parameters))
            except _NoAnswerError as failure:
                if attempt == TRIES - 1:
                    raise EutilsError(f"NCBI gave no answer in {TRIES} tries: {failure}; try again later") from failure
                wait = min(LONGEST_WAIT, failure.after if failure.after is not None else 2.0**attempt)
                self._say(f"{failure}; asking again in {wait:.0f} s")
                self._clock.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _post(self, program: str, parameters: dict[str, str]) -> bytes:
        """The body of one answer. Raises ``_NoAnswerError`` where the server or the line failed."""
        now = self._clock.now()
        if now < self._next_at:
            self._clock.sleep(self._next_at - now)
        self._next_at = max(now, self._next_at) + self._access.interval
        address = f"{self._access.base_url.rstrip('/')}/{program}"
        try:
            answer = self._session.post(address, data=self._access.parameters | parameters, timeout=self._timeout)
        except requests.RequestException as error:
            raise _NoAnswerError(f"no whole answer from {address} ({type(error).__name__})") from error
        if answer.status_code in BUSY:
            raise _NoAnswerError(f"NCBI answered {answer.status_code} {answer.reason}", after=_retry_after(answer))
        if not answer.ok:
            said = _ERROR.search(answer.content)
            reason = said[1].decode("utf-8", "replace") if said else answer.reason
            raise EutilsError(
                f"NCBI refused the request ({answer.status_code}: {reason}); check the PMIDs or the query"
            )
        return answer.content


class _NoAnswerError(Exception):
    """No answer yet; ``after`` is how many seconds the server asks to wait, if it does."""

    def __init__(self, what: str, *, after: float | None = None) -> None:
        super().__init__(what)
        self.after = after


def _retry_after(answer: requests.Response) -> float | None:
    value = answer.headers.get("Retry-After")
    try:
        return Retry().parse_retry_after(value) if value else None
    except InvalidHeader:
        return None


class _Found(Struct, frozen=True):
    idlist: tuple[str, ...] = ()
    count: int = 0
    error: str | None = msgspec.field(name="ERROR", default=None)


def _read_search(body: bytes) -> _Found:
    try:
        found = msgspec.json.decode(body, type=dict[str, msgspec.Raw])["esearchresult"]
        answer = msgspec.json.decode(found, type=_Found, strict=False)
    except (msgspec.DecodeError, KeyError) as error:
        raise _NoAnswerError(f"NCBI answered {_kind(body)} in place of a list of PMIDs") from error
    if answer.error:
        raise EutilsError(f"PubMed could not search: {answer.error}; check the query")
    return answer


def _read_set(body: bytes) -> bytes:
    """The body, if it is a whole set: NCBI sends error pages, and parts, with status 200 too."""
    if _WHOLE_SET.search(body):
        return body
    if said := _ERROR.search(body):
        raise EutilsError(f"NCBI could not fetch: {said[1].decode('utf-8', 'replace')}; check the PMIDs")
    raise _NoAnswerError(f"NCBI answered {_kind(body)} in place of records")


def _kind(body: bytes) -> str:
    start = body.lstrip()[:200].lower()
    if not start:
        return "nothing"
    if b"<html" in start or start.startswith(b"<!doctype html"):
        return "a web page"
    return "half a set" if b"<pubmedarticleset" in start or b"<?xml" in start else "something else"
