"""Reviews beside the seeds of a site, from the file to the record. Everything in them is invented."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from generator.build import Collected, collect
from generator.cache import open_cache
from generator.cli import main
from generator.config import SiteConfig
from generator.progress import Progress
from tests.site import make_site, seed_text

SIGNED = "    by: Ada Invented\n    date: 2026-11-20\n"


def collected(config: SiteConfig) -> Collected:
    with open_cache(config.root / ".cache") as cache:
        return collect(config.seeds, cache, Progress())


def write_review(config: SiteConfig, text: str, *, of: str = "pmid:1", name: str = "first") -> None:
    (config.seeds / f"{name}.review.yml").write_text(f"reviews:\n  - record: {of}\n{SIGNED}{text}", encoding="utf-8")


def test_a_review_sets_the_state_of_its_card_alone(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1), second=seed_text(2))
    before = collected(config)
    write_review(config, "    state: reviewed\n")
    after = collected(config)
    assert [row.review for row in before.summaries] == ["machine-read", "machine-read"]
    assert [row.review for row in after.summaries] == ["reviewed", "machine-read"]
    assert before.records[1].key == after.records[1].key


def test_a_review_whose_words_are_gone_is_listed_and_its_card_needs_another_look(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    item = "    items:\n      - {at: conclusions, words: It failed., sentence: It failed., verdict: confirm}\n"
    write_review(config, item)
    found = collected(config)
    assert [row.review for row in found.summaries] == ["needs another look"]
    assert [problem.path for problem in found.problems] == ["first.review.yml"]


def test_a_review_of_a_record_that_its_seed_does_not_hold_is_a_problem(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    write_review(config, "    state: reviewed\n", of="pmid:2")
    (problem,) = collected(config).problems
    assert problem.what == "reviews pmid:2, which its seed does not hold"


def test_two_seeds_of_one_name_share_their_review(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    (config.seeds / "first.txt").write_text(seed_text(2, title="Another invention."), encoding="utf-8")
    write_review(config, "    state: reviewed\n", of="pmid:2")
    found = collected(config)
    assert found.problems == ()
    assert [row.review for row in found.summaries] == ["machine-read", "reviewed"]


def test_a_review_without_its_seed_is_a_problem(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    write_review(config, "    state: reviewed\n", name="renamed")
    (problem,) = collected(config).problems
    assert str(problem) == "renamed.review.yml: reviews a seed that is not here; name it after its seed, or remove it"


def test_a_skeleton_is_written_once_and_never_over_a_review(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    run = CliRunner()
    seed = str(config.seeds / "first.nbib")
    assert run.invoke(main, ["review", seed]).exit_code == 0
    assert collected(config).problems == ()
    assert "nothing was written" in run.invoke(main, ["review", seed]).output


def test_agreement_says_so_where_nothing_was_reviewed(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    assert "Nothing has been reviewed yet" in CliRunner().invoke(main, ["agreement", str(config.seeds)]).output


def test_agreement_names_the_fields_that_were_reviewed(tmp_path: Path) -> None:
    config = make_site(tmp_path, first=seed_text(1))
    write_review(config, "    items:\n      - {at: population.sample_size, verdict: add, value: 40, note: Table 1.}\n")
    result = CliRunner().invoke(main, ["agreement", str(config.seeds)])
    assert result.exit_code == 0
    assert "population.sample_size" in result.output


def test_the_schema_of_a_review_is_printed() -> None:
    schema = json.loads(CliRunner().invoke(main, ["schema", "--review"]).output)
    assert "RecordReview" in schema["$defs"]
