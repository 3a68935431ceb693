"""The field's words explained, and said to be no guide's words."""

from typing import TYPE_CHECKING

from bot.answer import Answer
from bot.coach.draft import Draft
from bot.reading.glossary import named
from bot.reading.types import Question

if TYPE_CHECKING:
    from bot.coach.context import Context


def compose(question: Question, context: "Context") -> Answer:
    """Each term in a sentence or two."""
    draft = Draft("tactic")
    for name, meaning in named(question.topic):
        article = (
            "" if name in ("vesting", "total compensation") else "An " if name[0] in "aeo" or name == "RSU" else "A "
        )
        draft.say(f"**{article}{name if article else name.capitalize()}** is {meaning}.")
    draft.say("That is what the word commonly means, not a guide's words.")
    own = context.profile.others
    if "batna" in question.topic and own:
        from bot.reading.profile import offer_words

        draft.say(
            f"Of what you told me, yours is the offer from {own[0].company or 'the other company'}: {offer_words(own[0])}."
        )
    draft.suggest("What should my floor be?", "Is my offer good?", "How do I counter?")
    return draft.answer()
