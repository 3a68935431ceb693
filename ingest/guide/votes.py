"""Whose a document is that says so nowhere outright: every place where a company's name can stand is a vote for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath

from ingest.amounts.plain import plain
from ingest.amounts.signs import CODES
from ingest.guide.kinds import is_title
from ingest.guide.owners import department_of, is_generic, slug
from ingest.guide.shapes import GuideSubject
from ingest.guide.structure import Document
from ingest.lexicon import words
from ingest.lexicon.companies import is_employer, legal
from ingest.lexicon.frequent import is_english, is_frequent
from ingest.lexicon.places import is_place, places_alone, places_in

TITLED, TOPPED, LED, MENTIONED, ADDRESSED, FILED, STEM, ABOVE, ENDED = 2.0, 1.5, 1.0, 0.5, 1.5, 2.0, 1.5, 1.0, 1.0
"""What a vote counts: a name in the title, in a line of its own at the top, behind "at" or before "pays", anywhere else
in capitals, in an address of mail, in the name of its folder, of the file, of a folder above, and a form of law."""
ENOUGH = 2.0
"""Votes from which on a name counts; fewer are a word in capitals."""
_SAID = 2
"""Sentences that count for one name; more of them are one company's talk of another."""
_LINES = 400
_TOKEN = re.compile(
    r"\b[a-zà-ÿ]['’](?=[^\W\d_]{2})|[A-Z][a-z]{1,2}\.(?=\s[A-Z])|[^\W_](?:[\w.+’'-]*[^\W_])?|&|@|[^\w\s]"
)
_ADDRESS = re.compile(r"(?:@|https?://(?:www\.)?)([a-z0-9-]{2,40})(?:\.[a-z]{2,12}){1,3}\b")


@dataclass(slots=True)
class Name:
    """A name as it is written, and the votes for it. stands: somewhere that a name stands, not only in a sentence."""

    shown: str
    votes: float = 0.0
    said: float = 0.0
    stands: bool = False
    forms: list[str] = field(default_factory=list)


def voted(subject: GuideSubject, document: Document, path: str, root: str, titled: str = "") -> GuideSubject:
    """The subject with the company that most of its document speaks for, where that is another, or a longer name, than
    its folder's. A document that names its company outright keeps it. titled: what the file calls itself outside its
    text, as pages do."""
    if subject.sure:
        return subject
    names = _names(document, titled)
    filed, stem = _filed(path, root), slug(PurePosixPath(path).stem)
    for name in names:
        name.votes += name.said + sum(weight for other, weight in filed if akin(slug(name.shown), other))
        if stem == slug(name.shown):
            name.votes -= STEM  # a file that is called as its title says nothing more than that
    mine = max((weight for other, weight in filed if akin(subject.company, other)), default=0.0)
    lone = mine <= ABOVE
    best = _chosen(names, lone) or (_of_file(path) if lone else None)
    if best is None:
        return subject
    found = slug(best.shown)
    if akin(subject.company, found):
        return replace(subject, company_display=best.shown) if found.startswith(subject.company) else subject
    return subject if best.votes <= mine else _under(subject, best, path, document.title)


def _chosen(names: Sequence[Name], lone: bool) -> Name | None:
    """The name with most votes. lone: no folder names a company, so that one named only in sentences will do, where no
    other is as much."""
    standing = max((one for one in names if one.stands), key=lambda one: one.votes, default=None)
    if standing is not None and standing.votes >= (LED if lone else ENOUGH):
        return standing
    ranked = sorted(names, key=lambda one: -one.votes)
    alone = ranked and ranked[0].votes >= LED and all(one.votes < ranked[0].votes for one in ranked[1:])
    return ranked[0] if lone and alone and _rare(ranked[0].shown) == 1.0 else None


def _of_file(path: str) -> Name | None:
    """The company that a file's name tells where nothing else does: "halvorsen_pay_ranges.csv"."""
    bare = _bare(slug(_EXPORTED.sub("", PurePosixPath(path).stem)))
    shown = " ".join(word.capitalize() for word in bare.split("-"))
    if not _may_be(shown) or _rare(shown) < 1.0 or is_title(shown):
        return None
    return Name(shown, STEM, stands=True)


