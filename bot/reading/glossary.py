"""What the field's words mean, in our own words: for people who meet them in an offer for the first time. No figures."""

import re

_TERMS: tuple[tuple[str, str, str], ...] = (
    ("BATNA", r"batnas?|best alternative(?: to a negotiated agreement)?",
     "what you do if this deal fails: another offer, the job you have, or going on looking. The better it is, the firmer you can be"),
    ("reservation value", r"reservation (?:value|price|point)|walk-?away (?:point|number|value)|bottom line",
     "the lowest offer that you would still rather take than your alternative. Write it down before you talk, and keep it to yourself"),
    ("ZOPA", r"zopas?|zone of possible agreement",
     "the span between your reservation value and the most that the company would pay. There is a deal only where the two overlap"),
    ("anchor", r"anchors?|anchoring",
     "the first figure named, which pulls everything after it towards itself. Name yours with a reason, at the upper end of the band"),
    ("cliff", r"(?:vesting |one-year )?cliffs?",
     "the time before any of a grant vests, often the first year: leave earlier and you get none of it"),
    ("vesting", r"vesting(?: schedules?)?|vest(?:s|ed)?",
     "the schedule by which a grant becomes yours. What has not vested is lost when you leave"),
    ("RSU", r"rsus?|restricted stock(?: units?)?",
     "shares of the company that are given to you as they vest. They are worth the share price of the day, and are taxed then"),
    ("option", r"(?:stock )?options?|isos?|nsos?",
     "a right to buy shares later at a price fixed now. It is worth something only if the shares are then worth more than that price"),
    ("refresher", r"refreshers?|refresh(?: grants?)?",
     "a further grant in later years, on top of the first one, so that your equity does not run out when the first has vested"),
    ("signing bonus", r"sign(?:ing|-on)(?: bonus(?:es)?)?|joining bonus",
     "a payment once, when you join, often to be paid back if you leave within a year. It is usually easier to raise than base"),
    ("total compensation", r"total comp(?:ensation)?|tc",
     "base, the year's share of the equity and the target bonus, added up for one year. Count a signing bonus in its own year only"),
    ("target bonus", r"target bonus|annual bonus",
     "the bonus paid when goals are met, mostly a percentage of base. It may turn out higher or lower, or not at all"),
    ("concession", r"concessions?", "what one side gives up. Give small ones, one at a time, and ask for something back each time"),
    ("exploding offer", r"exploding (?:offers?|deadlines?)", "an offer that lapses after a few days, to keep you from comparing. Ask for more time, with a date"),
    ("band", r"(?:pay |salary )?bands?|pay ranges?", "the range that a company pays for a role and level in a place. Offers often begin low in it"),
    ("level", r"levels?|levelling|leveling", "the rung that the company hires you at. It decides which band you are paid in, so raise it before the numbers"),
)  # fmt: skip
"""Name, pattern and meaning, the longest patterns of alike words first."""

ASKED = re.compile(
    r"(?:what(?: is| are|'?s| does| do)|define|explain|meaning of|what is meant by)\s+(?:an? |my |your )?(?!the )(?P<term>[a-z][a-z -]{1,40}?)"
    r"(?: mean| stand for| is| are)?(?: in (?:this|an offer|negotiation|plain english))?[?.! ]*"
)


JARGON = frozenset(
    {"BATNA", "reservation value", "ZOPA", "anchor", "cliff", "RSU", "option", "concession", "exploding offer"}
)
"""Terms that name no figure: they are explained whatever was spoken of before."""


def named(text: str) -> tuple[tuple[str, str], ...]:
    """The terms, with their meanings, that a question asks to have explained and nothing else; none where it asks more."""
    asked = ASKED.fullmatch(text)
    parts = re.split(r" (?:vs|versus|and|or) (?:an? )?", asked["term"].strip()) if asked else []
    found = [
        next(((name, meaning) for name, pattern, meaning in _TERMS if re.fullmatch(pattern, part)), None)
        for part in parts
    ]
    return tuple(one for one in found if one is not None) if None not in found else ()
