"""How much to ask for: inside the band, a usual step over what is offered, the person's own figure before ours."""

from bot.coach.asks import BOTTOM, HIGH, QUARTER, STATED, TOP, targets
from bot.knowledge.offer import positions
from bot.reading.terms import AmountSaid, Offer, Profile
from ingest.guide.types import Band
from ingest.index.facts import Facts
from tests.coach.conftest import Say, copyable

OVER = 15


def offers(band: Band, share: int) -> Offer | None:
    """An offer of the band's base and equity so many percent of its way up."""
    if band.base is None or band.base.amount is None or band.base.period != "year":
        return None
    low, high = band.base.amount.low, band.base.amount.high
    equity = band.equity.amount if band.equity is not None else None
    grant = equity.low + (equity.high - equity.low) * share // 100 if equity is not None else None
    return Offer(base=low + (high - low) * share // 100, equity=grant, currency=band.base.amount.currency)


def test_every_ask_stays_in_its_band_and_is_a_step_that_people_take(facts: Facts) -> None:
    seen: set[str] = set()
    for guide in (facts.guide(role.company, role.slug) for c in facts.companies() for role in facts.roles(c.slug)):
        for band in guide.bands if guide is not None else ():
            for share in (0, 5, 30, 90):
                offer = offers(band, share)
                if guide is None or offer is None:
                    continue
                placed = {one.component: one for one in positions(offer, band)}
                for part, target in targets(tuple(placed.values()), guide, band, offer, OVER).items():
                    seen.add(target.why)
                    if part == "signing" or target.why == STATED:
                        continue
                    one, most = placed[part], OVER * (2 if part == "equity" else 1)  # type: ignore[index]
                    assert one.low <= target.amount <= one.high and target.amount > one.mine
                    if target.why not in (TOP, BOTTOM):
                        assert f"{most}% over theirs" in target.why
                        assert abs(target.amount - one.mine * (100 + most) / 100) <= one.mine / 100
    assert TOP in seen and any("over theirs" in why for why in seen)


def test_an_offer_below_the_band_is_asked_a_quarter_into_it(facts: Facts) -> None:
    low = [
        target
        for c in facts.companies() for role in facts.roles(c.slug)
        for guide in [facts.guide(role.company, role.slug)] if guide is not None
        for band in guide.bands if (offer := offers(band, 0)) is not None and offer.base
        for under in [offer.model_copy(update={"base": offer.base * 85 // 100, "equity": None})]
        for target in targets(positions(under, band), guide, band, under, OVER).values() if target.why != STATED
    ]  # fmt: skip
    assert low and {target.why for target in low} <= {BOTTOM, QUARTER, TOP} and any(t.why == QUARTER for t in low)


def test_no_ask_is_far_over_an_offer_whatever_the_band_says(facts: Facts) -> None:
    seen = 0
    for company in facts.companies():
        for role in facts.roles(company.slug):
            guide = facts.guide(role.company, role.slug)
            for band in guide.bands if guide is not None else ():
                for share, over in ((50, OVER), (70, OVER), (85, 8)):
                    if guide is None or (offer := offers(band, 0)) is None or not offer.base:
                        continue
                    low = offer.model_copy(update={"base": offer.base * share // 100, "equity": None})
                    told = targets(positions(low, band), guide, band, low, over).get("base")
                    seen += told is None
                    assert told is None or told.amount <= (low.base or 0) * (100 + 2 * over) / 100
    assert seen


def test_the_guides_own_ask_is_taken_where_it_is_no_further_over_the_offer_than_people_ask(facts: Facts) -> None:
    seen = {"near": 0, "far": 0}
    for company in facts.companies():
        for role in facts.roles(company.slug):
            guide = facts.guide(role.company, role.slug)
            for band in guide.bands if guide is not None else ():
                for share in (0, 30, 60):
                    if guide is None or (offer := offers(band, share)) is None or not offer.base:
                        continue
                    told = targets(positions(offer, band), guide, band, offer, OVER).get("base")
                    if told is not None and told.why == STATED:
                        assert told.amount <= offer.base * 1.2
                    seen["near" if told is not None and told.why == STATED else "far"] += 1
    assert seen["near"] and seen["far"]


def test_before_an_offer_the_ask_is_high_in_the_band_and_short_of_its_top(say: Say) -> None:
    answer = say("what should I ask for as a staff software engineer at Weights & Biases in London?", kinds=("plan",))
    assert HIGH in answer.text or STATED in answer.text


def test_words_to_send_hold_a_figure_said_to_be_ours_until_the_person_names_one(say: Say) -> None:
    known = Profile(offer=Offer(base=95_000, currency="USD", said=(("base", "95k"),),
                                written=(AmountSaid(part="base", low=95_000, high=95_000, bare=False),)))  # fmt: skip
    ours = say("how do I answer that?", kinds=("advice",), cards=("counter-once",), profile=known)
    assert "$109,500" in copyable(ours) and "[your ask" not in copyable(ours)
    assert "I put $109,500: 15% over theirs" in ours.text
    known = known.model_copy(update={"target": Offer(base=105_000, currency="USD")})
    theirs = say("how do I answer that?", kinds=("advice",), cards=("lowball",), profile=known)
    assert "I'd need $105K" in copyable(theirs) and "I put" not in theirs.text


def test_where_nothing_but_the_offer_is_known_a_card_on_another_matter_asks_without_a_figure(say: Say) -> None:
    known = Profile(offer=Offer(base=95_000, currency="USD"))
    for card in ("lowball", "what-number-gets-this-signed", "agency-margin"):
        answer = say("how do I answer that?", kinds=("advice",), cards=(card,), profile=known)
        assert "109,500" not in answer.text and "I put" not in answer.text


def test_at_work_and_after_their_own_ask_no_figure_is_put_into_their_mouth(say: Say) -> None:
    known = Profile(offer=Offer(base=95_000, currency="USD"))
    for card in ("asking-for-a-raise", "shamed-for-asking", "counter-twice", "split-the-difference"):
        assert "I put" not in say("what do I say?", kinds=("advice",), cards=(card,), profile=known).text


def test_nothing_of_a_band_in_another_currency_is_asked_on_an_offer(say: Say) -> None:
    known = Profile(company="weights-and-biases", role="software-engineer", region="San Francisco",
                    offer=Offer(company="weights-and-biases", base=128_000, currency="GBP"))  # fmt: skip
    for kind in ("plan", "draft"):
        told = say("what should I ask for? as a mail", kinds=(kind,), profile=known).text
        assert "Ask for $" not in told and "a base of $" not in told
        assert kind == "draft" or "£147K" in told
