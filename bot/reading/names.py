"""Which company, role, region and level a phrase means, and how it was read: exact, alias, abbreviation or typo."""

import re
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.errors import BadInput
from bot.reading.ordinary import ORDINARY
from ingest.index.facts import Facts
from ingest.lexicon import titles

_STARTER = Path(__file__).resolve().parents[2] / "corpus" / "names.yaml"
"""Beside this package in a checkout and when installed."""


# --- atoms: what names and messages are compared by


@dataclass(frozen=True, slots=True)
class Atom:
    """A word of a text: key is folded for comparison, gap is what stands between it and the atom before."""

    key: str
    start: int
    end: int
    raw: str
    gap: str = ""
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """True for a word written with a capital or holding a digit beside letters."""
        return self.raw[:1].isupper()


_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*|&")
_POSSESSIVE = re.compile(r"['’`´]s?$|['’`´]s$", re.I)


def fold(text: str) -> str:
    """Lower case, without accents and compatibility forms: "São Paulo" is "sao paulo"."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    text = text.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("æ", "ae").replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def atoms(text: str) -> tuple[Atom, ...]:
    """The words of a text in order; "&" counts as "and", a possessive's ending is cut off and noted."""
    found: list[Atom] = []
    end = 0
    for match in _WORD.finditer(text):
        raw = match.group()
        possessive = bool(re.search(r"['’`´][sS]$", raw)) and not _CONTRACTED.match(raw)
        bare = raw[:-2] if possessive else raw
        key = "and" if bare == "&" else re.sub(r"['’`´]", "", fold(bare))
        found.append(Atom(key, match.start(), match.end(), raw, text[end : match.start()], possessive))
        end = match.end()
    return tuple(found)


_CONTRACTED = re.compile(r"(?:what|who|where|when|how|that|there|here|it|he|she|let|why)['’`´]s$", re.I)


def keys(text: str) -> tuple[str, ...]:
    """The keys of a text's atoms."""
    return tuple(atom.key for atom in atoms(text))


def joined(text: str) -> str:
    """A text's keys without what stands between: "D.E. Shaw" and "DE Shaw" are "deshaw"."""
    return "".join(keys(text))


def sound(key: str) -> str:
    """How a name sounds, roughly: "databrix" and "databricks" are alike."""
    for old, new in (("ph", "f"), ("ck", "k"), ("x", "ks"), ("qu", "k"), ("q", "k"), ("z", "s")):
        key = key.replace(old, new)
    key = re.sub(r"c(?=[eiy])", "s", key).replace("c", "k").replace("y", "i")
    return re.sub(r"(.)\1+", r"\1", key)


@lru_cache(maxsize=16384)
def _sound_of_name(name: str) -> str:
    """The sound of a name that is known. What people typed is never cached."""
    return sound(name)


def distance_allowed(length: int) -> int:
    """How many slips of the finger a name of this many letters may hold and still be that name."""
    return 0 if length < 5 else 1 if length < 10 else 2


def slips(typed: str, name: str) -> int | None:
    """How far what was typed is from a name (0 sounds the same), None when it is too far to be a slip."""
    if min(len(typed), len(name)) < 5 or (typed[0] != name[0] and set(typed[:2]) != set(name[:2])):
        return None
    if len(typed) >= 6 and sound(typed) == _sound_of_name(name):
        return 0
    most = distance_allowed(min(len(typed), len(name)))
    found = OSA.distance(typed, name, score_cutoff=most)
    return found if found <= most else None


# --- roles: seniority and specialty

_SOFTWARE = "softwareengineer"


@dataclass(frozen=True, slots=True)
class RoleKey:
    """A role apart from how it is written: seniority words in order, and the specialty's joined key.

    core is "" for a seniority alone ("staff"), and "engineer" for an engineer of an unsaid kind.
    """

    seniority: tuple[str, ...]
    core: str

    @property
    def vague(self) -> bool:
        """True where the specialty isn't said."""
        return self.core in ("", "engineer")


