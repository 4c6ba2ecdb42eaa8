"""Facts: the typed values that stand in a text, above all its figures and dates."""

from docdiff.facts.brackets import find_bracket_conflicts
from docdiff.facts.contrasts import Contrast, begins_clause, find_contrast, spell_out
from docdiff.facts.heads import measure_at
from docdiff.facts.lists import find_list_conflicts
from docdiff.facts.rates import words_before
from docdiff.facts.scan import find_facts
from docdiff.facts.signs import signs_of
from docdiff.facts.spelt import read_number
from docdiff.facts.units import Unit, unit_at
from docdiff.facts.view import find_language

__all__ = [
    "Contrast",
    "Unit",
    "begins_clause",
    "find_bracket_conflicts",
    "find_contrast",
    "find_facts",
    "find_language",
    "find_list_conflicts",
    "measure_at",
    "read_number",
    "signs_of",
    "spell_out",
    "unit_at",
    "words_before",
]
