"""The prompts, one copy each; bot/prompt.py reads them."""
