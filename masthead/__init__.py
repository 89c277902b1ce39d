"""Who we are: the publication, its people and its policies."""
