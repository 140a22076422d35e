"""Offices of persons: titles with the person and the organization that stand at them, and verbs that say an office ("who runs X")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.ontology import EntityType, Factuality
from loaders.extract.document import Document, Found, Token
from loaders.extract.grammar.skeleton import Skeleton
from loaders.extract.labels.handover import together
from loaders.extract.labels.tenures import Change, Tenures, load_tenures
from loaders.extract.labels.titles import Title, load_titles
from loaders.extract.names.antecedents import Antecedents, Clue
from loaders.extract.raw import Raw, simple

_E = EntityType
_ORGS = (_E.COMPANY, _E.AUTHORITY)
_DETERMINERS = (
    "the|its|his|her|their|our|a|an|ses|leurs|nos|two|deux|new|old|current|interim|acting|longtime|global|deputy|group|first|sole|le|la|l'|son|sa|un|une|"
    "leur|notre|actuel|actuelle|nouveau|nouvelle|also|now|today|still|at|present|aujourd'hui|désormais|également|toujours|role|job|position"
)
_SMALL = rf"(?:{_DETERMINERS}|as|to|post|of|comme|en|qualité|tant|que|de|au|poste|du|fonctions)"
_OF = r"(?:of|at|for|from|with|in|de|du|d'|des|chez|à|au)"
_MARK = r"(?: 's| ’s| s’| ')?"
_SIR = r"(?:mr\.? |ms\.? |m\. |mme |dr\.? |me |councillor |professor )?"
_ORG_AFTER = re.compile(
    rf"^(?: ?, [\w -]{{3,30}} ?,)?(?: (?:and|et|&) [\w'’ -]{{2,40}}?)? ?,? ?(?:{_OF} )+(?:(?:the|l'|la|le|les|its|our|notre|this|cette|ce) )?"
    rf"(?:(?!{_OF} )[\w'’-]+ ){{0,4}}?<[CU](?P<i>\d+)>"
)
# "directrice régionale de la SEC": an adjective of a title before whose it is, by name
_ORG_ADJ = re.compile(
    r"^ [\w-]+(?:al|ale|aux|ique|aire|if|ive|ière|ain|aine|ais|aise|ien|ienne|joint|jointe) (?:de|du|d'|des) (?:(?:l'|la|le|les) )?<[CU](?P<i>\d+)>"
)
# "PDG de la société de conseil en minage X": the noun for the firm with what belongs to it, then the name
_ORG_FAR = re.compile(
    r"^ ?,? ?(?:of|at|de|d'|du|chez) (?:(?:the|la|l'|le|a|an) )?(?:(?!(?:who|that|which|qui|said|says|told|and|et|has|have|ont|is|est|was|where|où|to|"
    r"pour|avec|with|from)\b)(?:[\w'’-]+|<[ATLH]\d+>) ){1,9}<[CU](?P<i>\d+)>"
)
# "analyste ETF chez X", "president of business development and ventures at X": whose house it is stands behind "at", what is headed before it
_ORG_AT = re.compile(
    r"^(?: (?!who\b|qui\b|said\b|told\b|and (?!\w+ at )|at\b|chez\b)(?:[\w'’&/-]+|<[TACLH]\d+>)){1,6}? (?:at|chez) <[CU](?P<i>\d+)>"
)

_ORG_BEFORE = re.compile(rf"<[CU](?P<i>\d+)>{_MARK}(?: (?:{_DETERMINERS}))*(?: [a-z]+ - [a-z]+)?(?: (?!as |comme )[\w-]+)?(?: -)?,? ?$")
_ORG_LED = re.compile(
    r"(?:(?:chez|at|for|pour) <[CU](?P<i>\d+)> ,|"
    r"(?:joining|joins|joined|rejoint) <[CU](?P<k>\d+)> (?:as|comme|en tant que)|^<C(?P<j>\d+)> :)(?: (?:l'|le|la|the|un|une|an?|\w+))? ?$"
)
_ORG_BARE = re.compile(r"^(?: ,)? <[CU](?P<i>\d+)>(?: \)| ?[,.])")
_PERSON_AFTER = re.compile(
    rf"^(?P<org> ?,?(?: {_OF})+ (?:[^<,.;]{{0,30}}? )?<[CU]\d+>)?(?P<mark> \([\w ,-]{{2,30}}\))? ?"
    rf"(?P<comma>,|:|–|—|-)? ?(?:(?:is|est|was) (?:(?:[\w-]+|<[LAT]\d+>) ){{0,4}}?)?{_SIR}<P(?P<i>\d+)>"
)
_PERSON_BEFORE = re.compile(
    r"<P(?P<i>\d+)>(?: \([^)]*\))?(?: ,? ?<n\d+>)? ?(?P<comma>,|\(|–|—|-|:)? ?(?P<link>(?:(?:who|qui|that) )?(?:[\w'’-]+ ){0,4}?)"
    rf"(?:{_SMALL} ){{0,8}}(?:<[CU]\d+>{_MARK} )?(?:[\w-]+ )?(?:- )?$"
)
_PERSON_AS = re.compile(
    r"<P(?P<i>\d+)>(?P<link>[^<]{0,60}(?:<[^P]\d+>[^<;.]{0,60}){0,3}) ?,? (?:as|to|to be|comme|en tant que|en qualité de|au poste de|à la|au titre de)"
    rf"(?: {_SMALL}){{0,8}}(?: <[CU]\d+>{_MARK})?(?: [\w-]+)?(?: -)? $"
)
_OWN = re.compile(r"^(?:<P\d+> )?(?:of|at|from|chez|de|d') (?:the |la |l' )?<[CU](?P<i>\d+)>")
_NEAR = 240  # characters of the skeleton beside a title; keeps a giant sentence linear


@dataclass(frozen=True, slots=True)
class _Place:
    """A group of titles in a sentence, with what stands before and after it."""

    skel: Skeleton
    group: list[Title]

    @property
    def before(self) -> str:
        """The skeleton before the first title."""
        start = self.group[0].start
        return self.skel.string[max(0, start - _NEAR) : start]

    @property
    def after(self) -> str:
        """The skeleton behind the last title."""
        return self.skel.string[self.group[-1].end : self.group[-1].end + _NEAR]


@dataclass(frozen=True, slots=True)
class _Holder:
    """The person of a title; ``link`` is what stands between the two, ``first`` whether the title comes before the person."""

    token: Token
    link: str
    first: bool


@dataclass(frozen=True, slots=True)
class _Firms:
    """Whose an office is that stands without a firm: the one firm at which the article has the person, else the one spoken of."""

    antecedents: Antecedents
    known: Sequence[Raw]

    def of(self, person: Found, at: int) -> Found | None:
        """The firm for a person's title at an offset."""
        told = (r for r in self.known if r.roles["person"][0].key == person.key and r.values["change"] == "holds")
        houses = {r.roles["organization"][0].key: r.roles["organization"][0] for r in told}
        meant = self.antecedents.firm(at, Clue())
        here = meant is not None and self.antecedents.sentence(meant.start) == self.antecedents.sentence(at)
        house = next(iter(houses.values())) if len(houses) == 1 and not here else None
        arm = house is not None and meant is not None and meant.name.startswith(house.name)  # "Binance France" of one who is at Binance
        return house if house and not arm else meant


