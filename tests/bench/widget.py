"""The widget beside deep-chat, in one run and one browser: python -m tests.bench.widget [--deep-chat FILE].

Both are served by the same server and put on the same bare page. Measured, medians of several runs: the scripts'
weight (gzipped) and how long until the box takes a letter; 500 messages of history, drawn and then scrolled from end
to end; one reply of 1,000 sentences, one every four milliseconds, with what stays on the heap after it. deep-chat's
bundle comes from npm unless a file is given. Ours draws markdown, marks and cards; deep-chat draws markdown: this
compares what a page pays for a chat, not what the chats can do.
"""

import gzip
import json
import shutil
import statistics
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from fastapi.responses import HTMLResponse, Response
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from bot.server.app import create_app
from bot.settings import Settings
from ingest.index.build import ingest
from tests.browser.conftest import ARGUMENTS, CORPUS, running

VERSION = "2.4.2"
ANSWER = (
    "At W&B, **base** for a software engineer in London is £129K–£163K.\n\n- Equity: £98K–£180K over 4 years\n- "
    "Bonus: 5–10%"
)
ASKED = "What does W&B pay a software engineer in London?"
SENTENCE = "Base in London is £129K to £163K, and equity comes on top of that over four years."
MESSAGES, SENTENCES, EVERY = 500, 1000, 4

WATCH = """
    window.long = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map((one) => one.duration))).observe({type: \
"longtask", buffered: true});
"""
BOX = {
    "ours": "document.querySelector('parley-chat')?.shadowRoot?.querySelector('textarea')",
    "theirs": "document.querySelector('deep-chat')?.shadowRoot?.querySelector('#text-input')",
}
LOG = {
    "ours": "document.querySelector('parley-chat').shadowRoot.querySelector('.log')",
    "theirs": "document.querySelector('deep-chat').shadowRoot.querySelector('#messages')",
}
TAGS = {
    "ours": '<script src="/widget.js" async></script><parley-chat mode="page"></parley-chat>',
    "theirs": '<script src="/bench/deep-chat.js" type="module"></script><deep-chat style="width: 100vw; height: '
    '98vh"></deep-chat>',
}
READY = """
    (function look() {
        const box = %s;
        if (box && box.checkVisibility()) { box.focus(); window.ready = performance.now(); } else \
requestAnimationFrame(look);
    })();
"""
SCROLL = """async (log) => {
    const frames = [];
    long.length = 0;
    let last = performance.now();
    for (const to of [0, 1]) {
        for (let step = 0; step <= 120; step++) {
            log.scrollTop = (to ? step : 120 - step) / 120 * (log.scrollHeight - log.clientHeight);
            await new Promise(requestAnimationFrame);
            frames.push(performance.now() - last);
            last = performance.now();
        }
    }
    await new Promise((done) => setTimeout(done, 100));
    return {long: long.length, total: long.reduce((a, b) => a + b, 0), slow: frames.filter((one) => one > 50).length};
}"""
STREAM = {
    # The server's own events, one sentence at a time, through fetch.
    "ours": """async ({asked, sentence, count, every}) => {
        const real = window.fetch;
        const wire = (type, id, data) => new TextEncoder().encode(`id: ${id}\\nevent: ${type}\\ndata: \
${JSON.stringify(data)}\\n\\n`);
        window.fetch = (at, options) => {
            if (!String(at).endsWith("/messages")) return real(at, options);
            let sent = 0;
            const body = new ReadableStream({ start(out) {
                out.enqueue(wire("status", 1, {stage: "reading", message_id: "0".repeat(32)}));
                const timer = setInterval(() => {
                    if (sent < count) return out.enqueue(wire("sentence", ++sent + 1, {block: 0, text: sentence}));
                    clearInterval(timer);
                    const text = Array(count).fill(sentence).join(" ");
                    out.enqueue(wire("done", count + 2, {message_id: "0".repeat(32), answer: {blocks: [{type: "text", \
text, cites: []}], citations: []}}));
                    out.close();
                }, every);
            }});
            return Promise.resolve(new Response(body, {status: 200, headers: {"Content-Type": "text/event-stream"}}));
        };
        await document.querySelector("parley-chat").ask(asked);
        window.fetch = real;
    }""",
    # Its own way to stream: a handler that hands it text piece by piece.
    "theirs": """({asked, sentence, count, every}) => new Promise((done) => {
        const chat = document.querySelector("deep-chat");
        chat.connect = {stream: true, handler: (_, signals) => {
            let sent = 0;
            signals.onOpen();
            const timer = setInterval(() => {
                if (sent++ < count) return signals.onResponse({text: sentence + " "});
                clearInterval(timer);
                signals.onClose();
                setTimeout(done, 50);
            }, every);
        }};
        setTimeout(() => chat.submitUserMessage({text: asked}), 200);
    })""",
}


