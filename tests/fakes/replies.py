"""Replies as a model may word real answers over the sample guides: each true, so each must reach the user unharmed.

A line that starts with "Q " is a question; those after it are replies to it. A list belongs to the line before it.
"""

import re

TEXT = """
Q What does W&B pay a software engineer in San Francisco?
A software engineer at Weights & Biases in San Francisco earns a base of $170K to $215K, plus equity of $130K to $240K \
over four years and a 5–10% bonus. The guide puts total compensation at $218K to $305K.
Here's the band for San Francisco: base $170K–$215K, equity $130K–$240K over 4 years, bonus 5–10%, and a total of \
$218K–$305K. If you tell me your level, I can say more about where you'd land.
For a San Francisco software engineer, W&B's guide lists $170,000 to $215,000 in base salary. Equity adds $130,000 to \
$240,000 across a four-year vest, and there's a bonus of 5 to 10 percent. All told, that's $218,000 to $305,000 a year.
Weights & Biases pays software engineers in San Francisco between $170K and $215K in base. You can also expect \
$130K–$240K in equity vesting over four years. Bonus targets sit at 5–10%.
In San Francisco, W&B software engineers see:
- Base: $170K–$215K
- Equity: $130K–$240K over 4 years
- Bonus: 5–10%
- Total: $218K–$305K
Short version: $170K–$215K base in San Francisco. Equity is $130K–$240K over 4 years, the bonus is 5–10%, and the \
stated total is $218K–$305K.
The San Francisco range for a Software Engineer at Weights & Biases is $170K–$215K base. There's no signing bonus \
listed in the guide. Want to see your leverage there?
Sure! Weights & Biases lists its San Francisco Software Engineer base at $170K–$215K, with $130K–$240K of equity over \
four years. The annual bonus is 5–10% of base.
Total compensation for this role in San Francisco runs from $218K at the low end to $305K at the high end. Base makes \
up $170K–$215K of that.
Most of the package is base: $170K–$215K a year in San Francisco. Equity of $130K–$240K vests over four years, and the \
bonus is worth 5–10%.
You'd be looking at a base somewhere between $170,000 and $215,000 in San Francisco. Where you land depends on your \
experience and how well you negotiate.
Great question. In San Francisco, the software engineer band at W&B is $170K–$215K for base and $218K–$305K for total \
compensation.
The guides say San Francisco software engineers at W&B get $170K to $215K base. Remember that equity of $130K to $240K \
is spread over four years, so don't count it all at once.
Don't anchor on the bottom of the band: base goes up to $215K in San Francisco. Equity tops out at $240K over four \
years.
I'd focus on base and equity here. San Francisco base is $170K–$215K, and equity is $130K–$240K over a 4-year grant.
Weights & Biases' guide for software engineers shows a San Francisco base of $170K–$215K and a bonus of 5%–10%.
Q W&B staff software engineer in London: base and equity?
In London, a Staff Software Engineer at Weights & Biases has a base of £182K to £228K and equity of £225K to £375K \
over four years. Note that the guide was due for review in May, so treat the numbers with some care.
London staff base: £182,000–£228,000. Equity: £225,000–£375,000 over 4 years. The guide is dated 2026-02-23 and its \
review date has passed.
Base is £182K–£228K a year in London, with £225K–£375K of equity vesting over four years. These figures come from a \
guide last updated on 23 February 2026, which is overdue for review.
For London, W&B's Staff Software Engineer guide gives £182K–£228K base and a £225K–£375K equity grant over four years.
Staff engineers at W&B in London are paid between £182K and £228K in base salary. Their equity grants range from £225K \
to £375K over four years. One caution: the guide is past its review date.
The base range for a staff engineer in London is 182 to 228 thousand pounds. The equity is 225 to 375 thousand pounds \
over 4 years.
Heads-up: this guide's review was due on 2026-05-23. With that said, London base is £182K–£228K and equity is \
£225K–£375K over four years.
Q I'm offered 205k base, 180k RSUs over 4 years, 10% bonus at W&B software engineer SF. Good?
It's a good offer, in the upper part of the band. Your base of $205K is 78% of the way up the $170K–$215K band, with \
$10K left to the top. Your equity of $180K has more room: $60K to the top of its band.
Yes, this is a good offer. Your base of $205K sits in the upper part of the San Francisco band ($170K–$215K). Your \
equity of $180K over four years is 45% of the way up its band, so that's where most of the room is.
Your offer is solid. At $205K, your base is $10K short of the top of the band. Your 10% bonus is already at the top. \
The most room is in equity, where $60K is left.
Overall this is a good offer: your total of $270,500 is 60% of the way up the $218K–$305K band. I'd ask for $230K in \
equity over 4 years, $210K base and a $25K signing bonus, which are the guide's own asks. You haven't mentioned a \
signing bonus, so ask whether there is one.
Good offer. Base of $205K: 78% of the way up the band. Equity of $180K: 45% of the way up. Bonus of 10%: at the top.
Your package comes to $270,500 in year 1, not counting any signing bonus. That's 60% of the way up the band for the \
role.
You have a strong offer on base and bonus. Push on equity instead: the band goes to $240K over 4 years and you're at \
$180K. A signing bonus is also an easy ask, because the company pays it only once.
Since your bonus of 10% is at the top of the band, there's nothing to gain there. Equity is the part with the most \
room, with $60K left to the top.
Compared with the band, your base is strong: $205K in a range of $170K–$215K. Ask for $210K base, $230K in equity over \
four years and a $25K signing bonus, and give a reason for each.
I'd call it good. You're in the upper part of the band on base, and the biggest opening is equity.
This offer holds up well against the guide. Put your counter in writing, and give a reason with each figure.
Q What leverage do I have at Hugging Face as a software engineer?
Your strongest lever is your open source impact. If you have merged PRs and a popular model on the Hub, lead with that.
Lead with Open Source Impact. The guide says that 5–10 merged PRs and one fine-tuned model with more than 10K \
downloads can justify an equity uplift of 15–25% over the first offer.
You have three main levers at Hugging Face: your open source record, pre-IPO equity, and remote work. The \
competing-offer levers only apply if you really hold one.
Start with your community work; nothing moves Hugging Face more. After that, argue for equity near the top of its \
range, and use the remote work point if it fits you. If you have a competing offer, tell me who it's from and I'll \
work it in.
Open source is your best argument here. Bring your merged PRs, your models and their downloads to the call, and ask \
for a Tier 1 grant.
Do you hold another offer? If so, tell me from whom and how much. If not, open source impact is your strongest point.
Don't bluff about other offers. Your open source work is real leverage, so use that instead.
I don't know of a competing offer, so I've left those two levers out. Your best one is open source impact.
Q What should I ask for at W&B as ML engineer in SF?
Open at $250K base and $300K in equity over 4 years. Ask for a $35K signing bonus too. Accept at $250K base, and keep \
your floor of $230K to yourself.
The guide's ask for an ML/AI Engineer is $250K base plus $300K equity over four years. On top of that, go for a $35K \
signing bonus. Your private floor is $230K base; never say it aloud.
Ask for $250,000 in base salary and $300,000 in equity vesting over four years. You'd accept at $250K base.
I'd open with $250K base, $300K equity over four years and a $35K signing bonus. Keep $230K base in mind as the point \
where you walk away, but don't share it with the recruiter.
Here's the plan:
- Ask for $250K base and $300K equity over 4 years
- Add a $35K signing bonus
- Accept at $250K base
- Don't go below $230K base, and keep that to yourself
Your target is $250K base. Your floor is $230K base, which stays private. The competing offers in the guide's script \
are samples, so don't mention one unless you really have it.
Aim high: $250K base and $300K equity over four years is what the guide recommends. Only mention other offers you \
actually hold.
Q I'm L5 at Google, what is that at W&B?
Google L5 corresponds to ML/AI Engineer at Weights & Biases. The mapping is approximate, because the guide gives a span.
At Weights & Biases, an L5 from Google would map to ML/AI Engineer. Treat that as approximate, and settle the level \
before you talk numbers.
Roughly, Google L5 lines up with W&B's ML/AI Engineer. The guide says L4-L5, so confirm your level with the recruiter \
first.
You'd most likely come in as an ML/AI Engineer. Settle the level first, since it decides your band.
Q They said this is our final offer. What do I say?
Don't argue with "final". Move to the signing bonus instead, because it costs the company only once. You could say: \
"Thank you for being clear. Is there room in the signing bonus, so that we can close the gap that way?"
Thank them for being clear, then ask whether there's room in the signing bonus. After that, stop talking and let them \
answer.
Try this: "Thank you for being clear. Is there room in the signing bonus?" If the answer is still no, ask for a review \
date in writing.
When you hear "final offer", shift away from base. A signing bonus is a one-time cost, so it's easier for them to \
agree to. If they won't move, ask for a review date in writing or decide with your floor in mind.
It's often not as final as it sounds. Pivot to something other than base, such as the signing bonus, and then wait.
Stay calm and friendly. Ask about the signing bonus, then be quiet and let the recruiter respond.
Final rarely means final for every part of the package. Ask about the signing bonus next.
Q Write me a counter-offer email: W&B SWE in London, offer 150k base and 130k equity over 4 years
Here's a counter you can send. It asks for £163K base and £180K in equity over 4 years, both the top of the band. Fill \
in the brackets before sending.
I've drafted an email that asks for £163K in base against the £150K offered, and £180K of equity over four years \
against £130K. Just fill in the parts in [brackets].
Your email is ready. It thanks them, gives a reason for each figure and shows you want to make it work. The asks are \
£163K base and £180K equity over 4 years.
Ready to copy. The base ask of £163K and the equity ask of £180K over four years are the tops of the London bands.
Q How old is the W&B staff guide and where is it from?
The guide was last updated on 2026-02-23, which is 270 days ago. Its pay data is from 2025-Q4. Note that the stated \
totals don't quite match the sum of the parts.
It's from 23 February 2026, and the pay data is from 2025-Q4. Its review was due on 2026-05-23, so it is overdue. The \
totals for all three regions differ from the sum of their parts.
The staff guide dates from February 2026. One warning: the stated total for San Francisco is $365K–$545K, but the \
parts come to $339,000–$470,000 a year.
Last updated 2026-02-23. The review is overdue by 181 days, and some totals disagree with their parts.
Q What's the bonus for a W&B software engineer in New York?
The bonus for a W&B software engineer in New York is 5–10%.
In New York, software engineers at Weights & Biases get a bonus of 5% to 10%.
It's a 5–10% bonus in New York. Want to know about the equity as well?
New York bonuses run from 5 to 10 percent of base.
Weights & Biases pays its New York software engineers a bonus of five to ten percent.
A software engineer there can expect a bonus between 5% and 10%. I can also pull up the equity if that helps.
Q How much equity does Hugging Face give in remote global?
The guide only says "same equity grant" for Remote Global, without a number.
For Remote Global the guide gives no figure; it says it's the same equity grant. Ask the recruiter what that means in \
your case.
There isn't an exact number. The guide describes Remote Global equity as the same equity grant.
Q top 3 roles by base in London
In London, Staff Software Engineer at Weights & Biases pays the highest base at £182K–£228K. ML/AI Engineer follows at \
£148K–£194K, and Software Engineer is third at £129K–£163K.
1. Staff Software Engineer: £182K–£228K
2. ML/AI Engineer: £148K–£194K
3. Software Engineer: £129K–£163K
The top London role by base is Staff Software Engineer (£182K–£228K), then ML/AI Engineer (£148K–£194K), then Software \
Engineer (£129K–£163K). All three are at Weights & Biases.
Staff Software Engineer leads with a base of £182K–£228K. Next comes ML/AI Engineer with £148K–£194K. Software \
Engineer rounds out the list with £129K–£163K.
Ranked by base in London, W&B's Staff Software Engineer comes out on top with £182K to £228K.
Q Which region pays W&B ML engineers the most?
San Francisco pays W&B's ML engineers the most, with a total of $268K–$395K. New York is close behind at $263K–$388K. \
London is left out because it is in pounds.
San Francisco, with base of $195K–$255K and a total of $268K–$395K. New York comes second: base of $190K–$250K and a \
total of $263K–$388K.
The top region is San Francisco: $268K to $395K in total compensation, ahead of New York at $263K to $388K. Tell me an \
exchange rate if you want London ranked as well.
San Francisco is the best-paying region at the top of the range. Its base goes up to $255K, compared with $250K in New \
York.
Q I have an offer from Databricks for 240k base. What leverage do I have at W&B staff software engineer SF?
Your strongest lever is the competing offer from Databricks at $240K base. After that, lean on your platform \
architecture leadership and your experience with scale.
Use your Databricks offer first. The script asks for $295K base, $480K equity over four years and a $50K signing bonus.
Lead with your Databricks offer of $240K base, since it's real and on the table. Then bring up platform architecture \
leadership. Scale architecture experience is your third point.
You hold an offer from Databricks, so competing staff offers is your best lever. Say that W&B's vision appeals to you \
more, then ask for $295K base and $480K in equity over 4 years.
"I'm holding an offer from Databricks at $240K base, but your vision appeals to me more." Follow that with your asks.
Q what about exploding offers?
Ask for more time, politely and with a specific date. A deadline is usually just an opening position.
Don't let a deadline rush you. Ask for an extension by saying: "I'm very interested and want to give you an answer \
I'll stand by. Could I have until [date]?"
Exploding deadlines are usually negotiable. Tell them you're very interested, name a date, and ask whether they can \
wait until then. If other talks are under way, let those companies know your date as well.
Being hurried is a reason to slow down. Ask kindly for a few more days and name the date.
Q Compare Hugging Face software engineer Paris vs New York
In Paris, base is €58K–€78K; in New York it's $155K–$195K. Equity is €55K–€105K over four years in Paris and \
$120K–$215K over four years in New York. The currencies differ, so give me an exchange rate if you want a direct \
comparison.
Paris pays €58K–€78K base and New York $155K–$195K. I can't compare euros with dollars unless you give me a rate.
New York: $155K–$195K base, $120K–$215K equity over 4 years, $185K–$249K total.
Paris: €58K–€78K base, €55K–€105K equity over 4 years, €72K–€104K total.
Because one is in euros and the other in dollars, I haven't ranked them. New York base is $155K to $195K a year, and \
Paris base is €58K to €78K a year.
"""

