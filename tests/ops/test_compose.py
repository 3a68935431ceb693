"""docker-compose.yml and the Dockerfile hold what they claim: checked by the specification's parser, and claim by
claim."""

import fnmatch
import inspect
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import typer.main
from compose_spec import PyCompose
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from bot.cli import app
from bot.conversation.conversations import Conversations
from bot.errors import BadInput
from bot.server.app import DRAINING, create_app
from bot.settings import Settings, load

from .machines import HOME, QUIET, composed, proxy

COMPOSE = composed()
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"].startswith("parley-coach:")]
DOCKERFILE = (HOME / "Dockerfile").read_text(encoding="utf-8")
COMPOSES_OWN = {f"PARLEY_{name}" for name in ("PORT", "GUIDES", "TLS", "TLS_PORT", "CERTIFICATES", "TERMINATOR_PORT")}
"""What the file reads for itself, and Parley doesn't."""
ONCE = {"ingest"}
"""Services that end."""
every_service = pytest.mark.parametrize("name", list(SERVICES))


def seconds(told: str) -> float:
    return float(told.removesuffix("s"))


def setting_names() -> set[str]:
    return {f"PARLEY_{name}".upper() for name in Settings.model_fields} | {"PARLEY_SECRETS"}


def without_digests() -> str:
    """Docker takes an image's digest behind its version; the specification's parser takes only one of the two."""
    return re.sub("@sha256:[0-9a-f]{64}", "", json.dumps(COMPOSE))


def test_the_specifications_own_parser_reads_it() -> None:
    read = PyCompose.from_json(without_digests())
    assert set(read.service_names()) == {"ingest", "bot", "proxy", "chroma", "postgres", "slack", "ollama"}


@pytest.mark.parametrize("wrong", [{"healthchek": {}}, {"read_only": "perhaps"}, {"volumes": ["a:b:c:d:e"]}])
def test_the_parser_would_notice_what_is_no_compose_file(wrong: dict[str, Any]) -> None:
    broken = json.loads(without_digests())
    broken["services"]["bot"] |= wrong
    with pytest.raises(ValueError):
        PyCompose.from_json(json.dumps(broken))


def test_docker_compose_reads_it_where_it_is_installed(tmp_path: Path) -> None:
    command = ["docker", "compose", "-f", str(HOME / "docker-compose.yml"), "config", "--quiet"]
    if (
        not shutil.which("docker")
        or subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode
    ):
        pytest.skip("Docker Compose isn't installed")
    read = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert read.returncode == 0, read.stderr


@every_service
def test_every_service_runs_unprivileged_on_a_read_only_disk_and_within_limits(name: str) -> None:
    service = SERVICES[name]
    user = service["user"].split(":")
    assert all(part.isdigit() and int(part) > 0 for part in user)
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"] and "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "pid", "ipc", "network_mode", "devices"} & set(service)
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "3"}
    assert service["restart"] == ("no" if name in ONCE else "unless-stopped")


@every_service
def test_what_a_service_writes_is_a_volume_or_in_memory_with_a_limit(name: str) -> None:
    service = SERVICES[name]
    for one in service.get("tmpfs", []):
        assert re.search(r":.*size=\d+[mg]", one), one
    for one in service.get("volumes", []):
        source, target, *mode = one.split(":")
        assert source in COMPOSE["volumes"] or mode == ["ro"], f"{one} writes to the machine's own disk"
        assert target.startswith("/")
    writable = {one.split(":")[0] for one in service.get("volumes", []) if not one.endswith(":ro")}
    assert len(writable) <= 1
    if name in OURS:
        assert any(one.startswith("/tmp:") for one in service["tmpfs"])


def test_only_ingest_writes_to_the_index() -> None:
    mounts = {n: [v for v in s.get("volumes", []) if v.startswith("index:")] for n, s in SERVICES.items()}
    assert {n for n, found in mounts.items() if found and not found[0].endswith(":ro")} == {"ingest"}
    assert {n for n, found in mounts.items() if found} == {"ingest", "bot", "slack"}


@every_service
def test_images_are_pinned(name: str) -> None:
    service = SERVICES[name]
    made = service.get("build")
    inline = made.get("dockerfile_inline", "") if isinstance(made, dict) else ""
    for image in (service["image"], *re.findall(r"(?m)^FROM (\S+)", inline)):
        ours = "" if image.startswith("parley-") else "@sha256:[0-9a-f]{64}"
        assert re.search(rf":\d+\.\d+\.?\d*[\w.-]*{ours}$", image), f"{image} may be another one tomorrow"
    if name in OURS:
        assert service["build"] == "."


