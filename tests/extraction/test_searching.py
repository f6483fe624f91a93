"""A search that is tried only where words stand finds all that a search of the whole text finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extraction.lexicon import FOLDER, Rule, Rules, first_hit, hits, holding, load_rules, matches
from generator.extraction.searching import Patterns, Sought, search, search_all, sought

LEXICONS = [
    load_rules(path.stem) for path in sorted(FOLDER.glob("*.toml")) if "[[rule]]" in path.read_text(encoding="utf-8")
]
RULES = [rule for rules in LEXICONS for rule in rules]
EXAMPLES = [text for rule in RULES for text in (*rule.finds, *rule.leaves)]

Spans = list[tuple[int, int]]


def found(patterns: Patterns[Sought], text: str, start: int, stop: int) -> Spans:
    return [match.span() for match in search_all(patterns, text, start, stop)]


def there(pattern: re.Pattern[str], text: str, start: int, stop: int) -> Spans:
    return [match.span() for match in pattern.finditer(text, start, stop)]


def a_text(rule: Rule) -> st.SearchStrategy[str]:
    """An example of the rule or a string that it matches, among sentences of other rules."""
    matching = st.from_regex(rule.pattern, alphabet=st.characters(max_codepoint=0x212A))
    others = st.lists(st.sampled_from(EXAMPLES) | st.just("In ſum, ٣ KITTENS. " * 21), max_size=3).map(" ".join)
    return st.tuples(others, st.sampled_from(rule.finds) | matching, others).map(" ".join)


@given(st.sampled_from(RULES), st.data())
@settings(max_examples=150)
def test_nothing_that_a_rule_matches_is_left_out(rule: Rule, data: st.DataObject) -> None:
    text = data.draw(a_text(rule))
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    alone = sought(rule.pattern)
    assert found(alone, text, 0, len(text)) == there(rule.pattern, text, 0, len(text))
    assert found(alone, text, start, stop) == there(rule.pattern, text, start, stop)


@pytest.mark.parametrize("rules", LEXICONS, ids=lambda rules: rules[0].value)
def test_all_rules_together_find_what_each_finds_alone(rules: Rules) -> None:
    for text in ("", " ".join(EXAMPLES[::23]), *(example for rule in rules for example in rule.finds)):
        alone = [(rule, span) for rule in rules for span in there(rule.pattern, text, 0, len(text))]
        assert [(rule, match.span()) for rule, match in matches(rules, text)] == alone
        assert list(holding(rules, text)) == list(dict.fromkeys(rule for rule, _ in alone))
        first = first_hit(rules, text)
        assert (first is None) == (not alone)


@pytest.mark.parametrize("repeated", [1, 60], ids=["a short text", "a long text"])
@pytest.mark.parametrize(
    "pattern", [r"^$", r"^\d*", r"x*", r"\bnon(?=e)", r"(?<=ab)c", r"(?<=\bof )\d", r"(?:^|\ba )\d+ of \d", r"a|ab"]
)
def test_a_pattern_that_may_match_nothing_or_looks_around(pattern: str, repeated: int) -> None:
    compiled = re.compile(pattern)
    patterns = sought(compiled)
    for text in ("", *(part * repeated for part in ("none ab abc a 3 of 4 ", "12 of 7, xx "))):
        for start, stop in ((0, len(text)), (0, len(text) // 2), (2, len(text)), (len(text), len(text))):
            assert found(patterns, text, start, stop) == there(compiled, text, start, stop)
            assert (search(patterns, text, start, stop) is None) == (compiled.search(text, start, stop) is None)


def test_rules_are_tried_in_their_order() -> None:
    rules = load_rules("setting")
    text = " ".join(rule.finds[0] for rule in reversed(rules))
    assert [rule.value for rule in holding(rules, text)] == [rule.value for rule in rules]
    assert {hit.rule.value for hit in hits(rules, text)} <= {rule.value for rule in rules}
