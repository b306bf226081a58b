"""IEC 60870-5-101 and -104: what is measured and commanded (IEC 60870-5-101, clause 7; -5-104, clause 8)."""
from ..define import (Field, Protocol, bits, call, define, finding, flag, le16, le24, le32, lef32, lei16, lei32, names,
                      nested, node, octets, of, repeat, switch, u8, when)
from ..findings import CONTROLLED, REFUSED, RESTARTED, WRITTEN

TYPE = names(
    1, "M_SP_NA_1 single point", 3, "M_DP_NA_1 double point", 5, "M_ST_NA_1 step position", 7, "M_BO_NA_1 bits",
    9, "M_ME_NA_1 normalized value", 11, "M_ME_NB_1 scaled value", 13, "M_ME_NC_1 floating point value",
    15, "M_IT_NA_1 integrated total", 20, "M_PS_NA_1 packed single points",
    21, "M_ME_ND_1 normalized value, no quality", 30, "M_SP_TB_1 single point with time",
    31, "M_DP_TB_1 double point with time", 32, "M_ST_TB_1 step position with time", 33, "M_BO_TB_1 bits with time",
    34, "M_ME_TD_1 normalized value with time", 35, "M_ME_TE_1 scaled value with time",
    36, "M_ME_TF_1 floating point value with time", 37, "M_IT_TB_1 integrated total with time",
    38, "M_EP_TD_1 protection event with time", 39, "M_EP_TE_1 protection start events with time",
    40, "M_EP_TF_1 protection output with time", 45, "C_SC_NA_1 single command", 46, "C_DC_NA_1 double command",
    47, "C_RC_NA_1 step command", 48, "C_SE_NA_1 set point, normalized", 49, "C_SE_NB_1 set point, scaled",
    50, "C_SE_NC_1 set point, floating point", 51, "C_BO_NA_1 bits command", 58, "C_SC_TA_1 single command with time",
    59, "C_DC_TA_1 double command with time", 60, "C_RC_TA_1 step command with time",
    61, "C_SE_TA_1 set point, normalized, with time", 62, "C_SE_TB_1 set point, scaled, with time",
    63, "C_SE_TC_1 set point, floating point, with time", 64, "C_BO_TA_1 bits command with time",
    70, "M_EI_NA_1 end of initialization", 100, "C_IC_NA_1 interrogation", 101, "C_CI_NA_1 counter interrogation",
    102, "C_RD_NA_1 read", 103, "C_CS_NA_1 set the clock", 104, "C_TS_NA_1 test", 105, "C_RP_NA_1 reset process",
    106, "C_CD_NA_1 delay", 107, "C_TS_TA_1 test with time", 110, "P_ME_NA_1 parameter, normalized",
    111, "P_ME_NB_1 parameter, scaled", 112, "P_ME_NC_1 parameter, floating point", 113, "P_AC_NA_1 activate parameter",
    120, "F_FR_NA_1 file ready", 121, "F_SR_NA_1 section ready", 122, "F_SC_NA_1 call file",
    123, "F_LS_NA_1 last section", 124, "F_AF_NA_1 acknowledge file", 125, "F_SG_NA_1 segment",
    126, "F_DR_TA_1 directory", 127, "F_SC_NB_1 query log")
CAUSE = names(
    1, "periodic", 2, "background scan", 3, "spontaneous", 4, "initialized", 5, "requested", 6, "activation",
    7, "activation confirmed", 8, "deactivation", 9, "deactivation confirmed", 10, "activation ended",
    11, "remote command", 12, "local command", 13, "file transfer", 20, "general interrogation",
    *(word for group in range(1, 17) for word in (20 + group, f"interrogation of group {group}")),
    37, "general counter request", 44, "unknown type", 45, "unknown cause", 46, "unknown common address",
    47, "unknown object address")
DOUBLE = names(0, "between", 1, "off", 2, "on", 3, "not known")
INTERROGATION = names(20, "station", *(word for group in range(1, 17) for word in (20 + group, f"group {group}")))

QUALITY = bits(u8, Field("invalid", flag, mask=0x80), Field("not_topical", flag, mask=0x40),
               Field("substituted", flag, mask=0x20), Field("blocked", flag, mask=0x10),
               Field("overflow", flag, mask=0x01))
OF_POINT = (Field("invalid", flag, mask=0x80), Field("not_topical", flag, mask=0x40),
            Field("substituted", flag, mask=0x20), Field("blocked", flag, mask=0x10))
