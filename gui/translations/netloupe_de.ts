<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{relative} (raw {raw})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the header lines of the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first payload of the initiator to first payload of the responder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>double-click to go to the packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by its payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the session that announced it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by its protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>protocol path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recognised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>initiator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>responder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VLAN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>carried by session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>responder&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what DNS told the initiator before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>double-click to go to the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session {id} ({why})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>announced sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packets of sessions inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes of sessions inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SYN to SYN-ACK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SYN-ACK to ACK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round trip (handshake)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round trip (data)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{mean} (from {low} to {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retransmissions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate acknowledgements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zero windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maximum segment size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selective acknowledgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offered by one side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the capture: the session was already running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packet {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read in packet {packet}; double-click to go there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Netloupe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session-centred network traffic inspection for the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open capture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a capture file: pcap or pcapng, also gzip, zstd or lz4 compressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;sample capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the same file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Secrets…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose key logs of TLS for this capture, and read what was said inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fo&amp;rget secrets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read this capture again without the key logs chosen for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export sessions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the packets of the selected or shown sessions to a file of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save capture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the whole live capture to a file of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start capturing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture packets as last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top capturing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop capturing and keep what was captured open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restart capturing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same capture again, from nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;ontinue capturing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on in the same capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture o&amp;ptions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose interfaces, a capture filter, when to stop, and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remote &amp;host over ssh…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture on another computer with its tcpdump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a p&amp;ipe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what another program writes to a pipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;fresh interfaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type words that the shown sessions must contain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear filter and &amp;brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find text, expressions or bytes in packets and streams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow &amp;stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what the two ends of the selected session said to each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mark or unmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the selected packet, or in the sessions table the selected sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N&amp;ote…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note on the selected packet, or in the sessions table on sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times in the packets table count from the selected packet, or not any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter and brush as they were before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save filter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the filter a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Named filters…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show, rename or delete filters that have a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Group sessions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group sessions by what they have in common</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Do not group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour r&amp;ules…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give rows of sessions colours by filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Only this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only sessions with the value the keyboard is at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xclude this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show no sessions with the value the keyboard is at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;And this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the sessions shown, only those with the value the keyboard is at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>O&amp;r this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also show sessions with the value the keyboard is at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Prepare this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the value the keyboard is at into the filter line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour this value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the rows of sessions with the value the keyboard is at a colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to packet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next packet in the &amp;session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous packet in the s&amp;ession</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was selected before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free&amp;ze view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the view still while reading goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fo&amp;llow newest session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the newest session in sight until you scroll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading and keep what was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue rea&amp;ding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the rest of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to &amp;sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to &amp;packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to &amp;attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to &amp;bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to &amp;timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to th&amp;roughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to s&amp;tatistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to &amp;lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to &amp;findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to f&amp;iles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that sessions carried: list and save them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to st&amp;ream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to T&amp;CP plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to la&amp;dder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who sent what to whom, as arrows between hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to r&amp;elations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why sessions are there: DNS, announcements, tunnels, redirects, referers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset: &amp;Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions, statistics and lanes together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset: &amp;Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One session: timeline, packets, stream, attributes and bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset: &amp;Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes: throughput, the newest sessions, lanes and findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset panes and columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preset that is shown, and the columns, as they are at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Names instead of addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what hosts files and DNS call the ends; filters still take addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: &amp;light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: &amp;dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme: high &amp;contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;references…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance, times, timeouts and limits, files with names; profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command by its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Netloupe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Value at the keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Panes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relations</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AskingCommands</name>
    <message>
        <source>Go to a value in a table or in the attribute tree first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coloured: {name}. “Colour rules…” in the menu View changes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {n} colour rules already: remove one in the menu View first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no filter to save: write one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the filter:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttributeModel</name>
    <message>
        <source>the capture kept too few bytes of this packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a length does not fit the bytes that are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value that the specification does not allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an option that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a pointer that leads nowhere, or in circles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nested deeper than Netloupe follows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more attributes than Netloupe shows of one packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a link type Netloupe does not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many fragments were waiting; this datagram is incomplete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fragments overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many bytes were waiting; a part was let go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes of the packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reassembled bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes made of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} at {at} of the {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttributesView</name>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show attributes with this in their name or value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of the attribute tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only what differs from the packet selected before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes of the session and of the packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session or packet selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select one in the tables or in the timeline to read its attributes here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy subtree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy bytes as hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the packet it was read from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open all below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This packet takes a moment to decode.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BytesView</name>
    <message>
        <source>Which bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8 a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show 8 bytes a line instead of 16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the selected bytes as numbers and times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes of the packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the selected bytes are, and their values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No packet selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a packet in the table or in the timeline to see its bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as C array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as escaped string</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This packet takes a moment to decode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet ({size} B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reassembled ({size} B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select bytes, or an attribute, to see what they mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offset {at} (0x{at:x})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureDialog</name>
    <message>
        <source>Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remote host over &amp;ssh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pi&amp;pe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for interfaces again (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture &amp;filter:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an interface; Ctrl+click chooses several.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interface is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This interface cannot be captured on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture filter is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureFilterField</name>
    <message>
        <source>all packets; for example: tcp port 443 and not host 10.0.0.1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It would have kept {kept} of the last {all} packets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: every packet is captured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid filter.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureMenu</name>
    <message>
        <source>Looking for interfaces…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interface can be seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packets/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptureOptionsPanel</name>
    <message>
        <source>Packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Promiscuous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also take packets that are addressed to other computers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Immediate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deliver each packet at once: less delay, much more work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Nanosecond time stamps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the interface has them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of local &amp;programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out which program of this computer each session belongs to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming and outgoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outgoing only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes kept of each packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buffer of the kernel, for each interface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A larger one bridges longer pauses before packets are dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Direction:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep of each:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel &amp;buffer:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after so many packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after so many megabytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop after so many seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most memory of the analysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most disk space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens at a limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop capturing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a limit:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a temporary file; you are asked before it goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File that packets are written to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Br&amp;owse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one file only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new file after so many megabytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new file after so many seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep only the newest so many files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The oldest is deleted when there are more; its sessions stay in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New file after, keep:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the file does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ring of files needs a size or a time after which a new file begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write packets to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captures (*.pcapng)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourLegend</name>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the colours of rows mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourRulesDialog</name>
    <message>
        <source>Yellow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Teal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Violet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour rules, first to last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A filter such as: app == tls and bytes &gt; 10k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes of the rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first rule that holds colours the row of a session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row is coloured yet: add a rule here, or right click a value and choose “Colour these”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write what its sessions have in common.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: colours nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours {n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours {n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Colours</name>
    <message>
        <source>Coloured by the rule “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Open capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captures (*.pcap *.pcapng *.cap *.dmp *.pcap.* *.pcapng.*);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An export is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening another capture stops it. Open {file} all the same?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secrets are for a capture: open it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One capture is shown at a time; the others are under File, Open recent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secrets of this capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key logs (*.log *.keys *.keylog *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which secrets this capture has cannot be kept: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} exists. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on session {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on {n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note on packet {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was marked, noted or acknowledged cannot be kept: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a session or a packet first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompletionPopup</name>
    <message>
        <source>What can be written here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceTable</name>
    <message>
        <source>Interfaces</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>Interface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▽ down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◇ up, no link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets a second, the last half minute</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>malformed packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>odd packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes of the conversation are missing from the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many active sessions: the one idle for longest was given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the session has more attribute values than are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many bytes waited for lost segments: some were skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a message is longer than is kept: part of it was not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many fragments were waiting: a datagram was given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many tunnels: what they carry is not told apart any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many sessions were announced: an earlier one was forgotten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many names of hosts were told: some are not known any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a packet has more layers, or more nested, than are followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>credentials sent in clear text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the association was aborted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its receiver must discard the packet: the verification tag is another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection was reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection was refused: an RST answered the SYN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its receiver must discard the segment: a number is out of place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a receiver closed its window: it reads too slowly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A DHCPv6 server did not give what was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A user was not let in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>credentials travel in clear text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A SOCKS proxy refused a connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A SOCKS proxy refused a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datagrams come to a SOCKS proxy in parts, which are not joined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name server answered with an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>header fields could not be decompressed from here on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection was ended with an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an Initial packet could not be opened with the keys of the first one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a packet could not be opened with the secrets that were given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handshake data was too far ahead, or in too many pieces, to be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection went on from another address or port of the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection was closed with an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the certificate was not valid when this was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the certificate is signed by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a record could not be opened with the secrets that were given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a TLS version older than 1.2 was agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An FTP server refused a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file server refused a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file server denied access.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file transfer was refused or broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An outstation was told to restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data of a DNP3 frame does not have the checksum beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An outstation was told to stop an application.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Modbus device refused a request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A controller was told to stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A controller refused a request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mail server refused a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A directory refused a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A device refused an SNMP request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An MQTT server refused a client.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An XMPP server refused a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An XMPP stream was ended because of an error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a request was refused or failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A header or message contradicts its specification: a length that leads outside, a forbidden value, an end before it is due. What stands before the place is read as usual. One of them is a broken sender or a wrong guess at the protocol; many from one host may be someone probing for faults.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The packet can be read, but has what senders that follow the specification do not send. It is worth a look where the sender is not known; receivers differ in what they make of such packets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture gives this packet a time far from all around it. A clock was set, or files were joined. It does not count for durations and for sessions that end by being idle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture does not have some of the bytes that one end sent, though the conversation went on behind them. Messages around the gap may be missing from the analysis. Capture nearer to the hosts, or with a bigger buffer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One end threw the connection away with RST (RFC 9293, section 3.5.2) instead of closing it with FIN. Look at what was said just before: a crash, a firewall, or a program that closes with data unread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer to a SYN was RST: nothing listens at that port, or a firewall says so (RFC 9293, section 3.10.7.1). Many from one client to many ports or hosts are a scan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A receiver ignores this segment, as its sequence or acknowledgement number does not fit the connection (RFC 9293, section 3.10.7.4). An old copy, or someone else who guesses at the connection (RFC 5961).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A receiver said that it has no room for more (RFC 9293, section 3.8.6): the program there does not read. The sender waits, so a slow transfer is that host&apos;s doing and not the network&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One end ended the association at once with ABORT (RFC 9260, section 9.1). The chunk says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The verification tag is not that of the association, so that the receiver must discard the packet (RFC 9260, section 8.5): an old packet, or one from somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name server could not or would not answer; the response code says why (RFC 1035, section 4.1.1). NXDOMAIN: there is no such name. SERVFAIL: look at the server or its zone. REFUSED: it does not serve you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time of the packet is outside the certificate&apos;s validity (RFC 5280, section 4.1.2.5). Clients that check it refuse the server. Renew it, or look at the clock of the capture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issuer and subject are the same (RFC 5280, section 3.2), so that nobody else vouches for the server. Usual for devices and tests; elsewhere make sure that it is the one you mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record is not authentic under the keys that the secrets give (RFC 8446, section 5.2). Its bytes were damaged or cut in the capture, records before it are missing, or the secret is another session&apos;s. The next records are tried as well; the attribute tls.decryption says what came of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two ends agreed on SSL 3.0, TLS 1.0 or 1.1, which must not be used any more (RFC 7568, RFC 8996). Find out which end cannot do better, and bring it up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name, password or token went over the network where anybody on the way can read it. Change it, and use the protocol over TLS (RFC 9325; RFC 8314 for mail).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The packet is not what its keys open (RFC 9001, section 5.2): damaged, forged, or of another connection. Receivers drop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client&apos;s address or port changed within the connection (RFC 9000, section 9): another network, or an address translator that gave it a new port. Its packets stay one session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An end closed the connection with an error in CONNECTION_CLOSE (RFC 9000, section 19.19); the code says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table that both ends keep for header fields (RFC 7541) is not known here any more: the capture misses a part. Header fields from here on are not told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GOAWAY with an error ended the connection and all its streams (RFC 9113, section 6.8).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device answered with an exception code: an unknown function, an address it has not, or a value it does not take. Many in a row may be someone feeling for what there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An outstation was told to restart, cold or warm, which interrupts what it controls. Make sure that the master may do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A controller was told to stop running its program. Make sure that the station may do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A request was answered with a code of 400 or above (RFC 3261, section 21). 401 and 407 ask for credentials, and are usual; many of them from one host are someone guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answered the password with 530 (RFC 959, section 4.2). Once is a mistake; many from one client are someone guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file server refused name or password. Once is a mistake; many from one client are someone guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More sessions were active at once than are kept in memory, so that the one idle for longest was ended early, and its later packets begin another. A flood of SYNs or a scan does this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session has said more different values than are kept with it. Every packet still shows its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes behind a lost segment wait for it, up to a limit that was passed: reading went on behind the gap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So many findings of this kind are no news one by one; their number is told. Filter, or capture a shorter time, to see the later ones.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Selected sessions ({sessions})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All s&amp;hown sessions ({sessions})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client to server ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server to client ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pcapng (keeps names and comments)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pcap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, a row for each session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, a line for each session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Packets:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ormat:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the open capture itself; choose another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.{suffix})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captures (*.{suffix})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the selected file to a place you choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many files there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is known of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a capture file to see the files in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are here in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These sessions carried none that can be read. Files are found in HTTP/1, mail (SMTP, POP3, IMAP), FTP and TFTP, where nothing is encrypted; a filter or brush may leave their sessions out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is written stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all files that are listed into a folder; nothing is written over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} not whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no more than {n} are listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a file to go to its session and packet, and to read here what is known of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>declared as {type}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing: bytes {ranges}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No SHA-256: there are holes in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all} sessions read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all files into a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files}, {size}, written to {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Words, or a filter such as: app == tls and bytes &gt; 10k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only sessions in this range of time; click to show all times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the brushed range of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of sessions shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} of {total} sessions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Take away: {term}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away {term}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterLine</name>
    <message>
        <source>Tab completes  ·  ↓ chooses  ·  Enter applies the filter  ·  Esc closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>so far in the first {} sessions, counting on …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>Named filters, and those entered lately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget what was entered lately</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FiltersDialog</name>
    <message>
        <source>Named filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No filter has a name yet: “Save filter…” beside the filter line gives it one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindView</name>
    <message>
        <source>Find in the bytes of packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes in hexadecimal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the pattern is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text is found as UTF-8 and UTF-16; expressions are RE2&apos;s; ?? is any byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In streams</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streams: what hosts said to each other over TCP, over the limits of packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters must be of the same case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look only in the sessions that the filter leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous place (Ctrl+B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next place (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many places were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{places} · {share} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first {n} places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{at} of {places}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingCounts</name>
    <message>
        <source>What deserves a look: a click lists it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} notes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindingsView</name>
    <message>
        <source>What findings are grouped by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also show what was acknowledged (A or Del in the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many findings there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a capture file to see what deserves a look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are here in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more to see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All findings here are acknowledged: Show acknowledged has them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here deserves a look, or filter and brush leave none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a finding to go to its packet, and to read here what it means.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found in sessions of the host {host}; each is in the group of its client and of its server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge none of this kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge all of this kind</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GoToDialog</name>
    <message>
        <source>Go to packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet number:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 to {last}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupButton</name>
    <message>
        <source>Application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host (either end)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service (server port)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VLAN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group sessions by what they have in common</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group sessions: {by}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Span</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GroupsTable</name>
    <message>
        <source>Groups of sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Hits</name>
    <message>
        <source>Packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HitsTable</name>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ladder</name>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s since the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s since the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} without an arrow</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LadderView</name>
    <message>
        <source>Whose arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All shown sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has a column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses and ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests and answers instead of packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all arrows as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the ladder shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ladder of arrows between hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select sessions to see who sent what to whom, or choose all shown sessions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The arrows of these sessions are being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known to be asked or answered in these sessions: switch Messages off to see their packets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No packet is left by filter and brush.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, the first of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {n} more not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet {number}, session {session}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} s after the first, {pause} s after the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ladder was not saved to {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ladder was saved to {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LiveCommands</name>
    <message>
        <source>Save capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captures (*.pcapng)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture is being saved first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the capture?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{packets} captured on {source}: not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capturing is stopped first. What is discarded cannot be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is discarded cannot be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LiveController</name>
    <message>
        <source>capture found again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LivePresenter</name>
    <message>
        <source>Starting; the system may ask for a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets are being dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel had no room for them. A larger kernel buffer, a capture filter or a smaller snap length helps. How many is shown in the status bar, when on the throughput plot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture has a gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An interface changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is trouble with the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A limit was reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason} This command helps: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capturing could not be started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture options…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the capture helper ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reason}. What was captured is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This command helps: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capturing stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capturing has ended as wished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{packets} saved to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture was not saved to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving was stopped; the capture is still here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● capturing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LiveStart</name>
    <message>
        <source>Capture from an interface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for interfaces…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interface can be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click an interface to capture there; the ▾ of the Capture button offers filters and more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LiveStatus</name>
    <message>
        <source>State of the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets that the kernel or an interface could not deliver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets and bits captured a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the view is live, follows the newest session, keeps its order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory and disk of the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{packets}, {bits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packets/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {dropped} by the kernel, {lost} by the interface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory {memory} · disk {disk}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions going on: {sessions}
Kept in memory: {stores}
Kept on disk: {spilled}
Packets on disk: {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} of {limit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>❄ view frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▷ view live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>following newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not following</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sort held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sort live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◌ Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● Capturing {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◌ Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■ Stopped {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Failed {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Middle</name>
    <message>
        <source>What is in the middle of the window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Kept with a saved or exported pcapng file, where other programs show it as a comment.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Packets</name>
    <message>
        <source>malformed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate ACK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zero window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the packet in the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date and time, in this computer&apos;s time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds since the first packet of the capture, or since the last time reference (Ctrl+T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time since the listed packet before it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dir.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction: ↑ from client to server, ↓ back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes of the frame as it was on the wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The innermost protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocols from the link layer up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the packet says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The state its session went to with this packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is odd about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the session it belongs to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PacketsView</name>
    <message>
        <source>Packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the packets table lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the packets that belong to no session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} without a session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All packets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>What the pane shows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaneTitle</name>
    <message>
        <source>Fold the pane to its title, or unfold it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the pane float, or dock it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the pane</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PermissionCard</name>
    <message>
        <source>Command that makes capturing possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One command makes capturing possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>libpcap is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account may not capture here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run it in a terminal; this is looked at again when you come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>&amp;Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;nalysis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Na&amp;mes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For captures that are opened or begun from now on; Ctrl+R reads the open one again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is asked over the network. The first file that knows an address counts; names of the system come last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the window, from its next start on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Te&amp;xt size:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points added to the system&apos;s text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time &amp;zone:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In which times are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;date with every time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Else it is shown where a capture lasts longer than a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Th&amp;reads:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result does not depend on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP ends after &amp;silence of:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds without a packet after which a session has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;UDP ends after silence of:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Others end after silence of:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions that go on at &amp;once:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beyond this, the one that was silent longest is ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for bytes that &amp;wait:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of streams with gaps, for each thread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Findings of one kind:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More are counted, not listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory before the &amp;disk is used:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished sessions go to disk beyond this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;names instead of addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Host names:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files like /etc/hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Vendors:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vendors of hardware addresses: oui.csv, oui.txt or Wireshark&apos;s manuf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Countries and networks:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MaxMind databases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MaxMind databases (*.mmdb);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export profile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles (*.netloupe);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not understood, and as at first: {keys}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>{file} could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{packets} are here, {share} of the file. The rest is missing in every table and plot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{packets} are here. The rest of the file is missing in every table and plot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading was stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading stopped at packet {packet}, byte {at}: {reason} Everything before it can be used and exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key log {file} is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Netloupe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{error}. What is open can still be used. Please send us the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{packets} written to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export to {file} was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A protocol&apos;s file is broken</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetBar</name>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadingButton</name>
    <message>
        <source>a protocol · find the word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions in which the protocol {name} occurs. Click to find the word instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a field · find the word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions that have {name}. Click to find the word instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a word · take it as a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions in which the word {name} is found. Click to ask for what is called so.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadingPanel</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Relations</name>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>named by DNS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>announced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tunnelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>redirected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>referred</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RelationsView</name>
    <message>
        <source>Whose relations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many relations there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relations of sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a session to see what led to it and what it led to, or choose the whole capture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What sessions have to do with each other is being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No relations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No DNS answer, announcement, tunnel, redirect or referer in this capture leads here or from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} relation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} relations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} HTTP sessions not read for redirects and referers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a line to go to its session, and to read here why it is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the capture led to session {id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet {packet}: {why}. {rule}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is around this session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to packet {n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RemotePage</name>
    <message>
        <source>user@host, or a name of your ssh configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port of ssh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as configured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With its full path, or after sudo where that asks for no password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Host:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Po&amp;rt:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Interface there:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pro&amp;gram there:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs tcpdump on the other host through ssh, with a key or an agent: no password is asked for here. A connection that breaks is made again, and what was missed is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the name of a host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the name of a host.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveButton</name>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV figures (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>Attribute that the session&apos;s packets said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the session, by its first packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the first packet, in the zone of the preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the first packet to the last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the session is in its life, or how it ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the session talks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who began: address and port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who was called: address and port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program of this computer that the session is of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server name, host, query: what the session is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets ↑ ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets from client to server, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes ↑ ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes of whole frames from client to server, and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets from client to server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets from server to client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes of whole frames from client to server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes of whole frames from server to client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits of both directions over the duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RTT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round-trip time of the TCP handshake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retrans.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP segments sent again, both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What deserves a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocols from the link layer up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the last packet, in the zone of the preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the session ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The protocol that makes the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VLAN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VLAN tags from the outermost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tunnel&apos;s session around this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What DNS told the client before that the server is called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session that announced this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announced as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What announced the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets of both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes of whole frames, both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport payload from client to server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload ↓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport payload from server to client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP segments out of order, both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dup. ACKs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate acknowledgements, both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zero windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zero windows announced, both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP resets, both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the application was recognised</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionsView</name>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sessions yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They appear here as packets are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Totals of the shown sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown: {sessions} of {all} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet belongs to no session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets belong to no session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sessions} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter or the brush with Esc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture has no packets that belong to one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key of the selected action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Use this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As at &amp;first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;All as at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} belongs to “{other}”, which would lose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press a key for “{action}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is free.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateLanes</name>
    <message>
        <source>{name} and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateLanesView</name>
    <message>
        <source>Order of the lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all lanes at all times (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>States and their colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanes of sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a capture file to see its sessions along time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture has none, or the filter leaves none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session {id}: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begins at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lasts {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all lanes at all times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the brush</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>graceful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both sides said that they were done, and heard it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One side broke it off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s side did not want it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody answered in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was said for so long that it counts as over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new one began between the same addresses and ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A limit was reached, and this was the oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>capture end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was in this state when the capture ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatisticsView</name>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the statistic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save table as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save or copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter or the brush with Esc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a capture to see who speaks, of what, and how fast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics appear as packets are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics appear with the first packet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The statistic was not saved to {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Packets read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions so far, and how many of them have not ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted sessions that the secrets open; the attribute tls.decryption says why others stay closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets and bytes read a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory this program takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the frozen view does not show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sessions}, {open} open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{packets}, {bytes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packets/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading, {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{decrypted} of {sessions} decrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen: +{new} new, {changed} changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StreamArea</name>
    <message>
        <source>{n} byte missing from the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} bytes missing from the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} byte sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} bytes sent again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StreamPage</name>
    <message>
        <source>a named pipe, or - for standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pipe:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads pcap or pcapng that another program writes, for example: mkfifo /tmp/packets, then tcpdump -U -w /tmp/packets. A pipe stays open for the next program that writes to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a pipe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such pipe yet; make it with mkfifo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a pipe</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StreamView</name>
    <message>
        <source>What was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a session or a packet to see what its two ends said to each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes as they were sent, or what the parsers made of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>→ Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>← Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How they are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text: UTF-8, line by line; hex: offset, bytes and signs; raw: one sign a byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many places were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write what was said to a file; of both sides to a file each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the stream has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting together what was said in session {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stream cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The packets of session {number} carry no bytes for the other end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>client {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of {pages}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not on this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files} exist. Replace them?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace files?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} written to {files}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Reset columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TcpPlot</name>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SACK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zero window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round trip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>goodput (acknowledged)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TcpTable</name>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TcpView</name>
    <message>
        <source>Sequence numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window and bytes in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the client sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the server sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same segment by segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save segments as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the plot shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot of the TCP session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments of the TCP session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a TCP session to see its sequence numbers, round trips, windows and throughput along time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is {protocol}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sequence numbers and windows are TCP&apos;s: select one of its sessions (filter: tcp).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The segments of this session are being read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its packets are not kept any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{arrow} round trip {middle} ({low} – {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} retransmission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} retransmissions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window scale unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+{time} s into the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seq {seq}, len {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, ack {ack}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window {window}, in flight {flight}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round trip {time}, of packet {packet}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SACK {begin}–{end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plot was not saved to {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThroughputLine</name>
    <message>
        <source>Throughput over the whole capture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThroughputPlot</name>
    <message>
        <source>Bits/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New sessions/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic rate axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the throughput plot shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a capture file to see its throughput; then drag here to pick a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No packets yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plot begins with the first packet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The capture is empty: there is nothing to draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It will be here in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of {bin}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest {span} in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peak {rate} in {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bin} bins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet of another time is left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets of another time are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ({low} to {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selected {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom to the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save figures as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV figures (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plot was not saved to {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>{n} reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} resets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} malformed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} zero window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} zero windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} retransmission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} retransmissions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} duplicate acknowledgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} duplicate acknowledgements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>malformed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zero window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate acknowledgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the timeline shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out to the whole life of the sessions (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline of the selected sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select one session, or several, to see their states and packets along time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session has many packets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {shown} of {all} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} without an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handshake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ from the initiator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ from the responder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+{time} s into the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the handshake is complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first byte after {wait}, all of it after {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packets {first} → {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer in the capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>click to select packet {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No states recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+{time} s into the session, for {span}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brought by packet {number}; click to select it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnsavedCard</name>
    <message>
        <source>Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A capture of an earlier run was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} captures of earlier runs were not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the newest</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueInspector</name>
    <message>
        <source>Value inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>big-endian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>little-endian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{type}, big-endian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{type}, little-endian</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomeView</name>
    <message>
        <source>Netloupe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what every session in a capture is, does and says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open capture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open sample capture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop a pcap or pcapng file anywhere on this window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing leaves this computer; no name lookups.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>asked</name>
    <message>
        <source>&amp;Only this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only sessions with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xclude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show no sessions with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;And</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the sessions shown, only those with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>O&amp;r</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also show sessions with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Prepare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it into the filter line, to be finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the rows of sessions with this a colour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
