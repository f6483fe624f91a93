"""The site's configuration: what ``mkdocs.yml`` says, and what ``extra.evidence`` in it says to us."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct
from yaml_env_tag import construct_env_tag


class ConfigError(Exception):
    """The configuration cannot be used; the message names the file, the place and what to do."""


class AbstractText(StrEnum):
    """How much of an abstract the site shows. Abstracts may belong to their publishers."""

    QUOTES = "quotes"
    """Only the sentences that the card's values quote."""
    FULL = "full"
    """The whole text, on the site and in the exports."""
    NONE = "none"
    """Nothing: values link to the article instead."""


class EvidenceOptions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``extra.evidence`` of ``mkdocs.yml``."""

    seeds: str = "seeds"
    """The folder of seeds, from the configuration file's own folder."""
    templates: str = "templates"
    """A folder whose templates go before the program's own."""
    abstract: AbstractText = AbstractText.QUOTES
    citation_tags: bool = True
    """Whether cards carry ``citation_*`` and ``schema.org`` metadata of the article they describe."""


class SiteConfig(Struct, frozen=True, kw_only=True):
    """What the generator needs to know of a site."""

    file: Path
    site_name: str
    site_url: str | None
    docs: Path
    site: Path
    seeds: Path
    templates: Path
    options: EvidenceOptions

    @property
    def root(self) -> Path:
        """The folder of ``mkdocs.yml``."""
        return self.file.parent


class _Loader(yaml.SafeLoader):
    """YAML as MkDocs writes it: ``!ENV`` reads the environment; other tags (``!!python/name:``) mean nothing to us."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def load_config(file: Path) -> SiteConfig:
    """The configuration in an ``mkdocs.yml``. Raises ``ConfigError``."""
    raw = _read_yaml(file)
    options = _read_options(file, raw)
    root = file.parent
    return SiteConfig(
        file=file,
        site_name=str(raw.get("site_name") or "Evidence"),
        site_url=raw.get("site_url") or None,
        docs=root / (raw.get("docs_dir") or "docs"),
        site=root / (raw.get("site_dir") or "site"),
        seeds=root / options.seeds,
        templates=root / options.templates,
        options=options,
    )


def _read_yaml(file: Path) -> dict[str, Any]:
    """The settings in a file of MkDocs', its own tags left out. Raises ``ConfigError``."""
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    except FileNotFoundError as error:
        raise ConfigError(
            f"{file}: not found; run this in the folder of your site, or make one with `evidence-site init DIR`"
        ) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{file}:{line}: {error.problem}; mend the YAML there") from error
    if not isinstance(raw, dict):
        raise ConfigError(f"{file}: holds no settings; it needs at least a site_name")
    return raw


def _read_options(file: Path, raw: dict[str, Any]) -> EvidenceOptions:
    extra = raw.get("extra")
    evidence = extra.get("evidence") if isinstance(extra, dict) else None
    try:
        return msgspec.convert(evidence or {}, EvidenceOptions)
    except msgspec.ValidationError as error:
        known = ", ".join(EvidenceOptions.__struct_fields__)
        raise ConfigError(f"{file}: extra.evidence: {error}; it may hold {known}") from error
