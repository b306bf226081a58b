"""Where packets come from while they happen: devices, other programs, other hosts.

A *recorder* puts packets into files, from the first one; a `Segments` says which files those are. Whoever wants to see
the packets reads the files as they grow (`capture/growing.pyx`): nothing is lost if the reader is slow, or dies.
"""
