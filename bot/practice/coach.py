"""The coach's hints: what to do next, from what the candidate knows and nothing the recruiter hides."""

from bot.practice import lines
from bot.practice.dialogue import amount
from bot.practice.scenario import Scenario
from bot.practice.state import Act, State
from bot.wording import listed, money
from ingest.guide.types import Source


def advice(scenario: Scenario, state: State, act: Act) -> str:
    """A hint for the state of the talk: what to do, why, and a line to say."""
    if state.over:
        return "The practice has ended. Look at the debrief."
    if state.phase == "final":
        return _final(scenario, state)
    if state.pending:
        return (
            "They've gone to ask for approval, so wait for the answer. Thank them, and don't lower your ask "
            "meanwhile. "
            'Say: "Thank you, I appreciate that you\'re taking it up."'
        )
    if act.doing == "ask-back":
        return (
            "They weren't sure what you meant: answer with the part, the figure, and per year or for the whole grant."
        )
    if not any(ask is not None for ask in state.asks):
        return _first(scenario, state)
    return _next(scenario, state, act)


def _final(scenario: Scenario, state: State) -> str:
    floors = {p.part: p.floor for p in scenario.prepared if p.floor is not None}
    short = [
        part.name for part, now in zip(scenario.parts, state.amounts, strict=True) if now < (floors.get(part.name) or 0)
    ]
    if short:
        return (
            f"This is final, and {listed(short)} lies below the floor you set. Keep it: thank them and decline. "
            f'Say: "{lines.kind_no(scenario)}"'
        )
    return (
        "This is final and won't move. Hold it against your floor and your best alternative. If it's above both, "
        "accept outright, "
        'sum it up and ask for it in writing: "I accept the offer. Could you send it in writing?"'
    )


def _first(scenario: Scenario, state: State) -> str:
    if not any(key.startswith("question:") for key in state.used):
        return (
            "Don't answer the figures yet. Thank them, and find out where there's room. "
            'Say: "Thank you, I\'m excited about this. Which parts of the offer have the most room?"'
        )
    base = scenario.parts[0]
    ask = next((p.ask for p in scenario.prepared if p.part == "base" and p.ask), None)
    guide = next((s for s in scenario.suggested if s.part == "base" and s.ask), None)
    ask = ask or (guide.ask if guide else None)
    level = ask or (base.opening + (base.top - base.opening) * 9 // 10) // base.step * base.step
    own = ""
    if guide is not None and guide.ask is not None:
        own = f" The guide itself would ask {amount(base, guide.ask, scenario.currency)[0]} ({_place(guide.source)})."
    wanted, high = amount(base, level, scenario.currency)[0], money(base.high, currency=scenario.currency)
    if base.opening >= base.high:
        return (
            f"The base is already at the guide's high end of {high} ({_place(base.source)}) or above it, so it is "
            f"no argument: name what you bring, and widen the talk to the other parts.{own}"
        )
    return (
        f"Name the first figure yourself, high in the band and with its reason. The guide's range for base goes up to "
        f'{high} ({_place(base.source)}).{own} Say: "The range for this role goes up to {high}. With what I bring, '
        f"I'm looking for {wanted} in base.\""
    )


def _place(source: Source) -> str:
    return f"{source.path}:{source.line}"


def _next(scenario: Scenario, state: State, act: Act) -> str:
    used = state.used
    asked = sum(ask is not None for ask in state.asks)
    lever = next((title for title, _ in scenario.levers), "")
    if state.left <= 3 and "form:commitment" not in used:
        return (
            'Time is short: tie your yes to a package. Say: "If you can do that, I\'ll sign today", with the '
            "figure for each part."
        )
    if not any(key.startswith("impact") for key in used):
        about = f' The guide argues "{lever}".' if lever else ""
        return (
            f"Give one concrete result of yours, with its number, and then your ask again.{about} A new reason "
            f"moves them; the same one twice doesn't."
        )
    if asked < 3:
        names = [part.label for part, ask in zip(scenario.parts, state.asks, strict=True) if ask is None]
        return (
            f"Widen it: ask for {listed(names[:2])} too. Base is usually the tightest part, so more parts mean "
            f"more room."
        )
    if "form:choices" not in used:
        return (
            "Offer two packages you'd be equally happy with, and let them choose: more base with a smaller signing "
            "bonus, or "
            'this base with more equity. Say: "Option A: … Option B: …"'
        )
    if "form:commitment" not in used:
        return (
            "You've made your case. Tie a yes to a package: \"If you can do …, I'll sign today.\" That's worth "
            "more than another reason."
        )
    return (
        (
            "Hold your figure, and come down by little steps only when they have moved. Ask what they'd need to get "
            "there."
        )
        if act.doing != "hold"
        else "They have nothing new to go on. Ask what would help them make the case, or swap one part for another."
    )
