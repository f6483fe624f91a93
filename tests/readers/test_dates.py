"""Dates as far as they are printed."""

import pytest

from generator.readers.dates import read_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2021 Apr", "2021-04"),
        ("2010 Jun 1", "2010-06-01"),
        ("20170718", "2017-07-18"),
        ("2012/03//", "2012-03"),
        ("5 March 2011", "2011-03-05"),
        ("March 5, 2011", "2011-03-05"),
        ("2000 Nov-Dec", "2000"),
        ("1998 Dec-1999 Jan", "1998"),
        ("2011 Spring", "2011"),
        ("2018 Mar 22-29", "2018"),
        ("2021-13", "2021"),
        ("in press", None),
    ],
)
def test_a_date_has_the_parts_that_are_printed_and_no_others(printed: str, iso: str | None) -> None:
    assert read_date(printed).iso() == iso