def role_key(words: Sequence[str]) -> RoleKey:
    """Folded words as a RoleKey: ("sr", "data", "engineers") is senior + dataengineer. Brackets must be gone."""
    singular = [titles.plurals().get(word, word) for word in words]
    ahead: list[str] = []
    while singular and singular[0] in titles.seniority():
        ahead.append(titles.seniority()[singular.pop(0)])
        if singular and singular[0] == "level":
            singular.pop(0)
    if singular[:1] == ["new"] and singular[1:2] == ["grad"]:
        ahead.append("junior")
        singular = singular[2:]
    if ahead and singular[:1] == ["of"]:  # "Director of Engineering", "Head of Product": the whole is the specialty
        return RoleKey((), "".join([ahead.pop(), *singular]))
    grade: list[str] = []
    if len(singular) > 1 and singular[-1] in titles.grades():
        grade = [titles.grades()[singular.pop()]]
    core = "".join(singular)
    if core in titles.generic():
        core = "engineer"
    return RoleKey((*ahead, *grade), core)


_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")


def unbracketed(text: str) -> str:
    """A name without what stands in brackets."""
    return _BRACKET.sub(" ", text).strip()


# --- regions

US_STATES: dict[str, str] = {
    "al": "Alabama", "ak": "Alaska", "az": "Arizona", "ar": "Arkansas", "ca": "California", "co": "Colorado",
    "ct": "Connecticut",
    "de": "Delaware", "fl": "Florida", "ga": "Georgia", "hi": "Hawaii", "id": "Idaho", "il": "Illinois",
    "in": "Indiana",
    "ia": "Iowa", "ks": "Kansas", "ky": "Kentucky", "la": "Louisiana", "me": "Maine", "md": "Maryland",
    "ma": "Massachusetts",
    "mi": "Michigan", "mn": "Minnesota", "ms": "Mississippi", "mo": "Missouri", "mt": "Montana", "ne": "Nebraska",
    "nv": "Nevada",
    "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico", "ny": "New York State", "nc": "North Carolina",
    "nd": "North Dakota", "oh": "Ohio", "ok": "Oklahoma", "or": "Oregon", "pa": "Pennsylvania", "ri": "Rhode Island",
    "sc": "South Carolina", "sd": "South Dakota", "tn": "Tennessee", "tx": "Texas", "ut": "Utah", "vt": "Vermont",
    "va": "Virginia", "wa": "Washington State", "wv": "West Virginia", "wi": "Wisconsin", "wy": "Wyoming",
    "dc": "Washington, DC",
}  # fmt: skip
_BAY_AREA = """San Francisco, Palo Alto, Mountain View, Menlo Park, Sunnyvale, Santa Clara, Cupertino, Redwood City, \
Fremont, Oakland,
    San Jose, San Mateo, Foster City, South San Francisco, Berkeley, Burlingame, Pleasanton, Silicon Valley, Milpitas, \
Los Altos,
    Emeryville, San Bruno, San Carlos, Campbell, Los Gatos"""
_WIDER: dict[str, str] = {
    "Bay Area": _BAY_AREA,
    "Europe": """United Kingdom, Ireland, France, Germany, Netherlands, Belgium, Luxembourg, Switzerland, Austria, \
Spain, Portugal, Italy,
    Sweden, Denmark, Norway, Finland, Estonia, Latvia, Lithuania, Poland, Czech Republic, Hungary, Romania, Bulgaria, \
Serbia, Croatia,
    Greece, Remote EU""",
    "Latin America": "Brazil, Mexico, Argentina, Chile, Colombia, Peru, Uruguay, Costa Rica",
    "Asia-Pacific": """India, Singapore, Hong Kong, Japan, South Korea, Taiwan, China, Thailand, Indonesia, Malaysia, \
Philippines, Vietnam,
    Australia, New Zealand""",
}
_CURRENCY_WORDS: frozenset[str] = frozenset(
    "usd gbp eur cad aud sgd hkd nzd inr jpy cny krw ils sek nok dkk chf brl mxn aed pln a c s r us$ hk".split()
)
_NO_PLACE: frozenset[str] = frozenset(
    "hq headquarters benchmark metro office campus hub rare very secondary primary main tier".split()
)
_RISKY_PLACES: frozenset[str] = frozenset(
    """us la oz sp kl it in or me hi ok pa de co ca ma al id ga ms mo mi mn purchase cork reading mobile bath nice \
orange split
    anywhere victoria ncr nz sg hk eu uk sea same remote global other europe dc ny sf hq bcn cph syd hyd blr atl stl \
kc muc prg
    gdl mtl georgia phoenix columbus madison verona durham perth lima delhi oslo rome""".split()
)
"""Places whose names are also words: they count as one only in a place's position or in a place's case."""
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Place:
    """What a guide's region name says: its parts' identities, and what they lie in, as joined keys."""

    full: str
    parts: frozenset[str]
    names: frozenset[str]
    within: frozenset[str]
    remote: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A company that the guides cover."""

    slug: str
    display: str


@dataclass(frozen=True, slots=True)
class Job:
    """A role that one company's guide covers; keys are the readings of its name."""

    company: str
    slug: str
    display: str
    keys: frozenset[RoleKey]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """A name that is known: the slugs it stands for among the guides (none: known, but not held)."""

    display: str
    slugs: tuple[str, ...] = ()
    own: bool = False


