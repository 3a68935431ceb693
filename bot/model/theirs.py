"""What a sentence says again of what the person told of themselves: "my notice is three months", "your notice is"."""

import re
from collections.abc import Iterator, Sequence

from bot.model.mentions import phrases
from bot.model.sentences import split
from bot.reading.terms import Offer
from ingest.amounts.numbers import mentions

RUN = 4
"""Words in a row from which on they are the person's own."""
LONGEST, MESSAGES, MOST = 40, 3, 1_000
"""Words of a sentence, the last messages, and characters of each that are compared."""
_SHIFT = 6
"""Letters up to which a word may stand for one of the first person ("my" and "your", "mon" and "votre")."""
_BEGINNING, _LONG = 4, 4
"""Letters that two words share to be of one kind, and letters from which on a word has a meaning of its own."""
SOME, MOST_OF_IT = 0.25, 0.5
"""How many of a sentence's longer words are theirs where it may say again what they told, and where it mostly does."""
QUOTED = re.compile(r'(?<!\w)["“„«\'‘]([^"“”„«»{}]{2,80}?)["”“»\'’](?!\w)')
_TOKEN = re.compile(r"\{[^{}]*\}|[^\W_]+")
_SPOKEN = re.compile(rf"{_TOKEN.pattern}(?:['’][^\W\d_]+)*")
"""A word with what is left out in it: "that's", which many write "thats"."""


def wrote(said: str, messages: Sequence[str]) -> bool:
    """Whether the person wrote that, word for word."""
    said = " ".join(said.lower().split()).strip(" .,!?")
    return any(said in " ".join(message.lower().split()) for message in messages)


def _misquotes(text: str, messages: Sequence[str]) -> bool:
    """Whether words stand in quotation marks that they didn't write so."""
    return any(len(match[1].split()) >= RUN and not wrote(match[1], messages) for match in QUOTED.finditer(text))


def without_theirs(text: str, messages: Sequence[str], draft: bool) -> str:
    """The text without runs of words that the person wrote of themselves, to be judged by what is left.

    To them it is said in another person ("I make 118k", "you make {m1}"), so that a run has a word that is changed;
    what they said of others, a verdict say, is nobody's fact. In words to send (draft) it stands as they wrote it."""
    # What they are quoted with stands there as an amount of theirs would: what is made of it counts.
    text = QUOTED.sub(lambda match: "{m1}" if wrote(match[1], messages) else match.group(), text)
    tokens = list(_SPOKEN.finditer(text))[:LONGEST]
    said = [_unmarked(token.group()) for token in tokens]
    if _misquotes(text, messages) or any(word[0] == "{" and word[1] not in "um" for word in said):
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


def share_of_theirs(text: str, messages: Sequence[str]) -> float:
    """0 to 1: the share of a sentence's longer words that begin as words of their messages do; an amount of theirs
    counts SOME, and a quotation that isn't theirs makes it none. It tells what they may have said from what nobody did,
    and not whether it is said rightly."""
    if _misquotes(text, messages):
        return 0.0
    said = {token.group().lower() for token in _TOKEN.finditer(text)}
    theirs = {token.lower()[:_BEGINNING] for message in messages for token in _TOKEN.findall(message)}
    long = [word for word in said if len(word) >= _LONG and word[0] != "{"]
    share = sum(word[:_BEGINNING] in theirs for word in long) / len(long) if long else SOME
    return max(share, SOME if any(word[0] == "{" and word[1] in "um" for word in said) else 0.0)


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
                yield [_unmarked(token) for token in _SPOKEN.findall(sentence)]


def _unmarked(word: str) -> str:
    return word.lower().replace("'", "").replace("’", "")


def _run(said: Sequence[str], theirs: Sequence[str]) -> tuple[int, bool]:
    """How many words agree from here on, and whether one of them is in another person."""
    length, shifted = 0, False
    for mine, told in zip(said, theirs, strict=False):
        if mine[0] == "{":
            if not any(map(str.isdecimal, told)):
                break
        elif mine != told:
            if not (_bent(mine, told) or (length == 0 and phrases("mine").fullmatch(told) and len(mine) <= _SHIFT)):
                break
            shifted = True
        length += 1
    return length, shifted


def _bent(mine: str, told: str) -> bool:
    """Whether two words are one in two persons ("gano" and "ganas", "verdiene" and "verdienst")."""
    shared = next((at for at, (a, b) in enumerate(zip(mine, told, strict=False)) if a != b), min(len(mine), len(told)))
    return shared >= 3 and shared >= 0.6 * max(len(mine), len(told))
