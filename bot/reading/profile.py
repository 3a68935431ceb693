"""What a conversation knows of its user: built from what they say, shown, edited and forgotten on request."""

import re
from typing import TYPE_CHECKING, Any

from bot.reading.offer_terms import merged
from bot.reading.terms import MOST_LISTED, Offer, OfferReading, Profile

if TYPE_CHECKING:
    from bot.reading.types import Question

_EXPERTISE = re.compile(
    r"(?i)\b(?:i(?:'ve| have)? (?:built|build|shipped|led|lead|designed|maintain(?:ed)?|run|ran|architected|wrote"
    r"|scaled|trained|contributed to|know|work(?:ed)? on|specialise in|specialize in)"
    r"|my (?:background|expertise|experience|strength) (?:is|in)(?: in)?|i(?:'m| am) (?:an? )?expert "
    r"(?:in|on|at))\s+(?P<what>[^.,;!?\n]{4,80})"
)
_SITUATIONS = (
    ("relocation", r"(?i)\brelocat\w*|\bmoving (?:from|to)\b|\bi(?:'d| would)? have to move\b"),
    ("unvested equity", r"(?i)\bunvested\b|\bforfeit\w*|\bwalk(?:ing)? away from (?:\w+ "
                        r")?(?:equity|stock|rsus)\b|\bleav(?:e|ing) \S+ (?:on the table|behind)\b"),
    ("illiquid equity", r"(?i)\billiquid\b|\bpre-?ipo\b|\bprivate (?:company|stock|equity)\b"),
    ("first job", r"(?i)\bfirst job\b|\bnew grad\w*\b|\bjust graduated\b|\bno experience\b"),
    ("remote", r"(?i)\bremote(?:ly)?\b"),
)  # fmt: skip
_NO_OFFERS = re.compile(
    r"(?i)\b(?:no|not any|without)\s(?:other\s|competing\s|any\s|another\s)*offers?\b|\bonly offer\b|\b(?:do "
    r"not|don'?t|haven'?t|have not)\s(?:really\s)?(?:have|got|hold)"
    r"\s?(?:an?y?\s)?(?:other\s|competing\s|another\s)*offers?\b"
)
_LEVEL_AT = re.compile(
    r"\bi(?:'m| am)(?: currently)?(?: an?)? (?P<a>[A-Za-z]{1,3}\d{1,2}|staff|senior|principal) (?:\w+ ){0,2}?at "
    r"(?P<b>[A-Z][\w&.]+)|\bi(?:'m| am)(?: an?)? (?P<c>[A-Z][\w&.]+) (?P<d>[A-Z]{1,3}\d{1,2})\b",
    re.IGNORECASE,
)
_PARTS: tuple[tuple[str, str], ...] = (
    ("others", r"(?i)\b(?:other|competing) offers?\b"),
    ("offer", r"(?i)\boffer\b"),
    ("floor", r"(?i)\b(?:floor|minimum|walk-?away|bottom line)\b"),
    ("current_pay", r"(?i)\b(?:current|present) (?:pay|salary|comp\w*|base)\b|\bwhat i (?:make|earn)\b"),
    ("target", r"(?i)\b(?:target|ask|goal)\b"),
    ("company", r"(?i)\bcompany\b|\bemployer\b"),
    ("role", r"(?i)\brole\b|\bjob title\b|\bposition\b"),
    ("region", r"(?i)\b(?:region|city|location|place|where i)\b"),
    ("level", r"(?i)\blevel\b"),
    ("expertise", r"(?i)\b(?:expertise|experience|skills|background)\b"),
)  # fmt: skip


def update(profile: Profile, question: "Question", told: OfferReading | None = None) -> Profile:
    """The profile after one message: what it states is taken over, what it asks to forget is gone.

    told: the message's amounts as offers, where it was read for them. A message that names another company starts its
    offer anew, since terms of one offer never describe another.
    """
    if question.topic == "forget" and question.intent == "profile":
        return forget(profile, question.text)
    changes: dict[str, Any] = {}
    subject = question.subjects[0] if len(question.subjects) == 1 else None
    stated = question.intent not in (
        "compare",
        "rank",
        "out_of_scope",
        "invent",
        "greeting",
        "restyle",
        "provenance",
    ) and (question.intent != "profile" or question.topic in ("edit", "note"))
    # Looking up another company's figures doesn't mean that the offer is theirs.
    looking = profile.offer is not None and question.intent in ("band", "passage", "level", "provenance", "restyle")
    elsewhere = looking and subject is not None and subject.company not in (None, profile.company)
    if subject is not None and stated and not elsewhere:
        changes |= {k: v for k in ("company", "role", "region", "level") if (v := getattr(subject, k)) is not None}
    moved = bool(profile.company and changes.get("company", profile.company) != profile.company)
    if stated and not elsewhere:
        changes |= _money(profile, question, moved, told)
    return profile.model_copy(update=changes | _person(profile, question.text))


