"""Ids that are functions of content: length-prefixed parts, no clock, no randomness, so the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from graph.ontology import EntityType

# Legal forms that do not tell two firms apart; only taken from the end of a name (ISO 20275 lists them by country).
_LEGAL = frozenset(
    """inc incorporated corp corporation ltd limited llc llp lp plc sa sas sasu sarl ag gmbh nv bv ab asa oyj spa srl co company cie
    pte pty kk kg se holdings holding group groupe ltee limitee""".split()
)
_PREFIX = {
    EntityType.COMPANY: "company", EntityType.PERSON: "person", EntityType.SITE: "site", EntityType.HARDWARE: "hardware",
    EntityType.ASSET: "asset", EntityType.SECURITY: "security", EntityType.ACTIVITY: "activity", EntityType.PLACE: "place",
    EntityType.AUTHORITY: "authority",
}  # fmt: skip
_TYPE_OF = {prefix: entity_type for entity_type, prefix in _PREFIX.items()}


def digest(*parts: str, size: int = 20) -> str:
    """Hex digest (``size`` characters) of the parts; each is prefixed with its length, so that no two lists of parts meet."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode()
        hasher.update(f"{len(data)}:".encode())
        hasher.update(data)
    return hasher.hexdigest()[:size]


def unaccented(text: str) -> str:
    """A text in folded case and without accents or other combining marks; compatibility forms in their plain letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; text of other scripts keeps its letters."""
    flat = unaccented(text).replace("&", " and ").replace("+", " plus ")
    return "-".join(re.findall(r"[^\W_]+", re.sub(r"['’.](?=\w)", "", flat)))


@lru_cache(maxsize=65536)
def company_slug(name: str) -> str:
    """The slug without legal forms at its end: ``Tamarack Compute Inc.`` and ``Tamarack Compute`` meet."""
    words = slug(name).split("-")
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _LEGAL:
        kept.pop()
    return "-".join(kept)


def entity_key(entity_type: EntityType, name: str) -> str:
    """Language-neutral key of a name: ``company/bitfarms``. Names without a letter or digit are hashed."""
    base = company_slug(name) if entity_type is EntityType.COMPANY else slug(name)
    return f"{_PREFIX[entity_type]}/{base or digest(name)}"


def type_of_key(key: str) -> EntityType:
    """The entity type that a key names by its prefix. Raises KeyError for a key that is none."""
    return _TYPE_OF[key.split("/", 1)[0]]


def article_id(source_key: str) -> str:
    """Id of an article from its source key (canonical URL, feed guid, else a hash of the content)."""
    return f"article/{digest('article', source_key)}"
