"""Offer letters of any country: their figures, each with what it is, and who offers what to whom, from when and until
when."""
