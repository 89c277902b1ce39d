"""Pages for readers: views, feeds and sitemaps, and what each of them is given to print."""
