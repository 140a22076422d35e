"""The plain HTTP routes."""
