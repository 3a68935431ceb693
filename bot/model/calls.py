"""What every call of a model leaves behind: tokens counted by model and step, and a span with ids and no content."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from bot import observe

Count = Callable[[str, str, Mapping[str, Any] | None], None]
"""Takes the model's name, the step, and LangChain's usage metadata (None where there is none)."""


def watch(step: str, names: Sequence[str], count: Count) -> Any:
    """A LangChain callback for the calls of one step. names: the models that may be asked, as the settings name them,
    the usual one first."""
    from langchain_core.callbacks import AsyncCallbackHandler

    class CallWatch(AsyncCallbackHandler):
        def __init__(self) -> None:
            self.under_way: dict[UUID, tuple[str, Any]] = {}

        async def on_chat_model_start(
            self, serialized: Any, messages: Any, *, run_id: UUID, metadata: dict[str, Any] | None = None, **_: Any
        ) -> None:
            model = _named(metadata or {}, names)
            self.under_way[run_id] = model, observe.begin_call(step, model)

        async def on_llm_end(self, response: Any, *, run_id: UUID, **_: Any) -> None:
            self._end(run_id, _usage(response), "")

        async def on_llm_error(self, error: BaseException, *, run_id: UUID, **_: Any) -> None:
            self._end(run_id, None, type(error).__name__)

        def _end(self, run_id: UUID, usage: Mapping[str, Any] | None, error: str) -> None:
            model, span = self.under_way.pop(run_id, (names[0], None))
            count(model, step, usage)
            told = usage or {}
            observe.end_call(span, int(told.get("input_tokens") or 0), int(told.get("output_tokens") or 0), error)

    return CallWatch()


def _named(metadata: Mapping[str, Any], names: Sequence[str]) -> str:
    """The setting's name of the model that is asked, by what LangChain tells of it."""
    model = str(metadata.get("ls_model_name") or "")
    return next((name for name in names if model and name.partition(":")[2] == model), names[0])


def _usage(response: Any) -> Mapping[str, Any] | None:
    for generations in getattr(response, "generations", None) or ():
        for one in generations:
            found: Mapping[str, Any] | None = getattr(getattr(one, "message", None), "usage_metadata", None)
            if found:
                return found
    return None
