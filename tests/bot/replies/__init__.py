"""Tests of the drafts of replies."""