def forget(profile: Profile, what: str) -> Profile:
    """The profile without the parts named in a message ("forget my offer"); all of it when none is named."""
    named = parts_named(what)
    if not named:
        return Profile()
    empty = Profile()
    return profile.model_copy(update={name: getattr(empty, name) for name in named})


def parts_named(text: str) -> tuple[str, ...]:
    """The parts of a profile that a message names; none for "everything" or "me"."""
    if re.search(
        r"(?i)\b(?:everything|all (?:of it|about|my|data|that)|my data|about me|my profile|the profile)\b", text
    ):
        return ()
    found: list[str] = []
    rest = text
    for name, pattern in _PARTS:
        if re.search(pattern, rest):
            found.append(name)
            rest = re.sub(pattern, " ", rest)
    return tuple(found)


def _money(profile: Profile, question: "Question", moved: bool, told: OfferReading | None) -> dict[str, Any]:
    """What the reader found of the user's offer and others', and their private figures."""
    changes: dict[str, Any] = {}
    if question.offer is not None:
        changes["offer"] = question.offer
    elif moved:
        changes["offer"] = None
    others = list(profile.others)
    for other in question.others:
        same = [o for o in others if (o.company or "").lower() == (other.company or "").lower()]
        others = [*[o for o in others if o not in same], merged(same[0], other) if same else other]
    if others != list(profile.others):
        changes["others"] = tuple(others)[-MOST_LISTED:]
        changes["stance"] = "none"
    private = (("floor", told.floor), ("current_pay", told.current), ("target", told.asked)) if told else ()
    changes |= {name: one for name, one in private if one is not None}
    return changes


def _person(profile: Profile, text: str) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    expertise = [m.group("what").strip() for m in _EXPERTISE.finditer(text)]
    if expertise:
        changes["expertise"] = tuple(dict.fromkeys([*profile.expertise, *expertise]))[-8:]
    situation = [name for name, pattern in _SITUATIONS if re.search(pattern, text)]
    if situation:
        changes["situation"] = tuple(dict.fromkeys([*profile.situation, *situation]))
    if _NO_OFFERS.search(text):
        changes["stance"] = "declined"
    if level := _LEVEL_AT.search(text):
        changes["current_level"] = (level["b"] or level["c"], (level["a"] or level["d"]).upper())
    return changes


def offer_words(offer: Offer) -> str:
    """An offer's terms in a line: "$245K base, $360K equity over 4 years, 10% bonus, $30K signing"."""
    from bot.wording import listed, money, percent

    code = offer.currency
    parts = []
    if offer.base is not None:
        parts.append(f"{money(offer.base, None, code)} base")
    if offer.equity is not None:
        span = " a year" if offer.equity_per_year else f" over {offer.equity_years} years" if offer.equity_years else ""
        parts.append(f"{money(offer.equity, None, offer.equity_currency or code)} equity{span}")
    if offer.equity_count is not None:
        parts.append(f"{offer.equity_count:,} {offer.equity_kind or 'shares'}")
    if offer.equity_percent is not None:
        parts.append(f"{percent(offer.equity_percent)} of the company")
    if offer.vesting:
        parts.append(f"vesting {'/'.join(map(str, offer.vesting))}")
    if offer.bonus_percent is not None:
        parts.append(f"{percent(offer.bonus_percent)} bonus")
    if offer.bonus_amount is not None:
        parts.append(f"{money(offer.bonus_amount, None, code)} bonus")
    if offer.signing is not None:
        parts.append(f"{money(offer.signing, None, code)} signing")
    if offer.signing_second is not None:
        parts.append(f"{money(offer.signing_second, None, code)} signing in year 2")
    if offer.refresher is not None:
        parts.append(f"{money(offer.refresher, None, code)} refresher a year")
    if offer.total is not None:
        parts.append(f"{money(offer.total, None, code)} in total a year")
    return listed(parts)
