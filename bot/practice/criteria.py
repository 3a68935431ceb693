"""The process criteria: each found in the transcript by rule, with the turn it was found in and a better line."""

from collections.abc import Callable

from bot.languages.phrase import phrase
from bot.practice import asks, conduct, studies
from bot.practice.drills import drills
from bot.practice.findings import RuleFinding, Transcript, transcript
from bot.practice.report import Criterion, Study
from bot.practice.session import Practice


def criteria(practice: Practice) -> tuple[Criterion, ...]:
    """Every criterion, in the order of a negotiation; of a drill, those that it trains."""
    script = transcript(practice)
    drill = drills().get(practice.request.drill)
    found = []
    for name, weight, study, rule in _RULES:
        if drill is not None and name not in drill.criteria:
            continue
        one = _fair(name, rule(script), script)
        found.append(
            Criterion(
                name=name,
                label=phrase(f"criterion-{name}"),
                state=one.state,
                score=one.score,
                weight=weight,
                turn=one.turn.number if one.turn else None,
                quote=one.turn.user if one.turn else "",
                found=one.found,
                better=one.better,
                citation=one.citation,
                study=study,
            )
        )
    return tuple(found)


def _fair(name: str, one: RuleFinding, script: Transcript) -> RuleFinding:
    """The finding, unless it says that something is missing and lines weren't understood: it may stand in those.
    Where no line was said nothing is judged."""
    if not script.turns:
        return RuleFinding("not observed", None, phrase("nothingSaid"), None, "", one.citation)
    missing = one.turn is None and one.score is not None and one.state != "good" and name not in ("preparation",)
    absent = one.absent or missing
    if not absent or not script.unheard:
        return one
    return RuleFinding("not observed", None, phrase("notHeard", lines=len(script.unheard)), None, "", one.citation)


def score(found: tuple[Criterion, ...]) -> int | None:
    """The process score: the weighted mean of what was observed, 0..100; None when nothing was of the call itself."""
    seen = [(c.score, c.weight) for c in found if c.score is not None]
    if not any(c.score is not None and c.name != "preparation" for c in found):
        return None
    weights = sum(weight for _, weight in seen)
    return (sum(value * weight for value, weight in seen) + weights // 2) // weights if weights else None


_RULES: tuple[tuple[str, int, Study, Callable[[Transcript], RuleFinding]], ...] = (
    ("preparation", 6, studies.RAIFFA, asks.preparation),
    ("counter", 18, studies.GALINSKY, asks.counter),
    ("rationale", 18, studies.FISHER, asks.rationale),
    ("questions", 6, studies.THOMPSON, asks.questions),
    ("parts", 4, studies.PRUITT, asks.parts),
    ("packages", 8, studies.MESO, asks.packages),
    ("concessions", 16, studies.PRUITT, asks.concessions),
    ("pressing", 8, studies.FISHER, asks.pressing),
    ("kept", 8, studies.RAIFFA, conduct.kept),
    ("leverage", 12, studies.GENIUS, conduct.leverage),
    ("walk-away", 8, studies.FISHER, conduct.walk_away),
    ("deadline", 2, studies.MOORE, conduct.deadline),
    ("warmth", 4, studies.CURHAN, conduct.warmth),
    ("close", 10, studies.GENIUS, conduct.close),
)
