"""Which network addresses may be asked for an article: none that lie inside a machine, a house or a data centre, unless allowed."""

from __future__ import annotations

import re
import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from graph.errors import SourceError

# Networks that carry an IPv4 address inside: NAT64 (RFC 6052), 6to4 (RFC 3056), and the long retired IPv4-compatible form (RFC 4291).
_NAT64, _COMPATIBLE = ip_network("64:ff9b::/96"), ip_network("::/96")
# Azure's host agent answers at a public address; all other clouds put theirs in link-local, shared or unique-local space.
_METADATA = frozenset({IPv4Address("168.63.129.16")})
# IANA's special-purpose registries name more than Python does, depending on its version (192.0.0.192 is a cloud's metadata service).
_SPECIAL = tuple(map(ip_network, "192.0.0.0/24 100.64.0.0/10 64:ff9b:1::/48 2001:2::/48 2001:10::/28 3fff::/20 5f00::/16".split()))
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.I)
_RESOLVED = 20  # addresses of one host that are tried at most


def checked_addresses(host: str, port: int, *, allow_private: bool = False, allowed: Collection[str] = ()) -> list[str]:
    """The addresses of a host, each of which may be asked. Whoever connects must connect to one of these and not resolve again.

    ``allowed`` are ``host:port`` pairs that may be private. Raises SourceError when the host is unknown, any of its addresses is private,
    or it is an IPv4 address written as no person writes it (2130706433, 0177.0.0.1).
    """
    free = allow_private or f"{host}:{port}" in allowed
    if not free and odd_number(host):
        raise SourceError(f"{host} is an address written in an unusual way; write its usual form")
    found = _resolve(host, port)
    if not free and (private := [a for a in found if not is_public(a)]):
        what = "a private address" if private[0] == host else f"at a private address ({private[0]})"
        raise SourceError(f"{host} is {what}; allow private addresses if you trust it")
    return found


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet, also when an IPv6 address only wraps an IPv4 one."""
    address = ip_address(text.partition("%")[0])
    wrapped = _wrapped(address) if isinstance(address, IPv6Address) else None
    if wrapped is not None:
        return is_public(str(wrapped))
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback or address.is_link_local
    named = address in _METADATA or any(address in network for network in _SPECIAL)
    return address.is_global and not special and not named


def odd_number(host: str) -> bool:
    """Whether a host is a number that the system would read as an IPv4 address, but not four plain decimal parts."""
    if not _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return False
    parts = host.split(".")
    return not _DOTTED.fullmatch(host) or any(len(part) > 1 and part.startswith("0") for part in parts)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"the host {host} is not known: {error}; check the address") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))[:_RESOLVED]
