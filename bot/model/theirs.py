"""What a sentence says again of what the person told of themselves: "my notice is three months", "your notice is"."""

import re
from collections.abc import Iterator, Sequence

from bot.model.sentences import split
from bot.reading.terms import Offer
from ingest.amounts.numbers import mentions

RUN = 4
"""Words in a row from which on they are the person's own."""
LONGEST, MESSAGES, MOST = 40, 3, 1_000
"""Words of a sentence, the last messages, and characters of each that are compared."""
_SHIFT = 6
"""Letters up to which a word may stand for another person's ("my" and "your", "mon" and "votre")."""
_BEGINNING, _LONG, _SHARE = 4, 4, 0.25
"""Letters that two words share to be of one kind, letters from which on a word has a meaning of its own, and how many
of those words of a sentence about them are theirs too."""
_TOKEN = re.compile(r"\{[^{}]*\}|[^\W_]+")


def without_theirs(text: str, messages: Sequence[str], draft: bool) -> str:
    """The text without runs of words that the person wrote of themselves, to be judged by what is left.

    To them it is said in another person ("I make 118k", "you make {m1}"), so that a run has a word that is changed;
    what they said of others, a verdict say, is nobody's fact. In words to send (draft) it stands as they wrote it."""
    tokens = list(_TOKEN.finditer(text))[:LONGEST]
    said = [token.group().lower() for token in tokens]
    if any(word[0] == "{" and word[1] not in "um" for word in said):
        return text  # a guide's figure in their words is no fact of theirs
    taken: set[int] = set()
    for theirs in _sentences(messages):
        for at in range(len(said)):
            for start in range(len(theirs)):
                length, shifted = _run(said[at:], theirs[start:])
                if length >= min(RUN, len(said)) and length > 2 and (shifted != draft):
                    taken |= set(range(at, at + length))
    for at in sorted(taken, reverse=True):
        start, end = tokens[at].span()
        text = f"{text[:start]}{text[end:]}"
    return text


def told_by(text: str, messages: Sequence[str]) -> bool:
    """Whether what a sentence says of the person may be what they told, in other words: it has an amount of theirs, or
    a share of its longer words begins as words of their messages do. It tells what they may have said from what nobody
    did, and not whether it is said rightly."""
    said = {token.group().lower() for token in _TOKEN.finditer(text)}
    if any(word[0] == "{" and word[1] in "um" for word in said):
        return True
    theirs = {token.lower()[:_BEGINNING] for message in messages for token in _TOKEN.findall(message)}
    long = [word for word in said if len(word) >= _LONG and word[0] != "{"]
    return sum(word[:_BEGINNING] in theirs for word in long) >= _SHARE * len(long)


def holds_another(
    text: str, offers: Sequence[Offer], told: frozenset[str], named: Sequence[frozenset[str]], own: bool
) -> bool:
    """Whether a text speaks of offers or talks that the person told of: where they told of several, in words to send or
    by an amount of theirs (own), by a company that they named, or by how many they are; where they told of one, to
    another company. told: the companies that they named. named: what each one in the text may stand for."""
    known = any(keys & told for keys in named)
    several = len(offers) > 1 or len(told) > 1
    counted = any(one.words and one.low == len(offers) for one in mentions(text))
    elsewhere = len(offers) == 1 and bool(named) and not any((offers[0].company or "") in keys for keys in named)
    return (several and (own or known or counted)) or (elsewhere and known)


def _sentences(messages: Sequence[str]) -> Iterator[list[str]]:
    """The words of each sentence of theirs that asks nothing."""
    for message in messages[-MESSAGES:]:
        for sentence in split(message[:MOST]):
            if not sentence.rstrip().endswith("?"):
                yield [token.lower() for token in _TOKEN.findall(sentence)]


def _run(said: Sequence[str], theirs: Sequence[str]) -> tuple[int, bool]:
    """How many words agree from here on, and whether one of them is in another person."""
    length, shifted = 0, False
    for mine, told in zip(said, theirs, strict=False):
        if mine[0] == "{":
            if not any(map(str.isdecimal, told)):
                break
        elif mine != told:
            if not (_bent(mine, told) or (length == 0 and max(len(mine), len(told)) <= _SHIFT)):
                break
            shifted = True
        length += 1
    return length, shifted


def _bent(mine: str, told: str) -> bool:
    """Whether two words are one in two persons ("gano" and "ganas", "verdiene" and "verdienst")."""
    shared = next((at for at, (a, b) in enumerate(zip(mine, told, strict=False)) if a != b), min(len(mine), len(told)))
    return shared >= 3 and shared >= 0.6 * max(len(mine), len(told))
