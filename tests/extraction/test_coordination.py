"""Lists are cut into the things they name."""

import re

import pytest

from generator.extraction.coordination import AND, OR, parts_of


@pytest.mark.parametrize(
    ("text", "between", "expected"),
    [
        ("fenretinide orally or no treatment", OR, ["fenretinide orally", "no treatment"]),
        ("tamoxifen with placebo", OR, ["tamoxifen", "placebo"]),
        ("tamoxifen with ovarian suppression", OR, ["tamoxifen with ovarian suppression"]),
        ("exemplin, zorimab and placebo", OR, ["exemplin, zorimab", "placebo"]),
        ("exemplin with or without zorimab", OR, ["exemplin with or without zorimab"]),
        ("exemplin than zorimab", OR, ["exemplin", "zorimab"]),
        ("exemplin and a control diet", OR, ["exemplin", "control diet"]),
        ("placebo, 20 mg of exemplin", OR, ["placebo", "20 mg of exemplin"]),
        ("exemplin and diabetes control", OR, ["exemplin and diabetes control"]),
        ("pain scores, nausea, and length of stay", AND, ["pain scores", "nausea", "length of stay"]),
        ("response (complete, partial, and stable)", AND, ["response (complete, partial, and stable)"]),
    ],
)
def test_parts(text: str, between: re.Pattern[str], expected: list[str]) -> None:
    assert [text[start:end] for start, end in parts_of(text, 0, len(text), between)] == expected
