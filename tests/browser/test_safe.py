"""Nothing that a model, a guide, a user or a site says becomes markup, a request or a script in the widget."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, Dialog, Page, Request, expect

from bot.server.app import create_app
from bot.settings import Settings
from ingest.index.build import ingest

from .conftest import Host
from .test_widget import BAND, ask, box, tag

Open = Callable[..., BrowserContext]

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert`1`>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>", "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>", "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>", "<form action=javascript:alert(1)><button>go</button></form>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<a href=javascript:alert(1)>x</a>", "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>", "<style>*{background:url(https://evil.example/x"
                                                                      ")}</style>",
    "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<!--><img src=x onerror=alert(1)>-->", "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "' onmouseover=alert(1) x='", "javascript:alert(1)", "[click](javascript:alert(1))", "[click](JaVaScRiPt:alert(1))",
    "[click](java\tscript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)", "[click](vbscript:msgbox(1))",
    "![x](https://evil.example/x.png)", "![x](javascript:alert(1))",
    "[x](https://evil.example/ \"onmouseover=alert(1)\")", "**<img src=x onerror=alert(1)>**",
    "`<img src=x onerror=alert(1)>`", "- <img src=x onerror=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "<%= alert(1) %>", "\u202e<script>alert(1)</script>",
    "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
]  # fmt: skip


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page on which any dialog, request elsewhere or handler that ran fails the test."""
    wrong: list[str] = []

    def said(dialog: Dialog) -> None:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def asked(request: Request) -> None:
        if "evil.example" in request.url or request.url.startswith(("javascript:", "data:text")):
            wrong.append(request.url)

    page.on("dialog", said)
    page.on("request", asked)
    page.add_init_script("window.alert = (x) => { window.ran = x; };")
    yield page
    assert wrong == []
    assert page.evaluate("window.ran") is None


def markup(page: Page) -> list[str]:
    """Elements and attributes in the widget that it never makes itself; its own links go to the web or to this site's
    pages."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => [...document.querySelector('parley-chat').shadowRoot.querySelectorAll('*')].flatMap((e) => [
            ...(['script', 'img', 'iframe', 'object', 'embed', 'link', 'style', 'base', 'meta', 'video', 'audio', \
'source', 'math', 'marquee', 'template', 'noscript'].includes(e.localName) || (e.localName === 'details' && \
!e.className) ? [e.outerHTML] : []),
            ...[...e.attributes].filter((a) => a.name.startsWith('on') || a.name === 'srcdoc' || (['href', 'src', \
'action'].includes(a.name) && !/^(https?:|mailto:|blob:|\\/(?!\\/))/.test(a.value))).map((a) => `${e.localName} \
${a.name}=${a.value}`),
        ])"""
    )


def plays(page: Page, blocks: list[dict[str, Any]], citations: list[dict[str, Any]] | None = None) -> None:
    """Let the next reply be these blocks: the texts first sentence by sentence, then the whole."""
    answer = {"status": "answered", "blocks": blocks, "citations": citations or [], "figures": [], "numbers": []}
    events = [
        ("sentence", {"block": i, "text": block["text"]}) for i, block in enumerate(blocks) if block["type"] == "text"
    ]
    events += [("block", {"index": i, "block": block}) for i, block in enumerate(blocks) if block["type"] != "text"]
    events.append(("done", {"answer": answer, "message_id": "0" * 32}))
    body = "".join(f"id: {n}\nevent: {kind}\ndata: {json.dumps(data)}\n\n" for n, (kind, data) in enumerate(events, 1))
    page.route(
        "**/messages", lambda route: route.fulfill(status=200, headers={"Content-Type": "text/event-stream"}, body=body)
    )


def test_what_a_user_writes_is_text_while_it_streams_and_from_history(watched: Page, server: str) -> None:
    watched.goto(f"{server}/chat")
    for i in range(0, len(PAYLOADS), 16):
        ask(watched, "\n".join(PAYLOADS[i : i + 16]))
    assert markup(watched) == []
    watched.reload()
    expect(watched.locator("parley-chat .mine")).to_have_count(4)
    expect(watched.locator("parley-chat .mine").first).to_contain_text("<script>alert(1)</script>")
    assert markup(watched) == []


