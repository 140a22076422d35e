"""What the press says of a firm or person in passing: office, line of business, seat, listing, parent, place of a site.

These are half of all claims of an article. They stand beside names in a few fixed forms, so they are read from descriptions and skeletons.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ontology import EntityType
from loaders.extract.document import Document, Found, Token
from loaders.extract.grammar.joined import coordinated, is_site
from loaders.extract.grammar.sayings import load_sayings, sayings
from loaders.extract.grammar.skeleton import Skeleton, skeleton
from loaders.extract.labels.apart import apart
from loaders.extract.labels.business import business
from loaders.extract.labels.descriptions import Description, descriptions
from loaders.extract.labels.introduced import introduced
from loaders.extract.labels.makers import makers
from loaders.extract.labels.offices import offices, successions
from loaders.extract.labels.parents import parents
from loaders.extract.labels.possession import possessions
from loaders.extract.labels.seats import beside, demonyms, seats
from loaders.extract.labels.trades import lines, load_trades
from loaders.extract.names.activities import MINERS, MINING, ActivityHit
from loaders.extract.names.antecedents import Antecedents, Facts, Known, country_of, nothing_known
from loaders.extract.raw import Raw, simple

_E = EntityType
_NOTHING = nothing_known("")
_LISTED = re.compile(
    r"<C(?P<c>\d+)>(?: (?:inc\.?|corp\.?|ltd\.?|plc))?(?: (?:'s |’s |' )?(?:common )?(?:shares|stock)| de <L\d+>)?"
    r"(?: \( [«\"“](?:[^)<]|<[CU]\d+>){1,60}\))?(?: ,(?= \())?"
    r"(?: \([^)]{0,40}[–;,:])? ?[(\[,/]? ?(?:ticker ?:? ?|symbol ?:? ?|mnémo(?:nique)? ?:? ?|code ?:? ?)?<X(?P<x>\d+)>"
)
_UNIT = frozenset("subsidiary unit arm division filiale branche affiliate".split())
_PART = _UNIT | frozenset("business operations presence activités".split())  # "the U.S. business"


def attributes(doc: Document, labels: Sequence[ActivityHit], known: Known = nothing_known) -> Iterator[Raw]:
    """All claims that stand beside names, in the order of the text. ``labels`` are the label phrases found in the whole text."""
    antecedents = Antecedents(doc.text, doc.found, [s.span for s in doc.sentences], known)
    held: list[Raw] = []
    told: list[tuple[Description, Sequence[ActivityHit]]] = []
    for sentence in doc.sentences:
        full, skel = skeleton(sentence), skeleton(sentence, aliases=False)
        low = bisect_left(labels, sentence.start, key=lambda h: h.start)
        inside = [h for h in labels[low : bisect_left(labels, sentence.end, key=lambda h: h.start)] if h.end <= sentence.end]
        held += offices(doc, skel, antecedents, held)
        held += successions(doc, skel, held)
        yield from _listings(full, doc.asides)
        yield from (raw for raw in seats(skel) if raw.roles["subject"][0].key not in doc.asides)
        yield from demonyms(skel)
        yield from parents(skel)
        yield from _site_places(skel)
        yield from _shared_places(skel)
        yield from possessions(skel)
        yield from makers(skel, known)
        yield from sayings(full, load_sayings(doc.pack.code), doc.asides)
        if skel is not full and skel.string != full.string:
            yield from sayings(skel, load_sayings(doc.pack.code), doc.asides)
        yield from _businesses(doc, skel, known)
        told += [
            (d, inside) for d in (*descriptions(sentence), *introduced(sentence, load_trades(doc.pack.code)), *apart(skel, doc.pack.code))
        ]
    yield from _all_described(doc, told, known)
    yield from held


def _all_described(doc: Document, told: Sequence[tuple[Description, Sequence[ActivityHit]]], known: Known) -> Iterator[Raw]:
    """What descriptions say: first those of names, then those of references, which must fit what is told or known of the firm."""
    here: dict[str, Facts] = {}
    for description, inside in (row for row in told if row[0].place != "reference"):
        for raw in _described(doc, description, inside, known):
            _learn(here, raw)
            yield raw
    for description, inside in (row for row in told if row[0].place == "reference"):
        facts, more = known(description.firm.key), here.get(description.firm.key, Facts())
        joined = replace(facts, activities=facts.activities | more.activities, country=facts.country or more.country)
        yield from _described(doc, description, inside, known, joined)


def _learn(here: dict[str, Facts], raw: Raw) -> None:
    """Remember the line of business or the country that the article gives a firm by its name."""
    for role, place in (("company", raw.roles.get("activity")), ("subject", raw.roles.get("place"))):
        for firm in raw.roles.get(role, ()) if place else ():
            facts = here.get(firm.key, Facts())
            if role == "company":
                here[firm.key] = replace(facts, activities=facts.activities | {f.name for f in place or ()})
            else:
                here[firm.key] = replace(facts, country=country_of((place or ())[0])[:2])


_MARKET_NAME = re.compile(r"Exchange|Stock|Nasdaq|NYSE|Euronext|Bourse|Börse|TSX|OTC|Cboe")


def _listings(skel: Skeleton, asides: frozenset[str]) -> Iterator[Raw]:
    for match in _LISTED.finditer(skel.string):
        for raw in beside("listed_as", "ticker", skel, {"company": match["c"], "security": match["x"]}):
            security = raw.roles["security"][0]
            company = raw.roles["company"][0]
            exchange_itself = company.key in asides and bool(_MARKET_NAME.search(company.name))  # "the Hong Kong Stock Exchange (HKEX)"
            if exchange_itself or (":" not in security.name and " " in security.name):
                continue  # a fund of the firm, not its share
            exchange = re.match(r"[A-Za-z][\w .-]*?(?=\s*[:/])", skel.token(match["x"]).text)
            if exchange:
                raw.put("exchange", security.name.split(":")[0], (security.start, security.start + exchange.end()))
            yield raw


_SITE_PLACE = re.compile(
    r"<S(?P<s>\d+)>(?: ?\( ?<w\d+> ?\))?"
    r"(?:(?: (?!(?:and|or|et|ou|in|at|en|à|to|is|will|has|said)\b)(?:[\w'’-]+|<[TwHAn]\d+>)){0,3}? (?:campus|sites?|facility|mines?|plants?|halls?|farm|"
    r"project|complex|property|centers?|centres?|données|park|development|operations?|<T\d+>))?(?: (?:of|de|d'|du) <C\d+>)?"
    r"(?P<link> ?,| ?\(|(?: ?,)?(?: toujours| également)? (?:(?:located|situated|situé|située|based|sits|implanté|implantée) )?"
    r"(?:in|near|outside|en|au|aux|à|dans|près de|près d'|sur|on|north of|south of|west of|east of)) "
    r"(?:(?:l' ?|le )?(?:nord|sud|est|ouest|centre|nord - ouest|nord - est|sud - ouest|sud - est|nord-ouest|nord-est|sud-ouest|sud-est) (?:de |du |d'))?"
    r"(?:(?:the|le|la|l'|les|state of|northern|southern|western|eastern|upstate|central|west|east|north|south|[ée]tat de|d') ?)*<L(?P<l>\d+)>"
    r"(?:(?: ?,| ?\()? ?(?:in |en |au |aux |dans )?(?:(?:the|le|la|l'|les|[ée]tat de) ?)*<L(?P<m>\d+)>)?(?! ?-? ?based)"
)


_DATELINE = re.compile(r" ?\)?(?: ?,)?(?: le)? <t\d+>")


def _site_places(skel: Skeleton) -> Iterator[Raw]:
    """ "Panther Creek, Pennsylvania", "a mine in Ethiopia", "le site de Granbury, au Texas": the narrowest place that is not the name itself."""
    for match in _SITE_PLACE.finditer(skel.string):
        site = skel.found(match["s"])
        bare = match["link"].strip() == ","
        if (_DATELINE.match(skel.string[match.end() :]) and match.start() == 0) or re.match(r" ?-? ?based", skel.string[match.end("l") :]):
            continue  # "Redmond, Washington, Nov. 3 - ", "Miami, Florida-based"
        for index in (match["l"], match["m"]):
            place = skel.found(index) if index else None
            if not site or not place or place.how == "adjective" or place.name == site.name:
                continue
            if bare and index == match["l"] and not _wide(place):
                break  # "Hay River, Enterprise": an enumeration, no place of the site
            for number in (match["s"], *(() if bare else _joined_before(skel, match["s"]))):
                yield from _site_claim(skel, number, index)
            break


def _joined_before(skel: Skeleton, site: str) -> Iterator[str]:
    """The sites joined to one before it: "its Hollin Ridge and Sorley Bay data centers in Texas"."""
    tokens, k = skel.sentence.tokens, skel.token(site).i
    while k > 1 and tokens[k - 1].lower in ("and", "et", "&", ",") and is_site(tokens[k - 2].found):
        k -= 2
        yield str(k)


# "two Texas sites, Rockdale and Corsicana"; "Baie-Noire and Lac-Doré, both in Québec"
_SHARED_BEFORE = re.compile(r"<L(?P<l>\d+)> (?:sites|mines|campuses|properties|facilities|plants|data centers|halls) ,(?= <S(?P<s>\d+)>)")
_SHARED_BEHIND = re.compile(
    r"<S(?P<s>\d+)> (?:and|et) <S(?P<t>\d+)> , (?:both|all|tous deux|toutes deux|tous|toutes) (?:in|en|au|aux|à|dans)(?: the| le| la| l')? <L(?P<l>\d+)>"
)


def _shared_places(skel: Skeleton) -> Iterator[Raw]:
    """One place told of several sites."""
    for match in _SHARED_BEFORE.finditer(skel.string):
        for site in coordinated(skel.sentence, skel.token(match["s"])):
            yield from _site_claim(skel, str(site.i), match["l"])
    for match in _SHARED_BEHIND.finditer(skel.string):
        for number in (match["s"], match["t"]):
            yield from _site_claim(skel, number, match["l"])


def _site_claim(skel: Skeleton, site: str, index: str) -> Iterator[Raw]:
    for raw in beside("located_in", "site", skel, {"subject": site, "place": index}):
        token = skel.token(index)
        raw.put("kind", "site", (token.start, token.end))
        yield raw


def _wide(place: Found) -> bool:
    """A state, country, county or other region: no town."""
    return place.key.count("/") < 2 or place.key.endswith(("-county", "-parish"))


def _described(
    doc: Document, description: Description, labels: Sequence[ActivityHit], known: Known, facts: Facts = _NOTHING
) -> Iterator[Raw]:
    """Lines of business, seat and parent that a description states; of a reference only what is not known to be otherwise."""
    meant = description.place == "reference"
    inside = [h for h in labels if description.start <= h.start and h.end <= description.end]
    trigger = description.sentence.tokens[description.first]
    unit = next((t for t in description.tokens() if t.lower in _UNIT), None)
    nearest = description.place == "before"
    for hit in _told_lines(doc, description, inside, unit, nearest):
        activity = resolved(doc, hit, known(description.firm.key)).found()
        if description.firm.key in doc.asides or (meant and not _may_do(facts, activity.name)):
            continue  # nothing is said of media and stock exchanges
        confidence = 0.7 if hit.unstated or hit.weak else 0.85
        yield simple(
            "engages_in", "attribute/label", description.sentence, trigger, {"company": description.firm, "activity": activity}, confidence
        )
    place = (
        None if meant and _PART & set(doc.text[description.start : description.end].lower().split()) else _place_in(doc, description)
    )  # "la branche française" is not where the firm sits
    if place and (len(country_of(place)) != 2 or description.firm.key in doc.asides):
        place = None  # "European banks"; nothing is said of media and stock exchanges
    if place and not (meant and facts.country and len(country_of(place)) == 2 and country_of(place) != facts.country):
        raw = simple(
            "located_in", "attribute/description", description.sentence, trigger, {"subject": description.firm, "place": place}, 0.8
        )
        raw.put("kind", "headquarters", (place.start, place.end))
        yield raw
    if unit is not None and description.place in ("after", "predicate"):
        parent = next((t.found for t in description.tokens() if t.i > unit.i and t.found and t.found.type in (_E.COMPANY, _E.PERSON)), None)
        if parent and parent.key != description.firm.key and description.firm.how != "reference":
            yield simple("subsidiary_of", "attribute/unit", description.sentence, unit, {"child": description.firm, "parent": parent})


def _told_lines(
    doc: Document, description: Description, labels: Sequence[ActivityHit], unit: Token | None, nearest: bool
) -> Iterator[ActivityHit]:
    """The lines of business of a description; of "a subsidiary of the bank X" those of the parent are left out."""
    trades, start = load_trades(doc.pack.code), description.start
    behind = description.sentence.tokens[unit.i + 1 : description.last + 1] if unit else []
    parent = next((t for t in behind if t.found and t.found.type in (_E.COMPANY, _E.PERSON)), None)
    if unit and parent and any(t.lower in _WHOSE for t in behind[:4]):
        yield from lines(doc.text, start, unit.end, [h for h in labels if h.end <= unit.end], trades, nearest)
        start = parent.end + len(doc.text[parent.end : description.end]) - len(doc.text[parent.end : description.end].lstrip())
    if start < description.end:
        yield from lines(doc.text, start, description.end, [h for h in labels if h.start >= start], trades, nearest)


_WHOSE = frozenset("of de du d' des".split())


def _businesses(doc: Document, skel: Skeleton, known: Known) -> Iterator[Raw]:
    """Lines of business that a verb tells; of a reference only what is not known to be otherwise."""
    for told in business(doc.text, skel, doc.pack.code):
        firm = told.firm.found
        if firm is None:
            continue
        activity = resolved(doc, told.hit, known(firm.key)).found()
        if firm.key not in doc.asides and (firm.how != "reference" or _may_do(known(firm.key), activity.name)):
            yield simple("engages_in", "attribute/business", skel.sentence, told.verb, {"company": firm, "activity": activity}, 0.75)


def _may_do(facts: Facts, activity: str) -> bool:
    """Whether a firm that a noun means can be of a line of business: one it is known for; "the bank", "the landlord" is often another firm."""
    if facts.activities:
        return activity in facts.activities or any(activity in kin and facts.activities & kin for kin in _KIN)
    return activity not in _OTHERS


_KIN = (
    MINERS,
    frozenset(("ai-hpc", "gpu-as-a-service", "data-centers", "cloud")),
    frozenset(("exchange", "brokerage", "trading")),
)
_OTHERS = frozenset(("banking", "asset-management", "real-estate", "energy", "security", "payments"))


def resolved(doc: Document, hit: ActivityHit, facts: Facts) -> ActivityHit:
    """ "miner" alone is a bitcoin miner where the article speaks of bitcoin, or the firm is known for it."""
    if not hit.unstated or hit.activity not in MINING:
        return hit
    bitcoin = re.search(r"bitcoin|\bBTC\b", doc.text, re.IGNORECASE) or "bitcoin-mining" in facts.activities
    return ActivityHit(hit.start, hit.end, "bitcoin-mining" if bitcoin else "crypto-mining", hit.form, hit.weak, True)


_PREPS = frozenset("in of from at near à de d' en au aux du outside".split())
_NOT_SEAT = frozenset(
    """site sites mine mines center centers centre centres campus data données market markets operations presence présent
    présente présents présentes active actif moving relocating customers clients users plant plants farm
    facility facilities marché marchés activités opérations projects capacity listed cotée coté listing bourse exchange trading office offices
    bureaux""".split()
)


def _inside(doc: Document, description: Description) -> list[Found]:
    """The names within a description."""
    low = bisect_left(doc.found, description.start, key=lambda f: f.start)
    high = bisect_left(doc.found, description.end, key=lambda f: f.start)
    return [f for f in doc.found[low:high] if f.end <= description.end]


def _place_in(doc: Document, description: Description) -> Found | None:
    """The place that a description gives as the firm's seat: an adjective, a noun before the noun, or behind a preposition."""
    if description.place == "reference":
        inside = [f for f in _inside(doc, description) if f.type is _E.PLACE and not _OWNED_BY.match(doc.text, f.end)]
        return inside[0] if inside else _behind_reference(description)
    adjective = next((f for f in _inside(doc, description) if f.how == "adjective" and _of_firm(doc.text, description, f)), None)
    if adjective and _anothers(doc, description, adjective):
        return None
    if adjective:
        return adjective
    tokens = description.tokens()
    for token in tokens:
        if not (token.found and token.found.type is _E.PLACE):
            continue
        before = description.sentence.tokens[token.i - 1] if token.i else None
        after = description.sentence.tokens[token.i + 1] if token.i + 1 < len(description.sentence.tokens) else None
        if _premodifies(token, after, description) and _of_firm(doc.text, description, token.found):
            return token.found
        within = before is not None and (before.i >= description.first or description.place != "before")  # "In Tennessee CleanSpark wants"
        if before and within and before.lower in _PREPS and not _NOT_SEAT & {t.lower for t in tokens[: token.i - description.first]}:
            return token.found
    return None


