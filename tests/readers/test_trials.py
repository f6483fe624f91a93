"""Trial numbers."""

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
