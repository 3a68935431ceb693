"""What is kept is bounded, kept once, and gone when it is deleted."""

import asyncio
import functools
import gc
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from service.live import Client, ScriptedCoach

import bot.conversation.transactions as stored
import bot.server.app
import bot.server.cleaning
from bot.answer import Answer, Text
from bot.conversation import progress
from bot.conversation.coach import Coach
from bot.conversation.gaps import Gaps
from bot.conversation.practices import Practices
from bot.conversation.store import LONGEST_COUNTED, LONGEST_PROFILE, PracticeRow, Store
from bot.conversation.tallies import ASKERS, Tallies
from bot.errors import BadInput, StoreUnavailable
from bot.reading.names import Names
from bot.reading.read import Reader
from bot.reading.types import Question, Unknown
from bot.reading.words import fold, keys, sound
from bot.server.app import create_app
from bot.settings import Settings
from ingest.index.facts import Facts
from ingest.lexicon.places import currency_in

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


async def said(store: Store, id: str, text: str, profile: str = "{}", answer: str = "{}") -> None:
    begun = await store.begin(id, text, None, NOW, 24)
    await store.finish(begun.message_id, "done", answer=answer, question="{}", profile=profile)


async def test_a_profile_is_kept_once_however_many_messages_there_are(store: Store) -> None:
    (one, _) = await store.create("api", NOW, 24)
    profile = '{"company": "' + "x" * 1000 + '"}'
    for number in range(6):
        await said(store, one.id, f"message {number}", profile)
    async with store.read() as db:
        rows = (
            await db.exec_driver_sql(
                "SELECT known_before, NULL FROM conversations UNION ALL SELECT NULL, question FROM messages"
            )
        ).all()
    assert sum("xxx" in f"{before}{question}" for before, question in rows) == 1


async def test_a_profile_is_no_book(store: Store) -> None:
    (one, _) = await store.create("api", NOW, 24)
    with pytest.raises(BadInput, match="profile"):
        await store.set_profile(one.id, " " * (LONGEST_PROFILE + 1))


async def test_a_conversation_holds_only_so_many_messages(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "MOST_MESSAGES", 4)
    (one, _), (other, _) = await store.create("api", NOW, 24), await store.create("api", NOW, 24)
    await said(store, one.id, "one")
    await said(store, one.id, "two")
    with pytest.raises(BadInput, match="conversation"):
        await said(store, one.id, "three")
    await said(store, other.id, "one")


async def test_a_conversation_holds_only_so_much(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "MOST_HELD", 1000)
    (one, _) = await store.create("api", NOW, 24)
    await said(store, one.id, "one", answer="x" * 1000)
    with pytest.raises(BadInput, match="conversation"):
        await said(store, one.id, "two")


async def test_a_conversation_holds_only_so_many_practices(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "MOST_PRACTICES", 2)
    (one, _) = await store.create("api", NOW, 24)
    for name in "ab":
        await store.save_practice(one.id, PracticeRow(name * 32, "active", "{}"), NOW)
    with pytest.raises(BadInput, match="practice"):
        await store.save_practice(one.id, PracticeRow("c" * 32, "active", "{}"), NOW)


async def test_a_practice_grows_only_so_long_and_can_be_ended_then(store: Store) -> None:
    (one, _) = await store.create("api", NOW, 24)
    await store.save_practice(one.id, PracticeRow("a" * 32, "active", "{}"), NOW)
    long = "x" * (stored.LONGEST_PRACTICE + 1)
    with pytest.raises(BadInput, match="practice"):
        await store.save_practice(one.id, PracticeRow("a" * 32, "active", long, 1), NOW)
    await store.save_practice(one.id, PracticeRow("a" * 32, "ended", long, 1), NOW)


async def ended(store: Store, states: list[str]) -> str:
    (one, _) = await store.create("api", NOW, 24)
    for number, state in enumerate(states):
        row = PracticeRow(f"{secrets.token_hex(16)}", "ended", state)
        await store.save_practice(one.id, row, NOW + timedelta(minutes=number))
    return one.id


async def test_of_a_hundred_ended_practices_the_last_alone_are_fetched(store: Store) -> None:
    id = await ended(store, [str(number) for number in range(20)])
    assert [row.state for row in await store.ended_practices(id, 3)] == ["17", "18", "19"]


async def test_what_everybody_practised_is_counted_without_the_longest(store: Store) -> None:
    id = await ended(store, ["first", "x" * (LONGEST_COUNTED + 1), "last"])
    assert [one async for one in store.everybodys_practices()] == [(id, "first"), (id, "last")]


