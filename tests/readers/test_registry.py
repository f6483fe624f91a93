"""The registry: which reader a file goes to."""

from __future__ import annotations

from pathlib import Path

from generator.problems import Problem
from generator.readers import read_path


def test_a_file_in_no_known_form_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Dear colleague, please find attached nothing at all.")
    (found,) = read_path(tmp_path / "a")
    assert isinstance(found, Problem)
    assert found.what == "is in no form that evidence-site knows"
