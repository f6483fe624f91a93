"""A text without the words that a pattern needs is one that the pattern does not match."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction.lexicon import FOLDER, Rule, hits, load_rules, possible
from generator.extraction.needed_words import folded, needed_words

RULES = [
    rule
    for path in sorted(FOLDER.glob("*.toml"))
    if "[[rule]]" in path.read_text(encoding="utf-8")
    for rule in load_rules(path.stem)
]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bmean age\b", ("mean age",)),
        (r"\b(?:arms?|groups?)\s\d", ("arm", "group")),
        (r"randomi[sz]ed(?: trial)?", ("randomi",)),
        (r"(?<=mean )\d+(?! years)", ()),
        (r"(?:age)?\d*", ()),
        (r"(?:weeks|\d)+", ()),
        (r"p\s*[<=>]", ("p",)),
    ],
)
def test_what_a_pattern_needs(pattern: str, words: tuple[str, ...]) -> None:
    assert needed_words(re.compile(pattern, re.IGNORECASE)) == words


@pytest.mark.parametrize("sign", ["İ", "ı", "ſ", "\N{KELVIN SIGN}"])
def test_signs_that_a_pattern_takes_for_letters_are_folded_to_them(sign: str) -> None:
    letter = next(letter for letter in "iks" if re.fullmatch(letter, sign, re.IGNORECASE))
    assert folded(f"A{sign}B") == f"a{letter}b"


@given(st.sampled_from(RULES), st.data())
@settings(max_examples=150)
def test_no_rule_that_matches_is_left_out(rule: Rule, data: st.DataObject) -> None:
    text = data.draw(
        st.from_regex(rule.pattern, alphabet=st.characters(max_codepoint=0x212A)) | st.sampled_from(rule.finds)
    )
    if rule.pattern.search(text):
        assert list(possible([rule], text)) == [rule]


def test_rules_are_tried_in_their_order() -> None:
    rules = load_rules("setting")
    text = " ".join(rule.finds[0] for rule in reversed(rules))
    assert [rule.value for rule in possible(rules, text)] == [rule.value for rule in rules]
    assert {hit.rule.value for hit in hits(rules, text)} <= {rule.value for rule in rules}
