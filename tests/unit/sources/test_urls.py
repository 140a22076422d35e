"""Addresses: what is shown, what tells two pages apart, which canonical link is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sources.urls import clean_url, host_of, is_web, trusted_canonical, url_key

CLEAN = {
    "HTTPS://User:Secret@WWW.Example.org:443/A/b?utm_source=x&id=7&fbclid=y#part": "https://www.example.org/A/b?id=7",
    "http://example.org:8080": "http://example.org:8080/",
    "https://example.org/caf%C3%A9": "https://example.org/caf%C3%A9",
    "https://example.org/café": "https://example.org/caf%C3%A9",
    "https://[2001:DB8::1]/x": "https://[2001:db8::1]/x",
    "https://example.org/?p=12&utm_medium=feed": "https://example.org/?p=12",
    "ftp://example.org/x": "",
    "no address": "",
    "https://": "",
    "http://[bad": "",
    "http://example.org:port/": "",
}


@pytest.mark.parametrize(("url", "wanted"), CLEAN.items())
def test_clean_url(url: str, wanted: str) -> None:
    assert clean_url(url) == wanted


def test_relative_links_are_made_absolute() -> None:
    assert clean_url("/a/b", "https://example.org/feed") == "https://example.org/a/b"
    assert clean_url("/a/b") == ""


@pytest.mark.parametrize(
    "other",
    (
        "http://example.org/a?b=1&c=2",
        "https://www.example.org/a/?c=2&b=1&gclid=3",
        "https://EXAMPLE.org/a?c=2&b=1#top",
        "https://example.org:443/a?b=1&c=2",
    ),
)
def test_one_page_has_one_key(other: str) -> None:
    assert url_key(other) == url_key("https://example.org/a?b=1&c=2")


@pytest.mark.parametrize("other", ("https://example.org/A?b=1&c=2", "https://example.org/a?b=2&c=2", "https://example.com/a?b=1&c=2"))
def test_two_pages_have_two_keys(other: str) -> None:
    assert url_key(other) != url_key("https://example.org/a?b=1&c=2")


def test_canonical_links_that_would_make_one_article_of_many_are_not_believed() -> None:
    page = "https://www.example.org/2025/a?utm_source=x"
    assert trusted_canonical("https://example.org/2025/the-a", page) == "https://example.org/2025/the-a"
    assert trusted_canonical("/2025/the-a", page) == "https://www.example.org/2025/the-a"
    assert trusted_canonical("https://www.example.org/", page) == "https://www.example.org/2025/a"
    assert trusted_canonical("https://elsewhere.example/2025/a", page) == "https://www.example.org/2025/a"
    assert trusted_canonical("https://m.example.org/2025/a", "https://example.org/2025/a?x=1") == "https://m.example.org/2025/a"
    assert trusted_canonical("https://example.org/2025/a", "") == "https://example.org/2025/a"
    assert trusted_canonical("", page) == "https://www.example.org/2025/a"


def test_hosts() -> None:
    assert host_of("https://www.Example.org/a") == "example.org"
    assert host_of("example.org") == ""
    assert not is_web("https://a b/")


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_url(f"https://example.org/{text}")
    assert clean_url(once) == once
    assert url_key(once) == url_key(f"https://example.org/{text}")
