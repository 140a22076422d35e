"""``python -m bench.length``: whether time stays linear in the text: one article of a corpus' passages, and the same ten times as long."""

from __future__ import annotations

from bench.__main__ import OUT, corpus
from bench.timing import Row, side_by_side, write
from graph.model import Article
from loaders.article import make_article
from loaders.extract.rules import RulesExtractor
from loaders.gazetteer import load_gazetteer
from loaders.sources.base import Draft

TIMES = 10


def joined(texts: list[str], lang: str) -> Article:
    """One article of several texts."""
    made = make_article(Draft("\n\n".join(texts), f"length-{lang}", published="2025-11-13", lang=lang))
    if not isinstance(made, Article):
        raise TypeError(made.reason)
    return made


def length(lang: str, extractor: RulesExtractor) -> Row:
    """A character of a long article beside a character of a short one: 1.00 is linear, less is worse."""
    texts = [a.text for a in corpus(lang, TIMES)]
    short, long = [joined([text], lang) for text in texts], joined(texts, lang)
    extractor.extract(short[0])
    count = len(long.text) // 1000
    each = (f"{TIMES} articles one by one ({lang})", lambda: [extractor.extract(a) for a in short])
    return side_by_side((f"one article of {TIMES} articles' text ({lang})", lambda: extractor.extract(long)), each, count, "kB")


def main() -> None:
    """Run and write the section."""
    extractor = RulesExtractor(load_gazetteer())
    write([length(lang, extractor) for lang in ("en", "fr")], OUT, "Length of a text")
    print(OUT.read_text("utf-8"))


if __name__ == "__main__":
    main()
