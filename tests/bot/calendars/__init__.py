"""Tests of the files for calendars."""
