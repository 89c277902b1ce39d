"""What may be done with our work: terms in words, terms for machines, and the text as it may stand elsewhere."""
