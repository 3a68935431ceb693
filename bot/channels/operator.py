"""For the operator alone, by key: what people asked that the guides don't hold, thumbs-down, findings, metrics."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from statistics import median
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from starlette.responses import PlainTextResponse, Response

from bot import observe
from bot.channels import catalogue
from bot.channels.access import Chats, Known
from bot.channels.http import documented
from bot.channels.phrases import Wanted
from bot.coach.sheet import gains
from bot.conversation.progress import PractisingGroup
from bot.languages.phrase import phrase
from bot.languages.phrases import Catalogue
from bot.reading.terms import Settlement

_bearer = HTTPBearer(auto_error=False, scheme_name="OperatorKey", description="One of the keys in PARLEY_OPERATOR_KEY.")


def keyed(request: Request, key: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> None:
    """Let through who holds one of the operator's keys. Without keys there is nothing here."""
    keys: tuple[str, ...] = request.app.state.operator_keys
    if not keys:
        raise HTTPException(404, "Not Found")
    given = hashlib.sha256((key.credentials if key else "").encode("utf-8", "replace")).digest()
    held = [hmac.compare_digest(given, hashlib.sha256(one.encode()).digest()) for one in keys]
    if not any(held):
        raise HTTPException(401, 'Send the operator\'s key as "Authorization: Bearer <key>".')


router = APIRouter(tags=["operation"])
guarded = {"dependencies": [Depends(keyed)], "responses": documented(401, 404, 503)}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_FILES = {"page.js": "text/javascript", "page.css": "text/css", "en.json": catalogue.KIND, "de.json": catalogue.KIND}


LEAST = 20
"""People over whom anything is told of what they reached: never one person's."""


class Gap(BaseModel):
    """Something asked about that the guides don't hold. company: its slug where they know it, else ""."""

    kind: str
    phrase: str
    company: str
    times: int
    last: date


class Complaint(BaseModel):
    """A thumbs-down: its reason, what kind of question it was, and the guide lines the answer rested on."""

    reason: str | None
    intent: str
    sources: list[str]
    at: date


class GuideFinding(BaseModel):
    """What is doubtful in a guide, where, and why."""

    path: str
    line: int
    code: str
    text: str


class Reached(BaseModel):
    """What people reached, over all of them: how many told it, and by how much each part rose in the middle of them.

    rises: percent of the first figure, by part. Nothing stands here that fewer than LEAST people told."""

    people: int
    accepted: int
    rises: dict[str, int]


class ModelStep(BaseModel):
    """What one model did in one step (read, write, repair, hear, recruiter) since this process started. cost: in the
    currency of PARLEY_MODEL_PRICES; null where the model has no price there."""

    model: str
    step: str
    calls: int
    tokens_read: int
    tokens_written: int
    cost: str | None


class ModelUse(BaseModel):
    """The chat models since this process started. state: as in /readyz. counts: replies worded, sentences released,
    parts repaired and dropped (drop-REASON), composed answers sent instead (fallback-REASON)."""

    state: str
    steps: list[ModelStep]
    counts: dict[str, int]


GROUP = 5
"""People over whom anything is told of what they practised."""


class Practised(BaseModel):
    """What people practised, without anybody's words: whole calls and drills; the median process score (0 to 100) of
    their first and their last call; in what percent of the calls each point of process was missed, most first."""

    people: int
    calls: int
    drills: int
    first: int | None
    last: int | None
    missed: dict[str, int]


class Overview(BaseModel):
    """What to write next, and what to mend. reached: null until enough people have told what came of their offers.
    practised: null until enough people have ended a rehearsal.
    model: null without one."""

    gaps: list[Gap]
    complaints: list[Complaint]
    findings: dict[str, list[GuideFinding]]
    guides: int
    thumbs: dict[str, int]
    reached: Reached | None = None
    practised: Practised | None = None
    model: ModelUse | None = None


