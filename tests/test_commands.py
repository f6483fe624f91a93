"""The command line from end to end: what people type, what they are told, and the exit code."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner, Result
from lxml import html

from generator.cli import main
from tests.site import make_site, seed_text

NO_ABSTRACT = "PMID- 7\nTI  - An invented title and nothing else.\nDP  - 2024\nPT  - Journal Article\n\n"
HOSTILE_TITLES = (
    "It's \"quoted\": 'twice' & more",
    "{{ config }} {% raw %} {# gone #}",
    "<script>window.executed = 1</script><img src=x onerror=window.executed=1>",
    "a|b|c `not code` _x_ __y__ **z**",
    "---",
    "# [link](javascript:alert(1)) ![x](y)",
    "😀 emoji and مرحبا بالعالم",
)


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def command(*words: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=given)


def commands(group: click.Command, *path: str) -> list[tuple[str, ...]]:
    if not isinstance(group, click.Group):
        return [path]
    return [path, *(found for name, one in sorted(group.commands.items()) for found in commands(one, *path, name))]


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_help_says_what_a_command_does_and_explains_every_option(words: tuple[str, ...]) -> None:
    said = command(*words, "--help")
    assert said.exit_code == 0
    assert said.output.startswith("Usage: ")
    found: click.Command = main
    for word in words:
        assert isinstance(found, click.Group)
        found = found.commands[word]
    assert (found.help or "").strip().partition("\n")[0].endswith((".", ":"))
    assert [one.name for one in found.params if isinstance(one, click.Option) and not one.help] == []


def test_without_a_site_it_is_said_what_to_do() -> None:
    for name in ("build", "generate", "serve"):
        said = command(name)
        assert said.exit_code == 1
        assert said.output == (
            "Error: mkdocs.yml: not found; run this in the folder of your site, or make one with"
            " `evidence-site init DIR`\n"
        )


def test_no_seeds_at_all_make_a_site(tmp_path: Path) -> None:
    make_site(tmp_path)
    said = command("build", "--strict")
    assert (said.exit_code, said.output.count("Error")) == (0, 0), said.output
    assert "0 cards" in said.output
    assert "Put PubMed records there" in said.output
    assert (tmp_path / "site" / "index.html").is_file()
    assert (tmp_path / "site" / "pagefind" / "pagefind.js").is_file()


def test_standard_input_is_read_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "one.nbib").write_text(seed_text(1), encoding="utf-8")
    piped, read = command("extract", "-", given=seed_text(1).encode()), command("extract", "one.nbib")
    assert (piped.exit_code, read.exit_code) == (0, 0)
    first, second = msgspec.json.decode(piped.stdout), msgspec.json.decode(read.stdout)
    assert first.pop("source")["path"] == "standard input"
    assert second.pop("source")["path"] == "one.nbib"
    assert first == second
    nothing = command("extract", "-", given=b"")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert nothing.stderr.startswith("standard input: is empty")


@pytest.mark.site
@pytest.mark.parametrize(
    ("seeds", "severity", "where", "what"),
    [
        ({"bad": ""}, "error", "bad.nbib", "is empty"),
        ({"bad": "a shopping list: milk, eggs\n"}, "error", "bad.nbib", "is in no form that evidence-site knows"),
        ({"bad": "%PDF-1.7"}, "error", "bad.nbib", "is a PDF, not a record in text"),
        (
            {"bad": seed_text(1)},
            "warning",
            "bad.nbib, record 1",
            "holds an article that 0-good.nbib holds too",
        ),
    ],
)
def test_a_bad_seed_is_one_line_and_the_others_have_their_cards(
    tmp_path: Path, seeds: dict[str, str], severity: str, where: str, what: str
) -> None:
    make_site(tmp_path, **{"0-good": seed_text(1)}, **seeds)
    built = command("build")
    assert built.exit_code == 0
    (line,) = [line for line in built.stderr.splitlines() if "bad.nbib" in line]
    assert line.startswith(f"{severity}: {where}: {what}")
    assert "; " in line, "it says what to do"
    assert (tmp_path / "site" / "cards" / "pmid-1" / "index.html").is_file()
    assert command("build", "--strict").exit_code == 1
    checked = command("check")
    assert checked.exit_code == (severity == "error")
    (row,) = [line for line in checked.output.splitlines() if line.split("  ")[0].strip() == severity]
    assert where in row
    assert what in row


@pytest.mark.site
def test_articles_without_an_abstract_or_with_addresses_that_collide_have_cards(tmp_path: Path) -> None:
    one, other = (
        seed_text(1, title=f"Inventidol {words}.")
        .replace("PMID- 1\n", "")
        .replace("DP  -", f"LID - {doi} [doi]\nDP  -")
        for words, doi in (("by mouth", "10.1000/a(b)c"), ("under the skin", "10.1000/a-b-c"))
    )
    make_site(tmp_path, bare=NO_ABSTRACT, one=one, other=other)
    built = command("build", "--strict")
    assert built.exit_code == 0, built.output
    cards = sorted(file.parent.name for file in (tmp_path / "site" / "cards").glob("*/index.html"))
    assert len(cards) == 3
    bare = (tmp_path / "site" / "cards" / "pmid-7" / "index.html").read_text(encoding="utf-8")
    assert "This record has no abstract" in bare
    assert command("check").exit_code == 0


@pytest.mark.site
def test_a_hostile_title_is_words_on_every_page(tmp_path: Path) -> None:
    seeds = {f"seed{number}": seed_text(number, title=title) for number, title in enumerate(HOSTILE_TITLES, 1)}
    make_site(tmp_path, **seeds)
    built = command("build", "--strict")
    assert built.exit_code == 0, built.output
    for number, title in enumerate(HOSTILE_TITLES, 1):
        card = html.document_fromstring((tmp_path / "site" / f"cards/pmid-{number}/index.html").read_bytes())
        heading = str(card.xpath("string(//h1)"))
        assert " ".join(heading.split()).rstrip("¶") == title
    pages = [html.document_fromstring(file.read_bytes()) for file in (tmp_path / "site").rglob("*.html")]
    assert len(pages) > len(HOSTILE_TITLES)
    for page in pages:
        assert not any("executed" in (script.text or "") for script in page.iter("script"))
        assert page.xpath("//@onerror | //@onclick | //*[starts-with(@href, 'javascript:')]") == []
