"""UDS: diagnostic services of vehicles (ISO 14229-1)."""
from ...model import Severity
from ..define import (Field, Finding, Protocol, ahead, bits, finding, flag, left, names, octets, of, skip, switch, u8,
                      u16, when)
from ..findings import CONTROLLED, PROGRAMMED, REFUSED, RESTARTED, WRITTEN

SERVICE = names(
    0x10, "session control", 0x11, "reset", 0x14, "clear trouble codes", 0x19, "read trouble codes",
    0x22, "read data by identifier", 0x23, "read memory", 0x24, "read scaling", 0x27, "security access",
    0x28, "communication control", 0x29, "authentication", 0x2A, "read periodic data", 0x2C, "define identifier",
    0x2E, "write data by identifier", 0x2F, "input output control", 0x31, "routine control", 0x34, "request download",
    0x35, "request upload", 0x36, "transfer data", 0x37, "end of transfer", 0x38, "file transfer", 0x3D, "write memory",
    0x3E, "tester present", 0x83, "timing parameters", 0x84, "secured data", 0x85, "control trouble code setting",
    0x86, "response on event", 0x87, "link control")
CODE = names(
    0x10, "general reject", 0x11, "service not supported", 0x12, "sub-function not supported", 0x13, "incorrect length",
    0x14, "response too long", 0x21, "busy", 0x22, "conditions not correct", 0x24, "request sequence error",
    0x25, "no response from subnet", 0x31, "request out of range", 0x33, "security access denied",
    0x34, "authentication required", 0x35, "invalid key", 0x36, "too many attempts", 0x37, "time delay not expired",
    0x70, "upload or download not accepted", 0x71, "transfer suspended", 0x72, "programming failure",
    0x73, "wrong block number", 0x78, "response pending", 0x7E, "sub-function not supported in session",
    0x7F, "service not supported in session")
RESET = names(1, "hard", 2, "key off and on", 3, "soft", 4, "enable rapid power shutdown")
SESSION = names(1, "default", 2, "programming", 3, "extended", 4, "safety")
IDENTIFIER = Field("identifier", u16, base=16, scope="session", keep="distinct", keep_most=256)
PENDING = 0x78

UDS = Protocol(
    key="uds", title="Unified Diagnostic Services", reference="ISO 14229-1", layer=7, rides_on={"doip.message": 0x8001},
    starts=(),
    layout=(
        when(
            ahead(u8, 0x7F), skip(1),
            Field("refused", u8, names=SERVICE, base=16, scope="session", keep="distinct"),
            Field("code", u8, names=CODE, base=16, scope="session", keep="distinct"),
            when(of("code") != PENDING, finding("error")),
            otherwise=(
                bits(u8, Field("response", flag, mask=0x40),
                     Field("service", u8, mask=0xBF, names=SERVICE, base=16, scope="session", keep="distinct")),
                switch("service", {
                    0x10: Field("session", u8, mask=0x7F, names=SESSION, scope="session", keep="distinct"),
                    0x11: Field("reset", u8, mask=0x7F, names=RESET),
                    (0x22, 0x2E): when(left >= 2, IDENTIFIER),
                    0x27: Field("access", u8, mask=0x7F, says="odd: a seed is asked for; even: a key is sent"),
                    0x31: (Field("routine_control", u8, mask=0x7F, names=names(1, "start", 2, "stop", 3, "results")),
                           when(left >= 2, Field("routine", u16, base=16, scope="session", keep="distinct"))),
                }),
                when(of("response") == 0, switch("service", {
                    0x11: finding("restart"), (0x2E, 0x3D): finding("write"), (0x2F, 0x31): finding("control"),
                    (0x34, 0x35, 0x38): finding("program"), 0x27: finding("access")})),
                when(left > 0, Field("data", octets)))),
    ),
    info=("{service}", "{refused}", "{code}", "{identifier}"),
    findings=(RESTARTED, WRITTEN, CONTROLLED, PROGRAMMED, REFUSED,
              Finding("access", Severity.NOTE, "Access to protected functions of a control unit was asked for.")))
