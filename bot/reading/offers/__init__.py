"""An offer read from any wording: its figures, whose they are, its terms, and the offer they make."""
