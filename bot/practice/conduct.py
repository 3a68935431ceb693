"""Rules about how it was carried: what was kept back, leverage, floor, deadline, warmth and the close."""

from bot.languages.phrase import phrase
from bot.practice import lines
from bot.practice.findings import RuleFinding, Transcript, called, graded, not_heard, not_observed, sure, sure_topic
from bot.practice.move import Move
from bot.practice.phrases import phrases


def kept(script: Transcript) -> RuleFinding:
    told = script.first(_surely_let_out)
    pressed = any(
        any(line in t.line.text for line in (*phrases("asks_pay"), *phrases("asks_lowest")))
        for t in script.practice.turns
    )
    better = lines.private(script.scenario)
    if told:
        what = "toldPay" if told[1].disclosures[0].what == "pay" else "toldFloor"
        return RuleFinding("missed", 0, phrase(what), told[0], better)
    if either := script.first(_let_out_either):
        return RuleFinding("missed", 0, phrase("toldEither"), either[0], better)
    doubted = script.perhaps("figures:pay") or script.perhaps("figures:floor")
    if doubted or script.unread_figure or script.first(lambda m: m.disclosures or m.kind == "disclosure"):
        return not_observed(phrase("toldPerhaps"))
    if pressed:
        return RuleFinding("good", 100, phrase("keptAsked"))
    if len(script.turns) < 3:
        return not_observed(phrase("notComeUp"))
    return RuleFinding("good", 100, phrase("keptUnasked"))


def _surely_let_out(move: Move) -> bool:
    """Whether a line lets out a figure of one's own: surely that, in a line that is surely what it was taken for."""
    either = {f"figures:{one}" for one in ("pay", "floor")} & set(move.perhaps)  # One of them, taken for the other.
    return _lets_out(move) and not either and (move.kind == "disclosure" or sure(move, "kind"))


def _let_out_either(move: Move) -> bool:
    """Whether a line is surely there to let one out, though not surely which: "My floor is 172K base"."""
    return _lets_out(move) and move.kind == "disclosure" and sure(move, "kind")


def _lets_out(move: Move) -> bool:
    # What another, or a promotion, would pay; what the band is asked to be.
    elsewhere = {"reasons:competing", "figures:claim", "questions:band"} & set(move.perhaps)
    return bool(move.disclosures) and sure(move, "figures") and not elsewhere


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
        return not_observed(phrase("rivalUnsure"))
    if not claims:
        return not_heard(phrase("noRival"))
    false = next(((t, r) for t, r in claims if r.holds is False), None)
    if false:
        return RuleFinding(
            "missed",
            0,
            phrase("rivalFalse"),
            false[0],
            better,
        )
    if any(r.holds is None for _, r in claims):
        first = next(t for t, r in claims if r.holds is None)
        return graded(30, phrase("rivalUntold"), first, better)
    return RuleFinding("good", 100, phrase("rivalTrue"), claims[0][0])


def _of_the_market(move: Move) -> bool:
    """Whether a line may tell what others earn instead of an offer that is held."""
    return "reasons:market" in move.perhaps or any(one.reason == "market" for one in move.reasons)


def walk_away(script: Transcript) -> RuleFinding:
    floors = [(p, script.scenario.index(p.part)) for p in script.scenario.prepared if p.floor is not None]
    if not floors:
        return not_observed(phrase("noFloor"))
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
            RuleFinding("missed", 0, phrase("acceptedBelow", parts=called(short)), last, better)
            if short
            else RuleFinding("good", 100, phrase("acceptedAbove"), last)
        )
    if state.ended == "candidate":
        return (
            RuleFinding("good", 100, phrase("leftBelow"), last)
            if short
            else graded(30, phrase("leftAbove"), last, "That works for me. I accept the offer.")
        )
    return not_observed(phrase("neitherYesNorNo"))


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
            phrase("offerLapsed"),
            script.turns[-1][0] if script.turns else None,
            lines.more_time(script.scenario),
        )
    if pushed:
        return graded(
            20,
            phrase("timePressed"),
            pushed[0],
            lines.no_threat(script.scenario),
        )
    if asked:
        return RuleFinding("good", 100, phrase("timeOpen"), asked[0])
    doubts = ("questions:deadline", "unsure:questions:deadline", "kind:time")
    if script.first(lambda m: m.time or "timeline" in m.questions) or any(map(script.perhaps, doubts)):
        return not_observed(phrase("timeUnsure"))
    return not_heard(phrase("noTime"))


def warmth(script: Transcript) -> RuleFinding:
    rude = script.first(lambda m: m.rude and sure(m, "flags:rude"))
    told = [(t, m) for t, m in script.turns if m.warm and sure(m, "flags:warm")]
    warm = [t for t, _ in sorted(told, key=lambda one: one[1].kind != "warmth")]
    better = "Thank you for working on this with me. I'd really like to join the team."
    if rude:
        return graded(0, phrase("harsh"), rude[0], better)
    if not script.turns:
        return not_observed(phrase("nothingHeard"))
    if warm:
        return RuleFinding("good", 100, phrase("warm"), warm[0])
    if any(script.perhaps(one) for one in ("flags:warm", "unsure:flags:warm", "unsure:flags:rude")):
        return not_observed(phrase("warmUnsure"))
    return graded(10, phrase("notWarm"), None, better)


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
            (phrase("closeCondition"), commitment),
            (phrase("closeRecap"), recap),
            (phrase("closeWriting"), writing),
        )
        if seen
    ]
    better = lines.recapped(script.scenario, script.practice.state.amounts)
    if script.practice.state.ended != "agreed":
        return not_observed(phrase("noAgreement"))
    turn = commitment[0] if commitment else writing or recap
    if not done and any(script.perhaps(f"flags:{one}") for one in ("recap", "in-writing", "if-then")):
        return not_observed(phrase("closeUnsure"))
    return graded(
        {0: 0, 1: 50, 2: 80, 3: 100}[len(done)],
        phrase("closedWith", what=tuple(done)) if done else phrase("closedBare"),
        turn,
        better,
    )
