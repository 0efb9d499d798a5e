"""What a column may hold. One file per type; to add one, write the file and list it here.

Where a column fits several types, an import takes the first; text takes what is left over.
May import: domain.
"""

from desktop_app.column_types.base import ColumnType
from desktop_app.column_types.date import Date
from desktop_app.column_types.date_time import DateTime
from desktop_app.column_types.decimal_number import DecimalNumber
from desktop_app.column_types.text import Text
from desktop_app.column_types.whole_number import WholeNumber
from desktop_app.column_types.yes_no import YesNo
from desktop_app.domain.registry import Registry

COLUMN_TYPES: Registry[ColumnType] = Registry(
    "column type",
    [Text(), WholeNumber(), DecimalNumber(), YesNo(), Date(), DateTime()],
)
