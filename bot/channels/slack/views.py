"""Slack's forms and the Home tab: pure, and what a form holds as a message for the conversation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.answer import Answer, Comparison, Text
from bot.channels.slack.blocks import escape, marks, mrkdwn, pieces, sources
from bot.channels.slack.records import Reminder
from bot.conversation.forms import OfferForm, PracticeForm
from bot.knowledge.profile import offer_words
from bot.reading.terms import Offer, Profile
from bot.wording import listed

VALUE = "value"
"""The action id of every form's element."""

LONGEST = 200
"""Characters of a line of a form."""

PROMPTS = (
    ("What does a role pay?", "What does Weights & Biases pay a staff engineer in San Francisco?"),
    ("Is my offer good?", "I have an offer and want to know how good it is."),
    ("What can I argue?", "Which levers do I have to ask for more?"),
    ("Practise the call", "Let's practise the negotiation."),
)
HELP = (
    "I help you negotiate a job offer, with exact figures from the guides, each with its source.\n"
    "• `/parley ask` and a question\n• `/parley offer` to enter an offer and see how good it is\n"
    "• `/parley practice` to rehearse the call with a recruiter\n"
    "• `/parley remind` to be reminded before a deadline\n"
    "Or write to me here in a direct message, or mention me in a channel. What concerns your own pay only you see."
)
DIFFICULTIES = (("realistic", "Realistic"), ("warm-up", "Warm-up"), ("hard", "Hard"))
PERSONAS = (
    ("friendly", "Friendly recruiter"), ("by the book", "By-the-book recruiter"), ("hiring manager", "Hiring manager"),
    ("founder", "Founder"),
)  # fmt: skip
MONEY = ("base", "equity", "bonus", "signing")


def offer_form(private_metadata: str) -> dict[str, Any]:
    """The form for an offer."""
    return modal("offer", "Your offer", "Evaluate", private_metadata, [
        field("company", "Company"),
        field("role", "Role", hint="As the letter says, like: staff engineer"),
        field("region", "City or region", optional=True),
        field("level", "Level", optional=True),
        field("base", "Base a year", optional=True, hint="With its currency, like: $245,000 or 24 lakh"),
        field("equity", "Equity", optional=True, hint="The whole grant and its years, like: $360,000 over 4 years"),
        field("bonus", "Target bonus", optional=True, hint="Like: 10% or $20,000"),
        field("signing", "Signing bonus", optional=True),
        field("notes", "Anything else", optional=True, hint="A deadline, another offer you hold", lines=True),
        note("Only you see what comes back: it is answered in our direct messages."),
    ])  # fmt: skip


def read_offer_form(state: dict[str, Any]) -> OfferForm:
    """A filled form; each field stays what it is."""
    names = ("company", "role", "region", "level", *MONEY, "notes")
    return OfferForm.model_validate({name: entered(state, name) for name in names})


def practice_form(private_metadata: str) -> dict[str, Any]:
    """The form for a practice."""
    return modal("practice", "Practise the call", "Start", private_metadata, [
        field("company", "Company"),
        field("role", "Role"),
        field("region", "City or region", optional=True),
        field("level", "Level", optional=True),
        choice("difficulty", "Difficulty", DIFFICULTIES),
        choice("persona", "Who you speak with", PERSONAS),
        choice("remarks", "The coach's word after each line", (("no", "No"), ("yes", "Yes"))),
        note("The practice is held in our direct messages; nobody else reads it."),
    ])  # fmt: skip


def read_practice_form(state: dict[str, Any]) -> PracticeForm:
    """A filled form; each field stays what it is."""
    whom = {name: entered(state, name) for name in ("company", "role", "region", "level")}
    chosen = {name: value for name in ("difficulty", "persona") if (value := entered(state, name))}
    return PracticeForm.model_validate(whom | chosen | {"remarks": entered(state, "remarks") == "yes"})


def reason_form(private_metadata: str) -> dict[str, Any]:
    """After a thumbs-down: what was wrong. private_metadata: what the button said."""
    return modal("reason", "What was wrong?", "Send", private_metadata, [
        field("reason", "In your words", hint="Whoever runs this reads it", lines=True),
    ])  # fmt: skip


def read_reason_form(state: dict[str, Any]) -> str:
    """What was written into it."""
    return entered(state, "reason")


def faults(callback_id: str, state: dict[str, Any]) -> dict[str, str]:
    """What is wrong with a filled form, by block; nothing when it can be used."""
    if callback_id not in ("offer", "practice"):
        return {}
    wrong = {name: "Please fill this in." for name in ("company", "role") if not entered(state, name)}
    if callback_id == "offer":
        given = {name: value for name in MONEY if (value := entered(state, name))}
        wrong |= {
            name: "Please write a figure, like $245,000."
            for name, value in given.items() if not any(char.isdigit() for char in value)
        }  # fmt: skip
        if not given and not any(char.isdigit() for char in entered(state, "notes")):
            wrong.setdefault("base", "Please give at least one figure of the offer.")
    return wrong


def confirm_delete() -> dict[str, Any]:
    """The question before everything is deleted."""
    words = (
        "This deletes your conversations, your offers, your practices and all I know of you, for good. "
        "Messages already posted in Slack stay; you can delete those yourself."
    )
    return modal("delete_my_data", "Delete my data?", "Delete", "", [_section(words)])


