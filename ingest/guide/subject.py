"""Whose guide a document is: front matter, then its title, then its folder and file, unless these name no company."""

import re
from itertools import takewhile
from pathlib import PurePosixPath

from ingest.amounts.plain import plain
from ingest.guide import meta as front
from ingest.guide.kinds import is_title
from ingest.guide.mapping import Declared
from ingest.guide.owners import department_of, is_generic, slug
from ingest.guide.shapes import GuideSubject
from ingest.guide.structure import Document
from ingest.lexicon import words
from ingest.lexicon.companies import ends as company_ends
from ingest.lexicon.places import is_place

_TITLE = re.compile(
    r"^(?P<role>.+?)\s*(?:\||—|–|\s-\s|:|\bat\b|@)\s*(?P<company>.+?)\s*(?:(?:Global|Complete|Ultimate|Full|Salary|"
    r"Compensation|Comp|Offer)\s+)*"
    r"(?:Negotiation|Negotiating|Compensation|Salary|Offer)\s*(?:Guide|Playbook|Handbook|Strategy)?\s*(?:\(.*\)|"
    r"\d{4})?\s*$",
    re.I,
)


def subject_of(document: Document, path: str, told: Declared, root: str = "") -> GuideSubject:
    """Company and role of a document. root: the name of the ingested folder, for files whose own folder names
    nothing."""
    meta = document.meta
    if front.text(meta.get("kind")) == "general":
        return GuideSubject("", "", "", "", path)
    parts = PurePosixPath(path)
    folder = _folder(parts)
    stem = slug(_EXPORTED.sub("", parts.stem))
    role_in = ""
    role_shown, company_shown = _names(document.title, folder, stem)
    if is_generic(company_shown):
        role_shown, company_shown = "", ""  # "Engineering salary guide": what it is about, no company
    said = "" if company_shown else _said(document)
    above = ""
    if (is_generic(folder) or is_place(folder.replace("-", " "))) and not (company_shown or said):
        role_shown, company_shown = _plainly(document.title)
        above = "" if company_shown else _above(parts, root)
        folder = above if above not in ("", slug(root)) else folder
    if not (company_shown or said):
        role_in, company_shown = _beside_pay(document.title, folder)
        role_shown = role_shown or role_in
    folder = folder if company_shown else above or folder
    company_shown = company_shown or said
    named = bool(company_shown)
    job, whole = ("", "") if named else _named_by_folder(document, folder)
    role_shown, company_shown = role_shown or job, company_shown or whole
    company_display = front.text(meta.get("company_display")) or told.company or company_shown
    role_display = front.text(meta.get("role_display")) or told.role or role_shown
    company = slug(front.text(meta.get("company")) or told.company or "")
    posted = front.text(meta.get("title")) or ""
    if front.text(meta.get("company")) and not meta.get("role") and is_title(posted) and len(posted.split()) < 7:
        role_display = role_display or posted
        role_in = role_in or posted
    role = slug(front.text(meta.get("role")) or told.role or "")
    laid_out = bool(folder) and (not named or _akin(folder, slug(company_shown)) or _akin(stem, slug(role_shown)))
    if said or (named and is_generic(folder)):
        laid_out = False
    if not company:
        company = folder if laid_out else slug(company_shown)
    if not role and role_in:
        role = slug(role_in)
    if not role:
        role = stem if laid_out or not role_shown else slug(re.sub(r"\([^()]*\)", " ", role_shown))
    if named and company.startswith(slug(company_shown) + "-") and not meta.get("company_display"):
        # "plaid-identity" beside "plaid": the title alone would give two companies one name.
        company_display = f"{company_shown} {_words(company[len(slug(company_shown)) + 1 :])}"
    if role == stem and (_no_job(stem) or _is_a_heading(stem) or is_generic(_EXPORTED.sub("", parts.stem))):
        # "pay" and "india" are no jobs: the one that the title names, or else every role.
        job = _job_in(document.title) or "All roles"
        role, role_display = slug(job), job
    sure = named or bool(front.text(meta.get("company"))) or bool(told.company)
    return GuideSubject(company, company_display or _words(company), role, role_display or _words(role), path, sure)


_EXPORTED = re.compile(r"[ _-](?=[a-f]*\d)[0-9a-f]{5,32}$")
"""What Notion and Confluence put behind a page's name when they export it."""


def _named_by_folder(document: Document, folder: str) -> tuple[str, str]:
    """Job and company of the title, else of the first line, that names the folder's company."""
    told_by = (document.title, _first_line(document))
    return next((found for one in told_by if any(found := _of_folder(one, folder))), ("", ""))