@pytest.mark.parametrize("part", range(4))
def test_every_field_of_every_block_is_text(watched: Page, server: str, part: int) -> None:
    watched.goto(f"{server}/chat")
    size = len(PAYLOADS) // 4 + 1
    blocks: list[dict[str, Any]] = []
    citations = []
    for n, p in enumerate(PAYLOADS[part * size : (part + 1) * size]):
        citations.append(
            {
                "id": f"c{n}",
                "path": p,
                "line": 1,
                "section": p,
                "text": p,
                "title": p,
                "company": p,
                "role": p,
                "date": None,
            }
        )
        row = {
            "component": p,
            "label": p,
            "text": p,
            "low": 1,
            "high": 2,
            "unit": None,
            "currency": p,
            "user": 1,
            "position": 5,
            "cite": f"c{n}",
            "derived": True,
        }
        blocks += [
            {"type": "text", "text": p, "cites": [f"c{n}"]},
            {"type": "band_card", "company": p, "role": p, "region": p, "level": p, "date": None, "rows": [row]},
            {
                "type": "comparison",
                "title": p,
                "columns": [p, p],
                "rows": [[p, p]],
                "note": p,
                "best": 0,
                "cites": [f"c{n}"],
            },
            {
                "type": "offer",
                "currency": p,
                "rows": [row],
                "years": [{"year": p, "base": 1, "equity": 2, "bonus": 0, "signing": 0, "refresher": 0, "total": 3}],
                "unknown": [p],
                "assumptions": [p],
            },
            {"type": "lever", "title": p, "why": p, "script": p, "cite": f"c{n}"},
            {"type": "script", "title": p, "text": p, "cites": []},
            {"type": "email", "subject": p, "body": p, "cites": []},
            {"type": "warning", "code": p, "text": p, "cite": f"c{n}"},
            {
                "type": "practice",
                "practice_id": p,
                "phase": p,
                "turn": 1,
                "turns_left": 3,
                "standing": [row],
                "history": [],
                "quick_phrases": [p],
            },
            {"type": "suggestions", "items": [p], "choices": False},
            {"type": p, "text": p},
        ]
    plays(watched, blocks, citations)
    reply = ask(watched, "go")
    for mark in reply.locator(".cite").all()[:3]:
        mark.click()
    assert markup(watched) == []


def test_links_open_only_web_addresses_and_mail_and_tell_nobody_where_from(watched: Page, server: str) -> None:
    watched.goto(f"{server}/chat")
    plays(
        watched,
        [
            {
                "type": "text",
                "cites": [],
                "text": "[a](https://ok.example/x) [b](mailto:a@b.example) [c](javascript:alert(1)) "
                "[d](//evil.example) [e](file:///etc/passwd)",
            }
        ],
    )
    links = ask(watched, "go").locator("a")
    assert [link.get_attribute("href") for link in links.all()] == ["https://ok.example/x", "mailto:a@b.example"]
    assert "noreferrer" in (links.first.get_attribute("rel") or "")


def test_attributes_of_the_element_are_text_or_nothing(watched: Page, host: Host, server: str) -> None:
    quoted = [p.replace("&", "&amp;").replace('"', "&quot;") for p in PAYLOADS if "\u0000" not in p]
    names = (
        "greeting",
        "heading",
        "suggestions",
        "company",
        "role-preset",
        "accent",
        "font",
        "radius",
        "theme",
        "mode",
        "lang",
        "server",
        "storage-key",
    )
    dressed = [" ".join(f'{name}="{p}"' for name in names) for p in quoted[:20]]
    tags = "".join(f"<parley-chat {one} open></parley-chat>" for one in dressed)
    watched.goto(host.page(tags + f'<script src="{server}/widget.js" async></script>'))
    watched.evaluate("() => window.Parley?.ready")
    expect(watched.locator("parley-chat .frame").first).to_be_attached()
    found = watched.evaluate(
        "() => [...document.querySelectorAll('parley-chat')].flatMap((c) => "
        "[...c.shadowRoot.querySelectorAll('script, img, iframe, [onerror], [onload]')].map((e) => e.outerHTML))"
    )
    assert found == []
    styled = watched.evaluate(
        "() => [...document.querySelectorAll('parley-chat')].map((c) => "
        "c.shadowRoot.querySelector('.frame').getAttribute('style')).filter(Boolean)"
    )
    assert not [one for one in styled if "url" in one or "alert" in one]


