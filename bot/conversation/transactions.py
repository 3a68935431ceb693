"""What a message, a reply and a practice write, each in one transaction, on SQLite and PostgreSQL alike.

A message that is new costs four statements: its conversation and it, then its reply and its conversation. What is
unusual (sent again, sent beside another, put in another's place) takes the longer way. Statements are built once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.conversation.rows import (
    LEASE,
    Begun,
    MessageRow,
    PracticeRow,
    State,
    Utc,
    as_row,
    conversations,
    feedback,
    hashed,
    later,
    messages,
    new_id,
    practices,
)
from bot.errors import BadInput, Busy, NotFound

BUSY = "Another message of this conversation is being answered; send this one again after it."
MOST_MESSAGES = 1_000
"""Messages of a conversation, replies among them; a person who talks all day comes to some two hundred."""
MOST_HELD = 20_000_000
"""Characters that a conversation's messages and replies may come to."""
MOST_PRACTICES = 100
LONGEST_PROFILE = 64_000
"""Characters of a profile as JSON."""
LONGEST_PRACTICE = 400_000
"""Characters of a practice that goes on, six times those of thirty lines: each line reads and writes it anew, and one
that isn't understood counts for no end."""


class Unusual(Exception):
    """A message that the short way can't begin; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message to begin. token_hours: how long its conversation's token opens it from now on."""

    conversation_id: str
    text: str
    client_id: str | None
    now: datetime
    token_hours: int
    replaces: str | None = None


_of: sa.BindParameter[str] = sa.bindparam("of")
_HELD = (
    sa.select(sa.func.count()).select_from(messages).where(messages.c.conversation_id == _of).scalar_subquery()
)  # fmt: skip
_USE = {
    "active_at": later(conversations.c.active_at, sa.bindparam("used", type_=Utc)),
    "expires_at": later(conversations.c.expires_at, sa.bindparam("until", type_=Utc)),
}
_TOUCH = (
    conversations.update()
    .where(conversations.c.id == _of)
    .values(
        **_USE,
        size=conversations.c.size + sa.bindparam("longer", type_=sa.BigInteger),
        # Only the last message can be taken back: what was known before an earlier one is kept no longer.
        known_before=conversations.c.profile,
    )
    .returning(conversations.c.profile, conversations.c.size, conversations.c.version, _HELD.label("held"))
)  # fmt: skip
_USED = conversations.update().where(conversations.c.id == _of).values(**_USE)
_PAIR = sa.text(
    "INSERT INTO messages (id, conversation_id, role, text, client_id, reply_to, state, lease_until, created_at) "
    "VALUES (:said, :of, 'user', :text, :client, NULL, 'done', NULL, :now), "
    "(:reply, :of, 'assistant', NULL, NULL, :said, 'running', :lease, :now)"
).bindparams(
    sa.bindparam("now", type_=Utc), sa.bindparam("lease", type_=Utc), sa.bindparam("text", type_=sa.Text),
    sa.bindparam("client", type_=sa.String),
)  # fmt: skip
_ENDED = (
    messages.update()
    .where(messages.c.id == sa.bindparam("reply"))
    .values(
        state=sa.bindparam("ends"), answer=sa.bindparam("made", type_=sa.Text),
        question=sa.bindparam("asked", type_=sa.Text), events=sa.bindparam("told"),
        failure=sa.bindparam("failed", type_=sa.Text), known_after=sa.bindparam("known", type_=sa.String),
    )
    .returning(messages.c.conversation_id)
)  # fmt: skip
_KEPT = (
    conversations.update()
    .where(
        conversations.c.id
        == sa.select(messages.c.conversation_id).where(messages.c.id == sa.bindparam("reply")).scalar_subquery()
    )
    .values(
        size=conversations.c.size + sa.bindparam("longer", type_=sa.BigInteger),
        version=conversations.c.version + 1,
        profile=sa.func.coalesce(sa.bindparam("learnt", type_=sa.Text), conversations.c.profile),
    )
    .returning(conversations.c.id, conversations.c.version)
)


def begin(db: sa.Connection, sent: Sent) -> Begun:
    """Keep a message that is new, and a place for its reply. Raises NotFound; Unusual for any that isn't simply new."""
    until = sent.now + timedelta(hours=sent.token_hours)
    touch = {"of": sent.conversation_id, "used": sent.now, "until": until, "longer": len(sent.text)}
    row = db.execute(_TOUCH, touch).first()
    if row is None:
        raise NotFound("There is no such conversation.")
    # The count is the one before this message; its size holds it already.
    if sent.replaces or row.size - len(sent.text) >= MOST_HELD or row.held >= MOST_MESSAGES:
        raise Unusual
    try:
        return _insert(db, sent, row)
    except IntegrityError as error:
        raise Unusual from error


