"""A role apart from how it is written: its rank and its specialty, from a title, and from a guide's name for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lexicon import titles

SOFTWARE = "softwareengineer"


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
    while len(singular) > 1 and singular[-1] in titles.behind_a_title():
        ahead.append(titles.seniority()[singular.pop()])
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
