"""Lines that are no part of an article: pointers to other stories, furniture of the site, and where the small print begins."""

from __future__ import annotations

import re

_NOISE = re.compile(
    r"(?:read(?: (?:also|more|next|on))?|also read|see also|more stories|related to|related(?: (?:articles?|stor(?:y|ies)|reading|posts?|news))?|"
    r"further reading|"
    r"more on this|recommended(?: articles?| for you)?|don['’]t miss|you (?:may|might) also like|watch|listen|lire (?:aussi|également)|"
    r"à (?:lire|voir|découvrir)(?: (?:aussi|également|ensuite))?|voir (?:aussi|également)|sur le même (?:sujet|thème)|"
    r"articles? (?:liés?|connexes?|similaires?)|pour aller plus loin|notre dossier|vous aimerez aussi)\s*(?:[:：>»→—–-].*|$)",
    re.I,
)
_FURNITURE = re.compile(
    r"the post .{1,300} (?:appeared first|first appeared) on .{1,100}|l['’]article .{1,300} est apparu en premier sur .{1,100}|"
    r"(?:subscribe|sign up) (?:to|for) (?:our|the) .{0,60}newsletter.{0,100}|"
    r"(?:inscrivez|abonnez)-vous .{0,60}(?:newsletter|lettre)\b.{0,100}|"
    r"(?:follow us on|suivez-nous sur) .{1,80}|(?:share|partager)(?: (?:this|on|sur|cet article).{0,40})?|advertisement|publicité|"
    r"continue reading.{0,100}|(?:we|nous) (?:use|utilisons) (?:des )?cookies.{0,300}|all rights reserved\.?|tous droits réservés\.?|"
    r"\d+ (?:min(?:ute)?s?) (?:read|de lecture)",
    re.I,
)
_SMALL_PRINT = re.compile(
    r"(?:about (?:the company\b|[A-Z]).{0,60}|à propos (?:de |d['’]|du ).{1,60}|(?:cautionary|special) (?:note|statement)s?\b.{0,100}|"
    r"(?:caution |notice |note )?(?:regarding |concerning |on |about )?forward[- ]looking (?:statements?|information)\b.{0,80}|"
    r"safe harbou?r.{0,60}|disclaimers?|disclosures?|legal notice|avertissements?\b.{0,60}|mentions légales|"
    r"(?:déclarations|énoncés|informations) prospecti(?:ves|fs)\b.{0,80}|"
    r"(?:media|press|investors?|investor relations|contacts?|relations (?:presse|investisseurs))(?: (?:and|et|&) \w+)?"
    r"(?: contacts?| relations)*)\s*:?",
    re.I,
)


def is_noise(line: str) -> bool:
    """Whether a line is a pointer to another story or a part of the page's furniture."""
    return len(line) <= 400 and bool(_NOISE.fullmatch(line) or _FURNITURE.fullmatch(line))


def is_small_print(line: str) -> bool:
    """Whether a line is the heading of what a publisher or a firm puts under each of its texts (about, disclaimer, contacts)."""
    return len(line) <= 120 and bool(_SMALL_PRINT.fullmatch(line.strip(" *#—–-")))
