"""What the judges make of numbers and names that rules found. All texts are invented."""

from itertools import accumulate

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.article import Article, Role
from generator.evidence import Design, Finding, Group, GroupRole, Population, Quote, Sentence
from generator.extraction.describing import PEOPLE_FEATURES, description_features, description_likelihoods
from generator.extraction.features import Passage
from generator.extraction.findings import judging, read_findings
from generator.extraction.findings.arms import Arm
from generator.extraction.findings.around import Span
from generator.extraction.findings.judging import (
    ARM_FEATURES,
    LINE_FEATURES,
    PAIR_FEATURES,
    Options,
    Scene,
    choose,
)
from generator.extraction.findings.kinds import Result, find_results
from generator.extraction.findings.measures import find_measures
from generator.extraction.groups.judging import GROUP_FEATURES
from generator.extraction.groups.roles import ROLE_FEATURES
from generator.extraction.likelihoods import PARTS, Likelihoods
from generator.extraction.mentions import Mention, MentionKind
from generator.extraction.names import names_of
from generator.extraction.naming import (
    CONDITION_FEATURES,
    TREATMENT_FEATURES,
    Treatment,
    Treatments,
    condition_features,
    likelihoods,
    treatment_features,
)
from generator.extraction.network import TOPICS
from generator.extraction.numbers import find_numbers
from generator.extraction.quoting import quote
from generator.extraction.regression import MODEL, Regression, Weighing, likely, weighing_of
from generator.extraction.words import find_words
from tests.articles import article_saying

FEATURES = {
    "outcomes": PAIR_FEATURES,
    "results": LINE_FEATURES,
    "chosen outcomes": LINE_FEATURES,
    "arms": ARM_FEATURES,
    "treatments": TREATMENT_FEATURES,
    "conditions": CONDITION_FEATURES,
    "people": PEOPLE_FEATURES,
    "groups": GROUP_FEATURES,
    "comparators": ROLE_FEATURES,
}
TEXT = (
    "Adults took exemplin. All scores were kept. Pain fell by 30% with exemplin, and sleep was better (12 v 9 points)."
)
"""Three sentences: of fewer nothing is judged."""


def said_of(text: str, likely: dict[str, str]) -> Likelihoods:
    """The likelihoods of a text of which these words are surely of these parts, and no other of any."""
    sentences = sentences_of(text)
    passages = [Passage("abstract", one.role, find_words(text, one.start, one.end)) for one in sentences]
    words = [word for passage in passages for word in passage.words]
    spans = [(part, text.index(said), text.index(said) + len(said)) for said, part in likely.items()]
    shares = [
        [float(any(own == part and start <= word.start < end for own, start, end in spans)) for word in words]
        for part in PARTS
    ]
    return Likelihoods(
        passages=passages,
        firsts=list(accumulate((len(passage.words) for passage in passages), initial=0)),
        shares=np.array(shares, np.float32),
        topics=np.array([[float(topic == "outcome") for topic in TOPICS] for _ in sentences], np.float32),
    )


