"""The cluster's manifests fit Kubernetes' own schemas and each other, and run as little as they need: no cluster is at
hand to try them on."""

import copy
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "deploy/kubernetes/parley.yaml").read_text(encoding="utf-8")
ALL: list[dict[str, Any]] = list(yaml.safe_load_all(TEXT))
HEAD = re.sub(r" *\\\n#  *", " ", TEXT.partition("\napiVersion")[0])
"""What stands above the first manifest, each command on one line."""
VERSION = "1.33"
"""A version of Kubernetes that clusters of today run or are past."""
PODS = {one["metadata"]["name"]: one["spec"]["template"] for one in ALL if "template" in one["spec"]}


def named(kind: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in ALL if one["kind"] == kind}


def test_every_manifest_fits_kubernetes_own_schema_to_the_letter() -> None:
    schemas = pytest.importorskip("kubernetes_validate", reason="the extra test brings it")
    for one in ALL:
        assert schemas.validate(copy.deepcopy(one), VERSION, strict=True) == VERSION, one["metadata"]["name"]
    for wrong in (
        {"replicas": "two"}, {"replica": 2}, {"template": {"spec": {"containers": [{"image": "x"}]}}},
    ):  # fmt: skip
        broken = copy.deepcopy(
            next(one for one in ALL if one["metadata"]["name"] == "bot" and "template" in one["spec"])
        )
        broken["spec"] |= wrong
        with pytest.raises(schemas.ValidationError):
            schemas.validate(broken, VERSION, strict=True)


def test_what_is_shared_is_chroma_postgresql_and_redis_and_each_is_named_to_the_replicas() -> None:
    [bot] = [one for one in PODS["bot"]["spec"]["containers"]]
    told = {one["name"]: str(one.get("value", "")) for one in bot["env"]}
    services = named("Service")
    for name, setting in (("chroma", "PARLEY_CHROMA_URL"), ("redis", "PARLEY_RATE_STORAGE")):
        [port] = services[name]["spec"]["ports"]
        assert told[setting].endswith(f"//{name}:{port['port']}")
    # The database's address is a secret; the head's command makes it.
    assert "parley_database_url=postgresql://parley:$password@postgres/parley" in HEAD and "postgres" in services
    assert named("Deployment")["bot"]["spec"]["replicas"] >= 2


def test_no_container_is_root_or_can_write_its_own_disk_and_each_has_limits() -> None:
    for pod in PODS.values():
        assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
        for one in pod["spec"]["containers"]:
            held = one["securityContext"]
            assert held["readOnlyRootFilesystem"] and not held["allowPrivilegeEscalation"]
            assert held["capabilities"]["drop"] == ["ALL"] and {"cpu", "memory"} <= set(one["resources"]["limits"])


def test_services_ports_and_volumes_lead_to_what_is_there() -> None:
    claims = set(named("PersistentVolumeClaim"))
    for name, service in named("Service").items():
        assert service["spec"]["selector"] == PODS[name]["metadata"]["labels"]
        ports = {port["name"] for one in PODS[name]["spec"]["containers"] for port in one["ports"]}
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports, name
    for name, pod in PODS.items():
        made = named("StatefulSet").get(name, {"spec": {}})["spec"].get("volumeClaimTemplates", [])
        volumes = pod["spec"].get("volumes", [])
        held = {one["name"] for one in volumes} | {one["metadata"]["name"] for one in made}
        mounts = [mount for one in pod["spec"]["containers"] for mount in one.get("volumeMounts", [])]
        assert {mount["name"] for mount in mounts} <= held, name
        claimed = {one["persistentVolumeClaim"]["claimName"] for one in volumes if "persistentVolumeClaim" in one}
        assert claimed <= claims, name


def test_the_settings_are_parleys_and_the_image_is_the_compose_files() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for pod in PODS.values():
        for one in pod["spec"]["containers"]:
            redis = re.fullmatch(r"redis:\d+\.\d+\.\d+-alpine@sha256:[0-9a-f]{64}", one["image"])
            assert redis or one["image"] in compose, f"{one['image']} may be another one tomorrow"
            for variable in one.get("env", []):
                if variable["name"].startswith("PARLEY_") and variable["name"] != "PARLEY_SECRETS":
                    assert variable["name"].removeprefix("PARLEY_").lower() in Settings.model_fields


@pytest.mark.parametrize(("status", "ends"), [(0, 0), (3, 0), (2, 1)])
def test_the_heads_command_packs_guides_with_their_folders_and_the_ingest_unpacks_them(
    tmp_path: Path, status: int, ends: int
) -> None:
    """A ConfigMap holds no folders, and a guide's folder may be all that says whose it is."""
    (tmp_path / "my-guides" / "acme").mkdir(parents=True)
    (tmp_path / "my-guides" / "acme" / "data-engineer.md").write_text("# Data Engineer", encoding="utf-8")
    stand_in = tmp_path / "bin" / "parley"
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/sh\ncd "$2" && find . -type f\nexit {status}\n', encoding="utf-8")
    stand_in.chmod(0o700)
    packing, *again = re.findall(r"(?m)^#   (tar .+)$", HEAD)
    assert again == [packing]
    subprocess.run(["sh", "-c", packing], cwd=tmp_path, check=True)
    [container] = PODS["ingest"]["spec"]["containers"]
    *shell, line = container["command"]
    line = line.replace("/tmp/guides", f"{tmp_path}/unpacked").replace("/guides/", f"{tmp_path}/")
    environment = os.environ | {"PATH": f"{stand_in.parent}:{os.environ['PATH']}"}
    done = subprocess.run([*shell, line], env=environment, capture_output=True, text=True, check=False)
    assert "./acme/data-engineer.md" in done.stdout.split() and done.returncode == ends, done.stderr


def test_what_the_heads_commands_name_is_in_the_file_or_made_by_them() -> None:
    told = re.findall(r"(?m)^#   (kubectl .+)$", HEAD)
    assert len(told) > 8 and all("-n parley" in line or "namespace parley" in line for line in told)
    for kind, name in re.findall(r"(deployment|service|job)[/ ](\w+)", " ".join(told)):
        assert name in named(kind.capitalize()), f"{kind} {name}"
    settings = {*re.findall(r"--from-literal=parley_(\w+)=", HEAD), *re.findall(r"PARLEY_([A-Z_]+[A-Z])", HEAD)}
    assert {"database_url", "operator_key", "model_api_key", "MODEL"} <= settings
    assert {name.lower() for name in settings} <= set(Settings.model_fields)
    made = set(re.findall(r"create (?:configmap|secret generic) (\w+)", HEAD))
    volumes = [one for pod in PODS.values() for one in pod["spec"].get("volumes", [])]
    used = {one["configMap"]["name"] for one in volumes if "configMap" in one}
    assert used | {one["secret"]["secretName"] for one in volumes if "secret" in one} <= made
    files = set(re.findall(r"-f (deploy/\S+)", HEAD))
    assert files == {"deploy/kubernetes/parley.yaml"}
    # A model's key would go to nobody if the replicas weren't told the model.
    assert "set env deployment/bot PARLEY_MODEL=" in HEAD
