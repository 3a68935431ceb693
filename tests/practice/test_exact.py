"""Exactness: what an offer says is played to the unit, in its own period, and told in one format."""

import re
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import pytest

from bot.answer import plain as in_words
from bot.conversation.rehearsal import debriefed
from bot.practice.debrief import debrief
from bot.practice.draw import draw
from bot.practice.export import markdown, page
from bot.practice.move import Move
from bot.practice.scenario import Request, Scenario
from bot.practice.session import Practice, end, play, start
from bot.practice.value import years
from bot.reading.terms import Offer
from ingest.guide.types import Guide
from tests.bench.practice import GUIDES, SHELF, Shelf, guide

DAY = date(2026, 1, 1)
MONTHLY = guide("foxtrot", (5_200, 7_900), (40_000, 90_000), (5, 10), currency="PLN", region="Warsaw")
MONTHLY = replace(
    MONTHLY,
    bands=tuple(replace(one, base=replace(one.base, period="month")) for one in MONTHLY.bands if one.base),
)


class Monthly(Shelf):
    """The shelf with a guide that states base by the month."""

    def guide(self, company: str, role: str) -> Guide | None:
        return MONTHLY if company == "foxtrot" else super().guide(company, role)

    def companies(self) -> Any:
        return (*super().companies(), replace(super().companies()[0], slug="foxtrot", display="Foxtrot"))

    def roles(self, company: str | None = None) -> Any:
        if company != "foxtrot":
            return super().roles(company)
        return tuple(replace(one, company="foxtrot", company_display="Foxtrot") for one in super().roles("alpha"))


class Stated(Monthly):
    """The shelf with one guide for the monthly company."""

    def __init__(self, held: Guide) -> None:
        self._held = held

    def guide(self, company: str, role: str) -> Guide | None:
        return self._held if company == "foxtrot" else super().guide(company, role)


def opened(company: str = "alpha", **changed: Any) -> Practice:
    request = Request(company=company, role="software-engineer", seed=7, **changed)
    return start(request, Monthly() if company == "foxtrot" else SHELF, DAY)


def amounts(practice: Practice) -> dict[str, int]:
    return {part.name: now for part, now in zip(practice.scenario.parts, practice.state.amounts, strict=True) if now}


def asked(practice: Practice, line: str) -> dict[str, int]:
    played, _ = play(practice, line)
    move = played.turns[-1].move
    assert move is not None
    return {ask.part: ask.amount for ask in move.asks}


# Monthly pay is played as monthly


def test_a_monthly_band_is_opened_said_and_counted_by_the_month() -> None:
    practice = opened("foxtrot")
    base = practice.scenario.parts[0]
    assert base.period == "month" and 5_200 <= base.opening <= 7_900
    assert "per month" in practice.turns[0].said and "per year" not in practice.turns[0].said.split("base of")[1][:24]
    assert years(practice.scenario, practice.state.amounts)[0].base == 12 * base.opening
    # What a unit of it costs over four years: 48 months, with the bonus on top, in thousandths.
    assert base.weight == 48 * (10_000 + practice.scenario.bonus_bp) // 10


@pytest.mark.parametrize(
    "line", ["I'd like 7,400 a month.", "Could you do 88,800 a year in base?", "7,400 base, please"]
)
def test_an_ask_by_the_month_and_one_by_the_year_come_to_the_same_monthly_base(line: str) -> None:
    assert asked(opened("foxtrot"), line)["base"] == 7_400


def test_an_offer_by_the_year_opens_a_monthly_band_at_a_twelfth_and_a_yearly_band_as_it_is() -> None:
    assert amounts(opened("foxtrot", offer=Offer(base=72_000, currency="PLN")))["base"] == 6_000
    assert amounts(opened("alpha", offer=Offer(base=181_000)))["base"] == 181_000


def test_a_month_more_is_twelve_times_as_much_a_year() -> None:
    assert asked(opened("alpha", offer=Offer(base=180_000)), "500 a month more on the base, please.")["base"] == 186_000


