"""Questions among colleagues are told from those that are put to us, by what was learned of others."""

from bot.reading.overheard import chance, examples

THEIRS = (
    "is a 3 MB bundle good?", "Is 70 ms total latency good?", "does the base layer cache?",
    "what's the bonus episode about?", "who has equity in the decision?", "is the senior dev lounge open?",
    "can you bump the level of the alert?", "what's the band's name?", "how much is a coffee in SF?",
    "is London raining?", "how much for the New York tickets?", "what does the grant table store?",
    "when does the offer banner go live?", "is the sign-on flow broken?",
    "did the vest order arrive for the safety team?", "how big is the total payload?",
    "is 250k messages a queue problem?", "should I ask Anna for more time?", "what's the top of the page missing?",
    "which region is the bucket in?", "is the staging band of servers up?", "who negotiated the vendor contract?",
    "are the stock levels right in the demo?", "how do you package this?", "what range does the slider have?",
    "Is the base image 240 MB good?", "What did we decide on the base image?", "is the base branch up to date?",
    "How much is the AWS bill for staging?", "what's the total size of the index?", "is the bonus round tomorrow?",
    "how's the equity research going?", "which level of logging should this be?", "is the offer page done?",
    "did the London office get the boxes?", "is London up again?", "what is the range of the IDs?",
    "is the signing service down?", "is 240k rows too much?", "Is 50% coverage good?",
    "who is on the staff list for the party?", "how long until the grant expires on the token?",
    "is the senior review done?", "are the sign-on docs merged?", "which plan is the customer on?",
    "should I counter their PR comments?", "is the level of noise ok?", "does the base model support it?",
    "what does the band field mean in this JSON?", "is 120k requests a day a lot?",
    "how much memory does the worker take?", "is the total correct in the dashboard?",
    "did you get the package from New York?", "is the relocation of the cluster planned?", "is Stripe down again?",
    "does the Stripe webhook fire twice?", "can you review my PR?", "when is the staff meeting?",
    "is the San Francisco team joining?", "are stock photos fine here?", "what's the bonus feature in the release?",
    "is 30k tokens enough?", "can I have your vote on the offer page copy?", "is that a good base to build on?",
    "what's the cost of a senior node?", "how does the vesting contract get deployed?",
    "how many options does this dropdown have?", "is the equity chart broken?", "what's W&B's uptime?",
    "does W&B log the gradients?", "is the W&B run finished?", "is Hugging Face slow for you too?",
    "which Hugging Face model is that?", "did the London deploy pass?",
)  # fmt: skip
OURS = (
    "how's the bonus in New York?", "and in NYC?", "what's base like for staff in SF?",
    "how much would a Senior get in London?", "is 250k base good?", "how's equity for staff?",
    "and what's the sign-on?", "does Hugging Face pay better?", "is there any equity?", "could I ask for 300k base?",
    "what's the range in San Francisco?", "and for an L6?", "how high is the bonus?", "is the total per year?",
    "what's a good counter?", "and in San Francisco?", "And the equity?", "how's the equity in London?",
    "what about the bonus?", "how much equity do they give in London?", "and for an ML engineer?",
    "what's the base in New York?", "what is the total for a staff engineer in London?", "and the signing bonus?",
    "what about W&B in New York?", "what would a senior get?", "how much is the sign-on?",
    "what's the band for software engineer at Hugging Face?", "how does that compare to Hugging Face?",
    "what does L5 mean at W&B?", "should I ask for more equity?", "can I negotiate the signing bonus?",
    "what do they pay staff engineers in SF?", "how about New York?", "is there a sign-on at W&B?",
    "what's the top of the band?", "and at Hugging Face?",
)  # fmt: skip


def test_of_questions_that_nothing_was_learned_from_colleagues_own_are_left_to_them() -> None:
    learned = {text for text, _ in examples()}
    assert learned.isdisjoint(THEIRS) and learned.isdisjoint(OURS)
    assert [one for one in THEIRS if chance(one) >= 0.6] == []


def test_of_questions_that_nothing_was_learned_from_those_on_pay_are_ours() -> None:
    silent = [one for one in OURS if chance(one) < 0.6]
    assert len(silent) <= 2, silent
