"""Parley's look-ups for people's own assistants, over the Model Context Protocol: tools, and the guides as resources.

`parley mcp` speaks it over standard input and output, `parley mcp --http` over streamable HTTP. Every tool only
reads; every figure comes with the place in a guide where it stands.
"""

import datetime
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.mcpserver.resources import FunctionResource
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field

from bot.answer import Answer
from bot.conversation.conversations import Conversations, Done, Failed
from bot.errors import ParleyError
from bot.knowledge import bands as lookup
from bot.reading.names import Names
from ingest.guide.types import Guide
from ingest.index.facts import Facts

INSTRUCTIONS = (
    "Pay bands, levers and offer evaluation from a folder of negotiation guides. State figures exactly as the tools give "
    "them, with currency and period and the guide's path and line; what the guides don't hold, say so. The guides' scripts "
    "quote sample competing offers: never tell anybody to claim an offer they don't hold."
)
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Named = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(min_length=1, max_length=8_000)]


class Bands(BaseModel):
    """Bands as `parley bands --json` gives them; empty where the guides hold none."""

    bands: list[dict[str, Any]]


class Found(BaseModel):
    """A passage of a guide. citation is "path:line"; date is what the guide rests on."""

    citation: str
    company: str
    role: str
    section: str
    date: datetime.date | None
    text: str


class Passages(BaseModel):
    """Passages, the best first. lexical_only: the vectors could not be reached, and words alone were compared."""

    passages: list[Found]
    lexical_only: bool = False


def server(facts: Facts, names: Names, conversations: Conversations) -> MCPServer:
    """The protocol's server over what answers questions everywhere else."""
    made: MCPServer = MCPServer("parley", title="Parley", instructions=INSTRUCTIONS, log_level="WARNING")

    async def answered(question: str) -> Answer:
        try:
            async for event in conversations.ask(question):
                if isinstance(event, Done):
                    return event.answer
                if isinstance(event, Failed):
                    raise ToolError(event.text)
        except ParleyError as error:
            raise ToolError(str(error)) from None
        raise ToolError("There was no answer; try again.")

    @made.tool(annotations=READS, title="Pay bands")
    def bands(company: Named, role: Named = "", region: Named = "", level: Named = "") -> Bands:
        """Exact pay bands a company's guides state: base, equity, bonus, signing, total, each with its place in a guide.

        company is required; role, region and level narrow it. Money is whole units of currency with its period."""
        try:
            matching, whole = lookup.found(names, company, role or None, region or None, level or None)
        except ParleyError as error:
            raise ToolError(str(error)) from None
        of = {band.role: [other for other in whole if other.role == band.role] for band in matching}
        return Bands(bands=[lookup.as_json(band, of[band.role], names, ()) for band in matching])

    @made.tool(annotations=READS, title="Compare pay")
    async def compare(
        subjects: Annotated[list[Named], Field(min_length=2, max_length=5)], component: Named = ""
    ) -> Answer:
        """Pay side by side. subjects: two to five of "role at company in region"; component: base, equity, bonus, signing or total.

        Currencies are never mixed: what can't be compared is said."""
        return await answered(f"Compare {component or 'pay'}: " + " versus ".join(subjects))

    @made.tool(annotations=READS, title="Evaluate an offer")
    async def evaluate_offer(offer: Words) -> Answer:
        """What an offer is worth by year, where each part sits in its band, and what to ask for. offer: its own words,
        with company, role and place ("245k base, 360k RSUs over 4 years, 10% bonus, staff engineer at W&B in SF")."""
        return await answered(f"Is this offer good: {offer}")

    @made.tool(annotations=READS, title="Levers")
    async def levers(
        company: Named, role: Named = "", situation: Annotated[str, Field(max_length=2_000)] = ""
    ) -> Answer:
        """Points of leverage a guide gives for a role, with scripts. situation: what the person has said of theirs, such as
        another offer they hold; scripts never claim one that isn't said."""
        asked = f"What leverage do I have{f' as a {role}' if role else ''} at {company}?"
        return await answered(f"{asked} {situation}".strip())

    @made.tool(annotations=READS, title="Passages")
    def passages(
        query: Words, company: Named = "", role: Named = "", limit: Annotated[int, Field(ge=1, le=10)] = 5
    ) -> Passages:
        """The guides' own words about anything else: timing, pushback, vesting, relocation, deadlines."""
        hits = conversations.passages(query, company or None, role or None, limit)
        found = [
            Found(
                citation=f"{hit.passage.path}:{hit.passage.line}", company=hit.passage.company_display, role=hit.passage.role_display,
                section=hit.passage.section, date=hit.passage.updated, text=hit.passage.text,
            )
            for hit in hits
        ]  # fmt: skip
        return Passages(passages=found, lexical_only=any(hit.lexical_only for hit in hits))

    for role in facts.roles():
        _add(
            made,
            facts,
            f"guides://{role.company}/{role.slug}",
            f"{role.display} at {role.company_display}",
            role.company,
            role.slug,
        )

    @made.resource(
        "guides://{company}/{role}", title="A guide", description="One guide's text.", mime_type="text/markdown"
    )
    def guide(company: str, role: str) -> str:
        found = facts.guide(company, role)
        if found is None:
            raise ResourceNotFoundError(f"the guides hold nothing under {company}/{role}")
        return _text(found)

    return made


def _add(made: MCPServer, facts: Facts, uri: str, title: str, company: str, role: str) -> None:
    def text() -> str:
        found = facts.guide(company, role)
        return _text(found) if found else ""

    made.add_resource(
        FunctionResource(
            uri=uri,
            name=f"{company}/{role}",
            title=title,
            description=f"Negotiation guide: {title}",
            mime_type="text/markdown",
            fn=text,
        )
    )


def _text(guide: Guide) -> str:
    """The guide's sections as they stand, and the date they rest on."""
    dated = f"Rests on {guide.updated.isoformat()}." if guide.updated else "Gives no date."
    whole = "\n\n".join(section.text for section in guide.sections if section.text.strip())
    return f"{guide.path}. {dated}\n\n{whole}\n"
