"""What a sentence says of a pair of names, as short strings: the words between and around them, their grammar, their kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loaders.extract.document import Sentence, Token
from loaders.extract.scoring.pairs import Mention, Pair

_STEPS = (4, 6, 10, 16, 30)  # from here on distances count alike up to the next step
_FAR = 25  # tokens between two names over which the words between say nothing
_WINDOW = 8  # tokens around the pair whose verbs and nouns are told
_DEEP = 12  # heads that are followed upwards


def step(number: int) -> int:
    """A distance, coarser the greater it is."""
    return max((s for s in _STEPS if s <= number), default=number)


def word(token: Token) -> str:
    """The lemma of a word, the kind of a name, amount or time."""
    if token.found:
        return f"<{token.found.type.name}>"
    if token.amount:
        return f"<{token.amount.kind}>"
    return "<T>" if token.time else token.lemma.lower()


def lexical(sentence: Sentence, pair: Pair) -> list[str]:
    """All strings of a pair that hold whatever the claim type is."""
    left, right = (pair.a, pair.b) if pair.a.first <= pair.b.first else (pair.b, pair.a)
    order = "AB" if left is pair.a else "BA"
    between = sentence.tokens[left.last + 1 : right.first]
    return [
        *_kinds(sentence, pair, order, len(between)),
        *_between(pair, order, between),
        *_around(sentence, left, right, order),
        *_path(sentence, pair, (left, right), order),
    ]


def _kinds(sentence: Sentence, pair: Pair, order: str, gap: int) -> Iterator[str]:
    a, b = pair.a, pair.b
    yield f"{a.found.type.name}|{b.found.type.name}"
    yield f"how {a.kind}|{b.kind}"
    yield f"ha {a.kind}"
    yield f"hb {b.kind}"
    yield f"blk {sentence.span.kind}"
    yield f"ord {order}"
    yield f"d {order} {step(gap)}"


def _between(pair: Pair, order: str, between: Sequence[Token]) -> Iterator[str]:
    words = [word(t) for t in between]
    if len(words) <= 4:
        yield f"btw {order} {' '.join(words)}"
    if len(words) <= 15:
        yield from (f"bb {order} {x} {y}" for x, y in zip(["^", *words], [*words, "$"], strict=True))
    if len(words) <= _FAR:
        yield from (f"b {order} {w}" for w in words)
    yield from (f"bv {order} {w}" for w, t in zip(words, between, strict=True) if t.pos == "VERB")
    kinds = {t.found.type for t in between if t.found}
    yield from (f"be {order} {t}" for t in sorted(kinds))
    yield f"bsame {order} {pair.a.found.type in kinds} {pair.b.found.type in kinds}"


def _around(sentence: Sentence, left: Mention, right: Mention, order: str) -> Iterator[str]:
    tokens = sentence.tokens
    before, behind = tokens[max(0, left.first - 3) : left.first][::-1], tokens[right.last + 1 : right.last + 4]
    yield from (f"l{'' if k else 0} {order} {word(t)}" for k, t in enumerate(before))
    yield from (f"r{'' if k else 0} {order} {word(t)}" for k, t in enumerate(behind))
    if not before:
        yield f"atstart {order}"
    window = tokens[max(0, left.first - _WINDOW) : right.last + _WINDOW + 1]
    yield from (f"w {t.lemma.lower()}" for t in window if t.pos in ("VERB", "NOUN") and not t.found)


def _path(sentence: Sentence, pair: Pair, ends: tuple[Mention, Mention], order: str) -> Iterator[str]:
    tokens = sentence.tokens
    for name, mention in (("a", pair.a), ("b", pair.b)):
        token = tokens[mention.last]
        yield f"hd{name} {word(tokens[token.head])} {token.dep}"
    yield f"deps {tokens[pair.a.last].dep} {tokens[pair.b.last].dep}"
    top, up, down = path(sentence, ends[0].last, ends[1].last)
    if top < 0:
        return
    shape = f"{' '.join('<' + tokens[k].dep for k in up)} ^ {' '.join('>' + tokens[k].dep for k in reversed(down))}"
    yield f"p {order} {shape}"
    yield f"pl {order} {shape} {word(tokens[top])}"
    yield f"lca {order} {word(tokens[top])}"
    yield f"plen {min(len(up) + len(down), 8)}"
    for k in sorted({*up[1:], *down[1:], top}):
        yield f"pw {word(tokens[k])}"
        yield f"pwo {order} {word(tokens[k])}"
    yield from _cases(sentence, "pc", order, [*down[1:], *up[1:]])
    yield from _cases(sentence, "fc", order, [ends[0].last])
    yield from _cases(sentence, "sc", order, [ends[1].last])


def _cases(sentence: Sentence, name: str, order: str, places: Iterable[int]) -> Iterator[str]:
    return (f"{name} {order} {t.lower}" for k in places for t in sentence.children(k, "case"))


def path(sentence: Sentence, i: int, j: int) -> tuple[int, list[int], list[int]]:
    """The lowest token above two others (-1: none near), and the tokens from each of them up to it, without it."""
    up, down = _upwards(sentence, i), _upwards(sentence, j)
    above = set(down)
    top = next((k for k in up if k in above), -1)
    return (top, up[: up.index(top)], down[: down.index(top)]) if top >= 0 else (top, [], [])


def _upwards(sentence: Sentence, i: int) -> list[int]:
    out = [i]
    while sentence.tokens[i].head != i and len(out) < _DEEP:
        i = sentence.tokens[i].head
        out.append(i)
    return out
