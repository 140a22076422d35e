"""Roles that a sentence leaves untold: the site and the firm that the article speaks of, the firm whose site it is."""

from __future__ import annotations

from collections.abc import Mapping

from graph.ontology import ONTOLOGY, EntityType
from loaders.extract.document import Found, Token
from loaders.extract.events.frames import Frame
from loaders.extract.events.scene import Scene
from loaders.extract.grammar import clause

LINES = ("bullet", "headline")
TOLD = "told"  # the place of a site that stands before the trigger or in the sentences before
# Subjects that are the deal itself: "the round was led by X", "l'offre comprend une option".
_DEALS = frozenset(
    "round deal raise financing funding facility loan proceeds money transaction offering note bond offer agreement investment valuation "
    "tour opération levée prêt financement offre émission accord obligation billet montant entreprise société groupe company firm".split()
)
# The role that a firm has which runs the site of a claim, where no other is told.
_KEPT = {"hosts": "provider", "develops": "developer", "converts_to": "owner", "supplies_power": "customer", "deploys": "company"}


def complete(frame: Frame, scene: Scene, token: Token, roles: dict[str, tuple[Found, ...]]) -> None:
    """Fill the roles of a frame that its sentence leaves open, where the article answers them."""
    if "site" in frame.roles and "site" not in roles and (TOLD in frame.roles["site"] or _there(scene, token)):
        _by_site(scene, token, roles)
    _by_keeper(frame, scene, roles)
    if frame.claim == "approves" and "authority" not in roles:
        _by_authority(frame, scene, token, roles)
    if frame.topic and (frame.topic != "lines" or scene.sentence.span.kind in LINES):
        _by_topic(frame, scene, token, roles)


def _by_authority(frame: Frame, scene: Scene, token: Token, roles: dict[str, tuple[Found, ...]]) -> None:
    """The authority named last, where the verb has no place for it: "was approved in May", "received the licence"."""
    if scene.around.authority and ("authority" not in frame.needs or clause.is_passive(scene.sentence, token)):
        roles["authority"] = (scene.around.authority,)


def _there(scene: Scene, token: Token) -> bool:
    """Whether the trigger's clause says "there" or "y"."""
    clause_ = scene.sentence.tokens[scene.line.group_start(token.i) : scene.line.end(token.i)]
    return any(t.lower in scene.line.grammar.there for t in clause_)


def _by_site(scene: Scene, token: Token, roles: dict[str, tuple[Found, ...]]) -> None:
    """The site named last before the trigger, in its sentence or before it: "A second hall, of 150 MW, is under construction"."""
    before = (t.found for t in reversed(scene.sentence.tokens[: token.i]))
    site = next((f for f in before if f and f.type is EntityType.SITE), scene.around.site)
    if site:
        roles["site"] = (site,)


def _by_keeper(frame: Frame, scene: Scene, roles: dict[str, tuple[Found, ...]]) -> None:
    """Give an open role to the firm whose site it is by the sentence, else by the article: "Llano may be leased to X"."""
    role = _KEPT.get(frame.claim)
    if role is None or role in roles or role not in frame.roles or len(roles.get("site", ())) != 1:
        return
    site = roles["site"][0]
    keeper = _possessor(scene, site) or scene.around.keepers.get(site.key)
    if keeper and keeper.key not in {f.key for fillers in roles.values() for f in fillers}:
        roles[role] = (keeper,)


def _possessor(scene: Scene, site: Found) -> Found | None:
    """The firm that a possessive before the site names: "to finish Cipher's Barber Lake campus"."""
    at = next((t.i for t in scene.sentence.tokens if t.found is site), None)
    owner = scene.line.owner(at, (EntityType.COMPANY,)) if at else []
    return owner[0].found if owner else None


def _by_topic(frame: Frame, scene: Scene, token: Token, roles: dict[str, tuple[Found, ...]]) -> None:
    """Give the first needed role that the sentence leaves open to the firm spoken of."""
    taken = {f.key for fillers in roles.values() for f in fillers}
    if len(roles.get("party", ())) == 1:
        spoken = _spoken_of(scene, token, taken)
        roles["party"] += (spoken,) if spoken and spoken.type is EntityType.COMPANY else ()
        return
    missing = next((need.split("|")[0] for need in frame.needs if not any(r in roles for r in need.split("|"))), None)
    if frame.topic in frame.roles and missing != frame.topic:
        return
    if missing == "recipient" and "subject" in frame.roles[missing] and _told_of_another(scene, token):
        return
    if missing is None or ("subject" in frame.roles[missing] and not (_subjectless(scene, token) or _of_a_site(scene, token, roles))):
        return
    spoken = scene.around.topic if "subject" in frame.roles[missing] else _spoken_of(scene, token, taken)
    types = frame.types.get(missing, ONTOLOGY.claim_type(frame.claim).role(missing).types)
    if spoken and spoken.type in types and spoken.key not in taken:
        roles[missing] = (
            spoken if spoken.how != "topic" and spoken is not scene.around.topic else spoken.at(token.start, token.end, "topic"),
        )


def _told_of_another(scene: Scene, token: Token) -> bool:
    """Whether the trigger's verb has a subject of its own that is no known name: "a start-up received $4 million in a round"."""
    verb = token if token.pos == "VERB" else scene.line.governor(token.i)
    if verb is None:
        return False
    return any(
        s.pos in ("NOUN", "PROPN") and not s.found and not s.amount and s.lemma not in _DEALS
        for s in scene.sentence.children(verb.i, "nsubj")
    )


def _spoken_of(scene: Scene, token: Token, taken: set[str]) -> Found | None:
    """The firm that a sentence is about besides those of a claim: a subject or possessor before the trigger, else that of the text."""
    for k in range(token.i - 1, -1, -1):
        found = scene.sentence.tokens[k].found
        if found and found.type is EntityType.COMPANY and found.key not in taken and scene.line.place(k) in ("subject", "possessor"):
            return found
    return scene.around.topic if scene.around.topic and scene.around.topic.key not in taken else None


def _of_a_site(scene: Scene, token: Token, roles: Mapping[str, tuple[Found, ...]]) -> bool:
    """Whether a sentence tells what a site does and names no firm before the verb: "the mine draws 18 MW from X"."""
    before = scene.sentence.tokens[: token.i]
    return "site" in roles and not any(t.found and t.found.type in (EntityType.COMPANY, EntityType.PERSON) for t in before)


def _subjectless(scene: Scene, token: Token) -> bool:
    """Whether a trigger has no place for a subject: a noun, a passive, or the line of a list or headline."""
    if scene.sentence.span.kind in LINES:
        return True
    return token.pos in ("NOUN", "PROPN") or clause.is_passive(scene.sentence, token) or scene.line.passive(token.i)
