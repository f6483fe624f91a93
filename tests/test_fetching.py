"""Fetching, against a server of our own that behaves as badly as the network. Its records are invented."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

from generator import fetching
from generator.cli import main
from generator.eutils import TRIES, Access, Eutils, EutilsError
from generator.fetching import Outcome, fetch_records, find_updates, pmids_in, write_update

Answer = Callable[[BaseHTTPRequestHandler, dict[str, str]], None]
ERROR_PAGE = b"<!DOCTYPE html><html><body>Something went wrong</body></html>"


def record(pmid: str, *, title: str = "An invented trial.", retracted: bool = False) -> str:
    links = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Inv</RefSource>'
        "</CommentsCorrections></CommentsCorrectionsList>"
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>{title}</ArticleTitle></Article>"
        f"{links if retracted else ''}</MedlineCitation></PubmedArticle>"
    )


def send(handler: BaseHTTPRequestHandler, body: bytes, *, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


class Ncbi:
    """The server: records by PMID, and odd answers that come before the good ones."""

    def __init__(self) -> None:
        self.records = {pmid: record(pmid) for pmid in ("1", "2", "3")}
        self.odd: list[Answer] = []
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/eutils/"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        program = handler.path.rpartition("/")[2]
        self.asked.append((program, asked))
        if self.odd:
            self.odd.pop(0)(handler, asked)
        elif program == "esearch.fcgi":
            listed = ",".join(f'"{pmid}"' for pmid in self.records)
            send(handler, f'{{"esearchresult": {{"count": "{len(self.records)}", "idlist": [{listed}]}}}}'.encode())
        else:
            send(handler, self.set_of(asked["id"].split(",")))

    def set_of(self, pmids: list[str]) -> bytes:
        found = "\n".join(self.records[pmid] for pmid in pmids if pmid in self.records)
        return f'<?xml version="1.0" ?>\n<PubmedArticleSet>{found}</PubmedArticleSet>\n'.encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        ncbi = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                ncbi.answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                pass

        return Handler


class Clock:
    """A clock on which sleeping takes no time."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds


@pytest.fixture
def ncbi() -> Iterator[Ncbi]:
    server = Ncbi()
    yield server
    server.stop()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def connect(ncbi: Ncbi, clock: Clock, *, key: str | None = None, timeout: float = 5) -> Eutils:
    return Eutils(Access(base_url=ncbi.url, email="a@b.example", api_key=key), clock=clock, timeout=(timeout, timeout))