def bundle(given: Path | None, folder: Path) -> bytes:
    """deep-chat's bundle: the file given, or npm's."""
    if given:
        return given.read_bytes()
    if not shutil.which("npm"):
        raise SystemExit("npm is not installed: give deep-chat's dist/deepChat.bundle.js with --deep-chat FILE")
    packed = subprocess.run(
        ["npm", "pack", f"deep-chat@{VERSION}"], cwd=folder, capture_output=True, text=True, check=False
    )
    if packed.returncode:
        raise SystemExit(
            f"npm could not fetch deep-chat {VERSION}: give its dist/deepChat.bundle.js with --deep-chat FILE"
        )
    with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
        held = archive.extractfile("package/dist/deepChat.bundle.js")
        assert held is not None
        return held.read()


def history() -> dict[str, Any]:
    """A conversation of MESSAGES messages, as the server tells it."""
    answer = {"status": "answered", "blocks": [{"type": "text", "text": ANSWER, "cites": []}], "citations": []}
    said = [
        {"id": f"{n:032x}", "role": "assistant" if n % 2 else "user", "state": "done",
        "created_at": "2026-11-20T12:00:00Z",
         **({"answer": answer, "text": None} if n % 2 else {"text": ASKED, "answer": None})}
        for n in range(MESSAGES)
    ]  # fmt: skip
    return {"id": "c" * 32, "messages": said, "profile": {}, "practice": None}


def heap(session: CDPSession) -> float:
    """MiB in use after the garbage is collected."""
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"] / 2**20
    return used


PHONE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}


def phone(browser: Browser, address: str, who: str) -> dict[str, float]:
    page = browser.new_context(viewport={"width": 360, "height": 760}).new_page()
    page.set_default_timeout(120_000)
    page.add_init_script(READY % BOX[who])
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", PHONE)
    page.goto(f"{address}/bench/{who}")
    page.wait_for_function("() => window.ready")
    ready: float = page.evaluate("ready")
    page.context.close()
    return {"the same on 1.6 Mbit/s and 150 ms, ms": ready}


def opened(browser: Browser, address: str, who: str, *before: str) -> tuple[Page, CDPSession]:
    page = browser.new_context(viewport={"width": 1000, "height": 800}).new_page()
    page.set_default_timeout(120_000)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    for script in (WATCH, READY % BOX[who], *before):
        page.add_init_script(script)
    if who == "ours" and before:
        page.route("**/v1/conversations/*", lambda route: route.fulfill(json=history()))
    page.goto(f"{address}/bench/{who}")
    page.wait_for_function("() => window.ready")
    return page, session


def start(browser: Browser, address: str, who: str) -> dict[str, float]:
    page, session = opened(browser, address, who)
    page.keyboard.type("a")
    page.wait_for_function(f"() => {{ const box = {BOX[who]}; return (box.value ?? box.textContent) === 'a'; }}")
    found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    ready = page.evaluate("ready")
    page.context.close()
    return {"ready for a letter, ms": ready, "script run until then, ms": 1000 * found["ScriptDuration"]}