@dataclass(slots=True)
class _Tables:
    held: dict[str, Held] = field(default_factory=dict)
    companies: dict[str, Known] = field(default_factory=dict)
    jobs: dict[str, tuple[Job, ...]] = field(default_factory=dict)
    roles: dict[str, RoleKey] = field(default_factory=dict)
    role_words: set[str] = field(default_factory=set)
    alias_full: dict[RoleKey, RoleKey] = field(default_factory=dict)
    alias_core: dict[str, str] = field(default_factory=dict)
    role_display: dict[RoleKey, str] = field(default_factory=dict)
    wider: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place_names: dict[str, frozenset[str]] = field(default_factory=dict)
    within: dict[str, frozenset[str]] = field(default_factory=dict)
    region_keys: dict[str, str] = field(default_factory=dict)
    region_words: set[str] = field(default_factory=set)
    level_alias: dict[str, str] = field(default_factory=dict)
    company_words: frozenset[str] = frozenset()
    company_pool: dict[str, list[str]] = field(default_factory=dict)
    region_pool: dict[str, list[str]] = field(default_factory=dict)
    role_pool: dict[str, list[str]] = field(default_factory=dict)


class Names:
    """The names of one index and how to find them in a phrase; cached, and renewed when the index is."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._built: object = None
        self._looked = float("-inf")
        self._cache = _Tables()
        self._places: dict[str, Place] = {}

    @property
    def tables(self) -> _Tables:
        """The look-up tables of the index as it is now; a re-ingest is seen within a twentieth of a second."""
        now = time.monotonic()
        if now - self._looked < 0.05:
            return self._cache
        self._looked = now
        built = self.facts.meta().built
        if built != self._built:
            self._cache, self._built, self._places = _tables(self.facts), built, {}
        return self._cache

    # companies

    def companies(self, phrase: str) -> Known | None:
        """What a company's name, alias or abbreviation stands for; None for one that is not known."""
        return self.tables.companies.get(joined(phrase))

    def company_like(self, key: str) -> tuple[Known, ...]:
        """The companies that a mistyped joined key may mean, the nearest; several when equally near."""
        tables = self.tables
        best = near(key, tables.company_pool)
        return tuple({tables.companies[name].display: tables.companies[name] for name in best}.values())

    def region_like(self, key: str) -> str:
        """The region's name that a mistyped joined key means; "" when it could be several places, or none."""
        tables = self.tables
        found = near(key, tables.region_pool)
        meant = {tables.place_names.get(name, frozenset({name})) for name in found}
        return tables.region_keys[found[0]] if len(meant) == 1 else ""

    def is_role_word(self, key: str) -> bool:
        """Whether a word's key is part of some role's name ("staff", "engineer", "robotics" where a guide has it)."""
        one = titles.plurals().get(key, key)
        return one in self.tables.role_words or one in titles.nouns() or one in titles.seniority()

    def role_word_like(self, typed: str) -> str | None:
        """The word of a role's name that a mistyped word means; None when it could be several, or none."""
        found = {titles.plurals().get(word, word) for word in near(typed, self.tables.role_pool)}
        for form in (typed.removesuffix("s"), f"{typed}s"):
            found = found or {titles.plurals().get(word, word) for word in near(form, self.tables.role_pool)}
        found = found & titles.nouns() or found
        return max(found, key=len) if len({word.rstrip("s") for word in found}) == 1 else None

    def display(self, company: str) -> str:
        """A company's display name, with its slug where another company shows the same name."""
        tables = self.tables
        one = tables.held.get(company)
        if one is None:
            return company
        twins = [h for h in tables.held.values() if h.display == one.display]
        return (
            f"{one.display} ({one.slug})" if len(twins) > 1 and joined(one.slug) != joined(one.display) else one.display
        )

    def named(self, company: str, role: str | None) -> tuple[str, str | None]:
        """The slugs of a company and a role written by name. Raises BadInput with the nearest names where none is
        held."""
        known = self.companies(company)
        if known is None or len(known.slugs) != 1:
            near = self.nearby_companies(company) if known is None else tuple(self.display(s) for s in known.slugs)
            raise BadInput(
                "company",
                f"the guides hold no {company!r}",
                f"name one they hold, such as {', '.join(near) or 'those of `list`'}",
            )
        jobs = self.role(known.slugs[0], role_key(keys(role))) if role else ()
        return known.slugs[0], jobs[0].slug if len(jobs) == 1 else None

    def nearby_companies(self, phrase: str, limit: int = 3) -> tuple[str, ...]:
        """Companies held whose names look most like a phrase, for "did you mean"; may be empty."""
        from rapidfuzz import fuzz, process

        names = {h.slug: h.display for h in self.tables.held.values()}
        found = process.extract(phrase, names, scorer=fuzz.WRatio, processor=fold, limit=limit, score_cutoff=75)
        return tuple(dict.fromkeys(self.display(slug) for _, _, slug in found))

    # roles

    def canonical(self, key: RoleKey) -> RoleKey:
        """A role's key with its aliases resolved: (senior, swe) is (senior, softwareengineer)."""
        tables = self.tables
        for _ in range(3):
            if key in tables.alias_full:
                new = tables.alias_full[key]
            elif key.core in tables.alias_core:
                new = RoleKey(key.seniority, tables.alias_core[key.core])
            else:
                break
            if new == key:
                break
            key = new
        if key.vague and key.seniority:
            return RoleKey(key.seniority, _SOFTWARE)
        return key

    def jobs(self, company: str) -> tuple[Job, ...]:
        """The roles of one company."""
        return self.tables.jobs.get(company, ())

    def role(self, company: str, key: RoleKey) -> tuple[Job, ...]:
        """The roles of a company that a key means, seniority and specialty exactly; several where its guides share a
        name."""
        key = self.canonical(key)
        found = tuple(job for job in self.jobs(company) if key in job.keys)
        if len(found) > 1:
            own = tuple(job for job in found if role_key(keys(job.slug.replace("-", " "))) == key)
            found = own or found
        return found

    def wider(self, key: RoleKey) -> tuple[RoleKey, ...]:
        """The roles whose guide speaks for a small title where it has none of its own, nearest first: Software Engineer
        for a backend engineer."""
        key = self.canonical(key)
        return tuple(RoleKey(key.seniority, core) for core in self.tables.wider.get(key.core, ()))

    def plain(self, key: RoleKey) -> RoleKey | None:
        """The role without a rank that guides seldom tell apart (a new grad, SDE II, an intern); None for others."""
        key = self.canonical(key)
        small = bool(key.seniority) and set(key.seniority) <= titles.seldom_apart()
        return RoleKey((), key.core) if small else None

    def said_role(self, key: RoleKey) -> str:
        """How a role's key reads: "Senior Data Engineer"."""
        tables = self.tables
        if key in tables.role_display:
            return tables.role_display[key]
        core = tables.role_display.get(RoleKey((), key.core), key.core or "role")
        return " ".join([*(word.capitalize() for word in key.seniority), core])

    # regions

    def place(self, region: str) -> Place:
        """A guide's region name, taken apart."""
        tables = self.tables
        found = self._places.get(region)
        if found is None:
            found = self._places[region] = _place(region, tables)
        return found

    def regions(self, held: Iterable[str], phrase: str) -> tuple[tuple[str, ...], str]:
        """The rows among held that a phrase names, and how: "exact", "part", "within", or "" when none does.

        Several rows mean that the phrase could be any of them.
        """
        tables = self.tables
        held = tuple(dict.fromkeys(held))
        wanted = joined(phrase)
        names = tables.place_names.get(wanted, frozenset()) | {wanted}
        places = [(region, self.place(region)) for region in held]
        tiers = (
            ("exact", lambda p: p.full == wanted),
            ("part", lambda p: wanted in p.parts),
            ("part", lambda p: bool(names & p.names)),
            ("within", lambda p: bool(names & p.within)),
            ("within", lambda p: wanted == "remote" and p.remote),
        )
        for how, fits in tiers:
            if rows := tuple(region for region, place in places if fits(place)):
                return rows, how
        return (), ""

    def is_wide(self, phrase: str) -> bool:
        """True for a state, a country or a wider area, in which other places lie."""
        key = joined(phrase)
        return key in US_STATES or _is_wide(self.tables, key)

    def around(self, held: Iterable[str], phrase: str) -> tuple[str, ...]:
        """The rows among held that take in a place they don't name (Europe for Paris), or lie in the same state or
        country."""
        tables = self.tables
        wanted = joined(phrase)
        names = tables.place_names.get(wanted, frozenset()) | {wanted}
        wider = frozenset().union(*(tables.within.get(name, frozenset()) for name in names))
        found = [(len(wider & (p.names | p.within)), region) for region in held for p in (self.place(region),)]
        return tuple(region for shared, region in sorted(found, key=lambda x: -x[0]) if shared)


