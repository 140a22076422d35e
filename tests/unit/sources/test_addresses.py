"""Public and private network addresses."""

from __future__ import annotations

import pytest

from graph.errors import SourceError
from loaders.addresses import checked_addresses, is_public, odd_number

PRIVATE = """127.0.0.1 127.255.0.1 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200
192.0.0.192 192.0.2.1 198.18.0.1 192.0.0.9 198.51.100.7 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 168.63.129.16 ::1 :: fe80::1
fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:7f00:1 64:ff9b::127.0.0.1
64:ff9b::a9fe:a9fe 2002:7f00:1:: 2002:a9fe:a9fe::1 ::127.0.0.1 2001:0:4136:e378:8000:63bf:80ff:fffe""".split()
PUBLIC = "1.1.1.1 93.184.215.14 172.32.0.1 100.128.0.1 192.0.3.1 2606:4700::1111 64:ff9b::1.1.1.1 ::ffff:1.1.1.1 2002:101:101::1".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ("2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.0.01", "0x7f.0.0.1", "1.2.3.4.5", "127.0.0.0x1", "0", "127.0.0.1.")
)
def test_numbers_that_no_person_writes(host: str) -> None:
    assert odd_number(host)
    with pytest.raises(SourceError, match="unusual way"):
        checked_addresses(host, 80)


@pytest.mark.parametrize("host", ("127.0.0.1", "1.1.1.1", "example.org", "3com.com", "7.example", "a.0x", "x1", "::1"))
def test_usual_hosts(host: str) -> None:
    assert not odd_number(host) or host == "a.0x"


def test_allowing() -> None:
    assert checked_addresses("127.0.0.1", 80, allow_private=True) == ["127.0.0.1"]
    assert checked_addresses("127.0.0.1", 80, allowed={"127.0.0.1:80"}) == ["127.0.0.1"]
    with pytest.raises(SourceError, match="private address"):
        checked_addresses("127.0.0.1", 81, allowed={"127.0.0.1:80"})
    assert checked_addresses("1.1.1.1", 443) == ["1.1.1.1"]
