"""Answers out: a question to exact figures, grounded advice and practice, over every channel."""
