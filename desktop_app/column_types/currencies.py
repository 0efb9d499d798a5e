"""The currencies of the world: their codes (ISO 4217), signs, and how many decimals they have."""

from __future__ import annotations

CODES = frozenset((
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD",
    "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN",
    "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF",
    "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS",
    "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR",
    "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW",
    "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA",
    "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD",
    "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN",
    "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD",
    "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT",
    "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED",
    "VES", "VND", "VUV", "WST", "XAF", "XCD", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
))  # fmt: skip

SIGNS = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW",
    "₴": "UAH", "₪": "ILS", "฿": "THB", "₫": "VND", "₱": "PHP", "₦": "NGN", "₡": "CRC", "₸": "KZT",
    "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "kr": None, "kr.": None, "Fr.": "CHF", "SFr.": "CHF",
    "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL",
}  # fmt: skip
"""What is written for a currency; several use kr, so that alone does not say which."""

_COUNTRIES = {
    "$": {
        "USD": "409 540A US", "CAD": "1009 C0C CA", "AUD": "C09 AU", "NZD": "1409 NZ",
        "SGD": "4809 1004 SG", "HKD": "C04 3C09 HK", "TWD": "404 TW", "MXN": "80A MX",
        "ARS": "2C0A AR", "CLP": "340A CL", "COP": "240A CO",
    },
    "¥": {"JPY": "411 JP", "CNY": "804 CN"},
    "kr": {"SEK": "41D 81D SE", "NOK": "414 814 NO", "DKK": "406 438 DK FO", "ISK": "40F IS"},
}  # fmt: skip
"""Where currencies with the same sign are used, as Windows ([MS-LCID], 2.2) and ISO 3166 count."""

_AT_HOME = {
    sign: {place: code for code, places in currencies.items() for place in places.split()}
    for sign, currencies in _COUNTRIES.items()
}

_DECIMALS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def currency_of(sign: str) -> str | None:
    """Return the code of a currency written so, or None if that does not say which."""
    return sign if sign in CODES else SIGNS.get(sign)


def currency_at(sign: str, place: str | None) -> str | None:
    """Return the code of a currency written so in a workbook that names the country: 41D, sv-SE.

    None if that does not say which.
    """
    currencies = _AT_HOME.get(sign.rstrip("."))
    if not place or currencies is None:
        return currency_of(sign)
    return currencies.get(place.upper().rpartition("-")[2].lstrip("0"))


def is_shared(sign: str) -> bool:
    """Say whether this is a sign of currencies that does not say which."""
    return sign in SIGNS and not SIGNS[sign]


def sign_of(currency: str | None) -> str:
    """Return what is usually written for a currency: its sign, or else its code."""
    signs = (sign for sign, code in SIGNS.items() if code == currency and "." not in sign)
    return next(signs, currency) if currency else ""


def decimals_of(currency: str | None) -> int:
    """Return how many decimals its amounts have."""
    return _DECIMALS.get(currency or "", 2)


def written_signs() -> list[str]:
    """Return all that may be written for a currency, longer ones first."""
    return sorted([*CODES, *SIGNS], key=len, reverse=True)
