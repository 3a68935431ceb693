"""Files that come with a message: an offer's letter is read as on the web, privately; anything else is refused with a
word."""

import asyncio
import mimetypes
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.channels.slack.faults import REVOKED, Faults
from bot.channels.slack.hearers import asks_about_words, points
from bot.channels.slack.place import ThreadPlace, post_private
from bot.channels.slack.talk import UNREACHED, Talk, line
from bot.errors import BadInput
from bot.reading.apart import Apart
from bot.reading.letter_text import read_letter
from bot.reading.offer_terms import read_offer
from bot.reading.terms import Offer, OfferReading

MOST = 3
"""Files of one message that are read."""

LARGEST = 5_000_000
"""Bytes of one."""

PATIENCE = 30.0
"""Seconds for fetching one."""

LONG = 4_000
"""Characters from which on a text is read apart."""

WORDS = 6_000
"""Characters of a letter without figures that are read with the question about it."""

UNASKED = (
    "If it is a recruiter's mail, ask me about it (“what do I answer?”) and send it along; "
    "if it is an offer, paste the lines with the pay."
)

HOSTED = frozenset({"hosted", "snippet", "post", "email"})
"""Slack's modes of files whose bytes are with Slack; our token is sent nowhere else."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A file's words. name: as it is called."""

    name: str
    text: str


class Letters:
    """Fetches files two at a time and reads them one by one; nothing of them is kept but the offer that they state."""

    def __init__(self, talk: Talk, faults: Faults, api: str) -> None:
        """api: the address of Slack's Web API, beside whose host files may lie."""
        self._talk, self._faults = talk, faults
        self._host, self._apart = urlsplit(api).hostname or "", Apart()
        self._at_once, self._reading = asyncio.Semaphore(2), asyncio.Semaphore(1)

    async def reply(self, place: ThreadPlace, text: str, attached: list[dict[str, Any]], name: str) -> None:
        """Answer a message with files: what they offer, or what the person asked of them, for their eyes alone."""
        letters, refused = [], []
        for one in attached[:MOST]:
            try:
                letters.append(await self._read(place, one))
            except BadInput as error:
                refused.append(f"{_name(one)}: {error.what}; {error.mend}.")
        if len(attached) > MOST:
            refused.append(f"I read {MOST} files of a message; send the others after them.")
        for sentence in refused:
            await self._talk.apologise(place, sentence)
        if letters:
            await self._tell(place, letters, text, name)
        elif text and not points(await self._talk.conversations.read_alone(text)):
            await self._talk.reply(place, text, name, private=True)

    async def _tell(self, place: ThreadPlace, letters: list[Letter], text: str, name: str) -> None:
        whole = "\n\n".join(one.text for one in letters)
        # Long texts are read by a process of its own: here they would hold up everybody's answer. They wait here, as
        # there they would hold the threads that others' answers are made in.
        async with self._reading:
            reading = await asyncio.to_thread(self._apart.read_offer if len(whole) > LONG else read_offer, whole)
        files = ", ".join(one.name for one in letters)
        if reading.offer is None or not parts(reading.offer):
            await self._without_figures(place, files, text, whole, name)
            return
        found = "; ".join(parts(reading.offer))
        doubts = " ".join(doubt.question for doubt in reading.doubts)
        told = f"Read from {files}: {found}. Check it against the letter; tell me what is missing or wrong. {doubts}"
        await post_private(place, [line(told.strip())], self._faults)
        await self._talk.reply(place, as_message(reading, text), name, private=True)

    async def _without_figures(self, place: ThreadPlace, files: str, text: str, whole: str, name: str) -> None:
        """Say that a file states no pay; then answer the person's words, with the file's where they are about those."""
        asked = await self._talk.conversations.read_alone(text) if text else None
        about = asked is not None and asks_about_words(asked)
        told = f"I see no figures of an offer in {files}. "
        told += "I read its words with your question." if about else UNASKED if asked is None or points(asked) else ""
        await post_private(place, [line(told.strip())], self._faults)
        if about:
            await self._talk.reply(place, f"{text}\n\n{whole[:WORDS]}", name, private=True)
        elif asked is not None and not points(asked):
            await self._talk.reply(place, text, name, private=True)

    async def _read(self, place: ThreadPlace, one: dict[str, Any]) -> Letter:
        """A file's words. Raises BadInput with what to do instead."""
        one = await self._whole(place, one)
        kind = str(one.get("mimetype") or mimetypes.guess_type(_name(one))[0] or "")
        url = str(one.get("url_private_download") or one.get("url_private") or "")
        if kind.startswith(("image/", "video/", "audio/")):
            raise BadInput("file", "I can't read pictures, sound or films", "send a PDF, a Word document or text, "
                           "or type what it says")  # fmt: skip
        if str(one.get("mode") or "hosted") not in HOSTED or not self._is_slacks(url):
            raise BadInput(
                "file", "it lies outside Slack, where I don't go", "upload the file itself, or paste its text"
            )
        if int(one.get("size") or 0) > LARGEST:
            raise BadInput("file", "it is larger than 5 MB", "send the pages with the pay, or paste their text")
        async with self._at_once:
            data = await self._fetch(place, url)
            return Letter(_name(one), await asyncio.to_thread(read_letter, data, kind))

    async def _whole(self, place: ThreadPlace, one: dict[str, Any]) -> dict[str, Any]:
        """The file as Slack describes it; files of shared channels come as a mere id."""
        if one.get("file_access") != "check_file_info":
            return one
        client = place.client
        try:
            found = await client.files_info(file=str(one.get("id") or ""))
        except SlackApiError as error:
            if self._faults.note(error, place.team, place.channel) in REVOKED:
                raise
            raise BadInput("file", "Slack doesn't let me open it", "paste the offer's words as a message") from error
        return dict(found["file"])

    async def _fetch(self, place: ThreadPlace, url: str) -> bytes:
        headers = {"Authorization": f"Bearer {place.client.token}"}
        session = place.client.session
        assert session is not None
        try:
            async with session.get(
                url, headers=headers, allow_redirects=False, timeout=aiohttp.ClientTimeout(total=PATIENCE)
            ) as got:
                # Without the scope, Slack sends people's sign-in page instead of the file.
                if got.status != 200 or (got.content_type == "text/html" and not url.endswith((".html", ".htm"))):
                    self._faults.trouble(
                        "a file can't be fetched", place.team,
                        "add the scope files:read (bot/channels/slack/manifest.yaml has it) and install the app again",
                    )  # fmt: skip
                    raise BadInput("file", "Slack doesn't let me open it", "paste the offer's words as a message")
                return await _bounded(got)
        except UNREACHED as error:
            raise BadInput("file", "it couldn't be fetched", "send it again, or paste its words") from error

    def _is_slacks(self, url: str) -> bool:
        at = urlsplit(url)
        name = at.hostname or ""
        mine = name == self._host and (at.scheme == "https" or not self._host.endswith("slack.com"))
        return mine or (at.scheme == "https" and name.endswith((".slack.com", ".slack-gov.com")))


