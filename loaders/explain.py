"""Why a claim was extracted: each of its parts with the words that gave it, what found it, and what was refused beside it.

The rules are run again over the stored text, which is a pure function; nothing that is stored changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.dates import Interval
from graph.model import Article, Claim, Mention, Refusal
from graph.ontology import Factuality
from graph.values import Value
from loaders.extract.analyse import Analysis
from loaders.extract.assemble import assemble
from loaders.extract.document import Found
from loaders.extract.raw import Raw
from loaders.extract.rules import RulesExtractor
from loaders.extract.told.lists import Modality, load_modality
from loaders.extract.why import how_found, reasons
from loaders.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim. ``words`` stand at ``start``:``end`` of the article (empty where no words say it); ``read`` is what they mean.

    ``part`` is "trigger", "role", "value", "time", "factuality" or "speaker", ``name`` that of the role or value. ``others`` are entities
    of the same name that were not taken.
    """

    part: str
    name: str
    start: int
    end: int
    words: str
    read: Value | str
    how: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a claim is there. ``rule`` is empty when the rules of this version do not find it, and ``note`` says so.

    ``also`` are the other sentences of the article that the rules read as the same claim, with the rule; ``refused`` the candidates that
    were refused in its sentences.
    """

    claim: Claim
    article: Article
    rule: str
    parts: tuple[Part, ...]
    also: tuple[tuple[str, str], ...]
    refused: tuple[Refusal, ...]
    note: str = ""


def explain(claim: Claim, article: Article, ledger: Sequence[Refusal], gazetteer: Gazetteer, rules: RulesExtractor) -> Explanation:
    """Explain a stored claim by its article's stored text. ``ledger`` are the refusals of the article."""
    if not rules.supports(article.lang):
        return _bare(claim, article, ledger, f"there are no rules for the language {article.lang!r}")
    analysis = rules.analyse(article)
    raws = list(rules.raws(analysis))
    lists = load_modality(article.lang)
    assemble(analysis.document, raws, lists, rules.name)  # fills factuality, speaker and time into the raw claims, and joins them
    raw = next((r for r in raws if _is(r, claim)), None)
    if raw is None:
        again = (
            "it was made by another version (claimstake reextract)"
            if claim.extractor.startswith("rules/")
            else f"{claim.extractor} made it"
        )
        return _bare(claim, article, ledger, f"the rules of this version do not find it: {again}")
    parts = (*_trigger(raw, article), *_roles(claim, article, analysis, gazetteer), *_told(claim, article, raw, lists))
    return Explanation(claim, article, raw.rule, parts, tuple(_also(raw, raws, article)), _near(claim, raw, ledger))


def _bare(claim: Claim, article: Article, ledger: Sequence[Refusal], note: str) -> Explanation:
    parts = [
        *(_mention("role", role, m, article) for role, fillers in claim.roles.items() for m in fillers),
        *_values(claim, article),
        *([_mention("speaker", "", claim.speaker, article)] if claim.speaker else []),
    ]
    return Explanation(claim, article, "", tuple(parts), (), _near(claim, None, ledger), note)


def _is(raw: Raw, claim: Claim) -> bool:
    roles = {role: tuple(f.mention() for f in fillers) for role, fillers in raw.roles.items() if fillers}
    return (
        raw.type == claim.type and roles == dict(claim.roles) and raw.values == dict(claim.values)
        and raw.factuality is claim.factuality and (raw.time or Interval()) == claim.time
    )  # fmt: skip


def _trigger(raw: Raw, article: Article) -> Iterator[Part]:
    token = raw.trigger
    how = "told in passing, so actual and of no speaker" if raw.label else f"a {raw.sentence.span.kind} sentence says it"
    yield Part("trigger", "", token.start, token.end, article.text[token.start : token.end], token.lemma, how)


def _roles(claim: Claim, article: Article, analysis: Analysis, gazetteer: Gazetteer) -> Iterator[Part]:
    found = {(f.start, f.end, f.key): f for f in analysis.document.found}
    for role, fillers in claim.roles.items():
        for mention in fillers:
            known = found.get((mention.start, mention.end, mention.key))
            yield _mention("role", role, mention, article, known, gazetteer)


def _mention(
    part: str, role: str, mention: Mention, article: Article, found: Found | None = None, gazetteer: Gazetteer | None = None
) -> Part:
    words = article.text[mention.start : mention.end]
    entries = gazetteer.lookup(words) if gazetteer else []
    others = tuple(f"{e.name} ({e.type})" for e in entries if e.key != mention.key)
    how = how_found(found.how) if found else "by the rule that made the claim" if gazetteer else ""
    return Part(part, role, mention.start, mention.end, words, f"{mention.name} ({mention.key})", how, others)


def _told(claim: Claim, article: Article, raw: Raw, lists: Modality) -> Iterator[Part]:
    yield from _values(claim, article)
    words = [] if raw.judged else reasons(raw, lists)
    how = "it would be read otherwise without this word" if len(words) == 1 else "it would be read otherwise without these words"
    for token in words:
        text = article.text[token.start : token.end]
        yield Part("factuality", "", token.start, token.end, text, str(claim.factuality), how)
    if raw.judged:
        yield Part("factuality", "", 0, 0, "", str(claim.factuality), raw.judged)
    elif not words:
        how = "nothing in the sentence speaks against it" if claim.factuality is Factuality.ACTUAL else "by its way of saying"
        yield Part("factuality", "", 0, 0, "", str(claim.factuality), how)
    if claim.speaker:
        yield _mention("speaker", "", claim.speaker, article)


def _values(claim: Claim, article: Article) -> Iterator[Part]:
    for name, value in claim.values.items():
        start, end = claim.spans.get(name, (0, 0))
        yield Part("value", name, start, end, article.text[start:end], value)
    if claim.time:
        start, end = claim.spans.get("time", (0, 0))
        dates = [str(d) for d in (claim.time.start, claim.time.end)]
        told = {(True, True): f"{dates[0]} to {dates[1]}", (True, False): f"start {dates[0]}", (False, True): f"end {dates[1]}"}
        read = told[claim.time.start is not None, claim.time.end is not None] if dates[0] != dates[1] else dates[0]
        yield Part("time", "", start, end, article.text[start:end], read, f"the article is of {article.day}" if article.day else "")


def _also(raw: Raw, raws: Iterable[Raw], article: Article) -> Iterator[tuple[str, str]]:
    """Other sentences that gave the same claim: of the same type, with no filler that the claim has not."""
    kept = {role: {f.key for f in fillers} for role, fillers in raw.roles.items()}
    for other in raws:
        inside = all({f.key for f in fillers} <= kept.get(role, set()) for role, fillers in other.roles.items())
        if other is not raw and other.type == raw.type and inside and any(other.roles.values()):
            yield other.rule, other.sentence.text_of(article.text)


def _near(claim: Claim, raw: Raw | None, ledger: Iterable[Refusal]) -> tuple[Refusal, ...]:
    spans = [(claim.evidence.start, claim.evidence.end), *([(raw.sentence.start, raw.sentence.end)] if raw else [])]
    return tuple(r for r in ledger if any(r.start < end and start < r.end for start, end in spans))