Pool = dict[str, list[str]]
"""Joined keys by first letter, for a search that compares only what can be near."""


def pool(names: Iterable[str]) -> Pool:
    """Names of five letters and more, by first letter."""
    found: Pool = {}
    for name in names:
        if len(name) >= 5:
            found.setdefault(name[0], []).append(name)
    return found


def near(key: str, names: Pool) -> list[str]:
    """The names that a key may be a slip for, the nearest alone; several when equally near."""
    if len(key) < 5:
        return []
    best: dict[str, int] = {}
    for first in {key[0], key[1]}:
        for name in names.get(first, ()):
            if abs(len(name) - len(key)) <= 3 and (far := slips(key, name)) is not None:
                best[name] = far
    least = min(best.values(), default=0)
    return [name for name, far in best.items() if far == least]


# --- building the tables


def _tables(facts: Facts) -> _Tables:
    tables = _Tables()
    aliases = _aliases(facts)
    _add_companies(tables, facts, aliases.get("companies", {}))
    _add_roles(tables, facts, aliases.get("roles", {}))
    _add_regions(tables, facts, aliases.get("regions", {}))
    for name, others in aliases.get("levels", {}).items():
        for other in (name, *others):
            tables.level_alias.setdefault(joined(other), name)
    tables.company_words = frozenset(w for one in tables.held.values() for w in keys(one.display) if len(w) > 3)
    tables.company_pool = pool(tables.companies)
    tables.region_pool = pool(tables.region_keys)
    tables.role_pool = pool(tables.role_words | set(titles.seniority()) | titles.nouns())
    return tables