def offices(doc: Document, skel: Skeleton, antecedents: Antecedents, known: Sequence[Raw] = ()) -> Iterator[Raw]:
    """holds_role claims of a sentence; ``known`` are those told before it."""
    persons = [t for t in skel.sentence.tokens if t.found and t.found.type is _E.PERSON]
    if not persons:
        return
    tenures = load_tenures(doc.pack.code)
    seen: set[tuple[str, str, str]] = set()
    rows: list[Raw] = []
    for group in load_titles(doc.pack.code).groups(skel.string):
        rows += _titled(doc, _Place(skel, group), _Firms(antecedents, known), tenures)
    together(doc.text, rows)
    rows += _told(doc, skel, antecedents, tenures)
    for raw in rows:
        key = (raw.roles["person"][0].key, raw.roles["organization"][0].key, str(raw.values["role"]))
        if key not in seen:
            seen.add(key)
            yield raw


def _titled(doc: Document, place: _Place, firms: _Firms, tenures: Tenures) -> Iterator[Raw]:
    holder = _holder(place, tenures)
    if holder is None or holder.token.found is None:
        return
    change = tenures.change(place.skel.string, (place.group[0].start, place.group[-1].end), place.skel.at[holder.token.i], holder.link)
    explicit = _of_state(doc, place, holder) or any(t.role in tenures.explicit or tenures.served.search(t.text) for t in place.group)
    appointer = _appointer(place.skel, holder, change, tenures)
    organization = _organization(place, holder, firms, explicit, appointer)
    if organization is None or organization.key == holder.token.found.key:
        return
    for title in place.group:
        if title.role == "official" and organization.type is not _E.AUTHORITY:
            continue
        partners = _partners(place, holder, title)
        if title.plural and not holder.first and not partners and not _ONE_OF.search(place.before):
            continue  # "P told traders"
        title = replace(title, role=_role(place, title))
        if not title.role:
            continue
        for person in (holder.token.found, *partners):
            yield _claim(doc, place.skel, title, (person, organization), change)


