"""An Answer as Block Kit: pure, within Slack's limits, nothing lost, and nothing in it fires that we didn't write."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answer import (
    Answer,
    BandCard,
    Block,
    Comparison,
    Email,
    LeverBlock,
    OfferGauge,
    PracticeBoard,
    Script,
    Suggestions,
    Text,
    Warning_,
    plain,
)  # fmt: skip
from bot.practice.report import Debrief
from bot.wording import exact, money, own_figure

SECTION = 2_800
"""Characters of a section; Slack takes 3,000."""

LENGTH, SIZE = 44, 12_000
"""Blocks and characters of a message; Slack takes 50 blocks, and some are added."""

BUTTON, VALUE = 75, 2_000
"""Characters of a button's text and of its value."""

ROWS, COLUMNS, CELLS = 100, 20, 9_000
"""What Slack's table takes: rows, columns, characters (10,000); one table a message."""

_JOINER = "\u2060"
"""Nothing that is seen, put where a sequence would mean something to Slack."""

_MARKERS = {"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"}
"""What stands for a formatting character; Slack has no way to escape one."""

_AT_EDGE = {mark: re.compile(rf"(?<!\w){re.escape(mark)}|{re.escape(mark)}(?!\w)") for mark in _MARKERS}
_EMOJI = re.compile(r":(?=[a-z0-9_+'-]+:)", re.IGNORECASE)
_LINK = re.compile(r"(?i)(:)(?=//)|\b(mailto:|tel:|www\.)(?=\S)")
_BOLD = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*")


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """One message: its blocks, and text that says the same for notifications and screen readers."""

    text: str
    blocks: list[dict[str, Any]]


def escape(text: str) -> str:
    """Text from anywhere, for mrkdwn: it reads as it is written, and formats, mentions, links nothing."""
    return "\n".join(_escaped_line(line) for line in text.splitlines())


def _escaped_line(line: str) -> str:
    for mark, instead in _MARKERS.items():
        if line.count(mark) > 1:
            line = line.replace(mark, instead) if mark == "`" else _AT_EDGE[mark].sub(instead, line)
    line = line.replace(">", "›", 1) if line.lstrip().startswith(">") else line
    return _LINK.sub(_broken, _EMOJI.sub(":" + _JOINER, _entities(line)))


def _broken(found: re.Match[str]) -> str:
    return (found[1] or found[2]) + _JOINER


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mrkdwn(text: str) -> str:
    """A Text block's small markdown as mrkdwn: **bold** is *bold*, "- " a bullet, all else as it reads."""
    return "\n".join(_formatted(line) for line in text.splitlines())


def _formatted(line: str) -> str:
    bullet = line.lstrip().startswith("- ")
    rest = line.lstrip()[2:] if bullet else line
    parts: list[str] = []
    for number, part in enumerate(_BOLD.split(rest)):
        words = _escaped_line(part)
        parts.append(f"*{words.replace('*', '∗')}*" if number % 2 else words)
    return ("• " if bullet else "") + "".join(parts)


def torn(text: str) -> bool:
    """Whether bold words have begun in a text's last line that haven't ended there."""
    return text.rpartition("\n")[2].count("**") % 2 == 1


def markdown(sentence: str) -> str:
    """A verified sentence of a Text block for chat.appendStream, whose markdown would otherwise link and embed."""
    return "".join(_streamed(line) for line in sentence.splitlines(keepends=True))


def _streamed(line: str) -> str:
    parts = _BOLD.split(line)
    for number, part in enumerate(parts):
        words = re.sub(r"^(\s*)(?=#)", rf"\1{_JOINER}", part) if number == 0 else part
        words = re.sub(r"\](?=[(\[:])", "]" + _JOINER, _escaped_line(words.rstrip("\n")))
        end = "\n" if part.endswith("\n") else ""
        parts[number] = f"**{words}**" if number % 2 else words + end
    return "".join(parts)


def private(answer: Answer) -> bool:
    """Whether the answer is about its reader's own pay, which no colleague should see."""
    if answer.intent == "profile" or any(number.origin == "user" for number in answer.numbers):
        return True
    return any(_own(block) for block in answer.blocks)


def _own(block: Block) -> bool:
    if isinstance(block, BandCard):
        return any(row.user is not None for row in block.rows)
    return isinstance(block, OfferGauge)


