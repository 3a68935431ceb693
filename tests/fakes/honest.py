"""Honest rewordings of the hand-made answers, as a model may phrase them: all true, so nearly all must pass."""

from collections.abc import Iterator

BANDS = """
In San Francisco, base is $170K to $215K a year. | In London, base is £98K to £131K a year.
Harborlight pays a TPM in San Francisco a base of $170,000–$215,000 per year.
The San Francisco base runs from $170K to $215K, with equity of $120K–$250K over four years and a 10–15% bonus.
For London, the base band is £98,000 to £131,000, plus equity of £60K–£140K over 4 years.
Base in San Francisco starts at $170K and tops out at $215K.
Base in San Francisco goes up to $215K a year.
In London, base begins at £98K.
Base is $170K–$215K in San Francisco and £98K–£131K in London.
San Francisco and London pay base of $170K–$215K and £98K–£131K respectively.
- **San Francisco:** base $170K–$215K, equity $120K–$250K over 4 years, bonus 10–15% | - **London:** base £98K–£131K, \
equity £60K–£140K over 4 years, bonus 8–12%
Here is what the guide says for San Francisco: | Base is $170K–$215K per year. | Equity is $120K–$250K over four \
years. | The bonus is 10–15% of base.
The bonus in San Francisco is ten to fifteen percent of base, and in London eight to twelve percent.
A Technical Program Manager in London can expect base between £98K and £131K.
Harborlight's London base: £98K–£131K. | Its London bonus: 8–12%.
Base in San Francisco is between one hundred and seventy thousand and two hundred and fifteen thousand dollars.
The London equity grant is £60,000–£140,000 over four years.
Equity in San Francisco is a four-year grant of $120K–$250K.
In San Francisco you'd see $170K–$215K in base and $120K–$250K in equity over 4 years.
The range for base in San Francisco is 170,000–215,000 dollars.
In London the base range is 98,000 to 131,000 pounds.
Your bonus in London would be 8% to 12% of base salary.
At the bottom of the San Francisco base band is $170K; at the top, $215K.
The guide's date is 2025-12-05, and it puts San Francisco base at $170K–$215K.
For a TPM at Harborlight, San Francisco base is USD 170K–215K.
San Francisco: $170K–$215K base. | London: £98K–£131K base.
London base is lower in the guide: £98K–£131K. | Ask which office the offer is tied to before you reply.
If you can choose, San Francisco base is $170K–$215K while London base is £98K–£131K.
Base ranges from $170K at the low end to $215K at the high end in San Francisco.
In San Francisco, the guide lists $170K–$215K for base, $120K–$250K for equity over 4 years and 10–15% for bonus.
Both offices have bonuses: San Francisco at 10–15% and London at 8–12%.
The San Francisco office pays base of $170K–$215K. | The equity there is $120K–$250K over 4 years.
Looking at London: base £98K–£131K; equity £60K–£140K over 4 years; bonus 8–12%.
London's base sits at £98K–£131K per annum.
San Francisco's base of $170K–$215K is paid per year.
According to the guide, a TPM in San Francisco earns $170K–$215K in base salary each year.
Equity at Harborlight in London is worth £60K–£140K over the four-year grant.
The minimum base in San Francisco is $170K and the maximum is $215K.
Expect £98K–£131K base in London, and up to 12% bonus.
There are two regions in the guide: San Francisco, with base of $170K–$215K, and London, with base of £98K–£131K.
San Francisco base is $170,000 to $215,000 annually. | Ask for the written breakdown before you counter.
TPMs at Harborlight see base from £98,000 to £131,000 in London.
For the London role, base is £98–131K.
On base, San Francisco offers $170–215K a year.
"""
SINGLE = """
Quillon pays a Data Engineer in Dublin €72K–€95K base per year.
In Dublin, base is €72K to €95K a year.
The base band is €72,000–€95,000 per year in Dublin.
Base runs from €72K to €95K.
Base starts at €72K and goes up to €95K.
A Data Engineer in Dublin can expect between €72,000 and €95,000 in base salary.
The guide puts Dublin base at 72,000 to 95,000 euros, as of 2025-10-14.
Base: €72K–€95K per year.
It is €72K–€95K per year.
Dublin base is between seventy-two thousand and ninety-five thousand euros.
The bottom of the band is €72K and the top is €95K.
At Quillon, data engineers in Dublin are paid €72K–€95K in base.
For Dublin the guide lists a base of EUR 72K–95K.
The range is €72K–€95K. | That figure comes from the October 2025 guide.
You're looking at €72K to €95K in base salary. | The guide doesn't list a signing bonus, so ask about it.
The salary range is €72K–€95K annually.
Quillon's Dublin data engineer base is 72–95K euros.
Salary for this role in Dublin: **€72K–€95K** per year.
If you want the top of the band, that is €95K base.
The lowest base the guide gives is €72K, and the highest €95K.
Quillon's guide gives one range for Dublin: €72K–€95K base.
From €72K at the bottom to €95K at the top, that's the base band in Dublin.
The base salary for a Data Engineer in Dublin at Quillon falls within €72K–€95K.
Base salary goes as high as €95K.
Base salary is no more than €95K in the guide.
The guide has base at €72K–€95K a year; I would ask what the level is before giving a number.
Short answer: €72K–€95K base per year.
Base pay for that role: 72K to 95K euros a year.
In Dublin, a Quillon data engineer's base is €72,000 to €95,000.
Base at Quillon: €72K–€95K. | Would you like the equity as well?
"""
OFFER = """
Your base of $205,000 is within the New York band of $180K–$240K. | There is $35,000 of room to the top of the base \
band.
Your base is $205K, inside the band of $180K–$240K per year.
The base band in New York is $180K to $240K a year.
Your $300,000 equity over 4 years comes to $75,000 a year.
Equity at Bramwell runs $200K–$420K over four years in New York, and your equity is $300K.
In year one your offer is worth $305,000. | In year two it is worth $280,000.
Your offer is worth $305K in year one and $280K in year two.
The signing band is $20K–$50K, and your signing bonus is $25,000. | That is where most room is.
Signing has the most room: the band is $20K–$50K once and you have $25K.
A Security Engineer at Bramwell in New York gets base of $180,000–$240,000.
Your equity is worth $75,000 a year.
You have $25,000 of signing, and the band goes up to $50K.
Your offer's first year is worth $305,000.
For base, the band tops out at $240K, and your base is $205K.
Base in the guide is $180K–$240K; yours is $205K.
The gap between your base and the top of the base band is $35,000 of room.
Your base sits comfortably inside $180K–$240K. | Push on signing first: the band is $20K–$50K.
You were offered $205K base and $300K equity over four years.
The equity band is $200K–$420K over 4 years. | Your equity of $300K is inside it.
You said your base is $205,000; the New York band is $180K–$240K.
Ask for more signing, since the band is $20K–$50K and you hold $25K.
- Base: $180K–$240K in New York; your base is $205K | - Equity: $200K–$420K over 4 years; your equity is $300K | - \
Signing: $20K–$50K; your signing is $25K
Your base is two hundred and five thousand dollars, and the band is $180K–$240K.
New York base at Bramwell runs from $180K up to $240K.
This is a fair offer: your base of $205K falls within the base band of $180K–$240K.
Your signing of $25K is inside the signing band of $20K–$50K.
The top of the signing band is $50K.
Base: the band is $180K–$240K per year, and your offer has $205K.
You are inside every band the guide lists. | Base is $180K–$240K, equity $200K–$420K over 4 years, signing $20K–$50K.
Your equity grant of $300,000 over 4 years equals $75,000 per year.
"""
COMPARE = """
Ostrava Labs pays ₹31L–₹50L base in Bengaluru, while Nettlefold pays ₹24L–₹42L base.
Base at Ostrava Labs is ₹31 lakh to ₹50 lakh per year, and at Nettlefold ₹24 lakh to ₹42 lakh.
Ostrava Labs comes out ahead on base: ₹31L–₹50L. | Nettlefold's base is ₹24L–₹42L.
At Nettlefold base is ₹24L–₹42L per year with a 10% bonus.
At Ostrava Labs the bonus is 12–20%.
Nettlefold: base ₹24L–₹42L, bonus 10% | Ostrava Labs: base ₹31L–₹50L, bonus 12–20%
A Backend Engineer in Bengaluru gets base of 31 to 50 lakh rupees at Ostrava Labs.
Nettlefold's base tops out at ₹42L in Bengaluru, and Ostrava Labs' base at ₹50L.
On bonus, Nettlefold gives 10% and Ostrava Labs 12–20%.
Base at Nettlefold starts at ₹24L, and base at Ostrava Labs starts at ₹31L.
In Bengaluru, Ostrava Labs offers base of ₹31L–₹50L per year.
Bonus: 10% at Nettlefold, 12–20% at Ostrava Labs.
Ostrava Labs pays more base in the guides, at ₹31L–₹50L a year.
For base, it is ₹31L–₹50L at Ostrava Labs against ₹24L–₹42L at Nettlefold.
Base at Nettlefold is INR 24–42 lakh.
Base at Ostrava Labs is thirty-one to fifty lakh rupees.
Nettlefold's bonus is ten percent.
Nettlefold and Ostrava Labs pay base of ₹24L–₹42L and ₹31L–₹50L respectively.
Both companies hire in Bengaluru: Nettlefold at ₹24L–₹42L base and Ostrava Labs at ₹31L–₹50L base.
Ostrava Labs' base in Bangalore is ₹31L–₹50L.
Base at Ostrava Labs is ₹3,100,000–₹5,000,000 a year.
The higher base is at Ostrava Labs (₹31L–₹50L); at Nettlefold it is ₹24L–₹42L.
Looking only at base, Nettlefold has ₹24L–₹42L.
Base at Ostrava Labs goes up to ₹50L. | The bonus there is 12–20%.
"""
LEVER = """
Your best lever is scarce cluster experience. | Ask for $222K base, inside the Seattle band of $165K–$225K.
The Seattle base band is $165K–$225K per year.
Ask for base at $222K. | Lead with the clusters you have run.
Base in Seattle at Caldera Grid is $165,000 to $225,000.
Fewer than 300 engineers have run such clusters, so lead with that. | Then ask for $222K base.
A Platform Engineer in Seattle has a base band of $165K–$225K. | Tie your ask to what you have run.
You hold no other offer, so don't mention one. | Your experience is the lever: ask for $222K base.
Never bluff about a competing offer. | The honest lever is your experience with large clusters, and the ask is $222K \
base.
Say what you have run, then name $222K base. | The band is $165K–$225K base.
The band tops out at $225K base in Seattle.
Scarce experience is worth leading with. | The base band goes from $165K to $225K.
With base between $165K and $225K in Seattle, $222K base is a strong ask.
If you hold a real competing offer later, mention it then. | For now ask for $222K base.
Ask for $222,000 base. | That is inside the Seattle base band of $165,000–$225,000.
Your strongest argument: few people have run clusters of this size. | Base in Seattle runs $165K–$225K.
"""
COUNTS = """
At L5, base in Toronto is C$118K–C$149K per year. | At L6, base is C$152K–C$188K.
An L5 Product Designer in Toronto gets 5,000–9,000 options over 4 years.
L5 base is CA$118,000–CA$149,000 a year.
L6 base runs from C$152K to C$188K.
At Tamarack, L5 base is 118K to 149K Canadian dollars.
For L5: base C$118K–C$149K, plus 5,000 to 9,000 stock options over four years.
For L6 the base band is C$152K–C$188K per year.
L5 base tops out at C$149K; L6 base starts at C$152K.
Product Designers at L6 see base of CAD 152K–188K.
- L5: base C$118K–C$149K | - L6: base C$152K–C$188K
Base at L5 is C$118K–C$149K and at L6 C$152K–C$188K.
The L5 grant is 5,000–9,000 options.
There are two levels in the guide. | L5 base is C$118K–C$149K and L6 base is C$152K–C$188K.
In Toronto, L6 designers have base of C$152K–C$188K.
"""
TACTIC = """
Don't answer on the first call. | Thank them and ask for the offer in writing.
Ask for a day or two to read the offer. | Then ask which part is fixed and which can move.
Signing and equity usually move before base, so ask about those first.
When they call it final, ask which part can still move. | Stay warm and patient.
There are three steps: thank them, ask for it in writing, and take a day or two to read it.
First, thank them. | Second, ask for the offer in writing. | Third, ask which part is fixed.
1. Thank them and say you are excited. | 2. Ask for the offer in writing. | 3. Ask which part can move.
You don't have to reply within 24 hours; ask for a day or two.
Final offers often have one part that can move, usually signing or equity before base.
A calm question works well: which part of this is fixed?
Keep it friendly: you are excited, and you want a day or two to read it.
Base is usually the hardest to move; signing and equity tend to be easier.
"""
TEXTS = {
    "bands": BANDS,
    "single": SINGLE,
    "offer": OFFER,
    "compare": COMPARE,
    "lever": LEVER,
    "counts": COUNTS,
    "tactic": TACTIC,
}
_OPENINGS = ("", "", "Good question. ", "Here's the short version. ", "Happy to help with that. ", "Sure. ")
_CLOSINGS = (
    "",
    " Want me to draft the reply?",
    "",
    " Ask them to confirm it in writing.",
    " Tell me more about your situation and I can go further.",
    " Check it against your written offer.",
)


def rewordings() -> Iterator[tuple[str, list[str]]]:
    """(case, sentences) of each: every line as it is, and again with what models like to put around it."""
    for case, text in TEXTS.items():
        for i, line in enumerate(text.strip().splitlines()):
            sentences = [s.strip() for s in line.split(" | ")]
            yield case, sentences
            around = [_OPENINGS[i % 6].strip(), *sentences, _CLOSINGS[(i + i // 6) % 6].strip()]
            if len(around := [s for s in around if s]) > len(sentences):
                yield case, around
