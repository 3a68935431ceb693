"""A folder of small guides to ingest, and an embedding of them that is quick: the real model, few passages."""

from pathlib import Path

import pytest

TABLE = """### {role} | {company} Global Negotiation Guide

**Negotiation DNA:** Solid base, modest equity

| Region | Base Salary | Stock (RSU/4yr) | Bonus | Total Comp |
|---|---|---|---|---|
| Lisbon | €{low}K–€{high}K | €40K–€90K | 5–10% | €70K–€120K |
| Oslo (HQ) | €{low}K–€{high}K | €50K–€95K | 5–10% | €72K–€125K |

**Level Mapping:** {company} {role} = Google L4

**Global Levers**
1. **Payments experience:** "I have run {company}-sized payment systems. I need €{high}K base."
2. **Competing offers:** "Acme is offering €95K base. I need €96K."

> **Negotiate Up Strategy:** "I need €{high}K base and €85K equity over 4 years. My floor is €{low}K."

**Evidence & Sources**
- A survey of pay in {company}'s field (2026)
"""


def guide(company: str = "Fernhill", role: str = "Data Engineer", low: int = 60, high: int = 90) -> str:
    """A guide's text in the shape that most real ones have."""
    return TABLE.format(company=company, role=role, low=low, high=high)


def put(root: Path, company: str, role: str, text: str) -> Path:
    """Write a guide to root/company/role.md."""
    file = root / company / f"{role}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    """Three guides of two companies, and aliases."""
    root = tmp_path / "guides"
    put(root, "fernhill", "data-engineer", guide())
    put(root, "fernhill", "product-manager", guide(role="Product Manager", low=70, high=99))
    put(root, "quarry-bank", "data-engineer", guide("Quarry Bank", low=55, high=80))
    (root / "names.yaml").write_text("companies:\n  Fernhill: [FH, Fern Hill]\nregions:\n  Lisbon: [Lisboa]\n")
    return root
