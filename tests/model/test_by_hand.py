"""Replies that were written by hand in a model's place, and what kept good ones from going out."""

import json
from decimal import Decimal

import pytest

from bot.answer import Answer, Citation, Text
from bot.model.amounts import ReadFact
from bot.model.gate import Gate, GateVerdict
from bot.model.hold import JudgedUnit, left
from bot.model.names import Resolver
from bot.model.proposed import bounds
from bot.model.read import ReadMessage, checked
from bot.model.relate import unasked
from bot.model.sentences import judged
from bot.model.sheet import MOST, FactSheet
from bot.model.units import Unit
from bot.reading.names import Names
from bot.reading.terms import Offer
from bot.reading.types import Ask, Fact, Question, Reading, Subject
from ingest.index.facts import Facts
from tests.fakes.answers import CASES
from tests.model.test_own import read, texts, the
from tests.model.test_reader import BAND, OWN, reply
from tests.model.test_reader import read as read_by_model

CLEARED = "Security engineer, 178k. I have an active clearance (poly 2023). How do I bring it up?"
VISA = "They give me £101,000 base. I'm on a Global Talent visa until 2027. Should I tell them?"
FUND = (
    "Samsung gives £101,000 base. A hedge fund said they'd like to make me an offer too, nothing is written. "
    "Can I use that?"
)
SIGN_ON = "Robinhood gives 205k base, 560k RSU over 4 years. I also have an offer from Meta, 212k base, 25k sign on."
SHARES = "Coinbase PM, remote US. 9 yoe. 218k/ 95 RSU per year"
MAIL = "Base £101,000, annual incentive 15% target, long-term incentive £48,000 over 4 years."


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        (CLEARED, "> I come with an active clearance, with a poly from 2023, so I could begin right away."),
        (CLEARED, "Say in one sentence that your poly is from 2023, and then name your figure."),
        (VISA, "Before you sign, find out what you'd need after 2027."),
        (VISA, "> I'm on a Global Talent visa until 2027."),
        (FUND, "> A hedge fund said they'd like to make me an offer too, nothing is written."),
        (SIGN_ON, "> Is there a bonus at this level, and could you add a sign-on of {ask 40000 signing}?"),
        (VISA, "> I was hoping for a base of {ask 110000 base}, and for more in equity."),
        ("Gibt mir 45.000 in Leipzig. Reicht das?", "Schlaf erst eine Nacht darüber, dann antworte in Ruhe."),
        ("do I bring the advert up or hint", "Bring it up as a question, and then stop talking."),
        (SIGN_ON, "Could the sign-on be {ask 40000 signing} for the first year?"),
        (SIGN_ON, "Count {u3} in the first year, too."),
        (
            "They say the 30% ruling helps. 72k gross in Amsterdam.",
            "Ask them who applies for the 30% ruling.",
        ),
        ('She says options are "around 20k worth" and 68 base.', 'Ask what "around 20k worth" rests on.'),
        ("can i ask for a 4 day week", "If they say no, ask what would have to be true for it to work later."),
    ],
)
def test_an_honest_reply_goes_out_whole(facts: Facts, message: str, reply: str) -> None:
    gate = Gate(read(facts, message)[0], companies=("Meta", "Robinhood", "Samsung"))
    draft = reply.startswith("> ")
    verdicts = [gate.judge(one, draft) for one in judged(reply.removeprefix("> "))]
    assert [one.reason for one in verdicts if not one.ok] == []


@pytest.mark.parametrize(
    ("message", "reply", "why"),
    [
        (CLEARED, "> My clearance was renewed in 2025.", "outside an id"),
        (VISA, "> I was hoping for a signing bonus of {ask 110000 base}.", "signing"),
        (VISA, "For equity, ask for {ask 110000 base}.", "equity"),
        (VISA, "> I have another offer from a hedge fund.", "another offer"),
        (FUND, "> Meta and Robinhood want me as well.", "nothing here is about"),
        (SIGN_ON, "Meta always gives more after a first no.", "of Meta"),
        (CLEARED, "They always give more after a first no.", "what others do"),
        ("They pay 2000 a month. Is it ok?", "Tell them 3000.", "outside an id"),
        ("They say the 30% ruling helps. 72k gross.", "Ask for 30% more.", "outside an id"),
        ("She says options are around 20k worth.", 'She said "around 25k worth" to you.', "outside an id"),
    ],
)
def test_a_lie_beside_it_is_stopped_and_told_why(facts: Facts, message: str, reply: str, why: str) -> None:
    gate = Gate(read(facts, message)[0], companies=("Meta", "Robinhood", "Samsung"))
    draft = reply.startswith("> ")
    reasons = [gate.judge(one, draft).reason for one in judged(reply.removeprefix("> "))]
    assert any(why in one for one in reasons), reasons


