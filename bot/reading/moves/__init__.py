"""Lines of a rehearsal read into moves: amounts by the grammar, everything else by small trained heads."""
