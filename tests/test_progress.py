"""What a person sees of a build."""

import pytest

from generator.progress import Progress


def test_elsewhere_than_on_a_terminal_a_stage_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    assert list(progress.over("Reading", "abc", total=3)) == ["a", "b", "c"]
    assert capsys.readouterr().err.startswith("Reading: 3 in ")
    assert [(stage, total) for stage, total, _ in progress.timings] == [("Reading", 3)]


def test_on_a_terminal_a_stage_is_a_bar_with_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Progress().stage("Rendering", total=4) as bar:
        bar.at(3)
        bar.at(2)  # workers may be looked at in any order
        bar.at(9)  # pages of the navigation are rendered by each worker
    shown = capsys.readouterr().err
    assert "Rendering" in shown
    assert "4/4" in shown


def test_nothing_is_said_of_a_stage_with_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    list(Progress().over("Reading", [], total=0))
    list(Progress(quiet=True).over("Reading", [1], total=1))
    assert capsys.readouterr().err == ""


def test_stages_and_the_rest_make_the_whole() -> None:
    progress = Progress(quiet=True)
    list(progress.over("Reading", [1], total=1))
    assert 0 <= progress.rest <= progress.elapsed
