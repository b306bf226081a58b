"""What PPP's control protocols have in common (RFC 1661, section 5): codes, and the fields the code they share puts."""
from ..define import Field, Names, names, nested, number, octets, u8, u16

SHARED = ("option", "option_type", "option_length", "option_data", "rejected_protocol", "magic", "data")

CODE = names(
    0, "vendor specific", 1, "configure request", 2, "configure ack", 3, "configure nak", 4, "configure reject",
    5, "terminate request", 6, "terminate ack", 7, "code reject", 8, "protocol reject", 9, "echo request",
    10, "echo reply", 11, "discard request", 12, "identification", 13, "time remaining", 14, "reset request",
    15, "reset ack")


def fields(options: Names) -> tuple[Field, ...]:
    """The header and the list of options, whose types are named so."""
    return (
        Field("code", u8, at=0, names=CODE, says="what the packet is"),
        Field("identifier", u8, at=1, says="the same in a request and its reply"),
        Field("length", u16, at=2, unit="bytes", says="the whole packet"),
        Field("option", nested, says="one option that is asked for, or refused"),
        Field("option_type", number, names=options, says="what the option is"),
        Field("option_length", number, unit="bytes", says="the option with its type and length"),
        Field("option_data", octets, says="its value"),
        Field("rejected_protocol", number, base=16, says="protocol the sender does not know"),
        Field("magic", number, base=16, says="sender's random number, by which loops are found"),
        Field("data", octets, says="content of other packets"),
    )
