"""Numbers of vendors, kinds of devices, and objects of CIP, as far as they are met (ODVA, CIP Networks Library, volume
1, chapters 4 to 6; vendors: ODVA's list)."""
from ..define import names

VENDOR = names(
    1, "Rockwell Automation", 5, "Rockwell Automation (Reliance)", 26, "Festo", 40, "WAGO", 44, "Yaskawa", 47, "Omron",
    48, "Turck", 90, "HMS", 108, "Beckhoff", 145, "Siemens", 161, "Mitsubishi Electric", 243, "Schneider",
    283, "Hilscher", 356, "Fanuc", 562, "Phoenix Contact", 678, "Cognex", 808, "SICK")
DEVICE = names(
    0, "generic", 2, "AC drive", 3, "motor overload", 4, "limit switch", 5, "inductive proximity switch",
    6, "photoelectric sensor", 7, "discrete input and output", 9, "resolver", 12, "communications adapter",
    14, "programmable controller", 16, "position controller", 19, "DC drive", 21, "contactor", 22, "motor starter",
    23, "soft start", 24, "operator panel", 26, "mass flow controller", 27, "pneumatic valve", 28, "vacuum gauge",
    34, "encoder", 35, "safety input and output", 37, "motion drive", 43, "generic, keyable", 44, "Ethernet switch",
    200, "embedded component")
CLASS = names(
    0x01, "identity", 0x02, "message router", 0x04, "assembly", 0x05, "connection", 0x06, "connection manager",
    0x07, "register", 0x08, "discrete input", 0x09, "discrete output", 0x0A, "analog input", 0x0B, "analog output",
    0x0F, "parameter", 0x1D, "discrete input group", 0x1E, "discrete output group", 0x28, "motor data",
    0x29, "control supervisor", 0x2A, "AC or DC drive", 0x37, "file", 0x41, "event log", 0x42, "motion axis",
    0x43, "time sync", 0x44, "Modbus", 0x47, "device level ring", 0x48, "quality of service", 0x67, "PCCC",
    0x68, "program", 0x6B, "symbol", 0x6C, "template", 0xF4, "port", 0xF5, "TCP/IP interface", 0xF6, "Ethernet link")
