"""The last answer again in another form, with the same figures and citations: shorter, why, an e-mail, a table."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from babel.core import Locale

from bot.answer import (
    Answer,
    BandCard,
    Block,
    Comparison,
    Email,
    Figure,
    LeverBlock,
    OfferGauge,
    Script,
    Suggestions,
    Text,
    Warning_,
)
from bot.coach.advice import told
from bot.coach.cards import card_of, next_steps
from bot.coach.draft import LABELS, Draft, part_of, sentences, shown
from bot.coach.person import person_of, where_said, wheres_said
from bot.coach.tone import again, left_out, translated
from bot.coach.writing import compose as written
from bot.languages.phrase import Paid, phrase
from bot.languages.prose import SPOKEN, named_in
from bot.reading.stretches import has_digit
from bot.reading.types import Ask, Question, Turn
from bot.wording import listed, money, said
from ingest.guide.playbook import Card
from ingest.lexicon.phrases import beside

if TYPE_CHECKING:
    from bot.coach.context import Context

_said = beside(__file__, "words")


NOTED = "profile", "note"
"""Intent and topic of a message that only tells a fact."""
QUOTES = "\"“”' "


def compose(question: Question, context: "Context") -> Answer:
    """By topic: shorter, longer, why, email or table, or another tone for words to copy; without an answer before it,
    asks what to restyle."""
    turn = _last(context)
    if turn is None:
        draft = Draft("restyle")
        draft.say("There is no answer yet to put another way. What would you like to know?")
        draft.suggest(phrase("canDo"), phrase("offerGood"))
        return draft.answer("clarify")
    card = card_of(turn.answer, context)
    topic = question.topic
    if card is not None and (topic == "longer" or _MORE.search(question.text)):
        return _whole(card, question, context)
    if topic == "translate" and named_in(question.text) == "en":
        return _in_english(turn, question, context)
    copyable = any(isinstance(b, Email | Script) for b in turn.answer.blocks)
    if copyable and (wheres_said(question.text) or topic in _TONES or left_out(question.text)):
        return again(turn, card, question, context)
    if topic == "translate":
        return _in_language(turn, question)
    if topic == "again":
        return turn.answer
    if topic == "email":
        # Of what was restyled before, the advice itself is what becomes an e-mail.
        first = next(
            (t for t in reversed(context.history) if t.answer.status == "answered" and t.question.intent != "restyle"),
            turn,
        )
        return _email(first, question, context)
    blocks = {"why": _why, "table": _table}.get(topic, _shorter)(turn.answer)
    if topic == "why" and turn.answer.intent == "plan" and (card := card_of(turn.answer, context)) is not None:
        # A figure's sum is no reason that a person could give: what the plan's card says of its first step is.
        cited = next(one.id for one in turn.answer.citations if one.id == f"{card.path}:{card.line}")
        blocks.insert(0, Text(text=card.do[0], cites=(cited,)))
    return turn.answer.model_copy(update={"blocks": tuple(blocks), "intent": "restyle", "wording": "composed"})


def _last(context: "Context") -> Turn | None:
    """The turn whose answer is meant: a fact that was noted in between is nothing to put another way."""
    told = [turn for turn in context.history if turn.answer.status == "answered" and turn.answer.blocks]
    said = [turn for turn in told if (turn.question.intent, turn.question.topic) != NOTED]
    return next(reversed(said or told), None)


_MORE = _said("more_of_it")


_TONES = ("", "shorter", "tone", "formal", "email")
"""Topics that ask for words to copy in another form."""


def _in_english(turn: Turn, question: Question, context: "Context") -> Answer:
    """The last words to copy, or else the last answer, in English."""
    words = (t for t in reversed(context.history) if any(isinstance(b, Email | Script) for b in t.answer.blocks))
    last = next(words, None)
    card = card_of(last.answer, context) if last is not None else None
    return translated(last, card, question, context) if last is not None and card is not None else turn.answer


def _in_language(turn: Turn, question: Question) -> Answer:
    """The last answer, in a language that answers are given in; which these are for any other."""
    if (language := named_in(question.text)) in SPOKEN:
        return turn.answer.model_copy(update={"language": language})
    draft = Draft("restyle")
    names = [str(Locale("en").languages[tag]) for tag in ("en", *SPOKEN)]
    draft.say(f"I answer in {listed(names)}. Where a language model is connected, ask it to put the words into yours.")
    return draft.answer("not_found")


def _whole(card: Card, question: Question, context: "Context") -> Answer:
    """All that a card says."""
    draft = Draft("restyle")
    told(card, person_of(question, context), where_said(question.text), draft, context, screen=10_000)
    draft.suggest(*next_steps(card, context))
    return draft.answer()


def _shorter(answer: Answer) -> list[Block]:
    """The first sentence or two, and whatever is there to be copied; a warning about a figure stays."""
    kept: list[Block] = []
    texts = [b for b in answer.blocks if isinstance(b, Text)]
    if texts:
        lines = sentences(texts[0].text.split("\n")[0])
        first = " ".join(lines[:2]) if len(lines[0]) < 90 else lines[0]
        kept.append(Text(text=first, cites=texts[0].cites))
    asks = next((b for b in texts[1:] if b.text.startswith("**Ask for**")), None)
    if asks is not None:
        kept.append(Text(text=sentences(asks.text)[0], cites=asks.cites))
    for block in answer.blocks:
        if isinstance(block, LeverBlock):
            kept.append(block.model_copy(update={"why": ""}))
            break
        if isinstance(block, (Script, Email)):
            kept.append(_cut(block))
            break
    if not texts:
        kept += [b for b in answer.blocks if isinstance(b, (BandCard, Comparison, OfferGauge))][:1]
    return [*kept, *[b for b in answer.blocks if isinstance(b, Warning_)]]


def _cut(block: Script | Email) -> Block:
    """A script without its middle: the opening, every line with a figure, and the close."""
    if isinstance(block, Script):
        lines = sentences(block.text)
        kept = [s for i, s in enumerate(lines) if i in (0, len(lines) - 1) or has_digit(s) or "[" in s]
        return block.model_copy(update={"text": " ".join(kept)})
    parts = block.body.split("\n\n")
    kept = [
        p
        for i, p in enumerate(parts)
        if i in (0, len(parts) - 1, len(parts) - 2)
        or p.startswith(("Thank", "To be open"))
        or (has_digit(p[:1]) and p[1:2] == ".")
    ]
    return block.model_copy(update={"body": "\n\n".join(kept)})


def _sums(answer: Answer) -> list[str]:
    """How each computed amount came about: a sum, or in words what several have in common."""
    lines: dict[str, list[str]] = {}
    told: set[str] = set()
    for number in answer.numbers:
        if number.how and number.unit is None and number.origin == "computed":
            amount = money(number.low, None, number.currency)
            if amount != number.how and amount not in told:  # One part of pay alone is no sum.
                told.add(amount)
                lines.setdefault(number.how, []).append(amount)
    return [
        f"{listed(amounts)} = {how}" if any(map(str.isdigit, how)) else f"{listed(amounts)}: {how}"
        for how, amounts in lines.items()
    ]


def _why(answer: Answer) -> list[Block]:
    """What the answer rests on: the sums behind computed numbers, and the guides' own words."""
    lines = _sums(answer)
    for figure in answer.figures:
        label = LABELS.get(figure.component, figure.component)
        where = _row(figure)
        lines.append(f"{label} {said(figure, period=True)} ({where})")
    cites = tuple(c.id for c in answer.citations)
    blocks: list[Block] = []
    for block in answer.blocks:
        if isinstance(block, LeverBlock) and block.why:
            lines.append(f"{block.title}: {block.why}")
    if lines:
        blocks.append(Text(text="Because of this:\n" + "\n".join(f"- {line}" for line in lines[:8]), cites=cites))
    elif answer.citations:
        told = next(
            (sentences(b.text.split("\n")[0].replace("**", ""))[1:] for b in answer.blocks if isinstance(b, Text)), []
        )
        quotes = [
            f"“{_brief(c.text).strip(QUOTES)}” ({', '.join(filter(None, (c.title or c.path, c.within.strip(QUOTES))))})"
            for c in answer.citations
            if c.text
        ][:3]
        lead = " ".join([*told, "The guides say:"] if told else ["Because the guides say so:"])
        blocks.append(Text(text=f"{lead}\n" + "\n".join(f"- {q}" for q in quotes), cites=cites))
    else:
        blocks.append(
            Text(
                text="No guide stands behind that one. Ask about a company and a role, and I'll show what its guide "
                "says."
            )
        )
    return [
        *blocks,
        *[b for b in answer.blocks if isinstance(b, Warning_)],
        Suggestions(items=(phrase("whereFrom"), phrase("whatToAsk"))),
    ]


