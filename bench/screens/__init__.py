"""Conversations as Telegram would show them: played through the application, drawn as a page, seen by Chromium."""
