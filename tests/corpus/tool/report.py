"""The report of counts as Markdown tables, and the list of what is still rare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graph.ontology import ONTOLOGY
from tests.corpus.tool.counts import SPLIT_TARGETS, TARGETS, TYPE_LEAST, WAYS_LEAST, Counts, rare_ways
from tests.corpus.tool.model import Passage
from tests.corpus.tool.tables import FACTUALITIES, KINDS, LANGS, SPLITS, WAYS

MISSED = "✗"
_FORM_LEAST = 5
_OPTION_LEAST = 3

Row = Sequence[str]


def report(passages: Sequence[Passage]) -> str:
    """All tables: overview with targets, splits, claim types, ways, kinds, factuality, forms. A target missed is marked with ✗."""
    by_lang = {lang: Counts([p for p in passages if p.lang == lang]) for lang in LANGS}
    parts = [_overview(by_lang), _splits(by_lang), _types(by_lang)]
    parts += [_ways(lang, counts) for lang, counts in by_lang.items()]
    parts += [
        _plain("Passages by kind", "kind", KINDS, {lang: c.kinds() for lang, c in by_lang.items()}),
        _plain("Claims by factuality", "factuality", FACTUALITIES, {lang: c.factualities() for lang, c in by_lang.items()}),
        _forms(by_lang),
    ]
    return "\n".join(parts)


def table(title: str, head: Row, rows: Sequence[Row]) -> str:
    """A Markdown table with a heading; its columns are padded so that it reads well as plain text."""
    widths = [max(len(r[i]) for r in (head, *rows)) for i in range(len(head))]
    shown = [_line(head, widths), "|" + "|".join("-" * (w + 1) + (":" if i else "-") for i, w in enumerate(widths)) + "|"]
    return "\n".join([f"### {title}", "", *shown, *(_line(r, widths) for r in rows), ""])


def _line(row: Row, widths: Sequence[int]) -> str:
    cells = [cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))]
    return "| " + " | ".join(cells) + " |"


def number(value: float) -> str:
    """A count without decimals, a share with one."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def _overview(by_lang: Mapping[str, Counts]) -> str:
    targets = {t.measure: t for t in TARGETS}
    measured = {lang: counts.measures() for lang, counts in by_lang.items()}
    rows: list[Row] = []
    for measure in next(iter(measured.values())):
        target = targets.get(measure)
        cells = [number(measured[lang][measure]) + _flag(target is not None and target.missed(measured[lang][measure])) for lang in by_lang]
        wanted = "" if target is None else number(target.least) + (f" to {number(target.most)}" if target.most else "")
        rows.append([measure, *cells, wanted])
    return table("Overview", ["", *by_lang, "target"], rows)


def _flag(missed: bool) -> str:
    return f" {MISSED}" if missed else ""


def _splits(by_lang: Mapping[str, Counts]) -> str:
    """What each split holds; its share of the passages stands against its target."""
    columns = [(lang, split) for lang in by_lang for split in SPLITS]
    parts = {key: Counts([p for p in by_lang[key[0]].passages if p.split == key[1]]) for key in columns}
    measured = {key: counts.measures() for key, counts in parts.items()}
    rows: list[Row] = [_split_shares(by_lang, parts)]
    rows += [[name, *(number(measured[key][name]) for key in columns)] for name in measured[columns[0]]]
    return table("By split", ["", *(f"{lang} {split}" for lang, split in columns)], rows)


def _split_shares(by_lang: Mapping[str, Counts], parts: Mapping[tuple[str, str], Counts]) -> Row:
    cells = []
    for (lang, split), counts in parts.items():
        share = 100 * len(counts.passages) / max(1, len(by_lang[lang].passages))
        cells.append(number(round(share, 1)) + _flag(SPLIT_TARGETS[split].missed(share)))
    return ["% of passages (70, 15, 15)", *cells]


