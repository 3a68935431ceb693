"""Where an employer may not ask for pay history, and where it tells the pay range: a dated table with its sources.

For rehearsing only, and not legal advice: laws have exceptions and change; each row names the text to check.
"""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rule:
    """One jurisdiction. history_since: asking for pay history is banned from then (None: no such rule known
    to this table). range_since: the pay range is told in the posting or on request from then."""

    name: str
    history_since: date | None
    history_source: str
    range_since: date | None = None
    range_source: str = ""
    note: str = ""

    def bans_history(self, today: date) -> bool:
        """Whether a recruiter there may not ask what the candidate earns or earned."""
        return self.history_since is not None and today >= self.history_since

    def tells_range(self, today: date) -> bool:
        """Whether a recruiter there tells the range for the position."""
        return self.range_since is not None and today >= self.range_since


RULES: tuple[Rule, ...] = (
    Rule("California", date(2018, 1, 1), "Cal. Labor Code § 432.3", date(2023, 1, 1), "SB 1162 (2022)"),
    Rule(
        "Colorado",
        date(2021, 1, 1),
        "Equal Pay for Equal Work Act, C.R.S. § 8-5-102",
        date(2021, 1, 1),
        "C.R.S. § 8-5-201",
    ),
    Rule("Connecticut", date(2019, 1, 1), "Conn. Gen. Stat. § 31-40z", date(2021, 10, 1), "Conn. Gen. Stat. § 31-40z"),
    Rule("Delaware", date(2017, 12, 14), "19 Del. C. § 709B"),
    Rule("Hawaii", date(2019, 1, 1), "Haw. Rev. Stat. § 378-2.4"),
    Rule("Illinois", date(2019, 9, 29), "Equal Pay Act, 820 ILCS 112/10", date(2025, 1, 1), "820 ILCS 112/10"),
    Rule("Maine", date(2019, 9, 17), "26 M.R.S. § 628-A"),
    Rule(
        "Maryland",
        date(2020, 10, 1),
        "Md. Code, Lab. & Empl. § 3-304.2",
        date(2024, 10, 1),
        "Md. Code, Lab. & Empl. § 3-304.2",
    ),
    Rule("Massachusetts", date(2018, 7, 1), "Equal Pay Act (MEPA), M.G.L. c. 149 § 105A"),
    Rule("Minnesota", date(2024, 1, 1), "Minn. Stat. § 363A.08"),
    Rule("Nevada", date(2021, 10, 1), "NRS 613.133", date(2021, 10, 1), "NRS 613.133"),
    Rule("New Jersey", date(2020, 1, 1), "N.J.S.A. 34:6B-20"),
    Rule(
        "New York City",
        date(2017, 10, 31),
        "Local Law 67 of 2017, NYC Admin. Code § 8-107(25)",
        date(2022, 11, 1),
        "Local Law 32 of 2022",
    ),
    Rule("New York", date(2020, 1, 6), "N.Y. Labor Law § 194-a", date(2023, 9, 17), "N.Y. Labor Law § 194-b"),
    Rule("Oregon", date(2017, 10, 6), "Equal Pay Act of 2017, ORS 652.220 and 659A.357"),
    Rule("Rhode Island", date(2023, 1, 1), "R.I. Gen. Laws § 28-6-22", date(2023, 1, 1), "R.I. Gen. Laws § 28-6-22"),
    Rule("Vermont", date(2018, 7, 1), "21 V.S.A. § 495m"),
    Rule("Washington", date(2019, 7, 28), "RCW 49.58.100", date(2023, 1, 1), "RCW 49.58.110"),
    Rule(
        "Washington, D.C.",
        date(2024, 6, 30),
        "Wage Transparency Omnibus Amendment Act of 2023",
        date(2024, 6, 30),
        "Wage Transparency Omnibus Amendment Act of 2023",
    ),
    Rule("British Columbia", date(2023, 5, 11), "Pay Transparency Act, S.B.C. 2023, c. 18"),
    Rule(
        "European Union",
        date(2026, 6, 7),
        "Directive (EU) 2023/970, art. 5(2), to be transposed by 2026-06-07",
        date(2026, 6, 7),
        "Directive (EU) 2023/970, art. 5(1)",
        "Binding through each state's own law: check whether yours has passed it.",
    ),
)

NONE = Rule("none named", None, "")

_PLACES: tuple[tuple[str, str], ...] = (
    (r"new york city|\bnyc\b|manhattan|brooklyn|^new york( \(.*)?$", "New York City"),
    (r"new york|\bny\b", "New York"),
    (
        r"california|san francisco|\bsf\b|bay area|los angeles|\bla\b|palo alto|mountain view|menlo park|san jose|"
        r"sunnyvale|cupertino|san diego|oakland|santa clara|santa monica|irvine|fremont|south san francisco|"
        r"redwood city|foster city|culver city|san mateo|san bruno|silicon valley|\bca\b",
        "California",
    ),
    (r"washington,? d\.?c|\bd\.?c\.?$", "Washington, D.C."),
    (r"seattle|bellevue|redmond|kirkland|washington|\bwa\b", "Washington"),
    (r"boston|cambridge,? ma|massachusetts|\bma\b", "Massachusetts"),
    (r"chicago|illinois|\bil\b", "Illinois"),
    (r"denver|boulder|colorado|\bco\b", "Colorado"),
    (r"new jersey|jersey city|\bnj\b", "New Jersey"),
    (r"portland|oregon|\bor\b$", "Oregon"),
    (r"minneapolis|minnesota", "Minnesota"),
    (r"baltimore|bethesda|maryland", "Maryland"),
    (r"las vegas|reno|nevada", "Nevada"),
    (r"honolulu|hawaii", "Hawaii"),
    (r"stamford|hartford|connecticut", "Connecticut"),
    (r"providence|rhode island", "Rhode Island"),
    (r"burlington,? vt|vermont", "Vermont"),
    (r"delaware|wilmington,? de", "Delaware"),
    (r"\bmaine\b", "Maine"),
    (r"vancouver|british columbia", "British Columbia"),
    (
        r"berlin|munich|hamburg|germany|paris|france|amsterdam|eindhoven|netherlands|dublin|ireland|madrid|barcelona|"
        r"spain|lisbon|portugal|stockholm|sweden|copenhagen|denmark|helsinki|finland|warsaw|krak[oó]w|poland|prague|"
        r"vienna|austria|brussels|belgium|milan|rome|italy|bucharest|romania|budapest|athens|tallinn|vilnius|"
        r"luxembourg|\beu\b|european union",
        "European Union",
    ),
)


def named(name: str) -> Rule | None:
    """The rule of a jurisdiction called by its name, whatever the case; None when the table hasn't it."""
    wanted = name.strip().casefold()
    if wanted in ("new york state",):
        wanted = "new york"
    return next((rule for rule in RULES if rule.name.casefold() == wanted), None)


def of_place(place: str) -> Rule:
    """The rule where a guide's region lies ("San Francisco", "Berlin"); NONE where the table knows none."""
    wanted = place.strip().casefold()
    if "remote" in wanted:
        return NONE
    for pattern, name in _PLACES:
        if re.search(pattern, wanted):
            return named(name) or NONE
    return NONE