def home(
    profile: Profile, conversations: Sequence[tuple[str, datetime]], plan: Answer | None = None,
    reminders: Sequence[Reminder] = (), site: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The Home tab. profile: its company and role as people write them. conversations: the first message of each and
    when it was last used, newest first. site: as for blocks.message."""
    known = [f"• *{name}:* {escape(value)[:500]}" for name, value in _known(profile)]
    recent = [f"• {escape(text[:150])} ({moment(when)})" for text, when in conversations]
    delete = button("delete_my_data", "Delete my data") | {"style": "danger"}
    buttons = [
        button("new_offer", "Enter an offer"), button("new_practice", "Practise the call"),
        button("new_reminder", "Remind me of a deadline"), delete,
    ]  # fmt: skip
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "Parley"}},
            _section("I help you negotiate a job offer, with exact figures from your guides, each with its source."),
            {"type": "actions", "elements": buttons},
            *_plan(plan, site),
            *_reminders(reminders),
            {"type": "divider"},
            _section("*What I know of you*\n" + ("\n".join(known) or "Nothing yet.")),
            {"type": "divider"},
            _section("*Recent conversations*\n" + ("\n".join(recent) or "None yet. Write to me under Messages.")),
            note("Conversations are deleted after a while without use, and at once with the button above."),
        ],
    }


def _plan(plan: Answer | None, site: str) -> list[dict[str, Any]]:
    """The plan as the Home tab can show it, which has no tables: a section of fields for each part."""
    if plan is None:
        return []
    made: list[dict[str, Any]] = [{"type": "divider"}, _section("*Your plan*")]
    numbers: dict[str, int] = {}
    for block in plan.blocks:
        if isinstance(block, Text):
            made += [_section(piece) for piece in pieces(mrkdwn(block.text) + marks(block, numbers))]
        elif isinstance(block, Comparison):
            for row in block.rows[:10]:
                cells = [
                    f"*{escape(name)}*\n{escape(cell) or '–'}" for name, cell in zip(block.columns, row, strict=False)
                ]
                made.append({"type": "section", "fields": [
                    {"type": "mrkdwn", "text": cell[:2_000], "verbatim": True} for cell in cells[:10]
                ]})  # fmt: skip
    marked = plan.model_copy(update={"citations": tuple(one for one in plan.citations if one.id in numbers)})
    return made[:40] + list(sources(marked, numbers, site))[:3]


def _reminders(reminders: Sequence[Reminder]) -> list[dict[str, Any]]:
    if not reminders:
        return []
    return [{"type": "divider"}, _section("*Reminders*"), *waiting(reminders)]


def waiting(reminders: Sequence[Reminder]) -> list[dict[str, Any]]:
    """Reminders to come, each with a button that cancels it."""
    return [
        _section(f"{moment(one.at)}: your deadline {moment(one.deadline)}")
        | {"accessory": button("cancel_reminder", "Cancel") | {"value": one.scheduled}}
        for one in reminders[:10]
    ]


def _known(profile: Profile) -> list[tuple[str, str]]:
    """What a profile holds, in words."""
    said = [(name, getattr(profile, name.lower()) or "") for name in ("Company", "Role", "Region", "Level")]
    offers: list[tuple[str, Offer | None]] = [
        ("Offer", profile.offer), ("Floor", profile.floor), ("Current pay", profile.current_pay),
        ("Target", profile.target), *(("Other offer", other) for other in profile.others),
    ]  # fmt: skip
    said += [(name, _offer(offer)) for name, offer in offers if offer is not None]
    said += [("Expertise", listed(profile.expertise)), ("Situation", listed(profile.situation))]
    return [(name, str(value)) for name, value in said if value]


def _offer(offer: Offer) -> str:
    return (f"{offer.company}: " if offer.company else "") + (offer_words(offer) or "no figures yet")


def moment(when: datetime) -> str:
    """A moment that Slack shows in its reader's own time zone."""
    shown = "{date_short_pretty} at {time}"
    return f"<!date^{int(when.timestamp())}^{shown}|{when:%Y-%m-%d %H:%M} UTC>"


def entered(state: dict[str, Any], name: str) -> str:
    """What was entered, in one line; it can't break out of the sentence it is put into."""
    filled = ((state.get("values") or {}).get(name) or {}).get(VALUE) or {}
    chosen = filled.get("selected_option") or {}
    return " ".join(str(filled.get("value") or chosen.get("value") or "").split()).rstrip(".")


def modal(id: str, title: str, submit: str, metadata: str, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "modal", "callback_id": id, "private_metadata": metadata, "title": plain_text(title),
        "submit": plain_text(submit), "close": plain_text("Cancel"), "blocks": blocks,
    }  # fmt: skip


def field(name: str, label: str, *, optional: bool = False, hint: str = "", lines: bool = False) -> dict[str, Any]:
    element: dict[str, Any] = {"type": "plain_text_input", "action_id": VALUE, "multiline": lines}
    element["max_length"] = LONGEST * 10 if lines else LONGEST
    block = {"type": "input", "block_id": name, "label": plain_text(label), "element": element, "optional": optional}
    return block | ({"hint": plain_text(hint)} if hint else {})


def choice(name: str, label: str, options: Sequence[tuple[str, str]]) -> dict[str, Any]:
    made = [{"text": plain_text(words), "value": value} for value, words in options]
    element = {"type": "static_select", "action_id": VALUE, "options": made, "initial_option": made[0]}
    return {"type": "input", "block_id": name, "label": plain_text(label), "element": element}


def button(id: str, words: str) -> dict[str, Any]:
    return {"type": "button", "action_id": id, "text": plain_text(words), "accessibility_label": words}


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:3000], "verbatim": True}}


def note(text: str) -> dict[str, Any]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def plain_text(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}
