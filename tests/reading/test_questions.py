"""The questions that a message puts, with a question mark or without, in a list, in one sentence, or in speech."""

import pytest

from bot.reading.questions import questions


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Offer is 92k. Can I ask for 98? And what do I say about my notice?", ["Can I ask for 98?",
         "And what do I say about my notice?"]),
        ("How much to ask agency for. Can i mention i saw the invoice", ["How much to ask agency for.",
         "Can i mention i saw the invoice"]),
        ("Which is better and can I ask 28?", ["Which is better", "can I ask 28?"]),
        ("tell me (a) what it is worth, (b) whether to trade it for cash, and c) how to ask", ["what it is worth",
         "whether to trade it for cash", "how to ask"]),
        ("Would like: an opening, what to do about the bonus, and what to say at the end", ["an opening",
         "what to do about the bonus", "what to say at the end"]),
        ("Questions: will they pay me? 2 weeks is short.", ["will they pay me?"]),
        ("soll ich das annehmen oder nicht", ["soll ich das annehmen oder nicht"]),
        ("They offered 92k. I said thanks.", []),
    ],
)  # fmt: skip
def test_each_question_is_found_in_its_own_words(text: str, put: list[str]) -> None:
    assert list(questions(text)) == put


def test_speech_without_marks_asks_what_its_last_question_asks() -> None:
    told = "so I got a call from the recruiter an hour ago and she said one fifty two for the base and no bonus and "
    assert questions(f"{told}they need it by friday, what do I say to her when she calls back") == (
        "what do I say to her when she calls back",
    )
    assert questions(f"{told}I don't know what I think of it all but I will tell her I need time until then") == ()