def _brief(text: str) -> str:
    lines = sentences(" ".join(text.replace("**", "").split()))
    first = lines[0] if lines else text
    return first if len(first) < 220 else f"{first[:217]}..."


def _table(answer: Answer) -> list[Block]:
    """Figures, an offer's years, or the scripts, in rows."""
    blocks: list[Block] = [_figures_in_rows(answer.figures)] if answer.figures else []
    blocks += [_years_in_rows(b) for b in answer.blocks if isinstance(b, OfferGauge)]
    blocks += [b for b in answer.blocks if isinstance(b, Comparison)]
    levers = [b for b in answer.blocks if isinstance(b, LeverBlock)]
    if levers:
        rows, cites = tuple((b.title, b.script) for b in levers), tuple(b.cite for b in levers)
        blocks.append(
            Comparison(
                title=phrase("levers"), columns=(phrase("columnLever"), phrase("whatToSay")), rows=rows, cites=cites
            )
        )
    return [*(blocks or [_points_in_rows(answer)]), *[b for b in answer.blocks if isinstance(b, Warning_)]]


def _figures_in_rows(figures: Sequence[Figure]) -> Comparison:
    """A row a figure; of one band the title says whose they are, else a column does."""
    alone = len({(f.company, f.role, f.region, f.level) for f in figures}) == 1
    rows = tuple((part_of(f.component), shown(f, period=True), *(() if alone else (_row(f),))) for f in figures)
    title, cites = _row(figures[0]) if alone else phrase("figures"), tuple(dict.fromkeys(f.source for f in figures))
    names = ("columnPay", "columnBand", *(() if alone else ("columnFor",)))
    return Comparison(title=title, columns=tuple(map(phrase, names)), rows=rows, cites=cites)


