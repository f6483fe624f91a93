import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.extraction.numbers import NumberKind, find_numbers, words_value


def values(text: str) -> list[float]:
    return [number.value for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,009 women", [1009]),
        ("1\u2009009 women", [1009]),
        ("1 009 women", [1009]),
        ("12·5%", [12.5]),
        ("12,5%", [12.5]),
        ("of .03", [0.03]),
        ("(0.46-0. 92)", [0.46, 0.92]),
        ("a change of -0.6", [-0.6]),
        ("a change of −21.1", [-21.1]),
        ("−0.05% or −0.51 mmol/mol", [-0.05, -0.51]),
        ("4 + or - 2", [4, 2]),
        ("lower (-€1,160), and by −$ 12.5", [-1160, -12.5]),
        ("costs of €5-€10", [5, 10]),
        ("a − 4.5% difference", [-4.5]),
        ("vitamin a - 5 of them", [5]),
        ("Fifty‐eight individuals", [58]),
        ("a change of + 0.45", [0.45]),
        ("the difference was - 0.3 (95% CI - 1.1 to - 0.2)", [-0.3, 95, -1.1, -0.2]),
        ("(95% CI [- 5, 13])", [95, -5, 13]),
        ("5 - 10 drugs - 2 of them new", [5, 10, 2]),
        ("(IQR 2.0--7.0)", [2, 7]),
        ("-1.2–-0.3", [-1.2, -0.3]),
        ("Seventy-one percent", [71]),
        ("one hundred and twenty girls", [120]),
        ("Two thousand, three hundred forty-nine adults", [2349]),
        ("Two hundred thirty-nine", [239]),
        ("One-hundred-and-fifty patients", [150]),
        ("Two thousand eight hundred and sixteen", [2816]),
        ("none of them", [0]),
        ("9.4 v 6.0 months", [9.4, 6.0]),
        ("49.9 ± 4.22", [49.9, 4.22]),
    ],
)
def test_reads_every_form_of_a_number(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", ["nearly half of them", "several", "someone", "tenth", "attendance", "", "."])
def test_leaves_words_that_are_no_numbers(text: str) -> None:
    assert values(text) == []


def test_leaves_a_new_sentence_after_a_number_apart() -> None:
    assert values("It fell to 0. 92 women stayed.") == [0, 92]


@pytest.mark.parametrize("words", ["two three", "one seventy", "twenty forty"])
def test_words_that_say_two_numbers_say_none(words: str) -> None:
    assert words_value(words) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("34% of patients", NumberKind.PERCENT),
        ("34 per cent of patients", NumberKind.PERCENT),
        ("n = 38", NumberKind.SIZE),
        ("P<.001", NumberKind.P_VALUE),
        ("P-value = 0.03", NumberKind.P_VALUE),
        ("P value, group × time = 0.01", NumberKind.P_VALUE),
        ("CI 95% -1.70", NumberKind.LEVEL),
        ("0.5 μg.kg⁻¹.h⁻¹", NumberKind.DOSE),
        ("P for trend = 0.03", NumberKind.P_VALUE),
        ("95% CI", NumberKind.LEVEL),
        ("95 percent confidence interval", NumberKind.LEVEL),
        ("r = 0.41", NumberKind.TEST),
        ("in 2004", NumberKind.DATE),
        ("5-year survival", NumberKind.TIME),
        ("at week 12", NumberKind.TIME),
        ("200 mg/day of it", NumberKind.DOSE),
        ("grade 3", NumberKind.LABEL),
        ("genotype 1", NumberKind.LABEL),
        ("IL-6", NumberKind.NAME),
        ("CD4", NumberKind.NAME),
        ("10⁹/L", NumberKind.NAME),
        ("5-FU", NumberKind.NAME),
        ("4CMenB", NumberKind.NAME),
        ("23vPS booster", NumberKind.NAME),
        ("38 patients", NumberKind.PLAIN),
        ("2000 patients", NumberKind.PLAIN),
        ("140 mg/dL", NumberKind.PLAIN),
    ],
)
def test_says_what_the_form_decides(text: str, kind: NumberKind) -> None:
    assert find_numbers(text)[0].kind is kind


def test_the_bounds_of_an_interval_are_no_results() -> None:
    kinds = [number.kind for number in find_numbers("HR, 0.94; 95% CI, 0.74 to 1.19")]
    assert kinds == [NumberKind.PLAIN, NumberKind.LEVEL, NumberKind.INTERVAL, NumberKind.INTERVAL]


@pytest.mark.parametrize("text", ["1-21 years", "1–21 years", "1 to 21 years"])
def test_the_low_end_of_a_range_knows_its_high_end(text: str) -> None:
    low, high = find_numbers(text)
    assert (low.value, low.partner, high.value, high.unit) == (1, 21, 21, "years")


def test_two_numbers_in_falling_order_are_no_range() -> None:
    assert find_numbers("from 21 to 1")[0].partner is None


@example("0,000.0")
@given(st.text(alphabet=" 0123456789.,·%-–±/()onetwhundrPp<=CI\u2009", max_size=60))
@settings(max_examples=200)
def test_any_text_gives_numbers_in_order_that_lie_in_it(text: str) -> None:
    at = 0
    for number in find_numbers(text):
        assert at <= number.start < number.end <= number.unit_end <= len(text)
        at = number.end


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[25]% to 75% interquartile range", NumberKind.LEVEL),
        ("25% to [75]% interquartile range", NumberKind.LEVEL),
        ("it rose from [25]% to 75% of women", NumberKind.PERCENT),
        ("a lower quartile of [2.4]", NumberKind.TEST),
        ("mean plus [3] standard deviations", NumberKind.NAME),
        ("exemplin [40] micrograms/kg", NumberKind.DOSE),
        ("22 U*[180] min/mL", NumberKind.NAME),
    ],
)
def test_what_stands_around_a_number_says_that_it_is_no_value(text: str, kind: NumberKind) -> None:
    at = text.index("[")
    (found,) = [one for one in find_numbers(text.replace("[", "").replace("]", "")) if one.start == at]
    assert found.kind is kind


def test_figures_inside_a_unit_are_no_number() -> None:
    assert [one.value for one in find_numbers("BMI was 27.3 kg/m2 (25.1-29.0)")] == [27.3, 25.1, 29.0]


def test_a_percentage_in_a_bracket_that_is_glued_to_a_word_is_one() -> None:
    found = find_numbers("lower after exemplin(15.1% and 23.3%), with IL(10) alike")
    assert [(one.value, one.kind) for one in found] == [
        (15.1, NumberKind.PERCENT),
        (23.3, NumberKind.PERCENT),
        (10, NumberKind.NAME),
    ]
