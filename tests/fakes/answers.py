"""Answers of several shapes, made by hand, that a model words in the tests: invented companies and figures."""

import datetime
from typing import Any, Literal

from bot.answer import Answer, Citation, Comparison, Figure, LeverBlock, Number, Text
from bot.reading.terms import Offer
from bot.reading.types import Question, Subject


def figure(
    company: str, role: str, region: str, component: str, low: int, high: int, currency: str | None = "USD", **more: Any
) -> Figure:
    return Figure(
        component=component, low=low, high=high, currency=None if more.get("unit") else currency,
        company=company.lower().replace(" ", "-"), company_display=company, role=role.lower().replace(" ", "-"),
        role_display=role,
        region=region, source=f"{company.lower().replace(' ', '-')}/{role.lower().replace(' ', '-')}.md:9", **more,
    )  # fmt: skip


def citation(company: str, role: str, text: str = "") -> Citation:
    path = f"{company.lower().replace(' ', '-')}/{role.lower().replace(' ', '-')}.md"
    return Citation(
        id=f"{path}:9", path=path, line=9, section="Compensation", text=text or "| a row |", company=company, role=role
    )


TPM = "Technical Program Manager"
GRANT: dict[str, Any] = {"period": "grant", "years": 4}
PERCENT: dict[str, Any] = {"unit": "percent"}


def bands() -> tuple[Answer, Question]:
    """One company and role in two regions, two currencies."""
    sf, london = "San Francisco", "London"
    figures = (
        figure("Harborlight", TPM, sf, "base", 170_000, 215_000, period="year"),
        figure("Harborlight", TPM, sf, "equity", 120_000, 250_000, **GRANT),
        figure("Harborlight", TPM, sf, "bonus", 10, 15, **PERCENT),
        figure("Harborlight", TPM, london, "base", 98_000, 131_000, "GBP", period="year"),
        figure("Harborlight", TPM, london, "equity", 60_000, 140_000, "GBP", **GRANT),
        figure("Harborlight", TPM, london, "bonus", 8, 12, **PERCENT),
    )
    text = (
        "Base for a Technical Program Manager at Harborlight in San Francisco is $170K–$215K per year; in London it "
        "is £98K–£131K per year. "
        "Equity in San Francisco is $120K–$250K over 4 years, in London £60K–£140K over 4 years. The bonus in San "
        "Francisco is 10–15% of base, "
        "in London 8–12%. The guide is dated 2025-12-05."
    )
    answer = Answer(status="answered", blocks=(Text(text=text, cites=("harborlight/technical-program-manager.md:9",)),),
    figures=figures,
                    citations=(citation("Harborlight", TPM),), date=datetime.date(2025, 12, 5),
                    intent="band")  # fmt: skip
    return answer, Question(
        text="What does Harborlight pay a TPM in SF and London?",
        intent="band",
        subjects=(Subject("harborlight", TPM.lower().replace(" ", "-")),),
    )


def single() -> tuple[Answer, Question]:
    """One component of one band."""
    one = figure("Quillon", "Data Engineer", "Dublin", "base", 72_000, 95_000, "EUR", period="year")
    text = "Base for a Data Engineer at Quillon in Dublin is €72K–€95K per year, as of 2025-10-14."
    answer = Answer(status="answered", blocks=(Text(text=text, cites=("quillon/data-engineer.md:9",)),), figures=(one,),
                    citations=(citation("Quillon", "Data Engineer"),), date=datetime.date(2025, 10, 14),
                    intent="band")  # fmt: skip
    subject = Subject("quillon", "data-engineer", "Dublin")
    return answer, Question(
        text="Quillon data engineer base in Dublin?", intent="band", subjects=(subject,), components=("base",)
    )


def offer() -> tuple[Answer, Question]:
    """The user's own offer in its band, with sums."""
    figures = (
        figure("Bramwell", "Security Engineer", "New York", "base", 180_000, 240_000, period="year"),
        figure("Bramwell", "Security Engineer", "New York", "equity", 200_000, 420_000, **GRANT),
        figure("Bramwell", "Security Engineer", "New York", "signing", 20_000, 50_000, period="once"),
    )
    text = (
        "Your base of $205,000 sits inside the New York band of $180K–$240K per year for a Security Engineer at "
        "Bramwell. "
        "Your equity of $300,000 over 4 years is inside $200K–$420K over 4 years, and comes to $75,000 a year. "
        "The offer is worth $305,000 in year one and $280,000 in year two. "
        "There is $35,000 of room between your base and the top of the base band. "
        "Signing has most room: the band is $20K–$50K once, and your offer has $25,000."
    )
    numbers = (
        Number(origin="user", text="$205,000", low=205_000, high=205_000, currency="USD", period="year"),
        Number(origin="user", text="$300,000", low=300_000, high=300_000, currency="USD", period="grant", years=4),
        Number(origin="user", text="$25,000", low=25_000, high=25_000, currency="USD", period="once"),
        Number(
            origin="computed", text="$75,000", low=75_000, high=75_000, currency="USD", period="year", how="300,000 / 4"
        ),
        Number(
            origin="computed",
            text="$305,000",
            low=305_000,
            high=305_000,
            currency="USD",
            how="205,000 + 75,000 + 25,000",
        ),
        Number(origin="computed", text="$280,000", low=280_000, high=280_000, currency="USD", how="205,000 + 75,000"),
        Number(origin="computed", text="$35,000", low=35_000, high=35_000, currency="USD", how="240,000 - 205,000"),
    )
    mine = Offer(
        company="bramwell",
        region="New York",
        currency="USD",
        base=205_000,
        equity=300_000,
        equity_years=4,
        signing=25_000,
    )
    answer = Answer(status="answered", blocks=(Text(text=text, cites=("bramwell/security-engineer.md:9",)),),
    figures=figures, numbers=numbers,
                    citations=(citation("Bramwell", "Security Engineer"),), date=datetime.date(2025, 11, 2),
                    intent="offer")  # fmt: skip
    asked = "Bramwell offered me 205k base, 300k RSUs over 4 years and 25k sign-on in NYC. Is it good?"
    return answer, Question(
        text=asked, intent="offer", subjects=(Subject("bramwell", "security-engineer", "New York"),), offer=mine
    )


