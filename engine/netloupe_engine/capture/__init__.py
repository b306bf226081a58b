"""Where packets come from: capture files, read without copying.

`file.CaptureFile` is the source; `pcap` and `pcapng` know the two formats, `compression` and `mapping` bring the bytes
into memory.
"""
