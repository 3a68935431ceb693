"""Parley for people's own assistants, over the Model Context Protocol: tools, guides and cards as resources, prompts.

`parley mcp` speaks it over standard input and output, `parley mcp --http` over streamable HTTP. Every figure comes with
the place in a guide where it stands; only a practice keeps anything.
"""

import asyncio
import json
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from bot.channels.mcp.tools import Tools
from bot.conversation.conversations import Conversations
from bot.errors import ParleyError
from bot.knowledge import held
from bot.knowledge.playbook import playbook
from bot.reading.names import Names
from bot.reading.words import fold
from ingest.guide.types import Guide
from ingest.index.facts import Facts, Role
from mcp.server.context import ServerRequestContext
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError, UnexpectedToolError
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    Completion,
    CompletionArgument,
    CompletionContext,
    Icon,
    ListResourcesResult,
    PaginatedRequestParams,
    PromptReference,
    Resource,
    ResourceTemplateReference,
    TextContent,
    Tool,
    ToolAnnotations,
)

INSTRUCTIONS = (
    "Pay bands, offer evaluation, levers, drafts and rehearsals from a folder of negotiation guides. Call list first "
    "when "
    "you don't know what is held. State figures exactly as the tools give them, with currency, period, path and "
    "line; what "
    "the guides don't hold, say so. Scripts in guides quote sample competing offers: never tell anybody to claim an "
    "offer "
    "they don't hold. Ask for missing parts of an offer instead of guessing them."
)
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
KEEPS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
PAGE = 100
"""Resources of a page."""
LONGEST = 200
"""Characters of a name that is looked at when one is completed."""
_TITLES = {
    "list": "What is held", "bands": "Pay bands", "compare": "Compare pay", "rank": "Who pays most", "levels": "Levels",
    "evaluate_offer": "Evaluate an offer", "levers": "Levers", "plan": "Negotiation plan", "draft": "Draft an e-mail",
    "playbook": "Playbook", "passages": "Passages", "practice_start": "Start a practice", "practice_say": "Practise",
}  # fmt: skip
_SAYS_NOTHING: tuple[tuple[str, Any], ...] = (
    ("default", None), ("default", ""), ("default", []), ("default", {}), ("additionalProperties", True),
    ("additionalProperties", False), ("items", {"type": "object"}),
)  # fmt: skip
_TAKEN = frozenset({"title", "nulls", "minimum", "minLength", "maxLength"})
_GIVEN = frozenset({"title", "description"})
"""What is dropped from the schemas of arguments (bounds that nobody passes are told when they are passed), and of
results (whose nulls a client may check)."""
_SENT = {
    "string_pattern_mismatch": "send an ISO 4217 code, like EUR",
    "int_parsing": "send a whole number, like 95000", "decimal_parsing": "send a number, like 7.5",
}  # fmt: skip
"""What to send instead, by the kind of what is wrong; the one pattern that there is is a currency's."""
_METHODS = {"list": "contents"}
"""Tools that are methods of another name: list is a word of Python's."""
_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48'><rect width='48' height='48' rx='10' fill='#1f4d3a'/>"
    "<path d='M12 12h24a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H22l-8 7v-7h-2a4 4 0 0 1-4-4V16a4 4 0 0 1 4-4z' "
    "fill='#fff'/></svg>"
)


