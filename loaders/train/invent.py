"""Made-up names of every learned type, put together of the parts in ``names.yaml``."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import yaml

from graph.ontology import EntityType

_E = EntityType
Parts = Mapping[str, Sequence[str]]


@lru_cache(maxsize=1)
def load_parts() -> Parts:
    """The lists of ``names.yaml``."""
    raw = yaml.load(files("loaders.train").joinpath("names.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {name: [str(part) for part in parts] if isinstance(parts, list) else [str(parts)] for name, parts in raw.items()}


class Inventor:
    """Makes names of a language. The same random source gives the same names."""

    def __init__(self, lang: str, rng: random.Random) -> None:
        self._french = lang == "fr"
        self._rng = rng
        self._parts = load_parts()
        self._makers: dict[EntityType, Callable[[], str]] = {
            _E.COMPANY: self.company, _E.PERSON: self.person, _E.SITE: self.site, _E.HARDWARE: self.hardware, _E.SECURITY: self.security,
            _E.AUTHORITY: self.authority,
        }  # fmt: skip

    def name(self, kind: EntityType) -> str | None:
        """A name of a type; None for types that are not made up (places and coins come from the gazetteer)."""
        maker = self._makers.get(kind)
        return maker() if maker else None

    def _any(self, name: str) -> str:
        own = f"{name}_fr"
        use_own = self._french and own in self._parts and self._rng.random() < 0.6
        return self._rng.choice(self._parts[own if use_own else name])

    def company(self) -> str:
        """A firm's name without its legal form."""
        r = self._rng.random()
        if r < 0.32:
            return f"{self._any('stems')} {self._any('trades')}"
        if r < 0.47:
            return self._compound()
        if r < 0.60:
            return f"{self._compound()} {self._any('trades')}"
        if r < 0.76:
            coined = self._coined()
            return f"{coined} {self._any('trades')}" if self._rng.random() < 0.5 else coined
        if r < 0.84:
            return self._acronym()
        if r < 0.90 and self._french:
            return f"{self._any('heads_fr')} {self._any('stems')}"
        if r < 0.95:
            return f"{self._any('stems')} {self._any('stems')}" + (f" {self._any('trades')}" if self._rng.random() < 0.5 else "")
        return f"{self._surname()} & {self._surname()}" if r < 0.97 else f"{self._surname()} {self._any('trades')}"

    def with_form(self, name: str) -> str:
        """A firm's name with a legal form."""
        form = self._any("legal")
        comma = "," if form[:3] in ("Inc", "LLC", "Ltd") and self._rng.random() < 0.3 else ""
        return f"{name}{comma} {form}"

    def _compound(self) -> str:
        if self._rng.random() < 0.45:
            return self._rng.choice(self._parts["stems"]) + self._rng.choice(self._parts["ends"])
        head, tail = self._rng.choice(self._parts["crypto_heads"]), self._rng.choice(self._parts["crypto_tails"])
        return head + tail if self._rng.random() < 0.4 else head + tail.lower() if self._rng.random() < 0.6 else f"{head} {tail}"

    def _coined(self) -> str:
        return self._rng.choice(self._parts["coined_heads"]) + self._rng.choice(self._parts["coined_tails"])

    def _acronym(self) -> str:
        letters = "".join(self._rng.choice("ABCDEFGHIKLMNOPRSTVWX") for _ in range(self._rng.randint(3, 5)))
        return f"{letters} {self._any('trades')}" if self._rng.random() < 0.5 else letters

    def _surname(self) -> str:
        return self._any("last")

    def person(self) -> str:
        """A first name and a surname, at times with a middle initial."""
        middle = f" {self._rng.choice('ABCDEFGHJKLMNPRST')}." if self._rng.random() < 0.04 else ""
        return f"{self._any('first')}{middle} {self.surname()}"

    def surname(self) -> str:
        """A surname; at times one that is put together, for there are more names than lists hold."""
        if self._rng.random() < 0.25:
            return self._rng.choice(self._parts["stems"]) + self._rng.choice(self._parts["ends"])
        last = self._surname()
        return f"{last}-{self._surname()}" if self._rng.random() < 0.04 else last

    def site(self) -> str:
        """A mine, campus or plant."""
        if self._french and self._rng.random() < 0.45:
            return f"{self._rng.choice(self._parts['site_heads_fr'])}-{self._rng.choice(self._parts['site_tails_fr'])}".replace("- ", " ")
        base = f"{self._rng.choice(self._parts['site_first'])} {self._rng.choice(self._parts['site_second'])}"
        if self._rng.random() < 0.3:
            base = self._rng.choice(self._parts["stems"]) + self._rng.choice(self._parts["ends"])
        r = self._rng.random()
        return (
            f"{base} {self._rng.choice(self._parts['site_kinds'])}"
            if r < 0.08
            else f"{base} {self._rng.randint(1, 4)}"
            if r < 0.14
            else base
        )

    def hardware(self) -> str:
        """A model, with its maker more often than not."""
        series, variant = self._rng.choice(self._parts["series"]), self._rng.choice(self._parts["variants"])
        number = str(
            self._rng.choice(
                [self._rng.randint(1, 9) * 100, self._rng.randint(15, 99), self._rng.randint(1, 9) * 10, self._rng.randint(2, 12)]
            )
        )
        model = f"{series}{number}{variant}" if len(series) < 4 else f"{series} {number}{variant}"
        return f"{self._rng.choice(self._parts['makers'])} {model}" if self._rng.random() < 0.6 else model

    def security(self) -> str:
        """An exchange with a ticker, or a fund."""
        if self._rng.random() < 0.25:
            return " ".join(self._rng.choice(self._parts[p]) for p in ("fund_issuers", "fund_bodies", "fund_ends"))
        ticker = "".join(self._rng.choice("ABCDEFGHIKLMNOPRSTVWXZ") for _ in range(self._rng.randint(3, 5)))
        return self._rng.choice(self._parts["ticker_forms"]).format(x=self._any("exchanges"), t=ticker)

    def authority(self) -> str:
        """A regulator, court or council without a place in its name, or of a made-up town."""
        body = self._any("bodies")
        town = self._rng.choice(self._parts["stems"]) + self._rng.choice(self._parts["ends"])
        if self._rng.random() < 0.4:
            return body
        return f"{body} de {town}" if self._french else f"{town} {body}"
