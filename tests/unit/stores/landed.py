"""Store files of the schema versions that have landed: ``python -m tests.unit.stores.landed`` writes that of the newest one.

A file is made once, when its version lands, and never again: that is what makes it a test of migrations.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from graph.stores.migrations import shipped
from graph.stores.sqlite import SqliteStore
from tests.contract.samples import Atlas, fill

FOLDER = Path(__file__).parents[2] / "fixtures" / "stores"


def unpack(version: int, folder: Path) -> Path:
    """A copy of the store file of a version."""
    path = folder / f"version-{version}.db"
    path.write_bytes(gzip.decompress((FOLDER / f"{path.name}.gz").read_bytes()))
    return path


def given_lines(store: SqliteStore) -> list[str]:
    """The part of a dump that later rules cannot change."""
    return [line for line in store.dump() if line.startswith(('{"kind":"article"', '{"kind":"claim"', '{"kind":"decision"'))]


def main() -> None:
    """Write the file of the newest version, unless it is there."""
    version = shipped()[-1].version
    target = FOLDER / f"version-{version}.db.gz"
    if target.exists():
        raise SystemExit(f"{target.name} has landed and stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with SqliteStore(str(path), Atlas()) as store:
            fill(store)
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