def test_the_command_at_the_head_pins_every_foreign_image_by_digest_and_again_later(tmp_path: Path) -> None:
    """A docker that looks nothing up: its digests are told apart by their first figure."""
    file = tmp_path / "docker-compose.yml"
    file.write_text((HOME / "docker-compose.yml").read_text(encoding="utf-8"), encoding="utf-8")
    lines = re.search(r"(?ms)^#   (for image in .*?done)$", file.read_text(encoding="utf-8"))
    assert lines
    command = lines.group(1).replace("\n#", "\n")
    docker = tmp_path / "docker"
    docker.write_text("#!/bin/sh\nprintf 'sha256:%s%063d' \"$TURN\" 0\n")
    docker.chmod(0o755)
    for turn in ("1", "2"):
        path = f"{tmp_path}:{os.environ['PATH']}"
        subprocess.run(["sh", "-c", command], cwd=tmp_path, env={"PATH": path, "TURN": turn}, check=True)
        told = file.read_text(encoding="utf-8")
        images = re.findall(r"(?m)^ +(?:image:|FROM) (?!parley-)(\S+)$", told)
        assert len(images) == 3 and all(one.endswith(f"@sha256:{turn}" + "0" * 63) for one in images), images
    assert told.split("\nname:")[0] == (HOME / "docker-compose.yml").read_text(encoding="utf-8").split("\nname:")[0]


