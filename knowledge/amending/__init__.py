"""The letters in force: each with what later corrigenda and addenda change in it, in their order.

The text of an amended letter is its own followed by that of the letters that amend it: so each fact, old or new, stands
where its span says, and a fact that was changed is cited from the letter that changed it.
"""

from knowledge.amending.chains import amended, chains, in_force, orphan

__all__ = ["amended", "chains", "in_force", "orphan"]
