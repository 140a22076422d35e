"""Dates and periods as the French-language press writes them, in an article of Thursday, 13 November 2025."""

from __future__ import annotations

import pytest

from tests.unit.text.notation import times_of

DAY = "2025-11-13"

POINTS = [
    ("au dernier trimestre 2025", "2025-Q4"),
    ("au 30.09.25", "2025-09-30"),
    ("au premier quart de 2026", "2026-Q1"),
    ("le 12 novembre 2025", "2025-11-12"),
    ("le 1er décembre 2025", "2025-12-01"),
    ("1er decembre 2025", "2025-12-01"),
    ("12 nov. 2025", "2025-11-12"),
    ("le 12/11/2025", "2025-11-12"),
    ("12.11.2025", "2025-11-12"),
    ("2025-11-12", "2025-11-12"),
    ("jeudi 13 novembre", "2025-11-13"),
    ("jeudi 13 novembre 2025", "2025-11-13"),
    ("novembre 2025", "2025-11"),
    ("au mois d’octobre 2025", "2025-10"),
    ("2025", "2025"),
    ("l’année 2025", "2025"),
    ("du 3 au 7 novembre 2025", "2025-11-03..2025-11-07"),
    ("entre le 10 et le 16 novembre", "2025-11-10..2025-11-16"),
    ("au troisième trimestre 2025", "2025-Q3"),
    ("au 3e trimestre 2025", "2025-Q3"),
    ("au 1er trimestre 2026", "2026-Q1"),
    ("le troisième trimestre de l’année 2025", "2025-Q3"),
    ("T3 2025", "2025-Q3"),
    ("T3 de 2025", "2025-Q3"),
    ("3T25", "2025-Q3"),
    ("au premier semestre 2026", "2026-H1"),
    ("S1 2026", "2026-H1"),
    ("au printemps 2026", "2026"),
    ("l’été 2025", "2025"),
    ("l’exercice 2026", "=FY2026"),
    ("exercice fiscal 2026", "=FY2026"),
    ("l’exercice 2025-2026", "=FY2026"),
    ("premier trimestre de l’exercice 2026", "=FY2026-Q1"),
    ("troisième trimestre de son exercice 2025", "=FY2025-Q3"),
    ("fin 2026", "2026"),
    ("début 2027", "2027"),
    ("mi-2026", "2026-06"),
    ("fin septembre", "2025-09"),
    ("début octobre", "2025-10"),
    ("à la mi-août", "2025-08"),
    ("courant 2026", "2026"),
]

PAST = [
    ("au cours du dernier trimestre", "P3M"),
    ("en octobre", "2025-10"),
    ("en décembre", "2024-12"),
    ("jeudi", "2025-11-13"),
    ("mercredi soir", "2025-11-12"),
    ("lundi dernier", "2025-11-10"),
    ("ce jeudi", "2025-11-13"),
    ("ce mardi 11 novembre", "2025-11-11"),
    ("le 3 septembre", "2025-09-03"),
    ("novembre dernier", "2024-11"),
    ("en mars de l’an dernier", "2024-03"),
    ("au troisième trimestre", "2025-Q3"),
    ("au quatrième trimestre", "2024-Q4"),
    ("au T2", "2025-Q2"),
    ("l’été dernier", "2025"),
    ("cet été", "2025"),
    ("aujourd’hui", "2025-11-13"),
    ("ce matin", "2025-11-13"),
    ("hier", "2025-11-12"),
    ("avant-hier", "2025-11-11"),
    ("cette semaine", "2025-11-10..2025-11-16"),
    ("la semaine dernière", "2025-11-03..2025-11-09"),
    ("le mois dernier", "2025-10"),
    ("ce mois-ci", "2025-11"),
    ("le trimestre dernier", "2025-Q3"),
    ("l’an dernier", "2024"),
    ("l’année dernière", "2024"),
    ("l’an passé", "2024"),
    ("cette année", "2025"),
    ("depuis le début de l’année", "2025"),
    ("il y a un mois", "2025-10"),
    ("il y a deux ans", "2023"),
    ("il y a trois jours", "2025-11-10"),
    ("le 30/09", "2025-09-30"),
    ("depuis la rentrée", ">2025-09"),
]

FUTURE = [
    ("au second semestre de l’année", "2025-H2"),
    ("en octobre", "2026-10"),
    ("en décembre", "2025-12"),
    ("le 15 novembre", "2025-11-15"),
    ("vendredi", "2025-11-14"),
    ("lundi prochain", "2025-11-17"),
    ("demain", "2025-11-14"),
    ("au premier trimestre", "2026-Q1"),
    ("la semaine prochaine", "2025-11-17..2025-11-23"),
    ("le mois prochain", "2025-12"),
    ("l’an prochain", "2026"),
    ("l’année prochaine", "2026"),
    ("l’été prochain", "2026"),
    ("au printemps", "2026"),
    ("à la fin de l’année", "2025-12-31"),
    ("d’ici décembre", "<2025-12"),
    ("avant Noël", "<2025-12-25"),
    ("d’ici la fin du mois", "<2025-11"),
    ("dans trois ans", "2028"),
]

