"""The buttons of a practice, each a word that the practice understands."""

from bot.channels.slack.place import ThreadPlace
from bot.channels.slack.talk import Talk

WORDS = {
    "practice_hint": "hint",
    "practice_pause": "pause",
    "practice_resume": "resume",
    "practice_end": "end the practice",
}


async def press(talk: Talk, place: ThreadPlace, button: str, name: str) -> None:
    """What a button of the standing offer's message does."""
    if button in WORDS:
        await talk.reply(place, WORDS[button], name)
