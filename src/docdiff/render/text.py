"""Results as plain text, for pipes, logs and terminals without colour."""

from __future__ import annotations

from docdiff.model import Change, Comparison, VersionSearch
from docdiff.render.places import Places
from docdiff.render.visible import visible
from docdiff.render.words import (
    details,
    headline,
    is_replaced,
    percent,
    quote,
    say_consistent,
    say_noise,
    say_nothing,
    say_replaced,
    summarize,
)

__all__ = ["render_comparison", "render_inspection", "render_search"]

_PAIRS_SHOWN = 50
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def render_comparison(comparison: Comparison) -> str:
    """Return a comparison as text: one block for each change, the noise, the sum.

    Changed passages are marked as ``git diff --word-diff`` does, ``[-old-]`` and
    ``{+new+}``; an empty mark is the place where the other side has something. Nothing from
    the documents can act on a terminal.
    """
    if not comparison.changes:
        return f"{say_nothing(comparison)}\n"
    if is_replaced(comparison):
        return f"{say_replaced(comparison)}\n"
    places = {"old": Places(comparison.old), "new": Places(comparison.new)}
    blocks = [
        f"{visible(comparison.old.id)} → {visible(comparison.new.id)}\n{headline(comparison)}",
        *(_block(change, comparison, places) for change in comparison.changes),
        f"{say_noise(comparison.noise)}\n{summarize(comparison)}",
    ]
    return "\n\n".join(blocks) + "\n"


def render_inspection(found: Comparison) -> str:
    """Return what ``inspect`` found as text; ``old`` is the earlier place, ``new`` the later."""
    if not found.changes:
        return f"{say_consistent(found)}\n"
    places = {"old": Places(found.old), "new": Places(found.new)}
    blocks = (_block(change, found, places) for change in found.changes)
    return "\n\n".join((*blocks, summarize(found))) + "\n"


def _block(change: Change, comparison: Comparison, places: dict[str, Places]) -> str:
    """Return the lines of one change."""
    old, new = places["old"].label(change.old.start), places["new"].label(change.new.start)
    lines = [
        f"{change.severity.value}  {change.kind.value}  {visible(old)} → {visible(new)}",
        f"  {visible(change.message)}",
        "  old  {}[-{}-]{}".format(*quote(comparison.old.text, change.old)),
        "  new  {}{{+{}+}}{}".format(*quote(comparison.new.text, change.new)),
        *(f"  {line}" for line in details(change, comparison, places)),
    ]
    return "\n".join(lines)


def render_search(search: VersionSearch, *, color: bool = False) -> str:
    """Return a search as text: the families, the related pairs, how many stand alone.

    Parameters
    ----------
    search
        What to render.
    color
        Whether headings are set in bold, by escape sequences for terminals.
    """
    bold, plain = (_BOLD, _PLAIN) if color else ("", "")
    members = {member for family in search.families for member in family.members}
    blocks = []
    for number, family in enumerate(search.families, start=1):
        lines = [f"{bold}family {number}: {len(family.members)} versions of one work{plain}"]
        for member in family.members:
            mark = "  (represents the family)" if member == family.representative else ""
            lines.append(f"  {visible(member)}{mark}")
        blocks.append("\n".join(lines))
    if search.matches:
        lines = [f"{bold}related pairs{plain}"]
        lines += [
            f"  {visible(match.a)} ↔ {visible(match.b)}  "
            f"{match.relation.value}, {percent(match.jaccard)} in common"
            for match in search.matches[:_PAIRS_SHOWN]
        ]
        if len(search.matches) > _PAIRS_SHOWN:
            lines.append(
                f"  … and {len(search.matches) - _PAIRS_SHOWN} more; --format json has all"
            )
        blocks.append("\n".join(lines))
    blocks.append(_say_alone(len(search.documents), len(search.documents) - len(members)))
    return "\n\n".join(blocks) + "\n"


def _say_alone(documents: int, alone: int) -> str:
    """Say how many documents have no other version."""
    noun = "document" if documents == 1 else "documents"
    return f"{documents} {noun}; {alone} without another version"
