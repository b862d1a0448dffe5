"""What comes back ("chaque mardi", "tous les 15 du mois") is no single date: it is set aside, unread."""

from knowledge.temporal.engine import Context, Found, Rule

NAME = "recurrence"


def _unread(context: Context, found: Found) -> bool:
    return False


_ITEM = "(<weekday>|<recurrent>|<unit>|<month>|<dom>|<ordinal>|dernier|er)"
_LINK = "(le|la|l|du|de|d|desplain|en|au|a|et|<comma>|<dash>)"
_EVERY = "(chaque|tous (les|le)|toutes (les|la)|toute (les|la))"
_FOLLOWING = f"(({_LINK})? ({_LINK})? {_ITEM}){{0,5}} ((a|de)? <times>)?"

RULES = (
    Rule(NAME, f"({_ITEM} (de|du|d|le)? (le)?){{0,3}} {_EVERY} {_ITEM} {_FOLLOWING}", "barrier", _unread),
    Rule(NAME, f"(le|les)? <recurrent> {_FOLLOWING}", "barrier", _unread),
)
