# syntax=docker/dockerfile:1
# Parley with its embedding model inside: no download when it starts, no root, nothing written outside /data and /tmp.
# CPU-only PyTorch by default; for a GPU: docker build --build-arg TORCH_BACKEND=auto .

ARG PYTHON_VERSION=3.12

FROM python:${PYTHON_VERSION}-slim AS build
ARG TORCH_BACKEND=cpu
ARG TORCH_VERSION=2.13.0
ARG EXTRAS=openai,anthropic,ollama,postgres,slack,mcp
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 UV_NO_CACHE=1
RUN python -m venv /opt/parley && /opt/parley/bin/pip install uv
ENV VIRTUAL_ENV=/opt/parley
RUN /opt/parley/bin/uv pip install --torch-backend "${TORCH_BACKEND}" "torch==${TORCH_VERSION}"
WORKDIR /src
COPY pyproject.toml README.md ./
COPY bot ./bot
COPY ingest ./ingest
COPY prompts ./prompts
COPY corpus ./corpus
RUN /opt/parley/bin/uv pip install ".[${EXTRAS}]" \
    && /opt/parley/bin/uv pip uninstall uv \
    && find /opt/parley -name __pycache__ -type d -prune -exec rm -rf {} +

FROM python:${PYTHON_VERSION}-slim
RUN useradd --uid 10001 --create-home --home-dir /home/parley parley \
    && mkdir -p /data/index /data/chroma /guides && chown -R parley /data
COPY --from=build /opt/parley /opt/parley
COPY --chown=parley corpus /guides
ENV PATH=/opt/parley/bin:$PATH PYTHONUNBUFFERED=1 HF_HUB_OFFLINE=1 ANONYMIZED_TELEMETRY=False \
    PARLEY_INDEX=/data/index PARLEY_DATABASE_URL=sqlite:////data/parley.sqlite3
USER 10001
WORKDIR /home/parley
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=40s --retries=5 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
CMD ["parley", "serve", "--host", "0.0.0.0", "--port", "8080"]
