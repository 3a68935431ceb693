"""Letters and forms that are no letters."""

import asyncio
import io
import os
import zipfile

import httpx

from .target import SHEET, WORD, Answer, Answers, Target, attack


@attack
async def documents_that_unpack_to_gigabytes(on: Target) -> Answers:
    got: Answers = []
    for name, inner in (("word/document.xml", b" " * 60_000_000), ("word/document.xml", b"<w:p>" * 8_000_000)):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("[Content_Types].xml", "<Types/>")
            made.writestr(name, inner)
        got += [await on.letter(file.getvalue(), WORD), await on.letter(file.getvalue(), SHEET)]
    return got


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{OFFICE}-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" '
    f'ContentType="{OFFICE}-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)


@attack
async def a_billion_laughs(on: Target) -> Answers:
    inside = (
        LAUGHS
        + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:body></w:document>'
    )
    outside = LAUGHS.replace('"lol"', 'SYSTEM "file:///etc/passwd"') + "<x>&a;</x>"
    got: Answers = []
    for document in (inside, outside):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("[Content_Types].xml", TYPES)
            made.writestr("_rels/.rels", RELATIONS)
            made.writestr("word/document.xml", document)
        got.append(await on.letter(file.getvalue(), WORD))
    got += [
        await on.letter((LAUGHS + "<html>&m; base $200,000</html>").encode(), kind)
        for kind in ("text/html", "application/xml", "text/xml")
    ]
    assert not any(b"root:" in answer.content for answer in got if isinstance(answer, httpx.Response))
    return got


def _pdf(*objects: str) -> bytes:
    body = "%PDF-1.7\n" + "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    return (body + "trailer<</Root 1 0 R/Size 99>>\nstartxref\n0\n%%EOF").encode()


@attack
async def pdfs_that_run_in_circles(on: Target) -> Answers:
    catalog, deep = "<</Type/Catalog/Pages 2 0 R>>", "[" * 20_000 + "]" * 20_000
    files = (
        _pdf(catalog, "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        _pdf(catalog, "<</Type/Pages/Kids[3 0 R]/Count 9999999>>", "<</Type/Page/Parent 3 0 R/Contents 3 0 R>>"),
        _pdf(catalog, f"<</Type/Pages/Kids{deep}/Count 1>>"),
        _pdf("<</Type/Catalog/Pages 1 0 R>>"),
        b"%PDF-1.7\nstartxref\n9\n%%EOF" * 2_000,
        b"%PDF-1.7\nxref\n0 999999999\n"
        + b"0000000000 65535 f \n" * 2_000
        + b"trailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
        b"%PDF-" + os.urandom(4_000),
    )
    return [await on.letter(file, "application/pdf") for file in files]


@attack
async def pages_of_a_hundred_thousand_tags(on: Target) -> Answers:
    table = "<table><tr>" + "<td rowspan=99999 colspan=99999>x" * 3_000
    pages = (
        "<div>" * 100_000,
        "<b><i>" * 50_000 + "$200,000",
        table,
        "<!--" * 100_000,
        "<a " + "b=c " * 100_000 + ">",
        "<p>&" + "amp;" * 200_000,
        "<script>" * 50_000,
    )
    return [await on.letter(f"<html><body>{page} base salary of $200,000".encode(), "text/html") for page in pages]


ALPHABETS = ("punycode", "idna", "undefined", "utf-7", "unicode_escape", "hex", "zip", "none")


@attack
async def odd_forms(on: Target) -> Answers:
    async def form(body: bytes, kind: str = "multipart/form-data; boundary=x") -> Answer:
        return await on.json("/v1/offers", body, kind=kind)

    # Decoding punycode takes time that grows with the square of the length.
    alphabet = b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na-' + b"zb9" * 300_000 + b"\r\n--x--\r\n"
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n'
    part += b"Content-Type: text/plain\r\n\r\n245k base, 30k sign-on\r\n"
    return [
        await form(b""),
        await form(part % b"a" * 500),
        await form(part % b"../../etc/passwd" + b"--x--"),
        await form(part % b"a" + b"--x--", "multipart/form-data"),
        await form(b"--x\r\n" * 20_000),
        await form(part % (b"n" * 60_000) + b"--x--"),
        await form(b"--x\r\n" + b"A: b\r\n" * 20_000 + b"\r\n"),
        await form(part % b"a", "multipart/form-data; boundary=" + "y" * 9_000),
        await form(b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nwords\r\n--x--'),
        await form(part % b"\x00" + b"--x--"),
        await form(b"\xff" * 9_000),
        *[await form(alphabet, f"multipart/form-data; boundary=x; charset={name}") for name in ALPHABETS],
    ]


@attack
async def letters_of_many_kinds_at_once(on: Target) -> Answers:
    kinds = (
        "application/pdf",
        "text/html",
        WORD,
        "text/plain",
        "image/png",
        "",
        "text/html; charset=utf-7",
        "application/octet-stream",
    )
    data = os.urandom(200_000)
    return list(await asyncio.gather(*(on.letter(data, kind) for kind in kinds for _ in range(3))))
