"""Trial numbers."""

import re
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.fields import DATA
from generator.readers.trials import find_trial_ids


def test_trial_numbers_are_found_in_their_registries_spelling() -> None:
    text = "ClinicalTrials.gov/NCT01234567, ISRCTN 12345678, EudraCT number 2011-002987-15, ChiCTR1900021234, NTR1234"
    assert find_trial_ids(text) == (
        "NCT01234567",
        "ISRCTN12345678",
        "2011-002987-15",
        "ChiCTR-1900021234",
        "NTR1234",
    )
    assert find_trial_ids("GENBANK/AB123456, NCT123, grant NTR 2019") == ()


@pytest.mark.parametrize(
    "registry",
    tomllib.loads((DATA / "trial-registries.toml").read_text(encoding="utf-8"))["registry"],
    ids=lambda one: one["name"],
)
@given(data=st.data())
def test_each_number_of_a_registry_has_letters_that_it_needs(registry: dict[str, Any], data: st.DataObject) -> None:
    number = data.draw(st.from_regex(re.compile(registry["pattern"], re.IGNORECASE | re.ASCII), fullmatch=True))
    assert any(needed in number.lower() for needed in registry["needs"])
