"""Puts generated text between markers of a Markdown page."""

from __future__ import annotations

import re
from pathlib import Path

from tests.corpus.tool.model import CorpusError


def insert(page: Path, name: str, text: str) -> bool:
    """Replaces what stands between ``<!-- name:begin -->`` and ``<!-- name:end -->``; whether the page changed. Raises CorpusError."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    content = page.read_text("utf-8") if page.exists() else ""
    pattern = re.compile(f"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
    if len(pattern.findall(content)) != 1:
        raise CorpusError(f"{page}: has not the lines {begin} and {end} once each; put them where the {name} belongs")
    changed = pattern.sub(lambda _: f"{begin}\n{text.rstrip()}\n{end}", content)
    if changed == content:
        return False
    page.write_text(changed, "utf-8")
    return True
