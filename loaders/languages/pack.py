"""A language pack: a code, a folder of YAML files, and what is compiled from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from loaders.languages.amounts import AmountLexicon, amount_lexicon
from loaders.languages.data import PackError, Table
from loaders.languages.times import TimeLexicon, time_lexicon

_COMMON = Path(__file__).with_name("common.yaml")


@dataclass(frozen=True)
class Pack:
    """The words and patterns of one language, compiled when first asked for."""

    code: str
    folder: Path = field(compare=False)

    def table(self, name: str) -> Table:
        """One YAML file of the pack, for example ``amounts.yaml``. Raises PackError when it is missing or no mapping."""
        return _read(self.folder / name)

    @cached_property
    def amounts(self) -> AmountLexicon:
        """Words and signs of amounts."""
        return amount_lexicon(self.table("amounts.yaml"), _read(_COMMON), self.table("times.yaml").numbers("months"))

    @cached_property
    def times(self) -> TimeLexicon:
        """Patterns of dates and periods."""
        return time_lexicon(self.table("times.yaml"))


@lru_cache(maxsize=64)
def _read(path: Path) -> Table:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PackError(f"{path.name}: this file of the language pack cannot be read: {error.strerror}") from error
    return Table.parse(text, f"{path.parent.name}/{path.name}")