def message(answer: Answer, numbers: dict[str, int] | None = None, site: str = "") -> tuple[SlackMessage, ...]:
    """The answer as messages, in order. numbers: of citations that were shown before. site: the address that our pages
    are reached at, for links to the lines cited; "" where there is none."""
    numbers = {} if numbers is None else numbers
    made = [one for block in answer.blocks if not isinstance(block, Suggestions) for one in _blocks(block, numbers)]
    made += sources(answer, numbers, site)
    for block in answer.blocks:
        if isinstance(block, Suggestions):
            made += _suggestions(block)
    return _messages(made, escape(plain(answer)))


def _blocks(block: Block, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    match block:
        case Text():
            yield from _sections(mrkdwn(block.text) + _marks(block.cites, numbers))
        case LeverBlock():
            why = f"\n{mrkdwn(block.why)}" if block.why else ""
            yield from _sections(f"*{_title(block.title)}*{_marks((block.cite,), numbers)}{why}")
            yield from _copyable(block.script)
        case Script():
            yield from _sections(f"*{_title(block.title)}*{_marks(block.cites, numbers)}")
            yield from _copyable(block.text)
        case Email():
            yield from _sections(f"*E-mail*{_marks(block.cites, numbers)}\n*Subject:* {escape(block.subject)}")
            yield from _copyable(block.body)
        case Warning_():
            yield from _sections(f":warning: {mrkdwn(block.text)}{_marks((block.cite,), numbers)}")
        case BandCard():
            yield from _card(block, numbers)
        case Comparison():
            yield from _sections(f"*{_title(block.title)}*{_marks(block.cites, numbers)}")
            best = {n: f"▸ {row[0]}" for n, row in enumerate(block.rows) if row and n == block.best}
            rows = [(best[n], *row[1:]) if n in best else row for n, row in enumerate(block.rows)]
            yield from _table(block.columns, rows)
            yield from _sections(escape(block.note))
        case OfferGauge():
            yield from _gauge(block, numbers)
        case PracticeBoard() | Suggestions():
            return


def _card(card: BandCard, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    """A band: its rows as fields, two columns, at most ten a section."""
    level = f", level {card.level}" if card.level else ""
    dated = f" (guide of {card.date.isoformat()})" if card.date else ""
    title = f"*{_title(f'{card.role} at {card.company}')}*\n{escape(f'{card.region}{level}{dated}'.removeprefix(', '))}"
    fields = []
    for row in card.rows:
        derived = " (derived)" if row.derived else ""
        words = f"*{_title(row.label)}*\n{escape(row.text)}{derived}{_marks((row.cite,), numbers)}"
        fields += [_mrkdwn(piece) for piece in pieces(words, 1_900)]
    yield from _sections(title)
    for at in range(0, len(fields), 10):
        yield {"type": "section", "fields": fields[at : at + 10]}


def _gauge(gauge: OfferGauge, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    """An offer: each part beside its band, then its worth by year, amounts with their currency."""
    fields = []
    for row in gauge.rows:
        own = own_figure(row)
        yours = f"\nYours: {escape(own[0])}" + (f", {own[1]}" if own[1] else "") if own else ""
        fields.append(
            _mrkdwn(f"*{_title(row.label)}*\n{escape(row.text)}{yours}{_marks((row.cite,), numbers)}"[:1_990])
        )
    yield from _sections("*Your offer beside the band*" if fields else "*Your offer by year*")
    for at in range(0, len(fields), 10):
        yield {"type": "section", "fields": fields[at : at + 10]}
    columns = ("base", "equity", "bonus", "signing", "refresher", "total")
    used = [name for name in columns if any(getattr(year, name) for year in gauge.years)]
    rows = [(str(year.year), *(_amount(getattr(year, name), gauge.currency) for name in used)) for year in gauge.years]
    if rows:
        yield from _table(("Year", *(name.capitalize() for name in used)), rows)
    told = [f"Unknown: {', '.join(gauge.unknown)}"] if gauge.unknown else []
    yield from _sections(escape("\n".join([*told, *(f"Assumed: {one}" for one in gauge.assumptions)])))


def _amount(value: int, currency: str) -> str:
    return money(value, currency=currency) if currency else f"{value:,}"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Slack's own table, which fits any screen; where it is too large for one, lines to copy."""
    whole = [columns, *rows]
    if len(columns) > COLUMNS or sum(len(cell) for row in whole for cell in row) > CELLS:
        yield from _copyable("\n".join(" | ".join(row) for row in whole))
        return
    for at in range(0, len(rows) or 1, ROWS - 1):
        part = [columns, *rows[at : at + ROWS - 1]]
        cells = [[{"type": "raw_text", "text": cell or "–"} for cell in row] for row in part]
        yield {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True}]}


def _title(text: str) -> str:
    """Words that stand in bold."""
    return escape(text).replace("*", "∗").strip()


def _marks(cites: Iterable[str], numbers: dict[str, int]) -> str:
    found = [numbers.setdefault(cite, len(numbers) + 1) for cite in dict.fromkeys(cites) if cite]
    return " " + "".join(f"[{number}]" for number in found) if found else ""


def marks(block: Block, numbers: dict[str, int]) -> str:
    """The [n] of a text's sources, for after its last sentence."""
    return _marks(block.cites, numbers) if isinstance(block, Text) else ""


def sources(answer: Answer, numbers: dict[str, int], site: str) -> Iterator[dict[str, Any]]:
    """The citations as context, those that a streamed text used too."""
    known = {citation.id: citation for citation in answer.citations}
    for id_ in known:
        numbers.setdefault(id_, len(numbers) + 1)
    lines = []
    for id_, number in numbers.items():
        if (one := known.get(id_)) is not None:
            dated = f", {one.date.isoformat()}" if one.date else ""
            section = f", {one.within}" if one.within else ""
            words = escape(f"[{number}] {one.title or one.path} ({one.path}:{one.line}{section}{dated})")
            lines.append(f"{words} <{site}{one.href}|line {one.line}>" if site and one.href else words)
    for piece in pieces("\n".join(lines), SECTION):
        yield {"type": "context", "elements": [_mrkdwn(piece)]}


def _suggestions(block: Suggestions) -> list[dict[str, Any]]:
    shown = block.labels or block.items
    buttons = [
        {
            "type": "button", "action_id": f"suggest_{number}", "text": _words(label, BUTTON), "value": item[:VALUE],
            "accessibility_label": ("Choose: " if block.choices else "Ask: ") + label[: BUTTON - 8],
        }
        for number, (item, label) in enumerate(zip(block.items, shown, strict=True))
        if item.strip()
    ]  # fmt: skip
    return [{"type": "actions", "elements": buttons[at : at + 5]} for at in range(0, len(buttons), 5)]


def feedback(message_id: str) -> dict[str, Any]:
    """Thumbs for an answer; their value is "up:" or "down:" and the name that the answer goes by."""

    def button(text: str, rating: str, label: str) -> dict[str, Any]:
        words = {"type": "plain_text", "text": text}
        return {"text": words, "value": f"{rating}:{message_id}", "accessibility_label": label}

    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons", "action_id": "feedback",
                "positive_button": button("Good", "up", "This answer was helpful"),
                "negative_button": button("Bad", "down", "This answer was not helpful"),
            }
        ],
    }  # fmt: skip


