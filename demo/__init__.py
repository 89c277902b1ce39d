"""The demonstration paper: an invented newsroom in an invented city, as files."""