def test_a_letters_name_and_text_are_text(watched: Page, server: str, tmp_path: Path) -> None:
    watched.goto(f"{server}/chat")
    watched.get_by_role("button", name="Enter an offer").click()
    evil = "<img src=x onerror=alert(1)>"
    watched.locator("parley-chat input[type=file]").set_input_files(
        {
            "name": f"{evil}.txt",
            "mimeType": "text/plain",
            "buffer": f"Base salary $205,000 at {evil} as {evil}".encode(),
        }
    )
    expect(watched.get_by_label("Base (per year)")).to_have_value("205,000")
    assert markup(watched) == []


def test_a_guide_that_carries_markup_shows_it_as_text(watched: Page, tmp_path: Path) -> None:
    evil = "<img src=x onerror=alert(1)>"
    guide = tmp_path / "guides" / "evilcorp" / "software-engineer.md"
    guide.parent.mkdir(parents=True)
    guide.write_text(
        f"---\ncompany: Evilcorp\nrole: Software Engineer\nlast_updated: 2026-02-01\n---\n# Software Engineer | "
        f"Evilcorp {evil}\n\n"
        f"## Compensation\n\n| Region | Base | Equity | Bonus |\n|---|---|---|---|\n| London {evil} | £100K–£120K | "
        f"£50K–£80K/4yr | 10% |\n\n"
        f'## Global Levers\n\n1. **Expertise {evil}:** "I bring {evil} and ask for £118K base."\n'
    )
    ingest([tmp_path / "guides"], tmp_path / "index", vectors=False)
    app = create_app(Settings(index=tmp_path / "index", database_url=f"sqlite:///{tmp_path}/p.sqlite3"))
    running = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    wait = threading.Event()
    while not running.started and thread.is_alive():
        wait.wait(0.02)
    port = running.servers[0].sockets[0].getsockname()[1]
    try:
        watched.goto(f"http://localhost:{port}/chat")
        for question in ("What does Evilcorp pay a software engineer?", "What leverage do I have at Evilcorp?"):
            reply = ask(watched, question)
            for mark in reply.locator(".cite").all()[:3]:
                mark.click()
        assert markup(watched) == []
    finally:
        running.should_exit = True
        thread.join(10)


def test_the_page_cannot_set_model_prompt_or_limits(page: Page, server: str) -> None:
    opened = page.request.post(f"{server}/v1/conversations", data={"channel": "widget"}).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    for extra in ({"model": "openai:gpt"}, {"system": "x"}, {"prompt": "x"}, {"temperature": 2}, {"max_tokens": 9}):
        answer = page.request.post(
            f"{server}/v1/conversations/{opened['id']}/messages", data={"text": BAND, **extra}, headers=headers
        )
        assert answer.status == 422


def test_the_page_holds_no_secret_and_a_token_only_for_its_own_conversation(page: Page, server: str) -> None:
    page.goto(f"{server}/chat")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, BAND)
    kept = page.evaluate("JSON.parse(localStorage.getItem('parley:chat:conversation'))")
    assert set(kept) == {"id", "token", "expires_at"}
    assert not [url for url in asked if kept["token"] in url]
    other = page.request.post(f"{server}/v1/conversations", data={"channel": "widget"}).json()
    assert page.request.get(
        f"{server}/v1/conversations/{other['id']}", headers={"Authorization": f"Bearer {kept['token']}"}
    ).status in (401, 404)
    assert page.locator("parley-chat").evaluate("e => e.outerHTML").find(kept["token"]) == -1
    box(page).fill("done")


def test_a_site_that_shows_the_widget_cannot_reach_it_through_a_tag_alone(page: Page, host: Host, server: str) -> None:
    page.goto(host.page(tag(server, 'server="javascript:alert(1)" mode="inline"')))
    expect(box(page)).to_be_visible()
    assert page.evaluate("window.ran") is None
