"""Made-up articles and what the press does to them: new headlines, cut tails, other intros, glued boilerplate."""

from __future__ import annotations

import random
import re

NAMES = "Tamarack Copperline Aldergrove Corvane Mélèze Fjordhash Caldera Prairie Bluestem Loomwork".split()
VERBS = (
    "signed closed sold bought moved opened shut leased ordered repaid mined held cut raised named joined left built kept planned".split()
)
THINGS = """loan site mine hall lease contract fleet plant campus stake note share rack order grant fund unit yard line pool
desk bank grid deal firm""".split()
WAYS = "quietly today lately again together abroad twice early late there soon elsewhere".split()
BOILERPLATE = """Nothing on these pages is an offer or a recommendation. Readers do their own research and ask an adviser before they
decide anything. The views of the authors are theirs alone. What has been is no promise of what will be. This letter
reaches its subscribers before the markets open and can be cancelled at any hour. We earn a commission from some of the
links that we show. All of it is protected and may not be copied."""


def article(seed: int, sentences: int = 25) -> str:
    """An article of a headline and so many sentences of about a dozen words."""
    pick = random.Random(seed)

    def sentence() -> str:
        words = [pick.choice(NAMES), pick.choice(VERBS), "its", pick.choice(THINGS), pick.choice(WAYS), "and", pick.choice(VERBS)]
        figure = f"for ${pick.randint(11, 999)} million " if pick.random() < 0.4 else ""
        return (
            " ".join([*words, "a", pick.choice(THINGS), figure + "with", pick.choice(NAMES), pick.choice(THINGS), pick.choice(WAYS)]) + "."
        )

    paragraphs = [" ".join(sentence() for _ in range(5)) for _ in range(max(1, sentences // 5))]
    return "\n\n".join([f"{pick.choice(NAMES)} {pick.choice(VERBS)} {pick.choice(THINGS)} number {seed}", *paragraphs])


def new_headline(text: str) -> str:
    """Another headline."""
    return "What you should know about the news of the day\n" + text.partition("\n")[2]


def cut_tail(text: str, share: float = 0.4) -> str:
    """The end is cut off."""
    return text[: int(len(text) * (1 - share))]


def new_intro(text: str) -> str:
    """Two sentences put before the body."""
    title, _, body = text.partition("\n")
    intro = "Our reporters have followed this story for some weeks. Here is what the firm has now told its holders in a note."
    return f"{title}\n\n{intro}\n{body}"


def glued(text: str) -> str:
    """Boilerplate behind, before, and below a heading."""
    return f"{BOILERPLATE[:200]}\n{text}\n\n{BOILERPLATE}\n\nDisclaimer\n\n{BOILERPLATE}"


def site_lines(text: str) -> str:
    """Lines of the site between the paragraphs."""
    return text.replace("\n\n", "\n\nRead also: another story of the week\n\n").replace(".\n", ".\nAdvertisement\n")


def other_figures(text: str, seed: int = 1) -> str:
    """The report of the next month: the same sentences with other figures."""
    pick = random.Random(seed)
    return re.sub(r"\d+", lambda _: str(pick.randint(11, 999)), text)