def standing(board: PracticeBoard, *, over: bool = False, paused: bool = False) -> SlackMessage:
    """The offer that stands in a practice, with its buttons while it goes on."""
    left = "" if board.turns_left is None or over else f", {board.turns_left} left"
    lead = "The practice is over; the last offer:" if over else f"The offer that stands (turn {board.turn}{left})"
    rows = [f"{row.label}: {row.text}" + (f", you asked for {money(int(row.user), currency=row.currency)}"
            if row.user is not None else "") for row in board.standing]  # fmt: skip
    made = [*_sections(f"*{lead}*\n" + "\n".join(f"• {escape(row)}" for row in rows))]
    if not over:
        names = (("hint", "Hint"), ("resume", "Resume") if paused else ("pause", "Pause"), ("end", "End and debrief"))
        buttons = [
            {
                "type": "button", "action_id": f"practice_{name}", "value": board.practice_id,
                "text": _words(words, BUTTON), "accessibility_label": f"{words}: this practice",
            }
            for name, words in names
        ]  # fmt: skip
        made.append({"type": "actions", "elements": buttons})
    return SlackMessage(escape("\n".join([lead, *rows])), made)


def debrief(report: Debrief) -> tuple[SlackMessage, ...]:
    """A debrief: its summary, what came of each part, each point of process, and what one move would have changed."""
    code = report.outcome.currency
    parts = [
        f"• {one.label}: opened at {exact(one.opening, code)}, ended at {exact(one.reached, code)}"
        f", at most {exact(one.most, code)} was there"
        for one in report.outcome.parts
    ]
    room = report.outcome.room_captured
    left = exact(report.outcome.left, code)
    whole = f"Room captured: {room} %; left on the table over four years: {left}." if room is not None else ""
    made = [*_sections(f"*Debrief*\n{escape(f'{report.summary} {whole}'.strip())}")]
    made += _sections(escape("\n".join([*parts, *([report.beside] if report.beside else [])])))
    for point in report.criteria:
        if point.state != "not observed":
            better = f"\nBetter: {escape(point.better)}" if point.better else ""
            rests = point.citation.id if point.citation else point.study.text if point.study else ""
            source = f"\n_{escape(rests).replace('_', '＿')}_" if rests else ""
            words = f"*{_title(point.label)}: {_title(point.state)}*\n{escape(point.found)}{better}{source}"
            made += _sections(words)
    changes = [f"• {escape(change.text)} “{escape(change.line)}”" for change in report.counterfactuals]
    unseen = [f"• {point.label}: {escape(point.found)}" for point in report.criteria if point.state == "not observed"]
    missed = [f"• “{escape(line)}”" for line in report.unheard]
    for title, lines in (
        ("With one move changed", changes),
        ("Not judged", unseen),
        ("Not understood, and counted for nothing", missed),
    ):
        made += _sections(f"*{title}*\n" + "\n".join(lines)) if lines else ()
    made += _sections(escape(report.jurisdiction_note)) if report.jurisdiction_note else ()
    return _messages(made, escape(report.summary))