def compare() -> tuple[Answer, Question]:
    """Two companies side by side, in a table, one country's currency."""
    figures = (
        figure("Nettlefold", "Backend Engineer", "Bengaluru", "base", 2_400_000, 4_200_000, "INR", period="year"),
        figure("Ostrava Labs", "Backend Engineer", "Bengaluru", "base", 3_100_000, 5_000_000, "INR", period="year"),
        figure("Nettlefold", "Backend Engineer", "Bengaluru", "bonus", 10, 10, **PERCENT),
        figure("Ostrava Labs", "Backend Engineer", "Bengaluru", "bonus", 12, 20, **PERCENT),
    )
    text = (
        "Ostrava Labs pays more base for a Backend Engineer in Bengaluru: ₹31L–₹50L per year, against ₹24L–₹42L "
        "at Nettlefold."
    )
    table = Comparison(
        title="Base and bonus in Bengaluru", columns=("Company", "Base", "Bonus"),
        rows=(("Nettlefold", "₹24L–₹42L per year", "10%"), ("Ostrava Labs", "₹31L–₹50L per year", "12–20%")), best=1,
    )  # fmt: skip
    answer = Answer(status="answered", blocks=(Text(text=text), table), figures=figures,
                    citations=(citation("Nettlefold", "Backend Engineer"), citation("Ostrava Labs",
                    "Backend Engineer")), intent="compare")  # fmt: skip
    subjects = (
        Subject("nettlefold", "backend-engineer", "Bengaluru"),
        Subject("ostrava-labs", "backend-engineer", "Bengaluru"),
    )
    return answer, Question(
        text="Who pays a backend engineer more in Bangalore, Nettlefold or Ostrava Labs?",
        intent="compare",
        subjects=subjects,
    )


def lever() -> tuple[Answer, Question]:
    """A lever with its script, and a passage with a sample offer and figures that are nobody's pay."""
    figures = (figure("Caldera Grid", "Platform Engineer", "Seattle", "base", 165_000, 225_000, period="year"),)
    passage = (
        "Fewer than 300 engineers have run such clusters. Typical scripts say: Meta is offering me $290K base, "
        "so $222K base here is fair."
    )
    text = (
        "Your strongest lever for a Platform Engineer at Caldera Grid in Seattle is scarce cluster experience. "
        "Ask for $222K base; the Seattle band is $165K–$225K per year. Fewer than 300 engineers have run such clusters."
    )
    block = LeverBlock(title="Scarce experience", why="Few people have run clusters of this size.",
                       script="Given what I have run, I would like base at $222K.",
                       cite="caldera-grid/platform-engineer.md:9")  # fmt: skip
    answer = Answer(status="answered", blocks=(Text(text=text, cites=("caldera-grid/platform-engineer.md:9",)), block),
    figures=figures,
                    citations=(citation("Caldera Grid", "Platform Engineer", passage),), intent="lever")  # fmt: skip
    asked = "What leverage have I at Caldera Grid as a platform engineer in Seattle? I have no other offer."
    return answer, Question(
        text=asked, intent="lever", subjects=(Subject("caldera-grid", "platform-engineer", "Seattle"),)
    )


def counts() -> tuple[Answer, Question]:
    """Shares counted instead of money, and levels."""
    figures = (
        figure("Tamarack", "Product Designer", "Toronto", "base", 118_000, 149_000, "CAD", period="year", level="L5"),
        figure("Tamarack", "Product Designer", "Toronto", "equity", 5_000, 9_000, unit="options", level="L5", **GRANT),
        figure("Tamarack", "Product Designer", "Toronto", "base", 152_000, 188_000, "CAD", period="year", level="L6"),
    )
    text = (
        "At L5 a Product Designer at Tamarack in Toronto gets base of C$118K–C$149K per year and 5,000–9,000 "
        "options over 4 years. At L6 base is C$152K–C$188K per year."
    )
    answer = Answer(status="answered", blocks=(Text(text=text, cites=("tamarack/product-designer.md:9",)),),
    figures=figures,
                    citations=(citation("Tamarack", "Product Designer"),), intent="band")  # fmt: skip
    return answer, Question(
        text="Tamarack product designer pay in Toronto?",
        intent="band",
        subjects=(Subject("tamarack", "product-designer", "Toronto"),),
    )


def tactic() -> tuple[Answer, Question]:
    """Advice without a figure."""
    text = (
        "Don't answer on the first call. Thank them, say you are excited, and ask for the offer in writing with a "
        "day or two to read it. "
        "If they say it is their final offer, ask which part is fixed and which can move; signing and equity usually "
        "move before base."
    )
    answer = Answer(status="answered", blocks=(Text(text=text, cites=("general/tactics.md:9",)),), intent="tactic",
                    citations=(Citation(id="general/tactics.md:9", path="general/tactics.md", line=9,
                    section="Pushback", text="Ask which part is fixed and which can move."),))  # fmt: skip
    return answer, Question(text="They say it's their final offer, what now?", intent="tactic")


Case = Literal["bands", "single", "offer", "compare", "lever", "counts", "tactic"]
CASES = {
    "bands": bands,
    "single": single,
    "offer": offer,
    "compare": compare,
    "lever": lever,
    "counts": counts,
    "tactic": tactic,
}
