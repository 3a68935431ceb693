"""A small index of made-up guides, in several shapes, for exact look-ups."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.channels.batch import answerer
from bot.reading.names import Names
from ingest.index.build import ingest
from ingest.index.facts import Facts

HEAD = "| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |\n|---|---|---|---|---|\n"


def guide(company: str, role: str, rows: str, *, head: str = HEAD, matter: str = "") -> str:
    """A guide's text; rows without their outer bars, one a line."""
    body = "".join(f"| {row.strip()} |\n" for row in rows.strip().splitlines())
    return (
        f"{matter}### {role} | {company} Global Negotiation Guide\n\n{head}{body}\n**Global Levers**\n1. **One:** "
        f'"Say this."\n'
    )


GUIDES: dict[str, str] = {
    "tealgrove/software-engineer.md": guide("Tealgrove", "Software Engineer", """
        San Francisco (USD) | $150K–$190K | $100K–$180K | 10–15% | $190K–$260K
        NYC / Austin | $145K–$185K | $96K–$172K | 10–15% | $184K–$250K
        London (GBP £) | £90K–£120K | £60K–£100K | None | £105K–£145K
    """),
    "tealgrove/staff-software-engineer.md": guide("Tealgrove", "Staff Software Engineer (Principal / T6)", """
        San Francisco (USD) | $230K–$290K | $300K–$500K | 15% | $340K–$460K
        NYC / Austin | 95–98% of San Francisco | Same equity grant | 15% | Varies
        London (GBP £) | £140K–£180K | £200K–£320K | 15% | £210K–£290K
    """),
    "tealgrove/ml-ai-engineer.md": guide("Tealgrove", "ML/AI Engineer", """
        San Francisco (USD) | $180K–$230K | $160K–$260K | 10% | $238K–$318K
    """),
    "tealgrove/data-engineer.md": guide("Tealgrove", "Data Engineer", """
        San Francisco (USD) | $140K–$175K | $80K–$140K | 10% | $174K–$228K
    """),
    "square/software-engineer.md": guide("Square", "Software Engineer", """
        San Francisco | $160K–$200K | $120K–$200K | — | $190K–$250K
        Remote US | $140K–$180K | $100K–$160K | — | $165K–$220K
        Toronto | C$130K–C$160K | C$80K–C$120K | — | C$150K–C$190K
    """),
    "square/heron-ledger-engineer.md": guide("Square", "Heron Ledger Engineer", """
        San Francisco | $171K–$203K | $121K–$201K | — | $201K–$254K
    """),
    "andover-health-group/engineering-manager.md": guide("Andover Health Group", "Engineering Manager", """
        Boston, MA | $180K–$220K | $100K–$160K | 12% | $326K–$406K
    """),
    "levelwise/software-engineer.md": guide("Levelwise", "Software Engineer", """
        Mid (L3-L4) | Seattle | $130K–$160K | $40K–$80K | 10% | $153K–$196K
        Senior (L5) | Seattle | $170K–$210K | $90K–$150K | 10% | $209K–$268K
        Staff+ (L6+) | Seattle | $220K–$270K | $180K–$300K | 10% | $287K–$372K
    """, head="| Level | Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |\n|---|---|---|---|---|---|\n"),
}  # fmt: skip
NAMES = (
    'companies:\n  "Tealgrove": ["TG", "teal"]\n  "Farbrook": ["FBK"]\nroles:\n  "Software Engineer": ["codesmith"]\n'
)

Ask = Callable[..., Answer]


@pytest.fixture(scope="package")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("figures")
    for path, text in {**GUIDES, "names.yaml": NAMES}.items():
        file = root / "guides" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    ingest([root / "guides"], root / "index", vectors=False)
    return root / "index"


@pytest.fixture(scope="package")
def facts(index: Path) -> Iterator[Facts]:
    opened = Facts(index)
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def names(facts: Facts) -> Names:
    return Names(facts)


@pytest.fixture(scope="package")
def ask(facts: Facts) -> Ask:
    answer = answerer(facts, today=lambda: date(2026, 1, 15))

    def asked(*turns: str) -> Answer:
        given: Sequence[str] = turns
        return answer(given)

    return asked
