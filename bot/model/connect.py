"""Opening a chat model of any vendor through LangChain, and what its failures mean."""

from typing import TYPE_CHECKING, Any

from bot.errors import BadInput, ModelUnavailable
from ingest.errors import with_extra

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

NOTES = {
    "timeout": "The language model did not answer in time; this is the answer in Parley's own words.",
    "rate-limit": "The language model is busy; this is the answer in Parley's own words.",
    "unauthorised": "The language model refused the key it was given; this is the answer in Parley's own words.",
    "too-long": "This conversation is too long for the language model; this is the answer in Parley's own words.",
    "refused": "The language model declined to word this; this is the answer in Parley's own words.",
    "empty": "The language model answered with nothing; this is the answer in Parley's own words.",
    "nonsense": "The language model's reply made no sense; this is the answer in Parley's own words.",
    "cut": "The language model's reply broke off; this is the answer in Parley's own words.",
    "error": "The language model failed; this is the answer in Parley's own words.",
    "cap": "The language model's budget is used up for now; this is the answer in Parley's own words.",
    "unverified": "The language model's wording did not agree with the guides; this is the answer in Parley's own "
    "words.",
    "lead-missing": "The language model left out what was asked; this is the answer in Parley's own words.",
}
"""What a person is told, by reason."""


class ModelFailed(ModelUnavailable):
    """A model's reply can't be used; reason is a key of NOTES."""

    def __init__(self, reason: str) -> None:
        super().__init__(NOTES[reason])
        self.reason = reason


def open_chat(
    model: str,
    *,
    base_url: str | None = None,
    api_key: str | None = None,
    timeout: float = 60.0,
    setting: str = "PARLEY_MODEL",
    **options: Any,
) -> "BaseChatModel":
    """model is "provider:model" (openai:..., anthropic:..., ollama:...); options go to the provider's class.

    api_key: None leaves it to the provider's own variable; a server of one's own may need none.
    Raises BadInput naming what is missing: the provider, its package, or its key.
    """
    provider, _, name = model.partition(":")
    if not provider or not name:
        how = 'write it as "provider:model", e.g. "openai:gpt-5-mini"'
        raise BadInput(setting, f"{model!r} names no provider", how)
    from langchain.chat_models import init_chat_model

    try:
        given = _given(provider, base_url, api_key, timeout, options)
        made: BaseChatModel = init_chat_model(name, model_provider=provider, **given)
        return made
    except ImportError as error:
        install = f"run: {with_extra(provider)}"
        raise BadInput(setting, f"the package for {provider!r} is not installed", install) from error
    except Exception as error:
        # Each provider raises its own kind for a missing key or an unknown name.
        why = (str(error).splitlines() or ["no reason given"])[0]
        raise BadInput(
            setting, f"{model!r} can't be opened ({why})", "check the name and the provider's key"
        ) from error


def _given(
    provider: str, base_url: str | None, api_key: str | None, timeout: float, options: dict[str, Any]
) -> dict[str, Any]:
    given: dict[str, Any] = {"timeout": timeout, "max_retries": 1, **options}
    given |= {"base_url": base_url} if base_url else {}
    given |= {"api_key": api_key} if api_key else {}
    if provider == "openai":
        given.setdefault("stream_usage", True)
        if base_url:
            # Servers that only resemble OpenAI's speak chat completions, and many take no key at all.
            given.setdefault("use_responses_api", False)
            given.setdefault("api_key", "none")
    if provider == "anthropic" and base_url:
        given.setdefault("api_key", "none")
    if provider == "ollama":
        given = {k: v for k, v in given.items() if k not in ("timeout", "max_retries", "api_key")}
        given["client_kwargs"] = {"timeout": timeout}
    return given


def reason_of(error: BaseException, began: bool) -> str:
    """Which kind of failure a provider's exception is, by its classes' names and HTTP status."""
    names = " ".join(c.__name__ for c in type(error).__mro__)
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    said = f"{error} {getattr(error, 'code', '')} {getattr(error, 'body', '')}"
    if "ContextOverflow" in names or any(w in said for w in ("context_length", "context window", "maximum context")):
        return "too-long"
    if isinstance(error, TimeoutError) or "Timeout" in names or status in (408, 504):
        return "timeout"
    if status in (429, 529) or "RateLimit" in names:
        return "rate-limit"
    if status in (401, 403) or "Authentication" in names or "PermissionDenied" in names:
        return "unauthorised"
    return "cut" if began else "error"


def insist_whole(whole: Any) -> None:
    """Raises ModelFailed for a reply that was refused by its provider or broke off."""
    if whole is None:
        raise ModelFailed("empty")
    metadata = dict(getattr(whole, "response_metadata", {}) or {})
    reason = str(metadata.get("finish_reason") or metadata.get("stop_reason") or metadata.get("done_reason") or "")
    if "content_filter" in reason or "refusal" in reason or getattr(whole, "additional_kwargs", {}).get("refusal"):
        raise ModelFailed("refused")
    if "length" in reason or "max_tokens" in reason or (not reason and metadata.get("model_provider")):
        raise ModelFailed("cut")
