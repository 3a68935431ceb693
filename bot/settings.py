"""Every setting of Parley, from the environment, a .env file or a folder of secrets, with its default; nothing else
reads any of them."""

import os
import re
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from bot.errors import BadInput

SHORTEST_KEY = 16
"""Characters of an operator's key."""

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\]")
_ORIGIN = re.compile(rf"https?://(?:{_HOST.pattern})(?::\d{{1,5}})?")

_ADDRESS = re.compile(rf"{_ORIGIN.pattern}(?:/[\w.~-]{{1,60}}){{0,5}}")


class Settings(BaseSettings):
    """What an operator can set, each as PARLEY_<NAME> (PARLEY_INDEX, PARLEY_MODEL, ...).

    Values given to the constructor (a command's options) win over the environment, that over .env, that over files
    named as the variables (parley_database_url) in the folder PARLEY_SECRETS, as Docker keeps secrets.
    """

    model_config = SettingsConfigDict(
        env_prefix="PARLEY_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    index: Path = Path(".parley")
    """Folder of the index that `parley ingest` writes."""

    chroma_url: str | None = None
    """Address of a Chroma server ("http://localhost:8000"); unset: the vectors are in the index folder."""

    embedding_model: str | None = None
    """sentence-transformers model, by name or path; unset: the one that the index was built with."""

    multilingual_model: str = ""
    """sentence-transformers model that messages in other languages than English are read with, by name or path; unset:
    the one of the extra `multilingual` where it is installed; "none": none."""

    multilingual_weights: Path | None = None
    """What was learned with that model (`python -m bot.reading.elsewhere`); unset: what comes with Parley."""

    model: str | None = None
    """Chat model in front of the answers, "provider:model" as LangChain's init_chat_model takes it; unset: none."""

    model_base_url: str | None = None
    """Base address of an OpenAI-compatible server for that model."""

    model_api_key: SecretStr | None = None
    """Key for that model; unset: the provider's own variable (OPENAI_API_KEY, ...) is used."""

    model_timeout: float = Field(default=30, gt=0, le=600)
    """Seconds the model gets for one answer; the composed answer is sent when they are over."""

    model_fallback: str | None = None
    """A second chat model, "provider:model", asked where the first fails; it uses its provider's own key."""

    model_reader: str | None = None
    """A (smaller) chat model that reads messages, "provider:model"; unset: PARLEY_MODEL reads them as well."""

    model_reads: Literal["always", "doubt", "never"] = "doubt"
    """When the model reads a message beside the trained reader: always, only where that is in doubt, or never."""

    model_figures: Literal["worded", "composed"] = "worded"
    """Whether the model words sure figure questions, or the composed answer goes out without a call."""

    model_options: dict[str, Any] = Field(default_factory=dict)
    """Further options of the model's class, as JSON ('{"temperature": 0}')."""

    model_steps: dict[Literal["read", "write", "repair", "hear", "recruiter"], dict[str, Any]] = Field(
        default_factory=dict
    )
    """The same for single steps (read, write, repair, hear, recruiter); "model" among them names another model, as JSON
    ('{"repair": {"temperature": 0}, "recruiter": {"model": "openai:gpt-5-nano"}}')."""

    model_prices: dict[str, tuple[Decimal, Decimal]] = Field(default_factory=dict)
    """Prices of a million tokens, read and written, by model, as JSON ('{"openai:gpt-5-mini": [0.25, 2]}')."""

    model_tokens_per_day: int | None = Field(default=None, ge=1)
    """Tokens a process may spend on the model a day; then the composed answers are sent."""

    model_tokens_per_conversation: int | None = Field(default=None, ge=1)
    """Tokens a conversation may spend on the model; then its answers are composed."""

    database_url: str = "sqlite:///parley.sqlite3"
    """Where conversations are kept: sqlite:///file, or postgresql://user:password@host/name."""

    retention_days: int = Field(default=90, ge=1, le=36_500)
    """Days after its last use that a conversation is deleted, with all that belongs to it."""

    token_hours: int = Field(default=2160, ge=1, le=876_000)
    """Hours after its last use that a conversation's token stops opening it; as long as it is kept, by default."""

    allowed_origins: str = ""
    """Web origins whose pages may call the API, comma-separated ("https://a.example"); empty: our own only."""

    public_url: str = ""
    """Address at which people reach this server ("https://parley.example"): sources in Slack link to its pages."""

    allowed_hosts: str = ""
    """Host names under which this server is called, comma-separated ("parley.example"); localhost always is."""

    operator_key: SecretStr | None = None
    """Key of the operator's page and of /metrics, several with commas between, each of at least 16 characters; unset:
    there are neither."""

    rate_per_token: str = "120/minute"
    """How often one conversation's token may call."""

    rate_per_address: str = "600/minute"
    """How often one address may call; behind a proxy, name it in PARLEY_TRUSTED_PROXIES."""

    conversations_per_address: str = "2000/day"
    """How many conversations one address may open."""

    kilobytes_per_address: str = "500000/day"
    """How many kilobytes one address may say in conversations and be answered, all of which is kept."""

    rate_per_origin: str = "6000/minute"
    """How often the pages of one web origin may call."""

    rate_storage: str = "async+memory://"
    """Where calls are counted: this process, or a Redis that replicas share ("async+redis://host:6379")."""

    trusted_proxies: str = ""
    """Addresses or networks, comma-separated, whose X-Forwarded-For is believed; empty: nobody's."""

    workers: int = Field(default=1, ge=1, le=64)
    """Processes that serve on one port; as many as there are cores brings the most."""

    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    """What is logged, as JSON lines; "info" has a line for each request."""

    slack_bot_token: SecretStr | None = None
    """Bot token of one workspace ("xoxb-…"); with several, they are installed by OAuth instead."""

    slack_app_token: SecretStr | None = None
    """App-level token ("xapp-…") for Socket Mode, `parley slack`."""

    slack_signing_secret: SecretStr | None = None
    """The app's signing secret; set, `parley serve` takes Slack's deliveries at /slack/events."""

    slack_client_id: str | None = None
    """The app's client id, for installing it into several workspaces at /slack/install."""

    slack_client_secret: SecretStr | None = None
    """The app's client secret, for the same."""

    slack_encryption_key: SecretStr | None = None
    """Fernet key that installations are encrypted with in the database; a new one goes before the old, with a comma."""

    slack_api_url: str = "https://slack.com/api/"
    """Where Slack's Web API is."""

    @field_validator("model", "model_fallback", "model_reader", "chroma_url", "model_base_url", "slack_client_id")
    @classmethod
    def _stripped(cls, value: str | None) -> str | None:
        return (value.strip() or None) if value else None

    @field_validator(
        "model_api_key", "operator_key", "slack_bot_token", "slack_app_token", "slack_signing_secret",
        "slack_client_secret",
        "slack_encryption_key", mode="before",
    )  # fmt: skip
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        """A secrets file may be empty where there is no key."""
        return value.strip() or None if isinstance(value, str) else value

    @field_validator("operator_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        keys = value.get_secret_value().split(",") if value else ()
        if any(0 < len(key.strip()) < SHORTEST_KEY for key in keys):
            raise ValueError(f"a key of fewer than {SHORTEST_KEY} characters can be guessed")
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, value: str) -> str:
        for one in _listed(value):
            if not _ORIGIN.fullmatch(one.rstrip("/")):
                raise ValueError(
                    f'{one[:80]!r} is no origin: write it as "https://site.example", in small letters, no path'
                )
        return value

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        address = value.strip().rstrip("/")
        if address and not _ADDRESS.fullmatch(address):
            raise ValueError(f'{address[:80]!r} is no address: write it as "https://parley.example"')
        return address

    @field_validator("allowed_hosts")
    @classmethod
    def _are_hosts(cls, value: str) -> str:
        for one in _listed(value):
            if not _HOST.fullmatch(one):
                raise ValueError(
                    f'{one[:80]!r} is no host name: write it as "parley.example", in small letters, no port'
                )
        return value

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """allowed_hosts, one by one."""
        return tuple(_listed(self.allowed_hosts))

    @cached_property
    def operator_keys(self) -> tuple[str, ...]:
        """operator_key, one by one."""
        whole = self.operator_key.get_secret_value() if self.operator_key else ""
        return tuple(one.strip() for one in whole.split(",") if one.strip())

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """allowed_origins, one by one, without trailing slashes."""
        return tuple(one.rstrip("/") for one in _listed(self.allowed_origins))


def _listed(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def load(**given: object) -> Settings:
    """The settings in force; given (None means not given) wins. Raises BadInput naming the first wrong one."""
    secrets = os.environ.get("PARLEY_SECRETS") or None
    if secrets and not Path(secrets).is_dir():
        raise BadInput("PARLEY_SECRETS", f"{secrets!r} is no folder", "name the folder that holds the files of secrets")
    try:
        chosen = {key: value for key, value in given.items() if value is not None}
        return Settings(_secrets_dir=secrets, **chosen)  # type: ignore[call-arg, arg-type]
    except SettingsError as error:
        what = f"a file in {secrets or 'it'} can't be read ({error})"
        raise BadInput("PARLEY_SECRETS", what, "let this user read it, as text") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = "PARLEY_" + "_".join(str(part) for part in first["loc"]).upper()
        raise BadInput(name, first["msg"], "set it right in the environment or in .env, or remove it") from error


def load_with_model(name: str, **given: object) -> Settings:
    """The settings with this model; "env" takes PARLEY_MODEL. Raises BadInput, also where that isn't set."""
    made = load(model=None if name == "env" else name, **given)
    if not made.model:
        raise BadInput("--model", "env takes PARLEY_MODEL, which isn't set", "set it, or name a model here")
    return made
