"""The plainest rendering there is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.offer import Profile


def _modal(id: str, title: str, blocks: list[dict[str, Any]], meta: str = "") -> dict[str, Any]:
    return {"type": "modal", "callback_id": id, "title": {"type": "plain_text", "text": title}, "private_metadata": meta,
            "submit": {"type": "plain_text", "text": "OK"}, "blocks": blocks}


def _input(id: str) -> dict[str, Any]:
    return {"type": "input", "block_id": id, "label": {"type": "plain_text", "text": id}, "element": {"type": "plain_text_input", "action_id": "value"}}


def offer_form(private_metadata: str) -> dict[str, Any]:
    return _modal("offer", "Offer", [_input("company"), _input("role"), _input("terms")], private_metadata)


def practice_form(private_metadata: str) -> dict[str, Any]:
    return _modal("practice", "Practice", [_input("company"), _input("role")], private_metadata)


def _value(state: dict[str, Any], name: str) -> str:
    return str(((state["values"].get(name) or {}).get("value") or {}).get("value") or "")


def read_offer_form(state: dict[str, Any]) -> str:
    return f"I have an offer from {_value(state, 'company')} as {_value(state, 'role')}: {_value(state, 'terms')}"


def read_practice_form(state: dict[str, Any]) -> str:
    return f"Let's practise: {_value(state, 'role')} at {_value(state, 'company')}"


def faults(callback_id: str, state: dict[str, Any]) -> dict[str, str]:
    return {}


def confirm_delete() -> dict[str, Any]:
    return _modal("delete_my_data", "Delete", [])


def home(profile: Profile, conversations: Sequence[tuple[str, datetime]]) -> dict[str, Any]:
    lines = [profile.company or "-", *(text for text, _ in conversations)]
    return {"type": "home", "blocks": [
        *({"type": "section", "text": {"type": "mrkdwn", "text": one or "-"}} for one in lines),
        {"type": "actions", "elements": [{"type": "button", "action_id": "delete_my_data", "text": {"type": "plain_text", "text": "Delete my data"}}]}]}
