"""Pages that were cut off in transfer: told from pages that leave out end tags, as HTML allows."""

from __future__ import annotations

import re
from collections import Counter

# End tags that HTML does not allow to leave out: one of these left open, and no </body>, is a page that broke off.
_NEEDS_END = frozenset(
    "div article main section header footer nav aside ul ol table blockquote figure form span a h1 h2 h3 h4 strong em".split()
)
_TOKEN = re.compile(
    r"<!--.*?(?P<comment>-->|\Z)|<(?P<raw>script|style|title|textarea)\b[^>]*>.*?(?P<rawend></(?P=raw)\s*>|\Z)|"
    r"<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)\b[^>]*(?P<end>>|\Z)",
    re.I | re.S,
)
_DANGLING = re.compile(r"<[/!?a-z][^<>]*\Z", re.I)
_END = re.compile(r"</(?:html|body)\s*>", re.I)


def is_cut(html: str) -> bool:
    """Whether the page breaks off: inside a tag, comment or script, or with elements open that must be closed."""
    if _END.search(html):
        return False
    if _DANGLING.search(html, max(0, len(html) - 2000)):
        return True
    open_tags: Counter[str] = Counter()
    for token in _TOKEN.finditer(html):
        kind = token.lastgroup or ""
        if kind in ("comment", "rawend", "end") and not token.group(kind):
            return True
        tag = (token.group("tag") or "").lower()
        if tag in _NEEDS_END and not token.group().endswith("/>"):
            open_tags[tag] += -1 if token.group("close") else 1
    return any(count > 0 for count in open_tags.values())
