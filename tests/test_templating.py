"""Front matter says what it was given, whatever that is."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.templating import front_matter

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]
TEXTS = st.text(st.characters(codec="utf-8"))


@pytest.mark.parametrize("loader", LOADERS)
@given(text=TEXTS)
def test_any_text_is_read_back_from_it(loader: type, text: str) -> None:
    meta = {"title": text, "shown": {"type": text}, "citation": [["citation_title", text]]}
    assert _read(front_matter(**meta), loader) == meta


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text", ["no", "1.0", "2020-01-01", "a: b", "---", "\n---\n", "é\u2028\u0085\ufeff\x7f😀", "x" * 2000]
)
def test_what_yaml_reads_as_something_else_stays_a_text(loader: type, text: str) -> None:
    assert _read(front_matter(title=text, terms=[text]), loader) == {"title": text, "terms": [text]}


def _read(matter: str, loader: type) -> object:
    found = re.fullmatch(r"---\n(.*?\n)---\n", matter, re.DOTALL)
    assert found
    return yaml.load(found[1], loader)
