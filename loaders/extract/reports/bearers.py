"""Whose figure it is: possessor of the metric, subject of its verb, the name beside it, else the firm that the text is about."""

from __future__ import annotations

from decimal import Decimal

from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Sentence, Token
from loaders.extract.grammar import clause
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.reports.metrics import MetricHit, MetricWords

_E = EntityType
_FUND_METRICS = ("aum", "fund_flow")
_PRONOUNS = frozenset("it its they their elle elles il ils sa son ses leur leurs".split())
_HELD = frozenset("held owned leased mined produced managed détenu détenus détenue détenues loué louée extraits minés gérés gérée".split())
_FUNDS = frozenset("etfs funds fonds etps".split())  # unnamed funds together are no firm's
_RELATIVES = frozenset(("whose", "dont"))
_WHICH = frozenset(("which", "who", "qui"))  # "Fluidstack, which is valued at ..."
# A machine has an efficiency and a site a power price, where the sentence names one; else the firm.
MACHINE = Decimal("0.002")  # EH/s; a hashrate below this is one machine's
_OWN_TYPE = {"efficiency": _E.HARDWARE, "power_price": _E.SITE}


def bearer(doc: Document, skel: Skeleton, words: MetricWords, token: Token, hit: MetricHit) -> Found | None:
    """The entity that a figure is of; None where the text names none."""
    found = _bearer(doc, skel, words, token, hit)
    return _named_here(doc, skel.sentence, found, words) if found and found.how == "reference" and found.type is _E.COMPANY else found


def _thing(sentence: Sentence, token: Token, hit: MetricHit, noun: int, words: MetricWords) -> Token | None:
    """The thing that a figure's verb has as its subject ("the facility has a capacity of", "the deal will bring"): no firm's figure."""
    things = words.things | (words.dealings if hit.metric.name in _OF_DEALINGS else frozenset())
    for word in (token, sentence.tokens[noun]):
        node: Token | None = word
        for _ in range(_UP):
            if node is None or node.pos in ("VERB", "AUX"):
                break
            node = sentence.head(node)
        for subject in clause.subjects(sentence, node) if node and node.pos in ("VERB", "AUX") else ():
            parts = clause.noun_phrase(sentence, subject)
            owned = any(t.lower in _OWN for t in sentence.tokens[max(0, subject.i - 3) : subject.i])
            of = sentence.tokens[subject.i + 1 : subject.i + 4]  # "the machines of X"
            owned = owned or (of[:1] != [] and of[0].lower in ("of", "de", "d'", "du") and any(_is_firm(t) for t in of))
            if owned or subject.i == noun or token in parts or any(p.found and p.found.type is _E.COMPANY for p in parts):
                return None
            if subject.lower in things or (subject.found and subject.found.type is _E.SITE):
                return subject
    return None


def _is_firm(token: Token) -> bool:
    return token.found is not None and token.found.type is _E.COMPANY


_OF_DEALINGS = (
    "revenue",
    "net_income",
    "debt",
    "cash",
)  # what a contract brings, costs or is worth; "the purchase takes its total to" tells a firm's
_UP = 6  # steps from a number to its verb
_OWN = frozenset("its their our his her sa son ses leur leurs notre nos".split())
_OF_SITES = ("hashrate", "miner_count", "asset_production", "power_price")  # what a site is told to have where it is the subject


def _named_here(doc: Document, sentence: Sentence, said: Found, words: MetricWords) -> Found:
    """Whom "its" and "elle" stand for where a subject named before them in their sentence says it: "TeraWulf estime ses revenus ..."."""
    firms = [t for t in sentence.tokens if t.found and t.found.type is _E.COMPANY and t.found.how != "reference"]
    if doc.text[said.start : said.end].lower() not in _PRONOUNS or any(t.found and t.found.key == said.key for t in firms):
        return said
    subjects = [
        t.found for t in firms if t.found and t.end <= said.start and t.dep.startswith("nsubj") and _counts(doc, sentence, t, words)
    ]
    return subjects[-1] if subjects else said