def _types(by_lang: Mapping[str, Counts]) -> str:
    columns = [(lang, split) for lang in by_lang for split in SPLITS]
    types = {key: Counts([p for p in by_lang[key[0]].passages if p.split == key[1]]).types() for key in columns}
    totals = {lang: counts.types() for lang, counts in by_lang.items()}
    ways = {lang: counts.ways() for lang, counts in by_lang.items()}
    rows: list[Row] = []
    for name in (t.name for t in ONTOLOGY):
        cells: list[str] = []
        for lang in by_lang:
            cells += [str(types[lang, split][name]) for split in SPLITS]
            said = len(WAYS) - len(rare_ways(ways[lang], name))
            cells += [f"{totals[lang][name]}{_flag(totals[lang][name] < TYPE_LEAST)}", f"{said}{_flag(said < WAYS_LEAST)}"]
        rows.append([name, *cells])
    head = [h for lang in by_lang for h in (*(f"{lang} {s}" for s in SPLITS), f"{lang} all", f"{lang} ways")]
    return table(f"Claims by type (at least {TYPE_LEAST} a language, in at least {WAYS_LEAST} ways)", ["type", *head], rows)


def _ways(lang: str, counts: Counts) -> str:
    ways = counts.ways()
    rows = [[t.name, *(str(ways[t.name, w]) for w in WAYS)] for t in ONTOLOGY]
    rows.append(["all", *(str(sum(ways[t.name, w] for t in ONTOLOGY)) for w in WAYS)])
    return table(f"Ways of saying, {lang}", ["type", *WAYS], rows)


def _plain(title: str, label: str, names: Sequence[str], counts: Mapping[str, Counter[str]]) -> str:
    return table(title, [label, *counts], [[name, *(str(c[name]) for c in counts.values())] for name in names])


def _forms(by_lang: Mapping[str, Counts]) -> str:
    counts = {lang: c.forms() for lang, c in by_lang.items()}
    return _plain("Claims by form of amount, unit, date and period", "form", sorted({f for c in counts.values() for f in c}), counts)


def rare(passages: Sequence[Passage], lang: str = "") -> str:
    """What the corpus still lacks, for writers: claim types, ways, options of lists, forms, shares."""
    lines: list[str] = []
    for name in [lang] if lang else LANGS:
        counts = Counts([p for p in passages if p.lang == name])
        lines += [f"== {name}", *_missed_targets(counts), *_rare_types(counts), *_rare_options(counts), *_rare_forms(counts), ""]
    return "\n".join(lines)


def _missed_targets(counts: Counts) -> Iterator[str]:
    measured = counts.measures()
    for target in TARGETS:
        value = measured[target.measure]
        if target.missed(value):
            limit = f"at least {number(target.least)}" if value < target.least else f"at most {number(target.most or 0)}"
            yield f"{target.measure}: {number(value)}, wanted {limit}"


def _rare_types(counts: Counts) -> Iterator[str]:
    types, ways = counts.types(), counts.ways()
    for name in sorted((t.name for t in ONTOLOGY), key=lambda n: (types[n], n)):
        lacking, thin = rare_ways(ways, name), rare_ways(ways, name, 3)
        few = types[name] < TYPE_LEAST
        if few or len(WAYS) - len(lacking) < WAYS_LEAST:
            never = f"; never as {', '.join(lacking)}" if lacking else ""
            seldom = f"; seldom as {', '.join(w for w in thin if w not in lacking)}" if len(thin) > len(lacking) else ""
            yield f"{name}: {types[name]}{f' of {TYPE_LEAST}' if few else ''}{never}{seldom}"


def _rare_options(counts: Counts) -> Iterator[str]:
    """Options of closed lists that are chosen seldom."""
    chosen = counts.lists()
    for kind in ONTOLOGY:
        for spec in (v for v in kind.values if v.options and v.name != "from_activity"):
            few = [f"{o} {chosen[kind.name, spec.name, o]}" for o in spec.options if chosen[kind.name, spec.name, o] < _OPTION_LEAST]
            if few:
                yield f"{kind.name} {spec.name} seldom: {', '.join(few)}"


def _rare_forms(counts: Counts) -> Iterator[str]:
    forms = counts.forms()
    few = [f"{form} {n}" for form, n in sorted(forms.items()) if n < _FORM_LEAST]
    if few:
        yield f"forms seldom: {', '.join(few)}"