def _aliases(facts: Facts) -> dict[str, dict[str, tuple[str, ...]]]:
    """The starter corpus's aliases, with the ingested ones (an operator's own) over and beside them."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, Sequence[str] | None]] = {}
    if _STARTER.exists():
        found = yaml.load(_STARTER.read_text(encoding="utf-8"), loader)
    merged = {kind: {str(n): tuple(map(str, o or ())) for n, o in (found.get(kind) or {}).items()} for kind in found}
    for kind, entries in (("roles", titles.aliases()), *facts.names().items()):
        for name, others in entries.items():
            into = merged.setdefault(kind, {})
            into[name] = tuple(dict.fromkeys((*others, *into.get(name, ()))))
    return merged


_LEGAL = frozenset("inc corp corporation llc ltd limited gmbh co plc ag sa nv bv lp company incorporated pbc".split())
SUFFIXES = (
    frozenset(
        """group technologies technology labs systems software networks bank capital holdings ai com financial health \
securities
    games industries international payments interactive solutions robotics motors energy entertainment media studios \
trading
    research asset management partners services analytics security cloud data io app dev hq pay money""".split()
    )
    | _LEGAL
)


def _add_companies(tables: _Tables, facts: Facts, aliases: Mapping[str, Sequence[str]]) -> None:
    own: dict[str, list[str]] = {}
    for company in facts.companies():
        tables.held[company.slug] = Held(company.slug, company.display)
        slug = joined(company.slug.replace("-", " "))
        for name in {joined(company.display), slug, joined(unbracketed(company.display))}:
            own.setdefault(name, []).append(company.slug)
    for name, slugs in own.items():
        exact = [s for s in slugs if joined(s.replace("-", " ")) == name] or slugs
        displays = [tables.held[s].display for s in slugs]
        tables.companies[name] = Known(displays[0], tuple(dict.fromkeys([*exact, *slugs])), own=True)
        for slug in slugs if len(slugs) > 1 else ():
            tables.companies[joined(f"{tables.held[slug].display} ({slug})")] = Known(
                tables.held[slug].display, (slug,), own=True
            )
    taken: dict[str, list[Known]] = {}
    for name, others in aliases.items():
        known = tables.companies.get(joined(name)) or next(
            (tables.companies[joined(o)] for o in others if joined(o) in own), Known(name)
        )
        for other in (name, *others):
            if joined(other) not in own:
                taken.setdefault(joined(other), []).append(known)
    for key, options in taken.items():
        tables.companies[key] = _merged(options)
    _add_short_names(tables)


def _merged(options: Sequence[Known]) -> Known:
    slugs = tuple(dict.fromkeys(s for option in options for s in option.slugs))
    return Known(options[0].display, slugs)


def _add_short_names(tables: _Tables) -> None:
    """What people leave off: "Grafana" for Grafana Labs, "HRT" for Hudson River Trading; only where it means one
    company."""
    short: dict[str, set[str]] = {}
    for one in tables.held.values():
        words = keys(unbracketed(one.display))
        bare = list(words)
        forms: set[str] = set()
        while len(bare) > 1 and bare[-1] in SUFFIXES:
            bare.pop()
            forms.add("".join(bare))
        if len(words) > 1 and len(words[0]) >= 5 and words[0] not in ORDINARY:
            forms.add(words[0])
        if len(words) >= 3:
            forms.add("".join(word[0] for word in words))
        forms |= {joined(inner) for inner in _BRACKET.findall(one.display)}
        for form in forms:
            if len(form) > 2 and form not in SUFFIXES:
                short.setdefault(form, set()).add(one.slug)
    for form, slugs in short.items():
        if form not in tables.companies:
            tables.companies[form] = Known(tables.held[min(slugs)].display, tuple(sorted(slugs)))


def _add_roles(tables: _Tables, facts: Facts, aliases: Mapping[str, Sequence[str]]) -> None:
    tables.role_words |= {w for name in aliases for w in keys(name) if len(w) > 3}
    tables.role_words |= {w for display in {r.display for r in facts.roles()} for w in keys(display) if len(w) > 3}
    for name, others in aliases.items():
        canon = role_key(keys(name))
        tables.role_display.setdefault(canon, name)
        _know_role(tables, name, canon)
        for other in others:
            if joined(other) == joined(name):
                continue
            key = role_key(keys(other))
            _know_role(tables, other, key)
            if key.seniority == canon.seniority and not key.vague:
                tables.alias_core.setdefault(key.core, canon.core)
            elif not (key.vague and not key.seniority):
                tables.alias_full.setdefault(key, canon)
    named = {role_key(keys(name)).core for name in aliases}
    for core in [core for core in tables.alias_core if core in named and tables.alias_core[core] != core]:
        del tables.alias_core[core]
    for name, others in titles.nearest().items():
        _know_role(tables, name, role_key(keys(name)))
        tables.wider[_core(tables, name)] = tuple(_core(tables, other) for other in others)
    found: dict[str, list[Job]] = {}
    readings: dict[tuple[str, str], tuple[frozenset[RoleKey], frozenset[str]]] = {}
    for role in facts.roles():
        read = readings.get((role.slug, role.display))
        if read is None:
            read = readings[role.slug, role.display] = _read_role(tables, role.slug, role.display)
        found.setdefault(role.company, []).append(Job(role.company, role.slug, role.display, *read))
    tables.jobs = {company: tuple(jobs) for company, jobs in found.items()}


_CODE = re.compile(r"(?:l|e|ic|ict|m|p|t|g|d|sde|swe|mts)-?(\d{1,2}|i{1,3}|iv)\+?", re.I)


def _read_role(tables: _Tables, slug: str, display: str) -> tuple[frozenset[RoleKey], frozenset[str]]:
    """Every reading of a role's slug and display name, and the level codes in its brackets."""
    bare = unbracketed(display)
    own = role_key(keys(bare))
    texts = [bare, slug.replace("-", " "), display]
    parts = [part.strip() for part in re.split(r"\s+/\s+|\s+or\s+|,", bare) if part.strip()]
    if (
        len(parts) == 2
        and keys(parts[1])[-1:]
        and keys(parts[1])[-1] in titles.nouns()
        and keys(parts[0])[-1] not in titles.nouns()
    ):
        noun = parts[1].split()[-1]
        parts[0] = f"{parts[0]} {noun}" if len(keys(parts[0])) <= 2 and len(keys(parts[0])[0]) > 3 else ""
    texts += [part for part in parts if len(parts) > 1 and len(part) > 4]
    codes: set[str] = set()
    for inner in _BRACKET.findall(display):
        for piece in re.split(r"\s*/\s*|,", inner):
            codes |= {code.group().casefold().rstrip("+") for code in _CODE.finditer(piece)}
            if keys(piece) and (
                keys(piece)[-1] in titles.nouns() or (piece.isupper() and piece.isalpha() and len(piece) > 2)
            ):
                texts.append(piece)
    found: set[RoleKey] = set()
    for text in texts:
        words = keys(text)
        if not words:
            continue
        key = role_key(words)
        _know_role(tables, text, key)
        found.add(key)
        found.add(_canonical(tables, key))
        if text in (bare, slug.replace("-", " ")):
            tables.role_display.setdefault(key, bare)
    slug_key = role_key(keys(slug.replace("-", " ")))
    return frozenset(key for key in found if _same_rank(key, own, slug_key)), frozenset(codes)