def _bearer(doc: Document, skel: Skeleton, words: MetricWords, token: Token, hit: MetricHit) -> Found | None:
    sentence, first = skel.sentence, skel.index(hit.start)
    kinds = (_E.COMPANY, _E.SECURITY) if hit.metric.name in _FUND_METRICS else (_E.COMPANY,)
    thing = _own_type(sentence, token, hit)
    if thing:
        return thing
    if hit.tight and hit.metric.name == "valuation":
        return next(
            (t.found for t in sentence.tokens[first : token.i] if t.found and t.found.type is _E.COMPANY), None
        )  # "values X at ..."
    here = [t.found for t in sentence.tokens[: token.i] if t.found and t.found.type in kinds and _stands(doc, sentence, t, words)]
    near = (
        _holder(sentence, first)
        or _possessor(sentence, first, kinds)
        or _relative(sentence, first, kinds)
        or _beside(sentence, token, kinds)
    )
    if near:
        return near
    coin = _coin(sentence, first) if hit.metric.name == "market_cap" else None
    if coin:
        return coin
    acting = _thing(sentence, token, hit, first, words)
    if acting:
        of_site = acting.found is not None and acting.found.type is _E.SITE and hit.metric.name in _OF_SITES
        return acting.found if of_site else None
    if kinds[1:]:
        nobody = _sourced(doc, sentence, words) or any(t.lower in _FUNDS for t in sentence.tokens)
        return here[-1] if here else None if nobody else _firm(doc, sentence)
    for word in (token, sentence.tokens[skel.index(max(hit.start, hit.end - 1))]):
        owner = _verb_subject(sentence, word, doc)
        if owner:
            return owner
    if hit.tight and hit.metric.name == "net_income" and not here:
        return None  # "the market lost 100 billion"
    if here:
        return here[-1] if len({f.key for f in here}) == 1 else _nearest_subject(sentence, token, here)
    return _elsewhere(doc, sentence, token, words)


def _elsewhere(doc: Document, sentence: Sentence, token: Token, words: MetricWords) -> Found | None:
    after = [t.found for t in sentence.tokens[token.i :] if t.found and t.found.type is _E.COMPANY and _counts(doc, sentence, t, words)]
    lead = _firm(doc, sentence)
    if not after and _sourced(doc, sentence, words):
        return None  # "by the data of X miners pay on average ..."
    return after[0] if after and (lead is None or lead.key == after[0].key) else lead or (after[0] if after else None)


def _sourced(doc: Document, sentence: Sentence, words: MetricWords) -> bool:
    """Whether the only firms of a sentence are the sources of its words."""
    firms = [t for t in sentence.tokens if t.found and t.found.type is _E.COMPANY and t.found.key not in doc.asides]
    return bool(firms) and not any(_counts(doc, sentence, t, words) for t in firms)


def _counts(doc: Document, sentence: Sentence, token: Token, words: MetricWords) -> bool:
    """Whether a name can bear a figure: no medium or exchange in passing, and not the source of the words ("according to X")."""
    if token.found is None or token.found.key in doc.asides or token.dep == "obl:agent":
        return False
    before = [t.lower for t in sentence.tokens[max(0, token.i - 3) : token.i]]
    return not (
        before and before[-1] in ("to", "by", "from", "of", "par", "selon", "d'après", "de", "d'", "du") and set(before) & words.source
    )


def _stands(doc: Document, sentence: Sentence, token: Token, words: MetricWords) -> bool:
    """Whether a name before a figure can be its owner: no maker of machines named by it ("Nvidia chips"), no exchange ("on the TSX")."""
    if not _counts(doc, sentence, token, words):
        return False
    around = sentence.tokens[max(0, token.i - 2) : token.i + 3]
    before = [t.lower for t in sentence.tokens[max(0, token.i - 2) : token.i] if t.lower not in ("the", "la", "le", "l'")]
    return not any(t.lower in _MACHINES for t in around) and before[-1:] not in (["on"], ["au"], ["sur"], ["both"])


_MACHINES = frozenset("chip chips gpu gpus processors puce puces processeurs".split())


def _own_type(sentence: Sentence, token: Token, hit: MetricHit) -> Found | None:
    kind = _OWN_TYPE.get(hit.metric.name)
    if hit.metric.name == "hashrate" and token.amount and (token.amount.amount.value or 1) < MACHINE:
        kind = _E.HARDWARE
    if kind is None or any(t.lower in ("fleet", "flotte", "parc", "average", "moyenne") for t in sentence.tokens):
        return None
    things = [t for t in sentence.tokens if t.found and t.found.type is kind]
    best = min(things, key=lambda t: (abs(t.i - token.i), t.i), default=None)
    return best.found if best else None


def _holder(sentence: Sentence, noun: int) -> Found | None:
    """ "the total held by SharpLink", "la capacité louée par X": whom a participle right behind the metric names."""
    behind = sentence.tokens[noun : noun + 6]
    by = next((k for k, t in enumerate(behind) if t.lower in ("by", "par")), None)
    if not by or behind[by - 1].lower not in _HELD:
        return None
    return next((t.found for t in behind[by + 1 :] if t.found and t.found.type is _E.COMPANY), None)


