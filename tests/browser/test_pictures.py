"""Views whose looks no answer changes, at three widths in both themes, beside kept pictures of thirty by some pixels:
coarse enough for another font or another word, fine enough for a part that is missing, moved or of the wrong colour.

PARLEY_KEEP_PICTURES=1 keeps them anew."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

KEPT = Path(__file__).parent / "kept"
ANEW = bool(os.environ.get("PARLEY_KEEP_PICTURES"))
ROLE = "/companies/weights-and-biases/staff-software-engineer"
VIEWS = {
    "home": ("/", "parley-chat .welcome"), "role": (ROLE, "table.bands"), "offer": ("/offer", ".terms form"),
    "chat": ("/chat", ".welcome"), "practice": ("/chat?view=practice", ".sheet option"), "chats": ("/chat", ".devices"),
    "companies": ("/companies", ".cards"), "compare": ("/compare?company=wandb&company=hf", "table"),
    "rank": ("/rank?company=wandb", "table"),
    "guide": ("/guides/weights-and-biases/staff-software-engineer.md", ".source"),
    "playbook": ("/playbook", ".cards"), "card": ("/playbook/counter-once", "blockquote"),
    "docs": ("/docs", ".api"),
    "operator": ("/operator", "#overview table"),
}  # fmt: skip
OVERVIEW = {
    "gaps": [{"kind": "company", "phrase": "acme", "company": "", "times": 3, "last": "2026-01-02"}], "complaints": [],
    "findings": {}, "guides": 5, "thumbs": {"up": 2}, "reached": None, "practised": None, "model": None,
}  # fmt: skip
WIDTHS, HEIGHT, CELLS = (390, 768, 1280), 844, 30
MEAN, FAR, SHARE = 5.0, 20, 0.08
"""How far grey levels (0 to 255) may be apart in the mean; how far a cell, and in what share of them."""


@pytest.fixture(scope="module")
def page(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    made = context.new_page()
    made.set_default_timeout(60_000)
    yield made
    context.close()


def picture(page: Page) -> Image.Image:
    """The window in grey, thirty cells wide."""
    shot = page.screenshot(animations="disabled", caret="hide")
    grey = Image.open(BytesIO(shot)).convert("L")
    return grey.resize((CELLS, round(CELLS * grey.height / grey.width)), Image.Resampling.BOX)


def alike(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return False
    apart = np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float))
    return bool(apart.mean() <= MEAN and (apart > FAR).mean() <= SHARE)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_looks_as_its_kept_pictures(page: Page, server: str, view: str) -> None:
    address, there = VIEWS[view]
    page.goto(server + address)
    if view == "chats":
        page.get_by_role("button", name="Your chats").click()
    elif view == "operator":
        page.route("**/v1/operator/overview", lambda route: route.fulfill(json=OVERVIEW))
        page.get_by_label("Operator's key").fill("open-sesame-and-wait")
        page.get_by_role("button", name="Show").click()
    expect(page.locator(there).first).to_be_attached()
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        seen = {}
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            seen[theme] = picture(page)
            file = KEPT / f"{view}-{width}-{theme}.png"
            if ANEW:
                KEPT.mkdir(exist_ok=True)
                seen[theme].save(file, optimize=True)
            elif not alike(seen[theme], Image.open(file)):
                wrong.append(file.name)
        # A comparison that finds all alike would find nothing.
        assert not alike(seen["light"], seen["dark"])
    assert wrong == []


def test_a_part_that_is_missing_is_noticed() -> None:
    for file in sorted(KEPT.glob("*-390-light.png")):
        kept = Image.open(file)
        gone = kept.copy()
        middle = gone.height // 3
        gone.paste(255 - int(np.asarray(kept)[middle].mean()), (0, middle, CELLS, middle + 8))
        assert not alike(gone, kept), file.name
