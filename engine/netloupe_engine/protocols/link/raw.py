"""Raw IP: no link header, the version tells IPv4 from IPv6.

Reference: tcpdump.org, LINKTYPE_RAW (101, and 12 or 14 as some systems write it), LINKTYPE_IPV4, LINKTYPE_IPV6.
"""
from ..define import Protocol

RAW = Protocol(
    key="raw", title="Raw IP", reference="LINKTYPE_RAW, LINKTYPE_IPV4, LINKTYPE_IPV6 (tcpdump.org)", layer=2,
    rides_on={"link": (101, 12, 14, 228, 229), "pim.type": 1},
    children=("ethertype", "raw.version"), twin="_raw")
