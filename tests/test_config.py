"""The site's configuration."""

from pathlib import Path

import pytest

from generator.config import AbstractText, ConfigError, load_config


def write(folder: Path, text: str) -> Path:
    file = folder / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_folders_are_found_from_the_configuration_file(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, "site_name: Ours\nextra: {evidence: {seeds: in, abstract: full}}\n"))
    assert config.seeds == tmp_path / "in"
    assert config.docs == tmp_path / "docs"
    assert config.options.abstract is AbstractText.FULL


def test_tags_of_mkdocs_are_no_obstacle(tmp_path: Path) -> None:
    text = "site_name: Ours\nx: !!python/name:material.extensions.emoji.twemoji\n"
    assert load_config(write(tmp_path, text)).site_url is None


@pytest.mark.parametrize("address", [None, "https://evidence.example/site"])
def test_the_environment_may_say_where_the_site_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    if address:
        monkeypatch.setenv("SITE_URL", address)
    text = "site_name: Ours\nsite_url: !ENV [SITE_URL, null]\n"
    assert load_config(write(tmp_path, text)).site_url == address


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("site_name: [", "mkdocs.yml:1"),
        ("just words", "holds no settings"),
        ("extra: {evidence: {seed: x}}", "it may hold seeds, templates"),
        ("extra: {evidence: {abstract: some}}", "abstract"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_config(write(tmp_path, text))


def test_a_missing_configuration_names_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="evidence-site init"):
        load_config(tmp_path / "mkdocs.yml")
