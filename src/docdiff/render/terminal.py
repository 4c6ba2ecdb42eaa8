"""A comparison for people at a terminal: in colour, side by side where the width allows."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from docdiff.model import Change, Comparison, Severity
from docdiff.render.places import Places
from docdiff.render.visible import visible
from docdiff.render.words import (
    details,
    headline,
    is_replaced,
    quote,
    say_consistent,
    say_noise,
    say_nothing,
    say_replaced,
    summarize,
)

__all__ = ["render_comparison", "render_inspection"]

_SIDE_BY_SIDE = 110  # columns of the terminal from which both readings fit on one line
_SEVERITY_STYLE = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.NOTE: "bold cyan",
}
_NOTHING = "∅"
_SIDE_COLOR = {"old": "red", "new": "green"}


def render_comparison(comparison: Comparison, *, width: int) -> str:
    """Return a comparison with colour, by the sixteen colours that every terminal has.

    A changed passage stands in the colour of its side; where the change is an error, as a
    lost figure is, it is reversed. A reversed ∅ stands where the side has nothing.

    Parameters
    ----------
    comparison
        What to render.
    width
        Columns of the terminal; both readings stand side by side from 110.
    """
    return _capture(lambda console: _print(console, comparison), width)


def render_inspection(found: Comparison, *, width: int) -> str:
    """Return what ``inspect`` found with colour, as :func:`render_comparison` does.

    Parameters
    ----------
    found
        What to render.
    width
        Columns of the terminal.
    """
    return _capture(lambda console: _print_inspection(console, found), width)


def _capture(draw: Callable[[Console], None], width: int) -> str:
    """Return what a function prints on a console of its own."""
    # Nothing is asked of the environment: the same comparison and width give the same string.
    console = Console(
        file=StringIO(),
        width=max(width, 20),
        force_terminal=True,
        color_system="standard",
        no_color=False,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        draw(console)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def _print(console: Console, comparison: Comparison) -> None:
    if not comparison.changes:
        console.print(Text(say_nothing(comparison), style="green"))
        return
    if is_replaced(comparison):
        console.print(Text(say_replaced(comparison), style="bold red"))
        return
    names = f"{visible(comparison.old.id)} → {visible(comparison.new.id)}"
    console.print(Text(names, style="bold"))
    console.print(Text(headline(comparison)))
    _print_changes(console, comparison)
    console.print()
    console.print(Text(say_noise(comparison.noise), style="dim"))
    console.print(Text(summarize(comparison), style="bold"))


def _print_inspection(console: Console, found: Comparison) -> None:
    if not found.changes:
        console.print(Text(say_consistent(found), style="green"))
        return
    console.print(Text(visible(found.old.id), style="bold"))
    _print_changes(console, found)
    console.print()
    console.print(Text(summarize(found), style="bold"))


def _print_changes(console: Console, comparison: Comparison) -> None:
    places = {"old": Places(comparison.old), "new": Places(comparison.new)}
    for change in comparison.changes:
        console.print()
        console.print(_heading(change))
        readings = {
            side: _reading(change, side, comparison, places[side]) for side in ("old", "new")
        }
        if console.width >= _SIDE_BY_SIDE:
            console.print(_side_by_side(readings))
        else:
            console.print(_one_under_other(readings))
        for line in details(change, comparison, places):
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 2)))


def _heading(change: Change) -> Text:
    """Return the severity, the kind and the message of a change."""
    style = _SEVERITY_STYLE[change.severity]
    return Text.assemble(
        (f"{change.severity.value}  {change.kind.value}", style), f"  {visible(change.message)}"
    )


def _reading(change: Change, side: str, comparison: Comparison, places: Places) -> Text:
    """Return the place and the quote of one side, the changed passage standing out."""
    old = side == "old"
    span = change.old if old else change.new
    document = comparison.old if old else comparison.new
    before, passage, after = quote(document.text, span)
    style = f"bold {_SIDE_COLOR[side]}"
    if change.severity is Severity.ERROR or not passage:
        style += " reverse"
    return Text.assemble(
        (f"{visible(places.label(span.start))}\n", "dim"),
        before,
        (passage or _NOTHING, style),
        after,
    )


def _side_by_side(readings: dict[str, Text]) -> Padding:
    table = Table.grid(padding=(0, 2), expand=True)
    for text in readings.values():
        table.add_column(ratio=1, overflow="fold")
        text.overflow = "fold"
    table.add_row(*readings.values())
    return Padding(table, (0, 0, 0, 2))


def _one_under_other(readings: dict[str, Text]) -> Padding:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(overflow="fold")
    for side, text in readings.items():
        text.overflow = "fold"
        table.add_row(Text(side, style=_SIDE_COLOR[side]), text)
    return Padding(table, (0, 0, 0, 2))