class _Server(MCPServer[Any]):
    """The SDK's server, its resources the index's guides as they are now, a page at a time."""

    facts: Facts

    async def list_tools(self) -> list[Tool]:
        """The tools, their schemas without what says nothing to a reader: models pay for every character."""
        return [
            tool.model_copy(update={
                "description": " ".join((tool.description or "").split()),
                "input_schema": _inlined(_brief(tool.input_schema, _TAKEN)),
                "output_schema": tool.output_schema and _brief(tool.output_schema, _GIVEN),
            })
            for tool in await super().list_tools()
        ]  # fmt: skip

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """What the SDK does, with what is wrong told in our words. An argument that the tool has not is wrong, too:
        passed over, whoever sent it would take what comes for narrowed by it."""
        name = name[:LONGEST]
        tool = self._tool_manager.get_tool(name)
        taken = list(tool.parameters.get("properties", {})) if tool else []
        strange = [one for one in arguments if one not in taken] if tool else []
        if strange:
            raise ToolError(
                f"{name} has no {', '.join(repr(one[:LONGEST]) for one in strange[:5])}; it takes {', '.join(taken)}."
            )
        try:
            return _compact(await super().call_tool(name, arguments, context))
        except UnexpectedToolError:
            raise
        except ToolError as error:
            cause = error.__cause__
            if not isinstance(cause, ValidationError):
                raise ToolError(str(error).removeprefix(f"Error executing tool {name}: ")) from None
            wrong = [f"{'.'.join(str(part) for part in one['loc'])}: {_said(one)}" for one in cause.errors()[:5]]
            raise ToolError(f"{name} can't take that. " + "; ".join(wrong)) from None

    async def read_resource(self, uri: Any, context: Any = None) -> Any:
        """What the SDK does; of an address longer than any its beginning, which an error repeats."""
        return await super().read_resource(str(uri)[: 2 * LONGEST], context)

    async def _handle_list_resources(
        self, ctx: ServerRequestContext[Any], params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        roles = self.facts.roles()
        cursor = (params.cursor if params else None) or "0"
        start = int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 9 else 0
        more = start + PAGE
        return ListResourcesResult(
            resources=[_resource(role) for role in roles[start:more]],
            next_cursor=str(more) if more < len(roles) else None,
        )


def _compact(result: Any) -> Any:
    """A tool's result whose text is its content in as few characters as JSON takes: a model pays for each."""
    if getattr(result, "structured_content", None) is None:
        return result
    text = json.dumps(result.structured_content, ensure_ascii=False, separators=(",", ":"))
    return result.model_copy(update={"content": [TextContent(type="text", text=text)]})


def _said(error: Any) -> str:
    """What is wrong with an argument, and of what a model is likely to send ("95k", "€") what to send instead."""
    return _SENT.get(error["type"]) or str(error["msg"])


def server(facts: Facts, names: Names, conversations: Conversations) -> MCPServer:
    """The protocol's server over what answers questions everywhere else."""
    icons = [Icon(src=f"data:image/svg+xml,{quote(_ICON)}", mime_type="image/svg+xml", sizes=["any"])]
    made = _Server(
        "parley", title="Parley", instructions=INSTRUCTIONS, version=version(), icons=icons, log_level="WARNING",
        description="Pay bands, offers, levers and practice from negotiation guides",
    )  # fmt: skip
    made.facts = facts
    tools = Tools(facts, names, conversations)
    for name, title in _TITLES.items():
        hints = KEEPS if name.startswith("practice") else READS
        made.add_tool(getattr(tools, _METHODS.get(name, name)), name=name, title=title, annotations=hints)
    _resources(made, facts, tools)
    _prompts(made, names)
    _completions(made, facts, names)
    return made


def version() -> str:
    """Parley's version as installed."""
    try:
        return installed("parley-coach")
    except PackageNotFoundError:
        return "0"


def _brief(schema: Any, drop: frozenset[str]) -> Any:
    """A JSON schema without the keys that say nothing to whom it is for; see _TAKEN and _GIVEN."""
    if isinstance(schema, list):
        return [_brief(one, drop) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "nulls" in drop and "default" in schema and len(schema.get("anyOf", ())) == 2:
        # What isn't required may be left out; that it may be null too is not worth a model's reading.
        either = [one for one in schema["anyOf"] if one != {"type": "null"}]
        schema = {key: value for key, value in schema.items() if key != "anyOf"} | either[0]
    out = {}
    for key, value in schema.items():
        if (key in drop and not isinstance(value, dict)) or (key, value) in _SAYS_NOTHING:
            continue
        named = key in ("properties", "$defs") and isinstance(value, dict)
        brief = {n: _brief(one, drop) for n, one in value.items()} if named else _brief(value, drop)
        if (key, brief) not in _SAYS_NOTHING:
            out[key] = brief
    return out


def _inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose definitions that are used once stand where they are used: not every client follows a reference."""
    defs = schema.get("$defs", {})
    text = json.dumps({key: value for key, value in schema.items() if key != "$defs"})
    for name, one in defs.items():
        reference = json.dumps({"$ref": f"#/$defs/{name}"})
        if text.count(reference) == 1:
            text = text.replace(reference, json.dumps(one))
    left = {name: one for name, one in defs.items() if f'"#/$defs/{name}"' in text}
    return ({"$defs": left} if left else {}) | dict(json.loads(text))


def _resource(role: Role) -> Resource:
    title = f"{role.display} at {role.company_display}"
    uri = f"guides://{quote(role.company, safe='')}/{quote(role.slug, safe='')}"
    return Resource(
        uri=uri, name=f"{role.company}/{role.slug}", title=title, description=f"Negotiation guide: {title}",
        mime_type="text/markdown",
    )  # fmt: skip


def _resources(made: MCPServer, facts: Facts, tools: Tools) -> None:
    @made.resource(
        "guides://{company}/{role}", title="A guide", description="One guide's text.", mime_type="text/markdown"
    )
    def guide(company: str, role: str) -> str:
        found = facts.guide(company, role)
        if found is None:
            raise ResourceNotFoundError(f"the guides hold nothing under {company}/{role}")
        return _text(found)

    @made.resource("playbook://{card}", title="A card", description="One playbook card.", mime_type="text/markdown")
    def card(card: str) -> str:
        found = playbook(facts).cards.get(card)
        if found is None:
            raise ResourceNotFoundError(f"the playbook holds no card {card}")
        parts = [f"# {found.title}", found.advice, *(f"- Do: {one}" for one in found.do),
                 *(f"- Don't: {one}" for one in found.dont), *(f"Say ({way}): {words}" for way,
                 words in found.say)]  # fmt: skip
        return "\n\n".join(parts) + "\n"

    @made.resource(
        "debrief://{practice}", title="A debrief", description="All of an ended practice's debrief.",
        mime_type="text/markdown",
    )  # fmt: skip
    async def debrief(practice: str) -> str:
        try:
            return await tools.debrief(practice)
        except ParleyError as error:
            raise ResourceNotFoundError(str(error)) from None


def _prompts(made: MCPServer, names: Names) -> None:
    def checked(company: str, role: str, region: str = "") -> None:
        """What a prompt is about must be held: a model would go on with a name that isn't. Raises MCPError."""
        try:
            held.subject(names, company[:LONGEST], role[:LONGEST], region[:LONGEST])
        except ParleyError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from None

    @made.prompt(title="Judge my offer")
    async def judge_my_offer(company: str, role: str, offer: str, region: str = "") -> str:
        """Is this offer good, where does each part sit, what should I ask for?"""
        await asyncio.to_thread(checked, company, role, region)
        place = f" in {region}" if region else ""
        return (
            f"I have an offer from {company} as {role}{place}: {offer}\n\nRead its parts (ask me for what is "
            f"unclear), call "
            "evaluate_offer and plan, and tell me how good it is, with each figure's source, and what to ask for first."
        )

    @made.prompt(title="Prepare my call")
    async def prepare_my_call(company: str, role: str, situation: str = "") -> str:
        """Levers, words and a rehearsal before talking to the recruiter."""
        await asyncio.to_thread(checked, company, role)
        more = f" My situation: {situation}." if situation else ""
        return (
            f"I will talk to the recruiter of {company} about the offer as {role}.{more}\n\nCall levers, plan and "
            f"playbook, "
            "give me one page to have beside me, then rehearse with practice_start and practice_say, my own lines only."
        )


def _completions(made: MCPServer, facts: Facts, names: Names) -> None:
    @made.completion()  # type: ignore[no-untyped-call, untyped-decorator]
    async def complete(
        ref: PromptReference | ResourceTemplateReference,
        argument: CompletionArgument,
        context: CompletionContext | None,
    ) -> Completion | None:
        """Companies, and the roles and places of what was named before, by what was typed."""
        given = dict((context.arguments if context else None) or {})
        slugs, typed = isinstance(ref, ResourceTemplateReference), argument.value[:LONGEST]
        company, role = given.get("company", "")[:LONGEST], given.get("role", "")[:LONGEST]
        found = await asyncio.to_thread(_named, argument.name, company, role, slugs, facts, names)
        if found is None:
            return None
        typed = fold(typed)
        fitting = [one for one in found if fold(one).startswith(typed)] or [one for one in found if typed in fold(one)]
        return Completion(values=fitting[:PAGE], total=len(fitting), has_more=len(fitting) > PAGE)


def _named(what: str, company: str, role: str, slugs: bool, facts: Facts, names: Names) -> list[str] | None:
    """The names of companies, of a company's roles, of a role's places or of cards; None for anything else."""
    if what == "company":
        return [one.slug if slugs else one.display for one in facts.companies()]
    if what == "role":
        known = names.companies(company)
        slug = known.slugs[0] if known else company or None
        return list(dict.fromkeys(one.slug if slugs else one.display for one in facts.roles(slug)))
    if what == "region":
        known = names.companies(company)
        slug = known.slugs[0] if known else company or None
        jobs = held.jobs_like(names, slug, role) if slug else ()
        places = [place for one in jobs for place in facts.regions(slug, one.slug)] or facts.regions(slug, None)
        return list(dict.fromkeys(places))
    return sorted(playbook(facts).cards) if what == "card" else None


def _text(guide: Guide) -> str:
    """The guide's sections as they stand, and the date they rest on."""
    dated = f"Rests on {guide.updated.isoformat()}." if guide.updated else "Gives no date."
    whole = "\n\n".join(section.text for section in guide.sections if section.text.strip())
    return f"{guide.path}. {dated}\n\n{whole}\n"