# Limits


def _mrkdwn(text: str) -> dict[str, Any]:
    """A text object whose names and addresses Slack leaves alone."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _words(text: str, most: int) -> dict[str, Any]:
    """Plain text of at most so many characters, its emoji left as words."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    return {"type": "plain_text", "text": short or "…", "emoji": False}


def _sections(text: str) -> Iterator[dict[str, Any]]:
    for piece in pieces(text, SECTION):
        yield {"type": "section", "text": _mrkdwn(piece)}


def _copyable(text: str) -> Iterator[dict[str, Any]]:
    """Words to copy, as they are."""
    for piece in pieces(_entities(text.replace("```", f"`{_JOINER}`{_JOINER}`").strip("\n")), SECTION):
        yield {"type": "section", "text": _mrkdwn(f"```\n{piece}\n```")}


def pieces(text: str, most: int = SECTION) -> Iterator[str]:
    """A text in pieces, cut where a paragraph, a line, a sentence or a word ends; only white space is lost."""
    rest = text.strip("\n")
    while len(rest) > most:
        cut = next((at for sep in ("\n\n", "\n", ". ", " ") if (at := rest.rfind(sep, most // 2, most)) > 0), most - 1)
        # Never in the middle of "&amp;".
        if (entity := rest.rfind("&", cut - 5, cut + 1)) >= 0 and ";" not in rest[entity : cut + 1]:
            cut = entity - 1
        yield rest[: cut + 1].rstrip()
        rest = rest[cut + 1 :].lstrip("\n") if rest[cut] in "\n " else rest[cut + 1 :]
    if rest.strip():
        yield rest


def _is_title(block: dict[str, Any]) -> bool:
    text = str((block.get("text") or {}).get("text") or "")
    return block["type"] == "section" and text.startswith("*") and "\n" not in text


def _messages(made: Sequence[dict[str, Any]], text: str) -> tuple[SlackMessage, ...]:
    """Blocks in as many messages as they need; the words go with the first, and on with the next."""
    groups: list[list[dict[str, Any]]] = [[]]
    size = 0
    for block in made:
        length = len(str(block))
        second = block["type"] == "table" and any(one["type"] == "table" for one in groups[-1])
        if groups[-1] and (second or len(groups[-1]) >= LENGTH or size + length > SIZE):
            # A table's title goes with it.
            titled = block["type"] == "table" and len(groups[-1]) > 1 and _is_title(groups[-1][-1])
            groups.append([groups[-1].pop()] if titled else [])
            size = len(str(groups[-1]))
        groups[-1].append(block)
        size += length
    words = list(pieces(text, SECTION)) or ["…"]
    return tuple(
        SlackMessage(words[number] if number < len(words) else "(continued)", group)
        for number, group in enumerate(groups)
    )