_ONE_OF = re.compile(r"\b(?:as|comme) $|\b(?:one|un|une|among|parmi) (?:of |de |des |d' )?(?:[\w<>'’-]+ ){0,3}$")
_HIS = re.compile(r"\b(?:his|her|their|son|sa|leur) (?:\w+ )?$|<P\d+> (?:\w+ )?$")  # "his partner P"
_NO_TITLE = re.compile(
    r" (?:roles?|positions?|teams?|suites?|ranks|jobs?|search|pay|compensation|orders?|office|branch|decree|summary|session)\b"
)
_BODY = re.compile(r" (?:of|de|du|d'|des) (?:[^<>;.]|<[CUT]\d+>){0,50}?\b(?:committee|comité|panel|task force)\b")
_PLAIN = frozenset(
    "new former the its their our his her current interim acting then longtime deputy ex as - 's ’s outgoing incoming".split()
)


def _role(place: _Place, title: Title) -> str:
    """The role of a title where the words beside it make it another: "crypto chief", "chair of the audit committee", "president of sales at X"."""
    if title.role == "partner" and _HIS.search(place.before):
        return ""
    if title.role == "executive" and _NO_TITLE.match(place.after):
        return ""
    if title.role in ("chair", "president") and _BODY.match(place.after):
        return "director"
    if title.role == "president" and _ORG_AT.match(place.after):
        return "executive"
    k = place.skel.index(title.start)
    before = place.skel.sentence.tokens[k - 1] if k else None
    headed = before is not None and before.pos in ("NOUN", "ADJ", "PROPN") and not before.found and before.lower not in _PLAIN
    return "executive" if title.text == "chief" and headed else title.role


def _of_state(doc: Document, place: _Place, holder: _Holder) -> bool:
    """ "President Joe Biden": a president right before the name, with a capital or an article, is a firm's only where the firm is named."""
    title, last = place.group[0], place.group[-1]
    start, _ = place.skel.span(title.start, title.end)
    before = place.skel.string[max(0, title.start - 14) : title.start]
    shown = (doc.text[start].isupper() and place.skel.sentence.start < start) or bool(re.search(r"(?:former|le|du|au|ancien) $", before))
    return title.role == last.role == "president" and holder.first and shown and place.after.startswith(" <P")


def _claim(doc: Document, skel: Skeleton, title: Title, who: tuple[Found, Found], change: Change) -> Raw:
    if title.role == "founder" and change.at is not None:
        change = Change("holds", None, True, Factuality.ACTUAL)  # who has founded a firm stays its founder when leaving it
    span = skel.span(title.start, title.end)
    trigger = skel.sentence.tokens[skel.index(title.start if change.at is None else change.at)]
    raw = simple("holds_role", "attribute/office", skel.sentence, trigger, {"person": who[0], "organization": who[1]}, 0.85)
    # "président de la SEC": the head of an authority chairs it; in English "president" is another office.
    chairs = doc.pack.code == "fr" and title.role == "president" and who[1].type is _E.AUTHORITY
    raw.put("role", "chair" if chairs else title.role, span)
    raw.put("title", doc.text[span[0] : span[1]], span)
    raw.put("change", change.kind, skel.span(change.at, change.at + 1) if change.at is not None else span)
    raw.label = change.label
    raw.factuality = change.factuality
    return raw


