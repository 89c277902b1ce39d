"""Who pays for it: patrons, appeals and ballots."""
