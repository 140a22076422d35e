"""Documents of chance: news-like sentences of both languages mixed with whatever may be glued into a page, as bytes of some format."""

from __future__ import annotations

import json
import random

from hypothesis import strategies as st

NAMES = """Bitfarms MARA Riot Cipher Macquarie Nvidia Bitmain Core Block Strategy Galaxy Circle Gemini Washington Panther Creek Texas Québec Géorgie
SEC AMF Binance Ethereum Bitcoin BTC USDT GB300 S21 T1 Tamarack Compute Fjordline Data Otter Lake Saguenay NASDAQ:BITF TSX:BITF (RIOT) $MARA
Ben Gagnon Marie Tremblay O'Neill L’Oréal Jean-Luc X Æ A-12 Inc. Corp. S.A. Ltd""".split()
ENGLISH = """has have will would may plans agreed to acquire acquires acquired buys sells raised raises $300M US$1.2bn C$25 million 8% 341 MW 2.2 EH/s 17.5
J/TH 1,827 BTC the company its subsidiary it we they said says according announced denied cancelled not never convert conversion site campus mine miners lease
leases hosting from with for in at by of and or , ; : — – - “ ” " ' ( ) loan notes facility convertible shares stake revenue net loss of quarter Q3 2025 fiscal
2026 last month next year on November 13, 2025 end CEO chief executive officer board appointed resigned bitcoin mining AI HPC hashrate up to at least nearly
respectively which who that . ! ? ...""".split()
FRENCH = """a ont va serait pourrait prévoit compte convenu de d’ l’ qu’ n’ ne pas jamais acquérir racheté rachète vend levé lève 300 millions
d’euros 40 M€ 1,2 milliard 99 441 $ 8 % 341 MW jusqu’à au moins près environ la société l’entreprise sa filiale il elle nous ils
selon dit déclaré annoncé démenti annulé site mine mineur mineurs bail hébergement auprès pour dans à par et ou , ; : « » – ( )
prêt obligations facilité actions participation chiffre d’affaires perte nette trimestre T3 2025 exercice jeudi dernier prochain
le 13 novembre 2025 d’ici fin 2026 directeur général PDG conseil nommé démissionné minage de bitcoin IA respectivement qui que
dont . ! ? …""".split()
ODD = (
    "\u00a0", "\u202f", "\u200b", "\u200d", "\ufeff", "\u202e", "\u0301", "\u0130", "ß", "ﬁ", "ſ", "😀", "👩‍👩‍👧", "𝔅𝔦𝔱",
    "北京", "مرحبا", "\t", "\r", "\x0b", "\x00", "\x85", "\u2028", "½", "²", "٣", "₿", "€€", "$$", "%%", "1.2.3.4",
    "1,,2", "-5", "1e9", "9" * 40, "0.0000001", "1/0", "31/02/2025", "2025-13-45", "Q5 2025", "FY", "$", "&amp;",
    "&#xD800;", "<b>", "</p>", "<script>", "[link](http://x.y)", "**", "# ", "* ", "| a | b |",
    "http://example.com/a?b=c#d", "@x", "#y", "«", "\u201c", "((((", "]]]", "\\", "{{", "''", "...", "-", "—" * 5,
)  # fmt: skip
GIANT = st.builds(
    lambda word, times: word * times,
    st.sampled_from(("a", "A", "9", "-", "é", "Bitfarms", "1,", "’", "(", "\u0301", "$")),
    st.integers(200, 4000),
)
WORDS = st.one_of(st.sampled_from(NAMES), st.sampled_from(ENGLISH), st.sampled_from(FRENCH), st.sampled_from(ODD), st.text(max_size=8))


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A line: many words of chance by one number, so that long lines cost the fuzzer little, with odd ones and now and then a giant one."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    vocabulary = [*NAMES, *draw(st.sampled_from((ENGLISH, FRENCH)))]
    words = [chance.choice(vocabulary) for _ in range(draw(st.integers(0, 60)))]
    for word in draw(st.lists(WORDS, max_size=6)):
        words.insert(chance.randrange(len(words) + 1), word)
    if chance.random() < 0.04:
        words.insert(chance.randrange(len(words) + 1), draw(GIANT))
    start = draw(st.sampled_from(("", "", "", "- ", "• ", "# ", "1. ", "“", "« ", "| ", "   ")))
    return start + draw(st.sampled_from((" ", " ", " ", "\u00a0", "  "))).join(words)


TEXTS = st.lists(lines(), min_size=1, max_size=8).flatmap(
    lambda found: st.sampled_from(("\n", "\n\n", " ", "\r\n")).map(lambda mark: mark.join(found))
)


def _document(text: str, kind: str, encoding: str, cut: int) -> tuple[str, bytes]:
    if kind == "html":
        text = f"<html><head><title>{text[:60]}</title></head><body><article><p>{text}</p><p>{text[:200]}</p></article></body></html>"
    elif kind == "jsonl":
        text = json.dumps({"id": "1", "text": text, "lang": "en"}) + "\n"
    elif kind == "rss":
        text = f"<rss><channel><item><title>x</title><description><![CDATA[{text}]]></description></item></channel></rss>"
    data = text.encode(encoding, "replace")
    return f"a.{kind}", data[: len(data) - cut]


DOCUMENTS = st.builds(
    _document,
    TEXTS,
    st.sampled_from(("txt", "txt", "txt", "html", "jsonl", "rss")),
    st.sampled_from(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252")),
    st.sampled_from((0, 0, 0, 1, 7)),
)
LANGUAGES = st.sampled_from(("en", "fr", "de", ""))
DAYS = st.sampled_from(("2025-11-13", "2024-02-29T23:59:59-11:00", ""))