async def test_progress_is_made_of_one_persons_practices_after_the_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, most = 0, 0

    def rows(kept: object) -> list[dict[str, int | str | None]]:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        asyncio.run(asyncio.sleep(0.02))
        under_way -= 1
        return []

    monkeypatch.setattr(progress, "rows", rows)
    practices = Practices(store, ScriptedCoach(), lambda: NOW)  # type: ignore[arg-type]
    await asyncio.gather(*(practices.ended("0" * 32) for _ in range(6)))
    assert most == 1


async def test_the_file_shrinks_after_a_deletion(tmp_path: Path) -> None:
    file = tmp_path / "p.sqlite3"
    store = Store(f"sqlite:///{file}")
    await store.open()
    (one, _) = await store.create("api", NOW, 24)
    await said(store, one.id, "one", answer="x" * 4_000_000)
    await store.delete(one.id)
    await store.close()
    assert file.stat().st_size < 1_000_000


async def test_a_file_of_an_older_release_learns_to_shrink(tmp_path: Path) -> None:
    file = tmp_path / "p.sqlite3"
    store = Store(f"sqlite:///{file}")
    await store.open()
    await store.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=DELETE; PRAGMA auto_vacuum=NONE; VACUUM")
        assert db.execute("PRAGMA auto_vacuum").fetchone() == (0,)
    store = Store(f"sqlite:///{file}")
    await store.open()
    async with store.read() as db:
        assert (await db.exec_driver_sql("PRAGMA auto_vacuum")).scalar() == 2
    await store.close()


async def test_what_was_deleted_beside_an_open_reader_is_scrubbed_when_the_reader_has_gone(tmp_path: Path) -> None:
    file = tmp_path / "p.sqlite3"
    store = Store(f"sqlite:///{file}")
    await store.open()
    (one, _) = await store.create("api", NOW, 24)
    await said(store, one.id, "my floor is 187654")
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM messages").fetchall()
    await store.delete(one.id)
    reader.close()
    await store.delete_before(NOW - timedelta(days=1))
    left = b"".join(part.read_bytes() for part in tmp_path.iterdir())
    await store.close()
    assert b"187654" not in left


async def test_a_name_no_lexicon_knows_is_kept_only_when_several_have_asked(store: Store) -> None:
    day = date(2026, 5, 1)
    opened = [(await store.create("api", NOW, 24))[0].id for _ in range(ASKERS)]
    asked = [await Tallies(store).asked_by("company jane doe", id, day) for id in (opened[0], *opened)]
    assert asked == [False] * ASKERS + [True]
    async with store.read() as db:
        assert "jane" not in repr((await db.exec_driver_sql("SELECT * FROM gap_askers")).all())


@pytest.mark.parametrize(
    ("kind", "phrase", "kept"),
    [
        ("region", "Berlin", True), ("region", "a place outside London and Paris", True), ("region", "Remote US", True),
        ("region", "Anna Smith in Paris", False), ("region", "my boss Jordan", False), ("region", "xanadu", False),
        ("role", "senior staff engineer", True), ("role", "engineer for Jane Doe", False), ("figure", "base", True),
        ("company", "jane doe", False), ("level", "jane", False),
    ],
)  # fmt: skip
def test_what_was_asked_in_vain_is_kept_at_once_only_where_every_word_is_the_lexicons(
    index: Path, kind: str, phrase: str, kept: bool
) -> None:
    facts = Facts(index)
    names = Names(facts)
    assert Coach(facts=facts, names=names, reader=Reader(names)).knows(kind, phrase) is kept
    facts.close()


async def test_what_was_asked_in_vain_is_kept_with_no_number_of_more_than_a_digit(store: Store, index: Path) -> None:
    facts = Facts(index)
    names = Names(facts)
    gaps = Gaps(store, Coach(facts=facts, names=names, reader=Reader(names)), lambda: NOW)
    asking = [(await store.create("api", NOW, 24))[0].id for _ in range(ASKERS + 1)]
    for place in ("xanadu", "xanadu 10115"):
        lacking = Question("", "band", unknown=(Unknown("region", place, ()),))
        for one in asking:
            await gaps.note(Answer(status="not_found", blocks=(Text(text="No."),)), lacking, one)
    assert [gap.phrase for gap in await Tallies(store).gaps()] == ["xanadu"]
    facts.close()


