"""Timings as ratios to something run beside them in the same process; never part of a test's assertion."""
