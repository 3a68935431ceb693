"""Lines for the person to say: the playbook's words with figures of this scenario, heard as they are meant."""

from collections.abc import Sequence

from bot.practice.cards import spoken
from bot.practice.dialogue import amount, day, equity_name, package
from bot.practice.move import FigureAsk
from bot.practice.scenario import Scenario
from bot.wording import listed, money, period_words

THANKS = "Thank you, I appreciate that you're taking it up."
"""While somebody is asked."""


def asks(scenario: Scenario, share: int, *names: str) -> tuple[FigureAsk, ...]:
    """An ask for each part named (all, where none is), `share` percent of the way from its opening to its top."""
    found = []
    for part in scenario.parts:
        if (not names or part.name in names) and part.top > part.opening:
            level = part.opening + (part.top - part.opening) * share // 100
            found.append(FigureAsk(part.name, max(part.opening, level // part.step * part.step)))
    return tuple(found)


def said(scenario: Scenario, wanted: Sequence[FigureAsk]) -> str:
    """Asks in words: "a base of $205K per year and a $20K signing bonus"."""
    words = []
    for ask in wanted:
        at = scenario.index(ask.part)
        if at is not None:
            part = scenario.parts[at]
            figure = amount(part, ask.amount, scenario.currency)[0]
            put = {
                "base": f"a base of {figure}",
                "signing": f"a {figure} signing bonus",
                "refresher": f"{figure} as a yearly refresher",
                "relocation": f"{figure} for relocation",
            }
            words.append(put.get(part.name) or f"{figure} in {equity_name(part)}")
    return listed(words)


def figures(scenario: Scenario, wanted: Sequence[FigureAsk]) -> str:
    """Asks as their figures alone: "$205K per year"."""
    parts = [(scenario.parts[at], ask) for ask in wanted if (at := scenario.index(ask.part)) is not None]
    return listed([amount(part, ask.amount, scenario.currency)[0] for part, ask in parts])


def because(scenario: Scenario) -> str:
    """The guide's range as a reason, "" where the opening is at its top already."""
    base = scenario.parts[0]
    if base.opening >= base.high:
        return ""
    top = f"{money(base.high, currency=scenario.currency)} {period_words(base.period)}"
    return f"The range for this role goes up to {top}."


def options(scenario: Scenario, packages: Sequence[Sequence[FigureAsk]]) -> str:
    """Several packages to choose from."""
    words = " ".join(f"Option {mark}: {said(scenario, one)}." for mark, one in zip("AB", packages, strict=False))
    return f"Either of these would work for me. {words}"


def two_ways(scenario: Scenario) -> tuple[tuple[FigureAsk, ...], tuple[FigureAsk, ...]]:
    """Two packages of about the same worth: more base, or more of the rest."""
    return (
        asks(scenario, 95, "base", "signing"),
        asks(scenario, 85, "base") + asks(scenario, 95, "equity", "refresher", "relocation"),
    )


def near_the_top(scenario: Scenario) -> str:
    """A first figure high in the band, with its reason."""
    wanted = said(scenario, asks(scenario, 90, "base") or asks(scenario, 90))
    words = spoken("how-much-to-counter", scenario, ask=wanted) or f"I'm looking for {wanted}."
    return f"{because(scenario)} {words}".strip()


def deed(scenario: Scenario) -> str:
    """An ask with a result of the person's own as its reason; the result is theirs to fill in."""
    wanted = said(scenario, asks(scenario, 90, "base") or asks(scenario, 90))
    return f"In my last role I [your result, with its number]. With that I'm looking for {wanted}."


def private(scenario: Scenario) -> str:
    """What is earned, and the least that would do, kept out of it."""
    wanted = said(scenario, asks(scenario, 90, "base") or asks(scenario, 90))
    words = spoken("salary-history-asked", scenario, ask=wanted)
    return words or f"I'd rather talk about what the role is worth. I'm looking for {wanted}."


def open_questions(scenario: Scenario) -> str:
    """A question for where there is room."""
    return spoken("which-levers-have-i", scenario) or "Which parts of the offer have the most room?"


def more_time(scenario: Scenario) -> str:
    """A wish for time, with its day."""
    wanted = day(scenario, later=False)
    return spoken("ask-for-more-time", scenario, deadline=wanted) or f"Can I think about it until {wanted}?"


def no_threat(scenario: Scenario) -> str:
    """An ask to settle on, in place of an ultimatum. It promises nothing: that is for the person to decide."""
    wanted = said(scenario, asks(scenario, 80, "base") or asks(scenario, 80))
    return spoken("split-the-difference", scenario, ask=wanted) or f"Could we settle on {wanted}?"


def tied(scenario: Scenario) -> str:
    """A yes tied to a figure. It is a promise: said only with the advice to give it where it is meant."""
    wanted = said(scenario, asks(scenario, 80, "base") or asks(scenario, 80))
    return f"If you can do {wanted}, I'll sign."


def kind_no(scenario: Scenario) -> str:
    """A refusal that leaves the door open."""
    return spoken("saying-no", scenario) or "I have to say no at that figure. Thank you for your time."


def wider(scenario: Scenario, named: Sequence[str]) -> str:
    """An ask for parts that weren't asked for yet; near the top of the band where all were."""
    others = [part.name for part in scenario.parts if part.name not in named and part.name != "base"]
    wanted = asks(scenario, 80, *others[:2]) if others else ()
    if not wanted:
        return near_the_top(scenario)
    words = spoken("plan-your-asks", scenario, ask=said(scenario, wanted))
    return words or f"Besides base, I'd like {said(scenario, wanted)}."


def a_little_less(scenario: Scenario, amounts: Sequence[int], live: Sequence[int | None]) -> str:
    """The largest ask lowered by a small step; amounts: the offer that stood."""
    gaps = [
        (part.weight * (ask - now), at)
        for at, (part, ask, now) in enumerate(zip(scenario.parts, live, amounts, strict=True))
        if ask is not None and ask > now
    ]
    if not gaps:
        return near_the_top(scenario)
    at = max(gaps)[1]
    part, now = scenario.parts[at], amounts[at]
    ask = min(live[at] or 0, max(part.top, now + part.step))
    lower = max(now + part.step, ask - max(part.step, (ask - now) * 15 // 100 // part.step * part.step))
    wanted = said(scenario, [FigureAsk(part.name, lower)])
    return spoken("split-the-difference", scenario, ask=wanted) or f"Could we settle on {wanted}?"


def recapped(scenario: Scenario, amounts: Sequence[int]) -> str:
    """A yes that sums the offer up and wants it in writing."""
    return f"To recap: {package(scenario, amounts)[0]}. I accept. Could you send it in writing?"


def honest_leverage(scenario: Scenario) -> str:
    """The offer that is really held, with its own figure; where none is, that there is none, and the range instead."""
    for other in scenario.others:
        if other.base and other.company:
            base = money(other.base, currency=other.currency or scenario.currency)
            wanted = figures(scenario, asks(scenario, 90, "base"))
            words = (
                spoken("two-offers", scenario, other_company=other.company, other=base, ask=wanted) if wanted else ""
            )
            return words or f"{other.company} has offered me {base} base, and I can show you the letter."
    wanted = said(scenario, asks(scenario, 90, "base") or asks(scenario, 90))
    words = spoken("no-other-offer", scenario, ask=wanted)
    return words or f"I hold no other offer. {near_the_top(scenario)}"