def sentences_of(text: str) -> tuple[Sentence, ...]:
    starts = [0, *(at + 2 for at in range(len(text) - 2) if text[at : at + 2] == ". ")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return tuple(Sentence(start=start, end=end, role=Role.RESULTS) for start, end in zip(starts, ends, strict=True))


def findings(outcomes: list[str], likely: dict[str, str]) -> list[Finding]:
    article = article_saying(TEXT)
    mentions = tuple(
        Mention(
            kind=MentionKind.OUTCOME, quote=quote(article, "abstract", TEXT.index(name), TEXT.index(name) + len(name))
        )
        for name in outcomes
    )
    found = read_findings(article, sentences_of(TEXT), mentions, Population(), (), said_of(TEXT, likely))
    return [finding for finding in found if finding.statistic]


def told(found: list[Finding]) -> list[tuple[str, str | None]]:
    return [(one.statistic.quote.text, one.outcome.text if one.outcome else None) for one in found if one.statistic]


def scene(text: str, names: list[str]) -> tuple[Scene, tuple[Result, ...]]:
    sentence = sentences_of(text)[-1]
    measures = find_measures(text, find_numbers(text), sentence.start, sentence.end)
    results = find_results(text, measures, sentence.start, sentence.end)
    spans = [Span(text.index(name, sentence.start), text.index(name, sentence.start) + len(name)) for name in names]
    chosen: dict[int, Span | None] = {result.start: spans[0] for result in results}
    return Scene(text, said_of(text, {}), sentence, results, spans, chosen, {}), results


def mention(words: str, text: str, whole: float) -> Mention:
    start = text.index(words)
    return Mention(
        kind=MentionKind.INTERVENTION,
        quote=Quote(where="abstract", start=start, end=start + len(words), text=words),
        of_treatment=whole,
        whole=whole,
    )


def test_the_shipped_judges_weigh_what_they_are_told_and_nothing_else() -> None:
    stored = msgspec.json.decode(MODEL.read_bytes(), type=dict[str, Regression])
    assert {name: set(regression.weights) for name, regression in stored.items()} == {
        name: set(features) for name, features in FEATURES.items()
    }


def test_a_feature_without_a_weight_is_an_error() -> None:
    with pytest.raises(KeyError):
        weighing_of(Regression(0.0, {"one": 1.0}), ("one", "other"))


def treatments_of(article: Article, given: list[Treatment], *groups: Group) -> Treatments:
    """What an article tested, where people are said to be treated and nothing else is known."""
    return Treatments(
        kind=MentionKind.INTERVENTION,
        given=given,
        article=article,
        names=names_of(()),
        groups=groups,
        design=Design(),
        treated=True,
    )


def test_every_number_outcome_and_name_has_all_features() -> None:
    seen, results = scene(TEXT, ["Pain", "sleep"])
    assert len(results) > 1
    for result in results:
        options = seen.options(result)
        assert {len(pair) for pair in options.pairs} == {len(PAIR_FEATURES)}
        choice = choose(Weighing(0.0, [0.0] * len(PAIR_FEATURES)), options)
        assert len([*seen.line(result, 1), *choice.features()]) == len(LINE_FEATURES)
    article, names = article_saying(TEXT), names_of(())
    one = mention("exemplin", TEXT, 0.9)
    given = [Treatment([one], one, GroupRole.INTERVENTION)]
    (row,) = treatment_features(treatments_of(article, given))
    assert len(row) == len(TREATMENT_FEATURES)
    (row,) = condition_features(article, [[one]], names, Design())
    assert len(row) == len(CONDITION_FEATURES)
    (row,) = description_features(article, [one], sentences_of(TEXT), Design())
    assert len(row) == len(PEOPLE_FEATURES)


def test_a_number_that_looks_like_no_result_to_the_network_is_not_told() -> None:
    sure = {"30%": "value", "12 v 9": "value", "Pain fell": "outcome", "sleep": "outcome"}
    assert "30%" in [value for value, _ in told(findings(["Pain", "sleep"], sure))]
    assert findings(["Pain", "sleep"], {}) == []


def judges_sure_of(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """All judges take everything for likely that they weigh, but for these."""
    monkeypatch.setattr(
        judging,
        "load_weighing",
        lambda name, features: Weighing(5.0 if name in names else -5.0, [0.0] * len(features)),
    )


def test_an_outcome_that_may_be_anothers_is_not_told_but_its_number_is(monkeypatch: pytest.MonkeyPatch) -> None:
    judges_sure_of(monkeypatch, "results", "chosen outcomes")
    assert ("30%", "Pain") in told(sure := findings(["Pain", "sleep"], {}))
    assert not any(one.outcome_doubted for one in sure)
    judges_sure_of(monkeypatch, "results")
    doubted = findings(["Pain", "sleep"], {})
    assert len(doubted) == len(sure)
    assert all(one.outcome is None and one.outcome_doubted for one in doubted)


def test_a_group_that_may_be_anothers_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    article = article_saying(TEXT)
    start = TEXT.index("exemplin,")
    own = quote(article, "abstract", start, start + len("exemplin"))
    groups = (Group(id="g1", name="exemplin", role=GroupRole.INTERVENTION, quote=own),)
    mentions = (Mention(kind=MentionKind.ARM, quote=own),)

    def group() -> str | None:
        found = read_findings(article, sentences_of(TEXT), mentions, Population(groups=groups), (), said_of(TEXT, {}))
        return next(one.group.id if one.group else None for one in found if one.statistic)

    judges_sure_of(monkeypatch, "results", "arms")
    assert group() == "g1"
    judges_sure_of(monkeypatch, "results")
    assert group() is None


def test_every_number_with_an_arm_has_all_features_of_it() -> None:
    sentence = sentences_of(TEXT)[-1]
    results = find_results(
        TEXT, find_measures(TEXT, find_numbers(TEXT), sentence.start, sentence.end), sentence.start, sentence.end
    )
    start = TEXT.index("exemplin,")
    arm = Arm(start=start, end=start + len("exemplin"), name="exemplin", id="g1")
    seen = Scene(TEXT, said_of(TEXT, {}), sentence, results, [], {}, {results[0].start: arm}, [arm])
    assert len(seen.arm(results[0], [results[0]]) or ()) == len(ARM_FEATURES)
    assert seen.arm(results[1], [results[1]]) is None


def test_rules_alone_tell_what_stands_by_itself() -> None:
    text = "Pain fell by 30% with exemplin."
    (only,) = read_findings(article_saying(text), sentences_of(text), (), Population(), (), said_of(text, {}))
    assert only.statistic is not None


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=4), st.integers(0, 3))
def test_the_likeliest_outcome_is_chosen(scores: list[float], rule: int) -> None:
    outcomes = [Span(10 * at, 10 * at + 5) for at in range(len(scores))]
    by_rule = outcomes[rule] if rule < len(outcomes) else None
    choice = choose(Weighing(0.0, [1.0]), Options(outcomes, [[score] for score in scores], by_rule))
    assert choice.score == max(scores)
    assert choice.outcome is outcomes[scores.index(max(scores))]
    assert choice.by_rule == (choice.outcome is by_rule)
    assert choice.lead >= 0


