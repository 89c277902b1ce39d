"""Pages for editors: the form of an article, its text editor, merging, and what the start page lists."""
