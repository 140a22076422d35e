"""What the press says of a firm or person in passing: office, line of business, seat, listing, parent, place of a site.

These are half of all claims of an article. They stand beside names in a few fixed forms, so they are read from the sentence's skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.ontology import EntityType
from loaders.extract.activities import ActivityHit
from loaders.extract.document import Document, Found
from loaders.extract.offices import offices
from loaders.extract.raw import Raw, simple
from loaders.extract.skeleton import Skeleton, skeleton

_E = EntityType
_BASED = re.compile(
    r"<C(?P<c>\d+)>(?: \( [^)]{1,40} \))? ?,? (?:[^<,]{0,40} )?(?:is |est |was |which is |qui est )?"
    r"(?:based|headquartered|basée?s?|domiciliée?s?|établie?s?|installée?s?|implantée?s?|sise?s?)(?: out of| in| at| near| à| en| au| aux| dans| près de|,)* <L(?P<l>\d+)>"
)
_SEAT = re.compile(
    r"<L(?P<l>\d+)> ?-? ?(?:-based|- based|based|headquartered|- headquartered)\b[^<.;]{0,60}?(?:<[AT]\d+>[^<.;]{0,40}?)?<C(?P<c>\d+)>"
)
_OF_PLACE = re.compile(r"<C(?P<c>\d+)> ?, ?(?:of|from|de|d'|à|en) <L(?P<l>\d+)>")
_SEAT_NOUN = re.compile(
    r"(?:<C(?P<a>\d+)>(?: 's| ’s)? )?(?:head office|headquarters|siège(?: social| mondial)?)(?: of <C(?P<b>\d+)>)?(?: (?:is|est|are))?(?: located| situé| fixé)?(?: in| at| à| en| de)+ <L(?P<l>\d+)>"
)
_LISTED = re.compile(r"<C(?P<c>\d+)>(?: (?:inc\.?|corp\.?|ltd\.?|plc))? ?[(\[,]? ?(?:ticker ?:? ?|symbol ?:? ?|mnémo(?:nique)? ?:? ?)?<X(?P<x>\d+)>")
_CHILD_OF = re.compile(
    r"<C(?P<c>\d+)> ?,? ?(?:\( ?)?(?:a|an|the|une|la|is a|est une|which is a|qui est une)? ?(?:wholly[- ]owned |majority[- ]owned |\w+ ){0,3}?"
    r"(?:subsidiary|unit|arm|division|filiale|branche)(?: [^<,.;]{0,30}?)? (?:of|de|d'|du) (?:the |l'|la |le )?(?:[^<,.;]{0,25} )?<C(?P<p>\d+)>"
)
_OWNED_UNIT = re.compile(
    r"<C(?P<p>\d+)>(?: 's| ’s| s)? (?:own |new |majority-owned |wholly-owned |wholly owned )?(?:[^<,.;]{0,30}? )?(?:subsidiary|unit|arm|division)s? ?,? <C(?P<c>\d+)>"
)
_OWNED_UNIT_2 = re.compile(r"<C(?P<p>\d+)>(?: 's| ’s)? <C(?P<c>\d+)> (?:subsidiary|unit|arm|division)\b")
_FILIALE = re.compile(r"(?:filiale|branche)(?: [^<,.;]{0,40}?)?,? <C(?P<c>\d+)>")
_OWNED_BY = re.compile(r"<C(?P<c>\d+)> ?,? ?(?:is |which is |est |qui est )?(?:majority |wholly |entirely )?(?:owned|controlled|détenue?|contrôlée?)(?: à <p\d+>)? (?:by|par) <C(?P<p>\d+)>")


def attributes(doc: Document, labels: Sequence[ActivityHit]) -> Iterator[Raw]:
    """All claims that stand beside names, in the order of the text. ``labels`` are the label phrases found in the whole text."""
    for sentence in doc.sentences:
        skel = skeleton(sentence)
        inside = [h for h in labels if sentence.start <= h.start and h.end <= sentence.end]
        yield from offices(doc, skel)
        yield from _listings(skel)
        yield from _seats(skel)
        yield from _parents(skel)
        yield from _site_places(doc, skel)
        yield from _labels(doc, skel, inside)


def _claim(type_: str, rule: str, skel: Skeleton, roles: dict[str, str]) -> Iterator[Raw]:
    fillers = {role: skel.found(index) for role, index in roles.items()}
    if all(fillers.values()):
        trigger = skel.token(next(iter(roles.values())))
        yield simple(type_, f"attribute/{rule}", skel.sentence, trigger, {r: f for r, f in fillers.items() if f})


def _listings(skel: Skeleton) -> Iterator[Raw]:
    for match in _LISTED.finditer(skel.string):
        for raw in _claim("listed_as", "ticker", skel, {"company": match["c"], "security": match["x"]}):
            security = raw.roles["security"][0]
            exchange = re.match(r"[A-Za-z][\w .-]*?(?=\s*[:/])", skel.token(match["x"]).text)
            if exchange:
                raw.put("exchange", security.name.split(":")[0], (security.start, security.start + exchange.end()))
            yield raw


def _seats(skel: Skeleton) -> Iterator[Raw]:
    for pattern in (_BASED, _SEAT, _OF_PLACE, _SEAT_NOUN):
        for match in pattern.finditer(skel.string):
            groups = match.groupdict()
            firm = groups.get("c") or groups.get("a") or groups.get("b")
            if firm and (skel.found(match["l"]) or _NOTHING).how != "adjective":
                yield from _seat(skel, firm, match["l"], "seat")


def _seat(skel: Skeleton, firm: str, place: str, rule: str) -> Iterator[Raw]:
    for raw in _claim("located_in", rule, skel, {"subject": firm, "place": place}):
        token = skel.token(place)
        raw.put("kind", "headquarters", (token.start, token.end))
        yield raw


_NOTHING = Found(0, 1, _E.PLACE, "", "", "adjective")


def _parents(skel: Skeleton) -> Iterator[Raw]:
    for pattern in (_CHILD_OF, _OWNED_UNIT, _OWNED_UNIT_2, _OWNED_BY):
        for match in pattern.finditer(skel.string):
            child, parent = skel.found(match["c"]), skel.found(match["p"])
            if child and parent and child.key != parent.key and child.how != "reference":
                yield from _claim("subsidiary_of", "unit", skel, {"child": match["c"], "parent": match["p"]})


def _site_places(doc: Document, skel: Skeleton) -> Iterator[Raw]:
    """"Panther Creek, Pennsylvania", "a mine in Ethiopia", "le site de Granbury, au Texas": the narrowest place that is not the name itself."""
    pattern = re.compile(r"<S(?P<s>\d+)>(?P<gap>(?: (?:site|campus|facility|mine|data|center|centre|plant|project|county|co\.|de|données|\w+-?\w*)){0,3}?,? ?(?:,|\(|in|at|near|outside|located in|situated in|situé|située|en|au|aux|à|dans|près de|the|le|la|l'|state of|[\s,])* )<L(?P<l>\d+)>(?: ?, ?<L(?P<m>\d+)>)?")  # fmt: skip
    for match in pattern.finditer(skel.string):
        site, place = skel.found(match["s"]), skel.found(match["l"])
        if not site or not place or place.how == "adjective":
            continue
        wider = skel.found(match["m"]) if match["m"] else None
        index = match["m"] if wider and place.name == site.name else match["l"]
        yield from _site_place(skel, match["s"], index)


def _site_place(skel: Skeleton, site: str, place: str) -> Iterator[Raw]:
    for raw in _claim("located_in", "site", skel, {"subject": site, "place": place}):
        token = skel.token(place)
        raw.put("kind", "site", (token.start, token.end))
        yield raw


def _labels(doc: Document, skel: Skeleton, hits: Sequence[ActivityHit]) -> Iterator[Raw]:
    """A label beside or inside the mention of a firm: "bitcoin miner MARA", "MARA, a bitcoin miner", "the Seoul exchange" (a reference)."""
    for hit in hits:
        firm, direct = _labelled(doc, skel, hit)
        if firm is None or (hit.weak and not direct):
            continue
        activity = _resolved(doc, hit).found()
        trigger = next((t for t in skel.sentence.tokens if t.start >= hit.start), skel.sentence.tokens[0])
        confidence = 0.6 if hit.unstated or not direct else 0.85
        yield simple("engages_in", "attribute/label", skel.sentence, trigger, {"company": firm, "activity": activity}, confidence)
    yield from _reference_seats(doc, skel)


def _resolved(doc: Document, hit: ActivityHit) -> ActivityHit:
    """"miner" alone is a bitcoin miner where the article speaks of bitcoin and of no other mined coin."""
    if not hit.unstated or hit.activity != "bitcoin-mining":
        return hit
    bitcoin = re.search(r"bitcoin|\bBTC\b", doc.text, re.IGNORECASE)
    return hit if bitcoin else ActivityHit(hit.start, hit.end, "crypto-mining", hit.form, hit.weak, True)


_BETWEEN_BEFORE = re.compile(r"^[\s\u00a0]*(?:[\w'’-]+[\s\u00a0]){0,2}?$")
_BETWEEN_AFTER = re.compile(
    r"^[\s\u00a0]*(?:\([^)]*\))?[\s\u00a0]*(?:,|\(|–|—|-|est|is|are|was|:|qui est|which is)[\s\u00a0]*(?:désormais|now|also|aussi|currently|l['’]un des|l['’]une des|one of the|among the)?[\s\u00a0]*"
    r"(?:a|an|the|un|une|le|la|l['’]|des|premier|first|largest|leading)?[\s\u00a0]*(?:[\w'’%.-]+[\s\u00a0]){0,4}?$"
)


def _labelled(doc: Document, skel: Skeleton, hit: ActivityHit) -> tuple[Found | None, bool]:
    """The firm that a label is said of, and whether it stands right beside it."""
    firms = [f for f in skel.sentence.found if f.type is _E.COMPANY]
    inside = next((f for f in firms if f.start <= hit.start and hit.end <= f.end and f.how == "reference"), None)
    if inside:
        return inside, True
    after = next((f for f in firms if f.start >= hit.end), None)
    if after and after.how != "reference" and _BETWEEN_BEFORE.match(doc.text[hit.end : after.start]):
        return after, True
    before = [f for f in firms if f.end <= hit.start and f.how != "reference"]
    if before and _BETWEEN_AFTER.match(doc.text[before[-1].end : hit.start]):
        return before[-1], True
    return None, False


def _reference_seats(doc: Document, skel: Skeleton) -> Iterator[Raw]:
    """"the Frankfurt group", "the Toronto-based miner", "le mineur canadien": a place in or beside a firm's description is its seat."""
    for found in skel.sentence.found:
        if found.type is _E.COMPANY and found.how == "reference":
            for place in doc.found:
                if place.type is _E.PLACE and found.start <= place.start and place.end <= found.end:
                    trigger = next(t for t in skel.sentence.tokens if t.start >= found.start)
                    raw = simple("located_in", "attribute/reference-seat", skel.sentence, trigger, {"subject": found, "place": place}, 0.8)
                    raw.put("kind", "headquarters", (place.start, place.end))
                    yield raw
    yield from _nationality(doc, skel)


_NATION_BEFORE = re.compile(r"<L(?P<l>\d+)> (?:[^<,.;]{0,50}? )?(?:<[AT]\d+> (?:[^<,.;]{0,40} )?)?<C(?P<c>\d+)>")
_NATION_AFTER = re.compile(r"(?P<noun>\w+) <L(?P<l>\d+)> (?:[^<.;,]{0,50} )?(?:<[AT]\d+> )?(?:, )?<C(?P<c>\d+)>")


def _nationality(doc: Document, skel: Skeleton) -> Iterator[Raw]:
    """"the Canadian miner Bitfarms", "le mineur américain de bitcoins MARA": an adjective of nation on a firm's noun is its seat."""
    done: set[str] = set()
    for pattern in (_NATION_BEFORE, _NATION_AFTER):
        for match in pattern.finditer(skel.string):
            place, firm = skel.found(match["l"]), skel.found(match["c"])
            if place and firm and place.how == "adjective" and firm.how != "reference" and match["c"] not in done:
                done.add(match["c"])
                yield from _seat(skel, match["c"], match["l"], "nationality")