def test_equity_stated_by_the_month_is_twelve_times_as_much_a_year_and_no_grant() -> None:
    bands = tuple(replace(one, equity=replace(one.equity, period="month")) for one in MONTHLY.bands if one.equity)
    drawn, _ = draw(Request(company="foxtrot", role="software-engineer", seed=7), Stated(replace(MONTHLY, bands=bands)))
    part = drawn.parts[1]
    assert (part.period, part.low, part.high, part.years) == ("year", 480_000, 1_080_000, None)


# The person's own bonus and every part of their offer


@pytest.mark.parametrize(
    ("own", "equity", "said"),
    [
        (Offer(base=180_000, bonus_percent=10), False, "no equity in your offer"),
        (Offer(base=180_000), True, "stands in for it, from the guide's band"),
        (Offer(base=180_000, equity=150_000), True, ""),
    ],
    ids=["told part by part", "the base alone", "with its equity"],
)
def test_no_equity_is_made_up_and_what_stands_in_for_it_is_said(own: Offer, equity: bool, said: str) -> None:
    practice = opened(offer=own)
    untold = practice.untold or ""
    assert ("equity" in amounts(practice)) is equity and said in untold and bool(said) is bool(untold)


@pytest.mark.parametrize(
    ("own", "said", "yearly"),
    [
        (Offer(base=180_000, bonus_percent=17.5), "17.5% of base", 31_500),
        (Offer(base=180_000, bonus_amount=21_000), "$21K per year", 21_000),
    ],
)
def test_the_persons_own_bonus_is_the_bonus_of_the_rehearsal(own: Offer, said: str, yearly: int) -> None:
    practice = opened(offer=own)
    assert said in practice.turns[0].said
    assert years(practice.scenario, practice.state.amounts)[0].bonus == yearly


def test_every_part_of_the_persons_offer_is_what_stands_at_first() -> None:
    own = Offer(base=181_300, equity=151_700, signing=7_250, refresher=11_900, bonus_percent=12)
    practice = opened(offer=own)
    told = {"base": 181_300, "equity": 151_700, "signing": 7_250, "refresher": 11_900}
    assert amounts(practice) == told
    assert all(f"{value:,}" in practice.turns[0].said for value in told.values())


def test_a_part_that_only_the_persons_offer_has_is_on_the_table_too() -> None:
    assert amounts(opened("carol", offer=Offer(base=100_000, equity=40_000)))["equity"] == 40_000


def test_a_signing_bonus_in_two_parts_stands_with_both() -> None:
    practice = opened(offer=Offer(base=180_000, signing=20_000, signing_second=12_500))
    assert amounts(practice)["signing"] == 32_500
    assert next(part.label for part in practice.scenario.parts if part.name == "signing").endswith("over two years")


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (Offer(base=100_000, currency="GBP", equity=60_000, equity_currency="USD"), "in USD"),
        (Offer(base=100_000, currency="GBP", equity_count=4_000), "counted in shares"),
    ],
)
def test_a_grant_in_another_currency_or_in_shares_is_never_played_as_money_of_this_one(own: Offer, why: str) -> None:
    practice = opened("carol", offer=own)
    assert "equity" not in amounts(practice) and "60" not in practice.turns[0].said
    assert why in play(practice, Move("question", questions=("vesting",)))[1].text


# One format in a report


@pytest.mark.parametrize("company", ["alpha", "carol", "delta", "foxtrot"])
def test_a_report_writes_every_amount_of_its_own_with_all_its_digits(company: str) -> None:
    practice, _ = play(opened(company), "What's the range for this role?")
    practice, _ = play(practice, "More, please.")
    report = debrief(end(practice))
    quoted = {point.better for point in report.criteria} | {change.line for change in report.counterfactuals}
    quoted |= set(re.findall("“[^”]*”", markdown(report)))
    whole = (markdown(report), page(report), in_words(debriefed(report)))
    for told in whole:
        assert re.findall(r"\d[\d,.]*(?:K|M|L|Cr)\b", _own(told, quoted)) == [], told