def _holder(place: _Place, tenures: Tenures) -> _Holder | None:
    """The person at a group of titles: right behind it without a comma, right before it, then behind a comma, then "P ... as T"."""
    after, before = _PERSON_AFTER.match(place.after), _PERSON_BEFORE.search(place.before)
    if before and (_crossed(before["link"]) or (not before["comma"] and _AGENT.search(place.before[: before.start("i") - 2]))):
        before = None
    if before and _of_another_verb(place, before, tenures):
        before = None
    if after and not (before and (after["comma"] or after["org"])):
        return _Holder(place.skel.token(after["i"]), "", True)
    if before:
        return _Holder(place.skel.token(before["i"]), before["link"], False)
    distant = _PERSON_AS.search(place.before)
    if (
        distant
        and "<P" not in distant["link"]
        and not _COMPARED.search(distant["link"])
        and not _AGENT.search(place.before[: distant.start("i") - 2])
    ):
        return _Holder(place.skel.token(distant["i"]), distant["link"], False)
    return None


_AGENT = re.compile(
    r"\b(?:appointed|named|hired|chosen|picked|tapped|selected|nommée?|désignée?|choisie?) (?:by|par) (?:[\w-]+ ){0,3}$"
)  # "a prosecutor appointed by President P to serve as"
_COMPARED = re.compile(r"\b(?:experience|background|expérience|parcours)\b")  # "P has experience as"
_CLAUSE = re.compile(r"\b(?:said|says|told|that|added|wrote|because|and|but|who said|a dit|déclare|et|mais)\b")


_ARTICLES = frozenset("the a an its their his her le la l' les un une son sa leur".split())


def _of_another_verb(place: _Place, before: re.Match[str], tenures: Tenures) -> bool:
    """Whether a verb between a person and a title makes the title somebody else's: "P criticized the CEO of X"."""
    first = place.skel.token(before["i"]).i + 1
    between = place.skel.sentence.tokens[first : place.skel.index(place.group[0].start)]
    # what stands behind the article belongs to the title: "P, the embattled CEO"
    article = max((k for k, t in enumerate(between) if t.lower in _ARTICLES), default=len(between) - 1)
    told = any(t.pos == "VERB" and "VerbForm=Ger" not in t.morph for t in between[: max(article, 0)])
    return told and not tenures.of_holder(" ".join(t.lower for t in between))


def _crossed(link: str) -> bool:
    return bool(_CLAUSE.search(link))


def _partners(place: _Place, holder: _Holder, title: Title) -> list[Found]:
    """The persons joined to the holder where the title stands in the plural ("A and B as joint administrators")."""
    if not title.text.endswith("s") or title.text in ("boss", "dans"):
        return []
    tokens = place.skel.sentence.tokens
    out = []
    for step in (-1, 1):
        k = holder.token.i + step
        if 0 <= k + step < len(tokens) and 0 <= k < len(tokens) and tokens[k].lower in ("and", "et", "&", ","):
            other = tokens[k + step].found
            if other and other.type is _E.PERSON:
                out.append(other)
    return out


def _appointer(skel: Skeleton, holder: _Holder, change: Change, tenures: Tenures) -> Found | None:
    """The firm that names somebody: "X today named P chief executive", "X hired P away from Y as its treasurer"."""
    at = skel.at[holder.token.i]
    found = tenures.appointer.search(skel.string[max(0, at - _NEAR) : at]) if change.kind == "appointed" else None
    return skel.found(found["i"]) if found else None


def _organization(place: _Place, holder: _Holder, firms: _Firms, explicit: bool, appointer: Found | None = None) -> Found | None:
    if _UNNAMED.search(place.before):
        return None
    found = _ORG_AT.match(place.after) or _ORG_AFTER.match(place.after) or _ORG_BEFORE.search(place.before) or _ORG_LED.search(place.before)
    if found is None and not holder.first:
        found = _ORG_BARE.match(place.after) or _ORG_FAR.match(place.after)
    if found:
        named = place.skel.found(next(g for g in found.groups() if g))
        return appointer if appointer and named and named.how == "reference" else named  # "X named P, an ex-banker of Y, its chief"
    told = _ORG_ADJ.match(place.after)
    house = place.skel.found(told["i"]) if told else None
    if house and house.how != "reference":
        return house
    own = appointer or _own(place, holder) or _worked(place, holder)
    if own:
        return own
    if _of_another(place, holder):
        return None
    at = min(holder.token.start, place.skel.sentence.tokens[place.skel.index(place.group[0].start)].start)
    return None if explicit or holder.token.found is None else firms.of(holder.token.found, at)