async def test_only_an_answer_without_anything_counts_as_what_the_guides_lack(store: Store, index: Path) -> None:
    facts = Facts(index)
    names = Names(facts)
    gaps = Gaps(store, Coach(facts=facts, names=names, reader=Reader(names)), lambda: NOW)
    (one, _) = await store.create("api", NOW, 24)
    lacking = Question("", "band", unknown=(Unknown("role", "senior staff engineer", ()),))
    for status in ("answered", "clarify", "out_of_scope"):
        await gaps.note(Answer(status=status, blocks=(Text(text="Which?"),)), lacking, one.id)  # type: ignore[arg-type]
    assert await Tallies(store).gaps() == ()
    await gaps.note(Answer(status="not_found", blocks=(Text(text="No."),)), lacking, one.id)
    assert [gap.phrase for gap in await Tallies(store).gaps()] == ["senior staff engineer"]
    facts.close()


async def test_what_came_of_an_offer_counts_once_a_person_and_as_they_told_it_last(store: Store) -> None:
    for hours, owner, base in ((0, "ann", 1), (1, "ann", 2), (2, None, 3), (3, None, 3)):
        (one, _) = await store.create("api", NOW + timedelta(hours=hours), 24, owner=owner)
        await said(store, one.id, "They gave in.", profile=f'{{"outcome":{{"state":"accepted","base":{base}}}}}')
    assert [told[-4:-2] for told in await Tallies(store).outcomes()] == [":3", ":3", ":2"]


async def test_who_asked_in_vain_goes_with_the_conversation_and_what_was_asked_by_retention(store: Store) -> None:
    (one, _) = await store.create("api", NOW, 24)
    await Tallies(store).asked_by("company acme", one.id, date(2026, 5, 1))
    await Tallies(store).note_gap(date(2026, 1, 1), "company", "old", "")
    await Tallies(store).note_gap(date(2026, 5, 1), "company", "new", "")
    await store.delete(one.id)
    await store.delete_before(NOW - timedelta(days=30))
    assert [gap.phrase for gap in await Tallies(store).gaps()] == ["new"]
    async with store.read() as db:
        assert (await db.exec_driver_sql("SELECT COUNT(*) FROM gap_askers")).scalar() == 0


def test_no_cache_holds_what_people_wrote() -> None:
    assert not [one for one in (fold, keys, sound, currency_in) if hasattr(one, "cache_info")]


