"""What can go wrong while answering.

ParleyError
├── BadInput              something the caller sent can't be used (field, what, how to mend)
├── NotFound              no such conversation, practice or guide
├── Forbidden             the token doesn't open this conversation
├── Busy                  another message of this conversation is being answered
├── Crowded               others' work of the same kind waits already
├── StoreUnavailable      the database doesn't answer
└── ModelUnavailable      the language model failed; answers fall back to the composed ones
"""


class ParleyError(Exception):
    """Base of all; str() is one sentence for a person."""


class BadInput(ParleyError):
    """Something the caller sent can't be used."""

    def __init__(self, field: str, what: str, mend: str) -> None:
        super().__init__(f"{field}: {what}; {mend}")
        self.field, self.what, self.mend = field, what, mend


class NotFound(ParleyError):
    """No such conversation, practice or guide."""


class Forbidden(ParleyError):
    """The token doesn't open this conversation."""


class Busy(ParleyError):
    """Another message of this conversation is being answered."""


class Crowded(ParleyError):
    """Others' work of the same kind waits already."""


class StoreUnavailable(ParleyError):
    """The database doesn't answer."""


class ModelUnavailable(ParleyError):
    """The language model failed or refused."""
