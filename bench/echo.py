"""The stock echo bot of python-telegram-bot, as its examples have it, over a webhook: `python -m bench.echo PORT`."""

import os
import sys
from typing import Any

from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bench.crowd import SECRET


async def echo(update: Any, _: Any) -> None:
    """Say what was said."""
    await update.message.reply_text(update.message.text)


def main(port: str, concurrent: str = "") -> None:
    """Serve until told to stop."""
    builder: Any = ApplicationBuilder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder = builder.base_url(f"{os.environ['TELEGRAM_API_URL']}/bot").concurrent_updates(bool(concurrent))
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_webhook(
        listen="127.0.0.1",
        port=int(port),
        url_path="telegram",
        webhook_url="https://bot.example.org/telegram",
        secret_token=SECRET,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
