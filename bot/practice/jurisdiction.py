"""Where an employer may not ask for pay history, and where it tells the pay range: the playbook's table, by place.

For rehearsing only, and not legal advice: laws have exceptions and change; each row names the text to check.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.knowledge.law import PayHistoryLaw, pay_history_law, pay_history_laws
from ingest.lexicon.words import loaded


@dataclass(frozen=True, slots=True)
class PayHistoryRule:
    """One jurisdiction. history_since: asking for pay history is banned from then (None: no such rule known
    to this table); limited: it is so in part only, or not confirmed in national law. range_since: the pay range is
    told in the posting or on request from then."""

    name: str
    history_since: date | None
    history_source: str
    range_since: date | None = None
    range_source: str = ""
    note: str = ""
    limited: bool = False

    def bans_history(self, today: date) -> bool:
        """Whether a recruiter there may not ask what the candidate earns or earned."""
        return self.history_since is not None and today >= self.history_since and not self.limited

    def spares_history(self, today: date) -> bool:
        """Whether a careful recruiter there leaves the question out: where it is banned, and where it may be."""
        return self.history_since is not None and today >= self.history_since

    def tells_range(self, today: date) -> bool:
        """Whether a recruiter there tells the range for the position."""
        return self.range_since is not None and today >= self.range_since


NONE = PayHistoryRule("none named", None, "")


@cache
def _ranges() -> Mapping[str, Mapping[str, Any]]:
    text = (Path(__file__).parent / "data" / "pay-range-law.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Mapping[str, Any]] = loaded(text)
    return told


def _rule(law: PayHistoryLaw) -> PayHistoryRule:
    told = _ranges().get(law.jurisdiction, {})
    since = _day(law.since)
    return PayHistoryRule(
        law.jurisdiction, since, law.law, told.get("since"), told.get("law", ""), law.note, law.rule == "limited"
    )


def _day(written: str) -> date | None:
    """A date as the table has it; of a year or a month its first day."""
    digits = [int(piece) for piece in written.split("-") if piece.isdigit()]
    return date(*[*digits, 1, 1][:3]) if digits and 1900 < digits[0] < 2200 else None


def rules() -> tuple[PayHistoryRule, ...]:
    """Every rule of the table."""
    return tuple(_rule(law) for law in pay_history_laws())


def named(name: str) -> PayHistoryRule | None:
    """The rule of a jurisdiction called by its name, whatever the case; None when the table hasn't it."""
    wanted = name.strip().casefold()
    wanted = "new york" if wanted == "new york state" else wanted
    return next((_rule(law) for law in pay_history_laws() if law.jurisdiction.casefold() == wanted), None)


def of_place(place: str) -> PayHistoryRule:
    """The rule where a guide's region lies ("San Francisco", "Berlin"); NONE where the table knows none."""
    law = pay_history_law(place)
    return _rule(law) if law is not None else NONE
