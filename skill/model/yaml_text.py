"""YAML in which every text knows its line, and in which `yes`, `no` and `on` are words that people say."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

import yaml

from skill.model.errors import SentenceError

__all__ = ["Text", "read"]


class Text(str):
    """A text of a YAML file that knows where it stands."""

    __slots__ = ("line", "path")

    path: Path
    line: int

    def __new__(cls, value: str, path: Path, line: int) -> Self:
        """`line` counts from one."""
        text = super().__new__(cls, value)
        text.path = path
        text.line = line
        return text

    def error(self, message: str) -> SentenceError:
        """An error at this place."""
        return SentenceError(message, self.path, self.line)


def read(path: Path) -> Any:
    """The content of a YAML file: dicts, lists, `Text`, and bools for `true` and `false` alone.

    Raises:
        SentenceError: it is no YAML, or a key stands twice in one mapping.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SentenceError(f"no valid YAML: {error.problem}", path, line) from error
    except UnicodeDecodeError as error:
        raise SentenceError("no UTF-8", path) from error
    return _value(node, path) if node else None


def _value(node: yaml.Node, path: Path) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Text, Any] = {}
        for key_node, value_node in node.value:
            key = _value(key_node, path)
            if not isinstance(key, Text):
                raise SentenceError("a key must be a text", path, key_node.start_mark.line + 1)
            if key in mapping:
                raise key.error(f"{key} stands twice here")
            mapping[key] = _value(value_node, path)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path) for item in node.value]
    if isinstance(node, yaml.ScalarNode) and node.style is None and node.value in {"true", "false"}:
        return node.value == "true"
    return Text(node.value, path, line)
