"""What a column may hold. One file per type; to add one, write the file and list it here.

Where a column fits several types, an import takes the first; text takes what is left over.
May import: domain.
"""

from desktop_app.column_types.automatic_number import AutomaticNumber
from desktop_app.column_types.base import ColumnType
from desktop_app.column_types.changed_by import ChangedBy
from desktop_app.column_types.changed_time import ChangedTime
from desktop_app.column_types.choice import Choice
from desktop_app.column_types.created_by import CreatedBy
from desktop_app.column_types.created_time import CreatedTime
from desktop_app.column_types.date import Date
from desktop_app.column_types.date_time import DateTime
from desktop_app.column_types.decimal_number import DecimalNumber
from desktop_app.column_types.duration import Duration
from desktop_app.column_types.email import Email
from desktop_app.column_types.file import File
from desktop_app.column_types.formula import Formula
from desktop_app.column_types.link import Link
from desktop_app.column_types.links import Links
from desktop_app.column_types.long_text import LongText
from desktop_app.column_types.lookup import Lookup
from desktop_app.column_types.money import Money
from desktop_app.column_types.percent import Percent
from desktop_app.column_types.person import Person
from desktop_app.column_types.phone import Phone
from desktop_app.column_types.rating import Rating
from desktop_app.column_types.several_choices import SeveralChoices
from desktop_app.column_types.text import Text
from desktop_app.column_types.time_of_day import TimeOfDay
from desktop_app.column_types.total import Total
from desktop_app.column_types.web_link import WebLink
from desktop_app.column_types.whole_number import WholeNumber
from desktop_app.column_types.yes_no import YesNo
from desktop_app.domain.registry import Registry

COLUMN_TYPES: Registry[ColumnType] = Registry(
    "column type",
    [
        *(Text(), LongText()),
        *(WholeNumber(), DecimalNumber(), Money(), Percent(), YesNo()),
        *(Date(), DateTime(), TimeOfDay(), Duration()),
        *(Choice(), SeveralChoices(), Rating()),
        *(Email(), WebLink(), Phone(), Person(), File()),
        *(Link(), Links(), Lookup(), Total(), Formula()),
        *(AutomaticNumber(), CreatedTime(), CreatedBy(), ChangedTime(), ChangedBy()),
    ],
)
