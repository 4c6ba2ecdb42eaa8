"""What a repository says about its checks: ``docdiff.toml``, or ``[tool.docdiff]``."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any, Final

import attrs

from docdiff.checked import Acceptance
from docdiff.errors import OutputError, ReadError
from docdiff.model import LANGUAGES, Category, ChangeKind, Settings, Severity
from docdiff.pipeline.gate import Rules

__all__ = [
    "ACCEPT_FILE",
    "Config",
    "append_acceptances",
    "load_acceptances",
    "load_config",
    "quote",
    "show_config",
]

ACCEPT_FILE: Final = "docdiff-accept.toml"
_OWN: Final = "docdiff.toml"
_SHARED: Final = "pyproject.toml"

_SEVERITIES: Final = (*(severity.value for severity in Severity), "ignore")
_LIMITS: Final = (*(severity.value for severity in Severity), "never")
_KINDS: Final = tuple(kind.value for kind in ChangeKind if kind != ChangeKind.FACT_INCONSISTENT)
_ENTRY: Final = ("path", "fingerprint", "reason", "kind")
_WRITTEN: Final = ("path", "fingerprint", "kind", "reason")


@attrs.frozen
class Rule:
    """What is otherwise in the files of some paths; of two rules the later one wins."""

    paths: tuple[str, ...] = ()
    fail_on: str | None = None
    language: str | None = None
    severity: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen(slots=False)
class Config:
    """What is checked, and what counts.

    Parameters
    ----------
    include, exclude
        Globs of paths. ``*`` stays inside a folder, ``**`` does not; a pattern without a
        slash is tried on the file's name.
    fail_on
        From which severity on a check fails, or ``never``.
    language
        What paragraphs are taken to be in whose words do not tell, as in ``Settings``.
    severity
        Another severity, or ``ignore``, by kind of change. Kinds of noise are ignored unless
        they stand here.
    rules
        The same for the files of some paths.
    source
        The file it was read from, None where there is none.
    """

    include: tuple[str, ...] = ("**",)
    exclude: tuple[str, ...] = ()
    fail_on: str = "warning"
    language: str | None = None
    severity: Mapping[str, str] = attrs.field(factory=dict)
    rules: tuple[Rule, ...] = ()
    source: str | None = None

    def wants(self, path: str) -> bool:
        """Say whether a file is to be checked; docdiff's own files never are."""
        if path in (_OWN, ACCEPT_FILE):
            return False
        return _matches(path, self.include) and not _matches(path, self.exclude)

    def rules_for(self, path: str) -> Rules:
        """Return what counts in a file."""
        return self._combine(tuple(rule for rule in self.rules if _matches(path, rule.paths)))

    def _combine(self, rules: Sequence[Rule]) -> Rules:
        """Return the rules of the whole with those of some paths."""
        key = tuple(map(id, rules))
        if key not in self._combined:
            severity = dict(self.severity)
            fail_on, language = self.fail_on, self.language
            for rule in rules:
                severity |= rule.severity
                fail_on = rule.fail_on or fail_on
                language = rule.language or language
            promoted = (kind for kind, value in severity.items() if value != "ignore")
            self._combined[key] = Rules(
                {k: None if v == "ignore" else Severity(v) for k, v in severity.items()},
                None if fail_on == "never" else Severity(fail_on),
                Settings(
                    promote=tuple(
                        kind
                        for kind in map(ChangeKind, promoted)
                        if kind.category is Category.NOISE
                    ),
                    language=language,
                ),
            )
        return self._combined[key]

    @cached_property
    def _combined(self) -> dict[tuple[int, ...], Rules]:
        return {}