def scrolled(browser: Browser, address: str, who: str) -> dict[str, float]:
    if who == "ours":
        kept = json.dumps({"id": "c" * 32, "token": "t", "expires_at": "2099-01-01T00:00:00Z"})
        page, _ = opened(
            browser, address, who, f"localStorage.setItem('parley:chat:conversation', {json.dumps(kept)});"
        )
    else:
        page, _ = opened(browser, address, who)
        said = [{"role": "ai" if n % 2 else "user", "text": ANSWER if n % 2 else ASKED} for n in range(MESSAGES)]
        page.evaluate(
            "said => { const made = document.createElement('deep-chat'); made.history = said; made.style = 'width: "
            "100vw; height: 98vh'; document.querySelector('deep-chat').replaceWith(made); }",
            said,
        )
    log = page.wait_for_function(
        f"() => {{ const log = {LOG[who]}; return log && log.textContent.split('Equity: ').length > {MESSAGES // 2} "
        f"? log : null; }}"
    )
    drawn = page.evaluate("performance.now()")
    found = log.evaluate(SCROLL)
    nodes = log.evaluate("log => log.querySelectorAll('*').length")
    page.context.close()
    return {
        "500 messages: long tasks while scrolled": found["long"],
        "frames over 50 ms": found["slow"],
        "elements": nodes,
        "drawn by, ms": drawn,
    }


def streamed(browser: Browser, address: str, who: str) -> dict[str, float]:
    page, session = opened(browser, address, who)
    before = heap(session)
    page.evaluate("long.length = 0")
    page.evaluate(STREAM[who], {"asked": ASKED, "sentence": SENTENCE, "count": SENTENCES, "every": EVERY})
    page.wait_for_function(
        f"([sentence, count]) => {LOG[who]}.textContent.split(sentence.slice(0, 30)).length > count",
        arg=[SENTENCE, SENTENCES],
    )
    found = page.evaluate("({long: long.length, total: long.reduce((a, b) => a + b, 0)})")
    grown = heap(session) - before
    page.context.close()
    return {"1,000 sentences: long tasks": found["long"], "ms in long tasks": found["total"], "heap grown, MiB": grown}


def medians(measure: Callable[[Browser, str, str], dict[str, float]], times: int, *where: Any) -> dict[str, float]:
    found = [measure(*where) for _ in range(times)]
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def main(deep_chat: Path | None = None, times: int = 5) -> None:
    """Print the table."""
    browser_file = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_file:
        raise SystemExit("Chromium is not installed (apt-get install chromium)")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        theirs = bundle(deep_chat, folder)
        ingest([CORPUS], folder / "index", vectors=False)
        app = create_app(Settings(index=folder / "index", database_url=f"sqlite:///{folder}/p.sqlite3"))
        policy = {"Content-Security-Policy": "default-src 'self' 'unsafe-inline' 'unsafe-eval' data:"}
        for who, tag in TAGS.items():
            page = (
                f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{who}</title></head><body '
                f'style="margin: 0">{tag}</body></html>'
            )
            app.add_api_route(f"/bench/{who}", lambda page=page: HTMLResponse(page, headers=policy))  # type: ignore[misc]
        packed = {"Content-Encoding": "gzip"}
        app.add_api_route(
            "/bench/deep-chat.js",
            lambda: Response(gzip.compress(theirs, 9), media_type="text/javascript", headers=packed),
        )
        table = Table("", "Parley", f"deep-chat {VERSION}", "ratio")
        with running(app) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_file, args=[*ARGUMENTS, "--enable-precise-memory-info"]
            )
            files = [
                file
                for file in (CORPUS.parent / "bot" / "channels" / "widget").iterdir()
                if file.suffix in (".js", ".css") and file.name != "demo.css"
            ]
            kib = [
                sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1024,
                len(gzip.compress(theirs, 9)) / 1024,
            ]
            rows = {"gzipped, KiB": kib}
            for measure in (start, phone, scrolled, streamed):
                both = [
                    medians(measure, times if measure is start else max(times // 2, 1), browser, address, who)
                    for who in TAGS
                ]
                rows |= {name: [one[name] for one in both] for name in both[0]}
            browser.close()
        for name, (ours, other) in rows.items():
            table.add_row(name, f"{ours:.1f}", f"{other:.1f}", f"{ours / other:.2f}" if other else "")
        Console(width=110).print(table)


if __name__ == "__main__":
    typer.run(main)
