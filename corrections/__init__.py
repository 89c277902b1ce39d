"""How we put things right: reports from readers, corrections in public, and the passages both point at."""
