"""Whose a table's figures are: columns first, then the headings above it, then the document's title, folder and
file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.amounts.plain import plain
from ingest.guide.headers import names_level
from ingest.guide.kinds import is_title, kind_of
from ingest.guide.mapping import fold
from ingest.guide.shapes import Subject
from ingest.guide.taken import Line
from ingest.lexicon import titles, words
from ingest.lexicon.places import is_place, places_in

_YEAR = re.compile(r"^\D{0,14}((?:19|20)\d\d)(?:\s?[-/–]\s?(?:\d\d|(?:20)\d\d))?(?:\s?(?:H[12]|Q[1-4]))?\D{0,14}$")
_STAGE = re.compile(
    r"^\W*(?:pre-?seed|seed|series [a-h]\+?|bootstrapped|growth(?: stage)?|late[- ]stage|early[- "
    r"]stage|public|pre-?ipo|post-?ipo|angel|scale-?up|unicorn)\b(?: stage| round| companies| startups)?\W*$",
    re.I,
)


@cache
def _generic() -> frozenset[str]:
    return frozenset(words.data("columns")["no_company"])


def is_generic(name: str) -> bool:
    """Whether the name of a folder, file or heading can be no company: "guides", "README", "2025"."""
    bare = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    return not bare or bare in _generic() or bool(re.fullmatch(r"[\d-]+|v\d+|q[1-4]|fy\d+", bare))


def slug(name: str) -> str:
    """A name as folders and files write it."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("&", " and ").replace("+", " plus ")).strip("-")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom the figures of one table belong to where its lines don't say: from headings and the document.

    fixed: the document's title or front matter names its role, so that job titles in its rows are levels of it.
    """

    subject: Subject
    fixed: bool
    company: str = ""
    role: str = ""
    stage: str = ""
    valid: str = ""
    region: str = ""
    track: str = ""

    def of(self, line: Line) -> Subject:
        """Company and role of a line."""
        subject = self.subject
        company = line.company or self.company
        if company:
            subject = replace(subject, company=slug(company), company_display=company)
        role = line.role or self.role
        if role and (not self.fixed or (self.role and not line.role)):
            bare = _bare_role(role)
            subject = replace(subject, role=slug(bare), role_display=bare)
        return subject

    def level(self, line: Line) -> str:
        """The level as the table writes it, with stage or track where several stand in one document."""
        beside = [part for part in (line.stage or self.stage, self.track) if part]
        if not line.level:
            return ", ".join(beside)
        return f"{line.level} ({', '.join(beside)})" if beside else line.level


@cache
def _rank() -> re.Pattern[str]:
    """A rank, a grade or a level code in a title."""
    codes = r"mid(?:dle)?(?:[- ]level)?|entry(?:[- ]level)?|head of|i{1,3}|iv|v|[1-6]|l\d+|ic\d+|e\d+|werkstudent"
    return re.compile(rf"\b(?:{codes}|(?:{titles.rank_words(titles.of_a_title())}))(?![\w])", re.I)


def _bare_role(title: str) -> str:
    """A job without its seniority: "Senior Backend Engineer II" is a Backend Engineer. What stands in brackets counts
    where it is the title ("L5 (Senior SWE)")."""
    inner = re.search(r"[(\[]([^()\[\]]+)[)\]]", title)
    main = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", title).strip()
    shown = inner[1] if inner and is_title(inner[1]) and not is_title(main) else main or title
    bare = " ".join(_rank().sub(" ", shown).split()).strip(" ,-–/")
    return bare if is_title(bare) else shown


def owner(
    trail: Sequence[str], subject: Subject, fixed: bool, companies: frozenset[str], told: Mapping[str, tuple[str, str]]
) -> Owner:
    """The owner of a table under these headings, the document's own title first. companies: headings that name one.
    told: what a mapping declares headings to be."""
    found = Owner(subject, fixed)
    for heading in trail[1:]:
        shown = plain(heading).strip(" :#*")
        if not shown or len(shown) > 80:
            continue
        if (mapped := told.get(fold(shown))) is not None:
            change: dict[str, Any] = {mapped[0]: mapped[1]}
            found = replace(found, **change)
        elif year := _YEAR.match(shown):
            found = replace(found, valid=year[1])
        elif _STAGE.match(shown):
            found = replace(found, stage=shown)
        elif shown.casefold() in companies:
            found = replace(found, company=shown)
        elif is_title(shown) and len(shown.split()) <= 6 and not kind_of(shown).component:
            found = replace(
                found,
                role=re.sub(r"\b(?:salary|pay|bands?|ranges?|compensation)\b", "", shown, flags=re.I).strip(" -–:"),
            )
        elif is_place(shown) and places_in(shown) and not re.search(r"\bguide\b", shown, re.I):
            found = replace(found, region=shown)
    return found


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


def _may_be_company(shown: str) -> bool:
    kind = kind_of(shown)
    return (
        bool(re.fullmatch(r"[A-Z0-9][\w&.'’ -]{1,40}",
        shown)) and not (kind.component or kind.part or kind.bound or kind.other)
        and not (_YEAR.match(shown) or _STAGE.match(shown) or is_place(shown) or is_title(shown) or names_level(
            shown) or is_generic(shown))
        and len(shown.split()) <= 3 and shown.casefold() not in _DEPARTMENTS
    )  # fmt: skip


_DEPARTMENTS = frozenset(
    "engineering product design marketing sales support operations finance legal people data security it research "
    "management leadership overview levels ladder track tracks individual contributors"
    " managers technical ic management track technology".split()
)
