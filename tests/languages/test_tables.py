"""What tables and cards are made of is named as it is composed, and said by its name."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from bot.answer import BandCard, BandRow, Comparison, OfferGauge, Script, Suggestions, Text
from bot.channels.mcp.types import told
from bot.coach.cards import title_of
from bot.coach.compose import respond
from bot.coach.context import Context
from bot.coach.draft import shown
from bot.coach.sheet import sheet
from bot.knowledge.playbook import own
from bot.languages.phrase import Paid, Phrase, Phrased, english, phrase
from bot.languages.phrases import catalogue
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.terms import Offer, Profile
from bot.reading.types import Turn
from bot.wording import said
from ingest.index.facts import Facts

MESSAGES = (
    "Compare W&B and Hugging Face software engineer pay", "as a table please",
    "Who pays a software engineer the most?", "What does W&B pay a software engineer?",
    "I'm offered 205k base, 180k RSUs over 4 years, 10% bonus, 20k signing at W&B software engineer SF. Good?",
    "What should I ask for?", "show that as a table", "They want an answer by tomorrow", "What do I say on the phone?",
    "I also have 190k base and 100k equity at Hugging Face. Which is better?", "How do the levels compare?",
    "What does a signing bonus clawback mean?",
)  # fmt: skip


@pytest.fixture(scope="module")
def answered(starter_index: object) -> Iterator[list[Turn]]:
    """What a conversation about an offer gets to see."""
    facts = Facts(starter_index)  # type: ignore[arg-type]
    names = Names(facts)
    reader, history = Reader(names), list[Turn]()
    for message in MESSAGES:
        reading = reader.read(message, tuple(history))
        answer = respond(reading, Context(facts, names, None, reading.told.profile, tuple(history)))
        history.append(Turn(message, reading.told, answer))
    yield history
    facts.close()


def unnamed(block: Comparison, names: set[str]) -> Iterator[str]:
    """Texts of a table that are neither phrases nor names nor numbers of rows."""
    for field, texts in (("title", [block.title]), ("columns", block.columns),
                         ("rows", [cell for row in block.rows for cell in row])):  # fmt: skip
        known = block.phrases.get(field) or (None,) * len(texts)
        for text, one in zip(texts, known, strict=True):
            if one is None and text not in names and not text.isdigit() and text not in ("", "#"):
                yield text


def test_every_heading_and_figure_of_a_table_is_a_phrase(answered: list[Turn], starter_index: object) -> None:
    facts = Facts(starter_index)  # type: ignore[arg-type]
    roles = [(one.company_display, one.role_display) for one in facts.guides()]
    places = {band.region for one in facts.guides() for band in one.bands}
    tables = [block for turn in answered for block in turn.answer.blocks if isinstance(block, Comparison)]
    assert len(tables) > 5
    own_words = {name for pair in roles for name in pair} | {f"{r} at {c}" for c, r in roles} | places
    left = {text for table in tables for text in unnamed(table, own_words)}
    # Whose a row is stands in it as names; the points of a card, made a table, are the card's.
    assert {text for text in left if any(sign in text for sign in "$£€%") and "(" not in text} == set()
    headings = [table.title for table in tables if "title" not in table.phrases]
    assert all(any(f" at {company}" in title for company, _ in roles if company) for title in headings), headings


def test_every_row_of_a_card_and_every_title_of_words_to_say_is_a_phrase(answered: list[Turn]) -> None:
    blocks = [block for turn in answered for block in turn.answer.blocks]
    rows = [row for block in blocks if isinstance(block, BandCard | OfferGauge) for row in block.rows]
    assert len(rows) > 3 and [row for row in rows if set(row.phrases) != {"label", "text"}] == []
    scripts = [block for block in blocks if isinstance(block, Script) and block.title]
    assert scripts and all(block.phrases for block in scripts)
    unknown = [block for block in blocks if isinstance(block, OfferGauge) and block.unknown]
    assert all("unknown" in block.phrases for block in unknown)
    granted = [block for block in blocks if isinstance(block, OfferGauge) and block.assumptions]
    assert granted and all(None not in block.phrases["assumptions"] for block in granted)
    told_ = catalogue("de").spoken(granted[0].model_dump(mode="json"))["assumptions"]
    assert "der Bonus wird zum Zielwert gezahlt" in told_


def test_a_cards_title_is_named_where_it_is_offered_and_cited_and_an_operators_is_not(answered: list[Turn]) -> None:
    titles = {card.title for card in own().values()}
    offered = [one for turn in answered for block in turn.answer.blocks if isinstance(block, Suggestions)
               for one in block.told if one in titles]  # fmt: skip
    assert offered and all(isinstance(one, Phrased) for one in offered)
    cited = [one for turn in answered for one in turn.answer.citations if "/playbook/" in one.href and "L" in one.href]
    assert cited and all("title" in one.phrases for one in cited)
    (card, *_) = own().values()
    changed = type(card)(**{name: getattr(card, name) for name in card.__slots__} | {"title": "Our own way"})
    assert title_of(changed) == "Our own way" and not isinstance(title_of(changed), Phrased)


def test_a_name_that_is_also_a_heading_stays_a_name_and_a_company_of_that_name_too() -> None:
    table = Comparison(
        title=phrase("asStated"), columns=(phrase("columnCompany"), phrase("part-base")),
        rows=(("Base", phrase("figure", amount=Paid(value=200_000, currency="USD"))), ("Total", phrase("notStated"))),
    )  # fmt: skip
    told = catalogue("de").spoken(table.model_dump(mode="json"))
    assert told["columns"] == ["Firma", "Grundgehalt"]
    assert told["rows"] == [["Base", "200.000\u00a0$"], ["Total", "nicht genannt"]]


@pytest.mark.parametrize(
    ("paid", "written", "german"),
    [
        (Paid(value=240_000, high=300_000, currency="USD", period="year"), "$240K–$300K per year",
         "240.000–300.000 $ pro Jahr"),
        (Paid(value=360_000, currency="USD", period="grant", years=4), "$360K over 4 years", "360.000 $ über 4 Jahre"),
        (Paid(value=360_000, currency="USD", period="grant"), "$360K for the whole grant",
         "360.000 $ für die gesamte Zuteilung"),
        (Paid(value=0, high=72_000, currency="EUR"), "up to €72K", "bis 72.000 €"),
        (Paid(value=300_000, currency="USD", open=True), "$300K+", "300.000 $+"),
        (Paid(value=Decimal(10), high=Decimal("12.5"), unit="percent"), "10–12.5%", "10–12,5 %"),
        (Paid(value=15, unit="percent", open=True), "15% or more", "15 % oder mehr"),
        (Paid(value=13_000, unit="options"), "13,000 options", "13.000 Optionen"),
        (Paid(value=245_000, currency="USD", exact=True), "$245,000", "245.000 $"),
        (Paid(value=4_500, currency="EUR", period="month"), "€4,500 per month", "4.500 € pro Monat"),
    ],
)  # fmt: skip
def test_a_figure_is_written_as_each_language_does_from_its_parts(paid: Paid, written: str, german: str) -> None:
    said_ = phrase("figure", amount=paid)
    assert said_ == written
    kept = BandRow.model_validate_json(BandRow(component="base", label="x", text=said_, verbatim="").model_dump_json())
    assert catalogue("de").spoken(kept.model_dump(mode="json"))["text"].replace("\u00a0", " ") == german


def test_an_assistant_is_told_words_and_figures_and_no_names_of_phrases(answered: list[Turn]) -> None:
    for turn in answered:
        data = told(turn.answer).model_dump_json()
        assert '"phrases"' not in data and all(
            one.currency is None or one.currency in data for one in turn.answer.figures
        )


def test_a_ranking_is_said_whole_in_german_however_many_lead(answered: list[Turn]) -> None:
    lead = next(block for turn in answered for block in turn.answer.blocks if "highest" in getattr(block, "text", ""))
    assert isinstance(lead, Text) and lead.phrases
    said = catalogue("de").spoken(lead.model_dump(mode="json"))["text"]
    assert " am meisten (" in said and "highest" not in said
    alike = Phrase(name="rankMost", given=dict(lead.phrases["text"][0].given) | {"n": 2, "who": ("A", "B")})  # type: ignore[union-attr]
    assert catalogue("de").words(english(alike)).startswith("**A und B** zahlen am meisten (")


def test_a_figures_phrase_is_its_words(answered: list[Turn]) -> None:
    figures = [one for turn in answered for one in turn.answer.figures]
    assert len(figures) > 10
    for one in figures:
        assert shown(one) == said(one) and shown(one, period=True) == said(one, period=True)


def test_offers_side_by_side_are_german_to_the_last_cell(starter_index: object) -> None:
    mine = Offer(company="weights-and-biases", base=205_000, currency="USD", bonus_percent=Decimal(10))
    profile = Profile(offer=mine, others=(Offer(company="hugging-face", base=190_000, currency="EUR"),))
    table = sheet(profile, Names(Facts(starter_index)), date(2026, 11, 29)).side_by_side  # type: ignore[arg-type]
    assert table is not None
    told = catalogue("de").spoken(table.model_dump(mode="json"))
    assert told["title"] == "Ihre Angebote nach Teilen und Jahren"
    assert [row[0] for row in told["rows"]][:3] == [
        "Grundgehalt pro Jahr",
        "Aktien, gesamte Zuteilung",
        "Bonus pro Jahr",
    ]
    assert told["note"].endswith("denn das haben Sie nicht genannt.")
