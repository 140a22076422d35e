"""The floor of accuracy: figures that may rise and never fall.

``python -m tests.floor`` measures the rules on the develop parts of the gold set (beside the repository) and of the corpus, raises the
floor in floor.json where figures are higher than it, and writes the README's table. It never lowers a figure; who must, edits the file by
hand and says why.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TypeAlias

from loaders.evaluate import evaluate, read_annotated
from loaders.extractors import DEFAULT, make_extractors
from loaders.gazetteer import load_gazetteer

Floor: TypeAlias = dict[str, dict[str, float]]
FILE = Path(__file__).with_name("floor.json")
ROOT = FILE.parent.parent
GOLD = ROOT.parent / "shared" / "gold"
CORPUS = FILE.parent / "corpus"
README = ROOT / "README.md"
BEGIN, END = "<!-- accuracy:begin -->", "<!-- accuracy:end -->"
FIGURES = ("claim_f1", "claim_p")
SETS = {"gold develop": GOLD, "corpus develop": CORPUS}


def floor() -> Floor:
    """The floor as committed: set and language -> figure -> value."""
    data: Floor = json.loads(FILE.read_text("utf-8"))
    return data


def measured(name: str) -> Floor:
    """The figures of a set now, by language; nothing where the set is not here."""
    folder = SETS[name]
    if not folder.is_dir():
        return {}
    report, _ = evaluate(read_annotated(folder, "develop"), make_extractors(DEFAULT, load_gazetteer()))
    rows = [row.wire() for row in report.rows if row.group != "all"]
    return {f"{name} {row['group']}": {figure: float(row[figure] or 0) for figure in FIGURES} for row in rows}


def raised(before: Floor, now: Floor) -> Floor:
    """The higher of both, figure by figure."""
    names = sorted({*before, *now})
    return {
        name: {f: max(x for x in (before.get(name, {}).get(f), now.get(name, {}).get(f)) if x is not None) for f in FIGURES}
        for name in names
    }


def fallen(before: Floor, now: Floor) -> list[str]:
    """What is lower now than the floor; sets that were not measured are passed over."""
    return [
        f"{name}: {figure} is {now[name][figure]}, the floor is {value}"
        for name, figures in before.items()
        if name in now
        for figure, value in figures.items()
        if now[name][figure] < value
    ]


def table(figures: Floor) -> str:
    """The floor as the README shows it."""
    rows = [f"| {name} | {row['claim_f1']:.3f} | {row['claim_p']:.3f} |" for name, row in figures.items()]
    return "\n".join(["| set and language | claim F1 | claim precision |", "|---|---|---|", *rows])


def with_table(readme: str, figures: Floor) -> str:
    """The README with the table between its marks."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table(figures)}\n{END}{after}"


def main() -> int:
    """Raise the floor; exit code 1 when something has fallen."""
    before = floor() if FILE.is_file() else {}
    now: Floor = {}
    for name in SETS:
        now |= measured(name)
    FILE.write_text(json.dumps(raised(before, now), indent=1) + "\n", "utf-8")
    README.write_text(with_table(README.read_text("utf-8"), floor()), "utf-8")
    for line in fallen(before, now):
        sys.stderr.write(f"fallen: {line}\n")
    return int(bool(fallen(before, now)))


if __name__ == "__main__":
    raise SystemExit(main())
