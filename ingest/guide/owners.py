"""Whose a table's figures are: columns first, then the headings above it, then the document's title, folder and
file."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.amounts.plain import plain
from ingest.guide.headers import names_level
from ingest.guide.kinds import is_title, kind_of
from ingest.guide.mapping import fold
from ingest.guide.shapes import GuideSubject
from ingest.guide.taken import LevelPay
from ingest.guide.turned import place_alone
from ingest.lexicon import titles, words
from ingest.lexicon.places import is_place, places_alone, places_in

_YEAR = re.compile(r"^\D{0,14}((?:19|20)\d\d)(?:\s?[-/–]\s?(?:\d\d|(?:20)\d\d))?(?:\s?(?:H[12]|Q[1-4]))?\D{0,14}$")
_STAGE = re.compile(
    r"^\W*(?:pre-?seed|seed|series [a-h]\+?|bootstrapped|growth(?: stage)?|late[- ]stage|early[- "
    r"]stage|public|pre-?ipo|post-?ipo|angel|scale-?up|unicorn)\b(?:[ -]stage)?(?P<rest>.{0,40})$",
    re.I,
)
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|[§#]\s?\d{1,2})\s+")
"""The number before a heading: "3.1 Engineering levels"."""


@cache
def _generic(list_: str) -> frozenset[str]:
    return frozenset(words.data("columns")[list_])


def is_generic(name: str) -> bool:
    """Whether the name of a folder, file or heading can be no company: "guides", "2025", "Annual pay scales"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name)  # "PayRanges"
    bare = re.sub(r"[\W_]+", "-", parted.casefold()).strip("-")
    if not bare or bare in _generic("no_company"):
        return True
    return all(re.fullmatch(r"\d+|v\d+|q[1-4]|fy\d+", w) or w in _generic("no_company_words") for w in bare.split("-"))


_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"}
"""Letters that no mark makes of others."""


def slug(name: str) -> str:
    """A name as folders and files write it, its letters without their marks."""
    plainly = "".join(_LETTERS.get(ch, ch) for ch in unicodedata.normalize("NFKD", name.casefold()))
    bare = "".join(ch for ch in plainly if not unicodedata.combining(ch))
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("&", " and ").replace("+", " plus ")).strip("-")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom the figures of one table belong to where its lines don't say: from headings and the document.

    fixed: the document's title or front matter names its role, so that job titles in its rows are levels of it.
    rank: the heading's job where it says a rank ("L6: Senior Manager"), which is the level of rows that have none.
    """

    subject: GuideSubject
    fixed: bool
    company: str = ""
    role: str = ""
    stage: str = ""
    valid: str = ""
    region: str = ""
    track: str = ""
    rank: str = ""

    def of(self, line: LevelPay) -> GuideSubject:
        """Company and role of a line."""
        subject = self.subject
        company = line.company or self.company
        if company:
            subject = replace(subject, company=slug(company), company_display=company)
        role = line.role or self.role
        if role and (not self.fixed or (self.role and not line.role)):
            bare = bare_role(role)
            if bare.casefold().startswith(f"{subject.company_display.casefold()} ") and subject.company_display:
                bare = bare[len(subject.company_display) + 1 :]
            subject = replace(subject, role=slug(bare), role_display=bare)
        return subject

    def level(self, line: LevelPay) -> str:
        """The level as the table writes it, with stage or track where several stand in one document."""
        beside = [part for part in (line.stage or self.stage, self.track) if part]
        if not line.level:
            return ", ".join([*([self.rank] if self.rank and not line.role else []), *beside])
        return f"{line.level} ({', '.join(beside)})" if beside else line.level


@cache
def _rank() -> re.Pattern[str]:
    """A rank, a grade or a level code in a title."""
    codes = r"mid(?:dle)?(?:[- ]level)?|entry(?:[- ]level)?|head of|i{1,3}|iv|v|[1-6]|l\d+|ic\d+|e\d+|werkstudent"
    return re.compile(rf"\b(?:{codes}|(?:{titles.rank_words(titles.of_a_title())}))(?![\w])", re.I)


_CODED = re.compile(r"^[A-Z]{1,3}\d{1,2}\s*[-–—:]\s+")
"""A level's code before a job: "P4 – Senior Product Analyst"."""


