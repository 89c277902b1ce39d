"""A paper of one page, to try the page cache with."""
