"""A paper of one page, to try the page store with."""