def load_config(root: str) -> Config:
    """Read the configuration of a repository; without one, what is usual holds.

    Parameters
    ----------
    root
        Its top folder. ``docdiff.toml`` there goes before ``[tool.docdiff]`` in
        ``pyproject.toml``.

    Raises
    ------
    ReadError
        If it is no TOML, has an unknown key, or a value that cannot be.
    """
    own = os.path.join(root, _OWN)  # noqa: PTH118
    if (table := _read_toml(own)) is not None:
        return _make_config(table, _OWN)
    shared = _read_toml(os.path.join(root, _SHARED))  # noqa: PTH118
    tool = (shared or {}).get("tool", {})
    table = tool.get("docdiff") if isinstance(tool, dict) else None
    if table is None:
        return Config()
    if not isinstance(table, dict):
        raise ReadError(f"{_SHARED}: tool.docdiff is no table; write [tool.docdiff]")
    return _make_config(table, f"{_SHARED} [tool.docdiff]")


def load_acceptances(root: str) -> tuple[Acceptance, ...]:
    """Read the accepted changes of a repository.

    Raises
    ------
    ReadError
        If the file is no TOML, or an entry lacks a path, a fingerprint or a reason.
    """
    table = _read_toml(os.path.join(root, ACCEPT_FILE)) or {}  # noqa: PTH118
    _refuse_unknown(table, ("accept",), ACCEPT_FILE)
    entries = table.get("accept", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ReadError(f"{ACCEPT_FILE}: accept is no list of tables; write [[accept]]")
    found: list[Acceptance] = []
    for entry in entries:
        _refuse_unknown(entry, _ENTRY, ACCEPT_FILE)
        for name in _ENTRY[:3]:
            if not isinstance(entry.get(name), str) or not entry[name].strip():
                raise ReadError(
                    f"{ACCEPT_FILE}: entry {len(found) + 1} has no {name}; say it in quotes"
                )
        found.append(Acceptance(**{name: str(value) for name, value in entry.items()}))
    return tuple(found)


def show_config(config: Config) -> str:
    """Return the configuration that holds, as TOML."""
    lines = [f"# {config.source or 'no configuration file: these are the defaults'}"]
    lines += [f"include = {_list(config.include)}", f"exclude = {_list(config.exclude)}"]
    lines.append(f"fail-on = {quote(config.fail_on)}")
    lines += [f"language = {quote(config.language)}"] if config.language else []
    lines += ["", "[severity]"]
    for kind in ChangeKind:
        if kind.value in _KINDS:
            usual = "ignore" if kind.category is Category.NOISE else kind.severity.value
            lines.append(f"{kind.value} = {quote(config.severity.get(kind.value, usual))}")
    for rule in config.rules:
        lines += ["", "[[rules]]", f"paths = {_list(rule.paths)}"]
        lines += [f"fail-on = {quote(rule.fail_on)}"] if rule.fail_on else []
        lines += [f"language = {quote(rule.language)}"] if rule.language else []
        lines += [f"severity.{kind} = {quote(value)}" for kind, value in rule.severity.items()]
    return "\n".join(lines) + "\n"


def quote(text: str) -> str:
    r"""Return text as a basic string of TOML.

    Examples
    --------
    >>> quote('a "b"\n')
    '"a \\"b\\"\\n"'
    """
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(c) or (c if _is_plain(c) else _escape(c)) for c in text) + '"'


def _is_plain(char: str) -> bool:
    return char.isprintable() or char == " "


def _escape(char: str) -> str:
    return f"\\U{ord(char):08x}"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(quote(value) for value in values)}]"


def _read_toml(path: str) -> dict[str, Any] | None:
    """Return what a file of TOML says, None where there is no such file."""
    name = os.path.basename(path)  # noqa: PTH119
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            raise ReadError(f"{name} is no file; take it away, or link a file")
        with open(path, "rb") as file:  # noqa: PTH123
            return tomllib.loads(file.read().decode())
    except FileNotFoundError:
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"{name} is no TOML: {error}; mend it") from None
    except RecursionError:
        raise ReadError(f"{name} is no TOML: it is nested too deeply; mend it") from None
    except OSError as error:
        raise ReadError(f"{name} cannot be read: {error.strerror}; check it") from None


