"""The text as a reader sees it, and every region, company, role, level and component it names."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bot.model.wordlist import STARTERS

Kind = Literal["component", "region", "company", "role", "level", "year"]
KINDS: tuple[Kind, ...] = ("component", "region", "company", "role", "level", "year")

_FINE = {
    " ": " ", "…": "...", "’": "'", "‘": "'", "“": '"', "”": '"',
    "–": "-", "—": " - ", "‑": "-", "‐": "-", "−": "-", "™": "", "®": "", "\ufe0f": "", "\t": " ",
}  # fmt: skip
_PICTURES = re.compile("[\U0001f000-\U0001f2ff\U0001f4af\U0001f51f-\U0001f524\U0001f550-\U0001f567]")


def plain(text: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The text as a reader sees it, and what is wrong with its characters ("" when nothing is).

    known: characters outside plain Latin that the answer itself uses.
    """
    unescaped = text
    for _ in range(3):
        unescaped = html.unescape(unescaped)
    if unescaped != text and re.search(r"&(?!amp;|nbsp;|ndash;|mdash;|quot;|pound;|euro;)#?\w+;", text):
        return unescaped, "it hides characters in HTML entities"
    if re.search(r"&amp;#?\w+;", text):
        return unescaped, "it hides characters in HTML entities"
    seen = unicodedata.normalize("NFC", unescaped)
    seen = "".join(_FINE.get(char, char) for char in seen)
    trouble = next((why for char in seen if (why := _odd(char, known))), "")
    seen = re.sub(r"\[\d{1,2}\](?!\()", "", seen)
    seen = re.sub(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`+", "", seen)
    return seen, trouble


def _odd(char: str, known: frozenset[str]) -> str:
    if char.isascii():
        return "" if char.isprintable() or char == "\n" else "it holds a control character"
    if char in known:
        return ""
    category = unicodedata.category(char)
    if category in ("Nd", "Nl", "No"):
        return "it writes digits in unusual characters"
    if category in ("Cf", "Cc", "Co", "Cn", "Mn", "Me", "Mc"):
        return "it holds invisible or combining characters"
    if category == "Sc":
        return "" if char in "£€₹₪₩₺₫₱฿₴₦¥" else "it uses an unusual currency sign"
    if category.startswith("L") and not unicodedata.name(char, "").startswith("LATIN"):
        return "it holds letters of another script"
    if unicodedata.normalize("NFKC", char) != char:
        return "it holds look-alike characters"
    return "it counts in pictures" if _PICTURES.match(char) else ""


_COMPONENTS: tuple[tuple[str, str], ...] = (
    ("signing", r"sign(?:ing|[- ]?on)(?:[- ]bonus(?:es)?)?|joining bonus(?:es)?|welcome bonus|relocation(?: (?:package|bonus))?"),
    ("total", r"(?<!in )total(?: \w+){0,2}|(?<=in )total (?:comp\w*|pay|package)|\bTC\b|all[- ]in|all told|(?:all )?in all|al?together|overall (?:pay|package|compensation)|whole package|(?<!of the )(?<!of your )(?:pay )?package"
              r"|annual value|yearly value|worth|OTE|on[- ]target earnings"),
    ("equity", r"equity|RSUs?|stocks?(?: options?| units?| grants?| awards?)?|options|shares|(?:new[- ]hire )?grants?|ISOs|NSOs|PPUs?"
               r"|phantom(?: \w+)?|carry|vest(?:s|ing|ed)?"),
    ("refresher", r"refreshers?(?: grants?)?"),
    ("base", r"base(?: salar(?:y|ies)| pay| compensation)?s?|salar(?:y|ies)|fixed pay|gross pay|wages?|paycheck"),
    ("bonus", r"bonus(?:es)?|performance pay|variable pay|incentives?"),
    ("profit sharing", r"profit[- ]sharing"),
    ("floor", r"walk[- ]away(?: \w+)?|(?:your|my) (?:floor|bottom line|minimum)|reservation (?:value|price|point|number)|floor(?=[,:])"),
)  # fmt: skip
_COMPONENT = re.compile(
    "|".join(rf"(?P<c{i}>\b(?:{words})\b)" for i, (_, words) in enumerate(_COMPONENTS)), re.IGNORECASE
)
_LEVEL = re.compile(
    r"\b(?:(?:L|E|IC|M|P|T|D|G|SDE|SWE)[- ]?\d{1,2}(?:\s?[-/+]\s?(?:L|E|IC|M)?\d{1,2})?\+?|(?i:levels? \d{1,2}|level (?:one|two|three|four|five|six|seven|eight)"
    r"|junior|mid[- ]?level|mid[- ]?career|senior|sr\.?|staff|principal|distinguished|fellow|interns?(?:hip)?s?|new[- ]grads?|entry[- ]level"
    r"|graduates?|vp|vice president|directors?|chief|cto|ceo|head of))\b"
)
_HEADS = (
    r"engineers?|managers?|scientists?|designers?|developers?|analysts?|architects?|researchers?|recruiters?"
    r"|consultants?|counsels?|administrators?|specialists?|strategists?|technicians?|programmers?|traders?"
    r"|SREs?|SWEs?|TPMs?|PMs?|EMs?|DevOps|QA"
)
_ROLE = re.compile(
    rf"\b(?:(?:[A-Z][\w/+&-]*|software|data|product|program|project|security|machine|learning|research|hardware|frontend|backend"
    rf"|front-end|back-end|full-?stack|mobile|platform|site|reliability|systems?|technical|design|engineering|applied|ml|ai|ux|ui"
    rf"|sales|solutions|support|quality|test|cloud|devops|network|infrastructure|business|deep|firmware|embedded|ios|android)\s+)*"
    rf"(?:{_HEADS})\b"
)
_PEOPLE = re.compile(
    r"\b(?:(?:hiring|engineering hiring|your|their|the|my) (?:managers?|recruiters?)|recruiters?|engineers|managers)\b",
    re.I,
)
_YEAR = re.compile(
    r"\b(?:(?P<n>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)[- ]years?|years? (?P<w>one|two|three|four|five|[1-5])\b)",
    re.IGNORECASE,
)
_NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a kind at a place in a text. key: canonical; "?..." for one that is not the answer's."""

    kind: Kind
    keys: tuple[str, ...]
    start: int
    end: int


class Names:
    """Which words name which region, company, role or level; the answer's own and those of others."""

    def __init__(
        self,
        regions: Iterable[str],
        companies: Iterable[str],
        roles: Iterable[str],
        levels: Iterable[str],
        foreign: Iterable[tuple[Kind, str]] = (),
        aliases: Iterable[Iterable[str]] = (),
        places: Iterable[str] = (),
    ) -> None:
        """places: names of places that are no ordinary words, and are known in lower case as well."""
        self._places = frozenset(places)
        self._forms: dict[str, tuple[Kind, tuple[str, ...]]] = {}
        self._roles = {key: _words(key) for key in roles}
        groups = [tuple(group) for group in aliases]
        kinds: tuple[tuple[Kind, tuple[str, ...], Any], ...] = (
            ("level", tuple(levels), _level_forms), ("role", tuple(self._roles), _role_forms),
            ("company", tuple(companies), _company_forms), ("region", tuple(regions), _region_forms),
        )  # fmt: skip
        for kind, keys, forms in kinds:
            self._add(kind, keys, forms, groups)
        own = dict(self._forms)
        for kind, phrase in foreign:
            if phrase and phrase.lower() not in own:
                self._forms[phrase.lower()] = (kind, (f"?{phrase}",))
        self._pattern = _alternation(self._forms)
        self._spaced = {re.sub(r"[\s-]+", " ", form): named for form, named in self._forms.items()}

    def _add(
        self, kind: Kind, keys: tuple[str, ...], forms: "Callable[[str], Iterator[str]]", groups: list[tuple[str, ...]]
    ) -> None:
        loose: dict[str, set[str]] = {}
        for key in keys:
            self._forms[key.lower()] = (kind, (key,))
            for form in forms(key):
                loose.setdefault(form.lower(), set()).add(key)
                for group in groups if kind == "region" else []:
                    if form.lower() in (g.lower() for g in group):
                        for other in group:
                            loose.setdefault(other.lower(), set()).add(key)
        for form, of in loose.items():
            if len(form) > 1 and form not in self._forms:
                self._forms[form] = (kind, tuple(sorted(of)))

    def find(self, text: str) -> list[Name]:
        """Every name in the text, the longest first where they overlap; in order of place."""
        found = [n for n in self._own(text)]
        taken = bytearray(len(text) + 1)
        for name in found:
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
        for name in [*_years(text), *self._foreign_roles(text), *_foreign_levels(text), *_components(text)]:
            if not any(taken[name.start : name.end]):
                found.append(name)
                taken[name.start : name.end] = b"\1" * (name.end - name.start)
        return sorted(found, key=lambda n: n.start)

    def _own(self, text: str) -> Iterator[Name]:
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            said = match.group()
            kind, keys = self._forms.get(said.lower()) or self._spaced[re.sub(r"[\s-]+", " ", said.lower())]
            if len(said) <= 3 and said != said.upper() and said.lower() == said:
                continue
            if keys[0].startswith("?") and keys[0][1:] not in self._places and _ordinary(match):
                continue
            yield Name(kind, keys, *match.span())

    def _foreign_roles(self, text: str) -> Iterator[Name]:
        for match in _ROLE.finditer(text):
            said = match.group()
            if _PEOPLE.fullmatch(said) or re.search(
                r"\b(?:hiring|your|their)\s*$", text[: match.start()], re.IGNORECASE
            ):
                continue
            words = _words(said)
            begins = match.start() + (ahead.end() if (ahead := _ROLE_AHEAD.match(said)) else 0)
            while words and words[0] in _ROLE_STARTS:
                words = words[1:]
            if len(words) <= 1 and said.lower() == said and words and not words[0].endswith("s"):
                words = words[:1]
            own = tuple(k for k, w in self._roles.items() if words and set(words) <= set(w))
            if (
                len(words) == 1
                and words[0] in ("engineer", "manager", "recruiter", "analyst", "researcher")
                and not own
            ):
                own = ()
            if words:
                yield Name("role", own or (f"?{said}",), begins, match.end())


_ROLE_STARTS = frozenset("a an the for as if each every this that your their our at in is are most many senior staff principal junior lead "
                         "and or but with to of ask what when while since because on by so both".split())  # fmt: skip


_ROLE_AHEAD = re.compile(r"(?:(?:" + "|".join(sorted(_ROLE_STARTS, key=len, reverse=True)) + r")\s+)+", re.IGNORECASE)
_PAYING = re.compile(r"\s*(?::|(?:pays?|base|equity|salar\w+|bonus\w*|gets?|earns?|offers?|gives?)\b)", re.IGNORECASE)


def _ordinary(match: re.Match[str]) -> bool:
    """Whether a word that is some company's or region's name stands as an ordinary word ("target", "remote", "Block")."""
    said = match.group()
    if " " in said or "-" in said:
        return False
    first = not re.search(r"[^\s*>#\"'(-]", match.string[: match.start()])
    return said[:1].islower() or (first and said.lower() in STARTERS and not _PAYING.match(match.string, match.end()))


def _words(text: str) -> list[str]:
    return [
        w.rstrip("s") if len(w) > 3 and not w.endswith("ss") else w for w in re.findall(r"[a-z0-9+#]+", text.lower())
    ]


def _alternation(forms: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted((f for f in forms if f.strip()), key=len, reverse=True)
    if not ordered:
        return None
    return re.compile(
        r"(?<![\w&])(?:" + "|".join(re.escape(f).replace(r"\ ", r"[\s-]+") for f in ordered) + r")(?![\w&])",
        re.IGNORECASE,
    )


def _region_forms(region: str) -> Iterator[str]:
    yield region
    bare = re.sub(r"\s*\([^)]*\)", "", region).strip()
    yield bare
    yield from re.findall(r"\(([^)]{2,})\)", region)
    for part in re.split(r"\s*(?:/|,|;|\bor\b|&|\band\b)\s*", bare):
        if len(part) > 2 and part.lower() not in ("remote", "other", "usa"):
            yield part
    words = bare.split()
    if len(words) == 2:
        yield f"{words[1]} {words[0]}"
        yield f"{words[0]} ({words[1]})"
        yield f"{words[1]} ({words[0]})"
    if "remote" in bare.lower().split():
        yield "remote"


def _company_forms(company: str) -> Iterator[str]:
    yield company
    bare = re.sub(
        r"\s*\([^)]*\)|,? (?:Inc|Ltd|LLC|Corp|Corporation|GmbH|Group|Technologies|AI|Labs?)\.?$", "", company
    ).strip()
    yield bare
    words = re.findall(r"\w+|&", bare)
    if len(words) > 1:
        initials = "".join(w if w == "&" else w[0] for w in words if w.lower() != "and")
        yield initials
        if "&" in bare or " and " in bare.lower():
            yield bare.replace("&", "and")
            yield re.sub(r"\band\b", "&", bare)
            yield "&".join(w[0] for w in words if w != "&" and w.lower() != "and")


def _role_forms(role: str) -> Iterator[str]:
    yield role
    yield role + "s"
    bare = re.sub(r"\s*\([^)]*\)", "", role).strip()
    yield bare
    yield bare + "s"
    words = re.findall(r"\w+", bare)
    if len(words) > 1:
        initials = "".join(w[0] for w in words).upper()
        yield initials
        yield initials + "s"


def _level_forms(level: str) -> Iterator[str]:
    yield level
    for part in re.split(r"\s*[/()]\s*|\s+-\s+", level):
        if len(part) > 1:
            yield part


def _components(text: str) -> Iterator[Name]:
    for match in _COMPONENT.finditer(text):
        which = next(i for i in range(len(_COMPONENTS)) if match[f"c{i}"])
        name = _COMPONENTS[which][0]
        if name == "total":
            words = match.group().lower().split()
            keep = 1
            while keep < len(words) and words[keep] in _TOTAL_WORDS:
                keep += 1
            yield Name("component", ("total",), match.start(), match.start() + len(" ".join(words[:keep])))
            continue
        yield Name("component", (name,), *match.span())


_TOTAL_WORDS = frozenset("comp compensation pay package value cash annual yearly".split())


def _foreign_levels(text: str) -> Iterator[Name]:
    for match in _LEVEL.finditer(text):
        yield Name("level", (f"?{match.group()}",), *match.span())


def _years(text: str) -> Iterator[Name]:
    for match in _YEAR.finditer(text):
        word = (match["n"] or match["w"]).lower()
        number = _NTH.get(word) or int(re.sub(r"\D", "", word))
        yield Name("year", (str(number),), *match.span())
