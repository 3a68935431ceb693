# syntax=docker/dockerfile:1
# Parley with its embedding model inside: no download when it starts, no root, nothing written outside /data and /tmp.
# CPU-only PyTorch by default; for a GPU: docker build --build-arg TORCH_BACKEND=auto .

ARG PYTHON=python:3.12.11-slim-bookworm@sha256:519591d6871b7bc437060736b9f7456b8731f1499a57e22e6c285135ae657bf7

FROM ${PYTHON} AS build
ARG UV_VERSION=0.13.8
ARG TORCH_BACKEND=cpu
ARG TORCH_VERSION=2.13.0
ARG EXTRAS=openai,anthropic,ollama,postgres,slack,mcp,redis
# Bytecode by content, not by time: the same sources make the same files, and a read-only container need not compile.
ENV SOURCE_DATE_EPOCH=0 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 UV_NO_CACHE=1 UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy VIRTUAL_ENV=/opt/parley
RUN pip install "uv==${UV_VERSION}" && python -m venv --without-pip /opt/parley
RUN uv pip install --torch-backend "${TORCH_BACKEND}" "torch==${TORCH_VERSION}"
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY ingest ./ingest
COPY prompts ./prompts
COPY corpus ./corpus
# Chroma brings what its cluster and its own embedding need: 190 MB that nothing here uses.
RUN uv pip install --constraint bot/deploy/constraints.txt ".[${EXTRAS}]" && uv pip uninstall kubernetes onnxruntime

FROM ${PYTHON}
RUN useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin parley \
    && mkdir -p /data/index /data/chroma /guides && chown -R parley:parley /data
COPY --from=build /opt/parley /opt/parley
COPY corpus /guides
ENV PATH=/opt/parley/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HF_HUB_OFFLINE=1 \
    TOKENIZERS_PARALLELISM=false ANONYMIZED_TELEMETRY=False PARLEY_INDEX=/data/index
USER 10001:10001
WORKDIR /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=40s --retries=5 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
CMD ["parley", "serve", "--host", "0.0.0.0", "--port", "8080"]
