"""Practice: a mock negotiation against a deterministic recruiter, and its debrief.

How a caller uses it; everything is pure and fast, nothing is stored here (scenario, session, board, debrief, export)::

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