def _anothers(doc: Document, description: Description, place: Found) -> bool:
    """ "the French subsidiary of energy giant X", "the vehicle of French billionaire P": the adjective speaks of another."""
    behind = doc.text[place.end : description.end]
    person = any(f.type is _E.PERSON and place.end <= f.start for f in _inside(doc, description))
    return person or (
        description.place == "before"
        and bool(re.search(r"\b(?:subsidiary|unit|arm|division|branch|filiale|branche) (?:of|de|d['’])", behind))
    )


_OWNED_BY = re.compile(r"[\s\u00a0]?-[\s\u00a0]?(?:owned|listed|backed|controlled|made|focused)\b")  # "the Chinese-owned company"


# "charged by U.S. authorities", "serving French clients": places of others beside a firm.
_OTHERS_BEFORE = re.compile(r"\b(?:by|par|against|contre|serving|with|avec|for|pour|auprès)\b", re.IGNORECASE)
_OTHER_NOUN = re.compile(
    r"[\s\u00a0-](?:customers?|clients?|users?|investors?|authorit\w+|regulat\w+|officials?|prosecutors?|markets?|government|dollars?|laws?|courts?)\b"
)
_NOUN_OF_OTHERS = re.compile(
    r"\b(?:autorités?|régulateurs?|clients?|investisseurs?|utilisateurs?|marchés?|activités?|règlements?|justice|dollars?)[\s\u00a0]$"
)


