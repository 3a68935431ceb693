"""Comparisons that a model may not write itself are computed: a number in a range, two ranges, two numbers."""

from dataclasses import replace

import pytest

from bot.answer import Answer, Figure
from bot.model.relate import related, unasked
from bot.model.sheet import FactSheet, SheetFact
from bot.wording import said

HOURLY = "b2b from Poland, 75 usd per hour. is that low"


def figure(low: int, high: int, currency: str | None = "USD", component: str = "base", period: str = "year",
           region: str = "New York", unit: str | None = None) -> SheetFact:  # fmt: skip
    made = Figure.model_validate(
        {"component": component, "low": low, "high": high, "currency": currency, "unit": unit, "period": period,
         "company": "acme", "company_display": "Acme", "role": "swe", "role_display": "Engineer", "region": region,
         "source": "acme/swe.md:9"}
    )  # fmt: skip
    about: dict[str, str] = {"component": component, "role": "Engineer", "region": region}
    return SheetFact("f1", "figure", said(made), about, figure=made)  # type: ignore[arg-type]


def told(message: str) -> SheetFact:
    return next(iter(FactSheet(Answer(status="answered", blocks=()), None, [message]).items.values()))


@pytest.mark.parametrize(
    ("message", "band", "words"),
    [
        ("I want at least 28", figure(2_200_000, 3_500_000, "INR"), "₹28L is 46% of the way up the band"),
        ("they gave me 165", figure(145_000, 205_000), "$165K is 33% of the way up the band"),
        ("$172,500 base", figure(180_000, 235_000), "$172,500 is below the band by $7,500"),
        (HOURLY, figure(165_000, 225_000), "75 usd per hour (at 2,080 hours a year $156K) is below the band by $9K"),
        ("20% bonus", figure(18, 25, None, "bonus", unit="percent"), "20% is 29% of the way up the band"),
    ],
)
def test_a_persons_number_is_placed_in_a_range(message: str, band: SheetFact, words: str) -> None:
    assert related(told(message), band).startswith(words)


@pytest.mark.parametrize(
    ("message", "band"),
    [
        ("€90k", figure(145_000, 205_000)),
        ("15%", figure(145_000, 205_000)),
        ("50k a month", figure(232_000, 408_000, component="equity", period="grant")),
        ("2 variable", figure(165_000, 225_000)),
        ("$75", figure(165_000, 225_000)),
    ],
)
def test_what_can_not_be_compared_gives_nothing(message: str, band: SheetFact) -> None:
    assert related(told(message), band) == ""


def test_two_amounts_of_the_persons_own_are_held_against_each_other() -> None:
    sheet = FactSheet(Answer(status="answered", blocks=()), None, ["€62k now against 78k before"])
    first, second = (next(i for i in sheet.items.values() if i.text.endswith(end)) for end in ("62k", "78k"))
    assert "€16K" in related(first, second)
    assert related(first, second) == related(second, first)


def test_two_ranges_differ_at_both_ends() -> None:
    text = related(figure(195_000, 270_000), figure(145_000, 205_000, region="Berlin"))
    assert text.endswith("$50K (34%) more at the bottom and $65K (32%) more at the top.")
    assert related(figure(195_000, 270_000), figure(145_000, 205_000, "EUR")) == ""


def test_a_persons_target_has_a_sentence_of_its_own_before_a_model_asks() -> None:
    sheet = FactSheet(Answer(status="answered", blocks=()), None, ["I want at least 28"])
    sheet.items["f1"] = figure(2_200_000, 3_500_000, "INR")
    sheet.state(unasked(sheet))
    assert [item.text for item in sheet.items.values() if item.kind == "statement"] == [
        "₹28L is 46% of the way up the band: ₹22L–₹35L (base, New York)."
    ]


def test_a_bare_number_is_no_pay_where_the_person_has_told_theirs() -> None:
    from bot.reading.terms import Offer
    from bot.reading.types import Question

    told_ = Question(text="83,500 offered; I work 220 days now", intent="offer", offer=Offer(base=83_500))
    sheet = FactSheet(Answer(status="answered", blocks=()), told_)
    sheet.items["f1"] = figure(70_000, 102_000)
    sheet.state(unasked(sheet))
    said = [item.text for item in sheet.items.values() if item.kind == "statement"]
    assert len(said) == 1
    assert said[0].startswith("$83,500 ") or said[0].startswith("83,500")


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("I'd leave 80k a year vesting behind", "equity"),
        ("they pay 85k a year in stock, and I asked around", "equity"),
        ("base of 85k a year, please", "base"),
        ("my rent is 85k a year", ""),
    ],
)
def test_stock_that_vests_in_a_year_is_not_held_against_a_band_of_base(message: str, part: str) -> None:
    sheet = FactSheet(Answer(status="answered", blocks=()), None, [message])
    assert [item.part for item in sheet.items.values()] == [part]
    sheet.items["f1"] = figure(70_000, 102_000)
    assert bool(list(unasked(sheet))) is (part != "equity")


def test_a_role_is_named_beside_a_band_only_where_there_are_several() -> None:
    sheet = FactSheet(Answer(status="answered", blocks=()), None, ["they gave me 165"])
    sheet.items["f1"] = figure(145_000, 205_000)
    assert "Engineer" not in related(told("they gave me 165"), sheet.items["f1"], "en", sheet.several())
    sheet.items["f2"] = replace(sheet.items["f1"], about={"component": "base", "role": "Designer"})
    assert "New York, Engineer" in related(told("they gave me 165"), sheet.items["f1"], "en", sheet.several())