def carded(language: str = "en") -> Gate:
    source = Citation(id="a.md", path="playbook/a.md", line=3, section="", text="", title="Playbook: A raise")
    said = "Don't name the colleague. Ask for the date in writing."
    answer = Answer(status="answered", blocks=(Text(text=said, cites=("a.md",)),), citations=(source,))
    return Gate(FactSheet(answer, None, [], language), language)


def test_a_remark_behind_a_statement_is_judged_by_itself_and_falls_alone() -> None:
    gate = carded()
    pieces = judged("{s1} {s2} They always give in after that.")
    assert pieces == ["{s1} ", "{s2} ", "They always give in after that."]
    made = JudgedUnit(Unit("paragraph", "".join(pieces)), pieces, [gate.judge(one) for one in pieces])
    assert left(made, "en").unit.text.strip() == "{s1} {s2}"
    fallen = ["They always give in after that. ", "{s1} ", "So wait."]
    made = JudgedUnit(Unit("paragraph", "".join(fallen)), fallen, [gate.judge(one) for one in fallen])
    assert left(made, "en").unit.text.strip() == "{s1}"
    assert judged("On it: {s1} and so on.") == ["On it: {s1} and so on."]


def test_a_statement_behind_so_or_then_gets_the_colon_it_needs() -> None:
    gate = carded()
    assert (
        gate.judge("You'd keep less of it, so {s2}").text == "You'd keep less of it, so: Ask for the date in writing."
    )
    assert not gate.judge("It's {s2}").ok


@pytest.mark.parametrize(("words", "ok"), [("Colleague ka naam mat lo.", True), ("Colleague ka naam lo.", False)])
def test_a_denial_is_known_in_hinglish_too(words: str, ok: bool) -> None:
    assert carded("hi").judge(f"{{s1: {words}}}").ok is ok


def drafted(*pieces: str, fallen: int) -> str:
    verdicts = [GateVerdict(at != fallen, one, "" if at != fallen else "a claim") for at, one in enumerate(pieces)]
    return left(JudgedUnit(Unit("draft", "".join(pieces)), list(pieces), verdicts), "en").unit.text


def test_a_draft_loses_a_sentence_and_stays_while_its_ask_does() -> None:
    letter = ("Thank you. ", "Everyone gets more. ", "Could we look at {n1}?")
    assert drafted(*letter, fallen=1) == "Thank you. Could we look at {n1}?"
    assert drafted(*letter, fallen=2) == ""
    assert drafted("Could we look at {n1}? ", "Everyone gets more.", fallen=1) == "Could we look at {n1}? "
    assert drafted("Thank you. ", "Everyone gets more.", fallen=1) == ""


def test_years_and_small_counts_are_no_amounts_of_theirs(facts: Facts) -> None:
    assert texts(read(facts, VISA)[0], "m") == ["£101K"]
    assert "9" not in texts(read(facts, SHARES)[0], "m")


def test_an_amount_is_of_the_part_and_period_that_the_message_was_read_to_tell(facts: Facts) -> None:
    fact = Fact("own_offer", "26 000", None, "base", Decimal(26_000), Decimal(26_000), "PLN", "month")
    sheet = FactSheet(Answer(status="answered", blocks=()), None, ["they give 26 000 + bonus"], read=(fact,))
    assert (the(sheet, "26 000").part, the(sheet, "26 000").about["period"]) == ("base", "month")


def test_what_stands_behind_a_mark_is_of_another_amount(facts: Facts) -> None:
    sheet = FactSheet(Answer(status="answered", blocks=()), None, [MAIL])
    assert the(sheet, "101").text == "£101,000"
    assert "period" not in the(sheet, "101").about
    sheet = FactSheet(Answer(status="answered", blocks=()), None, ["52 000 kr/mån brutto + RSU 300k sek a year"])
    assert (the(sheet, "52 000").part, the(sheet, "300k").part) == ("", "equity")


@pytest.mark.parametrize(("unit", "speaks"), [("shares", False), ("USD", True)])
def test_a_number_of_shares_speaks_for_no_ask_in_money(unit: str, speaks: bool) -> None:
    fact = Fact("own_offer", "95k RSU", None, "equity", Decimal(95_000), Decimal(95_000), unit, "year")
    question = Question(text="They give 218k and 95k RSU.", intent="offer", offer=Offer(base=218_000, currency="USD"))
    sheet = FactSheet(Answer(status="answered", blocks=()), question, read=(fact,))
    sheet.usual_share = 15
    assert ("95k" in json.dumps(bounds(sheet))) is speaks


