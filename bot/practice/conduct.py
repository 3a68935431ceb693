"""Rules about how it was carried: what was kept back, leverage, floor, deadline, warmth and the close."""

from bot.practice import lines
from bot.practice.findings import RuleFinding, Transcript, graded, not_heard, not_observed, sure, sure_topic
from bot.practice.move import Move
from bot.practice.phrases import phrases
from bot.wording import listed


def kept(script: Transcript) -> RuleFinding:
    told = script.first(_surely_let_out)
    pressed = any(
        any(line in t.line.text for line in (*phrases("asks_pay"), *phrases("asks_lowest")))
        for t in script.practice.turns
    )
    better = lines.private(script.scenario)
    if told:
        what = "what you earn" if told[1].disclosures[0].what == "pay" else "your floor"
        return RuleFinding("missed", 0, f"You told the recruiter {what}.", told[0], better)
    doubted = script.perhaps("figures:pay") or script.perhaps("figures:floor")
    if doubted or script.first(lambda m: m.disclosures or m.kind == "disclosure"):
        return not_observed("A line may have let out what you earn or would take; it couldn't be told which.")
    if pressed:
        return RuleFinding("good", 100, "You were asked, and neither floor nor pay was heard from you.")
    if len(script.turns) < 3:
        return not_observed("It didn't come up.")
    return RuleFinding("good", 100, "Neither your floor nor your pay was heard from you.")


def _surely_let_out(move: Move) -> bool:
    """Whether a line lets out a figure of one's own: surely that, in a line that is surely what it was taken for."""
    return bool(move.disclosures) and sure(move, "figures") and (move.kind == "disclosure" or sure(move, "kind"))


def leverage(script: Transcript) -> RuleFinding:
    heard = [(t, m, r) for t, m in script.turns for r in m.reasons if r.reason == "competing" and r.concrete]
    claims = [(t, r) for t, m, r in heard if r.holds is True or sure(m, "claims")]
    better = lines.honest_leverage(script.scenario)
    spoken = script.first(lambda m: any(r.reason == "competing" for r in m.reasons))
    doubted = any(script.perhaps(one) for one in ("reasons:competing", "figures:claim", "unsure:reasons:competing"))
    market = script.first(
        lambda m: any(r.reason == "competing" and r.holds is not True for r in m.reasons) and _of_the_market(m)
    )
    if (not claims and (spoken or doubted)) or market:
        return not_observed("Whether you told of another offer, and of which, couldn't be told, so this isn't judged.")
    if not claims:
        return not_heard("No other offer was heard.")
    false = next(((t, r) for t, r in claims if r.holds is False), None)
    if false:
        return RuleFinding(
            "missed",
            0,
            "You claimed an offer that isn't among the facts of this scenario, or not with these figures.",
            false[0],
            better,
        )
    if any(r.holds is None for _, r in claims):
        return not_observed(
            "You spoke of another offer. None was told beforehand, so whether you hold it can't be known and isn't "
            "judged: name it in a call only where it is real."
        )
    return RuleFinding("good", 100, "You used an offer you really hold, with its own figures.", claims[0][0])


def _of_the_market(move: Move) -> bool:
    """Whether a line may tell what others earn instead of an offer that is held."""
    return "reasons:market" in move.perhaps or any(one.reason == "market" for one in move.reasons)


def walk_away(script: Transcript) -> RuleFinding:
    floors = [(p, script.scenario.index(p.part)) for p in script.scenario.prepared if p.floor is not None]
    if not floors:
        return not_observed("You set no floor, so there was none to keep.")
    state = script.practice.state
    short = [p.part for p, at in floors if at is not None and state.amounts[at] < (p.floor or 0)]
    total = next((p.floor for p, at in floors if p.part == "total" and p.floor), None)
    if total is not None:
        from bot.practice.value import four_years

        if four_years(script.scenario, state.amounts) < 4 * total:
            short.append("total")
    last = script.turns[-1][0] if script.turns else None
    better = lines.kind_no(script.scenario)
    if state.ended == "agreed":
        return (
            RuleFinding("missed", 0, f"You accepted below your floor on {listed(short)}.", last, better)
            if short
            else RuleFinding("good", 100, "What you accepted is above your floor.", last)
        )
    if state.ended == "candidate":
        return (
            RuleFinding("good", 100, "You left an offer that stayed below your floor.", last)
            if short
            else graded(
                30, "You left although the offer was above your floor.", last, "That works for me. I accept the offer."
            )
        )
    return not_observed("It ended without a yes or a no from you.")