def _insert(db: sa.Connection, sent: Sent, row: Any) -> Begun:
    begun = Begun(
        new_id(), new_id(), fresh=True, profile=row.profile, version=row.version,
    )  # fmt: skip
    db.execute(_PAIR, {
        "said": begun.user_id, "reply": begun.message_id, "of": sent.conversation_id, "text": sent.text,
        "client": sent.client_id, "now": sent.now, "lease": sent.now + LEASE,
    })  # fmt: skip
    return begun


def begin_unusual(db: sa.Connection, sent: Sent) -> Begun:
    """As begin, for a message sent again, sent beside another, or in another's place.

    Raises NotFound, Busy, BadInput; IntegrityError where another was begun at the same moment."""
    until = sent.now + timedelta(hours=sent.token_hours)
    if not db.execute(_USED, {"of": sent.conversation_id, "used": sent.now, "until": until}).rowcount:
        raise NotFound("There is no such conversation.")
    again = _sent_before(db, sent.conversation_id, sent.text, sent.client_id) if sent.client_id else None
    if again and (again.alive(sent.now) or again.state in ("done", "stopped")):
        return Begun(again.reply_to or "", again.id, fresh=False)
    _refuse_if_busy(db, sent.conversation_id, sent.now)
    if again:
        return _restart(db, again, sent)
    if sent.replaces:
        take_back(db, sent.conversation_id, sent.replaces)
    _refuse_if_full(db, sent.conversation_id)
    touch = {"of": sent.conversation_id, "used": sent.now, "until": until, "longer": len(sent.text)}
    return _insert(db, sent, db.execute(_TOUCH, touch).first())


def finish(
    db: sa.Connection,
    message_id: str,
    state: State,
    *,
    answer: str | None,
    question: str | None,
    profile: str | None,
    practice: PracticeRow | None,
    now: datetime | None,
    events: int,
    failure: str | None,
) -> int | None:
    """Keep a reply as it ended, with what it changed in its conversation; the conversation's version from now on.

    None when the conversation was deleted. Raises NotFound when the reply was, Busy when the practice changed
    meanwhile; nothing is kept then."""
    learnt = profile if profile is not None and len(profile) <= LONGEST_PROFILE else None
    longer = len(answer or "") + len(question or "")
    # The conversation first, as a new message does: the other way round two of them would wait for one another.
    kept = db.execute(_KEPT, {"reply": message_id, "longer": longer, "learnt": learnt}).first()
    if kept is None:
        return None
    row = db.execute(_ENDED, {
        "reply": message_id, "ends": state, "made": answer, "asked": question, "told": events, "failed": failure,
        "known": hashed(profile) if profile is not None else None,
    }).first()  # fmt: skip
    if row is None:
        raise NotFound("There is no such message.")
    if practice is not None and now is not None:
        save_practice(db, kept.id, practice, now)
    return int(kept.version or 0)


def changed(db: sa.Connection, conversation_id: str, **values: Any) -> bool:
    """Change a conversation; what processes have of it in memory is of before. False when there is none."""
    this = conversations.update().where(conversations.c.id == conversation_id)
    return bool(db.execute(this.values(version=conversations.c.version + 1, **values)).rowcount)


def take_one_back(db: sa.Connection, conversation_id: str, message_id: str) -> None:
    """Delete a message with its reply; of the last one, what it told goes too. Raises NotFound, BadInput."""
    last = sa.select(sa.func.max(messages.c.number)).where(
        messages.c.conversation_id == conversation_id, messages.c.role == "user"
    )
    this = sa.and_(messages.c.conversation_id == conversation_id, messages.c.id == message_id)
    found = message(db, this)
    if db.scalar(sa.select(messages.c.number).where(this)) == db.scalar(last):
        take_back(db, conversation_id, message_id)
    else:
        pair = sa.or_(messages.c.id == found.id, messages.c.reply_to == found.id)
        db.execute(messages.delete().where(messages.c.conversation_id == conversation_id, pair))
        changed(db, conversation_id)


