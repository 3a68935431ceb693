"""The names of one index as look-up tables: what there is to know of companies, roles, places and levels."""

from dataclasses import dataclass, field

from bot.reading.roles import RoleKey


@dataclass(frozen=True, slots=True)
class Place:
    """What a guide's region name says: its parts' identities, and what they lie in, as joined keys."""

    full: str
    parts: frozenset[str]
    names: frozenset[str]
    within: frozenset[str]
    remote: bool


@dataclass(frozen=True, slots=True)
class HeldCompany:
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
class KnownName:
    """A name that is known: the slugs it stands for among the guides (none: known, but not held)."""

    display: str
    slugs: tuple[str, ...] = ()
    own: bool = False


@dataclass(slots=True)
class Tables:
    held: dict[str, HeldCompany] = field(default_factory=dict)
    companies: dict[str, KnownName] = field(default_factory=dict)
    jobs: dict[str, tuple[Job, ...]] = field(default_factory=dict)
    roles: dict[str, RoleKey] = field(default_factory=dict)
    role_words: set[str] = field(default_factory=set)
    role_order: list[str] = field(default_factory=list)
    """The joined names of roles, and the titles that stand for one, in order: to find how names begin."""
    alias_full: dict[RoleKey, RoleKey] = field(default_factory=dict)
    alias_core: dict[str, str] = field(default_factory=dict)
    role_display: dict[RoleKey, str] = field(default_factory=dict)
    wider: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place_names: dict[str, frozenset[str]] = field(default_factory=dict)
    within: dict[str, frozenset[str]] = field(default_factory=dict)
    region_keys: dict[str, str] = field(default_factory=dict)
    region_words: set[str] = field(default_factory=set)
    level_alias: dict[str, str] = field(default_factory=dict)
    level_codes: frozenset[str] = frozenset()
    level_names: frozenset[str] = frozenset()
    company_words: frozenset[str] = frozenset()
    company_pool: dict[str, list[str]] = field(default_factory=dict)
    region_pool: dict[str, list[str]] = field(default_factory=dict)
    role_pool: dict[str, list[str]] = field(default_factory=dict)
