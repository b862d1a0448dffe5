"""The one door to phonenumbers: how a telephone number is written for the country it is of."""


def spaced(e164: str) -> str:
    """Return "+251 11 551 4977" of a number in E.164; what is no such number stays as it is."""
    if not e164.startswith("+"):
        return e164
    import phonenumbers  # loaded when a number is first told

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    if not phonenumbers.is_possible_number(number):
        return e164
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
