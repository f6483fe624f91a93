"""Addresses of cards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import assign_addresses, card_address


@pytest.mark.parametrize(
    ("record_id", "address"),
    [
        ("pmid:33320384", "pmid-33320384"),
        ("doi:10.1111/ejh.13569", "doi-10.1111-ejh.13569"),
        ("doi:10.1002/(sici)1097-0142<1::aid>3.0;2-z", "doi-10.1002-sici-1097-0142-1-aid-3.0-2-z"),
        ("sha256:" + "ab" * 32, "sha256-abababababab"),
    ],
)
def test_an_address_is_made_of_the_identifier(record_id: str, address: str) -> None:
    assert card_address(record_id) == address


def test_ids_that_would_share_an_address_get_marks() -> None:
    addresses = assign_addresses(["doi:10.1/a(b)", "doi:10.1/a-b", "pmid:1"])
    assert addresses["pmid:1"] == "pmid-1"
    assert len(set(addresses.values())) == 3


@given(st.lists(st.text(min_size=1).map("doi:{}".format), unique=True))
def test_addresses_differ_and_are_safe_as_file_names(ids: list[str]) -> None:
    addresses = assign_addresses(ids)
    assert len(set(addresses.values())) == len(ids)
    assert all(set(address) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-") for address in addresses.values())
    assert addresses == assign_addresses(reversed(ids))
