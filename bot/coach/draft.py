"""An answer while it is being put together: its blocks, and every figure, number and citation they rest on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from bot.answer import Answer, BandRow, Block, Citation, Figure, Number, Status, Suggestions, Text, Warning_
from bot.languages.phrase import Paid, Phrased, found, phrase
from bot.wording import money
from ingest.amounts.numbers import mentions
from ingest.guide.types import Band, Component, ComponentName, Finding, Guide, Source

BAND = "The guide's base for"
"""How the line on a person's band begins, beside advice."""
LABELS: dict[str, str] = {
    "base": "Base",
    "equity": "Equity",
    "bonus": "Bonus",
    "signing": "Signing bonus",
    "total": "Total",
}


IN_WORDS: dict[ComponentName, str] = {
    "base": "part-inBase",
    "equity": "part-inEquity",
    "bonus": "part-inBonus",
    "signing": "part-inSigning",
    "total": "part-inTotal",
}
"""By which phrase a part is named within others."""


AGE = frozenset({"overdue-review", "stale", "undated"})
"""Codes of findings that say how old a guide is; their sentences say whose it is."""


@dataclass(slots=True)
class Draft:
    """Blocks in the order they are read, and what stands behind them; a citation is added once however often cited."""

    intent: str
    blocks: list[Block] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    citations: dict[str, Citation] = field(default_factory=dict)

    def say(self, text: str, *cites: str) -> None:
        """A paragraph, or nothing for an empty text."""
        if text.strip():
            said = text if isinstance(text, Phrased) else text.strip()
            self.blocks.append(Text(text=said, cites=tuple(dict.fromkeys(c for c in cites if c))))

    def cite(self, source: Source, guide: Guide) -> str:
        """The id of a citation of this place."""
        id_ = f"{source.path}:{source.line}"
        known = self.citations.get(id_)
        # Several cells of one row, or sentences of one line, share a place: the citation holds them all.
        text = source.text if known is None or source.text in known.text else f"{known.text} | {source.text}"
        if known is not None and (not source.text or source.text in known.text):
            return id_
        self.citations[id_] = Citation(
            id=id_,
            path=source.path,
            line=source.line,
            section=source.section or (known.section if known else ""),
            text=text.removeprefix(" | "),
            company=guide.company_display,
            role=guide.role_display,
            title=guide.title,
            date=guide.updated,
        )
        return id_

    def figure(self, band: Band, name: ComponentName, guide: Guide) -> Figure | None:
        """The guide's figure for one component of a band, added with its citation; None where it gives words only."""
        part: Component | None = getattr(band, name)
        if part is None:
            return None
        figure = figure_of(band, name, part, self.cite(part.source, guide))
        if figure is not None and figure not in self.figures:
            self.figures.append(figure)
        return figure

    def user(self, text: str, value: Number) -> str:
        """A number of the user's, or computed; text is returned as written in the answer."""
        if value not in self.numbers:
            self.numbers.append(value)
        return text

    def quoted(self, text: str) -> str:
        """A text quoted from a cited passage, its numbers noted as such."""
        for one in mentions(text):
            if one.kind == "date":
                continue
            unit: Literal["percent", "count"] | None = (
                "percent" if one.kind == "percent" else "count" if one.kind in ("count", "plain") else None
            )
            number = Number(
                origin="passage", text=one.text.strip(), low=one.low, high=one.high, currency=one.currency, unit=unit,
                period=one.period, years=one.years,
            )  # fmt: skip
            if number not in self.numbers:
                self.numbers.append(number)
        return text

    def warn(self, findings: Iterable[Finding], guide: Guide) -> None:
        """What the guide gets wrong about the figures shown."""
        for finding in findings:
            place = Source(finding.path, finding.line, "", "")
            self.blocks.append(Warning_(code=finding.code, text=warned(finding, guide), cite=self.cite(place, guide)))

    def suggest(self, *items: str, choices: bool = False) -> None:
        self.blocks.append(Suggestions(items=tuple(items), choices=choices))

    def answer(self, status: Status = "answered") -> Answer:
        dates = [c.date for c in self.citations.values() if c.date]
        return Answer(
            status=status,
            blocks=tuple(self.blocks),
            figures=tuple(self.figures),
            numbers=tuple(self.numbers),
            citations=tuple(self.citations.values()),
            date=min(dates) if dates else None,
            intent=self.intent,
        )


