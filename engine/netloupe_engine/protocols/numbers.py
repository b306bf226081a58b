"""Names of numbers that several protocols share: EtherTypes, IP protocols, hardware types, differentiated services.

Sources: IANA's registries "IEEE 802 Numbers", "Protocol Numbers", "ARP Parameters" and "Differentiated Services Field
Codepoints" as of 2024; only numbers that still occur.
"""
from .define import names

ETHERTYPE = names(
    0x0004, "802.2 LLC", 0x0200, "Xerox PUP", 0x0800, "IPv4", 0x0806, "ARP", 0x0842, "Wake-on-LAN",
    0x22EA, "Stream Reservation Protocol", 0x22F0, "AVTP", 0x22F3, "TRILL", 0x4305, "BATMAN", 0x6003, "DECnet",
    0x6558, "transparent Ethernet bridging", 0x8035, "RARP", 0x809B, "AppleTalk", 0x80F3, "AppleTalk ARP",
    0x8100, "802.1Q VLAN", 0x8137, "IPX", 0x86DD, "IPv6", 0x8808, "Ethernet flow control", 0x8809, "slow protocols",
    0x880B, "PPP", 0x8847, "MPLS", 0x8848, "MPLS multicast", 0x8863, "PPPoE discovery", 0x8864, "PPPoE session",
    0x886F, "Microsoft network load balancing", 0x8870, "jumbo frame", 0x887B, "HomePlug 1.0",
    0x888E, "EAP over LAN (802.1X)", 0x8892, "PROFINET", 0x889A, "HyperSCSI", 0x88A2, "ATA over Ethernet",
    0x88A4, "EtherCAT", 0x88A8, "802.1ad service VLAN", 0x88AB, "Ethernet POWERLINK", 0x88B8, "GOOSE",
    0x88B9, "GSE management", 0x88BA, "IEC 61850 sampled values", 0x88BE, "ERSPAN type II", 0x88CC, "LLDP",
    0x88CD, "SERCOS III", 0x88E1, "HomePlug AV", 0x88E3, "Media Redundancy Protocol", 0x88E5, "MACsec",
    0x88E7, "provider backbone bridging", 0x88F5, "MVRP", 0x88F7, "PTP (IEEE 1588)", 0x88F8, "NC-SI",
    0x88FB, "Parallel Redundancy Protocol", 0x8902, "connectivity fault management",
    0x8906, "Fibre Channel over Ethernet", 0x8914, "FCoE initialization", 0x8915, "RoCE", 0x891D, "TTEthernet",
    0x892F, "High-availability Seamless Redundancy", 0x893F, "802.1BR bridge port extension", 0x8947, "GeoNetworking",
    0x894F, "Network Service Header", 0x9000, "loopback (configuration test)", 0x9100, "VLAN, double tagging",
    0x9200, "VLAN, double tagging", 0xF1C1, "802.1CB redundancy tag")

IP_PROTOCOL = names(
    0, "IPv6 hop-by-hop options", 1, "ICMP", 2, "IGMP", 3, "GGP", 4, "IPv4", 5, "ST", 6, "TCP", 7, "CBT", 8, "EGP",
    9, "IGP", 17, "UDP", 27, "RDP", 33, "DCCP", 41, "IPv6", 43, "IPv6 routing header", 44, "IPv6 fragment header",
    46, "RSVP", 47, "GRE", 50, "ESP", 51, "AH", 55, "MOBILE", 58, "ICMPv6", 59, "no next header",
    60, "IPv6 destination options", 88, "EIGRP", 89, "OSPF", 94, "IPIP", 97, "EtherIP", 98, "ENCAP", 103, "PIM",
    108, "IPComp", 112, "VRRP", 113, "PGM", 115, "L2TP", 124, "IS-IS over IPv4", 132, "SCTP", 133, "Fibre Channel",
    135, "mobility header", 136, "UDP-Lite", 137, "MPLS-in-IP", 138, "manet", 139, "HIP", 140, "Shim6", 141, "WESP",
    142, "ROHC", 143, "Ethernet", 144, "AGGFRAG", 145, "NSH", 255, "reserved")

HARDWARE = names(
    0, "NET/ROM", 1, "Ethernet", 3, "AX.25", 6, "IEEE 802", 7, "ARCNET", 15, "frame relay", 16, "ATM", 17, "HDLC",
    18, "Fibre Channel", 20, "serial line", 24, "IEEE 1394", 27, "EUI-64", 32, "InfiniBand", 256, "SLIP", 512, "PPP",
    513, "Cisco HDLC", 519, "raw", 768, "IPv4 tunnel", 769, "IPv6 tunnel", 772, "loopback", 774, "FDDI",
    776, "IPv6-in-IPv4 tunnel", 778, "GRE over IPv4", 801, "802.11", 802, "802.11 with Prism header",
    803, "802.11 with radiotap", 804, "802.15.4", 820, "phonet", 823, "GRE over IPv6", 824, "netlink", 825, "6LoWPAN",
    65534, "none")

DSCP = names(
    0, "default", 1, "LE", 8, "CS1", 10, "AF11", 12, "AF12", 14, "AF13", 16, "CS2", 18, "AF21", 20, "AF22", 22, "AF23",
    24, "CS3", 26, "AF31", 28, "AF32", 30, "AF33", 32, "CS4", 34, "AF41", 36, "AF42", 38, "AF43", 40, "CS5",
    44, "voice admit", 45, "NQB", 46, "EF", 48, "CS6", 56, "CS7")

ECN = names(0, "not capable", 1, "ECT(1)", 2, "ECT(0)", 3, "congestion experienced")

CHECKSUM_STATUS = names(0, "good", 1, "bad")