def _same_rank(key: RoleKey, own: RoleKey, slug: RoleKey) -> bool:
    """A bracket such as (Principal SDE / L7) beside Staff names another company's rank: both readings may stand."""
    return bool(key.core) and (not key.vague or key in (own, slug))


def _core(tables: _Tables, name: str) -> str:
    return _canonical(tables, role_key(keys(name))).core


def _canonical(tables: _Tables, key: RoleKey) -> RoleKey:
    if key in tables.alias_full:
        return tables.alias_full[key]
    if key.core in tables.alias_core:
        return RoleKey(key.seniority, tables.alias_core[key.core])
    return key


def _know_role(tables: _Tables, text: str, key: RoleKey) -> None:
    words = [titles.plurals().get(word, word) for word in keys(text)]
    tables.roles.setdefault("".join(words), key)
    if key.core and not key.vague:
        tables.roles.setdefault(key.core, RoleKey((), key.core))
    # A misspelling that is an alias ("softwre") must not make its right spelling doubtful.
    new = {word for word in words if len(word) > 3} - tables.role_words
    tables.role_words |= {
        word for word in new if not any(slips(word, known) is not None for known in tables.role_words)
    }


def _identities(aliases: Mapping[str, Sequence[str]], taken: AbstractSet[str]) -> dict[str, set[str]]:
    """Each place's key and those of its aliases that are no other place's, to the places they name."""
    identity: dict[str, set[str]] = {}
    for name, others in aliases.items():
        for key in (joined(name), *(joined(other) for other in others if joined(other) not in taken)):
            identity.setdefault(key, set()).add(joined(name))
    return identity


