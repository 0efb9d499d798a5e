"""The functions of formulas. To add one, write it in the file of its sort, with a line in its list.

It is then in `FUNCTIONS`, and needs a line with an example in the help. What differs between
databases goes into `dialects`.
"""

from desktop_app.domain.registry import Registry
from desktop_app.formulas.functions.base import Function
from desktop_app.formulas.functions.days import DAYS
from desktop_app.formulas.functions.logic import LOGIC
from desktop_app.formulas.functions.numbers import NUMBERS
from desktop_app.formulas.functions.texts import TEXTS

FUNCTIONS: Registry[Function] = Registry("function", [*LOGIC, *NUMBERS, *TEXTS, *DAYS])
