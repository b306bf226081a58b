"""Address Resolution Protocol and its reverse. References: RFC 826; RFC 903; numbers: IANA, ARP Parameters."""
from ..define import Field, Protocol, flag, ipv4, mac, names, octets, u8, u16
from ..numbers import ETHERTYPE, HARDWARE

OPERATION = names(
    1, "request", 2, "reply", 3, "reverse request", 4, "reverse reply", 8, "inverse request", 9, "inverse reply",
    10, "NAK")

ARP = Protocol(
    key="arp", title="Address Resolution Protocol", reference="RFC 826, RFC 903", layer=3,
    rides_on={"ethertype": (0x0806, 0x8035)},
    fields=(
        Field("hardware_type", u16, at=0, names=HARDWARE, says="kind of hardware addresses"),
        Field("protocol_type", u16, at=2, base=16, names=ETHERTYPE, says="kind of protocol addresses, an EtherType"),
        Field("hardware_size", u8, at=4, unit="bytes", says="size of a hardware address"),
        Field("protocol_size", u8, at=5, unit="bytes", says="size of a protocol address"),
        Field("operation", u16, at=6, names=OPERATION, says="what is asked or answered"),
        Field("sender_mac", mac, says="hardware address of the sender"),
        Field("sender_ip", ipv4, says="IPv4 address of the sender"),
        Field("target_mac", mac, says="hardware address of the target; zero in a request"),
        Field("target_ip", ipv4, says="IPv4 address of the target"),
        Field("sender_hardware", octets, says="hardware address of the sender, where it is not a MAC address"),
        Field("sender_protocol", octets, says="protocol address of the sender, where it is not an IPv4 address"),
        Field("target_hardware", octets, says="hardware address of the target, where it is not a MAC address"),
        Field("target_protocol", octets, says="protocol address of the target, where it is not an IPv4 address"),
        Field("is_gratuitous", flag, says="the sender announces its own address, nobody is asked"),
    ),
    header=8, twin="_arp",
    info=("{operation}", "{sender_ip} ({sender_mac}) → {target_ip}"))