def _of_folder(title: str, folder: str) -> tuple[str, str]:
    """The job and the company's whole name of a title that names the folder's company: "Analyst @ Kestrel Capital" in
    kestrel; ("", "") where it doesn't, and no name where it is the folder's own."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", title)
    parts = [part.strip(" .:") for part in re.split(r"\s+[-|–—@]\s+|\s*[:|–—@,]\s+|\s(?:at|bei|chez)\s", bare)]
    own = next((name for part in parts if folder and _begins_with(name := _capitals(part), folder)), "")
    if not own:
        return "", ""
    job = next((part for part in parts if not part.startswith(own) and is_title(part) and len(part.split()) < 6), "")
    return job, own if slug(own) != folder else ""


def _first_line(document: Document) -> str:
    """The first line of text above the first table: a sheet's or a plain text's own title."""
    first = min((table.header.line for table in document.tables), default=8)
    return next((plain(one) for one in document.lines[: first - 1] if one.strip() and one[:1] not in "#|<"), "")[:120]


def _capitals(shown: str) -> str:
    """The words that a text begins with in capitals: "Marlow Health" of "Marlow Health levels"."""
    return " ".join(takewhile(_written_as_name, shown.split()))


def _begins_with(name: str, folder: str) -> bool:
    """Whether a name is the folder's, alone or with more that is no job, place, department or word of pay."""
    rest = slug(name).removeprefix(folder)
    if rest == slug(name) or len(name.split()) > 4 or not _written_as_name(name):
        return False
    after = rest.strip("-").replace("-", " ")
    if not after:
        return True
    named = after.split()[-1] in company_ends()
    return (
        rest[0] == "-"
        and (named or not is_generic(after))
        and not (is_title(after) or is_place(after) or department_of(after))
    )


def _said(document: Document) -> str:
    """The company that a line of its own names before the first table ("Company: Shelduck"), as exports have it."""
    first = min((table.header.line for table in document.tables), default=40)
    label = words.column("company_said").pattern
    for line in document.lines[: min(first, 40)]:
        bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", line)
        found = re.fullmatch(rf"[\s*-]*(?:{label})\**\s*:\**\s*([A-Z0-9][\w&.'’ -]{{1,40}})\**\s*", bare, re.I)
        if found and not is_generic(found[1]):
            return found[1].strip()
    return ""


def _no_job(stem: str) -> bool:
    """Whether a file's name names no job: "pay", "india"; "global-platform-engineer" does."""
    rest = "-".join(word for word in stem.split("-") if not is_generic(word))
    of_pay = rest != stem and 0 < len(rest) < 4 and not is_title(rest.replace("-", " "))  # "sg-bands"
    return (
        is_generic(stem)
        or of_pay
        or (is_place(stem.replace("-", " ")) and not is_title(stem.replace("-", " ")) and len(stem.split("-")) < 3)
    )


def _is_a_heading(stem: str) -> bool:
    """Whether a file's name is words and a year of which none names a job: "quant-offers-2026"."""
    words_ = stem.split("-")
    return len(words_) > 2 and words_[-1].isdigit() and not is_title(stem.replace("-", " "))


def is_fixed(document: Document, subject: GuideSubject, told: Declared) -> bool:
    """Whether the document is about one role, so that job titles in its tables are levels of it."""
    stated = bool(front.text(document.meta.get("role")) or told.role)
    return stated or (
        not _of_several_jobs(document)
        and (subject.role != "all-roles" and not is_generic(subject.role) and is_title(subject.role_display))
    )


def _of_several_jobs(document: Document) -> bool:
    """Whether headings of one depth over the document's tables name different jobs, its first one among them: sheets of
    a workbook."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    over = [next((b for b in reversed(headings) if b.start < t.header.line), None) for t in document.tables]
    held = [one for one in over if one is not None and one.depth == headings[0].depth]
    jobs = {plain(one.text) for one in held if is_title(plain(one.text))}
    return len(jobs) > 1 and len(held) == len(over) and plain(headings[0].text) in jobs


def _above(parts: PurePosixPath, root: str) -> str:
    """The nearest folder above that can be a company's name, the ingested one last. Far below the ingested folder it is
    the outermost: what stands between is how a company files its papers."""
    held = [_EXPORTED.sub("", name) for name in parts.parent.parts]
    above = [*(held if len(held) > _FILED_DEEP else held[::-1]), root]
    return next((slug(name) for name in above if name and not is_generic(name)), "") if root else ""


def _folder(parts: PurePosixPath) -> str:
    """The folder that a file is in; the one above it whose name it ends with ("acme/working-at-acme")."""
    held = [slug(_EXPORTED.sub("", name)) for name in parts.parent.parts]
    own = held[-1] if held else ""
    named = (above for above in held[:-1] if not is_generic(above) and own.endswith(f"-{above}"))
    return next(named, own)


_FILED_DEEP = 2
"""Folders below the ingested one from which on they are a company's own, not companies."""


_AT = re.compile(
    r"^(?P<role>.{2,60}?)\s+(?:at|@|bei|chez|en|na|no|presso|bij)\s+(?P<company>[A-Z0-9][\w&.'’ -]{1,40})$"
)
_PAY_OF = re.compile(
    r"^(?P<company>[A-Z0-9][\w&.'’-]*(?: [A-Z0-9][\w&.'’-]*){0,3})(?:['’]s)?\s+(?:pay|compensation|salar(?:y|ies)|"
    r"salary bands|pay bands|levels|total rewards|remuneration|gehälter|salaires)"
    r"(?: (?:bands?|ranges?|guide|handbook|framework|policy|structure|philosophy))?(?: \d{4})?$",
    re.I,
)


