"""Measures, each against a yardstick of the same run: on a busy machine ratios hold, times do not."""
