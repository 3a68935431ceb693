"""Every operation that the OpenAPI document tells of answers as it says, whatever is sent: schemathesis tries, one
call alone and calls that follow from each other, in conversations of their own and with the operator's key."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings

from bot.server.app import create_app
from bot.settings import Settings

KEY = "a-key-of-the-operator"
OF_ONE = "/v1/conversations/{id}"


@pytest.fixture(scope="module")
def served(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a real server over the starter guides."""
    database = tmp_path_factory.mktemp("openapi") / "parley.sqlite3"
    many = {"rate_per_address": "1000000/minute", "rate_per_token": "1000000/minute"}
    app = create_app(Settings(index=index, database_url=f"sqlite:///{database}", operator_key=KEY, **many))  # type: ignore[arg-type]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def checks() -> list[Any]:
    """What every answer must do. Schemathesis is imported by the tests that use it: collecting costs each worker."""
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks as of

    return [
        not_a_server_error, of.status_code_conformance, of.content_type_conformance, of.response_schema_conformance,
    ]  # fmt: skip


def test_what_the_operators_key_opens_is_of_the_kind_that_the_document_says(served: str) -> None:
    document = httpx.get(f"{served}/openapi.json", timeout=120).json()
    for path in ("/metrics", "/v1/operator/overview"):
        told = httpx.get(f"{served}{path}", headers={"Authorization": f"Bearer {KEY}"}, timeout=120)
        kind = told.headers["content-type"].partition(";")[0]
        assert told.status_code == 200
        assert list(document["paths"][path]["get"]["responses"]["200"]["content"]) == [kind], path


def test_every_operation_does_what_its_document_says(served: str) -> None:
    import schemathesis

    wanted = checks()
    operations = [found.ok() for found in schemathesis.openapi.from_url(f"{served}/openapi.json").get_all_operations()]
    assert len(operations) > 20
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(
            max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        def says(case: Any) -> None:
            case.call_and_validate(checks=wanted, timeout=30)

        says()


def linked(document: dict[str, Any]) -> dict[str, Any]:
    """The document with what follows from what: a conversation's calls from its opening and from one another, those
    of a message or practice from its making."""
    same = {"id": "$request.path.id"}
    made = {
        "/v1/conversations": ("201", {"id": "$response.body#/id"}),
        f"{OF_ONE}/messages": ("200", same | {"message_id": "$response.body#/message_id"}),
        f"{OF_ONE}/practice": ("201", same | {"pid": "$response.body#/id"}),
        f"{OF_ONE}/practice/{{pid}}/move": ("200", same | {"pid": "$request.path.pid"}),
        f"{OF_ONE}/practice/{{pid}}/end": ("200", same | {"pid": "$request.path.pid"}),
    }
    for path, (status, known) in made.items():
        links = document["paths"][path]["post"]["responses"][status].setdefault("links", {})
        for other, methods in document["paths"].items():
            needed = {name for name in ("id", "message_id", "pid") if f"{{{name}}}" in other}
            if needed and needed <= set(known):
                for what in methods.values():
                    parameters = {name: known[name] for name in needed}
                    links[what["operationId"]] = {"operationId": what["operationId"], "parameters": parameters}
    return document


def test_calls_that_follow_from_each_other_do_what_the_document_says(served: str) -> None:
    import schemathesis

    wanted = checks()
    document = linked(httpx.get(f"{served}/openapi.json", timeout=120).json())
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=served)
    tokens: dict[str, str] = {}
    met: set[tuple[str, str, int]] = set()
    gone: set[str] = set()

    class Walk(schema.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            known = tokens.get(self._id(case), KEY)
            return {"headers": {"Authorization": f"Bearer {known}"}, "timeout": 120}

        def after_call(self, response: Any, case: Any) -> None:
            super().after_call(response, case)
            met.add((case.method, case.operation.path, response.status_code))
            if case.operation.path == "/v1/conversations" and response.status_code == 201:
                tokens[response.json()["id"]] = response.json()["token"]
            assert response.status_code >= 400 or self._id(case) not in gone, "it was deleted"
            if case.method == "DELETE" and case.operation.path == OF_ONE and response.status_code == 204:
                gone.add(self._id(case))

        def _id(self, case: Any) -> str:
            return str((case.path_parameters or {}).get("id", ""))

        def validate_response(self, response: Any, case: Any, **given: Any) -> None:
            case.validate_response(response, checks=wanted, recorder=self.recorder)

    Walk.run(
        settings=settings(
            max_examples=20, stateful_step_count=8, deadline=None, derandomize=True, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )
    )  # fmt: skip
    done = {(method, path) for method, path, status in met if status < 300}
    # Into conversations, and behind their end.
    assert {("DELETE", OF_ONE), ("POST", f"{OF_ONE}/messages")} <= done, met
    assert any(status == 404 for _, path, status in met if path.startswith(OF_ONE)), met