_EXPORTED = re.compile(r"[ _-](?=[a-f]*\d)[0-9a-f]{5,32}$")


def _under(subject: GuideSubject, best: Name, path: str, titled: str) -> GuideSubject:
    """The subject as the named company's, without what its role has of the name."""
    found = replace(subject, company=slug(best.shown), company_display=best.shown)
    stem = slug(PurePosixPath(path).stem)
    if subject.role == stem and (job := _job_beside(best.shown, titled)):
        return replace(found, role=slug(job), role_display=job)
    rest = "-".join(one for one in subject.role.split("-") if one not in found.company.split("-"))
    if subject.role in ("all-roles", rest):
        return found
    if not rest or is_generic(rest) or (subject.role != stem and not is_title(rest.replace("-", " "))):
        return replace(found, role="all-roles", role_display="All roles")
    return replace(found, role=rest, role_display=" ".join(one.capitalize() for one in rest.split("-")))


def _job_beside(name: str, title: str) -> str:
    """The job that a title names in a part of its own beside the company: "QA Tester – Ottermere Software"."""
    parts = [part.strip() for part in _PARTS.split(plain(title))]
    return next((one for one in parts if name not in one and is_title(one) and len(one.split()) < 6), "")


def akin(one: str, other: str) -> bool:
    """Whether one name, as folders write it, is the other or what it begins with: "duero" and "duero-sistemas"."""
    a, b = one.replace("-", ""), other.replace("-", "")
    return bool(a and b) and (a == b or (min(len(a), len(b)) > 2 and (_begins(one, other) or _begins(other, one))))


def _begins(whole: str, part: str) -> bool:
    return whole.split("-")[: len(part.split("-"))] == part.split("-")


# --- what the path says
def _filed(path: str, root: str) -> list[tuple[str, float]]:
    """What folders and file are called, with the weight of each as a company's name, their words of filing left out."""
    parts = PurePosixPath(path)
    held = [one for name in parts.parent.parts[::-1] if (one := _bare(name))]
    found = [(one, FILED if i == 0 else ABOVE) for i, one in enumerate(held)]
    stem = slug(parts.stem)
    return [*found, *([(_bare(root), ABOVE)] if _bare(root) else []), (_bare(stem) or stem, STEM)]


def _bare(name: str) -> str:
    """A folder's or file's name without words of filing at its ends: "acme-labs" of "acme-labs-remuneration"."""
    left = slug(name).split("-")
    while left and is_generic(left[-1]):
        left.pop()
    while left and is_generic(left[0]):
        left.pop(0)
    return "-".join(left)


# --- what the text says
def _names(document: Document, titled: str) -> list[Name]:
    """Every name that the document may be of, the forms of one together under the longest that stands somewhere.
    titled: what the file calls itself outside its text."""
    found: dict[str, Name] = {}

    def vote(shown: str, weight: float, stands: bool) -> None:
        one = found.setdefault(slug(shown), Name(shown))
        one.stands = one.stands or stands
        if stands:
            one.votes = max(one.votes, weight)
        else:
            one.said = min(one.said + weight, LED * _SAID)

    lower = " ".join(line for line in document.lines if line).casefold()
    top = [document.title, *_top(document)]
    for at, line in enumerate([*top, titled]):
        for shown, led in _runs(line):
            if (_may_be(shown) or (at == 0 and _named_beside_pay(shown, line))) and (
                _alone(shown, line, at in (0, len(top))) or (led and at == 0)
            ):
                sure = 1.0 if led >= LED or not _in_part(shown, line) else _rare(shown)
                weight = TITLED if at in (0, len(top)) else TOPPED
                vote(shown, weight * sure + ENDED * _ends(shown), stands=True)
    for line in document.lines[:_LINES]:
        told = plain(line.lstrip("# "))
        for shown, led in _runs(line) if len(line) < 1_000 and "|" not in line else ():
            if (slug(shown) in found and told not in top) or (led and told != document.title and _may_be(shown)):
                vote(shown, led or MENTIONED, stands=False)
    addressed = {name for name in _ADDRESS.findall(lower) if name not in _listed("nobodys")}
    for key, one in found.items():
        one.votes += ADDRESSED * any(akin(key, slug(name)) or key.replace("-", "") == name for name in addressed)
    return _joined(list(found.values()))


