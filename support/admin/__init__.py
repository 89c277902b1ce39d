"""The desk for support."""
