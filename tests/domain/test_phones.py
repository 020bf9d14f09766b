"""What can be told of a telephone number."""

import pytest

from talentapp.domain.phones import phone_seems_short


@pytest.mark.parametrize(
    ("phone", "short"),
    [
        ("13800 00", True), ("+86 138 0000", True), ("0086 13800001111", False), ("１３８００００１１１", True),
        ("12345", True), ("13800001111", False), ("+1 202-555-0116", False), ("+13 456 789", False), ("5550100", False),
        ("", False), ("+86 21 5555 0100", False), ("+44 20 7946", False), ("021-12345678 转 12", False),
    ],
)  # fmt: skip
def test_a_number_seems_short_only_where_that_can_be_told(phone: str, short: bool) -> None:
    assert phone_seems_short(phone) is short