def take_back(db: sa.Connection, conversation_id: str, message_id: str) -> None:
    """Delete the last message and its reply, and what it told. Raises BadInput."""
    newest = (
        sa.select(messages)
        .where(messages.c.conversation_id == conversation_id)
        .order_by(messages.c.number.desc())
        .limit(2)
    )
    last = db.execute(newest).mappings().all()
    said = next((one for one in last if one["role"] == "user"), None)
    if said is None or message_id not in {one["id"] for one in last}:
        raise BadInput(
            "replaces", "it is not the last message of this conversation", "only the last one can be replaced"
        )
    made = next((one["known_after"] for one in last if one["known_after"]), None)
    mine = practices.c.conversation_id == conversation_id
    played = sa.select(practices.c.id).where(
        mine, sa.or_(practices.c.status == "active", practices.c.updated_at >= said["created_at"])
    )
    if db.execute(played).first():
        raise BadInput(
            "replaces", "what was said in a practice can't be taken back", "try again from a turn, in its debrief"
        )
    db.execute(messages.delete().where(messages.c.id.in_([one["id"] for one in last])))
    of_it = sa.select(conversations.c.profile, conversations.c.known_before).where(
        conversations.c.id == conversation_id
    )
    known = db.execute(of_it).one()
    # What the person has changed by hand since then stays as they left it.
    restored = {"profile": known.known_before} if made and known.known_before and hashed(known.profile) == made else {}
    changed(db, conversation_id, known_before=None, **restored)


def save_practice(db: sa.Connection, conversation_id: str, practice: PracticeRow, now: datetime) -> None:
    """Keep a practice's next state; an active one is pinned to its conversation. Raises Busy, BadInput."""
    values = {"state": practice.state, "status": practice.status, "version": practice.version + 1, "updated_at": now}
    if practice.version == 0:
        of_it = sa.select(sa.func.count()).where(practices.c.conversation_id == conversation_id)
        if (db.scalar(of_it) or 0) >= MOST_PRACTICES:
            raise BadInput("practice", "this conversation holds as many as it may", "open a new conversation")
        db.execute(practices.insert().values(id=practice.id, conversation_id=conversation_id, created_at=now, **values))
    elif practice.status == "active" and len(practice.state) > LONGEST_PRACTICE:
        raise BadInput("practice", "it has become as long as it may be", "end it, or begin another")
    else:
        this = practices.update().where(practices.c.id == practice.id, practices.c.version == practice.version)
        if not db.execute(this.values(**values)).rowcount:
            raise Busy("Another move of this practice was played at the same time; look at it and play again.")
    pin = conversations.update().where(conversations.c.id == conversation_id)
    if practice.status == "active":
        db.execute(pin.values(practice_id=practice.id))
    else:
        db.execute(pin.where(conversations.c.practice_id == practice.id).values(practice_id=None))


def with_feedback(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Messages with their feedback."""
    joined = messages.outerjoin(feedback, feedback.c.message_id == messages.c.id)
    return sa.select(messages, feedback.c.rating, feedback.c.reason).select_from(joined).where(which)


def message(db: sa.Connection, which: sa.ColumnElement[bool]) -> MessageRow:
    """One message. Raises NotFound."""
    found = db.execute(with_feedback(which)).mappings().first()
    if found is None:
        raise NotFound("There is no such message in this conversation.")
    return as_row(MessageRow, found)


def _sent_before(db: sa.Connection, conversation_id: str, text: str, client_id: str) -> MessageRow | None:
    sent = sa.select(messages.c.id, messages.c.text).where(
        messages.c.conversation_id == conversation_id, messages.c.client_id == client_id
    )
    found = db.execute(sent).first()
    if found is None:
        return None
    if found.text != text:
        raise BadInput("client_id", "it was used for another message", "give every new message a new one")
    return message(db, messages.c.reply_to == found.id)


def _refuse_if_busy(db: sa.Connection, conversation_id: str, now: datetime) -> None:
    under_way = sa.and_(messages.c.conversation_id == conversation_id, messages.c.state == "running")
    over = sa.or_(messages.c.lease_until <= now, messages.c.lease_until > now + 2 * LEASE)
    db.execute(messages.update().where(under_way, over).values(state="interrupted"))
    if db.execute(sa.select(messages.c.id).where(under_way)).first():
        raise Busy(BUSY)


def _refuse_if_full(db: sa.Connection, conversation_id: str) -> None:
    size = db.scalar(sa.select(conversations.c.size).where(conversations.c.id == conversation_id))
    of_it = sa.select(sa.func.count()).select_from(messages).where(messages.c.conversation_id == conversation_id)
    if (size or 0) >= MOST_HELD or (db.scalar(of_it) or 0) >= MOST_MESSAGES:
        raise BadInput("conversation", "it holds as much as a conversation may", "open a new one, or delete this one")


def _restart(db: sa.Connection, reply: MessageRow, sent: Sent) -> Begun:
    values = {"state": "running", "stop": False, "lease_until": sent.now + LEASE, "failure": None}
    db.execute(messages.update().where(messages.c.id == reply.id).values(**values))
    of_it = sa.select(conversations.c.profile, conversations.c.version).where(
        conversations.c.id == sent.conversation_id
    )
    row = db.execute(of_it).one()
    return Begun(reply.reply_to or "", reply.id, fresh=True, profile=row.profile, version=row.version)