def _speaks_of_time(move: Move) -> bool:
    asked = "timeline" in move.questions and sure_topic(move, "timeline")
    return sure(move, "kind") and (move.time or asked)


def deadline(script: Transcript) -> RuleFinding:
    state = script.practice.state
    asked = script.first(_speaks_of_time)
    pushed = script.first(lambda m: m.ultimatum and sure(m, "kind"))
    if state.ended == "expired":
        return graded(
            0,
            "The offer lapsed before you answered.",
            script.turns[-1][0] if script.turns else None,
            lines.more_time(script.scenario),
        )
    if pushed:
        return graded(
            20,
            "You put the recruiter under pressure with an ultimatum.",
            pushed[0],
            lines.no_threat(script.scenario),
        )
    if asked:
        return RuleFinding("good", 100, "You spoke about the time openly.", asked[0])
    doubts = ("questions:deadline", "unsure:questions:deadline", "kind:time")
    if script.first(lambda m: m.time or "timeline" in m.questions) or any(map(script.perhaps, doubts)):
        return not_observed("Whether you spoke about the time couldn't be told, so this isn't judged.")
    return not_heard("No word on the time was heard.")


def warmth(script: Transcript) -> RuleFinding:
    rude = script.first(lambda m: m.rude and sure(m, "flags:rude"))
    told = [(t, m) for t, m in script.turns if m.warm and sure(m, "flags:warm")]
    warm = [t for t, _ in sorted(told, key=lambda one: one[1].kind != "warmth")]
    better = "Thank you for working on this with me. I'd really like to join the team."
    if rude:
        return graded(0, "You were harsh with the person who has to argue for you.", rude[0], better)
    if not script.turns:
        return not_observed("Nothing was heard.")
    if warm:
        return RuleFinding("good", 100, "You were warm.", warm[0])
    if any(script.perhaps(one) for one in ("flags:warm", "unsure:flags:warm", "unsure:flags:rude")):
        return not_observed("Whether a line was meant warmly couldn't be told, so this isn't judged.")
    return graded(10, "No word was heard that you'd like to join.", None, better)


def close(script: Transcript) -> RuleFinding:
    commitment = script.first(lambda m: m.kind == "conditional" and m.asks and sure(m, "kind"))
    last = [(t, m) for t, m in script.turns if t.phase in ("final", "closed") or t.act.doing in ("agree", "deal")]
    recap = next((t for t, m in last if m.recap), None)
    writing = next((t for t, m in last if m.writing), None) or next(
        (t for t, m in script.turns if m.writing and m.kind in ("accept", "conditional")), None
    )
    done = [
        name
        for name, seen in (
            ("a conditional commitment", commitment),
            ("a recap", recap),
            ("a request for it in writing", writing),
        )
        if seen
    ]
    better = lines.recapped(script.scenario, script.practice.state.amounts)
    if script.practice.state.ended != "agreed":
        return not_observed("It ended without an agreement, so there is no close to judge.")
    turn = commitment[0] if commitment else writing or recap
    if not done and any(script.perhaps(f"flags:{one}") for one in ("recap", "in-writing", "if-then")):
        return not_observed("Whether your yes set a condition, summed up or asked for it in writing couldn't be told.")
    return graded(
        {0: 0, 1: 50, 2: 80, 3: 100}[len(done)],
        f"You closed with {listed(done)}."
        if done
        else "With your yes, no condition, no recap and no wish for it in writing were heard.",
        turn,
        better,
    )