SELECT = Field("select", flag, mask=0x80, says="the object is to be ready, and not yet to act")
QUALIFIER = Field("qualifier", u8, mask=0x7C, says="of a command: kind of pulse")
SINGLE = bits(u8, *OF_POINT, Field("single", flag, mask=0x01, says="on"))
DOUBLED = bits(u8, *OF_POINT, Field("double", u8, mask=0x03, names=DOUBLE))
STEP = (bits(u8, Field("transient", flag, mask=0x80), Field("step", u8, mask=0x7F)), QUALITY)
BITS, NORMALIZED = Field("bits", le32, base=16), Field("normalized", lei16, says="in 32,768ths of the full scale")
SCALED, FLOATING = Field("scaled", lei16), Field("value", lef32)
COUNTER = (Field("counter", lei32), bits(u8, Field("counter_invalid", flag, mask=0x80),
                                         Field("counter_sequence", u8, mask=0x1F)))
SET = bits(u8, SELECT, Field("set_qualifier", u8, mask=0x7F))
TIME = node(
    Field("time", nested, says="when it was so, by the station's clock"), Field("millisecond", le16, unit="ms"),
    bits(u8, Field("time_invalid", flag, mask=0x80), Field("minute", u8, mask=0x3F)),
    bits(u8, Field("summer_time", flag, mask=0x80), Field("hour", u8, mask=0x1F)), bits(u8, Field("day", u8,
                                                                                                  mask=0x1F)),
    bits(u8, Field("month", u8, mask=0x0F)), bits(u8, Field("year", u8, mask=0x7F, says="since 2000")))
MEASURED = {1: (SINGLE,), 3: (DOUBLED,), 5: STEP, 7: (BITS, QUALITY), 9: (NORMALIZED, QUALITY), 11: (SCALED, QUALITY),
            13: (FLOATING, QUALITY), 15: COUNTER}
COMMANDS = {
    45: (bits(u8, SELECT, QUALIFIER, Field("command", flag, mask=0x01, says="on")),),
    46: (bits(u8, SELECT, QUALIFIER, Field("double_command", u8, mask=0x03, names=DOUBLE)),),
    47: (bits(u8, SELECT, QUALIFIER, Field("step_command", u8, mask=0x03, names=names(1, "lower", 2, "higher"))),),
    48: (NORMALIZED, SET), 49: (SCALED, SET), 50: (FLOATING, SET), 51: (BITS,)}
OBJECT = Field("object", nested, says="one of the station's points")
ADDRESS = Field("object_address", le24, scope="session", keep="distinct", keep_most=64)
IS_COMMAND = (of("type") >= 45) & (of("type") <= 64)
ELEMENT = switch("type", {
    **MEASURED, **COMMANDS,
    # The same with time: measured values from 30 on, commands from 58 on.
    **{30 + at: (*words, TIME) for at, words in enumerate(MEASURED.values())},
    **{58 + at: (*words, TIME) for at, words in enumerate(COMMANDS.values())},
    21: NORMALIZED, 70: Field("initialized_by", u8), 100: Field("interrogation", u8, names=INTERROGATION),
    101: Field("counters", u8, base=16), 102: (), 103: TIME, 105: Field("reset", u8), 106: Field("delay", le16,
                                                                                                 unit="ms"),
}, default=Field("element", octets))

IEC60870_ASDU = Protocol(
    key="iec60870_asdu", title="IEC 60870-5 data", reference="IEC 60870-5-101", layer=7, tells=False,
    rides_on={"iec104.asdu": 0}, starts=(),
    layout=(
        define("element", ELEMENT),
        Field("type", u8, names=TYPE, scope="session", keep="distinct", only=(range(1, 128),)),
        bits(u8, Field("is_sequence", flag, mask=0x80, says="one address, and those behind it"),
             Field("count", u8, mask=0x7F)),
        bits(u8, Field("test", flag, mask=0x80), Field("negative", flag, mask=0x40, says="refused"),
             Field("cause", u8, mask=0x3F, names=CAUSE, scope="session", keep="distinct")),
        Field("originator", u8), Field("common_address", le16, scope="session", keep="distinct", says="the station"),
        when(of("negative") == 1, finding("error")),
        when((of("cause") == 6) & (of("negative") == 0),
             when(IS_COMMAND, finding("control")), when(of("type") == 105, finding("restart")),
             when((of("type") >= 110) & (of("type") <= 113), finding("write"))),
        when(of("is_sequence") == 1, ADDRESS, repeat(node(OBJECT, call("element")), count="count"),
             otherwise=repeat(node(OBJECT, ADDRESS, call("element")), count="count")),
    ),
    info=("{type}", "{cause}", "{object_address}"),
    findings=(CONTROLLED, RESTARTED, WRITTEN, REFUSED))
