"""Which country a region's name is in, as far as telling apart shared currency symbols and table columns needs it."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ingest.lexicon import towns
from ingest.lexicon.words import data

_WIDE = re.compile(
    r"\b(?:remote|global|worldwide|international|emea|apac|apj|latam|europe(?:an)?|eu|asia|nordics?|dach|benelux|mena"
    r"|africa|middle\s+east|"
    r"(?:north|south|latin)\s+america|americas|tier[\s-]*[1-4a-d]|zone[\s-]*[1-9a-d]|geo[\s-]*[1-9a-d]|hq|"
    r"headquarters|hub|metro|"
    r"distributed|on-?site|in-office|nationwide|other\s+(?:us|locations?|cities|metros?)|secondary|[hml]col)\b",
    re.I,
)


KNOWN_TOWN = 50_000
"""People of a town whose bare name is taken for a place; smaller ones share their names with too much else."""
_JOINING = re.compile(r"\b(?:a|an|and|area|city|in|near|of|office|or|outside|place|the)\b")
"""Words between and around places that tell nothing of anybody."""


@cache
def _index() -> dict[str, set[str]]:
    """Names to the currencies of places.yaml; a name claimed twice (Cambridge, Birmingham) tells nothing."""
    index: dict[str, set[str]] = {}
    for currency, names in data("places")["currencies"].items():
        for name in names:
            index.setdefault(str(name), set()).add(currency)
    return index


def _known(name: str) -> tuple[str | None, int] | None:
    """The currency paid in a country or town of this folded name, and how many people live there; a large town's name
    in another language will do. None for the currency of a name of several towns of about a size that pay in others."""
    if name in data("places")["no_town"]:
        return None
    held = towns.countries()
    if (code := towns.country_called().get(name)) is not None:
        return held[code]["currencycode"], held[code]["population"]
    own = towns.called(name)
    if not own:
        return next(((held[one.country]["currencycode"], one.people) for one in towns.called_elsewhere(name)), None)
    first, *rest = own
    currency = held[first.country]["currencycode"]
    alike = [one for one in rest if one.people * towns.ALIKE > first.people]
    clear = all(held[one.country]["currencycode"] == currency for one in alike)
    return currency if clear else None, first.people


@cache
def other_names(town: str) -> frozenset[str]:
    """A large town's names in other languages that are written in Latin letters: "Londra" and "Londen" of London."""
    names = next((one.others for one in towns.called(town.casefold())), ())
    return frozenset(name for name in names if re.fullmatch(r"[A-Z\u00c0-\u00de][a-z\u00df-\u017f]{3,}", name))


def _town(text: str) -> tuple[str | None, int] | None:
    """The currency and size of the first country or town that a region's name lists: "Eindhoven", "Leuven / Ghent"."""
    for part in _parts(text):
        if told := _known(part):
            return told
    return None


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,/()\[\]|;]", text.casefold()[:120]) if part.strip()]


def _named_wholly(text: str) -> bool:
    """Whether the names of places.yaml say all of it: they don't of "Porto Alegre"."""
    rest = (_pattern().sub(" ", part) for part in _parts(text) if _pattern().search(part))
    return all(word in data("places")["beside"] or not word.isalpha() for one in rest for word in one.split())


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_index(), key=len, reverse=True)
    return re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, names)) + r")(?![\w])")


def currency_in(region: str) -> str | None:
    """The currency of the country a region's name is in; None where it names none, or several countries. Keeps nothing
    of it: for what people wrote."""
    found = [_index()[name] for name in _pattern().findall(region.casefold())]
    if not found or not _named_wholly(region):
        town = _town(region)
        if town is not None or not found:
            return town[0] if town else None
    claimed = set.intersection(*found)
    return next(iter(claimed)) if len(claimed) == 1 else None


local_currency = lru_cache(maxsize=8192)(currency_in)
"""The same for guides, whose regions come again and again."""


@lru_cache(maxsize=8192)
def is_place(text: str) -> bool:
    """True for a text that names a place, or a span of places ("Remote US", "EMEA", "Tier 2")."""
    if _pattern().search(text.casefold()) or _WIDE.search(text):
        return True
    town = _town(text) if text[:1].isupper() else None
    return town is not None and town[1] >= KNOWN_TOWN


def places_alone(text: str) -> bool:
    """Whether a text names places and nothing else: no person beside them. Keeps nothing of it."""
    folded = text.casefold().strip()
    if (told := _known(folded)) is not None and told[1] >= KNOWN_TOWN:
        return True
    rest = _WIDE.sub(" ", _pattern().sub(" ", folded))
    return rest != folded and not re.search(r"\w", _JOINING.sub(" ", rest))


def places_in(text: str) -> tuple[tuple[int, str], ...]:
    """The places a text names, with where; only capitalised, so that "us" and "la" in prose are none."""
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that folds to two: positions would not match
        folded = text.lower() if len(text.lower()) == len(text) else text
    found = [(m.start(), text[m.start() : m.end()]) for m in _pattern().finditer(folded)]
    found += [(m.start(), m[0]) for m in re.finditer(r"\b(?:Remote(?: (?:US|EU|UK))?|Europe|EMEA|APAC|EU)\b", text)]
    return tuple(
        sorted((start, name) for start, name in found if name[0].isupper() and (len(name) > 2 or name.isupper()))
    )


def currencies_said(text: str) -> frozenset[str]:
    """The currencies of the places that somebody's words name, in whatever case they write them: "in berlin", "SF"."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    found: set[str] = set()
    for match in _pattern().finditer(folded):
        name, shown = match[0], text[match.start() : match.end()]
        small = len(name) <= 3 and name not in data("places")["spoken"]
        if (small and not shown.isupper()) or (name in data("places")["words"] and not shown[0].isupper()):
            continue
        claimed = _index()[name]
        found |= claimed if len(claimed) == 1 else set()
    return frozenset(found)


@cache
def states() -> Mapping[str, str]:
    """Codes of the states of the USA, folded, to their names."""
    return dict(data("places")["states"])


@cache
def areas() -> Mapping[str, tuple[str, ...]]:
    """Wider areas to the places that lie in them: "Bay Area" to "Palo Alto"."""
    return {area: tuple(members) for area, members in data("places")["areas"].items()}


@cache
def no_places() -> frozenset[str]:
    """Words in a region's name that name no place: "hq"."""
    return frozenset(data("places")["no_place"])


@cache
def also_words() -> frozenset[str]:
    """Places whose names are words too: they count only in a place's position or case."""
    return frozenset(data("places")["also_words"])


@cache
def currency_words() -> frozenset[str]:
    """Currencies as a region's name writes them, folded."""
    return frozenset(data("places")["beside_currency"])


@cache
def card_keys() -> Mapping[str, str]:
    """A currency to what the playbook's cards call the countries that pay in it: "GBP" to "UK"."""
    return dict(data("places")["card_keys"])


@cache
def provinces() -> Mapping[str, str]:
    """Canada's provinces to their codes."""
    return dict(data("places")["provinces"])


@cache
def province_numbers() -> Mapping[str, str]:
    """GeoNames' numbers of Canada's provinces to their codes."""
    return dict(data("places")["province_numbers"])