def test_a_comparison_finds_room_beside_a_full_sheet() -> None:
    sheet = FactSheet(
        Answer(status="answered", blocks=(Text(text=" ".join(f"Ask for point {n}." for n in range(80))),))
    )
    assert sum(id_[0] == "s" for id_ in sheet.items) <= MOST
    assert sheet.state([("A is more than B.", ())])


def test_a_name_that_a_company_does_not_hold_costs_no_reading(facts: Facts) -> None:
    text = "wandb offered me 205k base as IC9 wizard in SF"
    own = Subject("weights-and-biases", "software-engineer", "San Francisco")
    trained = Reading(text, asks=(Ask("offer", Question(text=text, intent="offer", subjects=(own,))),), sure="unsure")
    offer = ReadFact(what="own_offer", text="205k base", part="base", low=205000, period="year")
    ask = {"kind": "offer", "company": "wandb", "role": "wizard", "region": "SF", "level": "IC9"}
    said = ReadMessage.model_validate({"asks": [ask], "facts": [offer]})
    found = checked(said, trained, Resolver(Names(facts), facts))
    assert found.asks[0].question.subjects[0] == own
    assert found.asks[0].question.offer is not None
    assert found.asks[0].question.offer.base == 205_000


def test_a_situation_that_one_card_is_plainly_for_brings_that_card_alone(facts: Facts) -> None:
    sheet, looks = read(facts, "They pay 4.200 USD a month.")
    made = {one.name: one for one in looks.tools(sheet)}
    brought = json.loads(made["playbook"].invoke({"situation": "boss says no budget for a raise"}))["facts"]
    assert {row["from"] for row in brought if "from" in row} == {"Asking your boss for a raise"}
    assert all(row["id"][1] != "p" for row in brought if "from" in row)


def test_a_count_is_held_against_no_band_where_the_amounts_were_read() -> None:
    answer, question = CASES["bands"]()
    said = [Fact("current_pay", "139", None, "base", Decimal(139_000), Decimal(139_000), "USD", "year")]
    crowd = ["We are 175 people, and my pay is 139."]
    bare, known = (list(unasked(FactSheet(answer, question, crowd, read=read))) for read in ((), said))
    assert any("175" in text for text, _ in bare)
    assert not any("175" in text for text, _ in known)


async def test_a_long_topic_takes_nothing_from_a_reading_and_a_wrong_form_is_asked_for_again(facts: Facts) -> None:
    from tests.model.test_reader import read

    reading, _ = await read(
        facts, reply([BAND | {"topic": "what is reasonable here, and in what order do I do it " * 3}], [OWN])
    )
    assert (reading.asks[0].kind, reading.facts[0].low) == ("band", 205_000)
    reading, server = await read_by_model(facts, reply([BAND | {"kind": "haggle"}], [OWN]), reply([BAND], [OWN]))
    assert reading.facts[0].low == 205_000
    assert "kind" in server.requests[1]["messages"][-1]["content"]


def test_what_parley_has_in_a_language_is_placed_in_it_without_a_models_words() -> None:
    source = Citation(
        id="a.md", path="playbook/new-grad-first-offer.md", line=3, section="", text="", title="Playbook: First offer"
    )
    card = Text(text="Ask once, for one or two things. Ask for the purple form.", cites=("a.md",))
    verdict = Text(text="A fair offer: the base is 37% of the way up the band.")
    answer = Answer(status="answered", blocks=(card, verdict), citations=(source,))
    question = Question(text="68.000 in Leipzig", intent="offer", offer=Offer(base=68_000, currency="EUR"))
    gate = Gate(FactSheet(answer, question, [], "de"), "de")
    by = {item.text: f"{{{item.id}}}" for item in gate.sheet.items.values()}
    assert gate.judge(by["Ask once, for one or two things."]).text == "Bitten Sie einmal, um ein oder zwei Dinge."
    assert gate.judge(by[verdict.text]).text.startswith("Ein faires Angebot")
    assert "put the card" in gate.judge(by["Ask for the purple form."]).reason
    assert gate.judge("Du hast {u1} genannt.").text == "Du hast 68.000\N{NO-BREAK SPACE}\N{EURO SIGN} genannt."
    told = {row["says"] for row in map(gate.sheet.row, gate.sheet.items.values())}
    assert "Bitten Sie einmal, um ein oder zwei Dinge." in told