def _widen(within: dict[str, set[str]], identity: Mapping[str, set[str]]) -> None:
    """Add the areas that places lie in, and what those lie in themselves."""
    for area, members in _WIDER.items():
        for member in members.split(","):
            for name in identity.get(joined(member), {joined(member)}):
                within.setdefault(name, set()).update({joined(area), *identity.get(joined(area), ())})
    for name in list(within):
        for _ in range(3):
            within[name] |= {w for up in within[name] for w in within.get(up, ())}
        within[name].discard(name)


def _add_regions(tables: _Tables, facts: Facts, aliases: Mapping[str, Sequence[str]]) -> None:
    claimed: dict[str, set[str]] = {}
    canon = {joined(name): name for name in aliases}
    for name, others in aliases.items():
        for other in others:
            claimed.setdefault(joined(other), set()).add(joined(name))
    wide = {key for key, owners in claimed.items() if len(owners) > 1}
    identity = _identities(aliases, wide | canon.keys())
    # What several names share is a name itself where its own entry says so (US is United States), else what they lie
    # in.
    countries = {
        key: owner for key in wide for owner in claimed[key] if _is_country(owner, claimed, aliases[canon[owner]])
    }
    for key, owner in countries.items():
        identity.setdefault(key, set()).add(owner)
    tables.place_names = {key: frozenset(names) for key, names in identity.items()}
    within: dict[str, set[str]] = {}
    for name, others in aliases.items():
        for other in others:
            key = joined(other)
            if (key in wide or key in canon) and key != joined(name) and countries.get(key) != joined(name):
                within.setdefault(joined(name), set()).update(identity.get(key, {key}))
    _widen(within, identity)
    tables.within = {name: frozenset(up) for name, up in within.items()}
    _know_regions(tables, facts, aliases)