@router.get("/v1/operator/overview", **guarded)  # type: ignore[arg-type]
async def overview(known: Known, chats: Chats, wanted: Wanted) -> Overview:
    """Questions the guides had no answer to (most asked first), complaints (newest first), findings by guide."""
    kept = await chats.gaps.shortcomings()
    findings: dict[str, list[GuideFinding]] = defaultdict(list)
    for one in known.findings():
        findings[one.path].append(
            GuideFinding(
                path=one.path,
                line=one.line,
                code=one.code,
                text=f"{one.message}; {one.mend}" if one.mend else one.message,
            )
        )
    return Overview(
        gaps=[Gap(kind=g.kind, phrase=g.phrase, company=g.company, times=g.times, last=g.last) for g in kept.gaps],
        complaints=[Complaint(reason=c.reason, intent=c.intent, sources=list(c.sources),
        at=c.at) for c in kept.complaints],
        findings=dict(findings), guides=known.meta().guides, thumbs=kept.thumbs,
        reached=_rises(reached(await chats.gaps.outcomes()), wanted), model=model_use(chats),
        practised=_practised(group, wanted) if (group := await chats.practices.of_everybody(GROUP)) else None,
    )  # fmt: skip


def model_use(chats: Chats) -> ModelUse | None:
    """What the chat models did and cost in this process; None without one."""
    if (state := chats.coach.model()) == "none":
        return None
    steps = [
        ModelStep(model=one.model, step=one.step, calls=one.calls, tokens_read=one.read, tokens_written=one.written,
                  cost=None if one.cost is None else f"{one.cost:.4f}")
        for one in chats.coach.spending()
    ]  # fmt: skip
    return ModelUse(
        state=state, steps=steps, counts={name: count for name, count in chats.coach.worded().items() if count}
    )


def _practised(group: PractisingGroup, wanted: Catalogue | None) -> Practised:
    """What people practised, the points of process (the keys of what was missed) in the language asked for."""
    labels = {name: phrase(f"criterion-{name}") for name in group.missed}
    missed = {wanted.words(labels[name]) if wanted else str(labels[name]): n for name, n in group.missed.items()}
    return Practised(**(asdict(group) | {"missed": missed}))


def reached(outcomes: Sequence[Settlement]) -> Reached | None:
    """Counts and medians over at least LEAST people, each part over as many; None where they are fewer."""
    if len(outcomes) < LEAST:
        return None
    shares: dict[str, list[int]] = defaultdict(list)
    for one in outcomes:
        for gain in gains(one):
            if gain.share is not None:
                shares[gain.said("label")].append(gain.share)
    rises = {label: round(median(found)) for label, found in shares.items() if len(found) >= LEAST}
    accepted = sum(one.state == "accepted" for one in outcomes)
    return Reached(people=len(outcomes), accepted=accepted, rises=rises)


def _rises(told: Reached | None, wanted: Catalogue | None) -> Reached | None:
    """What is told of people's outcomes, the parts of pay named in the language asked for."""
    if told is None or wanted is None:
        return told
    return told.model_copy(update={"rises": {wanted.words(name): n for name, n in told.rises.items()}})


@router.get("/metrics", response_class=PlainTextResponse, **guarded)  # type: ignore[arg-type]
async def metrics(chats: Chats) -> Response:
    """Counts and times, for Prometheus (bearer token: the operator's key)."""
    return Response(
        observe.exposition(chats.coach.worded(), chats.coach.spending()),
        media_type="text/plain; version=0.0.4; charset=utf-8",
    )


@router.get("/operator", include_in_schema=False)
def page(request: Request) -> Response:
    """The operator's page; it asks for the key and keeps it only in its own memory."""
    if not request.app.state.operator_keys:
        raise HTTPException(404, "Not Found")
    return _file("page.html", "text/html")


@router.get("/operator/{name}", include_in_schema=False)
def part(name: str) -> Response:
    """The page's script and style."""
    if name not in _FILES:
        raise HTTPException(404, "Not Found")
    return _file(name, _FILES[name])


def _file(name: str, kind: str) -> Response:
    body = catalogue.file(name, "channels", "operator_page")
    headers = {"Cache-Control": "no-cache", **({"Content-Security-Policy": POLICY} if kind == "text/html" else {})}
    return Response(body, media_type=f"{kind}; charset=utf-8", headers=headers)
