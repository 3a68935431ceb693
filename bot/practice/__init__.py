"""Practice: a mock negotiation against a deterministic recruiter, and its debrief.

How a caller uses it; everything is pure and fast, nothing is stored here::

    practice = start(Request(company="acme", role="software-engineer", seed=7), facts)   # BadInput on bad input
    practice.turns[0].said                      # the recruiter's opening
    practice, reply = play(practice, "Thanks! Could you do 210K base?")                  # text, or a Move
    reply.line                                  # Line: template text, and the only figures it may hold
    practice = worded(practice, "...")          # optional: show the line in a model's checked words
    hint(practice); practice = pause(practice); practice = resume(practice); practice = end(practice)
    board(practice)                             # the bot.answer.PracticeBoard block for channels
    report = debrief(practice)                  # Debrief (pydantic), once practice.over
    markdown(report); page(report)              # exports; page is a printable, escaped HTML document
    practice = retry(practice, 3)               # as it stood before the user's turn 3
    start(harder(practice.request), facts); start(other_persona(practice.request), facts)
    text = to_json(practice); practice = from_json(text)    # for the store; holds secrets, never send it

Channels may show: reply.line, board, turns[i].user/said/number, and the debrief after the end. Practice.secrets
(caps and budget) is the recruiter's alone.
"""

from bot.practice.board import board
from bot.practice.debrief import debrief, progress
from bot.practice.export import markdown, page
from bot.practice.line import Line, Said
from bot.practice.move import Ask, Move, Rationale
from bot.practice.report import Debrief
from bot.practice.scenario import DIFFICULTIES, PERSONAS, Difficulty, Persona, Request
from bot.practice.session import (
    Practice,
    Reply,
    Turn,
    end,
    from_json,
    harder,
    hint,
    other_persona,
    pause,
    play,
    replay,
    resume,
    retry,
    start,
    to_json,
    worded,
)

__all__ = [
    "DIFFICULTIES",
    "PERSONAS",
    "Ask",
    "Debrief",
    "Difficulty",
    "Line",
    "Move",
    "Persona",
    "Practice",
    "Rationale",
    "Reply",
    "Request",
    "Said",
    "Turn",
    "board",
    "debrief",
    "end",
    "from_json",
    "harder",
    "hint",
    "markdown",
    "other_persona",
    "page",
    "pause",
    "play",
    "progress",
    "replay",
    "resume",
    "retry",
    "start",
    "to_json",
    "worded",
]
