"""Words to say from the playbook's cards, in this rehearsal's own figures."""

from bot.knowledge.playbook import playbook
from bot.practice.scenario import Scenario, in_speech
from bot.reading.stretches import slots_in, with_slots
from bot.wording import money, period_words


def spoken(card: str, scenario: Scenario, **told: str) -> str:
    """What a card says to say on the phone; "" where there is no such card, or it wants what isn't known here.

    told: more slots by name. {held} is left out: what is held elsewhere is said by itself.
    """
    found = playbook().cards.get(card)
    words = found.words("phone") if found is not None else ""
    base = scenario.parts[0]
    known = {
        "company": scenario.company_display,
        "role": in_speech(scenario.role_display),
        "base": f"{money(base.opening, currency=scenario.currency)} {period_words(base.period)}",
        "range": money(base.low, base.high, scenario.currency),
        "held": "",
    } | told
    if not words or any(slot not in known for slot in slots_in(words)):
        return ""
    quiet = with_slots(words.replace("**", ""), known.__getitem__)
    return " ".join(quiet.split()).strip('"“” ')