# "the county's head of planning": a holder that is no firm and no authority by name.
_UNNAMED = re.compile(
    r"(?<![\w>-])(?:county|city|state|town|region|regulator|court|union|university|college|investor|lender|fund|ministry|department|landlord|utility)"
    r" (?:'s|’s) (?:[\w-]+ ){0,2}$|(?<![\w>-])(?!(?:year|month|week|quarter|today|yesterday|time|it|there|here|that|he|she|who)\b)[a-z]{2,} (?:'s|’s) $"
)
# "président de la région", "CEO of a consultancy": whose the title is stands behind it, and is no name that was found.
_OF_SOMEBODY = re.compile(r"^ (?:de|d'|du|des|of|at|chez) (?!(?:l'|la|le|the|its|our|cette|ce|notre) <)(?!<)")


def _of_another(place: _Place, holder: _Holder) -> bool:
    return bool(_OF_SOMEBODY.match(place.after)) and not (holder.first and _PERSON_AFTER.match(place.after))


def _own(place: _Place, holder: _Holder) -> Found | None:
    """The organization beside the person: "analyst Greta Lind of Pember Partners", "Umbra's Priscilla Wand ... as president"."""
    tokens, i = place.skel.sentence.tokens, holder.token.i
    behind = _OWN.match(place.skel.string[place.skel.at[i] : place.skel.at[i] + _NEAR])
    if behind:
        return place.skel.found(behind["i"])
    marked = i > 1 and tokens[i - 1].lower in ("'s", "’s", "'") and tokens[i - 2].found
    return tokens[i - 2].found if marked and tokens[i - 2].found and tokens[i - 2].found.type in _ORGS else None  # type: ignore[union-attr]


def _worked(place: _Place, holder: _Holder) -> Found | None:
    """ "P spent six years at X, lately as T": the organization between the two."""
    found = re.search(r"\b(?:at|with|chez|from) <[CU](?P<i>\d+)>", holder.link)
    return place.skel.found(found["i"]) if found and "hired" not in holder.link else None


def _told(doc: Document, skel: Skeleton, antecedents: Antecedents, tenures: Tenures) -> Iterator[Raw]:
    """Offices that a verb says without a title: "who runs X", "founded by P", "joins the board of X"."""
    for saying in tenures.sayings:
        for match in saying.pattern.finditer(skel.string):
            persons = [skel.token(match[g]) for g in ("p", "p2") if match.groupdict().get(g)]
            orgs = [match[g] for g in ("c", "c2", "c3") if match.groupdict().get(g)]
            verb = match.start("verb")
            if verb < 0 or not persons or persons[0].found is None:
                continue
            organization = skel.found(orgs[0]) if orgs else antecedents.firm(persons[0].start, Clue())
            if organization is None or organization.type not in _ORGS:
                continue
            title = Title(match.start("verb"), match.end("verb"), saying.role, match["verb"])
            change = Change(saying.change, verb, saying.change == "holds", Factuality.ACTUAL if saying.change == "holds" else None)
            for person in persons:
                if person.found:
                    yield _claim(doc, skel, title, (person.found, organization), change)


def successions(doc: Document, skel: Skeleton, known: list[Raw]) -> Iterator[Raw]:
    """ "A succeeds B": A takes the office that the article gives B, B leaves it."""
    for pattern in load_tenures(doc.pack.code).succeeds:
        for match in pattern.finditer(skel.string):
            new, old = skel.found(match["p"]), skel.found(match["p2"])
            if new is None or old is None or new.key == old.key:
                continue
            held = (r for r in reversed(known) if r.roles["person"][0].key == old.key)
            office = next((r for r in held if r.values["role"] not in ("founder", "director", "other")), None)
            if office is None:
                continue
            title = Title(match.start("verb"), match.end("verb"), str(office.values["role"]), match["verb"])
            who = office.roles["organization"][0]
            for person, kind in ((new, "appointed"), (old, "left")):
                yield _claim(doc, skel, title, (person, who), Change(kind, match.start("verb"), False, None))
