"""The model that the settings name, opened for the names that an index holds."""

from bot.errors import BadInput
from bot.model.connect import open_chat
from bot.model.narrator import Narrator
from bot.model.usage import Usage
from bot.settings import Settings
from ingest.index.facts import Facts


def open_narrator(settings: Settings, facts: Facts) -> Narrator:
    """The narrator for PARLEY_MODEL and what belongs to it. Raises BadInput."""
    if not settings.model:
        raise BadInput("PARLEY_MODEL", "it isn't set", 'set it to "provider:model", e.g. "openai:gpt-5-mini"')
    fallback = None
    if settings.model_fallback:
        fallback = open_chat(settings.model_fallback, timeout=settings.model_timeout, setting="PARLEY_MODEL_FALLBACK")
    usage = Usage(
        prices=settings.model_prices,
        daily=settings.model_tokens_per_day,
        per_conversation=settings.model_tokens_per_conversation,
    )
    return Narrator.open(
        settings.model, base_url=settings.model_base_url, timeout=settings.model_timeout,
        api_key=settings.model_api_key.get_secret_value() if settings.model_api_key else None,
        regions=facts.regions(), companies=[company.display for company in facts.companies()],
        fallback=fallback, figures=settings.model_figures, usage=usage, **settings.model_options,
    )  # fmt: skip
