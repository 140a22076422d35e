"""What the corpus tool knows besides the ontology: kinds of passages, ways of saying, units, limits of length, targets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

LANGS = ("en", "fr")
SPLITS = ("learn", "develop", "test")
KINDS = (
    "wire", "press-release", "results", "exchange-feed", "newsletter", "blog", "local-paper", "regulator", "court", "interview",
    "translated", "table", "tweet", "other",
)  # fmt: skip
WAYS = ("verb", "noun", "passive", "apposition", "headline", "relative", "coordination", "bullet")
FACTUALITIES = ("actual", "planned", "possible", "negated")
SPEAKER_TYPES = ("Company", "Person", "Authority")
# An Activity is known from words like "miner", a Place from an adjective: they may stand in a claim without a mark.
UNMARKED_TYPES = ("Activity", "Place")

ID = re.compile(r"^(en|fr)-(learn|develop|test)-([a-z]+)(\d{3,})$")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a passage's length, in source lines (sentences, headlines, bullets) and characters."""

    least_lines: int
    most_lines: int
    least_chars: int
    most_chars: int


SHORT = Limits(1, 10, 30, 2500)
ARTICLE = Limits(8, 45, 700, 9000)
LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        "tweet": Limits(1, 8, 15, 600),
        "table": Limits(1, 30, 30, 3000),
        "exchange-feed": Limits(1, 20, 30, 3000),
        "results": Limits(1, 16, 30, 3000),
    }
)


def limits(kind: str, article: bool) -> Limits:
    """The bounds for a passage of that kind."""
    return ARTICLE if article else LIMITS.get(kind, SHORT)


CURRENCIES = frozenset(
    """AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
    CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
    NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG""".split()
)
COIN = re.compile(r"^[A-Z][A-Z0-9]{1,9}$")
# Units that look like a coin's ticker, and units that the ontology wants converted.
CONVERT: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("GW", "kW", "KW", "TW"), "MW"),
        **dict.fromkeys(("PH/s", "TH/s", "ZH/s", "EH", "PH"), "EH/s"),
        **dict.fromkeys(("year", "ans"), "years"),
        **dict.fromkeys(("month", "mois"), "months"),
        "W/TH": "J/TH",
        "GWh": "MWh",
        "percent": "%",
    }
)
PHYSICAL = frozenset({"MW", "MWH", "EH", "PH", "TH", "ZH", "GW", "KW", "TW", "GWH", "KWH", "MVA", "J"})
POWER_PRICE = re.compile(r"^([A-Z]{3})/kWh$")

_MONEY = """revenue net_income ebitda operating_income operating_cost production_cost impairment cash debt liquidity total_assets market_cap
    valuation aum share_price asset_price contract_backlog fund_flow transaction_volume asset_holdings asset_production"""
_COUNTS = "site_count miner_count headcount creditor_count user_count share_count"
METRIC_UNITS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_MONEY.split(), "money"),
        **dict.fromkeys(_COUNTS.split(), "count"),
        **dict.fromkeys(("energy_capacity", "pipeline_capacity"), "MW"),
        **dict.fromkeys(("share_price_change", "asset_price_change"), "%"),
        "hashrate": "EH/s",
        "efficiency": "J/TH",
        "power_price": "power_price",
        "other": "any",
    }
)
# Words that do not tell two firms apart.
FIRM_WORDS = frozenset(
    """inc incorporated corp corporation ltd limited llc lp plc sa sas sarl ag gmbh nv bv ab co company group groupe holding holdings the
    and et""".split()
)
# Where these are told of a firm or person, it must be one that we invented.
GRAVE_INCIDENTS = frozenset({"hack", "fraud", "insolvency", "withdrawal_halt"})

DATE = re.compile(r"^\d{4}(-Q[1-4]|-H[12]|-\d\d(-\d\d)?)?$")
PERIOD = re.compile(r"^(\d{4}(-Q[1-4]|-H[12]|-\d\d(-\d\d)?)?(/\d{4}(-Q[1-4]|-H[12]|-\d\d(-\d\d)?)?)?|FY\d{4}(-Q[1-4])?|PT?\d+[HDWMY])$")
YEARS = (2005, 2060)
