"""The façade: the only door to the engine for the window and the command line.

    analysis = Analysis("capture.pcapng")
    analysis.start()                    # worker threads; or analysis.run() to wait for the end
    snapshot = analysis.snapshot(0)     # any thread, any time, microseconds
    analysis.sessions.column("packets_up")
    analysis.session(1), analysis.packet(1)
    analysis.close()
"""
