"""Parley's look-ups as LangChain tools, for a chat model that needs a fact the answer lacks.

Each returns plain data for the model and, as its artifact, the Answer it was made from, so that what a look-up
found joins what the model's sentences are checked against (bot/model/narrator.py).
"""

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.answer import Answer  # LangChain reads the annotations when it makes the tools
from bot.model.narrator import described

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from bot.coach.context import Context
    from bot.reading.types import Intent


def lookups(context: "Context") -> "list[BaseTool]":
    """The five look-ups over one conversation's context: bands, compare, offer, levers, passages."""
    from langchain_core.tools import StructuredTool

    def bands(company: str, role: str = "", region: str = "", level: str = "") -> tuple[str, Answer | None]:
        """Pay a company's guide states for a role, in one region or in all: base, equity, bonus, signing, total."""
        return _asked(context, "band", _about(company, role, region, level, "What is the pay"))

    def compare(subjects: list[str], component: str = "") -> tuple[str, Answer | None]:
        """Pay side by side. subjects: two to five of "role at company in region". component: base, equity, bonus, signing or total."""
        return _asked(
            context, "compare", f"Compare {component or 'pay'}: " + " versus ".join(s[:120] for s in subjects[:5])
        )

    def offer(offer: str) -> tuple[str, Answer | None]:
        """What the person's own offer is worth by year and where it sits in the band. offer: their own words."""
        return _asked(context, "offer", f"Is this offer good: {offer[:600]}")

    def levers(company: str, role: str = "", situation: str = "") -> tuple[str, Answer | None]:
        """Points of leverage a guide gives for a role, with scripts. situation: what the person has said of theirs."""
        return _asked(
            context, "lever", _about(company, role, "", "", "What leverage do I have") + f" {situation[:200]}"
        )

    def passages(query: str, company: str = "", role: str = "") -> tuple[str, Answer | None]:
        """What the guides say about anything else: timing, pushback, vesting, relocation, deadlines."""
        return _asked(context, "passage", " ".join(part for part in (query[:300], company[:60], role[:60]) if part))

    return [
        StructuredTool.from_function(look, response_format="content_and_artifact")
        for look in (bands, compare, offer, levers, passages)
    ]


def _about(company: str, role: str, region: str, level: str, ask: str) -> str:
    said = [f"{ask} for {level} {role}".rstrip() if role or level else ask]
    said += [f"at {company}"] if company else []
    said += [f"in {region}"] if region else []
    return " ".join(part[:120] for part in said) + "?"


def _asked(context: "Context", intent: "Intent", text: str) -> tuple[str, Answer | None]:
    """The composed answer to a question in words, as data for the model and as an artifact."""
    from bot.coach.compose import compose
    from bot.reading.question import Reader

    question = replace(Reader(context.names).read(text, (), context.profile), intent=intent)
    answer = compose(question, context)
    return json.dumps(_told(answer), ensure_ascii=False), answer


def _told(answer: "Answer") -> dict[str, Any]:
    return {"status": answer.status, **described(answer)}
