"""Where packets come from: capture files, read without copying, finished ones and such as are being written.

`source.CaptureSource` is what the engine asks for packets: `file.CaptureFile`, or `growing.GrowingCapture` over the
files that a recorder of `live` fills. `content` is one file's bytes in either of the formats `pcap` and `pcapng`;
`compression` and `mapping` bring them into memory.
"""