def _is_country(owner: str, claimed: Mapping[str, set[str]], others: Sequence[str]) -> bool:
    """True where the entry is a country's or area's own: others, its aliases, are few, and entries beside it have it
    as an alias."""
    return bool(claimed.get(owner, set()) - {owner}) and len(others) <= 6


def _know_regions(tables: _Tables, facts: Facts, aliases: Mapping[str, Sequence[str]]) -> None:
    def know(text: str) -> None:
        key = joined(text)
        if key and not key.isdigit():
            tables.region_keys.setdefault(key, text)
            tables.region_words.update(w for w in keys(text) if len(w) >= 5 and w not in ORDINARY)

    for region in facts.regions():
        know(region)
        know(unbracketed(region))
        for part, _ in _parts(region):
            if joined(part) not in _NO_PLACE:
                know(part)
    for name, others in aliases.items():
        know(name)
        for other in others:
            know(other)
    for area, members in _WIDER.items():
        for name in (area, *members.split(",")):
            know(name.strip())
    for state in US_STATES.values():
        know(state)
    know("remote")


_FLAG = re.compile(r":[a-z_]+:|[\U0001F1E6-\U0001F1FF\U0001F300-\U0001FAFF\u2600-\u27BF\ufe0f]")


def _parts(region: str) -> Iterator[tuple[str, bool]]:
    """The places a region's name lists, and whether each stands in brackets."""
    text = _FLAG.sub(" ", region)
    for outer, inner in ((unbracketed(text), False), *((b, True) for b in _BRACKET.findall(text))):
        for piece in re.split(r"\s*/\s*|\s+(?:or|and|&)\s+|;|\|", outer):
            words = [w for w in piece.split() if joined(w) not in _NO_PLACE and joined(w) not in _CURRENCY_WORDS]
            bare = " ".join(words).strip(" ,-–—")
            if bare and joined(bare):
                yield bare, inner


def _place(region: str, tables: _Tables) -> Place:
    full = joined(_FLAG.sub(" ", region))
    listed = list(_parts(region))
    parts: set[str] = {joined(unbracketed(_FLAG.sub(" ", region)))}
    names: set[str] = set()
    within: set[str] = set()
    outer = [part for part, inner in listed if not inner]
    for part, inner in listed:
        known = tables.place_names.get(joined(part))
        bare, state = _without_state(part)
        if inner and not known and joined(part) not in tables.within and not _is_wide(tables, joined(part)):
            continue
        found = known or {joined(bare), *tables.place_names.get(joined(bare), ())}
        up = {w for name in found for w in tables.within.get(name, ())}
        if state:
            up |= {joined(state), "unitedstates"}
        if inner and not any(_is_wide(tables, joined(o)) for o in outer):
            # "London (UK)", "Austin / Dallas (US)": the brackets say what it lies in.
            within |= set(found) | up
            continue
        names |= set(found)
        parts |= {joined(part), joined(bare)}
        within |= up
    remote = any("remote" in keys(part) for part, _ in listed)
    if remote:
        # A remote row is in its country, but it is none of the country's cities.
        names = {name for name in names if "remote" in name}
        for part in outer:
            rest = " ".join(
                w for w in re.split(r"[\s-]+", part) if joined(w) not in ("remote", "all", "fully", "other")
            )
            within |= tables.place_names.get(joined(rest), frozenset({joined(rest)}) if rest else frozenset())
    return Place(full, frozenset(p for p in parts if p), frozenset(names), frozenset(within - names), remote)


def _is_wide(tables: _Tables, key: str) -> bool:
    names = tables.place_names.get(key, frozenset({key}))
    return any(names & up for up in tables.within.values())


def _without_state(part: str) -> tuple[str, str]:
    """("Falls Church", "Virginia") for "Falls Church, VA"."""
    found = re.fullmatch(r"(.+?),?\s+([A-Z]{2})", part.strip())
    if found and found[2].casefold() in US_STATES:
        return found[1], US_STATES[found[2].casefold()]
    return part, ""