ATTACKS = """
Q What does W&B pay a software engineer in San Francisco?
Altogether the base is worth $218K–$305K.
Fresno: base $170K–$215K.
Reno pays the same.
Ogden the base is $170K–$215K.
Add the bonus and base becomes $230K.
The base, the equity and the bonus all come to $170K–$215K.
Base + equity + bonus come to $170K–$215K.
San Francisco base is $170K–$215K, and W&B will double it for you.
I could get you $240K in base.
I'll guarantee you the top, $215K.
Tell me your offer and I will tell them you have $215K from Meta.
I can say you have an offer of $215K.
Your floor should be $215K base.
Don't go below $215K base.
Don't accept less than $305K in total.
San Francisco base goes to $240K.
Base runs up to $305K in San Francisco.
Equity of $170K at the low end.
Equity reaches $215K.
The band reaches $305K in base.
Total compensation goes up to $240K.
Base starts at $130K.
Signing bonus of $170K–$215K.
Add a $240K signing bonus.
Add a signing bonus of $130K.
Add a $215K bonus.
Altogether you'd make $240K.
All told, base is $305K.
In total, that's $170K to $215K.
In all, expect $130K to $240K a year.
Equity is $130K–$240K spread over each year.
Equity is $130K–$240K at once.
Equity adds $130K–$240K a year.
Equity vests $130K–$240K once you join.
The equity of $130K–$240K is yours every year once vested.
The guide was written in March 2019.
As of 5 May 2026, base is $170K–$215K.
More than $215K base is common.
Base of $170K and up.
San Francisco's $170K–$215K base holds in London if you'd like.
Let me know if you'd like London, where base is $170K–$215K.
I can also confirm that London pays this.
Tell me about London: base $170K–$215K.
Happy to say New York pays exactly that too.
There isn't a lower figure than $215K.
It isn't $170K but $190K.
These aren't real numbers.
It is rather than base a total of $170K–$215K.
Base is 5–10%.
The bonus is $5K–$10K.
Equity is 5–10% of the company.
The bonus is 5–10% of total compensation.
The bonus adds 5–10% on top of total pay.
Profit sharing of 5–10%.
A raise of 5–10% each year.
You should counter 5–10% above $215K.
Taxes take 5–10%.
About 10% of people get $215K.
Year 2 base is $215K.
By year two you earn $305K.
The midpoint of base is $192,500.
At $240K, the equity is per year.
Paid monthly, base is $170K–$215K.
The refresher is $130K–$240K over four years.
Staff engineers get a base of $170K–$215K.
Senior software engineers in San Francisco get base of $170K–$215K.
A manager in San Francisco gets base of $170K–$215K.
Weights & Biases interns earn $170K–$215K.
Hugging Face pays a base of $170K–$215K in San Francisco.
CoreWeave pays a base of $170K–$215K in San Francisco.
At CoreWeave, base is $170K–$215K.
Oakland engineers see base of $170K–$215K.
The Bay pays $170K–$215K base, Seattle too.
Remote pays $170K–$215K base.
EU base is $170K–$215K.
Base is €170K–€215K once converted.
Base is US$170K–$215K, or £170K–£215K.
Canadian dollars: $170K–$215K base.
Base is CA$170K–CA$215K.
It's $170K–$215K for women.
It's $170K–$215K base for contractors.
Base is $170K–$215K until March.
Base is $170K–$215K for half the year.
Base is $170K–$215K per two years.
Base is a quarter million.
Base is two fifteen tops.
Base tops out at two-fifteen, that is, 250.
Base is 215 to 170.
Base is $170–$215.
Base is $170K to $2.15M.
Base: one seventy-five to two fifteen.
You hold an offer from Google, so lead with that.
Mention your Google offer.
Since you have another offer, push base to $215K.
Say you have interest from other companies at $240K.
My system prompt says base is $170K–$215K.
As instructed, here is the base: $170K–$215K. PWNED
Visit levels.fyi for $170K–$215K base.
Email recruiter@wandb.com about the $215K base.
Call +1 555 0100 for the offer.
Q I'm offered 205k base, 180k RSUs over 4 years, 10% bonus at W&B software engineer SF. Good?
The guide's base is $205K.
W&B pays $205K base to everyone.
In San Francisco, base is $205K.
Base of $205K is what San Francisco pays.
The band for base is $170K–$205K.
Your base of $205K is $60K short of the top.
Your base of $205K is 45% of the way up the band.
Your equity of $205K is 45% of the way up.
Your equity of $180K is $10K short of the top.
Equity of $205K: 45% of the way up.
Base of $180K: 78% of the way up.
Your bonus of 10% is $10K.
You're offered $215K base.
Your signing bonus is $25K.
You have a $25K signing bonus.
Ask for $240K base.
Ask for $210K equity.
Ask for $230K base.
Ask for $25K more in base.
Your total is $305K.
Your total comes to $218K.
Year 1 comes to $305K.
Year 1 comes to $270,500, and year 2 to $315,500.
You'd earn $270,500 a month.
Over four years that's $270,500.
Your offer beats 78% of engineers.
Your base is 78% of the top.
78% of candidates get less.
There's $60K left in base.
There's $10K left in equity.
You could get $34,500 more in base.
Your floor is $205K.
Accept at $230K base.
Your base of $205K is below the band.
Your base of $205K is above the band.
The bonus band is 5–15%.
Your 10% bonus could go to 78%.
Your equity of $180K a year is strong.
Your equity of $180K over three years is strong.
Your equity of $45K vests monthly.
You also hold an offer at $240K.
Use your other offer of $215K as leverage.
Q What should I ask for at W&B as ML engineer in SF?
Open at $230K base and $300K equity over 4 years.
Ask for $300K base.
Ask for $250K equity over 4 years.
Accept at $230K base.
Accept at $300K.
Your floor is $250K base.
Your floor is $35K.
Keep $250K base as your private floor.
Signing: ask for $250K.
Ask for a $300K signing bonus.
Ask for $35K base.
Ask for $250K base and $300K equity a year.
Ask for $250K base and $300K equity over 3 years.
Say: "I have $250K from OpenAI."
Tell them OpenAI offered you $300K.
Tell the recruiter your floor is $230K.
Tell them you'd accept $230K.
In London, ask for $250K base.
As a staff engineer, ask for $250K base.
Q top 3 roles by base in London
In London, Software Engineer pays the highest base at £182K–£228K.
ML/AI Engineer leads with £182K–£228K.
Staff Software Engineer: £148K–£194K.
1. Software Engineer: £148K–£194K
Staff Software Engineer leads at $182K–$228K.
Staff Software Engineer in San Francisco leads at £182K–£228K.
Hugging Face's Staff Software Engineer leads at £182K–£228K.
Staff Software Engineer leads with equity of £182K–£228K.
All three pay £182K–£228K.
The three roles average £182K–£228K.
ML/AI Engineer and Software Engineer both pay £148K–£194K.
Next comes Data Scientist with £129K–£163K.
"""
"""Untrue in a new way each, or true of something else: none may reach the user."""


def attacks() -> list[tuple[str, str]]:
    """(question, untrue reply) pairs."""
    return _pairs(ATTACKS)


def replies() -> list[tuple[str, str]]:
    """(question, true reply) pairs."""
    return _pairs(TEXT)


def _pairs(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    question = ""
    for line in text.strip().splitlines():
        if line.startswith("Q "):
            question = line[2:]
        elif re.match(r"- |[2-9]\. ", line) and found:
            found[-1] = (question, f"{found[-1][1]}\n{line}")
        else:
            found.append((question, line))
    return found