_PAY_AT = re.compile(
    r"^(?:the )?(?:pay|compensation|salar(?:y|ies)|salary bands|pay bands|total rewards|remuneration|gehälter|gehalt|"
    r"salaires|rémunération|salarios|salários|remuneração|retribución|salarissen|faixas salariais|bandas salariales|"
    r"política salarial|politique salariale|grille salariale|gehaltsbänder|lohnbänder|vergütung|"
    r"salarisschalen)(?: (?:bands?|ranges?|levels|framework|policy|structure|philosophy))? "
    r"(?:at|@|of|bei|chez|en|na|no|bij|presso|de|da|der) "
    r"(?P<company>[A-Z0-9][\w&.'’ -]{1,40})$",
    re.I,
)


def _plainly(title: str) -> tuple[str, str]:
    """Role and company of a title that says no more: "Senior Engineer at Acme", "Acme pay"; ("", "") for others."""
    found = _AT.match(title)
    if found and is_title(found["role"]) and not is_generic(found["company"]):
        return found["role"].strip(), found["company"].strip()
    pay = _PAY_OF.match(title) or _PAY_AT.match(title)
    if not pay or not _written_as_name(pay["company"]) or is_generic(pay["company"]):
        return "", ""
    return "", pay["company"]


def _written_as_name(shown: str) -> bool:
    """Whether every word but small ones begins with a capital: "Weights & Biases", not "How we set"."""
    return all(word[:1].isupper() or word[:1].isdigit() or word in _IN_NAMES for word in shown.split())


_IN_NAMES = ("of", "and", "&", "for", "the", "de", "du", "und")


def _beside_pay(title: str, folder: str) -> tuple[str, str]:
    """Role and company of a title whose other half speaks of pay alone: "Acme Labs - Salary Structure",
    "Job Description - Data Engineer"."""
    halves = [half.strip() for half in re.split(r"\s+[-|–—]\s+|\s*[:–—|]\s+", title, maxsplit=1)]
    if len(halves) < 2 or is_generic(halves[0]) == is_generic(halves[1]):
        return "", ""
    name = halves[1] if is_generic(halves[0]) else halves[0]
    if is_title(name):
        return (name, "") if len(name.split()) < 7 else ("", "")
    known = name.split()[-1].casefold().rstrip(".") in company_ends() or _akin(folder, slug(name))
    written = _written_as_name(name)
    first = name == halves[0] and (is_generic(folder) or not folder)
    return ("", name) if written and len(name.split()) < 5 and (known or first) and not is_place(name) else ("", "")


def _job_in(title: str) -> str:
    """The job that a title names inside a sentence: "What big firms pay a software engineer" is about that one."""
    title = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", title)
    words = re.findall(r"[\w+#-]+", title)
    if is_title(title) and len(words) < _LONG and not _SMALL & {word.casefold() for word in words}:
        return title
    for i, word in enumerate(words):
        if is_title(word) and not re.match(r"(?:support|coach|qa|engineering)$", word, re.I):
            before = words[i - 1] if i else ""
            lead = "" if before.casefold() in _SMALL else f"{before} "
            return f"{lead}{word}".strip().title()
    return ""


_LONG = 6
"""Words of a title that is more than a job's name."""
_SMALL = frozenset(
    "a an the for of pay pays our what to in at and or your every all how is are ein eine der die das un une le la "
    "el los".split()
)


_BARE = re.compile(
    r"(?:the\s+)?(?:complete|ultimate|global|full)?\s*(?:salary|compensation|comp|offer)?\s*(?:negotiation|"
    r"negotiating)\s*(?:guide|playbook|handbook)",
    re.I,
)


def _names(title: str, folder: str, stem: str) -> tuple[str, str]:
    """Role and company as a title shows them, in either order where folder or file tells; ("", "") where it shows
    none."""
    shown = re.sub(rf"^\s*{_BARE.pattern}\s*(?:for|[:|—–-])\s*", "", title, flags=re.I) if _BARE.match(title) else ""
    found = _TITLE.match(title) or (
        re.match(r"(?P<role>.+?)\s*(?:\||—|–|\s-\s|\bat\b|@)\s*(?P<company>.+)$", shown) if shown else None
    )
    if not found:
        return "", ""
    role, company = found["role"].strip(" :|—–-"), found["company"].strip(" :|—–-")
    if folder and _akin(folder, slug(role)) and not _akin(folder, slug(company)):
        role, company = company, role
    return role, company


def _akin(a: str, b: str) -> bool:
    """True when two slugs name the same thing: they share a word, or one's letters begin the other."""
    if not a or not b:
        return False
    bare_a, bare_b = a.replace("-", ""), b.replace("-", "")
    return bool(set(a.split("-")) & set(b.split("-"))) or bare_a.startswith(bare_b) or bare_b.startswith(bare_a)


def _words(name: str) -> str:
    return " ".join(w.capitalize() for w in name.split("-"))