def _cached() -> Iterator[tuple[str, object]]:
    """What every cache of a function holds, with the function's name; the collector doesn't see such a table."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):
            name = repr(one)
            yield from ((name, table) for table in gc.get_referents(one) if isinstance(table, dict))


def _strings(held: object, depth: int = 0) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif depth < 6 and isinstance(held, dict | list | tuple | set | frozenset):
        for part in gc.get_referents(held):
            yield from _strings(part, depth + 1)


SAID = (
    "My name is {0} {0}son and my floor is 187654, I have an offer from {0}ville Ltd of 187,654 base",
    "What does {0}ville pay a {0} engineer in {0}stan?",
    "I got 187,654 USD at Hugging Face as {0} engineer, says {0}",
    "draft a counter e-mail to {0} at {0}ville",
    "restyle it without the word {0}",
    "Can I ask {0} for more base after my yes? And does {0}ville pay my move if they let me go, says {0}? "
    "Who at {0}ville decides about my level, {0} or the recruiter?",
    "let's practise the call with Hugging Face software engineer Paris",
    "I want 187654 because {0}ville offered 187654",
    "end practice",
)


LETTER = """Dear {0},
We are pleased to offer you the position of {0} Engineer at {0}ville.
Location: {0}burg
Base salary: 187,654 a year
Signing bonus: 18,765 to be paid back to {0}ville
Equity: 1,000 options of {0}ville, vesting over 4 years
"""


async def _talk(index: Path, folder: Path, name: str) -> None:
    app = create_app(Settings(index=index, database_url=f"sqlite:///{folder}/p.sqlite3"))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost") as http,
    ):
        me = await Client.open(http)
        for words in SAID:
            assert (await me.say(words.format(name))).status_code == 200
        await http.post("/v1/offers", json={"text": SAID[0].format(name)})
        await http.post("/v1/offers", json={"text": LETTER.format(name)})
        await http.post("/v1/ask", json={"question": SAID[1].format(name), "history": [SAID[0].format(name)]})
        assert (await http.delete(me.base, headers=me.headers)).status_code == 204
        # While the server goes on, what it holds must not hold their words. What it froze at its start isn't listed.
        gc.unfreeze()
        gc.collect()
        kept = {id(part): part for one in gc.get_objects() for part in gc.get_referents(one) if isinstance(part, str)}
        assert not [part[:80] for part in kept.values() if name.lower() in part.lower() and part != name]
        del kept
        assert not [place for place, table in _cached() for text in _strings(table) if name.lower() in text.lower()]


async def test_after_a_deletion_no_memory_of_the_server_holds_what_was_said(index: Path, tmp_path: Path) -> None:
    await _talk(index, tmp_path, f"Zor{secrets.token_hex(4).translate(str.maketrans('0123456789', 'ghijklmnop'))}")


async def test_a_damaged_database_is_told_by_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "p.sqlite3"
    file.write_bytes(b"this was a database once " * 400)
    store = Store(f"sqlite:///{file}")
    with pytest.raises(StoreUnavailable, match=rf"{file}.*PARLEY_DATABASE_URL.*backup"):
        await store.open()
    await store.close()


async def test_another_programs_database_is_left_as_it_is_and_named(tmp_path: Path) -> None:
    file = tmp_path / "songs.sqlite3"
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute("CREATE TABLE conversations (song TEXT)")
        theirs.commit()
    before, store = file.read_bytes(), Store(f"sqlite:///{file}")
    with pytest.raises(StoreUnavailable, match=rf"{file}.*another program's.*name a file"):
        await store.open()
    await store.close()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DROP TABLE conversations", "p.sqlite3.*another program"),
        ("ALTER TABLE conversations RENAME COLUMN channel TO song", "p.sqlite3.*another program"),
    ],
)
async def test_what_another_program_changed_while_it_is_served_is_named(tmp_path: Path, change: str, told: str) -> None:
    file = tmp_path / "p.sqlite3"
    store = Store(f"sqlite:///{file}")
    await store.open()
    with closing(sqlite3.connect(file)) as theirs:
        theirs.execute(change)
        theirs.commit()
    with pytest.raises(StoreUnavailable, match=told) as refused:
        await store.create("api", NOW, 24)
    assert str(tmp_path) not in str(refused.value)
    await store.close()


async def test_of_conversations_the_newest_is_told_that_was_used_before_a_moment(store: Store) -> None:
    for hours in (0, 5, 9):
        await store.create("api", NOW + timedelta(hours=hours), 24)
    assert await store.newest(NOW + timedelta(hours=9)) == NOW + timedelta(hours=5)
    assert await store.newest(NOW) is None


async def test_a_clock_far_ahead_at_the_start_deletes_nothing_until_it_was_looked_at_twice() -> None:
    waited: list[float] = []

    async def passing(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) > 1:
            raise asyncio.CancelledError

    deleted_after: list[int] = []

    class Looked:
        async def newest(self, before: datetime) -> datetime:
            # Somebody has used it just now, by the same clock.
            return max(one for one in (NOW, datetime.fromtimestamp(now, UTC)) if one < before)

        async def delete_old(self) -> int:
            deleted_after.append(len(waited))
            return 0

    for ahead, looks in ((timedelta(hours=2), 0), (timedelta(days=2), 1), (timedelta(days=4000), 1)):
        waited.clear()
        deleted_after.clear()
        now = (NOW + ahead).timestamp()
        with pytest.raises(asyncio.CancelledError):
            await bot.server.cleaning.clean(Looked(), lambda: now, lambda: 0.0, passing)  # type: ignore[arg-type] # noqa: B023
        assert deleted_after[0] == looks


@pytest.mark.parametrize("by", [2 * bot.server.cleaning.SET, -2 * bot.server.cleaning.SET])
async def test_just_after_the_clock_was_set_nothing_is_deleted(by: float) -> None:
    looked: list[int] = []
    deleted_after: list[int] = []

    async def passing(seconds: float) -> None:
        looked.append(1)
        if len(looked) > 2:
            raise asyncio.CancelledError

    class Kept:
        async def newest(self, before: datetime) -> None:
            return None

        async def delete_old(self) -> int:
            deleted_after.append(len(looked))
            return 0

    def wall() -> float:
        return NOW.timestamp() + (by if looked else 0)

    with pytest.raises(asyncio.CancelledError):
        await bot.server.cleaning.clean(Kept(), wall, lambda: 0.0, passing)  # type: ignore[arg-type]
    assert deleted_after == [0, 2]
