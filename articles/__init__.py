"""What we publish: articles, their revisions, sections and pictures."""
