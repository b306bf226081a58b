"""Ports of well-known services: which of two ports is the service's when a session's opening was not captured.

Those of IANA's Service Name and Transport Protocol Port Number Registry (as of 2026-11) that servers are found on, and
a few that are in such use without being registered there. The registry's other ports above 1023 are as likely a
client's: hosts choose theirs from 1024, 32768 or 49152 on. Ports that a protocol's own table names need not stand here.
"""

SYSTEM_PORTS = 1024     # those below are given to services only (RFC 6335, section 6), and these to their clients:
TCP_CLIENTS = frozenset({20})           # an FTP server connects from it (RFC 959, section 3.2)
UDP_CLIENTS = frozenset({68, 546})      # DHCP (RFC 2131, section 4.1; RFC 8415, section 7.2)

_BOTH = (
    7, 9, 13, 17, 19, 37, 49, 53, 88, 111, 123, 135, 137, 138, 139, 389, 427, 443, 445, 464, 500, 514, 515, 530,
    547, 554, 623, 631, 853,
    1194,               # OpenVPN
    1812, 1813,         # RADIUS
    2049,               # NFS
    2427, 2727,         # MGCP
    3478, 5349,         # STUN, TURN
    3702,               # WS-Discovery
    4789, 6081,         # VXLAN, Geneve
    5060, 5061,         # SIP
    5353, 5355,         # mDNS, LLMNR
    5683, 5684,         # CoAP
    20000, 44818, 47808,    # DNP3, EtherNet/IP, BACnet
)

TCP_SERVICES = frozenset({
    *_BOTH, 21, 22, 23, 25, 43, 70, 79, 80, 102, 109, 110, 113, 119, 143, 179, 194, 220, 311, 444, 465, 502, 512,
    513, 540, 543, 544, 548, 563, 587, 593, 636, 646, 873, 902, 989, 990, 992, 993, 995,
    1080,               # SOCKS
    1352,               # Lotus Notes
    1433, 1521, 3050, 3306, 5432, 9042, 27017,  # SQL Server, Oracle, Firebird, MySQL, PostgreSQL, Cassandra, MongoDB
    1720,               # H.323
    1723,               # PPTP
    1883, 8883,         # MQTT
    2181,               # ZooKeeper
    2375, 2376,         # Docker
    2404,               # IEC 60870-5-104
    2775,               # SMPP
    3128,               # HTTP proxies
    3260,               # iSCSI
    3268, 3269,         # Active Directory's global catalogue
    3389,               # Remote Desktop
    3690,               # Subversion
    3868, 5868,         # Diameter
    4222,               # NATS
    4840,               # OPC UA
    5222, 5223, 5269, 5280,     # XMPP
    5500, 5900, 5901,   # VNC
    5671, 5672,         # AMQP
    5985, 5986,         # Windows Remote Management
    6000, 6001,         # X11
    6379,               # Redis
    6443,               # Kubernetes
    6514,               # syslog over TLS
    6633, 6653,         # OpenFlow
    6667, 6697,         # IRC
    8000, 8008, 8080, 8081, 8443, 8888,     # HTTP
    8291,               # RouterOS
    9092,               # Kafka
    9100,               # printers
    9200, 9300,         # Elasticsearch
    9418,               # git
    10050, 10051,       # Zabbix
    11211,              # memcached
    61613, 61616,       # STOMP, ActiveMQ
})

UDP_SERVICES = frozenset({
    *_BOTH, 67, 69, 161, 162, 177, 319, 320, 496, 520, 521,
    1434,               # SQL Server's browser
    1645, 1646,         # RADIUS as it was
    1701,               # L2TP
    1900,               # SSDP
    2055, 4739, 6343, 9995,     # NetFlow, IPFIX, sFlow
    2123, 2152, 3386,   # GTP
    3544,               # Teredo
    3784, 4784,         # BFD
    4500,               # IPsec through NAT
    5246, 5247,         # CAPWAP
    8805,               # PFCP
    8472,               # VXLAN as Linux had it
    37008,              # TZSP
    51820,              # WireGuard
})
