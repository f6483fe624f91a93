"""Whatever the path of changes, the site is the one that a clean build makes, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from generator import build as build_module
from generator import engine, search_index
from generator.build import BuildError, build_site
from generator.config import load_config
from generator.engine import EngineError
from generator.progress import Progress
from tests.site import make_site, seed_text

NAMES = st.sampled_from(["a", "b", "c"])
PMIDS = st.integers(1, 4)
TITLES = st.sampled_from(["Inventidol in an invented disease.", "Placebodine <b>&</b> {{ nothing }}: a trial."])
RESULTS = st.sampled_from(
    [
        "RESULTS: A response was seen in 12 of 40 patients (30%).",
        "RESULTS: A response was seen in 12 of 40 patients (45%).",
        None,
    ]
)
FEW = 3
"""Pages in a shard of the search index, and pages that are rendered at once."""
REVIEWS = st.sampled_from([None, "reviewed", "partly reviewed"])
REVIEW = "reviews:\n  - {{record: pmid:1, by: Ada Invented, date: 2026-11-20, state: {state}}}\n"
TEMPLATES = st.sampled_from([None, "{# Ours. #}\nOurs\n"])


class Editors(RuleBasedStateMachine):
    """People who change a site in any order, with builds in between, some of them killed."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.config = make_site(self.home / "site")
        text = self.config.file.read_text(encoding="utf-8")
        self.config.file.write_text(text.replace("index.md}]", "index.md}, {About: about.md}]"), encoding="utf-8")
        self.built = False

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    @initialize()
    def first_build(self) -> None:
        self.build()

    @rule(name=NAMES, pmid=PMIDS, title=TITLES, result=RESULTS)
    def save_seed(self, name: str, pmid: int, title: str, result: str | None) -> None:
        text = seed_text(pmid, title=title, abstract=result or "")
        (self.config.seeds / f"{name}.nbib").write_text(text, encoding="utf-8")
        self.built = False

    @rule(name=NAMES)
    def remove_seed(self, name: str) -> None:
        (self.config.seeds / f"{name}.nbib").unlink(missing_ok=True)
        self.built = False

    @rule(name=NAMES, other=NAMES)
    def rename_seed(self, name: str, other: str) -> None:
        file = self.config.seeds / f"{name}.nbib"
        if file.exists():
            file.replace(self.config.seeds / f"{other}.nbib")
        self.built = False

    @rule(text=TEMPLATES)
    def change_template(self, text: str | None) -> None:
        file = self.config.templates / "partials" / "take_away.md.j2"
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.built = False

    @rule(name=NAMES, state=REVIEWS)
    def review(self, name: str, state: str | None) -> None:
        file = self.config.seeds / f"{name}.review.yml"
        file.unlink(missing_ok=True)
        if state is not None:
            file.write_text(REVIEW.format(state=state), encoding="utf-8")
        self.built = False

    @rule(path=st.sampled_from(["index.html", "cards/pmid-1/index.html", "browse/studies/index.html"]))
    def deface_a_page(self, path: str) -> None:
        file = self.config.site / path
        if file.exists():
            file.write_text("defaced", encoding="utf-8")
        self.built = False

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.config.root / ".cache", ignore_errors=True)
        self.built = False

    @rule(text=st.sampled_from(["One.", "Two.", None]))
    def write_a_page(self, text: str | None) -> None:
        file = self.config.docs / "about.md"
        file.unlink(missing_ok=True)
        if text is not None:
            file.write_text(f"# About\n\n{text}\n", encoding="utf-8")
        self.built = False

    @rule(name=st.sampled_from(["render", "indexing", "_replace", "keep_manifest", "_keep_build"]))
    def kill_a_build(self, name: str) -> None:
        before = tree(self.config.site)
        with patch.object(build_module, name, side_effect=EngineError("killed")):
            try:
                build_site(self.config, Progress(quiet=True))
            except (BuildError, EngineError):
                # The next site stands already, only the cache does not know.
                assert name in ("keep_manifest", "_keep_build") or tree(self.config.site) == before

    @precondition(lambda self: not self.built)
    @rule()
    def build(self) -> None:
        build_site(self.config, Progress(quiet=True))
        self.built = True

    @invariant()
    def a_built_site_is_a_clean_one(self) -> None:
        if not self.built:
            return
        clean = self.home / "clean"
        shutil.copytree(
            self.config.root, clean, ignore=shutil.ignore_patterns(".cache", "site", "cards", "browse", "exports")
        )
        config = load_config(clean / "mkdocs.yml")
        build_site(config, Progress(quiet=True))
        assert tree(self.config.site) == tree(config.site)
        assert tree(self.config.docs) == tree(config.docs)
        shutil.rmtree(clean)


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.site
def test_any_path_of_changes_ends_in_the_site_of_a_clean_build() -> None:
    with (
        patch.object(search_index, "MOST_IN_SHARD", FEW),  # so that shards split and grow together again
        patch.object(engine, "MOST_IN_SHARE", FEW),  # so that pages are rendered in several shares
        patch.object(build_module, "FEW_CHANGED", 0),  # so that the last site but one always becomes the next
    ):
        walk()


def walk() -> None:
    run_state_machine_as_test(
        Editors,
        settings=settings(
            max_examples=4,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
