"""The model that the settings name, opened for the names that an index holds."""

from typing import TYPE_CHECKING

from bot.errors import BadInput
from bot.model.connect import open_chat
from bot.model.narrator import Narrator
from bot.model.usage import Step, Usage
from bot.settings import Settings
from ingest.index.facts import Facts

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.model.read import ModelReader
    from bot.reading.names import Names
    from bot.reading.read import Reader


def open_model(settings: Settings, name: str | None = None, step: Step | None = None) -> "BaseChatModel":
    """The chat model of the settings, or another name on the same server, with a step's options. Raises BadInput."""
    options = settings.model_options | (settings.model_steps.get(step, {}) if step else {})
    chosen = options.pop("model", None) or name or settings.model
    if not chosen:
        raise BadInput("PARLEY_MODEL", "it isn't set", 'set it to "provider:model", e.g. "openai:gpt-5-mini"')
    key = settings.model_api_key.get_secret_value() if settings.model_api_key else None
    return open_chat(chosen, base_url=settings.model_base_url, timeout=settings.model_timeout, api_key=key, **options)


def open_narrator(settings: Settings, facts: Facts) -> Narrator:
    """The narrator for PARLEY_MODEL and what belongs to it. Raises BadInput."""
    chat = open_model(settings)
    fallback = None
    if settings.model_fallback:
        fallback = open_chat(settings.model_fallback, timeout=settings.model_timeout, setting="PARLEY_MODEL_FALLBACK")
    usage = Usage(
        prices=settings.model_prices,
        daily=settings.model_tokens_per_day,
        per_conversation=settings.model_tokens_per_conversation,
    )
    return Narrator(
        chat, settings.model or "", timeout=settings.model_timeout, regions=facts.regions(),
        companies=[company.display for company in facts.companies()], fallback=fallback,
        figures=settings.model_figures, usage=usage, also=_others(settings),
        steps={step: open_model(settings, step=step) for step in settings.model_steps},
    )  # fmt: skip


def _others(settings: Settings) -> list[str]:
    """The models that may be asked beside the usual one."""
    by_step = [options.get("model") for options in settings.model_steps.values()]
    return [str(name) for name in (settings.model_fallback, settings.model_reader, *by_step) if name]


def open_reader(
    settings: Settings, narrator: Narrator, names: "Names", facts: Facts, reader: "Reader | None" = None
) -> "ModelReader":
    """The model that reads: PARLEY_MODEL_READER, or the one that writes. Raises BadInput."""
    from bot.model.names import Resolver
    from bot.model.read import ModelReader

    chat = open_model(settings, settings.model_reader, "read") if settings.model_reader else narrator.chat_of("read")
    return ModelReader(chat, narrator, Resolver(names, facts), settings.model_reads, reader)
