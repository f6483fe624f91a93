"""Counts against percentages, on invented records."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.audit import audited
from generator.evidence import Check, CheckStatus, EvidenceRecord
from tests.audit.records import arm, finding, in_group, outcomes, population, record_saying, statistic

RULE = "count-against-percentage"


def checked(record: EvidenceRecord, **parts: Any) -> tuple[Check, ...]:
    return audited(replace(record, **parts)).checks


def one_share(text: str, quoted: str, *, total: int | None = None, **values: Any) -> tuple[Check, ...]:
    record = record_saying(text)
    share = statistic(record, quoted, "proportion", unit="%", **values)
    return checked(record, findings=(finding(share),), population=population(record, total))


@pytest.mark.parametrize(
    ("quoted", "values", "status"),
    [
        ("13/38 (34%)", {"numerator": 13, "denominator": 38, "value": 34}, "ok"),
        ("13/38 (34.2%)", {"numerator": 13, "denominator": 38, "value": 34.2}, "ok"),
        ("13/38 (34.21%)", {"numerator": 13, "denominator": 38, "value": 34.21}, "ok"),
        ("2/3 (66%)", {"numerator": 2, "denominator": 3, "value": 66}, "ok"),  # cut off
        ("1/8 (12%)", {"numerator": 1, "denominator": 8, "value": 12}, "ok"),  # half to even
        ("1/8 (13%)", {"numerator": 1, "denominator": 8, "value": 13}, "ok"),  # half up
        ("1/10 (10%)", {"numerator": 1, "denominator": 10, "value": 10}, "ok"),  # 10 stands there twice
        ("8 of 78 (15%)", {"numerator": 8, "denominator": 78, "value": 15}, "mismatch"),
        ("13/38 (36%)", {"numerator": 13, "denominator": 38, "value": 36}, "mismatch"),
        ("13/38 (33.1%)", {"numerator": 13, "denominator": 38, "value": 33.1}, "mismatch"),
    ],
)
def test_a_count_is_compared_at_the_printed_precision(quoted: str, values: dict[str, Any], status: str) -> None:
    assert outcomes(one_share(f"There were {quoted}.", quoted, **values), RULE) == [status]


def test_a_mismatch_says_both_figures_and_who_can_settle_it() -> None:
    (check,) = one_share("8 of 78 (15%).", "8 of 78 (15%)", numerator=8, denominator=78, value=15)
    assert check.message == (
        "Printed: 8 of 78 and 15%. 8 of 78 is 10.3%; a printed 15% stands for 14.5% to under 16%. "
        "Only the full text can settle it."
    )
    assert check.reported == {"count": 8, "denominator": 78, "percentage": 15}
    assert check.computed == {"percentage": 10.2564, "low": 14.5, "high": 16.0, "denominator": 78}
    assert check.finding == 0


def test_the_total_is_assumed_and_said_to_be_where_no_group_is_told_apart() -> None:
    (check,) = one_share("Of 38 patients, nine (24%) live.", "nine (24%)", total=38, numerator=9, value=24)
    assert check.status is CheckStatus.OK
    assert check.computed["assumed"] == "all 38 participants"
    assert check.message.endswith("The denominator is assumed: all 38 participants.")


def test_no_total_is_assumed_where_the_sentence_counts_something_else_or_names_people() -> None:
    text = "We saw 38. Of the 160 lesions nine (24%) came back."
    lesions = one_share(text, "nine (24%)", total=38, numerator=9, value=24)
    assert [check.computed.get("assumed") for check in lesions] in ([], [None])
    record = record_saying("We saw 38. In women nine (24%) live.")
    share = statistic(record, "nine (24%)", "proportion", unit="%", numerator=9, value=24)
    told = replace(finding(share), needs_sentence=True)
    found = checked(record, population=population(record, 38), findings=(told,))
    assert all("assumed" not in check.computed for check in found)


def test_a_named_group_gives_the_denominator() -> None:
    record = record_saying("Arm A (n=20) and arm B (n=40). In arm B, 10 (25%) responded.")
    share = statistic(record, "10 (25%)", "proportion", unit="%", numerator=10, value=25)
    groups = (arm(record, 1, "Arm A", 20), arm(record, 2, "arm B", 40))
    (check,) = checked(
        record,
        population=population(record, None, *groups),
        findings=(finding(share, group=in_group(record, groups[1])),),
    )
    assert (check.status, check.computed["denominator"]) == (CheckStatus.OK, 40)


def test_several_denominators_are_not_guessed_among() -> None:
    record = record_saying("Arm A (n=20) and arm B (n=40); 10 (25%) responded.")
    share = statistic(record, "10 (25%)", "proportion", unit="%", numerator=10, value=25)
    groups = (arm(record, 1, "Arm A", 20), arm(record, 2, "arm B", 40))
    (check,) = checked(record, population=population(record, None, *groups), findings=(finding(share),))
    assert check.status is CheckStatus.NOT_CHECKABLE
    assert check.computed["candidates"] == [20, 40]


@pytest.mark.parametrize("hedge", ["about", "more than", "over", "at least", "~", ">"])
def test_a_rough_figure_contradicts_nothing(hedge: str) -> None:
    text = f"{hedge} 15% (8 of 78)"
    assert one_share(text, "15% (8 of 78)", numerator=8, denominator=78, value=15) == ()


@given(st.data(), st.integers(min_value=1, max_value=2000), st.integers(min_value=0, max_value=3))
@settings(max_examples=60)
def test_a_true_percentage_never_mismatches(data: st.DataObject, n: int, places: int) -> None:
    count = data.draw(st.integers(min_value=0, max_value=n))
    share = f"{100 * count / n:.{places}f}"
    quoted = f"{count}/{n} ({share}%)"
    checks = one_share(quoted, quoted, numerator=count, denominator=n, value=float(share))
    assert outcomes(checks, RULE) == ["ok"]


@pytest.mark.parametrize(
    ("quoted", "value", "status"),
    [("71% of 38", 71, "ok"), ("50% of 2", 50, "ok"), ("49% of 2", 49, "mismatch"), ("33% of 38", 33, "mismatch")],
)
def test_a_lone_percentage_needs_a_whole_number_of_the_printed_denominator(
    quoted: str, value: float, status: str
) -> None:
    denominator = int(quoted.split()[-1])
    checks = one_share(quoted, quoted, denominator=denominator, value=value)
    assert outcomes(checks, "percentage-attainable") == [status]


def test_a_lone_percentage_of_an_assumed_total_never_mismatches() -> None:
    (ok,) = one_share("71% of our 38", "71%", total=38, value=71)
    (open_,) = one_share("33% of our 38", "33%", total=38, value=33)
    assert (ok.status, ok.computed["counts"]) == (CheckStatus.OK, [27, 27])
    assert open_.status is CheckStatus.NOT_CHECKABLE


def of_everyone(record: EvidenceRecord, *pairs: tuple[str, int, float, int]) -> list[str]:
    """The outcomes of pairs (words, count, percentage, sentence) of all 40 participants."""
    findings = tuple(
        finding(statistic(record, quoted, "proportion", unit="%", numerator=count, value=value), sentence=sentence)
        for quoted, count, value, sentence in pairs
    )
    return outcomes(checked(record, population=population(record, 40), findings=findings), RULE)


@pytest.mark.parametrize(("others", "status"), [(0, "not-checkable"), (1, "not-checkable"), (2, "mismatch")])
def test_the_total_contradicts_where_two_pairs_of_the_abstract_fit_it(others: int, status: str) -> None:
    record = record_saying("We saw 40 patients; 10 (25%) stayed.\nIn all 20 (50%) slept.\nThen 12 (9%) woke.")
    pairs = [("10 (25%)", 10, 25, 0), ("20 (50%)", 20, 50, 1)][:others]
    assert of_everyone(record, *pairs, ("12 (9%)", 12, 9, 2)) == [*["ok"] * others, status]


def test_a_percentage_that_a_part_of_all_gives_is_left_open_though_others_fit_the_total() -> None:
    record = record_saying("We saw 40 patients; 10 (25%) stayed and 20 (50%) slept, and 12 (37%) woke.")
    pairs = (("10 (25%)", 10, 25, 0), ("20 (50%)", 20, 50, 0), ("12 (37%)", 12, 37, 0))
    assert of_everyone(record, *pairs) == ["ok", "ok", "not-checkable"]


def test_a_row_that_makes_up_all_is_of_all() -> None:
    record = record_saying("Of 40 patients, it was mild in 10 (25%), worse in 18 (48%) and bad in 12 (30%).")
    pairs = (("10 (25%)", 10, 25, 0), ("18 (48%)", 18, 48, 0), ("12 (30%)", 12, 30, 0))
    assert of_everyone(record, *pairs) == ["ok", "mismatch", "ok"]


@pytest.mark.parametrize(
    ("words", "value", "statuses"),
    [
        ("We saw 40 patients; 10 (25%) stayed and 30 (75%) left.", 75, ["ok", "ok"]),
        ("We saw 40 patients; 10 (25%) stayed and 30 (83%) left.", 83, ["ok", "mismatch"]),
        ("We saw 40 patients; 9 (25%) stayed and 30 (83%) left.", 83, ["not-checkable", "not-checkable"]),
        ("We saw 40 patients, 36 again; 10 (25%) stayed and 30 (83%) left.", 83, ["ok", "not-checkable"]),
    ],
)
def test_the_total_contradicts_where_all_others_of_the_sentence_fit_it(
    words: str, value: int, statuses: list[str]
) -> None:
    record = record_saying(words)
    first = 9 if "9 (" in words else 10
    pairs = ((f"{first} (25%)", first, 25, 0), (f"30 ({value}%)", 30, value, 0))
    assert of_everyone(record, *pairs) == statuses


@pytest.mark.parametrize("words", ["90 (24%)", "90 patients (24%)"])
def test_a_count_larger_than_the_total_counts_something_else_or_the_total_was_misread(words: str) -> None:
    record = record_saying(f"We saw 40 patients; 10 (25%) stayed.\nIn all 20 (50%) slept.\nThen {words} came.")
    pairs = (("10 (25%)", 10, 25, 0), ("20 (50%)", 20, 50, 1), (words, 90, 24, 2))
    assert of_everyone(record, *pairs) == ["ok", "ok", "not-checkable"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("We saw 40 patients. Then 12 (30%) left.", "ok"),
        ("We saw 40 patients. Then 12 (20%) left.", "mismatch"),  # of 58 or more
        ("We saw 40 patients of 60. Then 12 (20%) left.", "not-checkable"),
        ("We saw 40 patients of sixty. Then 12 (20%) left.", "not-checkable"),
        ("We saw 40 patients. Then 12 (40%) left.", "not-checkable"),  # of 30, a part of them
        ("We saw 40 women, and 19 men came. Then 12 (20%) left.", "not-checkable"),  # of both
        ("We saw 40 patients. Then 12 (20%) eyes healed.", "not-checkable"),  # each has two
        ("We saw 40 patients. Then 12 (20%) dry eyes healed.", "not-checkable"),
        ("We saw 40 patients. Then 12 (20%) completed all visits.", "mismatch"),
        ("We saw 40 patients. Then 12 (2%) left.", "not-checkable"),  # of so many that 40 was misread
        ("We saw 40 patients. Of all replies, 12 (20%) were late.", "not-checkable"),  # of how many?
    ],
)
def test_a_percentage_of_more_than_everyone_contradicts_unless_a_printed_number_gives_it(
    text: str, status: str
) -> None:
    value = int(text.split("(")[1].split("%")[0])
    assert of_everyone(record_saying(text), (f"12 ({value}%)", 12, value, 0)) == [status]


def test_beside_a_count_of_more_than_the_participants_it_may_be_of_those_too() -> None:
    record = record_saying("We saw 40 patients. Then 12 (20%) came loose and 6 of 62 (9.7%) lines broke.")
    assert of_everyone(record, ("12 (20%)", 12, 20, 0)) == ["not-checkable", "ok"]


def test_two_percentages_of_more_than_everyone_say_that_the_total_is_another_than_it_seems() -> None:
    record = record_saying("We saw 40 patients.\nThen 12 (21%) left.\nAnd 18 (23%) died.")
    pairs = (("12 (21%)", 12, 21, 1), ("18 (23%)", 18, 23, 2))
    assert of_everyone(record, *pairs) == ["not-checkable", "not-checkable"]


def test_a_group_that_is_sized_by_another_pair_does_not_contradict_a_percentage() -> None:
    record = record_saying("Arm A had 12 (20%) and arm B had 31 (52%).")
    groups = (arm(record, 1, "Arm A", 12), arm(record, 2, "arm B", 31))
    findings = tuple(
        finding(
            statistic(record, f"{count} ({value}%)", "proportion", unit="%", numerator=count, value=value),
            group=in_group(record, groups[0]),
        )
        for count, value in ((12, 20), (31, 52))
    )
    checks = checked(record, population=population(record, None, *groups), findings=findings)
    assert outcomes(checks, RULE) == ["not-checkable", "not-checkable"]


def test_a_group_that_is_sized_by_the_pair_itself_does_not_contradict_it() -> None:
    record = record_saying("Women had 12 (20%) in arm A.")
    group = arm(record, 1, "arm A", 12)
    share = statistic(record, "12 (20%)", "proportion", unit="%", numerator=12, value=20)
    checks = checked(
        record,
        population=population(record, None, group),
        findings=(finding(share, group=in_group(record, group)),),
    )
    assert outcomes(checks, RULE) == ["not-checkable"]


@pytest.mark.parametrize(
    ("before", "quoted", "count", "value", "status"),
    [
        ("", "Ten patients (45%)", 10, 45, "ok"),
        ("", "Ten patients (46%)", 10, 46, "mismatch"),  # 45.45% of 22, 47.6% of 21
        ("With pain, ", "10 (46%)", 10, 46, "mismatch"),
        ("With pain, ", "10 (46.0%)", 10, 46, "mismatch"),
        ("Pain was in ", "46% (10 patients)", 10, 46, "mismatch"),
        ("Relief was ", "46% (n = 10)", 10, 46, "not-checkable"),  # measured in ten
        ("In arm A ", "71 (50.70%)", 71, 50.7, "not-checkable"),  # of 140, with a zero for the look of it
        ("They had XYZ ", "16 (55.5%)", 16, 55.5, "not-checkable"),  # a name
    ],
)
def test_some_whole_number_has_to_give_a_percentage(
    before: str, quoted: str, count: int, value: float, status: str
) -> None:
    text = f"{before}{quoted} came of 22."
    assert outcomes(one_share(text, quoted, total=22, numerator=count, value=value), RULE) == [status]


def test_a_size_behind_a_percentage_is_its_count_where_others_fit_the_total() -> None:
    record = record_saying("We saw 40 patients; pain was in 25% (n = 10).\nFever was in 46% (n = 10).")
    pairs = (("25% (n = 10)", 10, 25, 0), ("46% (n = 10)", 10, 46, 1))
    assert of_everyone(record, *pairs) == ["ok", "mismatch"]


def test_a_percentage_of_unknown_people_is_left_open_even_where_no_whole_number_gives_it() -> None:
    checks = one_share("With pain, 10 (46%) came.", "10 (46%)", numerator=10, value=46)
    assert outcomes(checks, RULE) == ["not-checkable"]


def test_a_percentage_of_no_whole_number_names_the_two_that_come_nearest() -> None:
    (check,) = one_share("Ten patients (46%) came of 22.", "Ten patients (46%)", total=22, numerator=10, value=46)
    assert check.message == (
        "Printed: 10 and 46%. 10 is 46% of no whole number: 10 of 21 is 47.62% and 10 of 22 is 45.45%; a printed 46% "
        "stands for 45.5% to under 47%. Only the full text can settle it."
    )
    assert check.computed["nearest"] == {"21": 47.619, "22": 45.4545}


@given(whole=st.integers(1, 3000), places=st.integers(0, 2), data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_true_percentage_of_a_part_of_the_total_never_mismatches(
    whole: int, places: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(1, whole))
    count = data.draw(st.integers(0, part))
    pair = f"{count} ({100 * count / part:.{places}f}%)"
    value = float(pair.split("(")[1].rstrip("%)"))
    checks = one_share(f"Then {pair}, of {whole}.", pair, total=whole, numerator=count, value=value)
    assert "mismatch" not in outcomes(checks, RULE)


@pytest.mark.parametrize(
    ("before", "quoted", "count", "value"),
    [("All farms but ", "one (97.4%)", 1, 97.4), ("Every clinic except for ", "two (96.4%)", 2, 96.4)],
)
def test_the_count_of_the_others_is_no_pair_with_the_percentage(
    before: str, quoted: str, count: int, value: float
) -> None:
    assert one_share(f"{before}{quoted} took part.", quoted, numerator=count, value=value) == ()


def test_a_number_that_ends_a_name_is_no_count() -> None:
    assert one_share("Marker XY 19-9 (84%) rose.", "9 (84%)", numerator=9, value=84) == ()


def test_two_statements_in_a_row_are_no_pair() -> None:
    quoted = "12%, 23 of 100 patients"
    assert one_share(f"If it were {quoted} would stay.", quoted, numerator=23, denominator=100, value=12) == ()


@pytest.mark.parametrize(
    ("words", "counts", "statuses"),
    [
        ("Pain fell in 10 (25%) in arm A and 33 (55%) in arm B.", (10, 33), ["ok", "ok"]),
        ("Pain fell in 10 (25%) in arm A and 43 (55%) in arm B.", (10, 43), ["ok", "mismatch"]),
        ("Pain fell in 11 (25%) in arm A and 43 (55%) in arm B.", (11, 43), ["not-checkable", "not-checkable"]),
        ("Pain fell in 10 (25%) in arm A and 43 (55%) in arm B; 78 patients came.", (10, 43), ["ok", "not-checkable"]),
    ],
)
def test_a_groups_size_contradicts_where_the_other_group_of_the_row_fits_its_own(
    words: str, counts: tuple[int, int], statuses: list[str]
) -> None:
    record = record_saying(f"Arm A (n=40) and arm B (n=60). {words}")
    groups = (arm(record, 1, "Arm A", 40), arm(record, 2, "arm B", 60))
    findings = tuple(
        finding(
            statistic(record, f"{count} ({value}%)", "proportion", unit="%", numerator=count, value=value),
            group=in_group(record, group),
        )
        for count, value, group in zip(counts, (25, 55), groups, strict=True)
    )
    found = checked(record, population=population(record, None, *groups), findings=findings)
    assert outcomes(found, RULE) == statuses


@pytest.mark.parametrize(
    ("pairs", "statuses"),
    [
        ([(12, 9, 0)], ["not-checkable"]),
        ([(10, 25, 0), (12, 9, 0)], ["ok", "mismatch"]),  # the same group, in the same sentence
        ([(10, 25, 0), (12, 37, 0)], ["ok", "not-checkable"]),  # of a part of the group
        ([(10, 25, 0), (12, 9, 1)], ["ok", "not-checkable"]),  # in the next, it may be of another
        ([(10, 25, 0), (13, 9, 0), (12, 9, 0)], ["ok", "not-checkable", "not-checkable"]),
    ],
)
def test_a_groups_size_contradicts_where_only_one_pair_of_the_abstract_fails(
    pairs: list[tuple[int, int, int]], statuses: list[str]
) -> None:
    record = record_saying("Arm A (n=40) had 10 (25%), 13 (9%), 12 (9%), 12 (37%) falls.\nAnd then 12 (9%) more.")
    group = arm(record, 1, "Arm A", 40)
    findings = tuple(
        finding(
            statistic(record, f"{count} ({value}%)", "proportion", unit="%", numerator=count, value=value),
            group=in_group(record, group),
            sentence=sentence,
        )
        for count, value, sentence in pairs
    )
    checks = checked(record, population=population(record, None, group), findings=findings)
    assert outcomes(checks, RULE) == statuses


def test_a_percentage_that_says_what_else_it_is_of_is_no_pair() -> None:
    text = "Ten of these 21 (14% of all employees) carried it."
    assert one_share(text, "Ten of these 21 (14%", numerator=10, denominator=21, value=14) == ()


def test_a_message_keeps_the_printed_decimals() -> None:
    (check,) = one_share("37 (4.0%) of 944 died.", "37 (4.0%) of 944", numerator=37, denominator=944, value=4)
    assert "a printed 4.0% stands for 3.95% to under 4.1%" in check.message


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Of the 36 subjects, 15 (42%) fell.", "ok"),
        ("Of the 36 subjects, 15 (43%) fell.", "mismatch"),
        ("Of 36 women seen at home, 15 women (43%) fell.", "mismatch"),
        ("It was seen in 40.5% (126/311).", "ok"),
        ("It was seen in 40.8% (126/311).", "mismatch"),
        ("More recovered (11/16; 68.7%).", "ok"),
        ("More recovered (11/16; 78.7%).", "mismatch"),
    ],
)
def test_the_words_of_any_section_are_read_where_they_print_all_three_numbers(text: str, status: str) -> None:
    assert outcomes(checked(record_saying(text)), RULE) == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Of 36 subjects, 20 completed and 15 (43%) fell.",
        "There was grade 3/4 anaemia (27%).",
        "The gap was 20/100 (95% CI, 0.4 to 39.7).",
        "About 43% (15/36) fell.",
    ],
)
def test_words_that_only_look_like_a_pair_are_left_alone(text: str) -> None:
    assert outcomes(checked(record_saying(text)), RULE) == []


def test_a_pair_of_the_findings_is_not_read_twice_from_the_words() -> None:
    quoted = "13/38 (34%)"
    checks = one_share(f"There were {quoted}.", quoted, numerator=13, denominator=38, value=34)
    assert [check.finding for check in checks if check.rule == RULE] == [0]


def test_the_words_give_a_finding_the_denominator_that_stands_before_it() -> None:
    checks = one_share("Of the 36 subjects, 15 (43%) fell.", "15 (43%)", numerator=15, value=43)
    (check,) = (check for check in checks if check.rule == RULE)
    assert (check.status, check.reported["denominator"], check.finding) == (CheckStatus.MISMATCH, 36, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It occurred in -3 patients.", ["mismatch"]), ("It occurred in 2-3 patients.", []), ("(n = -3)", ["mismatch"])],
)
def test_a_count_is_not_below_0(text: str, expected: list[str]) -> None:
    assert outcomes(checked(record_saying(text)), "count-possible") == expected


def assumed_total(text: str, last: str, *, count: int, value: float) -> list[str]:
    """How two pairs that fit a total of 40, and a last one, end."""
    record = record_saying(text)
    pairs = [("10 (25%)", 10, 25), ("20 (50%)", 20, 50), (last, count, value)]
    findings = tuple(
        finding(statistic(record, quoted, "proportion", unit="%", numerator=top, value=share))
        for quoted, top, share in pairs
    )
    return outcomes(checked(record, population=population(record, 40), findings=findings), RULE)


def test_a_count_that_another_printed_number_explains_does_not_contradict_the_total() -> None:
    text = "We saw 40 patients; 10 (25%), 20 (50%) fell. Follow-up had 25; 12 (48%) rose."
    assert assumed_total(text, "12 (48%)", count=12, value=48) == ["ok", "ok", "not-checkable"]


def test_a_percentage_of_those_named_behind_it_is_no_pair_of_the_total() -> None:
    text = "We saw 40 patients; 10 (25%), 20 (50%) fell, 48% (n = 12) of those with pain."
    assert assumed_total(text, "48% (n = 12", count=12, value=48) == ["ok", "ok"]
