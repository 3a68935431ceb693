"""The shapes of Slack's deliveries, as far as we or its SDK look into them: a signature says who sent one, not what is
in it. What has another shape is refused before anything is done with it."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictStr

Stamp = Annotated[StrictStr, Field(pattern=r"^[0-9]{1,12}(\.[0-9]{1,9})?$")]
"""When something was said, which is its name in its channel."""
Name = Annotated[StrictStr, Field(min_length=1)]
Things = dict[str, Any]


class _Shape(BaseModel):
    """Whatever else Slack sends is let be."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _Post(_Shape):
    """Something said, as it stands or stood."""

    type: StrictStr | None = None
    subtype: StrictStr | None = None
    user: StrictStr | None = None
    bot_id: StrictStr | None = None
    text: StrictStr | None = None
    ts: StrictStr | None = None
    thread_ts: StrictStr | None = None
    edited: Things | None = None
    files: list[Things] | None = None


class _Event(_Post):
    """An event of a kind that we ask for."""

    channel: StrictStr | None = None
    channel_type: StrictStr | None = None
    tab: StrictStr | None = None
    message: _Post | None = None
    previous_message: _Post | None = None
    deleted_ts: StrictStr | None = None
    tokens: Things | None = None


class _Said(_Event):
    channel: Name
    ts: Stamp
    thread_ts: Stamp | None = None


class _Opened(_Event):
    user: Name


class _Thread(_Shape):
    user_id: Name
    channel_id: Name
    thread_ts: Name
    context: Things = {}


class _Pane(_Event):
    assistant_thread: _Thread


_EVENTS: dict[str, type[_Event]] = {
    "message": _Said, "app_mention": _Said, "app_home_opened": _Opened, "assistant_thread_started": _Pane,
    "assistant_thread_context_changed": _Pane, "agent_session_stopped": _Event, "app_uninstalled": _Event,
    "tokens_revoked": _Event,
}  # fmt: skip


class _Envelope(_Shape):
    type: StrictStr
    team_id: StrictStr | None = None
    enterprise_id: StrictStr | None = None
    api_app_id: StrictStr | None = None
    event_id: StrictStr | None = None
    challenge: StrictStr | None = None
    authorizations: list[Things] | None = None


class _Named(_Shape):
    id: Name


class _Action(_Shape):
    action_id: Name
    value: StrictStr | None = None
    action_ts: StrictStr | None = None


class _View(_Shape):
    type: Name
    callback_id: StrictStr | None = None
    private_metadata: StrictStr | None = None


class _State(_Shape):
    values: dict[str, dict[str, Things]] = {}


class _Filled(_View):
    callback_id: StrictStr
    state: _State


class _Interaction(_Shape):
    type: Name
    user: _Named
    team: Things | None = None
    channel: _Named | None = None
    message: _Post | None = None
    container: Things | None = None
    trigger_id: StrictStr | None = None
    response_url: StrictStr | None = None
    view: _View | None = None


class _Pressed(_Interaction):
    actions: Annotated[list[_Action], Field(min_length=1)]


class _Submitted(_Interaction):
    view: _Filled


class _Shortcut(_Interaction):
    callback_id: StrictStr


class _OfMessage(_Shortcut):
    channel: _Named
    trigger_id: Name


_INTERACTIONS: dict[str, type[_Interaction]] = {
    "block_actions": _Pressed, "view_submission": _Submitted, "shortcut": _Shortcut,
    "message_action": _OfMessage,
}  # fmt: skip


class _Command(_Shape):
    command: Name
    channel_id: Name
    user_id: Name
    trigger_id: Name
    response_url: StrictStr
    text: StrictStr | None = None


def shaped(body: Things) -> None:
    """Raises ValueError for a delivery of another shape than Slack's. body: a form's fields, its payload's content, or
    an event's envelope."""
    if "command" in body:
        _Command.model_validate(body)
    elif "event" in body:
        _Envelope.model_validate(body)
        event = body["event"]
        kind = _Event.model_validate(event).type if isinstance(event, dict) and event.get("type") in _EVENTS else None
        if kind is not None:
            _EVENTS[kind].model_validate(event)
        elif not isinstance(event, dict) or not isinstance(event.get("type"), str):
            raise ValueError("an event has a type")
    elif isinstance(kind := body.get("type"), str) and kind in _INTERACTIONS:
        _INTERACTIONS[kind].model_validate(body)
    elif body.get("type") is not None:
        _Envelope.model_validate(body)
