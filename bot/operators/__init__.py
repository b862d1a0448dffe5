"""What operators do with letters before and after they are published; knows no Telegram."""
