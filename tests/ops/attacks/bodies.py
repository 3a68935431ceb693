"""Bodies of JSON that no client of ours sends, and words that the readers half know."""

from .target import RUNS, TEXTS, Answers, Target, attack, everywhere


@attack
async def deep_json(on: Target) -> Answers:
    deep = ("[" * 50_000, '{"a":' * 50_000, '{"question":' + "[" * 50_000 + "]" * 50_000 + "}")
    paths = ("/v1/ask", "/v1/offers", "/v1/conversations", "ME/messages", "ME/practice")
    return [await on.json(path, body) for path in paths for body in deep]


@attack
async def deep_json_into_a_profile(on: Target) -> Answers:
    bodies = (
        "[" * 9_000 + "]" * 9_000,
        '{"offer":' * 900 + "1" + "}" * 900,
        '{"offer":{"grants":' + "[" * 9_000 + "]" * 9_000 + "}}",
    )
    return [await on.json("ME/profile", body, "PATCH") for body in bodies]


@attack
async def keys_said_twice_and_a_hundred_thousand_of_them(on: Target) -> Answers:
    many = "{" + ",".join(f'"k{number}":1' for number in range(60_000)) + "}"
    twice = '{"question":"hi","question":"What is the base at W&B?"}'
    return [await on.json(path, body) for path in ("/v1/ask", "/v1/offers", "ME/practice") for body in (many, twice)]


@attack
async def half_a_million_wrong_values(on: Target) -> Answers:
    kinds = {
        "keys": "{" + ",".join(f'"k{number}":1' for number in range(400_000)) + "}",
        "entries": '{"others":[' + ",".join(["1"] * 400_000) + "]}",
        "pairs": '{"offer":{"said":[' + ",".join(["[1,2]"] * 200_000) + "]}}",
        "at the bound": "{" + ",".join(f'"k{number}":1' for number in range(3_000)) + "}",
        "within half a megabyte": '{"others":[' + ",".join(["1"] * 200_000) + "]}",
        "digits": '{"text":' + "9" * 500_000 + "}",
    }
    paths = ("/v1/ask", "/v1/offers", "ME/profile", "ME/offer", "ME/practice", "ME/messages")
    return [
        await on.json(path, body, "PATCH" if path in ("ME/profile", "ME/offer") else "POST")
        for path in paths
        for body in kinds.values()
    ]


@attack
async def numbers_of_thousands_of_digits(on: Target) -> Answers:
    got: Answers = []
    for number in ("9" * 5_000, "1e999999", "-1e400", "0." + "0" * 4_000 + "1", "1e-999999999", "-0"):
        got.append(await on.json("ME/profile", f'{{"offer":{{"base":{number},"bonus_percent":{number}}}}}', "PATCH"))
        got.append(
            await on.json("ME/practice", f'{{"company":"a","role":"b","seed":{number},"deadline_turns":{number}}}')
        )
        got.append(await on.send("GET", "/v1/bands", params={"limit": number, "offset": number}))
    return got


@attack
async def numbers_that_are_none(on: Target) -> Answers:
    kinds = ("NaN", "Infinity", "-Infinity", "nan", '"NaN"', '"1e999"', '"12"', "true", "null", '""', "[]", '"\\u0661"')
    return [
        await on.json("ME/profile", f'{{"offer":{{"base":{one},"equity_years":{one},"vesting":[{one}]}}}}', "PATCH")
        for one in kinds
    ]


@attack
async def halves_of_characters(on: Target) -> Answers:
    got: Answers = []
    for text in ('"\\ud800"', '"a\\udfffb $200k"', '"\\u0000"', '"\\ufeff\\uffff"'):
        got += [
            await on.json(path, f'{{"{field}":{text}}}', "PATCH" if "profile" in path else "POST")
            for path, field in TEXTS
        ]
        got.append(await on.json("ME/messages", f'{{"text":"hi","client_id":{text}}}'))
        got.append(await on.json("/v1/ask", f'{{"question":"hi","history":[{text}]}}'))
    return got


@attack
async def bodies_that_are_no_json(on: Target) -> Answers:
    bodies = (
        b"",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        b"{}{}",
        b"{'question':'x'}",
        b"\x00" * 1_000,
        b"\x80\x81",
        b'{"question":"\xc3\x28"}',
        b"null",
        b"1",
        b'"x"',
        b"[]",
        b"\x1f\x8b" + bytes(200),
    )
    return [await on.json(path, body) for path in ("/v1/ask", "/v1/offers", "ME/messages") for body in bodies]


@attack
async def a_megabyte_to_be_echoed(on: Target) -> Answers:
    big = "A" * 1_000_000
    return [
        await on.post("ME/profile", {big: 1}, "PATCH"),
        await on.post("ME/profile", {"offer": {big: 1}}, "PATCH"),
        await on.post("ME/profile", {"company": big}, "PATCH"),
        await on.post("/v1/ask", {"question": "x", big: 1}),
        await on.post("/v1/ask", {"question": big}),
        await on.post("ME/practice", {"company": big, "role": "x"}),
        await on.post("ME/practice", {"company": "weights-and-biases", "role": "x" * 1_900}),
        await on.json("/v1/ask", "{}", kind=big[:30_000]),
        await on.get(f"/v1/passages/{big[:30_000]}:1"),
    ]


@attack
async def runs_of_the_readers_own_words(on: Target) -> Answers:
    got: Answers = []
    for run in RUNS[:4]:
        got += await everywhere(on, (run * 8_000)[:1_990])
    return got


@attack
async def long_runs_of_the_readers_own_words(on: Target) -> Answers:
    got: Answers = []
    for run in RUNS:
        got.append(await on.post("/v1/offers", {"text": (run * 60_000)[:59_000]}))
    return got


@attack
async def whole_messages_of_one_word(on: Target) -> Answers:
    return [
        await on.post("/v1/ask", {"question": (run * 8_000)[:7_990], "history": [(run * 600)[:600]] * 3})
        for run in RUNS[3:8]
    ]


@attack
async def practice_lines_of_one_word(on: Target) -> Answers:
    begun = await on.made(
        "ME/practice", {"company": "weights-and-biases", "role": "staff-software-engineer", "deadline_turns": 30}
    )
    path = f"ME/practice/{begun['id']}"
    got: Answers = []
    for run in (*RUNS[:9], "could you do 210k base? ", "I accept ", "pause: ", "\u0000", "I have an offer of $1 "):
        got.append(await on.post(f"{path}/move", {"text": (run * 8_000)[:7_900]}))
    got += [await on.post(f"{path}/retry", {"turn": turn}) for turn in (0, -1, 999, 10**30)]
    return [*got, await on.post(f"{path}/end", {}), await on.get(f"{path}/debrief")]


@attack
async def practices_of_extremes(on: Target) -> Answers:
    base = {"company": "weights-and-biases", "role": "staff-software-engineer"}
    offer = {"base": 10**12, "equity": 10**12, "equity_years": 20, "bonus_percent": 1000, "currency": "\u202e" * 100}
    wanted = (
        {"deadline_turns": 1000},
        {"deadline_days": -1000},
        {"seed": -(2**63)},
        {"offer": offer, "floor": offer, "ask": {"base": 0}},
        {"others": [offer] * 20},
        {"others": [offer] * 21},
        {"jurisdiction": "X" * 2_000},
        {"region": "../" * 600},
        {"persona": {}},
    )
    return [await on.post("ME/practice", {**base, **one}) for one in wanted]
