import re

from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.addresses import is_on_this_pc, is_protected
from sync.protocol.check_text import check_text

DEVICE, REGISTER = b"d" * 32, b"r" * 32


def test_the_digits_are_the_same_for_both_who_read_them():
    assert check_text(DEVICE, REGISTER) == check_text(bytes(DEVICE), bytes(REGISTER))
    assert check_text(DEVICE, REGISTER) == "2237 6591 9223 5626"


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_another_device_or_register_reads_other_digits(device, register):
    assert re.fullmatch(r"\d{4}( \d{4}){3}", check_text(device, register))
    assert check_text(device, b"x" * 32) != check_text(device, b"y" * 32)
    assert check_text(b"x" * 32, register) != check_text(b"y" * 32, register)


def test_only_tls_or_this_pc_protects():
    for url in ("https://a.example", " HTTPS://a.example", "http://127.8.9.1", "http://[::1]:80"):
        assert is_protected(url)
    for url in (
        "http://a.example",
        "http://127.0.0.1.a.example",
        "http://10.0.0.1",
        "a",
        "http://[",
    ):
        assert not is_protected(url)
    assert not is_on_this_pc("https://a.example")