def _joined(names: list[Name]) -> list[Name]:
    """Names of which one begins the other as one, under the longer that stands somewhere."""
    names.sort(key=lambda one: (-one.stands, -len(one.shown)))
    kept: list[Name] = []
    for one in names:
        whole = next((name for name in kept if akin(slug(name.shown), slug(one.shown))), None)
        if whole is None:
            kept.append(one)
        else:
            whole.votes, whole.said = max(whole.votes, one.votes), min(whole.said + one.said, LED * _SAID)
    return kept


def _top(document: Document) -> list[str]:
    """The first sentences of the lines above the first table, at most four that are short and no list or heading."""
    first = min((table.header.line for table in document.tables), default=9)
    above = [line for line in document.lines[: first - 1] if line.strip() and not _NO_TEXT.match(line)]
    said = [re.split(r"(?<=[^\W\d_]{3}\.)\s", plain(line).strip(" *_"))[0] for line in above]
    return [line for line in said if len(line) < 90][:4]


_NO_TEXT = re.compile(r"\s*(?:[|<>#]|[-*+]\s)")


def _runs(line: str) -> Iterator[tuple[str, float]]:
    """Each run of words in capitals of a line, words of pay and numbers at its ends left out, with what it counts by
    where it stands: most behind "at" and before "'s", half behind a word that stands before much else, else nothing."""
    tokens = _TOKEN.findall(plain(line))
    run: list[str] = []
    before = ""
    for at, (token, after) in enumerate(pairwise([*tokens, "", ""])):
        capital = token[:1].isupper() or (token[:1].isdigit() and bool(run))
        inside = bool(run) and token.casefold() in _listed("inside") and after[:1].isupper()
        inside = inside or (bool(run) and "." in token and token.casefold().strip(".") in legal())
        if capital or inside:
            before = before if run else (tokens[at - 1] if at else "")
            run.append(token)
            continue
        if run and (shown := _cut(run)):
            sure = run[-1][-2:] in ("'s", "’s") or token.casefold() in _listed("behind")
            yield shown, LED if sure else _leads(before)
        run = []


def _leads(before: str) -> float:
    if before.casefold() not in _listed("before"):
        return 0.0
    return MENTIONED if before.casefold() in _listed("loosely_before") else LED


def _cut(run: Sequence[str]) -> str:
    """A run without what is no name at its ends: words of pay and of filing, jobs, places, levels, numbers."""
    left = [re.sub(r"(?:'s|’s|’|')$", "", word) for word in run]
    while left and (_at_an_end(left[0]) or left[0].casefold() in _listed("inside")):
        left.pop(0)
    while left and _at_an_end(left[-1]) and not _ends_a_name(left):
        left.pop()
    return " ".join(left).strip(" .")


def _ends_a_name(run: Sequence[str]) -> bool:
    """Whether the last word of a run is how names of companies end, filing as it may be: "Marlpit Consulting"."""
    if len(run) < 2 or run[-1].casefold() not in _listed("ends") or run[-1].casefold() in _listed("of_pay_too"):
        return False
    return not _at_an_end(run[-2]) and not all(is_english(word.casefold()) for word in run[:-1])


def _at_an_end(word: str) -> bool:
    bare = word.casefold().strip(".")
    filing = is_generic(bare) and bare not in legal()
    return filing or bare in _listed("inside") or bool(re.fullmatch(r"[A-Z]{0,3}\d+(?:/[A-Z]?\d+)?", word))


