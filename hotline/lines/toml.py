"""Writes TOML: a line's file as people would write it, read back to the same values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_WIDTH = 100


def toml_text(table: Mapping[str, Any]) -> str:
    """The table as TOML 1.0: fields, then [tables], then [[repeated tables]].

    Takes texts, booleans, numbers, lists and tables of these; keys are bare ones. A short list or
    table is written on one line, a list of longer tables as repeated tables.
    """
    return "\n".join(_lines(table, ())).lstrip("\n") + "\n"


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    below: list[tuple[str, Any]] = []
    for key, value in table.items():
        if _stands_alone(key, value, path):
            below.append((key, value))
        else:
            yield f"{key} = {_inline(value)}"
    for key, value in below:
        title = ".".join((*path, key))
        for member in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{title}]]" if isinstance(value, list) else f"[{title}]"
            yield from _lines(member, (*path, key))


def _stands_alone(key: str, value: Any, path: tuple[str, ...]) -> bool:
    if isinstance(value, Mapping):
        return not path or len(f"{key} = {_inline(value)}") > _WIDTH
    tables = isinstance(value, list) and value and all(isinstance(v, Mapping) for v in value)
    return bool(tables) and (not path or len(f"{key} = {_inline(value)}") > _WIDTH)


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        fields = ", ".join(f"{key} = {_inline(member)}" for key, member in value.items())
        return f"{{ {fields} }}" if fields else "{}"
    if isinstance(value, list):
        return f"[{', '.join(_inline(member) for member in value)}]"
    if isinstance(value, str):
        # JSON's escapes are TOML's, except that TOML also wants DEL escaped.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    raise TypeError(f"no TOML for a {type(value).__name__}")