_REACH = 20  # characters before a place in which a noun of others stands


def of_others(text: str, place: Found) -> bool:
    """Whether the words around a place say that it is that of customers, owners or authorities: "U.S. customers", "la justice française"."""
    before = text[max(0, place.start - _REACH) : place.start]
    return bool(_OWNED_BY.match(text, place.end) or _OTHER_NOUN.match(text, place.end) or _NOUN_OF_OTHERS.search(before))


def _of_firm(text: str, description: Description, place: Found) -> bool:
    """Whether a place beside a firm is the firm's own."""
    return not (of_others(text, place) or _OTHERS_BEFORE.search(text[description.start : place.start]))


def _premodifies(token: Token, after: Token | None, description: Description) -> bool:
    if after is None:
        return False
    behind = description.sentence.tokens[after.i + 1 : after.i + 2]
    listed = after.lower in ("-listed", "listed") or (after.text == "-" and bool(behind) and behind[0].lower == "listed")
    nominal = (after.pos in ("NOUN", "ADJ") and after.i <= description.last) or after.text == "-" or after.lower.startswith("-based")
    return nominal and not listed


def _behind_reference(description: Description) -> Found | None:
    """ "le groupe de Fort Lauderdale": a place right behind a reference."""
    row = description.sentence.tokens[description.last + 1 : description.last + 3]
    if len(row) == 2 and row[0].lower in ("de", "d'", "of") and row[1].found and row[1].found.type is _E.PLACE:
        return row[1].found
    return None