def _may_be(shown: str) -> bool:
    """Whether a run can be a company's name: no job, place, department or everyday words alone."""
    bare = shown.casefold()
    if len(shown) < 2 or len(_without_law(shown)) > 5 or is_generic(shown) or department_of(shown):
        return False
    if is_employer(bare):
        return True
    if (is_place(shown) and places_in(shown)) or places_alone(shown) or shown in CODES:
        return False
    parts = re.findall(r"[^\W\d_]+", " ".join(_without_law(bare)))
    ended = _ends(shown) or (len(parts) > 1 and parts[-1] in _listed("ends"))
    named = [one for one in parts if not is_frequent(one)] or (parts if ended else [])
    of_a_job = is_title(shown) and (_is_a_job(parts[-1]) or not [one for one in named if not is_title(one)])
    return bool(named) and not of_a_job and bare not in words.data("columns")["surveyors"]


def _is_a_job(last: str) -> bool:
    """Whether the last word of a name is what one job is called and people or firms are not: the "engineer" of "Backend
    Engineer", not the "baker" of "Hart Baker" or the "surveyors" of "Quill Surveyors"."""
    return not last.endswith("s") and bool(words.pattern(words.data("titles")["in_a_title"]).fullmatch(last))


def _named_beside_pay(shown: str, title: str) -> bool:
    """Whether a title's first part is a name of several words, everyday ones or not, and what follows is of pay or
    filing: "Orchard Lane AI" of "Orchard Lane AI - candidate FAQ"."""
    first, *rest = [part.strip() for part in _PARTS.split(plain(title)) if part.strip()]
    if first != shown or len(shown.split()) < 2 or not rest or is_title(shown) or department_of(shown):
        return False
    if is_generic(shown) or is_place(shown) or not all(word[:1].isupper() or word in "&" for word in shown.split()):
        return False
    return any(is_generic(word) or words.column("of_pay").search(word) for part in rest for word in part.split())


def _in_part(shown: str, line: str) -> bool:
    """Whether a name stands in a line beside other words, not set apart from them by a dash or colon."""
    parts = [part.strip() for part in _PARTS.split(plain(line))]
    return len(parts) < 2 or shown not in parts


def _rare(shown: str) -> float:
    """How much a name counts by its words alone: half where all of them are English words, if seldom ones."""
    known = is_employer(shown.casefold())
    return 1.0 if known or not all(is_english(one) for one in re.findall(r"[^\W\d_]+", shown.casefold())) else 0.5


_PARTS = re.compile(r"\s+[-|–—@/]\s+|\s*[:|–—,;]\s+|[()\[\]]")
"""What sets the parts of a title apart."""


_BESIDE = 2
"""Words that may stand beside a name in a line that is no title."""


def _alone(shown: str, line: str, titled: bool) -> bool:
    """Whether a name is all that a line, or a part of it between dashes or colons, says, words of pay, jobs and places
    beside it left out. titled: the line is a title, which says more of one thing."""
    for part in _PARTS.split(plain(line)):
        if shown in part:
            rest = [word for word in re.findall(r"[^\W_]+", part.replace(shown, " ", 1))]
            return (titled or len(rest) <= _BESIDE) and all(
                _at_an_end(word) or is_title(word) or not is_frequent_verb(word) for word in rest
            )
    return False


def is_frequent_verb(word: str) -> bool:
    """Whether a word is one of those that hold a sentence together, so that what stands before it is no title."""
    folded = word.casefold()
    small = folded in _listed("before") or folded in _listed("inside")
    return folded in words.data("ordinary")["en"].split() and not is_generic(folded) and not small


def _without_law(shown: str) -> list[str]:
    """A name's words without forms of law and what joins them at its end: of "Rapsfeld GmbH & Co. KG" the first."""
    left = shown.split()
    while left and (left[-1].casefold().strip(".") in legal() or left[-1] == "&"):
        left.pop()
    return left


def _ends(shown: str) -> bool:
    """Whether a name ends in a form of law ("LLP", "GmbH")."""
    return shown.rsplit(maxsplit=1)[-1].casefold().strip(".") in legal() if shown.split() else False


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(str(one) for one in words.data("owners")[name])
