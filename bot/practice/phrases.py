"""The recruiter's phrases as data. No phrase holds a number in digits or words: figures come in through {braces}."""

from bot.practice.scenario import Persona

OPENINGS: dict[Persona, tuple[str, ...]] = {
    "friendly": (
        "Hi, it's so good to have you on the line! Everybody you met wants you at {company} as {role}. Here is what "
        "we've put together: {package}. {bonus} How does that sound?",
        "Thanks for making the time! The team came back with a clear yes, and I get to bring the good news: {role}, "
        "with {package}. {bonus} What do you make of it?",
        "I've been looking forward to this call. We'd love you to join {company} as {role}. The offer is {package}. "
        "{bonus} I'd like to hear how it lands with you.",
    ),
    "by-the-book": (
        "Good morning. I'm calling with our offer for {role}. It consists of {package}. {bonus} Please let me know "
        "whether you have questions about the terms.",
        "Thank you for joining. The panel has approved an offer for {role}: {package}. {bonus} I'll take you through "
        "any part of it.",
        "I'm pleased to present {company}'s offer for {role}: {package}. {bonus} These figures follow our "
        "compensation framework. What would you like to go through?",
    ),
    "hiring-manager": (
        "Good to talk again. I wanted to make this call myself, because I want you on my team as {role}. We're "
        "at {package}. {bonus} Tell me where you stand.",
        "I'll skip the speech: you'd be the right {role} for us. The offer I got signed off is {package}. {bonus} "
        "What do you think?",
        "You did well with the panel and I pushed for you. As {role}, it's {package}. {bonus} Where does that "
        "leave you?",
    ),
    "founder": (
        "I'll be direct: I want you building {company} with us as {role}. I can put {package} on the table. {bonus} "
        "Are you in?",
        "We're small enough that I make these calls myself. {role}, {package}. {bonus} What would it take?",
        "I've seen what you can do and I don't want to lose you. For {role} I'm offering {package}. {bonus} "
        "Talk to me.",
    ),
}

ACKNOWLEDGED: dict[str, tuple[str, ...]] = {
    "market": (
        "That's a fair reading of the market.",
        "I've seen those figures as well, and they're not wrong.",
        "Market data is something I can take to compensation.",
        "You've done your homework on the market.",
    ),
    "impact": (
        "That's the kind of result we're hiring for.",
        "What you did there matters to us, and I'll say so.",
        "That track record helps me make the case.",
        "I can put that in front of the people who decide.",
    ),
    "market founder": (
        "Fair enough, I know what the big ones pay.",
        "I've looked at the same figures.",
        "You know your market, good.",
    ),
    "impact founder": (
        "That's what we need here.",
        "That's the sort of thing that moves a company our size.",
        "I believe you could do that for us.",
    ),
    "competing": (
        "I know about your other offer, and I take it seriously.",
        "I understand you've a real alternative.",
        "That other offer is a fact I have to reckon with.",
    ),
    "forfeited": (
        "I see what you'd leave behind by moving.",
        "Equity you'd forfeit is a sound reason to look at this.",
        "Walking away from unvested stock is a real cost, I agree.",
    ),
    "level": (
        "You make a point about the scope.",
        "The scope you describe is at the upper end of this level.",
        "I follow your argument on level.",
    ),
    "other": ("I hear you.", "That's worth knowing.", "Understood."),
    "warm": (
        "I'm glad to hear that!",
        "That's lovely to hear, thank you.",
        "Thank you, the feeling is mutual.",
        "Good, I'm happy you see it that way.",
    ),
    "time": (
        "Take some more time, that's no problem.",
        "I can hold the offer open a little longer.",
        "Fine, think it over; I've moved the date back a little.",
    ),
    "no more time": (
        "I've moved the date already and can't do it again.",
        "I'm afraid the date has to stay where it is now.",
    ),
    "pay unused": (
        "You needn't tell me what you earn; I can't use it here, and I won't.",
        "Let's leave your pay out of it, we don't go by pay history here.",
    ),
    "far": (
        "That's far outside anything we pay for this role.",
        "I have to be honest, that's well beyond the range for this position.",
    ),
}

DOUBTED: dict[str, tuple[str, ...]] = {
    "competing": (
        "If you have that offer in writing, send it over and I'll look at it properly.",
        "I can only work with an offer I can see; could you forward the letter?",
        "I haven't seen that offer, so I can't take it upstairs as it is.",
    ),
    "market": (
        "That isn't what our data show for this role.",
        "Those figures don't match the market as we see it.",
        "I don't recognise that number for this position.",
    ),
}

STALE: tuple[str, ...] = (
    "You've made that point, and I've passed it on.",
    "We've been over that already.",
    "I've taken that argument as far as it goes.",
    "I heard you on that before; it hasn't changed.",
    "That's the same case as earlier, and it got us where we are.",
)

STUCK: tuple[str, ...] = (
    "On {parts} I've gone as far as the level allows. If something else matters to you, tell me.",
    "There's no more room in {parts}, and I'd rather say so now. Is there another part we could look at?",
    "I can't move {parts} any further without breaking our own scale. What about the rest of the package?",
    "{parts} is where it has to stay, I'm afraid. Other parts may be easier.",
)

