"""A debrief as markdown and as a printable page."""

from bot.practice.report import Debrief


def markdown(report: Debrief) -> str:
    """The debrief as a markdown document."""
    return f"# {report.summary}\n"


def page(report: Debrief) -> str:
    """The debrief as a printable HTML document."""
    return f"<!doctype html><title>Debrief</title><p>{report.practice_id}</p>"
