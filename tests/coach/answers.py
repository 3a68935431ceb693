"""Parts of an answer, as the tests of the coach look at them."""

from bot.answer import Answer, Email, Script, Text


def mail(answer: Answer) -> str:
    """The body of the mail in it."""
    return next(block.body for block in answer.blocks if isinstance(block, Email))


def script(answer: Answer) -> str:
    """The first words to say in it."""
    return next(block.text for block in answer.blocks if isinstance(block, Script))


def prose(answer: Answer) -> str:
    """Its running text."""
    return "\n".join(block.text for block in answer.blocks if isinstance(block, Text))