async def _bounded(got: aiohttp.ClientResponse) -> bytes:
    data = bytearray()
    async for piece in got.content.iter_chunked(65_536):
        data += piece
        if len(data) > LARGEST:
            raise BadInput("file", "it is larger than 5 MB", "send the pages with the pay, or paste their text")
    return bytes(data)


def _name(one: dict[str, Any]) -> str:
    return str(one.get("name") or one.get("title") or "the file")[:100]


def parts(offer: Offer) -> list[str]:
    """An offer's figures, each in full."""
    code = offer.currency or "USD"
    equity = offer.equity_currency or code
    years = f" over {offer.equity_years} years" if offer.equity_years else ""
    told = [
        offer.base is not None and f"{code} {offer.base:,} base",
        offer.equity is not None and f"{equity} {offer.equity:,} equity{' a year' if offer.equity_per_year else years}",
        offer.bonus_percent is not None and f"{offer.bonus_percent}% bonus",
        offer.bonus_amount is not None and f"{code} {offer.bonus_amount:,} bonus",
        offer.signing is not None and f"{code} {offer.signing:,} signing bonus",
        offer.refresher is not None and f"{code} {offer.refresher:,} refresher a year",
        offer.total is not None and f"{code} {offer.total:,} total",
    ]
    return [one for one in told if one]


def as_message(reading: OfferReading, asked: str) -> str:
    """A letter's offer as the message that states it, with what the person asked of it."""
    offer = reading.offer
    assert offer is not None
    about = "".join(
        f" {word} {value}" for word, value in (("at", offer.company), ("as", offer.role), ("in", offer.region)) if value
    )
    level = f", level {offer.level}" if offer.level else ""
    by = f" They want an answer {offer.deadline}." if offer.deadline else ""
    return f"I have an offer{about}{level}: {', '.join(parts(offer))}.{by} {asked or 'Is it good?'}"
