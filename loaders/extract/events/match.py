"""Frames on a sentence: triggers, then fillers at the grammatical places that the frame names, then values in the trigger's reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.ids import entity_key
from graph.ontology import ONTOLOGY, ClaimType, EntityType
from loaders.extract.document import Found, Sentence, Token
from loaders.extract.events.direction import in_trade, turn, unfit
from loaders.extract.events.frames import Frame, FrameSet
from loaders.extract.events.scene import Around, Scene
from loaders.extract.events.untold import complete
from loaders.extract.events.values import Choices, fill_value, settled
from loaders.extract.grammar import clause
from loaders.extract.grammar.joined import listed
from loaders.extract.grammar.linear import Line, load_grammar
from loaders.extract.raw import Raw

# Roles whose coordinated names make a claim each; in the others the first name stands.
_DISTRIBUTED = frozenset(
    "site place activity hardware target security investee customer provider asset subject company buyer recipient".split()
)
_BOUGHT = ("acquires", "trades_asset")  # claims whose nouns before another noun only say what that is about
_BY_WAY = frozenset(("par", "en"))
_TOLD_BY_KIND = frozenset((EntityType.SITE, EntityType.HARDWARE))  # the only name of such a kind in a clause is the one meant
_COMPUTING = "ai-hpc"
_DOERS = ("develops", "deploys")
_SUBJECT = ("subject",)  # what is told of a site that does it is not told of a site beside it
_BESIDE = 4  # tokens before a trigger in which a word speaks against its frame
_WHOSE = frozenset("son sa ses leur leurs".split())
_OBJECT_REACH = 14  # tokens behind a verb in which the head of its object stands


def candidates(sentence: Sentence, frames: FrameSet, choices: Choices, around: Around) -> Iterator[Raw]:
    """All frames that match in a sentence, in the order of their triggers."""
    scene = Scene(sentence, Line(sentence, load_grammar(frames.lang)), choices, around)
    for token in sentence.tokens:
        if token.found or token.amount:
            continue
        for frame in _tried(frames, token):
            if _triggers(frame, scene, token):
                yield from _match(frame, scene, token)


def _tried(frames: FrameSet, token: Token) -> Iterable[Frame]:
    """The frames that a word can trigger: by its lemma, or as it stands where it has none or describes ("planned")."""
    by_form = frames.by_trigger.get(token.lower, ()) if token.lower != token.lemma else ()
    return (*frames.by_trigger.get(token.lemma, ()), *(f for f in by_form if f.kind == "adj")) or by_form


def _triggers(frame: Frame, scene: Scene, token: Token) -> bool:
    auxiliary = token.pos == "AUX" and (token.dep.startswith(("aux", "cop")) or _helps(scene, token))
    right_kind = {
        "verb": (token.pos in ("VERB", "AUX") and not auxiliary) or (token.pos == "ADJ" and token.lemma != token.lower),
        "noun": token.pos in ("NOUN", "PROPN")
        or (token.lower in frame.triggers and (token.pos in ("ADJ", "ADV") or _nominal(scene, token))),
        "adj": token.pos in ("ADJ", "VERB", "ADV", "NOUN"),
    }[frame.kind]
    if not right_kind:
        return False
    plain = token.lemma in frame.triggers or (token.lower in frame.triggers and frame.kind != "verb")
    if not plain and not any(_particle(scene.sentence, token, t) for t in frame.triggers):
        return False
    tokens = scene.sentence.tokens
    if frame.kind == "verb" and _describes(scene, token):
        return False
    if (
        frame.kind == "noun"
        and frame.claim in _BOUGHT
        and token.i + 1 < len(tokens)
        and tokens[token.i + 1].lemma in scene.line.grammar.about
    ):
        return False  # "its purchase price"
    if frame.kind == "verb" and scene.line.controls(token.i) and not scene.line.passive(token.i):
        return False
    if frame.without and any(_called(t) & frame.without for t in tokens[max(0, token.i - _BESIDE) : scene.line.end(token.i)]):
        return False
    return not frame.within or any(_called(t) & frame.within for t in tokens)


def _describes(scene: Scene, token: Token) -> bool:
    """Whether a participle stands before its noun: "Cipher's proposed campus"."""
    return scene.line.grammar.lang == "en" and token.dep == "amod" and "VerbForm=Part" in token.morph and token.head > token.i


def _helps(scene: Scene, token: Token) -> bool:
    """Whether a participle stands behind "has" or "a", adverbs aside: "a par ailleurs cédé"."""
    for after in scene.sentence.tokens[token.i + 1 : token.i + 4]:
        if after.pos == "VERB" and "VerbForm=Part" in after.morph:
            return True
        if after.pos not in ("ADV", "ADP") or after.found:
            return False
    return False


def _nominal(scene: Scene, token: Token) -> bool:
    """Whether a word read as a verb stands behind a possessive: "poursuivra son expansion"."""
    return token.pos == "VERB" and token.i > 0 and scene.line.grammar.lang == "fr" and scene.sentence.tokens[token.i - 1].lower in _WHOSE


def _particle(sentence: Sentence, token: Token, trigger: str) -> bool:
    first, _, rest = trigger.partition(" ")
    if first != token.lemma or not rest:
        return False
    following = [t.lower for t in sentence.tokens[token.i + 1 : token.i + 1 + len(rest.split())]]
    dependents = {t.lower for t in sentence.children(token.i)} | {t.lemma for t in sentence.children(token.i)}
    return following == rest.split() or rest in dependents


def _match(frame: Frame, scene: Scene, token: Token) -> Iterator[Raw]:
    if frame.object and not _object_has(frame.object, scene, token):
        return
    if frame.barred and _object_heads(frame.barred, frame.object, scene, token):
        return
    found = _roles(frame, scene, token)
    if frame.claim == "develops" and _of_machines(scene, token, found):
        return
    if not found or any(not any(role in found for role in need.split("|")) for need in frame.needs):
        return
    for roles in distribute(ONTOLOGY.claim_type(frame.claim), found, scene.respectively):
        raw = _filled(frame, scene, token, roles)
        if raw and frame.mutual:
            turn(raw, scene.around.trades, scene.around.keepers)
        if raw and not unfit(raw, scene.around.trades) and not (frame.sides and not in_trade(raw, scene.around.trades)):
            yield raw


def _of_machines(scene: Scene, token: Token, found: Mapping[str, tuple[Found, ...]]) -> bool:
    """Whether a verb of building takes machines or chains: "launched the S21 at the Vega site", "rigs were built for halls such as Vega"."""
    site = next(iter(found.get("site", ())), None)
    if site is None or token.pos != "VERB":
        return False
    for word in scene.sentence.tokens[token.i + 1 : scene.line.end(token.i)]:
        if word.found and word.found.type is EntityType.HARDWARE and word.start < site.start:
            return scene.sentence.tokens[min(word.i + 1, len(scene.sentence.tokens) - 1)].pos not in ("NOUN", "PROPN")
        if word.found or (word.pos == "NOUN" and word.lower not in scene.line.grammar.machines):
            break
    return any(h.lower in scene.line.grammar.machines for h in clause.objects(scene.sentence, token))


def _filled(frame: Frame, scene: Scene, token: Token, roles: dict[str, tuple[Found, ...]]) -> Raw | None:
    candidate = Raw(frame.claim, frame.id, scene.sentence, token, roles, confidence=frame.confidence, factuality=frame.factuality)
    candidate.apposed = frame.kind != "verb" and any("bearer" in places for places in frame.roles.values())
    for name, option in frame.fixed.items():
        candidate.put(name, option, (token.start, token.end))
    for rule in frame.values:
        fill_value(candidate, rule, scene.line, scene.choices)
    for name, option in frame.default.items():
        if name not in candidate.values:
            candidate.put(name, option, (token.start, token.end))
    if any(not set(names.split("|")) & set(candidate.values) for names in frame.requires):
        return None
    return settled(candidate)


def distribute(spec: ClaimType, found: Mapping[str, tuple[Found, ...]], respectively: bool) -> Iterator[dict[str, tuple[Found, ...]]]:
    """One claim for each of several names in a role that takes one; with "respectively" the first goes with the first, and so on."""
    several = {name: fillers for name, fillers in found.items() if len(fillers) > 1}
    paired = [name for name in several if len(several[name]) == max(map(len, several.values()))]
    if respectively and len(paired) > 1:
        for k in range(len(several[paired[0]])):
            yield {name: (fillers[k],) if name in paired else fillers for name, fillers in found.items()}
        return
    rows: list[dict[str, tuple[Found, ...]]] = [{}]
    for name, fillers in found.items():
        single = not spec.role(name).many or (spec.name == "owns" and name == "site")
        options = (
            [(f,) for f in fillers] if single and len(fillers) > 1 and name in _DISTRIBUTED else [fillers if not single else fillers[:1]]
        )
        rows = [{**row, name: option} for row in rows for option in options]
    yield from rows


def _roles(frame: Frame, scene: Scene, token: Token) -> dict[str, tuple[Found, ...]]:
    spec = ONTOLOGY.claim_type(frame.claim)
    roles: dict[str, tuple[Found, ...]] = {}
    used: set[str] = set()
    for name, places in frame.roles.items():
        role = spec.role(name)
        types = frame.types.get(name, role.types)
        search = _united if name == "party" else _fillers
        fillers = search(scene, token, places, types, used)
        if not fillers and types[0] in _TOLD_BY_KIND and frame.claim != "makes" and not (places == _SUBJECT and frame.claim in _DOERS):
            near = scene.line.near(token.i, types[:1]) or scene.line.there(token.i, types[:1])
            fillers = [f for t in near if (f := t.found) and f.key not in used]
        if name == "site":
            fillers = listed(scene.sentence, fillers)
        if name == "recipient" and "funder" in roles and token.pos == "NOUN":
            fillers = [f for f in fillers if not _behind_funder(scene, f, roles["funder"])]
        if fillers:
            roles[name] = tuple(fillers)
            used |= {f.key for f in roles[name]}
    if frame.claim == "converts_to" and not {"activity", "hardware"} & set(roles):
        computing = tuple(_computing(scene, token))
        roles |= {"activity": computing} if computing else {}
    complete(frame, scene, token, roles)
    return roles


_FOR = frozenset("for pour chez in dans to à au aux".split())


def _behind_funder(scene: Scene, found: Found, funders: tuple[Found, ...]) -> bool:
    """Whether a name goes on with the backers of a round: "mené par X, avec la participation de Y"; "for Y" is the one who raises."""
    at = next((t.i for t in scene.sentence.tokens if t.found is found), None)
    if at is None or found.start < min(f.start for f in funders):
        return False
    start = scene.line.phrase_start(at)
    before = scene.sentence.tokens[start - 1].lower if start else ""
    return scene.sentence.tokens[at].lower.split()[0] not in _FOR and before not in _FOR


def _computing(scene: Scene, token: Token) -> Iterator[Found]:
    """What a site is converted to where only its machines are told: "rebuilt for GPUs", "for inference customers"."""
    for word in scene.sentence.tokens[token.i + 1 : scene.line.end(token.i)]:
        if word.lower in scene.line.grammar.computing and word.found is None:
            yield Found(word.start, word.end, EntityType.ACTIVITY, _COMPUTING, entity_key(EntityType.ACTIVITY, _COMPUTING), "doing")
            return


def _object_has(words: frozenset[str], scene: Scene, token: Token) -> bool:
    sentence = scene.sentence
    heads = clause.objects(sentence, token) + list(sentence.children(token.i, "obl", "xcomp", "nmod"))
    for head in heads:
        for part in clause.spread(sentence, head):
            if _called(part) & words:
                return True
            if any(_called(t) & words for t in sentence.children(part.i, "compound", "amod", "nmod")):
                return True
    end = min(scene.line.end(token.i), token.i + _OBJECT_REACH)
    return any(_called(t) & words for t in sentence.tokens[token.i + 1 : end])


def _object_heads(words: frozenset[str], frame_words: frozenset[str], scene: Scene, token: Token) -> bool:
    """Whether a noun of the object's phrases is one of the words: not a verb ("to fund"), and in English no noun before a noun ("power plant")

    unless that is what the frame asks for ("power contract").
    """
    tokens = scene.sentence.tokens
    for k in range(token.i + 1, _object_end(scene, token)):
        word, after = tokens[k], tokens[k + 1] if k + 1 < len(tokens) else None
        modifies = scene.line.grammar.lang == "en" and after is not None and after.pos in ("NOUN", "PROPN")
        modifies = modifies and (not word.amount or word.amount.kind == "power")  # "its 50 MW mine"
        modifies = modifies and not (after and _called(after) & frame_words)
        of_name = word.lemma in scene.line.grammar.parts and tokens[k - 1].found is not None  # "its Bakkt unit"
        by_way = k > token.i + 1 and tokens[k - 1].lower in _BY_WAY  # "l'acquisition par actions de X"
        if "VerbForm=Inf" not in word.morph and not modifies and not of_name and not by_way and _called(word) & words:
            return True
    if token.dep.startswith(("acl", "nsubj")) or clause.is_passive(scene.sentence, token):
        return any(_called(t) & words for head in clause.objects(scene.sentence, token) for t in clause.spread(scene.sentence, head))
    return False


def _object_end(scene: Scene, token: Token) -> int:
    """Where the phrases of the object end: at a preposition other than "of", or a comma behind a name."""
    tokens, grammar = scene.sentence.tokens, scene.line.grammar
    end = min(scene.line.end(token.i), token.i + _OBJECT_REACH)
    for k in range(token.i + 2, end):
        word = tokens[k]
        preposition = (
            word.pos == "ADP" and not (word.found or word.amount or word.time) and word.lower not in grammar.genitive | grammar.dative
        )
        named = word.text == "," and tokens[k - 1].found is not None
        if preposition or named:
            return k
    return end


_SPEAKING = (EntityType.ACTIVITY, EntityType.HARDWARE)  # names made of ordinary words
# The words by which a frame asks for an amount of a kind as object.
_AMOUNT_WORDS = {
    "money": frozenset(("million", "billion", "milliard")),
    "coin": frozenset(("million", "billion", "milliard", "bitcoin", "btc", "ether", "eth", "coin")),
    "power": frozenset(("mw", "megawatt", "mégawatt", "gw")),
    "percent": frozenset(("%",)),
}


def _called(token: Token) -> frozenset[str]:
    """The words that a token answers to: an amount to those of its kind, a line of business or a machine to each of its words."""
    if token.amount:
        return _AMOUNT_WORDS.get(token.amount.kind, frozenset())
    if token.found and token.found.type in _SPEAKING:
        return frozenset(token.lower.split())
    return frozenset((token.lemma, token.lower))


def _united(scene: Scene, token: Token, places: Iterable[str], types: tuple[EntityType, ...], used: set[str]) -> list[Found]:
    """The fillers of all places together, each entity once: the parties of a merger stand on both sides of it."""
    out: dict[str, Found] = {}
    for place in places:
        for found in (
            *_at(scene.line, scene.sentence, token, place, types),
            *(t.found for t in _by_order(scene.line, token, place, types)),
        ):
            if found and found.key not in used:
                out.setdefault(found.key, found)
    return list(out.values())


def _fillers(scene: Scene, token: Token, places: Iterable[str], types: tuple[EntityType, ...], used: set[str]) -> list[Found]:
    """The names at the first of the places that has any, by the parse or else by the order of the words; names of other roles left out."""
    for place in places:
        if "+" in place:  # "led by A with participation from B"
            if several := _united(scene, token, place.split("+"), types, used):
                return several
            continue
        parsed = _free(_at(scene.line, scene.sentence, token, place, types), used)
        ordered = _free((t.found for t in _by_order(scene.line, token, place, types)), used) if len(parsed) < 2 else []
        if parsed and not {f.key for f in parsed} < {f.key for f in ordered}:  # the parser breaks long lists
            return parsed
        if ordered:
            return ordered
    return []


def _free(found: Iterable[Found | None], used: set[str]) -> list[Found]:
    return [f for f in dict.fromkeys(found) if f and f.key not in used]


def _by_order(line: Line, token: Token, place: str, types: tuple[EntityType, ...]) -> list[Token]:
    """A place read from the order of the words."""
    noun = token.pos in ("NOUN", "PROPN")
    if place == "subject":
        return _noun_subject(line, token, types) if noun else _verb_subject(line, token, types)
    if place == "object":
        if noun:
            return line.behind(token.i, line.grammar.genitive, types)
        return (
            line.subjects(token.i, types) or line.antecedent(token.i, types)
            if line.passive(token.i)
            else line.objects(token.i, types, clause.PARTITIVE)
        )
    if place == "iobj":
        return line.dative(token.i, types)
    if place in ("bearer", "owner", "after"):
        return {"bearer": line.bearer, "owner": line.owner, "after": line.after}[place](token.i, types)
    if place in ("left", "right", "sentence", "compound", "head"):
        return []
    return line.behind(token.i, place.split("|"), types)


def _verb_subject(line: Line, token: Token, types: tuple[EntityType, ...]) -> list[Token]:
    if line.passive(token.i):
        return line.behind(token.i, line.grammar.agent, types)
    start = line.unnamed(token)
    return [t for t in line.subjects(token.i, types) if t.i >= start]


def _noun_subject(line: Line, token: Token, types: tuple[EntityType, ...]) -> list[Token]:
    found = line.owner(token.i, types) or [
        t for t in line.behind(token.i, line.grammar.agent, types) if not any(b.text == "(" for b in line.tokens[token.i : t.i])
    ]
    verb = None if found else line.governor(token.i)
    return _verb_subject(line, verb, types) if verb is not None else found or line.led(token.i, types)


def _at(line: Line, sentence: Sentence, token: Token, place: str, types: tuple[EntityType, ...]) -> Iterator[Found]:
    if place in ("left", "right", "sentence"):
        yield from _linear(sentence, token, place, types)
        return
    for head in _heads(sentence, token, place):
        for noun in clause.spread(sentence, head):
            named = [
                p
                for p in clause.noun_phrase(sentence, noun)
                if p.found and p.found.type in types and not line.possesses(p.i) and not line.tells(p.i)
            ]
            if place == "bearer":  # what hangs on the noun itself is not what it describes
                named = [p for p in named if not head.i < token.i < p.i]
            yield from (p.found for p in named[:1] if p.found)


def _heads(sentence: Sentence, token: Token, place: str) -> list[Token]:
    if place == "subject":
        return clause.subjects(sentence, token)
    if place == "object":
        return clause.objects(sentence, token)
    if place == "iobj":
        return list(sentence.children(token.i, "iobj"))
    if place in ("owner", "after", "bearer"):
        return [t] if place == "bearer" and token.dep == "appos" and (t := sentence.head(token)) else []
    if place == "compound":
        return list(sentence.children(token.i, "compound", "amod", "nmod"))
    if place == "head":
        head = sentence.head(token)
        return [head] if head else []
    return clause.obliques(sentence, token, place.split("|"))


def _linear(sentence: Sentence, token: Token, place: str, types: tuple[EntityType, ...]) -> Iterator[Found]:
    left = [t.found for t in reversed(sentence.tokens[: token.i]) if t.found and t.found.type in types]
    right = [t.found for t in sentence.tokens[token.i + 1 :] if t.found and t.found.type in types]
    yield from {"left": left[:1], "right": right[:1], "sentence": (left + right)[:1]}[place]
