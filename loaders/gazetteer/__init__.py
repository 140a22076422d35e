"""Industry knowledge as data, and its index: which entities a text may name, and what is known of them."""

from loaders.gazetteer.entry import Entry
from loaders.gazetteer.index import Gazetteer, Hit, load_gazetteer

__all__ = ["Entry", "Gazetteer", "Hit", "load_gazetteer"]
