"""Candidate policies for the simulated negotiations, as moves, and the same moves in paraphrased words."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.practice.move import Disclosure, FigureAsk, Move, Rationale
from bot.practice.scenario import Scenario
from bot.practice.state import Act, State
from bot.wording import money


@dataclass(slots=True)
class Seat:
    """What a candidate policy sees when it moves: public facts, the last reply, its own floor (a cost)."""

    scenario: Scenario
    state: State
    act: Act
    rng: random.Random
    floor: int
    memory: dict[str, int]

    @property
    def turn(self) -> int:
        return self.state.turn + 1

    @property
    def good_enough(self) -> bool:
        return self.scenario.cost(self.state.amounts) >= self.floor

    @property
    def final(self) -> bool:
        return self.state.phase == "final"

    def ask(self, share: int, *names: str) -> tuple[FigureAsk, ...]:
        """Asks at `share` percent of the way from a part's opening to its public high end, never below standing."""
        found = []
        for part, now in zip(self.scenario.parts, self.state.amounts, strict=True):
            if part.name in names and part.high > part.opening:
                level = part.opening + (part.high - part.opening) * share // 100
                found.append(FigureAsk(part.name, max(now, level // part.step * part.step)))
        return tuple(found)

    def market(self, name: str = "base") -> Rationale:
        part = self.scenario.parts[self.scenario.index(name) or 0]
        return Rationale("market", True, f"market:{part.name}:{part.high}", True)

    def impact(self, at: int = 0) -> Rationale:
        return Rationale("impact", True, f"impact:{IMPACTS[at % len(IMPACTS)]}", None)


IMPACTS = (
    "I cut our serving costs by a third last year",
    "I led the migration of our payment platform to the new region",
    "I built the search service that our whole product runs on",
)
EVERYTHING = ("base", "equity", "signing", "refresher", "relocation")
ACCEPT, WALK, MORE = Move("accept"), Move("walk"), Move("more")


def close(seat: Seat, otherwise: Move) -> Move:
    """Accept a final offer above the floor, walk from one below it, else go on."""
    if seat.final or seat.act.doing == "agree":
        if seat.good_enough:
            return ACCEPT
        return WALK if seat.final else otherwise
    return otherwise


def accept_first(seat: Seat) -> Move:
    return ACCEPT if seat.good_enough else close(seat, MORE)


def nagger(seat: Seat) -> Move:
    ask = Move("counter", asks=seat.ask(95, "base", "equity"))
    return close(seat, ask if seat.turn % 2 else MORE)


def keyword_stuffer(seat: Seat) -> Move:
    stuffed = tuple(Rationale(r, False, f"{r}:word", None) for r in ("market", "impact", "forfeited", "level"))
    return close(seat, Move("counter", asks=seat.ask(95, "base", "equity", "signing"), reasons=stuffed))


def floor_discloser(seat: Seat) -> Move:
    base = seat.scenario.parts[0]
    told = Disclosure("floor", "base", base.opening + (base.high - base.opening) // 8)
    if seat.turn == 1:
        return Move("counter", asks=seat.ask(60, "base"), disclosures=(told,))
    return close(seat, Move("counter", asks=seat.ask(60, "base", "equity"), reasons=(seat.market(),)))


def base_only(seat: Seat) -> Move:
    reasons = {1: (seat.market(),), 2: (seat.impact(),)}.get(seat.turn, ())
    return close(seat, Move("counter", asks=seat.ask(95, "base"), reasons=reasons))


def split_the_difference(seat: Seat) -> Move:
    asks = seat.ask(max(20, 80 - 20 * (seat.turn - 1)), "base", "equity")
    return close(seat, Move("counter", asks=asks))


def hardliner(seat: Seat) -> Move:
    return close(seat, Move("counter", asks=seat.ask(130, "base", "equity"), ultimatum=seat.turn >= 4))


def bluffer(seat: Seat) -> Move:
    claim = Rationale("competing", True, f"competing:claimed{seat.turn}", False)
    return close(seat, Move("counter", asks=seat.ask(100, "base", "equity"), reasons=(claim,)))


def at_random(seat: Seat) -> Move:
    """Any kind of move with the same chance, good and bad alike, with figures at random."""
    rng = seat.rng
    names = rng.sample(EVERYTHING, rng.randrange(1, 4))
    asks = seat.ask(rng.randrange(10, 140), *names)
    base = seat.scenario.parts[0]
    told = Disclosure(
        rng.choice(("floor", "pay")), "base", base.opening + rng.randrange(-20, 20) * (base.high - base.opening) // 100
    )
    moves = (
        ACCEPT if seat.good_enough and seat.turn > 1 else MORE,
        MORE,
        Move("decline"),
        Move("off-topic"),
        Move("question", questions=(rng.choice(("band", "level", "vesting", "timeline")),)),
        Move("warmth", warm=True),
        Move("time", time=True),
        Move("disclosure", disclosures=(told,)),
        Move("counter", asks=asks),
        Move("counter", asks=asks, reasons=(seat.market(),)),
        Move("counter", asks=asks, reasons=(seat.impact(rng.randrange(3)),)),
        Move("counter", asks=asks, reasons=(Rationale("competing", True, f"competing:{seat.turn}", False),)),
        Move("ultimatum", asks=asks, ultimatum=True),
        Move("choices", packages=_two(seat, rng.randrange(20, 120))),
    )
    return close(seat, rng.choice(moves))


def anchored(seat: Seat) -> Move:
    share = max(70, 100 - 6 * (seat.turn - 1))
    reasons = {1: (seat.market(),), 2: (seat.impact(),), 4: (seat.impact(1),)}.get(seat.turn, ())
    return close(seat, Move("counter", asks=seat.ask(share, "base", "equity"), reasons=reasons))


def fast_conceder(seat: Seat) -> Move:
    share = (90, 45, 25, 15, 10)[min(seat.turn - 1, 4)]
    reasons = (seat.market(),) if seat.turn == 1 else ()
    return close(seat, Move("counter", asks=seat.ask(share, "base", "equity"), reasons=reasons))


def packager(seat: Seat) -> Move:
    share = max(76, 100 - 6 * (seat.turn - 1))
    reasons = {1: (seat.market(),), 2: (seat.impact(),), 4: (seat.impact(1),)}.get(seat.turn, ())
    return close(seat, Move("counter", asks=seat.ask(share, "base", "equity", "signing"), reasons=reasons))


def _two(seat: Seat, share: int) -> tuple[tuple[FigureAsk, ...], ...]:
    return (
        seat.ask(share, "base", "signing", "relocation"),
        seat.ask(share - 15, "base") + seat.ask(share, "equity", "refresher"),
    )


def several_packages(seat: Seat) -> Move:
    share = max(80, 100 - 5 * (seat.turn - 1))
    reasons = {1: (seat.market(),), 2: (seat.impact(),)}.get(seat.turn, ())
    if seat.turn >= 4:
        return close(seat, Move("counter", asks=seat.ask(share, "base", "equity", "signing"), reasons=reasons))
    return close(seat, Move("choices", packages=_two(seat, share), reasons=reasons))


def coached(seat: Seat) -> Move:
    """What the coach teaches: thank, ask, anchor with reasons, packages, small steps, a commitment."""
    full = seat.ask(100, *EVERYTHING)
    steps: dict[int, Move] = {
        1: Move("question", questions=("flexibility", "band"), warm=True),
        2: Move("counter", asks=full, reasons=(seat.market(),)),
        3: Move("choices", packages=_two(seat, 100), reasons=(seat.impact(),)),
        4: Move("counter", asks=seat.ask(96, *EVERYTHING), reasons=(seat.market("equity"),), questions=("timeline",)),
        5: Move("counter", asks=seat.ask(93, *EVERYTHING), reasons=(seat.impact(1),)),
    }
    commit = Move("conditional", asks=seat.ask(91, *EVERYTHING), conditional=True, warm=True)
    if seat.final:
        return replace(ACCEPT, recap=True, writing=True, warm=True) if seat.good_enough else WALK
    if seat.act.doing == "agree" and seat.turn > 6:
        return replace(ACCEPT, recap=True, writing=True, warm=True) if seat.good_enough else commit
    if seat.state.left <= 3:
        return commit
    return steps.get(seat.turn, commit)


@dataclass(frozen=True, slots=True)
class Policy:
    """A named policy and its tier: how well it negotiates, 0 worst to 4 best, set before any weight was."""

    name: str
    tier: int
    move: Callable[[Seat], Move]


POLICIES: tuple[Policy, ...] = (
    Policy("accept-first", 0, accept_first),
    Policy("nagger", 0, nagger),
    Policy("keyword-stuffer", 0, keyword_stuffer),
    Policy("random", 0, at_random),
    Policy("floor-discloser", 1, floor_discloser),
    Policy("bluffer", 1, bluffer),
    Policy("hardliner", 1, hardliner),
    Policy("fast conceder", 1, fast_conceder),
    Policy("split-the-difference", 1, split_the_difference),
    Policy("base-only", 2, base_only),
    Policy("anchored with rationale", 3, anchored),
    Policy("packager", 3, packager),
    Policy("several-packages", 3, several_packages),
    Policy("coached", 4, coached),
)


def _ended(move: Move, rng: random.Random) -> str:
    """The words of a move that takes, leaves or refuses the offer; "" for any other."""
    if move.kind == "accept":
        yes = rng.choice(
            ("I accept the offer.", "Yes, I accept.", "I'm happy to accept your offer.", "We have a deal, I accept.")
        )
        extra = " Thank you so much!" if move.warm else ""
        return yes + extra + (" Could you send me that in writing?" if move.writing else "")
    if move.kind == "walk":
        return rng.choice(
            ("I'm going to walk away, thank you.", "I'm withdrawing my application.", "I'm out. All the best.")
        )
    if move.kind == "decline":
        return rng.choice(("I can't accept that.", "That doesn't work for me.", "No, I can't do that."))
    return ""


def _disclosed(told: Disclosure, scenario: Scenario) -> str:
    amount = money(told.amount, currency=scenario.currency)
    return f"I'm currently making {amount} base." if told.what == "pay" else f"Honestly, my floor is {amount} base."


def phrased(move: Move, scenario: Scenario, rng: random.Random) -> str:
    """A move in words, one of several ways: what a person of that policy would say."""
    if ended := _ended(move, rng):
        return ended
    said: list[str] = []
    if move.warm:
        said.append(rng.choice(("Thank you, I'm really excited about this team.", "I appreciate the offer a lot.")))
    for topic in move.questions:
        said.append(rng.choice(_QUESTIONS[topic]))
    if move.kind == "off-topic":
        said.append(rng.choice(("Did you watch the match last night?", "My cat keeps walking over the keyboard.")))
    if move.time:
        said.append(rng.choice(("I need a couple of days to think it over.", "Could I have until Friday?")))
    said += [_disclosed(told, scenario) for told in move.disclosures]
    said += [text for reason in move.reasons if (text := _reason(reason, scenario, rng))]
    if move.packages:
        options = [
            f"Option {mark}: {_listed(asks, scenario, rng)}." for mark, asks in zip("ABC", move.packages, strict=False)
        ]
        said.append(
            rng.choice(("I could see two ways.", "Here are packages that work for me.")) + " " + " ".join(options)
        )
    elif move.conditional:
        said.append(
            rng.choice(
                (
                    "If you can do {x}, I'll sign today.",
                    "Get me to {x} and we have a deal.",
                    "I'd accept if you could do {x}.",
                )
            ).format(x=_listed(move.asks, scenario, rng))
        )
    elif move.asks:
        said.append(
            rng.choice(
                (
                    "I'd like {x}.",
                    "Could you do {x}?",
                    "I was hoping for {x}.",
                    "I'm looking for {x}.",
                    "Would {x} be possible?",
                )
            ).format(x=_listed(move.asks, scenario, rng))
        )
    elif move.kind == "more":
        said.append(
            rng.choice(("Can you do better?", "Is there any way to improve the offer?", "I was hoping for more."))
        )
    if move.ultimatum:
        said.append("Take it or leave it.")
    return " ".join(said)


_QUESTIONS: dict[str, Sequence[str]] = {
    "flexibility": ("Which parts of the offer have room?", "Where is there flexibility?"),
    "band": ("What's the band for this role?", "Could you share the salary range?"),
    "timeline": ("By when do you need my decision?", "What's your timeline?"),
    "level": ("How was my level decided?", "What level is this?"),
    "vesting": ("How does the equity vest?", "What's the vesting schedule?"),
}
_NOUNS = {
    "base": ("base", "base salary"),
    "equity": ("in equity", "in stock"),
    "signing": ("signing bonus", "as a sign-on bonus"),
    "refresher": ("as a yearly refresher", "in annual refreshers"),
    "relocation": ("for relocation", "in relocation support"),
}


def _listed(asks: Sequence[FigureAsk], scenario: Scenario, rng: random.Random) -> str:
    style = rng.randrange(3)
    words = []
    for ask in asks:
        amount = f"{ask.amount:,} {scenario.currency}" if style == 0 else money(ask.amount, currency=scenario.currency)
        if style == 2 and ask.amount % 1000 == 0:
            amount = f"{ask.amount // 1000}k"
        words.append(f"{amount} {rng.choice(_NOUNS[ask.part])}")
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _reason(reason: Rationale, scenario: Scenario, rng: random.Random) -> str:
    if not reason.concrete:
        return {
            "market": "Market data!",
            "impact": "Impact, results, track record!",
            "forfeited": "Unvested equity!",
            "level": "Seniority!",
        }.get(reason.reason, "Value!")
    if reason.reason == "market":
        _, name, amount = reason.key.split(":")
        figure = money(int(amount), currency=scenario.currency)
        return rng.choice(
            (
                f"The guide's band for {name} goes up to {figure}.",
                f"Market data show up to {figure} in {name} for this role.",
            )
        )
    if reason.reason == "impact":
        return reason.key.split(":", 1)[1] + "."
    return rng.choice(
        ("I have a competing offer from Initech at a higher number.", "Another company offered me a lot more.")
    )
