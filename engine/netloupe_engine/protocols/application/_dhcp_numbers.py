"""Names of the numbers in DHCP messages.

Source: IANA's registry "Dynamic Host Configuration Protocol (DHCP) and Bootstrap Protocol (BOOTP) Parameters", as of
2024, with the private options that are common in practice.
"""
from ..define import names

OPERATION = names(1, "request", 2, "reply")

MESSAGE_TYPE = names(
    1, "discover", 2, "offer", 3, "request", 4, "decline", 5, "ack", 6, "nak", 7, "release", 8, "inform",
    9, "forcerenew", 10, "leasequery", 11, "leaseunassigned", 12, "leaseunknown", 13, "leaseactive",
    14, "bulkleasequery", 15, "leasequerydone", 16, "activeleasequery", 17, "leasequerystatus", 18, "tls")

OPTION = names(
    0, "pad", 1, "subnet mask", 2, "time offset", 3, "router", 4, "time server", 5, "IEN 116 name server",
    6, "domain name server", 7, "log server", 8, "quotes server", 9, "printer server", 10, "impress server",
    11, "resource location server", 12, "host name", 13, "boot file size", 14, "merit dump file", 15, "domain name",
    16, "swap server", 17, "root path", 18, "extensions file", 19, "IP forwarding", 20, "non-local source routing",
    21, "policy filters", 22, "maximum datagram reassembly size", 23, "default IP time to live",
    24, "path MTU aging timeout", 25, "path MTU plateaus", 26, "interface MTU", 27, "all subnets are local",
    28, "broadcast address", 29, "perform mask discovery", 30, "mask supplier", 31, "perform router discovery",
    32, "router solicitation address", 33, "static routes", 34, "trailer encapsulation", 35, "ARP cache timeout",
    36, "Ethernet encapsulation", 37, "default TCP time to live", 38, "TCP keepalive interval",
    39, "TCP keepalive garbage", 40, "NIS domain", 41, "NIS server", 42, "NTP server",
    43, "vendor-specific information", 44, "NetBIOS name server", 45, "NetBIOS datagram distribution server",
    46, "NetBIOS node type", 47, "NetBIOS scope", 48, "X font server", 49, "X display manager", 50, "requested address",
    51, "lease time", 52, "overload", 53, "message type", 54, "server identifier", 55, "requested options",
    56, "message", 57, "maximum message size", 58, "renewal time", 59, "rebinding time", 60, "vendor class",
    61, "client identifier", 62, "NetWare/IP domain", 63, "NetWare/IP information", 64, "NIS+ domain",
    65, "NIS+ server", 66, "TFTP server name", 67, "boot file name", 68, "mobile IP home agent", 69, "SMTP server",
    70, "POP3 server", 71, "NNTP server", 72, "WWW server", 73, "finger server", 74, "IRC server",
    75, "StreetTalk server", 76, "StreetTalk directory assistance server", 77, "user class", 78, "SLP directory agent",
    79, "SLP service scope", 80, "rapid commit", 81, "fully qualified domain name", 82, "relay agent information",
    83, "iSNS", 85, "NDS server", 86, "NDS tree name", 87, "NDS context", 88, "BCMCS controller names",
    89, "BCMCS controller addresses", 90, "authentication", 91, "last transaction time", 92, "associated addresses",
    93, "client system architecture", 94, "client network interface", 95, "LDAP", 97, "client machine identifier",
    98, "user authentication protocol", 99, "civic location", 100, "POSIX time zone", 101, "time zone",
    108, "IPv6-only preferred", 109, "DHCPv4-over-DHCPv6 source address", 112, "NetInfo address", 113, "NetInfo tag",
    114, "captive portal", 116, "auto-configure", 117, "name service search", 118, "subnet selection",
    119, "domain search", 120, "SIP servers", 121, "classless static routes", 122, "CableLabs client configuration",
    123, "geographic location", 124, "vendor-identifying vendor class", 125, "vendor-identifying vendor information",
    128, "TFTP server (PXE)", 129, "call server (PXE)", 130, "discrimination string (PXE)",
    131, "remote statistics server (PXE)", 132, "802.1Q VLAN (PXE)", 133, "802.1Q priority (PXE)",
    134, "differentiated services (PXE)", 135, "HTTP proxy for phones (PXE)", 136, "PANA agent", 137, "LoST server",
    138, "CAPWAP controller", 139, "IPv4 address of mobility services", 140, "names of mobility services",
    141, "SIP user agent domains", 142, "ANDSF server", 143, "SZTP redirect", 144, "geospatial location",
    145, "forcerenew nonce", 146, "recursive name server selection", 147, "DOTS agent name", 148, "DOTS agent address",
    150, "TFTP server address", 151, "status code", 152, "base time", 153, "start time of state",
    154, "query start time", 155, "query end time", 156, "state of lease", 157, "data source", 158, "PCP server",
    159, "port parameters", 160, "captive portal (old)", 161, "manufacturer usage description",
    162, "encrypted name server", 175, "Etherboot", 176, "IP telephone", 177, "Etherboot (packet cable)",
    208, "PXELINUX magic", 209, "configuration file", 210, "path prefix", 211, "reboot time", 212, "6RD",
    213, "access network domain", 220, "subnet allocation", 221, "virtual subnet selection",
    249, "classless static routes (Microsoft)", 252, "proxy auto-configuration", 255, "end")

OVERLOAD = names(1, "boot file holds options", 2, "server name holds options", 3, "both hold options")

NODE_TYPE = names(1, "B-node: broadcast", 2, "P-node: point to point", 4, "M-node: mixed", 8, "H-node: hybrid")

CLIENT_ARCHITECTURE = names(
    0, "x86 BIOS", 1, "NEC/PC98", 2, "Itanium", 3, "DEC Alpha", 4, "Arc x86", 5, "Intel Lean Client", 6, "x86 UEFI",
    7, "x64 UEFI", 8, "EFI Xscale", 9, "EBC", 10, "ARM 32-bit UEFI", 11, "ARM 64-bit UEFI", 15, "x86 UEFI over HTTP",
    16, "x64 UEFI over HTTP", 18, "ARM 32-bit UEFI over HTTP", 19, "ARM 64-bit UEFI over HTTP",
    20, "x86 BIOS over HTTP")

RELAY_OPTION = names(
    1, "circuit identifier", 2, "remote identifier", 4, "DOCSIS device class", 5, "link selection",
    6, "subscriber identifier", 7, "RADIUS attributes", 8, "authentication", 9, "vendor-specific information",
    10, "relay agent flags", 11, "server identifier override", 12, "relay agent identifier", 13, "access technology",
    14, "access network name", 15, "access point name", 16, "access point BSSID", 17, "operator identifier",
    18, "operator realm", 19, "relay source port", 150, "link selection (Cisco)", 151, "virtual subnet selection",
    152, "virtual subnet selection control")

FQDN_FLAGS = names(
    0x01, "server updates the address record", 0x02, "server overrode the client", 0x04, "name in wire format",
    0x08, "no updates at all")
