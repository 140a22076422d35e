"""Events by frames: triggers, roles, values, and what the rest of the article adds."""