def _possessor(sentence: Sentence, first: int, kinds: tuple[EntityType, ...]) -> Found | None:
    """ "its treasury", "sa dette", "Riot's revenue": a reference or a name with 's within three words before the metric."""
    for word in reversed(sentence.tokens[max(0, first - 4) : first]):
        if word.found and word.found.type in kinds:
            after = sentence.tokens[word.i + 1] if word.i + 1 < len(sentence.tokens) else None
            named = after is not None and after.text in ("'s", "’s", "'", "’")
            return word.found if word.found.how == "reference" or named else None
        if word.pos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _coin(sentence: Sentence, noun: int) -> Found | None:
    """The coin whose market value it is: "the market value of Tether's USDT token", "l'USDC, dont la capitalisation ..."."""
    own = _relative(sentence, noun, (_E.ASSET,)) or _possessor(sentence, noun, (_E.ASSET,))
    behind = sentence.tokens[noun + 1 : noun + 8]
    behind = behind[: next((k for k, t in enumerate(behind) if t.amount), len(behind))]
    of = next((k for k, t in enumerate(behind) if t.lower in ("of", "de", "du", "d'")), None)
    named = [t.found for t in behind[of + 1 :] if t.found and t.found.type is _E.ASSET] if of is not None and of <= 2 else []
    return own or (named[0] if named else _subject_coin(sentence, noun))


def _subject_coin(sentence: Sentence, noun: int) -> Found | None:
    """The coin that a sentence without a firm is about: "RLUSD is smaller than USDC, with a market cap of ..."."""
    before = [t for t in sentence.tokens[:noun] if t.found and t.found.type is _E.ASSET]
    if any(
        t.found and t.found.type is _E.COMPANY and t.found.how != "reference" and not _owns(sentence, t) for t in sentence.tokens[:noun]
    ):
        return None
    acting = [t.found for t in before if t.found and t.dep.startswith(("nsubj", "appos"))]
    return acting[0] if acting else None


def _owns(sentence: Sentence, token: Token) -> bool:
    """Whether a name has 's behind it."""
    return any(t.text in ("'s", "’s", "'", "’") for t in sentence.tokens[token.i + 1 : token.i + 2])


def _relative(sentence: Sentence, first: int, kinds: tuple[EntityType, ...]) -> Found | None:
    """ "Kraken, whose revenue ...", "X, dont le bénéfice ...": the name before the relative."""
    for word in reversed(sentence.tokens[max(0, first - 4) : first]):
        if word.lower in _RELATIVES:
            before = [t.found for t in sentence.tokens[max(0, word.i - 6) : word.i] if t.found and t.found.type in kinds]
            return before[-1] if before else None
        if word.lower in _WHICH:
            last = next((t for t in reversed(sentence.tokens[max(0, word.i - 2) : word.i]) if t.text != ","), None)
            return last.found if last and last.found and last.found.type in kinds else None
    return None


def _beside(sentence: Sentence, token: Token, kinds: tuple[EntityType, ...]) -> Found | None:
    """ "Ribeira Digital, a broker in Porto with 210,000 clients": the name before "with" when no verb stands between."""
    opener = next((t for t in reversed(sentence.tokens[max(0, token.i - 3) : token.i]) if t.lower in ("with", "avec")), None)
    if opener is None:
        return None
    for word in reversed(sentence.tokens[max(0, opener.i - 9) : opener.i]):
        if word.pos in ("VERB", "AUX"):
            return None
        if word.found and word.found.type in kinds:
            return word.found
    return None


def _verb_subject(sentence: Sentence, word: Token, doc: Document) -> Found | None:
    node: Token | None = word
    for _ in range(6):
        if node is None:
            return None
        if node.pos in ("VERB", "AUX"):
            for subject in clause.subjects(sentence, node):
                for part in clause.noun_phrase(sentence, subject):
                    if part.found and part.found.type is _E.COMPANY and part.found.key not in doc.asides:
                        return part.found
            if not node.dep.startswith(("xcomp", "conj", "aux")):
                return None
        node = sentence.head(node)
    return None


def _nearest_subject(sentence: Sentence, token: Token, firms: list[Found]) -> Found:
    """Of several firms before a number, the last that is a subject or possessor, else the last."""
    for word in reversed(sentence.tokens[: token.i]):
        if word.found and word.found in firms and (word.dep.startswith("nsubj") or word.dep == "nmod:poss"):
            return word.found
    return firms[-1]


def _firm(doc: Document, sentence: Sentence) -> Found | None:
    """The firm of the sentences before: the main one if they name it, else the one that they say something of; in a list the main one."""
    main = doc.main_firm()
    for back in range(sentence.index - 1, max(-1, sentence.index - 3), -1):
        named = [t for t in doc.sentences[back].tokens if t.found and t.found.type is _E.COMPANY and t.found.key not in doc.asides]
        if any(t.found and main and t.found.key == main.key for t in named):
            return main
        acting = next((t.found for t in named if t.dep.startswith("nsubj")), None)
        if acting and doc.sentences[back].span.block == sentence.span.block:
            return acting
    return main
