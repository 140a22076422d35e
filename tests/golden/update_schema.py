"""Write tests/golden/schema.graphql anew: ``python -m tests.golden.update_schema``. The test beside it says when that is needed."""

from __future__ import annotations

from pathlib import Path

from api.graphql.schema import make_schema
from api.settings import Settings

GOLDEN = Path(__file__).with_name("schema.graphql")


def schema_text() -> str:
    """The schema that the code makes now."""
    return f"{make_schema(Settings()).as_str()}\n"


if __name__ == "__main__":
    GOLDEN.write_text(schema_text(), encoding="utf-8")
    print(f"wrote {GOLDEN.name}")