def test_blanks_of_a_cards_words_stand_in_brackets() -> None:
    from bot.answer import Script

    answer = Answer(status="answered", blocks=(Script(title="phone", text="I'm looking for {ask} as a {role}."),))
    assert [item.text for item in FactSheet(answer).items.values()] == ["I'm looking for [ask] as a [role]."]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "is above the band by $25K: $145K–$205K (base, New York)"),
        ("de", "liegt $25K über der Spanne: $145K–$205K (Grundgehalt, New York)"),
        ("es", "está $25K por encima de la banda"),
        ("fr", "est $25K au-dessus de la fourchette"),
        ("pt", "está $25K acima da faixa"),
        ("it", "è $25K al di sopra della fascia"),
        ("nl", "ligt $25K boven de schaal"),
    ],
)
def test_a_computed_sentence_is_in_the_persons_language_its_figures_as_always(language: str, words: str) -> None:
    text = related(told("they gave me 230"), figure(145_000, 205_000), language)
    assert text.startswith("$230K ")
    assert words in text


def test_every_language_has_every_sentence_with_the_same_figures() -> None:
    from string import Formatter

    from bot.model.mentions import words

    english = {name: {slot for _, slot, _, _ in Formatter().parse(text) if slot} for name, text in
               words("relate")["en"].items()}  # fmt: skip
    for language, table in words("relate").items():
        slots = {name: {slot for _, slot, _, _ in Formatter().parse(text) if slot} for name, text in table.items()}
        assert slots == english, language
    assert set(words("render")) == set(words("relate"))


def test_a_gauge_reads_in_the_persons_language_with_no_english_left() -> None:
    from bot.answer import BandRow, OfferGauge
    from bot.model.composed import statements

    row = BandRow(component="equity", label="Equity", text="€135K–€255K over 4 years", verbatim="", low=135_000,
                  high=255_000, currency="EUR", period="grant", years=4, user=140_000, position=4)  # fmt: skip
    gauge = OfferGauge(currency="EUR", rows=(row,), years=())
    answer = Answer(status="answered", blocks=(gauge,))
    assert [text for text, _ in statements(answer, "fr")] == [
        "€140K (actions) est à 4 % de la fourchette, €135K–€255K sur 4 ans."
    ]


def test_what_an_offers_years_come_to_together_is_said_where_they_differ() -> None:
    from bot.answer import OfferGauge, OfferYear
    from bot.model.composed import statements

    years = [OfferYear(year=at, base=100_000, equity=50_000, bonus=0, signing=one, refresher=0, total=150_000 + one)
             for at, one in enumerate((20_000, 0), 1)]  # fmt: skip
    gauge = OfferGauge(currency="USD", rows=(), years=tuple(years))
    said = [text for text, _ in statements(Answer(status="answered", blocks=(gauge,)))]
    assert said == [
        "In year 1 the offer comes to $170K.",
        "In year 2 the offer comes to $150K.",
        "Over 2 years the offer comes to $320K.",
    ]


def test_a_line_with_a_blank_is_no_statement_to_be_read_out() -> None:
    from bot.answer import Text
    from bot.model.composed import statements

    told = Text(text="Get in writing: target base [the range]. Name {base} first. Ask when pay is reviewed.")
    answer = Answer(status="answered", blocks=(told,))
    assert [text for text, _ in statements(answer)] == ["Ask when pay is reviewed."]


def test_notes_and_quotations_are_whole_sentences() -> None:
    from bot.answer import Comparison, Text, Warning_
    from bot.model.composed import statements

    quoting = Text(text="The guide says: \u201cAim for more. Then wait.\u201d Ask first.")
    rows = (("Acme", "Oslo", "90"), ("Acme", "Bonn", "80"))
    table = Comparison(title="Base", columns=("Company", "Region", "Base"), rows=rows, best=0)
    note = Warning_(code="sums", text="the total doesn't add up")
    said = [text for text, _ in statements(Answer(status="answered", blocks=(quoting, table, note)))]
    assert said[0] == "The guide says: \u201cAim for more. Then wait.\u201d"
    assert "Base: Oslo leads." in said
    assert said[-1] == "The total doesn't add up."


def test_a_bare_number_is_not_read_in_another_currency_than_the_person_speaks_in() -> None:
    from bot.reading.types import Question, Said

    dollars = figure(145_000, 205_000, region="Montreal")
    for message, place in (("they said 165. I have €150k now", None), ("hmm they said 165. low?", "Montreal")):
        told_ = Question(text=message, intent="offer", said=(Said(region=place),) if place else ())
        sheet = FactSheet(Answer(status="answered", blocks=()), told_)
        sheet.items["f1"] = dollars
        assert list(unasked(sheet)) == []
    assert related(told("they said 165"), dollars, "en", frozenset(), "USD")


def test_amounts_of_different_parts_of_pay_are_not_held_against_each_other() -> None:
    stock = replace(told("they gave me $480K of stock"), part="equity")
    assert related(stock, figure(158_000, 202_000)) == ""
    assert related(stock, figure(400_000, 500_000, component="equity")) != ""
