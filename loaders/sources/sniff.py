"""What kind of document some bytes are: by content first, then by media type, then by the name's ending."""

from __future__ import annotations

import re
from pathlib import Path

_MARKUP = r"(?:<\?[^>]*>|<!--.*?-->|<!doctype\s+(?!html)[^\[>]*(?:\[.*?\]\s*)?>|\s)*"
_FEED = re.compile(_MARKUP + r"<(?:rss|feed|rdf:rdf|(?:atom|a):feed)[\s>]", re.I | re.S)
_TAGS = "html|head|body|meta|title|link|script|style|article|main|section|header|nav|div|table|p|h[1-6]|ul|ol|span|a|b|br|img"
_HTML = re.compile(_MARKUP + rf"(?:<!doctype\s+html|<(?:{_TAGS})[\s/>])", re.I | re.S)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"|\}\s*$)')
_MEDIA = {
    "text/plain": "text", "text/markdown": "text", "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf",
    "application/x-ndjson": "jsonl", "application/ndjson": "jsonl", "application/jsonl": "jsonl", "application/json": "jsonl",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/rdf+xml": "feed", "application/xml": "feed",
    "text/xml": "feed",
}  # fmt: skip
_ENDING = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".pdf": "pdf",
}  # fmt: skip
_ANY = frozenset({"", "application/octet-stream", "binary/octet-stream"})  # what servers say that do not know
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def kind_of(locator: str | Path, head: bytes, media: str = "") -> str:
    """``pdf``, ``feed``, ``html``, ``jsonl``, ``text``, or empty for pictures and the like.

    Content goes before what the server says, that before the ending of the name.
    """
    text = head_text(head)
    if head.lstrip().startswith(b"%PDF-"):
        return "pdf"
    for kind, pattern in (("feed", _FEED), ("html", _HTML), ("jsonl", _JSON)):
        if pattern.match(text):
            return kind
    known = _MEDIA.get(media) or ending_kind(locator)
    if known == "html" and "<" not in text:
        return "text"
    return known or ("text" if media in _ANY or media.startswith("text/") else "")


def ending_kind(locator: str | Path) -> str:
    """The kind that the ending of a file's name tells, empty when it tells none of ours."""
    return _ENDING.get(Path(str(locator)).suffix.lower(), "")


def head_text(head: bytes) -> str:
    """The first bytes as characters, well enough to know markup by."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    return head.decode("latin-1")
