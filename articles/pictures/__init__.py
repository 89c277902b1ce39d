"""Rules of the picture library."""