GRANTED: dict[str, tuple[str, ...]] = {
    "start date": ("The start date can be yours to choose.", "We can be flexible about when you start."),
    "level review": (
        "I'll put an early level review in the letter.",
        "An early review of your level is something I can put in writing.",
    ),
    "vesting": ("We can vest more of the grant early on.", "I can front-load the vesting for you."),
}

REFUSED: dict[str, tuple[str, ...]] = {
    "start date": ("The start date has to stay.",),
    "level review": (
        "For an early level review I'd need a stronger case on scope.",
        "I can't promise an early level review on what I have so far.",
    ),
    "vesting": (
        "The vesting schedule is the same for everybody here.",
        "I can't change the vesting schedule as things stand.",
    ),
    "final": ("I can't add terms to a final offer.", "The terms are closed at this stage."),
}

TOPICS: dict[str, tuple[str, ...]] = {
    "band": (
        "The base range for this position is {band} per year.",
        "For base, the range here runs {band} per year.",
        "I can tell you that the range for base is {band} per year.",
    ),
    "no band": (
        "I'm not able to share the band itself.",
        "The exact range isn't something I can give out.",
        "We don't publish the range for this position.",
    ),
    "bonus": ("The bonus is set by level.",),
    "no bonus": (
        "There's no bonus figure I can give you for this role.",
        "A bonus isn't part of the fixed terms here.",
    ),
    "no equity": (
        "Equity isn't something I can offer in money for this role.",
        "There's no equity amount on the table here.",
    ),
    "yearly equity": ("The equity is stated by the year.", "That equity figure is for each year."),
    "vesting": ("The grant vests over {years} years.", "Vesting runs over {years} years, on our usual schedule."),
    "timeline": (
        "We have {left} more exchanges before this has to be settled.",
        "The offer stands for {left} more exchanges between us.",
    ),
    "flexibility": (
        "Base is the tightest part; there's usually more give in equity and in the sign-on side.",
        "I have least room on base. Elsewhere in the package it's easier.",
        "Internal fairness binds base most; the other parts bend more.",
    ),
    "level": (
        "The panel settled the level after your interviews.",
        "The level reflects what the panel saw.",
        "Your level comes from the interview feedback.",
    ),
    "start date": ("The start date is open to discussion.", "We can talk about when you'd start."),
    "relocation": ("Relocation help is something we can look at.", "We can discuss relocation support."),
    "benefits": (
        "Benefits are the same for everybody, and I'll send you the summary.",
        "You'd have the standard benefits; the summary comes with the letter.",
    ),
    "process": (
        "Once we agree, the letter goes out and you sign it.",
        "After a yes from you, I write it up and send the letter.",
    ),
    "other": ("Good question; I'll find out and put it in the letter.", "I'd have to check that and come back to you."),
}

