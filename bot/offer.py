"""An offer: its value year by year, where each part sits in its band, what has room and what to ask for."""

from bot.offer_letter import read_letter
from bot.offer_reading import merged, read_offer
from bot.terms import Doubt, Offer, OfferReading, Profile

__all__ = ["Doubt", "Offer", "OfferReading", "Profile", "merged", "read_letter", "read_offer"]