def figure_of(band: Band, name: ComponentName, part: Component, cite: str) -> Figure | None:
    """The Figure of a stated component; None where the guide gives no number."""
    place = Figure(
        component=name,
        low=0,
        high=0,
        company=band.company,
        company_display=band.company_display,
        role=band.role,
        role_display=band.role_display,
        level=band.level,
        region=band.region,
        derived=part.derived,
        kind=part.kind,
        source=cite,
    )
    if part.amount is not None:
        amount = part.amount
        money_ = {"currency": amount.currency, "open": amount.open, "period": part.period, "years": part.years}
        return place.model_copy(update={"low": amount.low, "high": amount.high, **money_})
    if part.percent is not None:
        share = part.percent
        return place.model_copy(update={"low": share.low, "high": share.high, "unit": "percent", "open": share.open})
    if part.count is not None:
        return place.model_copy(update={"low": part.count.low, "high": part.count.high, "unit": "options"})
    return None


def part_of(name: str) -> str:
    """What a part of pay is called in a table or card."""
    return phrase(f"part-{name}") if name in LABELS else name.title()


def shown(one: Figure | Number, *, period: bool = False) -> Phrased:
    """A figure or number as `said` writes it, which knows its parts: for a cell or a row."""
    in_money = one.unit is None and period
    paid = Paid(
        value=one.low, high=one.high, currency=one.currency, unit=None if one.unit == "count" else one.unit,
        open=getattr(one, "open", False), period=one.period if in_money else None, years=one.years,
    )  # fmt: skip
    return phrase("paidOnce" if paid.period == "once" else "figure", amount=paid)


def row(figure: Figure, verbatim: str, user: int | None = None, position: int | None = None) -> BandRow:
    """A figure as a row of a card or gauge."""
    return BandRow(
        component=figure.component,
        label=part_of(figure.component),
        text=shown(figure, period=True),
        verbatim=verbatim,
        low=figure.low,
        high=figure.high,
        currency=figure.currency,
        unit=figure.unit,
        period=figure.period,
        years=figure.years,
        user=user,
        position=position,
        derived=figure.derived,
        cite=figure.source,
    )


def about(findings: Iterable[Finding], band: Band, components: Iterable[str]) -> list[Finding]:
    """The findings about these components of this band, and about the guide's age."""
    wanted = set(components)
    found = []
    for one in findings:
        here = one.region in (None, band.region) and one.level in (None, band.level)
        concerns = one.component in wanted or (one.component is None and ("overdue" in one.code or "stale" in one.code))
        if here and concerns and one.path == band.path:
            found.append(one)
    return found


def mine(
    value: int,
    currency: str | None,
    *,
    period: Literal["year", "grant", "once"] | None = None,
    years: int | None = None,
) -> Number:
    """A number the user gave, in money."""
    return Number(
        origin="user",
        text=money(value, None, currency),
        low=value,
        high=value,
        currency=currency,
        period=period,
        years=years,
    )


def computed(
    value: int, currency: str | None, how: str, *, period: Literal["year", "grant", "once"] | None = None
) -> Number:
    """A number computed here, in money, with its sum."""
    return Number(
        origin="computed",
        text=money(value, None, currency),
        low=value,
        high=value,
        currency=currency,
        period=period,
        how=how,
    )


def sentences(text: str) -> list[str]:
    """A text in sentences; a full stop inside a number, after an initial or of a time of day does not end one."""
    parts = re.split(r"(?<=[.!?])(?<!\b[ap]\.m\.)[\"”']?\s+(?=[\"“'A-Z\[(])", text.strip())
    return [p for p in (part.strip() for part in parts) if p]


def warned(finding: Finding, guide: Guide) -> str:
    """What a finding says; one about the guide's age names it, since an answer may rest on several."""
    if finding.code not in AGE:
        return found(finding)
    whose = phrase("guideOf", role=guide.role_display) if guide.role_display else phrase("theGuide")
    return found(finding, whose=whose)
