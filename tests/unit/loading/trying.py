"""Extractors for tests of several processes: made by name in each process, they wait, die or do not load where the text says so."""

from __future__ import annotations

import os
import time
from pathlib import Path

from graph.model import Article
from loaders.extractors import Extractor, ExtractorError
from tests.unit.loading.plain import Found, PlainExtractor


class TryingExtractor(PlainExtractor):
    """Does what the text asks for, then reads it as the plain one does."""

    def extract(self, article: Article) -> Found:
        """Waits at "Slowly", ends its process at "Deadly", and writes its process id into the file after "Here:" before it waits long."""
        if "Slowly" in article.text:
            time.sleep(0.5)
        if "Deadly" in article.text:
            os._exit(9)
        if "Here:" in article.text:
            Path(article.text.split("Here:")[1].split()[0]).write_text(str(os.getpid()), "utf-8")
            time.sleep(120)
        return super().extract(article)


def trying() -> tuple[Extractor, ...]:
    """One of them."""
    return (TryingExtractor(),)


def broken() -> tuple[Extractor, ...]:
    """None: it does not load."""
    raise ExtractorError("the weights are missing; install them")