def test_where_there_is_no_outcome_none_is_chosen() -> None:
    assert choose(Weighing(0.0, []), Options([], [], None)).outcome is None


def test_what_stands_between_a_number_and_an_outcome_is_told_on_its_side() -> None:
    seen, (first, *_) = scene("A. B. After a week, pain and fever (9 v 12 points) fell, and sleep was good.", ["pain"])
    (pair,) = seen.options(first).pairs
    told = dict(zip(PAIR_FEATURES, pair, strict=True))
    assert (told["before the number: so"], told["behind the number: so"]) == (1.0, 0.0)
    assert (told["before the number: between: and"], told["before the number: between: ("]) == (1.0, 1.0)
    assert told["before the number: between: be"] == 0.0
    assert told["chosen by rule"] == 1.0


def test_a_treatment_whose_name_is_surely_whole_is_the_likelier() -> None:
    text = "Adults took exemplin and had zorimab before."
    given = [mention(words, text, whole) for words, whole in (("exemplin", 0.9), ("zorimab", 0.2))]
    treatments = [Treatment([one], one, None) for one in given]
    sure, doubtful = likelihoods(treatments_of(article_saying(text), treatments))
    assert sure > doubtful


def test_what_is_named_less_often_is_less_likely_and_less_so_where_it_is_an_arm() -> None:
    text = "Exemplin; exemplin 5 mg; exemplin tablets; zorimab."
    often = [mention(words, text, 0.8) for words in ("Exemplin", "exemplin 5 mg", "exemplin tablets")]
    once = mention("zorimab", text, 0.6)
    treatments = [Treatment(often, often[-1], None), Treatment([once], once, None)]
    arm = Group(id="g1", name="zorimab", role=GroupRole.INTERVENTION, quote=once.quote)
    article = article_saying(text)
    exemplin, zorimab = likelihoods(treatments_of(article, treatments))
    _, of_arm = likelihoods(treatments_of(article, treatments, arm))
    assert exemplin > zorimab
    assert of_arm > zorimab


def test_a_description_that_the_network_is_sure_of_is_the_likelier() -> None:
    text = "Adults with gout took part. Doctors at home were asked."
    article, sentences = article_saying(text), sentences_of(text)
    given = [
        msgspec.structs.replace(mention(words, text, whole), kind=MentionKind.ELIGIBILITY, likely=whole)
        for words, whole in (("Adults with gout", 0.9), ("Doctors at home", 0.1))
    ]
    sure, doubtful = description_likelihoods(article, given, sentences, Design())
    assert sure > doubtful


def test_log_odds_of_nothing_are_even() -> None:
    assert likely(0.0) == 0.5
    assert likely(3.0) == pytest.approx(1 - likely(-3.0))