def half(handler: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
    send(handler, b"<?xml version='1.0'?><PubmedArticleSet><Pub", Content_Length="1000")


def half_but_well_counted(handler: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
    send(handler, b"<?xml version='1.0'?><PubmedArticleSet>" + record("1").encode()[:-20])


def page(handler: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
    send(handler, ERROR_PAGE)


def failing(handler: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
    send(handler, ERROR_PAGE, status=502)


def silent(handler: BaseHTTPRequestHandler, asked: dict[str, str]) -> None:
    time.sleep(0.3)


@pytest.mark.parametrize("odd", [half, half_but_well_counted, page, failing])
def test_a_bad_answer_is_asked_for_again_and_later(ncbi: Ncbi, clock: Clock, tmp_path: Path, odd: Answer) -> None:
    ncbi.odd = [odd, odd]
    outcomes = dict(fetch_records(["1", "2"], tmp_path, connect(ncbi, clock)))
    assert outcomes == {"1": Outcome.WRITTEN, "2": Outcome.WRITTEN}
    assert [wait for wait in clock.slept if wait >= 1] == [1.0, 2.0]


def test_a_slow_answer_is_given_up_and_asked_for_again(ncbi: Ncbi, clock: Clock, tmp_path: Path) -> None:
    ncbi.odd = [silent]
    assert dict(fetch_records(["1"], tmp_path, connect(ncbi, clock, timeout=0.1))) == {"1": Outcome.WRITTEN}
    assert len(ncbi.asked) == 2


def test_the_server_says_how_long_to_wait(ncbi: Ncbi, clock: Clock, tmp_path: Path) -> None:
    ncbi.odd = [lambda handler, _: send(handler, b"", status=429, Retry_After="17")]
    list(fetch_records(["1"], tmp_path, connect(ncbi, clock)))
    assert 17.0 in clock.slept


def test_after_enough_tries_the_answer_is_named(ncbi: Ncbi, clock: Clock, tmp_path: Path) -> None:
    ncbi.odd = [page] * TRIES
    with pytest.raises(EutilsError, match="in 6 tries: NCBI answered a web page in place of records"):
        list(fetch_records(["1"], tmp_path, connect(ncbi, clock)))
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_is_not_asked_for_again(ncbi: Ncbi, clock: Clock) -> None:
    ncbi.odd = [lambda handler, _: send(handler, b"<ERROR>no such key</ERROR>", status=400)]
    with pytest.raises(EutilsError, match=r"NCBI refused the request \(400: no such key\)"):
        connect(ncbi, clock).fetch(["1"])
    assert len(ncbi.asked) == 1


@pytest.mark.parametrize(("key", "interval"), [(None, 0.333), ("k", 0.1)])
def test_requests_keep_ncbis_pace_and_say_who_asks(ncbi: Ncbi, clock: Clock, key: str | None, interval: float) -> None:
    eutils = connect(ncbi, clock, key=key)
    for _ in range(3):
        eutils.fetch(["1"])
    assert clock.slept == [interval, interval]
    said = {"db": "pubmed", "id": "1", "retmode": "xml", "tool": "evidence-site", "email": "a@b.example"}
    assert ncbi.asked[0] == ("efetch.fcgi", said | ({"api_key": key} if key else {}))


def test_each_record_gets_a_file_and_an_absent_one_is_said(ncbi: Ncbi, clock: Clock, tmp_path: Path) -> None:
    outcomes = dict(fetch_records(["1", "9", "3"], tmp_path, connect(ncbi, clock)))
    assert outcomes == {"1": Outcome.WRITTEN, "9": Outcome.MISSING, "3": Outcome.WRITTEN}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pmid-1.xml", "pmid-3.xml"]
    assert record("3") in (tmp_path / "pmid-3.xml").read_text()


def test_a_run_that_broke_off_goes_on_where_it_was(
    ncbi: Ncbi, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "BATCH", 1)
    ncbi.odd = [lambda handler, asked: send(handler, ncbi.set_of(["1"])), *[failing] * TRIES]
    with pytest.raises(EutilsError):
        list(fetch_records(["1", "2"], tmp_path, connect(ncbi, clock)))
    asked = len(ncbi.asked)
    outcomes = dict(fetch_records(["1", "2"], tmp_path, connect(ncbi, clock)))
    assert outcomes == {"1": Outcome.THERE, "2": Outcome.WRITTEN}
    assert [parameters["id"] for _, parameters in ncbi.asked[asked:]] == ["2"]


def test_a_file_that_differs_is_replaced_only_when_asked(ncbi: Ncbi, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "pmid-1.xml").write_text("mine")
    assert dict(fetch_records(["1"], tmp_path, connect(ncbi, clock))) == {"1": Outcome.THERE}
    assert (tmp_path / "pmid-1.xml").read_text() == "mine"
    assert dict(fetch_records(["1"], tmp_path, connect(ncbi, clock), again=True)) == {"1": Outcome.REPLACED}
    assert dict(fetch_records(["1"], tmp_path, connect(ncbi, clock), again=True)) == {"1": Outcome.SAME}


def test_updates_are_told_before_they_are_written(ncbi: Ncbi, clock: Clock, tmp_path: Path) -> None:
    eutils = connect(ncbi, clock)
    list(fetch_records(["1", "2", "3"], tmp_path, eutils))
    ncbi.records["1"] = record("1", retracted=True)
    ncbi.records["2"] = record("2", title="A corrected title.")
    del ncbi.records["3"]
    before = (tmp_path / "pmid-1.xml").read_bytes()
    found = dict(find_updates(tmp_path, eutils))
    assert found["3"] is Outcome.MISSING
    updates = [update for update in found.values() if not isinstance(update, Outcome)]
    assert [update.changes for update in updates] == [
        ("Retracted", "record revised (notices)"),
        ("record revised (title)",),
    ]
    assert (tmp_path / "pmid-1.xml").read_bytes() == before
    for update in updates:
        write_update(update)
    assert {type(update) for update in dict(find_updates(tmp_path, eutils)).values()} == {Outcome}


def test_an_export_gets_a_file_beside_it_only_for_a_notice(ncbi: Ncbi, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "export.nbib").write_text("PMID- 1\nTI  - One.\n\nPMID- 2\nTI  - Two.\n")
    ncbi.records["2"] = record("2", retracted=True)
    found = dict(find_updates(tmp_path, connect(ncbi, clock)))
    assert found["1"] is Outcome.SAME
    assert not isinstance(found["2"], Outcome)
    assert (found["2"].path.name, found["2"].changes) == ("pmid-2.xml", ("Retracted",))


def test_pmids_are_read_from_any_list() -> None:
    assert pmids_in("1, 2;3\n# 4\n5 # note\n1 PMC7 x") == (["1", "2", "3", "5"], ["PMC7", "x"])


def run(ncbi: Ncbi, *arguments: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [*arguments, "--base-url", ncbi.url], input=answer)


def test_the_commands_fetch_a_query_and_update_after_asking(ncbi: Ncbi, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    fetched = run(ncbi, "fetch", "--query", "inventine", "9", "--seeds", str(seeds))
    assert fetched.exit_code == 1
    assert "PMID 9: not in PubMed\n" in fetched.output
    assert f"1 not in PubMed, 3 written in {seeds}.\n" in fetched.output
    ncbi.records["1"] = record("1", retracted=True)
    told = run(ncbi, "update", "--seeds", str(seeds), "--dry-run")
    assert told.output == "PMID 1: Retracted; record revised (notices)\n3 records asked for, 1 changed.\n"
    assert run(ncbi, "update", "--seeds", str(seeds), answer="n\n").exit_code == 1
    assert run(ncbi, "update", "--seeds", str(seeds), answer="y\n").exit_code == 0
    assert run(ncbi, "update", "--seeds", str(seeds)).output == "3 records asked for, 0 changed.\n"


def test_what_is_no_pmid_is_refused_before_anything_is_asked(ncbi: Ncbi, tmp_path: Path) -> None:
    refused = run(ncbi, "fetch", "1", "../x", "--seeds", str(tmp_path))
    assert refused.exit_code == 2
    assert "these are no PMIDs: ../x" in refused.output
    assert ncbi.asked == []
