"""What rules and look-ups decide of a message, in one line: names, parts of pay, amounts, places, the offer's terms.

`python -m tests.reading.golden` writes tests/reading/golden.txt anew; look at what `git diff` says before you keep it.
Of the questions in ../shared/questions, where they are present, only fingerprints are kept, in golden-shared.txt: their
words are not ours. `python -m tests.reading.golden --readings FILE` writes those readings out, to compare two of them.
The trained heads have no part in it, so that training them again changes nothing here.
"""

import argparse
import hashlib
import json
import random
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.conversation.known import settled
from bot.reading.message import Message
from bot.reading.names import Names
from bot.reading.offer_terms import read_offer
from bot.reading.question import Questions
from bot.reading.terms import Offer, Profile
from bot.reading.types import Reading
from ingest.amounts.mention import Mention
from ingest.index.build import ingest
from ingest.index.facts import Facts

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_name("golden.txt")
FINGERPRINTS = Path(__file__).with_name("golden-shared.txt")
SHARED = ROOT.parent / "shared" / "questions"
MADE = 1_000
"""Generated messages, beside the questions of tests/eval."""

_COMPANIES = ("Weights & Biases", "W&B", "wandb", "weights and biases", "Wieghts & Biases", "Acme", "Stripe", "Gogle")
_ROLES = (
    "software engineer", "SWE", "senior software engineer", "staff eng", "sr. swe", "ML engineer", "machine learning "
    "engineer", "product manager", "PM", "backend engineer", "frontend dev", "full stack developer", "iOS engineer",
    "QA engineer", "SDE II", "new grad", "intern", "data scientist", "solutions engineer", "engineering manager",
)  # fmt: skip
_PLACES = (
    "San Francisco", "SF", "New York", "NYC", "London", "the Bay Area", "Berlin", "remote", "Bangalore", "Zürich",
    "São Paulo", "Toronto", "Seattle, WA", "Paris, France", "outside London", "Tokyo",
)  # fmt: skip
_AMOUNTS = (
    "245k", "$245,000", "245", "£95k", "€74.400,00", "74 400 EUR", "24 LPA", "22,77,310 INR", "900万円", "$1.2M",
    "a quarter of a million", "a couple hundred thousand", "two hundred and forty thousand dollars", "$20k-$30k",
    "55 à 70 k€", "180-210k", "8.500 € im Monat", "$75/hour", "575 a day", "CHF 140'000", "0.25%", "10%", "4,000 RSUs",
    "half a million", "120.000 €", "R$ 18 mil", "12 lakh", "1.5 crore", "SEK 62 000 a month",
)  # fmt: skip
_FORMS = (
    "What does {c} pay a {r} in {p}?", "{r} at {c}, {p}?", "{c} {r} base {p}", "how much equity for a {r} at {c}",
    "Compare {c} and {c2} for a {r}", "{r} vs {r2} at {c} in {p}", "top 3 companies for a {r} in {p}",
    "who pays {r}s more than {a}?", "{c} offered me {a} base and {a2} signing in {p}, is that good?",
    "I got {a} base, {a2} in RSUs over 4 years, 10% bonus", "I make {a} now and want {a2}", "my floor is {a}",
    "{c} offers {a} but {c2} offers {a2}, which is better?", "Offer: {r}, {p}. Base {a}. Sign-on {a2}.",
    "They said {a} total comp for {r}", "what if they went to {a}?", "and in {p}?", "and for a {r2}?",
    "is {a} low for a {r} in {p}?", "I won't go below {a}; I asked for {a2} base", "{a}/{a2}/15",
    "j'ai une offre de {a} chez {c} comme {r}", "Ich habe ein Angebot über {a} von {c} in {p}",
    "they'd pay {a} a year plus {a2} bonus, vesting 25/25/25/25", "my current base is {a} at {c2}",
)  # fmt: skip