def bare_role(title: str) -> str:
    """A job without its seniority: "Senior Backend Engineer II" is a Backend Engineer. What stands in brackets counts
    where it is the title ("L5 (Senior SWE)")."""
    inner = re.search(r"[(\[]([^()\[\]]+)[)\]]", title)
    main = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", title).strip()
    main = _CODED.sub("", main) or main
    shown = inner[1] if inner and is_title(inner[1]) and not is_title(main) else main or title
    bare = " ".join(_rank().sub(" ", shown).split()).strip(" ,-–/#")
    first = bare.split(" / ")[0].strip()
    if first != bare and is_title(first):
        return first  # "Engineer / Specialist"
    return bare if is_title(bare) else shown


def owner(
    trail: Sequence[str],
    subject: GuideSubject,
    fixed: bool,
    companies: frozenset[str],
    told: Mapping[str, tuple[str, str]],
) -> Owner:
    """The owner of a table under these headings, the document's own title first. companies: headings that name one.
    told: what a mapping declares headings to be."""
    found = Owner(subject, fixed)
    for heading in trail[1:]:
        shown = _NUMBERED.sub("", plain(heading).strip(" :#*"))
        if not shown or len(shown) > 80:
            continue
        if (mapped := told.get(fold(shown))) is not None:
            change: dict[str, Any] = {mapped[0]: mapped[1]}
            found = replace(found, **change)
        elif year := _YEAR.match(shown):
            found = replace(found, valid=year[1])
        elif stage := _stage(shown):
            found = replace(found, stage=stage)
        elif shown.casefold() in companies:
            found = replace(found, company=shown)
        elif department := department_of(shown):
            found = replace(found, role="" if fixed else department, region=_bracketed(shown) or found.region)
        elif job_of_heading(shown)[0]:
            job, place = job_of_heading(shown)
            ranked = not fixed and bare_role(job) != job
            found = replace(found, role=job, rank=job if ranked else "", region=place or found.region)
        elif is_place(shown) and places_in(shown) and not re.search(r"\bguide\b", shown, re.I):
            found = replace(found, region=_bracketed(shown) or _place_beside_pay(shown) or place_alone(shown))
    return found


_LONGEST_JOB = 6
"""Words of a heading that is a job's name."""


def job_of_heading(shown: str) -> tuple[str, str]:
    """The job that a heading names and the place behind it ("Product Designer, Antwerp"), each "" for none."""
    if not is_title(shown) or kind_of(shown).component:
        return "", ""
    if len(shown.split()) > _LONGEST_JOB:  # "Data Engineer, fixed term 14 months (Geelong)"
        first, *rest = re.split(r",\s+|\s[–—-]\s|\s*[()\[\]]\s*", shown)
        places = [part for part in rest if part and places_alone(part)]
        known = is_title(first) and len(first.split()) <= _LONGEST_JOB and len(places) < 2
        return (first, "".join(places)) if known and rest else ("", "")
    job = re.sub(r"\b(?:salary|pay|bands?|ranges?|compensation)\b", "", shown, flags=re.I).strip(" -–:")
    found = re.fullmatch(r"(?P<job>[^()]+?)\s*\((?P<place>[^()]+)\)", job)
    found = found or re.fullmatch(r"(?P<job>.+?)(?:,\s+|\s[–—-]\s|\s*\()(?P<place>[^(),–—]+)\)?", job)
    named = found and is_title(found["job"]) and not is_title(found["place"]) and places_alone(found["place"])
    return (found["job"], found["place"]) if found and named else (job, "")


def _bracketed(shown: str) -> str:
    """The place that stands in brackets behind a team or job: "Engineering (Tokyo)"."""
    found = re.fullmatch(r"(?P<what>[^()\[\]]+?)\s*[(\[](?P<place>[^()\[\]]+)[)\]]", shown)
    named = (
        found is not None and places_alone(found["place"]) and (department_of(found["what"]) or is_title(found["what"]))
    )
    return found["place"] if found and named else ""


