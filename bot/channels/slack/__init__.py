"""The Slack bot: events in, conversations asked, answers rendered as Block Kit and sent."""
