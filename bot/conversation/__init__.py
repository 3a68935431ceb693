"""The one entry: events, replies, profile, store, migrations."""
