"""The application, driven without Telegram."""
