"""The prompts, one copy each; bot/model/prompt.py reads them."""
