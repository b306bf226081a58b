"""IP over Fibre Channel. References: RFC 4338; tcpdump.org, LINKTYPE_IP_OVER_FC."""
from ..define import Field, Protocol, carry, octets, sized

IPFC = Protocol(
    key="ipfc", title="IP over Fibre Channel", reference="RFC 4338", layer=2, rides_on={"link": 122}, header=16,
    layout=(Field("destination", sized(8, octets), says="port name"),
            Field("source", sized(8, octets), says="port name"), carry("ethertype", 4)),
    info=("{source} to {destination}",))
