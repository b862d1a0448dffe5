"""Which key a database is sealed by, and all of it sealed anew by another: in the transaction that opens it."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    insert,
    inspect,
    select,
    type_coerce,
    update,
)

from bot.errors import BadStateKey, MissingStateKey, WrongStateKey
from bot.state.schema import HEARD, METADATA, SEAL
from bot.state.seal import Seal
from bot.state.sealed import Sealed

Form = Callable[[Any], Any]
PROOF = select(SEAL.c.proof)


def seals(keys: Sequence[str]) -> tuple[Seal, ...]:
    """Return what keys make. Raises BadStateKey."""
    try:
        return tuple(Seal(key) for key in keys)
    except ValueError:
        raise BadStateKey from None


def found(connection: Connection, given: Sequence[Seal], name: str) -> Seal | None:
    """Return what a database is sealed by, None when it is not. Raises MissingStateKey, WrongStateKey."""
    if not inspect(connection).has_table(SEAL.name):
        return None
    proof = connection.execute(PROOF.with_for_update()).scalar()
    if proof is None:
        return None
    if not given:
        raise MissingStateKey(file=name)
    by = next((each for each in given if each.proves(proof)), None)
    if by is None:
        raise WrongStateKey(file=name)
    return by


def seal_all(connection: Connection, old: Seal | None, new: Seal) -> None:
    """Seal every row, by another key than before or for the first time.

    The digests of messages heard are dropped: what they are of is not kept.
    """
    connection.execute(delete(HEARD))
    for table in METADATA.sorted_tables:
        for column in table.columns:
            form = _form(column, old, new)
            if form is not None:
                _rewrite(connection, table, column, form)
    connection.execute(delete(SEAL))
    connection.execute(insert(SEAL).values(number=1, proof=new.proof()))


def _form(column: Column[Any], old: Seal | None, new: Seal) -> Form | None:
    """Return what makes a column's new values of its old ones, None for one that is not sealed."""
    if not isinstance(column.type, Sealed):
        return None
    shut, opened = column.type.forms
    return lambda value: shut(new, opened(old, value) if old else value)


def _rewrite(connection: Connection, table: Table, column: Column[Any], form: Form) -> None:
    """Give a column new values, row by row."""
    keys = [_raw(each).label(f"key_{each.name}") for each in table.primary_key]
    told = select(_raw(column).label("value"), *keys).where(column.is_not(None))
    rows = connection.execute(told).mappings().all()
    here = (_raw(each) == bindparam(f"key_{each.name}", type_=_raw(each).type) for each in table.primary_key)
    changed = update(table).where(*here).values({column: bindparam("value", type_=_raw(column).type)})
    if rows:
        connection.execute(changed, [{**row, "value": form(row["value"])} for row in rows])


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    """Return a column as it is kept."""
    kind = column.type
    return type_coerce(column, kind.impl if isinstance(kind, Sealed) else kind)