def _years_in_rows(gauge: OfferGauge) -> Comparison:
    parts = ("base", "equity", "bonus", "signing", "refresher", "total")

    def paid(amount: int) -> str:
        return phrase("figure", amount=Paid(value=amount, currency=gauge.currency))

    rows = tuple((str(y.year), *(paid(getattr(y, one)) for one in parts)) for y in gauge.years)
    columns = (phrase("columnYear"), *(phrase(f"part-{one}") for one in parts))
    return Comparison(title=phrase("yearByYear"), columns=columns, rows=rows)


def _points_in_rows(answer: Answer) -> Block:
    """The points of an answer, what stands before a colon in a column of its own; its prose where it has none."""
    texts = [b.text for b in answer.blocks if isinstance(b, Text)]
    points = [line[2:].split(": ", 1) for text in texts for line in text.split("\n") if line.startswith("- ")]
    pairs = tuple((p[0].strip("* "), p[1] if len(p) > 1 else "") for p in points)
    cites = tuple(c.id for c in answer.citations)
    if not pairs:
        return Text(text=answer_text(answer), cites=cites)
    return Comparison(
        title=phrase("inShort"), columns=(phrase("columnSaid"), phrase("columnDetail")), rows=pairs, cites=cites
    )


def answer_text(answer: Answer) -> str:
    """The prose of an answer."""
    return (
        "\n\n".join(b.text for b in answer.blocks if isinstance(b, Text))
        or "There is nothing in it to put into a table."
    )


def _email(turn: Turn, question: Question, context: "Context") -> Answer:
    """Advice becomes words to send; figures become the body of a note."""
    if turn.question.intent in ("offer", "strategy", "lever", "letter", "tactic", "invent"):
        card = card_of(turn.answer, context)
        asked = replace(
            turn.question, text="the counter e-mail", intent="letter", topic="email", profile=question.profile
        )
        return written(Ask("draft", asked, cards=(card.name if card is not None else "counter-once",)), context)
    body = "\n".join(_lines(turn.answer))
    email = Email(
        subject="Figures for the offer",
        body=f"Hi [name],\n\n{body}\n\nBest regards,\n[your name]",
        cites=tuple(c.id for c in turn.answer.citations),
    )
    text = Text(text="As an e-mail, with the same figures:", cites=email.cites)
    return turn.answer.model_copy(update={"blocks": (text, email), "intent": "restyle", "wording": "composed"})


def _row(one: Figure) -> str:
    """Whose a figure is: "Staff Engineer at Acme, London, L5"."""
    return ", ".join(p for p in (f"{one.role_display} at {one.company_display}", one.region, one.level) if p)


def _lines(answer: Answer) -> list[str]:
    figures = [f"{LABELS.get(f.component, f.component)} for {_row(f)}: {said(f, period=True)}" for f in answer.figures]
    return figures or [answer_text(answer).replace("**", "")]
