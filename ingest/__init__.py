"""Guides in: files of negotiation guides to exact, sourced facts and an index of them."""
