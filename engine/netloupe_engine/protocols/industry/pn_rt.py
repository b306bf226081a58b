"""PROFINET: frames in real time between controllers and devices (IEC 61158-6-10, clause 4.3)."""
from ..define import Field, Protocol, names, of, seek, total, u8, u16, when

KIND = names(
    0x0020, "precise sync with follow-up", 0x0021, "precise sync", 0x0080, "sync with follow-up", 0x0081, "sync",
    0xFC01, "alarm, high", 0xFE01, "alarm, low", 0xFE02, "configuration of remote services", 0xFEFC, "DCP hello",
    0xFEFD, "DCP get or set", 0xFEFE, "DCP identify", 0xFEFF, "DCP identify response", 0xFF00, "sync announce",
    0xFF01, "sync announce", 0xFF20, "sync follow-up", 0xFF21, "sync follow-up", 0xFF40, "delay request",
    0xFF41, "delay response with follow-up", 0xFF42, "delay follow-up", 0xFF43, "delay response")
STATUS = names(0x01, "primary", 0x04, "valid", 0x10, "running", 0x20, "no problem", 0x80, "ignore")

PN_RT = Protocol(
    key="pn_rt", title="PROFINET", reference="IEC 61158-6-10", layer=2, rides_on={"ethertype": 0x8892},
    header=2, next="frame_id", children=("profinet.frame",),
    layout=(
        Field("frame_id", u16, at=0, base=16, names=KIND, says="kind of frame; 0x0100 to 0xFBFF: cyclic data"),
        # Cyclic data end with what its sender says of them.
        when((of("frame_id") >= 0x0100) & (of("frame_id") < 0xFC00) & (total >= 42),
             seek(total - 4), Field("cycle", u16, says="counts in units of 31.25 us"),
             Field("data_status", u8, flags=STATUS, base=16), Field("transfer_status", u8, base=16)),
    ),
    info=("{frame_id}", "{data_status}"))
