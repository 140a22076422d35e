"""The statements of the folder ``cypher``, one a file, by name: ``statement("read/search")``."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from graph.errors import StoreError

FOLDER = "cypher"


@lru_cache(maxsize=512)
def statement(name: str) -> str:
    """The statement of a file, without its header. Raises StoreError when the installation lacks it."""
    try:
        text = resources.files(FOLDER).joinpath(f"{name}.cypher").read_text("utf-8")
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise StoreError(f"the installation lacks cypher/{name}.cypher; install Claimstake anew (pip install --force-reinstall)") from error
    return body(text)


def body(text: str) -> str:
    """A statement without the comment lines: the server keeps plans by text, and comments would only lengthen it."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("//")).strip()


def names(folder: str) -> list[str]:
    """The names of the statements of a folder, sorted."""
    found = resources.files(FOLDER).joinpath(folder).iterdir()
    return sorted(f"{folder}/{item.name.removesuffix('.cypher')}" for item in found if item.name.endswith(".cypher"))