def _own(told: str, quoted: set[str]) -> str:
    """A report without its picture, the transcript, and the lines to say, which stand as they are spoken."""
    told = re.split("## Turn by turn|<h2>Turn by turn", told)[0]
    told = re.sub(r"<svg.*?</svg>", "", told, flags=re.DOTALL)
    for line in sorted(filter(None, quoted), key=len, reverse=True):
        told = told.replace(line, "").replace(escape(line), "")
    return told


# Steps of a size that recruiters use


@pytest.mark.parametrize("seed", [1, 20, 39])
@pytest.mark.parametrize("company", [*(one.company for one in GUIDES), "foxtrot"])
def test_what_is_raised_is_raised_by_steps_that_a_recruiter_would_name(company: str, seed: int) -> None:
    request = Request(company=company, role="software-engineer", seed=seed)
    scenario, secrets = draw(request, Monthly() if company == "foxtrot" else SHELF, DAY)
    for part, cap in zip(scenario.parts, secrets.caps, strict=True):
        assert _plain(part.step), part
        # A step is neither a crumb nor a leap: no sign-on of 200, no grant raised by 200.
        assert part.high <= 400 * part.step and part.step <= max(1, part.high // 4), part
        assert (cap.amount - part.opening) % part.step == 0
        # What is paid once is named roughly: a sign-on of 9 or 14 thousand is nobody's.
        assert part.name != "signing" or part.high <= 20 * part.step, part


def _plain(step: int) -> bool:
    """One or five, and zeros."""
    return str(step).rstrip("0") in ("1", "5")


@pytest.mark.parametrize("company", [*(one.company for one in GUIDES), "foxtrot"])
def test_offers_in_a_call_move_in_the_parts_own_steps(company: str) -> None:
    practice = opened(company)
    scenario = practice.scenario
    for line in _coached(scenario):
        practice, _ = play(practice, line)
    for before, after in zip(practice.state.ledger, practice.state.ledger[1:], strict=False):
        for part, was, now in zip(scenario.parts, before.amounts, after.amounts, strict=True):
            assert (now - was) % part.step == 0, (part.name, was, now)


def _coached(scenario: Scenario) -> list[str]:
    base = scenario.parts[0]
    high = f"{base.high:,} {scenario.currency} a {base.period}"
    return [
        f"The range goes up to {high} base. I'm looking for {high}.",
        "I led the rewrite of our billing and saved 2 million a year.",
        "If you can do that, I'll sign today.",
        "Thank you for asking them.",
        "What else could you do?",
    ]


# A yes to a read-back


def test_figures_side_by_side_are_base_equity_and_signing_in_that_order() -> None:
    practice = opened(offer=Offer(base=200_000, equity=230_000))
    for line in ("212 and 240 with a 20k sign-on", "212, 240 and 20 to sign", "212 base, 240 stock, 20 sign-on"):
        assert asked(practice, line) == {"base": 212_000, "equity": 240_000, "signing": 20_000}, line


@pytest.mark.parametrize("line", ["Around 212 and 240, with something like a 20k sign-on, I guess?", "212/240/20?"])
def test_a_yes_to_what_was_read_back_plays_all_its_figures(line: str) -> None:
    practice, _ = play(opened(offer=Offer(base=200_000, equity=230_000)), line)
    last = practice.turns[-1]
    assert last.move is not None
    if last.act.doing == "ask-back":
        assert last.move.reading is not None
        meant = {ask.part: ask.amount for ask in last.move.reading.asks}
        assert all(f"{value // 1000}K" in last.said for value in meant.values()), last.said
        practice, _ = play(practice, "Yes, exactly.")
        last = practice.turns[-1]
    assert last.move is not None
    assert {ask.part: ask.amount for ask in last.move.asks} == {"base": 212_000, "equity": 240_000, "signing": 20_000}


def test_over_its_years_a_grant_comes_to_the_unit_and_a_yearly_one_begins_with_the_second() -> None:
    scenario = opened().scenario
    given = [{"equity": 400_003, "refresher": 7_000}.get(part.name, 0) for part in scenario.parts]
    told = years(scenario, given)
    assert [one.equity for one in told] == [100_003, 100_000, 100_000, 100_000]
    assert [one.refresher for one in told] == [0, 7_000, 7_000, 7_000]
