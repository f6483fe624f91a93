"""Every rule of every lexicon finds its examples and leaves the others; broken files say what is wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.extraction import lexicon
from generator.extraction.lexicon import FOLDER, LexiconError, Rule, Rules, first_hit, hits, load_rules, load_words

Loader = Callable[[str], Rules]
RULE_FILES = sorted(path.stem for path in FOLDER.glob("*.toml") if "[[rule]]" in path.read_text(encoding="utf-8"))
RULES = [pytest.param(rule, id=f"{name}-{rule.value}") for name in RULE_FILES for rule in load_rules(name)]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_examples_and_leaves_the_others(rule: Rule) -> None:
    assert rule.finds
    assert [text for text in rule.finds if not rule.pattern.search(text)] == []
    assert [text for text in rule.leaves if rule.pattern.search(text)] == []


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_a_word_list_loads_and_names_its_source(name: str) -> None:
    assert load_words(name)
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8").startswith("#")


@pytest.fixture
def rules_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loader]:
    """A function that loads a rule file with the given text."""
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    load_rules.cache_clear()

    def load(text: str) -> Rules:
        (tmp_path / "invented.toml").write_text(text, encoding="utf-8")
        return load_rules("invented")

    yield load
    load_rules.cache_clear()


WHOLE = "about = 'x'\n[[rule]]\nvalue = 'a'\npattern = 'a'\nfinds = ['a']\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (WHOLE + "colour = 'red'", "unknown key colour; known: finds, leaves, pattern, reason, value"),
        ("about = 'x'\n[[rule]]\nvalue = 'a'\nfinds = ['a']", "invented.toml, rule 1: no pattern"),
        (WHOLE.replace("'a'\nfinds", "'('\nfinds"), "the pattern is no regular expression"),
        (WHOLE.replace("'a'\nfinds", "'{arm} a'\nfinds"), "no part arm; known: none"),
        ("extra = ['kind']\n" + WHOLE, "rule 1: no kind"),
    ],
)
def test_a_broken_rule_file_says_what_is_wrong(rules_of: Loader, text: str, says: str) -> None:
    with pytest.raises(LexiconError, match=says.replace("(", r"\(")):
        rules_of(text)


def test_parts_and_extra_keys_reach_the_rule(rules_of: Loader) -> None:
    text = (
        "extra = ['kind']\n" + WHOLE.replace("'a'\nfinds", "'the {arm}'\nfinds") + "kind = 'k'\n[parts]\narm = 'arms?'"
    )
    (rule,) = rules_of(text)
    assert rule.pattern.search("THE ARMS")
    assert rule.extra == {"kind": "k"}


def test_the_group_words_is_what_was_found(rules_of: Loader) -> None:
    rules = rules_of(WHOLE.replace("'a'\nfinds", "'of (?P<words>\\w+) years'\nfinds"))
    (hit,) = hits(rules, "a period of ten years")
    assert "a period of ten years"[hit.start : hit.end] == "ten"


def test_the_first_hit_begins_first_whatever_the_order_of_the_rules(rules_of: Loader) -> None:
    second = WHOLE.split("\n", 1)[1].replace("'a'", "'b'")
    rules = rules_of(WHOLE + second)
    hit = first_hit(rules, "cba")
    assert hit is not None
    assert (hit.rule.value, hit.start, hit.end) == ("b", 1, 2)