@every_service
def test_services_start_when_what_they_need_is_there(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        if other in ONCE:
            assert how["condition"] == "service_completed_successfully"
        else:
            assert how["condition"] == "service_healthy"
            assert "test" in SERVICES[other]["healthcheck"]
    if "healthcheck" in SERVICES[name] and "test" in SERVICES[name]["healthcheck"]:
        check = SERVICES[name]["healthcheck"]
        assert seconds(check["timeout"]) < seconds(check["interval"])


def test_the_order_is_stores_then_ingest_then_replicas_then_proxy() -> None:
    needs = {name: set(service.get("depends_on", {})) for name, service in SERVICES.items()}
    assert needs["ingest"] == {"chroma"}
    assert needs["bot"] == needs["slack"] == {"ingest", "chroma", "postgres"}
    assert needs["proxy"] == {"bot"}


def test_two_replicas_stand_behind_the_only_open_port() -> None:
    assert SERVICES["bot"]["deploy"]["replicas"] == 2
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in ("postgres", "chroma", "ingest"):
        assert SERVICES[name]["networks"] == ["inside"], f"{name} can be reached from, or reach, elsewhere"


def test_a_replica_gets_longer_to_stop_than_it_takes() -> None:
    finishing = inspect.signature(Conversations.close).parameters["patience"].default
    assert seconds(SERVICES["bot"]["stop_grace_period"]) > DRAINING + finishing


def test_profiles_are_asked_for() -> None:
    asked = {name: service["profiles"] for name, service in SERVICES.items() if "profiles" in service}
    assert asked == {"slack": ["slack"], "ollama": ["ollama"]}


def test_a_terminator_tells_whose_call_it_is_on_a_port_of_this_machine_alone() -> None:
    config = COMPOSE["configs"]["proxy"]["content"]
    assert re.search(r"(?m)^\s*bind :8081 accept-proxy$", config)
    assert re.search(r"http-request set-header X-Forwarded-For %\[src\]", config)
    (port,) = [one for one in SERVICES["proxy"]["ports"] if one.endswith(":8081")]
    assert port.startswith("127.0.0.1:")


def test_tls_is_a_folder_of_certificates_and_one_word() -> None:
    config = COMPOSE["configs"]["proxy"]["content"]
    assert re.search(r"\.if strneq.*PARLEY_TLS.*\n\s*bind :8443 ssl crt /certificates/ .*TLSv1\.2\n\s*\.endif", config)
    assert any(one.endswith(":/certificates:ro") for one in SERVICES["proxy"]["volumes"])


# Secrets and settings


def test_secrets_are_files_that_the_head_of_the_file_tells_how_to_make() -> None:
    head = (HOME / "docker-compose.yml").read_text(encoding="utf-8").split("\nname:")[0]
    told = set(re.findall(r"> secrets/(\w+)", head))
    needed = {one for name, s in SERVICES.items() if "profiles" not in s for one in s.get("secrets", [])}
    assert needed == told
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
    assert "secrets" in (HOME / ".dockerignore").read_text().split()
    ignored = subprocess.run(["git", "check-ignore", "-q", "secrets/x"], cwd=HOME, check=False)
    assert ignored.returncode == 0 or not (HOME / ".git").exists(), "a secret could be committed"


@every_service
def test_no_secret_is_in_the_environment(name: str) -> None:
    for key, value in (SERVICES[name].get("environment") or {}).items():
        secret = re.search(r"PASSWORD|KEY|TOKEN|SECRET|DATABASE_URL", key)
        assert not secret or key.endswith("_FILE") or key == "PARLEY_SECRETS", f"{key}={value}"


def test_every_setting_and_every_secret_of_parley_is_one() -> None:
    text = (HOME / "docker-compose.yml").read_text(encoding="utf-8") + DOCKERFILE
    known = setting_names()
    environment = set(re.findall(r"\b(PARLEY_[A-Z_]+)(?=[:=])", text)) - COMPOSES_OWN
    assert environment <= known, environment - known
    secrets = {name.upper() for name in COMPOSE["secrets"] if name.startswith("parley_")}
    assert secrets <= known, secrets - known


def test_the_image_sets_nothing_that_a_secret_is_to_set() -> None:
    """The environment wins over the files of secrets."""
    set_ = {name.lower() for name in re.findall(r"\b(PARLEY_[A-Z_]+)=", DOCKERFILE)}
    assert set_ & set(COMPOSE["secrets"]) == set()


def test_settings_come_from_the_folder_of_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parley_database_url").write_text("postgresql://parley:word@postgres/parley\n")
    (tmp_path / "parley_model_api_key").write_text("")
    monkeypatch.setenv("PARLEY_SECRETS", str(tmp_path))
    monkeypatch.delenv("PARLEY_DATABASE_URL", raising=False)
    code = "from bot.settings import load; s = load(); print(s.database_url, s.model_api_key)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert told.stdout.split() == ["postgresql://parley:word@postgres/parley", "None"]


def test_a_secret_that_can_not_be_read_is_told_by_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parley_database_url").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("PARLEY_SECRETS", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match=f"PARLEY_SECRETS: a file in {tmp_path}"):
        load()


# Commands


def parley_commands() -> Iterator[tuple[str, list[str]]]:
    """Every command of ours that a container runs, with where it stands."""
    for name in OURS:
        command = SERVICES[name]["command"]
        words = command[-1].split("||")[0].split() if command[0] == "sh" else command
        if words[0] == "parley":
            yield name, words[1:]
    *_, last = re.findall(r"(?m)^CMD (\[.*\])$", DOCKERFILE)
    yield "Dockerfile", json.loads(last)[1:]


@pytest.mark.parametrize(("where", "words"), [pytest.param(*one, id=one[0]) for one in parley_commands()])
def test_every_command_is_one_of_the_command_line(where: str, words: list[str]) -> None:
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    command = commands[words[0]]
    command.make_context(words[0], list(words[1:]), resilient_parsing=False)


@pytest.mark.parametrize(("status", "ends"), [(0, 0), (3, 0), (2, 1)])
def test_files_that_are_no_guides_dont_keep_the_site_down(tmp_path: Path, status: int, ends: int) -> None:
    stub = tmp_path / "parley"
    stub.write_text(f"#!/bin/sh\nexit {status}\n")
    stub.chmod(0o755)
    command = SERVICES["ingest"]["command"]
    done = subprocess.run(command, env={"PATH": f"{tmp_path}:{os.defpath}"}, check=False)
    assert done.returncode == ends


def health_checks() -> Iterator[tuple[str, list[str]]]:
    for name in ("bot", "chroma"):
        yield name, SERVICES[name]["healthcheck"]["test"][1:]
    (told,) = re.findall(r"(?s)HEALTHCHECK.*?CMD (\[.*?\])\n", DOCKERFILE)
    yield "Dockerfile", json.loads(told)


@pytest.mark.parametrize(("where", "command"), [pytest.param(*one, id=one[0]) for one in health_checks()])
def test_a_health_check_tells_a_well_server_from_an_ill_one(where: str, command: list[str]) -> None:
    paths: set[str] = set()

    class Handler(BaseHTTPRequestHandler):
        status = 200

        def do_GET(self) -> None:
            paths.add(self.path)
            self.send_response(self.status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        run = [sys.executable, *(word.replace(":8080", f":{server.server_port}").replace(":8000",
        f":{server.server_port}")
                                 for word in command[1:])]  # fmt: skip
        assert subprocess.run(run, capture_output=True, check=False).returncode == 0
        Handler.status = 503
        assert subprocess.run(run, capture_output=True, check=False).returncode != 0
        server.shutdown()
    routes = {getattr(route, "path", "") for route in create_app(Settings()).routes} | {"/api/v2/heartbeat"}
    assert paths <= routes


# The proxy


def test_the_proxy_reads_its_settings(tmp_path: Path) -> None:
    machine, _ = proxy(tmp_path, ["http://127.0.0.1:1", "http://127.0.0.1:2"])
    whole = tmp_path / "whole.cfg"
    whole.write_text(COMPOSE["configs"]["proxy"]["content"])
    for file in (machine.command[-1], str(whole)):
        read = subprocess.run([machine.command[0], "-c", "-f", file], capture_output=True, text=True, check=False)
        assert read.returncode == 0 and "warning" not in (read.stdout + read.stderr).lower(), read.stdout + read.stderr


def test_the_proxy_tells_where_a_caller_is_and_not_what_the_caller_says(tmp_path: Path) -> None:
    heard: list[str] = []

    class Echo(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.extend(self.headers.get_all("X-Forwarded-For") or [])
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        machine, address = proxy(tmp_path, [f"http://127.0.0.1:{server.server_port}"])
        machine.start()
        heard.clear()
        with socket.create_connection(("127.0.0.1", int(address.rsplit(":", 1)[1]))) as line:
            line.sendall(
                b"GET /v1 HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.9.9.9\r\nX-Forwarded-For: 10.8.8.8\r\n\r\n"
            )
            line.recv(1000)
        machine.end()
        server.shutdown()
    assert heard == ["127.0.0.1"]


# The image


def stages() -> list[str]:
    return re.split(r"(?m)^(?=FROM )", DOCKERFILE)[1:]


def test_the_image_is_built_in_one_stage_and_run_in_another_from_a_pinned_base() -> None:
    build, run = stages()
    base = re.search(r"(?m)^ARG PYTHON=(\S+)", DOCKERFILE)
    assert base and re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+@sha256:[0-9a-f]{64}", base.group(1))
    assert build.startswith("FROM ${PYTHON} AS build") and run.startswith("FROM ${PYTHON}\n")
    assert "COPY --from=build" in run and "pip" not in run and "apt-get" not in run
    assert "UV_NO_CACHE=1" in build and "PIP_NO_CACHE_DIR=1" in build


def test_parley_needs_nothing_that_the_image_throws_out(tmp_path: Path) -> None:
    (words,) = re.findall(r"(?m)uv pip uninstall (.*)$", DOCKERFILE)
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({words.split()!r}))\n"
        "from pathlib import Path; from ingest.index.build import ingest\n"
        f"done = ingest([Path({str(HOME / 'corpus' / 'hugging-face')!r})], Path({str(tmp_path)!r}))\n"
        "print(done.embedded > 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, **QUIET}
    )
    assert done.stdout.strip() == "True", done.stderr


def test_the_image_runs_as_nobody_special_and_serves() -> None:
    run = stages()[-1]
    (user,) = re.findall(r"(?m)^USER (\d+):(\d+)$", run)
    assert user == ("10001", "10001") and f"useradd --uid {user[0]}" in run
    assert {SERVICES[name]["user"] for name in OURS} == {":".join(user)}
    assert "EXPOSE 8080" in run and "STOPSIGNAL SIGTERM" in run


def test_everything_that_the_image_copies_is_there_and_is_sent_to_the_builder() -> None:
    ignored = [line for line in (HOME / ".dockerignore").read_text().split("\n") if line]
    for line in re.findall(r"(?m)^COPY (?!--from)(.*)$", DOCKERFILE):
        *sources, _ = [word for word in line.split() if not word.startswith("--")]
        for source in sources:
            assert (HOME / source).exists(), source
            assert not any(fnmatch.fnmatch(source, pattern.removeprefix("**/")) for pattern in ignored), source
    for secret in (".env", "parley.sqlite3", "secrets"):
        assert any(fnmatch.fnmatch(secret, pattern.removeprefix("**/")) for pattern in ignored), secret


def test_the_image_takes_the_torch_that_is_tested_and_extras_that_exist() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (torch,) = re.findall(r"(?m)^ARG TORCH_VERSION=(\S+)$", DOCKERFILE)
    assert f'TORCH = "torch=={torch}"' in (HOME / "start.py").read_text(encoding="utf-8")
    assert "ARG TORCH_BACKEND=cpu" in DOCKERFILE
    (extras,) = re.findall(r"(?m)^ARG EXTRAS=(\S+)$", DOCKERFILE)
    assert set(extras.split(",")) <= set(project["optional-dependencies"])
    assert {"postgres", "slack", "redis"} <= set(extras.split(",")), "what compose and the manifests have it use"


def test_the_images_versions_are_within_the_projects_ranges() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (extras,) = re.findall(r"(?m)^ARG EXTRAS=(\S+)$", DOCKERFILE)
    lines = (HOME / "bot" / "deploy" / "constraints.txt").read_text(encoding="utf-8").split("\n")
    pins = [line.partition(" ;")[0].split("==") for line in lines if line and not line.startswith("#")]
    asked = [
        *project["dependencies"],
        *(one for name in extras.split(",") for one in project["optional-dependencies"][name]),
    ]
    missing = []
    for one in map(Requirement, asked):
        versions = [version for name, version in pins if name == canonicalize_name(one.name)]
        if not versions:
            missing.append(one.name)
        for version in versions:
            assert one.specifier.contains(Version(version), prereleases=True), f"{one} but {version} is pinned"
    assert missing == ["torch"], "write bot/deploy/constraints.txt anew, as its head says"