ROLES = [
    ("avril, mai et juin 2022", "2022-Q2"),
    ("d’ici fin 2026", "<2026"),
    ("d’ici à fin 2026", "<2026"),
    ("d’ici à 2027", "<2027"),
    ("d’ici la fin de l’année", "<2025"),
    ("avant la fin de l’année", "<2025"),
    ("avant juin 2026", "<2026-06"),
    ("au plus tard le 31 mars 2026", "<2026-03-31"),
    ("à l’horizon 2027", "<2027"),
    ("d’ici la mi-2026", "<2026-06"),
    ("d’ici deux ans", "<2027"),
    ("dans les 12 prochains mois", "<2026-11"),
    ("jusqu’en 2028", "<2028"),
    ("depuis 2021", ">2021"),
    ("depuis septembre", ">2025-09"),
    ("dès le premier trimestre 2026", ">2026-Q1"),
    ("à partir de 2026", ">2026"),
    ("échéance 2032", "!2032"),
    ("arrivant à échéance le 15 juin 2030", "!2030-06-15"),
    ("au 30 septembre", "2025-09-30"),
    ("de 2021 à 2024", "2021..2024"),
    ("entre 2021 et 2024", "2021..2024"),
    ("d’ici 2026 et 2027", "2026..2027"),
    ("en 2026 et 2027", "2026..2027"),
    ("entre juillet et septembre", "2025-Q3"),
    ("de juillet à septembre", "2025-Q3"),
    ("du 1er janvier au 30 septembre", "2025-01-01..2025-09-30"),
    ("2025-2026", "2025..2026"),
    ("au cours des dernières 24 heures", "PT24H"),
    ("sur 24 heures", "PT24H"),
    ("sur vingt-quatre heures", "PT24H"),
    ("en 24 h", "PT24H"),
    ("au cours du dernier mois", "P1M"),
    ("sur un mois", "P1M"),
    ("sur un an", "P1Y"),
    ("en une semaine", "P7D"),
    ("sur sept jours", "P7D"),
    ("sur les sept derniers jours", "P7D"),
    ("au cours des trois derniers mois", "P3M"),
    ("trimestre clos le 30 septembre 2025", "2025-Q3"),
    ("trois mois clos le 30 septembre 2025", "2025-Q3"),
    ("exercice clos le 31 décembre 2024", "2024"),
    ("exercice clos le 30 juin 2025", "=FY2025"),
    ("les neuf premiers mois de 2025", "2025-01..2025-09"),
    ("les six premiers mois de l’année", "2025-H1"),
]

REFERENCES = [
    ("au T2 2024, contre 5 734 dollars pour la même période de trois mois en 2023", "2024-Q2; 2023-Q2"),
    ("il y a près d’un an", "2024"),
    ("en avril. Au premier trimestre, 3,1 M$, contre 1,9 un an auparavant", "2025-04; 2025-Q1; 2024-Q1"),
    ("En 2021, il minait. Mis en faillite l’année suivante.", "2021; 2022"),
    ("au T3 2025, en baisse d’un trimestre à l’autre et d’une année sur l’autre", "2025-Q3; 2025-Q2; 2024-Q3"),
    ("en octobre 2025, en baisse de 25 % d’un mois sur l’autre", "2025-10; 2025-09"),
    ("au deuxième trimestre 2025, et à la même date", "2025-Q2; 2025-Q2"),
    ("les neuf mois jusqu’en septembre 2025", "2025-01..2025-09"),
    ("au troisième trimestre 2025, contre 24 millions un an plus tôt", "2025-Q3; 2024-Q3"),
    ("au troisième trimestre, après une perte à la même période de l’an passé", "2025-Q3; 2024-Q3"),
    ("au T3 2025, contre 5 % au trimestre précédent", "2025-Q3; 2025-Q2"),
    ("au T3 2025, puis au cours du trimestre", "2025-Q3; 2025-Q3"),
    ("en septembre 2025, contre 3 % le mois précédent", "2025-09; 2025-08"),
    ("T3 2025 : 3 MW, contre 2 MW à la même période l’année précédente", "2025-Q3; 2024-Q3"),
    ("mercredi, et la veille", "2025-11-12; 2025-11-11"),
    ("T3 2025, +5 % t/t", "2025-Q3; 2025-Q2"),
    ("deux mois après que des hackers l’ont vidée", "2025-09"),
]

NONE = [
    "ces derniers mois et dans les prochaines semaines",
    "aucun client à ce jour",
    "la location au mois",
    "un bail de quinze ans",
    "pour dix ans",
    "2000 machines",
    "une RTX 2080",
    "le second site",
    "sept sites",
    "le premier acteur majeur",
    "il avait été vendu",
    "l’année-lumière",
]


@pytest.mark.parametrize(("text", "expected"), POINTS + REFERENCES)
def test_point(text: str, expected: str) -> None:
    """Each way to write a date or period."""
    assert times_of(text, "fr", DAY) == expected


@pytest.mark.parametrize(("text", "expected"), PAST)
def test_past(text: str, expected: str) -> None:
    """Times that are incomplete, in a sentence about the past."""
    assert times_of(text, "fr", DAY, future=False) == expected


@pytest.mark.parametrize(("text", "expected"), FUTURE)
def test_future(text: str, expected: str) -> None:
    """Times that are incomplete, in a sentence about the future."""
    assert times_of(text, "fr", DAY, future=True) == expected


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_role(text: str, expected: str) -> None:
    """Deadlines, starts, ranges, windows, reporting periods."""
    assert times_of(text, "fr", DAY) == expected


@pytest.mark.parametrize("text", NONE)
def test_no_time(text: str) -> None:
    """Words and numbers that only look like a time."""
    assert times_of(text, "fr", DAY) == ""


def test_without_date() -> None:
    """Relative times mean nothing where the article has no date; full ones and windows do."""
    assert times_of("jeudi, en octobre, le mois dernier ; en 2024 ; sur 24 heures", "fr", "") == "?; ?; ?; 2024; PT24H"