def messages() -> Iterator[str]:
    """Every message of tests/eval, once, and MADE generated ones, the same each time."""
    lines = (ROOT / "tests" / "eval" / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    asked = dict.fromkeys(turn for line in lines for turn in json.loads(line)["turns"])
    yield from asked
    dice = random.Random(13)
    made: dict[str, None] = {}
    while len(made) < MADE:
        company, other = dice.sample(_COMPANIES, 2)
        role, role2 = dice.sample(_ROLES, 2)
        amount, amount2 = dice.sample(_AMOUNTS, 2)
        text = dice.choice(_FORMS).format(
            c=company, c2=other, r=role, r2=role2, p=dice.choice(_PLACES), a=amount, a2=amount2
        )
        made.setdefault(text)
    yield from made


def shared_messages(folder: Path) -> Iterator[str]:
    """Every message of a folder's questions, once: each turn of each conversation."""
    files = [path for path in sorted(folder.glob("*.jsonl")) if not path.name.startswith("practice")]
    lines = (line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    yield from dict.fromkeys(turn for line in lines for turn in json.loads(line)["turns"])


def readings(index: Path, texts: Iterable[str] | None = None) -> list[str]:
    """A line for each message (those of `messages`, where none are given): the message, and what was read in it."""
    facts = Facts(index)
    questions = Questions(Names(facts))
    told = messages() if texts is None else texts
    lines = [f"{json.dumps(text, ensure_ascii=False)} {_read(questions, text)}" for text in told]
    facts.close()
    return lines


def fingerprint(text: str) -> str:
    """What a text is known again by, and can't be read from."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def fingerprints(lines: Iterable[str]) -> dict[str, str]:
    """For each line of `readings` its message's fingerprint, and the whole line's."""
    decoder = json.JSONDecoder()
    return {fingerprint(decoder.raw_decode(line)[0]): fingerprint(line) for line in lines}


def kept_fingerprints() -> dict[str, str]:
    """Those that were written last."""
    lines = FINGERPRINTS.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines)  # type: ignore[misc]


def _read(questions: Questions, text: str) -> str:
    parse = questions.taken(text)
    taken = Message(text)
    asked = questions.question(taken, parse, None, (), _NOBODY)
    question = settled(Reading(text, told=asked), questions.names).told
    named = [f"{s.kind[:2]}={_value(s.value)}" for s in parse.spans if s.kind in _KINDS]
    found = [f"{one.company or ''}/{one.role or ''}/{one.region or ''}/{one.level or ''}" for one in question.subjects]
    missing = [f"{one.kind}?{one.phrase}" for one in (*question.unknown, *question.unclear)]
    money = read_offer(text, figures=taken.figures)
    offers = {"mine": money.offer, "asked": money.asked, "floor": money.floor, "current": money.current}
    told = [f"{name}({_terms(one)})" for name, one in offers.items() if one]
    told += [f"other({_terms(one)})" for one in money.others]
    parts = (
        question.intent if question.intent in ("compare", "rank") else "", *named, "->", *found, *missing,
        *question.components, *(f"not:{one}" for one in question.without),
        "|", *(_amount(one) for one in taken.amounts), "|", *told, *(f"?{one.part}" for one in money.doubts),
    )  # fmt: skip
    return " ".join(part for part in parts if part).replace("\n", " ")


def _value(value: Any) -> str:
    if hasattr(value, "display"):
        return str(value.display)
    return f"{'+'.join(value.seniority)}:{value.core}" if hasattr(value, "core") else str(value)


def _amount(one: Mention) -> str:
    span = _short(one.low) if one.low == one.high else f"{_short(one.low)}-{_short(one.high)}"
    return "".join((span, one.currency or "", {"percent": "%", "count": "n"}.get(one.kind, ""), f"/{one.period or ''}"))


def _short(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _terms(offer: Offer) -> str:
    return ",".join(
        f"{name}={value}"
        for name, value in offer
        if value not in (None, (), False, "") and name not in ("said", "written")
    )


_NOBODY = Profile()
_KINDS = ("company", "role", "region", "level")


def kept() -> list[str]:
    """The lines as they were written last."""
    return KEPT.read_text(encoding="utf-8").splitlines()


def changed(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """The messages that are read otherwise, each with both lines."""
    return [f"was {old}\nnow {new}" for old, new in zip(before, now, strict=True) if old != new]


def _main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--readings", type=Path, help="write the shared questions' readings there, and keep nothing")
    out = options.parse_args().readings
    with tempfile.TemporaryDirectory() as folder:
        ingest([ROOT / "corpus"], Path(folder), vectors=False)
        shared = readings(Path(folder), shared_messages(SHARED)) if SHARED.is_dir() else []
        if out is not None:
            out.write_text("\n".join(shared) + "\n", encoding="utf-8")
            return
        KEPT.write_text("\n".join(readings(Path(folder))) + "\n", encoding="utf-8")
        if shared:
            told = fingerprints(shared).items()
            FINGERPRINTS.write_text("".join(f"{message} {line}\n" for message, line in told), encoding="utf-8")


if __name__ == "__main__":
    _main()
