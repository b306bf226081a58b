"""Writing files: chosen packets of a capture as pcap or pcapng."""
