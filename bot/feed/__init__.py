"""The calendars that chats subscribe to, over HTTP."""
