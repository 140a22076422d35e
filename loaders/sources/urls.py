"""Addresses of articles: the form that is shown and the key by which the same page is known again."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

# Parameters that tell where a reader came from and never which article is meant.
_TRACKING = re.compile(
    r"utm_\w+|hsa_\w+|mc_[ce]id|at_(?:medium|campaign|custom\d*|format|link_\w+|ptr_name|send_date)|_hs\w+|fb_\w+|"
    r"fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|yclid|igshid|twclid|ttclid|li_fat_id|mkt_tok|_ga|_gl|gaa_\w+|guccounter|guce_\w+|ncid|cmpid|"
    r"ocid|smid|s_cid|s_kwcid|xtor|wt_mc|ref|ref_src|ref_url|referrer|spm|sref|sh|taid|trk|trkcampaign|amp|outputtype|random-post",
    re.I,
)
_PORTS = {"http": 80, "https": 443}


def is_web(url: str) -> bool:
    """Whether a text is an http or https address with a host."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme.lower() in _PORTS and bool(parts.hostname) and not re.search(r"\s", url.strip())
    except ValueError:
        return False


def clean_url(url: str, base: str = "") -> str:
    """The address without fragment, tracking parameters, user name and default port, made absolute by ``base``; empty when it is none."""
    try:
        url = urljoin(base, url.strip()) if base else url.strip()
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if not is_web(url):
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    if port and port != _PORTS[scheme]:
        host = f"{host}:{port}"
    pairs = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    path = quote(unquote(parts.path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~%", errors="surrogateescape") or "/"
    return urlunsplit((scheme, host, path, urlencode(pairs), ""))


def url_key(url: str) -> str:
    """What is equal for two addresses of one page: scheme, ``www.``, a slash at the end and the order of parameters do not count."""
    parts = urlsplit(clean_url(url))
    host = parts.netloc.removeprefix("www.")
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{host}{parts.path.rstrip('/')}{'?' + query if query else ''}"


def host_of(url: str) -> str:
    """The host without ``www.``, empty for what is no web address."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.") if is_web(url) else ""


def trusted_canonical(canonical: str, page: str) -> str:
    """The canonical address that a page names, if it can be believed; else the page's own, cleaned.

    Sites that name their front page, or another site, as canonical for each of their articles would make one article of them all.
    """
    own, named = clean_url(page), clean_url(canonical, page)
    if not named or not urlsplit(named).path.strip("/"):
        return own
    if own and not _same_site(host_of(named), host_of(own)):
        return own
    return named


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith("." + other) or other.endswith("." + one)
