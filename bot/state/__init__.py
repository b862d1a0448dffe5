"""What must not be lost: chats, wishes, what was sent, what was last spoken of. The one door to SQLAlchemy."""