def _place_beside_pay(shown: str) -> str:
    """The place that a heading names beside words of pay: "SF Bay Area" of "Salary bands (SF Bay Area baseline)"."""
    named = sorted(places_in(shown))
    if not named or not words.pattern(words.data("columns")["of_pay"]).search(shown):
        return ""
    start, end = named[0][0], named[-1][0] + len(named[-1][1])
    alone = (
        shown[start:end].split() == " ".join(name for _, name in named).split()
    )  # "SF Bay Area", one after the other
    return shown[start:end] if alone else ""


def _stage(shown: str) -> str:
    """The stage that a heading names, alone or with words that any stage has ("Seed Stage Engineering")."""
    found = _STAGE.match(shown)
    if not found:
        return ""
    rest = _around_department().sub(" ", re.sub(r"[^\w&]+", " ", found["rest"]))
    alone = (
        not rest.split() or department_of(rest.strip()) or rest.strip().casefold() in ("round", "companies", "startups")
    )
    bare = shown[: found.start("rest")].strip(" :-–—*")
    return (bare if rest.split() else shown) if alone else ""


@cache
def _around_department() -> re.Pattern[str]:
    held = words.data("columns")
    return words.pattern([*held["of_pay"], *held["of_a_department"]])


def department_of(shown: str) -> str:
    """The department that a heading names ("Sales Department", "Product & Design Levels"), or ""."""
    bare = " ".join(_around_department().sub(" ", re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", shown)).split()).strip(" :-–—")
    parts = [part.strip() for part in re.split(r"\s(?:&|and|und|et|y|e|en)\s|/|,", bare) if part.strip()]
    known = words.data("columns")["departments"]
    return bare if parts and all(part.casefold() in known for part in parts) else ""


def named_companies(headings: Sequence[str], known: re.Pattern[str], sure: bool) -> frozenset[str]:
    """Headings (folded) over tables of pay that name a company: well-known ones, or all of several alike ones."""
    shown = [plain(h).strip(" :#*") for h in headings]
    of_known = {
        s.casefold()
        for s in shown
        if (m := known.search(s)) and len(s) <= len(m.group()) + 12 and not kind_of(s).component
    }
    if sure or len(set(shown)) < 2:
        return frozenset(of_known) if len(of_known) > 1 or not sure else frozenset()
    alike = [s for s in shown if _may_be_company(s)]
    return frozenset({s.casefold() for s in alike} | of_known) if len(alike) == len(shown) else frozenset(of_known)


_IN_FRONT = re.compile(r"(?P<mark>[*_]{1,2})(?P<name>[^*_]{2,40})(?P=mark)(?:['’]s)?\s+[a-zà-ÿ]")
"""A name set apart at the beginning of a paragraph whose sentence goes on behind it: "*Ferrous Cloud* put its ..."."""


def companies_in_front(lines: Sequence[str]) -> dict[int, str]:
    """The company of each line (1-based) of paragraphs that begin with its name set apart, where several do."""
    found: dict[int, str] = {}
    mine = ""
    for number, line in enumerate(lines, start=1):
        if not line.strip() or not mine:
            begun = _IN_FRONT.match(line.lstrip("-*+• ") if line[:2] in ("- ", "* ", "+ ", "• ") else line)
            mine = begun["name"].strip() if begun and _may_be_company(begun["name"].strip()) else ""
        if mine and line.strip():
            found[number] = mine
    return found if len(set(found.values())) > 1 else {}


def _may_be_company(shown: str) -> bool:
    kind = kind_of(shown)
    return (
        bool(re.fullmatch(r"[A-Z0-9][\w&.'’ -]{1,40}",
        shown)) and not (kind.component or kind.part or kind.bound or kind.other)
        and not (_YEAR.match(shown) or _stage(shown) or is_place(shown) or is_title(shown) or names_level(
            shown) or is_generic(shown))
        and len(shown.split()) <= 3 and not department_of(shown) and shown.casefold() not in _NO_COMPANIES
        and shown.rsplit(maxsplit=1)[-1].casefold() not in words.data("columns")["of_a_department"]
    )  # fmt: skip


_NO_COMPANIES = frozenset("overview individual contributors managers technical ic technology".split())
