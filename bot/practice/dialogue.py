"""What the recruiter does, in words: templates with variety, each figure with its unit and from this turn's ledger."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.practice.line import RecruiterLine, SaidFigure, Shown
from bot.practice.move import FigureAsk, Move
from bot.practice.phrases import has, phrases
from bot.practice.scenario import Part, Persona, Scenario, in_speech
from bot.practice.state import Act
from bot.wording import listed, money, percent, period_words


def opening(scenario: Scenario, state: Shown) -> RecruiterLine:
    """The recruiter's first line, with the opening offer in it."""
    pick = _picker(scenario, 0, ())
    words, figures = package(scenario, state.amounts)
    bonus, more = _bonus(scenario)
    text = " ".join(
        pick("opening", phrases("openings", scenario.persona))
        .format(company=scenario.company_display, role=_role(scenario), package=words, bonus=bonus)
        .split()
    )
    if scenario.difficulty == "hard":
        text += f" {pick('date', phrases('dates')).format(day=day(scenario, later=False))}"
    return RecruiterLine(begun_in_capitals(text), (*figures, *more), scenario.persona, "opening")


def day(scenario: Scenario, *, later: bool) -> str:
    """The day until which the offer stands, as people say it: "Friday", "Tuesday next week"."""
    wanted = scenario.decide_by[later] if scenario.decide_by else None
    if wanted is None:
        return "the date in the letter"
    weeks = (wanted - timedelta(days=wanted.weekday()) - scenario.today).days
    weeks = -(-(weeks) // 7) if weeks > 0 else 0
    return f"{wanted:%A}{('', ' next week', ' the week after next')[min(weeks, 2)]}"


def begun_in_capitals(text: str) -> str:
    """The text with every sentence begun in a capital, whatever a template was filled with."""
    begins = (not at or text[at - 2 : at] in (". ", "! ", "? ") for at in range(len(text)))
    return "".join(sign.upper() if first else sign for sign, first in zip(text, begins, strict=True))


def _role(scenario: Scenario) -> str:
    """The role with its place, and its level where that holds no number to be taken for a figure."""
    role = in_speech(scenario.role_display)
    return f"{role} in {in_speech(scenario.region)}" if scenario.region else role


def say(scenario: Scenario, before: Shown, state: Shown, move: Move, act: Act, recent: Sequence[str]) -> RecruiterLine:
    """The line for one move. recent: the recruiter's last lines, so that none is said again at once."""
    pick = _picker(scenario, len(recent) * 31 + state.turn * 7 + state.offers, recent)
    figures: list[SaidFigure] = []
    said: list[str] = []
    if act.doing not in ("ask-back", "ignored", "language", "over", "deal", "walked", "expired"):
        said += [pick(f"found {topic}", phrases("found", _priced(scenario, topic), "other")) for topic in act.kept[:1]]
        said += _acknowledge(pick, scenario, state, move, act)
        settled = {*act.granted, *act.refused} | (
            {"level"} if "level review" in (*act.granted, *act.refused) else set()
        )
        for topic in act.topics:
            if topic in settled or (topic == "unsure" and move.writing):
                continue
            words, more = _topic(pick, scenario, state, _as_sure(topic, move))
            said.append(words)
            figures += more
    if act.chosen and act.doing in ("approval", "offer", "hold"):
        picked, theirs = _chosen(pick, scenario, act.chosen)
        said.append(picked)
        figures += theirs
    going_on = act.doing in ("offer", "hold", "talk") and not state.over
    if move.hardly_tells(act.probe or "-"):
        act = replace(act, probe="")
    after = [one for one in _after(pick, scenario, state, act, recent) if one] if going_on else []
    if not after or not (act.doing == "talk" or (act.doing == "hold" and act.probe)):
        words, more = _core(pick, scenario, before, state, move, act)
        said.append(words)
        figures += more
    if act.doing == "approval" and state.left > 1 and not move.conditional:
        said.append(pick("signing", phrases("core", "asks signing")))
    said += after
    return RecruiterLine(
        begun_in_capitals(" ".join(part for part in said if part)),
        tuple(dict.fromkeys(figures)),
        scenario.persona,
        act.doing,
    )


def _as_sure(topic: str, move: Move) -> str:
    """The topic, or what is said where a line is hardly a question at all."""
    return "unsure faint" if topic == "unsure" and "unsure:kind" in move.perhaps else topic


def _priced(scenario: Scenario, topic: str) -> str:
    """What equity is worth is asked of a round where shares are private, of the day's price where they are traded."""
    at = scenario.index("equity")
    traded = topic == "equity value" and at is not None and scenario.parts[at].label == "RSU"
    return "equity value traded" if traded else topic


def _lines(key: str, persona: Persona) -> Sequence[str]:
    """A persona's own lines with those that anybody may say."""
    own = f"{key} {persona}"
    return (*phrases("core", own), *phrases("core", key)) if has("core", own) else phrases("core", key)


Pick = Callable[[str, Sequence[str]], str]


def _picker(scenario: Scenario, salt: int, recent: Sequence[str]) -> Pick:
    """A seeded choice of what wasn't said in this call. Where all was, an answer is put in spare words, and a remark
    beside it is left out."""

    def pick(key: str, options: Sequence[str]) -> str:
        order = list(options)
        random.Random(f"{scenario.seed}:{key}:{salt}").shuffle(order)
        best = min(order, key=lambda option: _said_at(option, recent))
        if _said_at(best, recent) < 0:
            return best
        if key not in ANSWERS:
            return ""
        spare = phrases("spare", "with why" if "{why}" in best else "with package" if "{package}" in best else "plain")
        return min((*spare, best), key=lambda option: _said_at(option, recent))

    return pick


ANSWERS = frozenset(
    "raised returned swap offer agree approval hold final final-stays confirm deal expired talk steer ignored stuck "
    "timeline band vesting level".split()
) | {"wants figure", "final returned", "read back", "ask back"}
"""What the recruiter does, or was asked; everything else is said beside it."""


def _said_at(template: str, recent: Sequence[str]) -> int:
    """How lately a template was spoken: -1 not at all, else the position of the line, the last being highest."""
    longest = max(template.split("{"), key=lambda piece: len(piece.split("}")[-1])).split("}")[-1].strip()[:40]
    return max((at for at, line in enumerate(recent) if longest and longest in line), default=-1)


def amount(part: Part, value: int, currency: str) -> tuple[str, SaidFigure]:
    """One part's figure with its period: "$360K over 4 years"."""
    words = period_words(part.period, part.years) if part.period != "once" else ""
    said = SaidFigure(part.name, value, currency, part.period, part.years)
    return f"{money(value, currency=currency)} {words}".strip(), said


def package(scenario: Scenario, amounts: Sequence[int]) -> tuple[str, tuple[SaidFigure, ...]]:
    """A whole package in words; parts at nothing are left out."""
    words, figures = [], []
    for part, value in zip(scenario.parts, amounts, strict=True):
        if value <= 0:
            continue
        text, said = amount(part, value, scenario.currency)
        words.append(_worded(part, text))
        figures.append(said)
    return listed(words), tuple(figures)


def _noun(part: Part) -> str:
    nouns = {
        "signing": "as a signing bonus",
        "refresher": "in refreshers from the second year on",
        "relocation": "for relocation",
    }
    return nouns.get(part.name) or f"in {equity_name(part)}"


def _chosen(pick: Pick, scenario: Scenario, package: Sequence[FigureAsk]) -> tuple[str, list[SaidFigure]]:
    """Which of several packages the recruiter goes on with."""
    parts = [(scenario.parts[at], ask) for ask in package if (at := scenario.index(ask.part)) is not None]
    told = [(part, *amount(part, ask.amount, scenario.currency)) for part, ask in parts]
    words = listed([_worded(part, text) for part, text, _ in told])
    return pick("chosen", phrases("chosen")).format(chosen=words), [one for _, _, one in told]


def _worded(part: Part, figure: str) -> str:
    return f"a base of {figure}" if part.name == "base" else f"{figure} {_noun(part)}"


def equity_name(part: Part) -> str:
    """What the equity part is called in a sentence."""
    return {
        "RSU": "RSUs",
        "pre-IPO": "pre-IPO equity",
        "private": "private-company equity",
        "phantom": "phantom stock",
        "equity": "equity",
        "options": "options",
    }.get(part.label, part.label)


def _bonus(scenario: Scenario) -> tuple[str, tuple[SaidFigure, ...]]:
    if scenario.bonus_bp:
        share = Decimal(scenario.bonus_bp) / 100
        return (
            f"The annual bonus is set by level at {percent(share)} of base.",
            (SaidFigure("bonus", share.normalize(), unit="percent", period="year"),),
        )
    if scenario.bonus_amount:
        return (
            f"The annual bonus is set by level at {money(scenario.bonus_amount, currency=scenario.currency)} per year.",
            (SaidFigure("bonus", scenario.bonus_amount, scenario.currency, "year"),),
        )
    return "", ()


def _acknowledge(pick: Pick, scenario: Scenario, state: Shown, move: Move, act: Act) -> list[str]:
    said, persona = [], scenario.persona
    if act.recalled:
        said.append(pick("recalled", phrases("recalled", act.recalled)))
    for reason in [one for one in act.heard if not move.hardly_tells(one)][:1]:
        said.append(pick(f"heard-{reason}", phrases("acknowledged", f"{reason} {persona}", reason, "other")))
    if act.doubted:
        claim = next((name for name in ("competing", "market") if name in act.doubted), "deed")
        said.append(pick(f"doubted-{claim}", phrases("doubted", claim)))
    elif act.stale and not act.heard:
        said.append(pick("stale", phrases("stale")))
    if tone := _tone(move, act, answered=bool(said)):
        said.append(pick(tone, phrases("acknowledged", tone)))
    if act.extended:
        said.append(pick("time", phrases("acknowledged", "time")).format(day=day(scenario, later=True)))
    elif act.no_more_time:
        said.append(pick("no time", phrases("acknowledged", "no more time")).format(day=day(scenario, later=True)))
    if act.pay_unused:
        said.append(pick("pay", phrases("acknowledged", "pay unused")))
    if act.far:
        said.append(pick("far", phrases("acknowledged", "far")))
    said += [pick(f"granted-{term}", phrases("granted", term)) for term in act.granted]
    said += [pick(f"refused-{term}", phrases("refused", "final" if act.final else term)) for term in act.refused]
    return said


def _tone(move: Move, act: Act, *, answered: bool) -> str:
    """What is said to how a line was meant, "" for nothing. answered: something was said to what it claims."""
    if move.rude:
        return "rude"
    if answered:
        return ""
    if move.kind == "decline":
        return "decline" if "unsure:kind" not in move.perhaps else ""
    if move.writing and move.kind in _TALKING:
        return "writing"
    return "warm" if move.warm and move.kind not in _NO_JOY and act.doing != "final-stays" else ""


_TALKING = ("question", "warmth", "answer", "more", "time", "off-topic")
"""Kinds of a line that wants something written down, where no yes is."""
_NO_JOY = ("walk", "ultimatum", "more", "decline")
"""Who wants more or refuses is not told how glad that makes one, however kindly it is said."""


def _topic(pick: Pick, scenario: Scenario, state: Shown, topic: str) -> tuple[str, tuple[SaidFigure, ...]]:
    """The answer to a question, from what is public."""
    base = scenario.parts[0]
    if topic == "band":
        if scenario.persona in ("friendly", "hiring-manager") or scenario.rule.tells_range(scenario.today):
            ends = (
                SaidFigure("base", base.low, scenario.currency, base.period),
                SaidFigure("base", base.high, scenario.currency, base.period),
            )
            words = f"{money(base.low, base.high, scenario.currency)} {period_words(base.period)}"
            return pick("band", phrases("topics", "band")).format(band=words), ends
        return pick("no band", phrases("topics", "no band")), ()
    if topic == "bonus":
        words, figures = _bonus(scenario)
        if not words:
            return pick("no bonus", phrases("topics", "no bonus")), ()
        return f"{words} {pick('bonus more', phrases('topics', 'bonus more'))}".strip(), figures
    if topic == "equity value" and (at := scenario.index("equity")) is not None and state.amounts[at]:
        words, said = amount(scenario.parts[at], state.amounts[at], scenario.currency)
        more = pick(topic, phrases("topics", _priced(scenario, topic)))
        return f"{pick('equity', phrases('topics', 'equity')).format(equity=words)} {more}".strip(), (said,)
    if topic in ("vesting", "equity", "equity value"):
        at = scenario.index("equity")
        if at is None or not state.amounts[at]:
            note = scenario.equity_note
            return (f"{note[0].upper()}{note[1:]}." if note else pick("no equity", phrases("topics", "no equity"))), ()
        part = scenario.parts[at]
        if part.years is None:
            return pick("yearly equity", phrases("topics", "yearly equity")), ()
        return (
            pick("vesting", phrases("topics", "vesting")).format(years=part.years),
            (SaidFigure("equity", part.years, unit="years"),),
        )
    if topic == "timeline":
        return pick("timeline", phrases("topics", "timeline")).format(day=day(scenario, later=state.later)), ()
    if topic == "the whole":
        whole, parts = package(scenario, state.amounts)
        bonus, its = _bonus(scenario)
        return f"{pick(topic, phrases('topics', topic)).format(package=whole)} {bonus}".strip(), (*parts, *its)
    return pick(topic, phrases("topics", topic, "other")).replace("{currency}", scenario.currency), ()


def _core(
    pick: Pick, scenario: Scenario, before: Shown, state: Shown, move: Move, act: Act
) -> tuple[str, tuple[SaidFigure, ...]]:
    whole, figures = package(scenario, state.amounts)
    values = {
        "package": whole,
        "raised": "",
        "wanted": "",
        "why": move.unclear or act.why,
        "company": scenario.company_display,
    }
    key: str = act.doing
    if act.doing == "ask-back":
        return _ask_back(pick, scenario, state, move, act)
    if act.doing == "offer" and (act.raised or act.returned):
        key = "returned" if act.returned else "raised"
        if act.raised:
            values["raised"] = _raised(scenario, state, act.raised)
            values["wanted"] = listed([_part_word(scenario, ask.part) for ask in move.asks])
            key = "raised instead" if key == "raised" and _elsewhere(move, act) else key
    if act.doing in ("offer", "agree", "final") and act.lowered:
        key = "swap" if act.doing == "offer" else key
    if act.doing == "final" and act.returned:
        key = "final returned"
    if act.doing in ("hold", "talk"):
        if (said := _instead(pick, scenario, state, move, act)) is not None:
            return said, ()
        key, figures = ("wants figure" if act.wants_figure else key), ()
    if act.doing == "expired" and before.phase != "final":
        figures = ()
    reasoned = phrases("core", "raised reasoned") if key == "raised" and act.heard else ()
    template = pick(key, (*_lines(key, scenario.persona), *reasoned))
    if "{package}" not in template:
        figures = ()
    return template.format(**values), figures


def _instead(pick: Pick, scenario: Scenario, state: Shown, move: Move, act: Act) -> str | None:
    """What fits better than asking for a reason or a wish, None where nothing does."""
    if act.doing == "talk":
        if act.topics or act.granted or act.refused:
            return ""
        listens = move.kind == "answer" and state.asked and not move.warm and not act.wants_figure
        return pick("talk", phrases("core", "listening")) if listens else None
    if _told_in_vain(move, act):
        return pick("hold", phrases("core", "hold told"))
    if act.stuck and not act.wants_figure:
        return pick("stuck", phrases("stuck")).format(parts=listed([_part_word(scenario, n) for n in act.stuck]))
    return None


def _told_in_vain(move: Move, act: Act) -> bool:
    """Whether a reason was told that changes nothing and that nothing else is said to: nobody is then asked for one."""
    said = act.wants_figure or act.heard or act.doubted or act.stale
    return bool(move.reasons) and not move.asks and not said


def _elsewhere(move: Move, act: Act) -> bool:
    """Whether none of the parts that were asked for just now was raised."""
    return bool(move.asks) and not {ask.part for ask in move.asks} & {*act.raised}


def _raised(scenario: Scenario, state: Shown, names: Sequence[str]) -> str:
    words = []
    for part, value in zip(scenario.parts, state.amounts, strict=True):
        if part.name in names:
            words.append(f"{_part_word(scenario, part.name)} to {amount(part, value, scenario.currency)[0]}")
    return listed(words)


def _part_word(scenario: Scenario, name: str) -> str:
    return {
        "base": "base",
        "equity": "the equity grant",
        "signing": "the signing bonus",
        "refresher": "the yearly refresher",
        "relocation": "relocation",
    }.get(name, name)


def _ask_back(pick: Pick, scenario: Scenario, state: Shown, move: Move, act: Act) -> tuple[str, tuple[SaidFigure, ...]]:
    """What wasn't clear, read back as a question."""
    reading = move.reading
    why = move.unclear or act.why
    if why.endswith("?"):
        text = pick("read back", phrases("core", "ask-back")).format(why=why)
    else:
        text = pick("ask back", phrases("core", "ask-back plain")).format(why=why)
    figures = list(_asked(scenario, (*reading.asks, *(a for p in reading.packages for a in p))) if reading else ())
    if move.kind == "accept" or (reading and reading.kind == "accept"):
        figures += package(scenario, state.amounts)[1]
    return text, tuple(figures)


def _asked(scenario: Scenario, asks: Sequence[FigureAsk]) -> Sequence[SaidFigure]:
    said = []
    for ask in asks:
        at = scenario.index(ask.part)
        if at is not None:
            part = scenario.parts[at]
            said.append(SaidFigure(part.name, ask.amount, scenario.currency, part.period, part.years))
            if part.years:
                said.append(SaidFigure(part.name, part.years, unit="years"))
        elif ask.part == "total":
            said.append(SaidFigure("total", ask.amount, scenario.currency, "year"))
    return said


def _after(pick: Pick, scenario: Scenario, state: Shown, act: Act, recent: Sequence[str]) -> list[str]:
    """A question to go on with: about a claim, about what they want, now and then a press for what one keeps."""
    if act.probe:
        return [pick("probe", phrases("probes", f"{act.probe} told" if act.sized else act.probe, act.probe))]
    if act.doing == "hold" or act.wants_figure or act.pay_unused:
        return []
    roll = random.Random(f"{scenario.seed}:press:{state.turn}").random()
    if state.turn == 1 and act.doing == "talk" and not act.topics:
        return _curious(pick, state, recent, expects=roll < 0.6)
    private = (*phrases("asks_lowest"), *phrases("asks_pay"))
    pressed = any(line in text for line in private for text in recent)
    often = {"warm-up": 0.0, "realistic": 0.4, "hard": 0.7}[scenario.difficulty]
    if not pressed and state.turn in (1, 2, 3) and roll < often:
        if scenario.rule.spares_history(scenario.today) or scenario.persona in ("founder", "hiring-manager"):
            return [pick("lowest", phrases("asks_lowest"))]
        return [pick("pay", phrases("asks_pay"))]
    if act.doing == "talk" and act.topics and state.turn <= 2:
        return _curious(pick, state, recent, expects=roll < 0.5)
    return [pick("press", phrases("press", scenario.persona))] if act.doing == "offer" and roll < 0.7 else []


def _curious(pick: Pick, state: Shown, recent: Sequence[str], *, expects: bool) -> list[str]:
    """A question for what they expect, or for other offers: each is put once, and not about what was told already."""
    options = {"asks expectation": state.asked, "asks others": state.rivals}
    order = list(options) if expects else list(reversed(options))
    fresh = [
        key
        for key in order
        if not (options[key] or any(one in line for one in phrases("core", key) for line in recent))
    ]
    return [pick("expects", phrases("core", fresh[0]))] if fresh else []
