"""The figures of a letter put together into an offer, checked against one another; what they leave open is asked."""

from decimal import Decimal

from bot.reading.letters import base, beside, bonus, equity
from bot.reading.letters.sheet import LetterSheet


def assemble(sheet: LetterSheet) -> None:
    """Fill the sheet, base first: the others may be shares or months of it."""
    for step in (base.base, base.total, bonus.bonus, bonus.signing, equity.put, beside.extras):
        step(sheet)
    rate: Decimal | None = sheet.values.get("rate")
    if rate is not None:
        sheet.values["rate"] = Decimal(int(rate)) if rate == int(rate) else rate.normalize()
