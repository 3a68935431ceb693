"""The plainest rendering there is."""

from dataclasses import dataclass
from typing import Any

from bot.answer import Answer, PracticeBoard, Suggestions
from bot.practice import Debrief


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    blocks: list[dict[str, Any]]


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def markdown(sentence: str) -> str:
    return escape(sentence)


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:3000]}}


def message(answer: Answer, *, base: str | None = None) -> tuple[Message, ...]:
    from bot.render import plain

    text = plain(answer)
    blocks = [_section(escape(text[at : at + 2000])) for at in range(0, len(text), 2000)]
    for block in answer.blocks:
        if isinstance(block, Suggestions):
            blocks.append({"type": "actions", "elements": [
                {"type": "button", "action_id": f"suggest_{n}", "value": item, "text": {"type": "plain_text", "text": item[:75]}}
                for n, item in enumerate(block.items)]})
    return (Message(text[:3000], blocks),)


def feedback(message_id: str) -> dict[str, Any]:
    def button(w: str) -> dict[str, Any]:
        return {"text": {"type": "plain_text", "text": w}, "value": f"{w}:{message_id}", "accessibility_label": w}

    return {"type": "context_actions", "elements": [
        {"type": "feedback_buttons", "action_id": "feedback", "positive_button": button("up"), "negative_button": button("down")}]}


def standing(board: PracticeBoard, *, over: bool = False, paused: bool = False) -> Message:
    rows = "\n".join(f"{row.label}: {row.text}" for row in board.standing)
    names = [] if over else ["hint", "resume" if paused else "pause", "end"]
    buttons = [{"type": "button", "action_id": f"practice_{n}", "value": board.practice_id, "text": {"type": "plain_text", "text": n}} for n in names]
    return Message(rows, [_section(escape(rows) or "-"), *([{"type": "actions", "elements": buttons}] if buttons else [])])


def debrief(report: Debrief) -> tuple[Message, ...]:
    return (Message(report.summary, [_section(escape(report.summary))]),)


def private(answer: Answer) -> bool:
    return any(number.origin == "user" for number in answer.numbers)