def _make_config(table: Mapping[str, Any], source: str) -> Config:
    """Return the configuration that a table says."""
    known = ("include", "exclude", "fail-on", "language", "severity", "rules")
    _refuse_unknown(table, known, source)
    rules = table.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise ReadError(f"{source}: rules is no list of tables; write [[rules]]")
    return Config(
        include=_globs(table.get("include", ["**"]), "include", source),
        exclude=_globs(table.get("exclude", []), "exclude", source),
        fail_on=_choose(table.get("fail-on", "warning"), _LIMITS, "fail-on", source),
        language=_language(table, source),
        severity=_severity(table.get("severity", {}), source),
        rules=tuple(_make_rule(rule, source) for rule in rules),
        source=source,
    )


def _make_rule(table: Mapping[str, Any], source: str) -> Rule:
    """Return one of the rules for some paths."""
    _refuse_unknown(table, ("paths", "fail-on", "language", "severity"), source)
    if "paths" not in table:
        raise ReadError(f"{source}: a rule has no paths; say which files it is for")
    limit = table.get("fail-on")
    return Rule(
        _globs(table["paths"], "paths", source),
        None if limit is None else _choose(limit, _LIMITS, "fail-on", source),
        _language(table, source),
        _severity(table.get("severity", {}), source),
    )


def _language(table: Mapping[str, Any], source: str) -> str | None:
    """Return the language that a table gives, if any."""
    found = table.get("language")
    return None if found is None else _choose(found, LANGUAGES, "language", source)


def _severity(table: object, source: str) -> dict[str, str]:
    """Return the severities of a table of kinds."""
    if not isinstance(table, dict):
        raise ReadError(f'{source}: severity is no table; write figure-added = "error" in one')
    _refuse_unknown(table, _KINDS, source, what="kind of change")
    return {kind: _choose(value, _SEVERITIES, kind, source) for kind, value in table.items()}


def _globs(value: object, key: str, source: str) -> tuple[str, ...]:
    """Return a list of globs."""
    if not isinstance(value, list) or not all(isinstance(glob, str) and glob for glob in value):
        raise ReadError(f'{source}: {key} is no list of globs; write {key} = ["docs/**"]')
    return tuple(value)


def _choose(value: object, known: Sequence[str], key: str, source: str) -> str:
    """Return a value that must be one of some."""
    if not isinstance(value, str) or value not in known:
        raise ReadError(f"{source}: {key} cannot be {value!r}; choose from {', '.join(known)}")
    return value


def _refuse_unknown(
    table: Mapping[str, Any], known: Sequence[str], source: str, *, what: str = "key"
) -> None:
    """Raise for a name that is not known, with the nearest that is."""
    for name in table:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            raise ReadError(f"{source}: no {what} is called {name}; {hint}")


def _matches(path: str, globs: Iterable[str]) -> bool:
    """Say whether one of the globs fits a path."""
    return any(_compile(glob).fullmatch(path) is not None for glob in globs)


@lru_cache(maxsize=256)
def _compile(glob: str) -> re.Pattern[str]:
    """Return a glob as a pattern; one that fits a folder fits what is in it."""
    anywhere = "" if "/" in glob.rstrip("/") else "(?:.*/)?"
    pieces = [
        _WILD.get(piece) or re.escape(piece)
        for piece in re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", glob.strip("/"))
    ]
    return re.compile(f"{anywhere}{''.join(pieces)}(?:/.*)?", re.DOTALL)


_WILD: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def append_acceptances(before: str, entries: Sequence[Acceptance]) -> str:
    """Return the text of an acceptance file with more entries.

    Raises
    ------
    OutputError
        If the result would be no TOML, since ``accept`` is written in another form there.
    """
    end = "\r\n" if "\r\n" in before else "\n"
    text = before if not before or before.endswith("\n") else before + end
    text = text or f"# Changes that are meant; 'docdiff accept --help' says more.{end}"
    for entry in entries:
        lines = ["", "[[accept]]"]
        lines += [f"{name} = {quote(getattr(entry, name))}" for name in _WRITTEN]
        text += end.join([*lines, ""])
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OutputError(
            f"{ACCEPT_FILE} cannot take another [[accept]]: {error}; write the entries so by hand"
        ) from None
    return text
