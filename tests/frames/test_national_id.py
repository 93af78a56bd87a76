"""Every number that may be a national identity number is found, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.frames.national_id import cells_hold_national_id, holds_national_id

KINDS = {"birth": (0, 0), "D": (40, 0), "H": (0, 40), "invented": (0, 80), "invented, Tenor": (0, 65), "D, H": (40, 40)}
SPELLINGS = ["{0}{1}", "{0} {1}", "{0}-{1}", "{0} - {1}", "{0}\u00a0{1}", "{0}/{1}", "{0}.{1}", "{0}\u2013{1}"]

numbers = st.builds(
    lambda kind, day, month, year, rest: (f"{day + kind[0]:02d}{month + kind[1]:02d}{year:02d}", f"{rest:05d}"),
    st.sampled_from(list(KINDS.values())),
    st.integers(1, 31),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(0, 99999),
)
# No digit stands right before or after it; then it is another number.
around = st.text(max_size=6).filter(lambda text: not any(sign.isdigit() for sign in text))


@given(numbers, st.sampled_from(SPELLINGS), around, around)
def test_every_valid_national_id_is_refused(number, spelling, before, after):
    assert holds_national_id(before + spelling.format(*number) + after)


@given(numbers)
def test_spread_out_it_is_refused_too(number):
    digits = "".join(number)
    assert holds_national_id(" ".join(digits))
    assert holds_national_id(f"{digits[:2]}.{digits[2:4]}.{digits[4:6]} {digits[6:]}")
    assert holds_national_id(f"nr. 3 {digits}")
    assert holds_national_id(f"{digits} 3")


@given(numbers)
def test_it_is_found_in_cells(number):
    born, rest = number
    assert cells_hold_national_id(["Lærer", born, rest]) == 1
    assert cells_hold_national_id(["Lærer", born + rest]) == 1
    if born.startswith("0"):
        assert cells_hold_national_id([(born + rest)[1:]]) == 0
        assert cells_hold_national_id([(born + rest)[1:] + ".0"]) == 0


@pytest.mark.parametrize(
    "text",
    [
        "22 33 44 55", "+47 22 33 44 55", "tlf. 91234567 / 22334455", "4791234567", "987 654 321", "2026/27", "",
        "01.01.1990", "3456.78.90123", "NO93 8601 1117 947", "00000000000", "320190 12345", "011390 12345",
        "0101901234567",
    ],
)  # fmt: skip
def test_a_phone_and_an_account_number_pass(text):
    assert not holds_national_id(text)
    assert cells_hold_national_id([text]) is None


def test_an_account_number_that_begins_as_a_day_does_is_refused():
    """There is no telling: whoever refuses says that it may be one."""
    assert holds_national_id("1201.05.12345")