CORE: dict[str, tuple[str, ...]] = {
    "raised": (
        "Here's what I can do: I'm bringing {raised}. That makes it {package}.",
        "I can move {raised}. Altogether that's {package}.",
        "Let me stretch a bit: {raised}. The offer is now {package}.",
        "All right, {raised}. So we're at {package}.",
        "I found some room: {raised}. Taken together it's {package}.",
    ),
    "raised founder": (
        "Okay. I'll go {raised}. That's {package}, and I mean it.",
        "Fine, you've earned that: {raised}. We're at {package}.",
        "I can live with {raised}. Altogether {package}.",
        "Let's do {raised}. That puts us at {package}.",
    ),
    "returned": (
        "I've heard back on our request, and the answer is yes to a good part of it: {package}.",
        "Approval came through. The offer is now {package}.",
        "I've been to the people who decide, and we can go to {package}.",
        "Good news from upstairs: {package} is approved.",
    ),
    "swap": (
        "We can trade that way. It would be {package}.",
        "That exchange works for us: {package}.",
        "I can shift it as you suggest, which gives {package}.",
    ),
    "offer": (
        "The offer stands at {package}.",
        "For now we're at {package}.",
        "As it stands, that's {package}.",
    ),
    "agree": (
        "We can do exactly that: {package}. Shall I write it up?",
        "That works for us. {package}. Do we have a deal?",
        "You have it: {package}. Can I take that as settled?",
        "Yes, I can get that done: {package}. Shall I send the letter?",
    ),
    "approval": (
        "That's more than I can sign off on my own. Let me take it upstairs, and I'll have an answer when we "
        "next speak.",
        "I need approval for that. Give me until our next exchange.",
        "I think there's a case here, but it isn't mine to decide. I'll go and ask.",
        "Let me run this past compensation and come back to you.",
    ),
    "approval founder": (
        "Let me sleep on that and talk to my board. You'll hear from me next.",
        "I have to check what that does to our plan. I'll come back to you.",
    ),
    "hold": (
        "I'd like to help, but I've nothing new to take upstairs. What should I tell them?",
        "I can't move on that alone. Give me a reason I can repeat to compensation.",
        "As things are, I don't have grounds to change the offer.",
        "We'd need more than that to go higher. What else speaks for it?",
        "I'm staying where we are for the moment. What would make the case stronger?",
        "Without something new, the offer is what it is.",
    ),
    "hold founder": (
        "I need a reason, not a number. Why that much?",
        "Money's tight and I've to justify it to everybody. Convince me.",
        "I'm not there. What would I be paying for?",
        "I don't move because I'm asked. Give me something to go on.",
    ),
    "hold hiring-manager": (
        "I want to fight for you, but give me something to fight with.",
        "I can't go back with just that. What did you build that justifies it?",
        "My hands are tied unless you give me a better argument.",
        "Help me help you: what's the case?",
    ),
    "wants figure": (
        "What figure do you have in mind, and for which part?",
        "Can you put a number on it, and tell me which part it's for?",
        "I can work with something concrete. How much, and on what?",
        "Which part matters most to you, and what would be the right amount?",
    ),
    "final": (
        "I've done what I can. Our final offer is {package}.",
        "That's it from our side: {package}. This is final.",
        "This is our best and final offer: {package}. What do you say?",
        "I've reached the end of what I can get: {package}. It's final.",
    ),
    "final returned": (
        "I've come back from the last round of approvals. {package} is our final offer.",
        "It took some persuading, and this is final: {package}. Do you accept?",
        "They've signed off the last thing I can ask for: {package}. That's final.",
    ),
    "final-stays": (
        "As I said, that's final: {package}. I hope you'll take it.",
        "I can't reopen it. The final offer is {package}.",
        "There's nothing beyond {package}. It's yours to accept or to decline.",
        "We're past that point; it's {package}, and it won't change.",
        "I understand, but it stays at {package}. Tell me yes or no when you're ready.",
    ),
    "confirm": (
        "Before you say yes: the approval came back, so the offer is now {package}. Do you accept that?",
        "Hold on, there's news first. We're at {package} now. Is that a yes to this offer?",
    ),
    "deal": (
        "Wonderful, we have a deal: {package}. You'll get it all in writing. Welcome to {company}!",
        "Great. {package}, agreed. The letter is on its way; welcome aboard!",
        "That's settled then: {package}. I'm delighted. Watch for the letter.",
    ),
    "deal by-the-book": (
        "Thank you. I record your acceptance of {package}. The letter will follow.",
        "Agreed, then: {package}. I'll issue the documents.",
    ),
    "deal founder": (
        "Done: {package}. Let's build this thing.",
        "Excellent. {package}, and my word on it. The paper follows.",
    ),
    "walked": (
        "I'm sorry to hear that, and I respect it. All the best to you.",
        "That's a pity. Thank you for the time you've given us.",
        "I understand. If things change, you know where I am.",
    ),
    "expired": (
        "We've run out of time, I'm afraid, and the offer lapses here. I'm sorry we couldn't settle it.",
        "The deadline has passed, so I have to withdraw the offer. I wish you all the best.",
        "That was the last of our time. The offer is no longer open, I'm sorry.",
    ),
    "over": ("We've finished here. Thank you for talking to me.", "Our conversation has come to its end."),
    "ask-back": (
        "Just so I don't misread you: {why}",
        "Let me be sure I have that right: {why}",
        "Sorry, I want to get this right. {why}",
        "Before I go on: {why}",
    ),
    "ask-back plain": (
        "I'm not sure I follow: {why}. Could you say it another way?",
        "Let me check, because {why}. How do you mean it?",
    ),
    "ignored": (
        "Let's stay with the offer, shall we?",
        "I don't quite know what to do with that. Back to the offer: what would you like to talk about?",
        "I'm only here to talk about the offer.",
        "That's nothing I can act on. Where were we with the package?",
    ),
    "steer": ("Let's come back to the offer.",),
    "talk": (
        "Good. So what would you like to see in the offer?",
        "Noted. Where would you like to take it from here?",
        "All right. What matters most to you in the package?",
        "I'm listening. What's next for you?",
    ),
    "talk founder": (
        "Good. So what would get you to yes?",
        "Okay. What's the thing that matters to you here?",
        "Got it. Tell me what you want to see.",
    ),
}

PRESS: dict[Persona, tuple[str, ...]] = {
    "friendly": (
        "Does that get us closer?",
        "How do you feel about that?",
        "What do you think?",
        "Are we getting there?",
    ),
    "by-the-book": (
        "Please let me know your position.",
        "May I note your acceptance?",
        "How would you like to proceed?",
    ),
    "hiring-manager": ("Can we make that work?", "Are you with us?", "Is that something you can say yes to?"),
    "founder": ("Are you in?", "Do we have something?", "So?"),
}

ASKS_PAY: tuple[str, ...] = (
    "By the way, what are you earning at the moment?",
    "It would help me to know your current salary.",
    "May I ask what your current package is?",
)
"""Only where no law of the table bans the question."""

ASKS_LOWEST: tuple[str, ...] = (
    "Between us, what's the lowest you would accept?",
    "Help me out: what's the least that would get you to sign?",
    "What's the minimum you need?",
)
