"""How others use our work: licenses, grants and reprints."""
