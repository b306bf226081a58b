<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{relative} (raw {raw})</source>
        <translation>{relative} (roh {raw})</translation>
    </message>
    <message>
        <source>headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>{n} line</source>
        <translation>{n} Zeile</translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation>{n} Zeilen</translation>
    </message>
    <message>
        <source>the header lines of the message</source>
        <translation>die Kopfzeilen der Nachricht</translation>
    </message>
    <message>
        <source>response time</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>first payload of the initiator to first payload of the responder</source>
        <translation>erste Nutzdaten des Initiators bis erste Nutzdaten des Responders</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>double-click to go to the packet</source>
        <translation>Doppelklick führt zum Paket</translation>
    </message>
    <message>
        <source>Session {id}</source>
        <translation>Sitzung {id}</translation>
    </message>
    <message>
        <source>application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>by its payload</source>
        <translation>an ihren Nutzdaten</translation>
    </message>
    <message>
        <source>by the session that announced it</source>
        <translation>durch die Sitzung, die sie angekündigt hat</translation>
    </message>
    <message>
        <source>by its protocol</source>
        <translation>an ihrem Protokoll</translation>
    </message>
    <message>
        <source>certain</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>protocol path</source>
        <translation>Protokollpfad</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>recognised</source>
        <translation>erkannt</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>Gewissheit</translation>
    </message>
    <message>
        <source>category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>known</source>
        <translation>bekannt</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>else</source>
        <translation>sonst</translation>
    </message>
    <message>
        <source>what the next rule says that says something else</source>
        <translation>was die nächste Regel sagt, die etwas anderes sagt</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>city</source>
        <translation>Stadt</translation>
    </message>
    <message>
        <source>country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>autonomous system</source>
        <translation>autonomes System</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>hardware address</source>
        <translation>Hardwareadresse</translation>
    </message>
    <message>
        <source>vendor</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>initiator</source>
        <translation>Initiator</translation>
    </message>
    <message>
        <source>responder</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>VLAN</source>
        <translation>VLAN</translation>
    </message>
    <message>
        <source>carried by session</source>
        <translation>getragen von Sitzung</translation>
    </message>
    <message>
        <source>responder&apos;s name</source>
        <translation>Name des Responders</translation>
    </message>
    <message>
        <source>what DNS told the initiator before</source>
        <translation>was DNS dem Initiator zuvor gesagt hat</translation>
    </message>
    <message>
        <source>session {id}</source>
        <translation>Sitzung {id}</translation>
    </message>
    <message>
        <source>double-click to go to the session</source>
        <translation>Doppelklick führt zur Sitzung</translation>
    </message>
    <message>
        <source>expected by</source>
        <translation>erwartet von</translation>
    </message>
    <message>
        <source>session {id} ({why})</source>
        <translation>Sitzung {id} ({why})</translation>
    </message>
    <message>
        <source>announced sessions</source>
        <translation>angekündigte Sitzungen</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>first payload</source>
        <translation>erste Nutzdaten</translation>
    </message>
    <message>
        <source>last payload</source>
        <translation>letzte Nutzdaten</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>packets of sessions inside</source>
        <translation>Pakete innerer Sitzungen</translation>
    </message>
    <message>
        <source>bytes of sessions inside</source>
        <translation>Bytes innerer Sitzungen</translation>
    </message>
    <message>
        <source>SYN to SYN-ACK</source>
        <translation>SYN bis SYN-ACK</translation>
    </message>
    <message>
        <source>SYN-ACK to ACK</source>
        <translation>SYN-ACK bis ACK</translation>
    </message>
    <message>
        <source>round trip (handshake)</source>
        <translation>Umlaufzeit (Handshake)</translation>
    </message>
    <message>
        <source>round trip (data)</source>
        <translation>Umlaufzeit (Daten)</translation>
    </message>
    <message>
        <source>{mean} (from {low} to {high})</source>
        <translation>{mean} (von {low} bis {high})</translation>
    </message>
    <message>
        <source>retransmissions</source>
        <translation>Sendewiederholungen</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>außer der Reihe</translation>
    </message>
    <message>
        <source>duplicate acknowledgements</source>
        <translation>doppelte Bestätigungen</translation>
    </message>
    <message>
        <source>zero windows</source>
        <translation>Nullfenster</translation>
    </message>
    <message>
        <source>resets</source>
        <translation>Abbrüche (RST)</translation>
    </message>
    <message>
        <source>maximum segment size</source>
        <translation>größte Segmentlänge (MSS)</translation>
    </message>
    <message>
        <source>window scale</source>
        <translation>Fensterskalierung</translation>
    </message>
    <message>
        <source>selective acknowledgement</source>
        <translation>selektive Bestätigung (SACK)</translation>
    </message>
    <message>
        <source>both ways</source>
        <translation>beidseitig</translation>
    </message>
    <message>
        <source>offered by one side</source>
        <translation>von einer Seite angeboten</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>not in the capture: the session was already running</source>
        <translation>nicht in der Aufzeichnung: die Sitzung lief schon</translation>
    </message>
    <message>
        <source>TCP facts</source>
        <translation>TCP-Kennwerte</translation>
    </message>
    <message>
        <source>Local programs</source>
        <translation>Lokale Programme</translation>
    </message>
    <message>
        <source>{count} requests</source>
        <translation>{count} Anfragen</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>packet {number}</source>
        <translation>Paket {number}</translation>
    </message>
    <message>
        <source>read in packet {packet}; double-click to go there</source>
        <translation>gelesen in Paket {packet}; Doppelklick führt dorthin</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Netloupe</source>
        <translation>Über Netloupe</translation>
    </message>
    <message>
        <source>Session-centred network traffic inspection for the desktop</source>
        <translation>Netzverkehr untersuchen, Sitzung für Sitzung</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0</source>
        <translation>Freie Software unter der Apache-Lizenz 2.0</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Protokolldatei</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Open in &amp;new tab…</source>
        <translation>In neue&amp;m Reiter öffnen…</translation>
    </message>
    <message>
        <source>Open captures beside the one that is shown</source>
        <translation>Aufzeichnungen neben der gezeigten öffnen</translation>
    </message>
    <message>
        <source>Open sever&amp;al as one…</source>
        <translation>Mehrere &amp;als eine öffnen…</translation>
    </message>
    <message>
        <source>Open several files as one capture, in the order of their packets&apos; times</source>
        <translation>Mehrere Dateien als eine Aufzeichnung öffnen, in der Reihenfolge der Zeiten ihrer Pakete</translation>
    </message>
    <message>
        <source>Next &amp;tab</source>
        <translation>Nächster &amp;Reiter</translation>
    </message>
    <message>
        <source>Show the next open capture</source>
        <translation>Die nächste offene Aufzeichnung zeigen</translation>
    </message>
    <message>
        <source>Pre&amp;vious tab</source>
        <translation>Vorig&amp;er Reiter</translation>
    </message>
    <message>
        <source>Show the open capture before</source>
        <translation>Die vorige offene Aufzeichnung zeigen</translation>
    </message>
    <message>
        <source>&amp;Open capture…</source>
        <translation>Aufzeichnung &amp;öffnen…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a capture file: pcap or pcapng, also gzip, zstd or lz4 compressed</source>
        <translation>Eine Aufzeichnung öffnen: pcap oder pcapng, auch mit gzip, zstd oder lz4 komprimiert</translation>
    </message>
    <message>
        <source>Open sa&amp;mple capture</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>&amp;Clear list</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Neu lesen</translation>
    </message>
    <message>
        <source>Read the same file again</source>
        <translation>Dieselbe Datei noch einmal lesen</translation>
    </message>
    <message>
        <source>&amp;Secrets…</source>
        <translation>&amp;Schlüssel…</translation>
    </message>
    <message>
        <source>Choose key logs of TLS for this capture, and read what was said inside</source>
        <translation>Key-Logs von TLS für diese Aufzeichnung wählen und lesen, was verschlüsselt gesagt wurde</translation>
    </message>
    <message>
        <source>&amp;Forget secrets</source>
        <translation>Schlüssel &amp;vergessen</translation>
    </message>
    <message>
        <source>Read this capture again without the key logs chosen for it</source>
        <translation>Diese Aufzeichnung ohne die für sie gewählten Key-Logs neu lesen</translation>
    </message>
    <message>
        <source>&amp;Close capture</source>
        <translation>Aufzeichnung s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Export sessions…</source>
        <translation>Sitzungen &amp;exportieren…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Write the packets of the selected or shown sessions to a file of their own</source>
        <translation>Die Pakete der ausgewählten oder gezeigten Sitzungen in eine eigene Datei schreiben</translation>
    </message>
    <message>
        <source>Sa&amp;ve capture…</source>
        <translation>Aufzeichnung s&amp;peichern…</translation>
    </message>
    <message>
        <source>Write the whole live capture to a file of its own</source>
        <translation>Die ganze laufende Aufzeichnung in eine eigene Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>Been&amp;den</translation>
    </message>
    <message>
        <source>&amp;Start capturing</source>
        <translation>Aufzeichnung &amp;starten</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>Capture packets as last time</source>
        <translation>Pakete aufzeichnen wie zuletzt</translation>
    </message>
    <message>
        <source>S&amp;top capturing</source>
        <translation>Aufzeichnung s&amp;toppen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop capturing and keep what was captured open</source>
        <translation>Die Aufzeichnung stoppen; was aufgezeichnet wurde, bleibt offen</translation>
    </message>
    <message>
        <source>&amp;Restart capturing</source>
        <translation>&amp;Neu beginnen</translation>
    </message>
    <message>
        <source>The same capture again, from nothing</source>
        <translation>Dieselbe Aufzeichnung noch einmal von vorn</translation>
    </message>
    <message>
        <source>C&amp;ontinue capturing</source>
        <translation>Aufzeichnung fortset&amp;zen</translation>
    </message>
    <message>
        <source>Go on in the same capture</source>
        <translation>In derselben Aufzeichnung weitermachen</translation>
    </message>
    <message>
        <source>Capture optio&amp;ns…</source>
        <translation>Aufzeichnungs&amp;optionen…</translation>
    </message>
    <message>
        <source>Choose interfaces, a capture filter, when to stop, and more</source>
        <translation>Schnittstellen, Aufzeichnungsfilter, Stoppbedingungen und mehr wählen</translation>
    </message>
    <message>
        <source>Remote &amp;host over ssh…</source>
        <translation>Entfernter &amp;Rechner über ssh…</translation>
    </message>
    <message>
        <source>Capture on another computer with its tcpdump</source>
        <translation>Auf einem anderen Rechner mit dessen tcpdump aufzeichnen</translation>
    </message>
    <message>
        <source>From a p&amp;ipe…</source>
        <translation>Aus einer &amp;Pipe…</translation>
    </message>
    <message>
        <source>Show what another program writes to a pipe</source>
        <translation>Zeigen, was ein anderes Programm in eine Pipe schreibt</translation>
    </message>
    <message>
        <source>Re&amp;fresh interfaces</source>
        <translation>S&amp;chnittstellen neu suchen</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>Type words that the shown sessions must contain</source>
        <translation>Wörter eingeben, die in den gezeigten Sitzungen vorkommen müssen</translation>
    </message>
    <message>
        <source>Clear filter and &amp;brush</source>
        <translation>Filter und Zeitbereich &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>Find text, expressions or bytes in packets and streams</source>
        <translation>Text, Ausdrücke oder Bytes in Paketen und Datenströmen suchen</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
        <source>Follow &amp;stream</source>
        <translation>&amp;Datenstrom verfolgen</translation>
    </message>
    <message>
        <source>Show what the two ends of the selected session said to each other</source>
        <translation>Zeigen, was sich die beiden Enden der gewählten Sitzung gesagt haben</translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation>W&amp;arum?</translation>
    </message>
    <message>
        <source>What decided that a session is called so: the rule, packets and bytes</source>
        <translation>Was entschieden hat, dass eine Sitzung so heißt: Regel, Pakete und Bytes</translation>
    </message>
    <message>
        <source>&amp;Mark or unmark</source>
        <translation>&amp;Markieren oder Markierung aufheben</translation>
    </message>
    <message>
        <source>Mark the selected packet, or in the sessions table the selected sessions</source>
        <translation>Das gewählte Paket markieren, in der Sitzungstabelle die gewählten Sitzungen</translation>
    </message>
    <message>
        <source>N&amp;ote…</source>
        <translation>N&amp;otiz…</translation>
    </message>
    <message>
        <source>Write a note on the selected packet, or in the sessions table on sessions</source>
        <translation>Eine Notiz zum gewählten Paket schreiben, in der Sitzungstabelle zu den Sitzungen</translation>
    </message>
    <message>
        <source>Treat as…</source>
        <translation>Behandeln als …</translation>
    </message>
    <message>
        <source>Say whose service the selected sessions use</source>
        <translation>Sagen, wessen Dienst die ausgewählten Sitzungen nutzen</translation>
    </message>
    <message>
        <source>&amp;Time reference</source>
        <translation>&amp;Zeitbezug</translation>
    </message>
    <message>
        <source>Times in the packets table count from the selected packet, or not any more</source>
        <translation>Zeiten der Pakettabelle zählen vom gewählten Paket an, oder nicht mehr</translation>
    </message>
    <message>
        <source>&amp;Undo filter</source>
        <translation>Filter zurückne&amp;hmen</translation>
    </message>
    <message>
        <source>Filter and brush as they were before</source>
        <translation>Filter und Zeitbereich wie zuvor</translation>
    </message>
    <message>
        <source>&amp;Redo filter</source>
        <translation>Filter w&amp;iederherstellen</translation>
    </message>
    <message>
        <source>S&amp;ave filter…</source>
        <translation>Filter s&amp;peichern…</translation>
    </message>
    <message>
        <source>Give the filter a name</source>
        <translation>Dem Filter einen Namen geben</translation>
    </message>
    <message>
        <source>&amp;Named filters…</source>
        <translation>&amp;Benannte Filter…</translation>
    </message>
    <message>
        <source>Show, rename or delete filters that have a name</source>
        <translation>Filter mit Namen zeigen, umbenennen oder löschen</translation>
    </message>
    <message>
        <source>&amp;Group sessions…</source>
        <translation>Sitzungen &amp;gruppieren…</translation>
    </message>
    <message>
        <source>Group sessions by what they have in common</source>
        <translation>Sitzungen nach ihren Gemeinsamkeiten gruppieren</translation>
    </message>
    <message>
        <source>&amp;Do not group</source>
        <translation>Ni&amp;cht gruppieren</translation>
    </message>
    <message>
        <source>Colour r&amp;ules…</source>
        <translation>&amp;Farbregeln…</translation>
    </message>
    <message>
        <source>Give rows of sessions colours by filters</source>
        <translation>Zeilen von Sitzungen durch Filter einfärben</translation>
    </message>
    <message>
        <source>&amp;Only this value</source>
        <translation>&amp;Nur diesen Wert</translation>
    </message>
    <message>
        <source>Show only sessions with the value the keyboard is at</source>
        <translation>Nur Sitzungen mit dem Wert zeigen, bei dem die Tastatur ist</translation>
    </message>
    <message>
        <source>E&amp;xclude this value</source>
        <translation>Diesen Wert &amp;ausschließen</translation>
    </message>
    <message>
        <source>Show no sessions with the value the keyboard is at</source>
        <translation>Keine Sitzungen mit dem Wert zeigen, bei dem die Tastatur ist</translation>
    </message>
    <message>
        <source>&amp;And this value</source>
        <translation>&amp;Und diesen Wert</translation>
    </message>
    <message>
        <source>Of the sessions shown, only those with the value the keyboard is at</source>
        <translation>Von den gezeigten Sitzungen nur die mit dem Wert, bei dem die Tastatur ist</translation>
    </message>
    <message>
        <source>O&amp;r this value</source>
        <translation>&amp;Oder diesen Wert</translation>
    </message>
    <message>
        <source>Also show sessions with the value the keyboard is at</source>
        <translation>Auch Sitzungen mit dem Wert zeigen, bei dem die Tastatur ist</translation>
    </message>
    <message>
        <source>&amp;Prepare this value</source>
        <translation>Diesen Wert &amp;vorbereiten</translation>
    </message>
    <message>
        <source>Write the value the keyboard is at into the filter line</source>
        <translation>Den Wert, bei dem die Tastatur ist, in die Filterzeile schreiben</translation>
    </message>
    <message>
        <source>&amp;Colour this value</source>
        <translation>Diesen Wert &amp;einfärben</translation>
    </message>
    <message>
        <source>Give the rows of sessions with the value the keyboard is at a colour</source>
        <translation>Die Zeilen der Sitzungen mit dem Wert, bei dem die Tastatur ist, einfärben</translation>
    </message>
    <message>
        <source>&amp;Go to packet…</source>
        <translation>&amp;Gehe zu Paket…</translation>
    </message>
    <message>
        <source>&amp;Next packet</source>
        <translation>&amp;Nächstes Paket</translation>
    </message>
    <message>
        <source>&amp;Previous packet</source>
        <translation>&amp;Voriges Paket</translation>
    </message>
    <message>
        <source>Next packet in the &amp;session</source>
        <translation>Nächstes Paket der &amp;Sitzung</translation>
    </message>
    <message>
        <source>Previous packet in the s&amp;ession</source>
        <translation>Voriges Paket der S&amp;itzung</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>What was selected before</source>
        <translation>Was zuvor ausgewählt war</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>V&amp;orwärts</translation>
    </message>
    <message>
        <source>Free&amp;ze view</source>
        <translation>Ansicht an&amp;halten</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Hold the view still while reading goes on</source>
        <translation>Die Ansicht stillhalten, während weitergelesen wird</translation>
    </message>
    <message>
        <source>Follo&amp;w newest session</source>
        <translation>Neuester Sitzung f&amp;olgen</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the newest session in sight until you scroll</source>
        <translation>Die neueste Sitzung im Blick behalten, bis Sie rollen</translation>
    </message>
    <message>
        <source>&amp;Pause reading</source>
        <translation>Lesen &amp;unterbrechen</translation>
    </message>
    <message>
        <source>Stop r&amp;eading</source>
        <translation>&amp;Lesen stoppen</translation>
    </message>
    <message>
        <source>Stop reading and keep what was read</source>
        <translation>Nicht weiterlesen und behalten, was gelesen ist</translation>
    </message>
    <message>
        <source>Continue rea&amp;ding</source>
        <translation>&amp;Weiterlesen</translation>
    </message>
    <message>
        <source>Read the rest of the file</source>
        <translation>Den Rest der Datei lesen</translation>
    </message>
    <message>
        <source>Go to &amp;sessions</source>
        <translation>Zu den &amp;Sitzungen</translation>
    </message>
    <message>
        <source>Go to &amp;packets</source>
        <translation>Zu den &amp;Paketen</translation>
    </message>
    <message>
        <source>Go to &amp;attributes</source>
        <translation>Zu den &amp;Attributen</translation>
    </message>
    <message>
        <source>Go to &amp;bytes</source>
        <translation>Zu den &amp;Bytes</translation>
    </message>
    <message>
        <source>Go to ti&amp;meline</source>
        <translation>Zur &amp;Zeitleiste</translation>
    </message>
    <message>
        <source>Go to t&amp;hroughput</source>
        <translation>Zum &amp;Durchsatz</translation>
    </message>
    <message>
        <source>Go to s&amp;tatistics</source>
        <translation>Zur S&amp;tatistik</translation>
    </message>
    <message>
        <source>Go to &amp;lanes</source>
        <translation>Zu den Sp&amp;uren</translation>
    </message>
    <message>
        <source>Go to &amp;findings</source>
        <translation>Zu den Be&amp;funden</translation>
    </message>
    <message>
        <source>Go to f&amp;iles</source>
        <translation>Zu den Date&amp;ien</translation>
    </message>
    <message>
        <source>Files that sessions carried: list and save them</source>
        <translation>Dateien, die Sitzungen übertragen haben: auflisten und speichern</translation>
    </message>
    <message>
        <source>Go to st&amp;ream</source>
        <translation>Zum Datenst&amp;rom</translation>
    </message>
    <message>
        <source>Go to T&amp;CP plots</source>
        <translation>Zu den T&amp;CP-Diagrammen</translation>
    </message>
    <message>
        <source>Go to la&amp;dder</source>
        <translation>Zum Ab&amp;lauf</translation>
    </message>
    <message>
        <source>Who sent what to whom, as arrows between hosts</source>
        <translation>Wer wem was gesendet hat, als Pfeile zwischen Rechnern</translation>
    </message>
    <message>
        <source>Go to r&amp;elations</source>
        <translation>Zu den Bezi&amp;ehungen</translation>
    </message>
    <message>
        <source>Why sessions are there: DNS, announcements, tunnels, redirects, referers</source>
        <translation>Warum es Sitzungen gibt: DNS, Ankündigungen, Tunnel, Umleitungen, Verweise</translation>
    </message>
    <message>
        <source>C&amp;ompare with another capture</source>
        <translation>Mit anderer Aufzeich&amp;nung vergleichen</translation>
    </message>
    <message>
        <source>What is new, gone, slower or faster than in another capture that is open</source>
        <translation>Was neu, verschwunden, langsamer oder schneller ist als in einer anderen offenen Aufzeichnung</translation>
    </message>
    <message>
        <source>Ne&amp;xt pane</source>
        <translation>Näc&amp;hster Bereich</translation>
    </message>
    <message>
        <source>The keyboard goes to the next pane that is seen, and after the last to the first</source>
        <translation>Die Tastatur geht zum nächsten sichtbaren Bereich, und nach dem letzten zum ersten</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>V&amp;origer Bereich</translation>
    </message>
    <message>
        <source>Preset: &amp;Overview</source>
        <translation>Anordnung: &amp;Übersicht</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Sessions, statistics and lanes together</source>
        <translation>Sitzungen, Statistik und Spuren zusammen</translation>
    </message>
    <message>
        <source>Preset: &amp;Inspect</source>
        <translation>Anordnung: &amp;Untersuchen</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Untersuchen</translation>
    </message>
    <message>
        <source>One session: timeline, packets, stream, attributes and bytes</source>
        <translation>Eine Sitzung: Zeitleiste, Pakete, Datenstrom, Attribute und Bytes</translation>
    </message>
    <message>
        <source>Preset: &amp;Live</source>
        <translation>Anordnung: &amp;Live</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>What comes: throughput, the newest sessions, lanes and findings</source>
        <translation>Was kommt: Durchsatz, neueste Sitzungen, Spuren und Befunde</translation>
    </message>
    <message>
        <source>&amp;Reset panes and columns</source>
        <translation>Bereiche und Spalten &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>The preset that is shown, and the columns, as they are at first</source>
        <translation>Die gezeigte Anordnung und die Spalten, wie sie anfangs sind</translation>
    </message>
    <message>
        <source>&amp;Names instead of addresses</source>
        <translation>&amp;Namen statt Adressen</translation>
    </message>
    <message>
        <source>Show what hosts files and DNS call the ends; filters still take addresses</source>
        <translation>Zeigen, wie Hosts-Dateien und DNS die Enden nennen; Filter nehmen weiterhin Adressen</translation>
    </message>
    <message>
        <source>Theme: &amp;system</source>
        <translation>Design: wie das &amp;System</translation>
    </message>
    <message>
        <source>Theme: &amp;light</source>
        <translation>Design: &amp;hell</translation>
    </message>
    <message>
        <source>Theme: &amp;dark</source>
        <translation>Design: &amp;dunkel</translation>
    </message>
    <message>
        <source>Theme: high &amp;contrast</source>
        <translation>Design: hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Text &amp;größer</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>Text &amp;kleiner</translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation>Text &amp;normal</translation>
    </message>
    <message>
        <source>Pr&amp;eferences…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Appearance, times, timeouts and limits, files with names; profiles</source>
        <translation>Aussehen, Zeiten, Zeitlimits und Grenzen, Dateien mit Namen; Profile</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehlspalette…</translation>
    </message>
    <message>
        <source>Find a command by its name</source>
        <translation>Einen Befehl nach seinem Namen finden</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Netloupe</source>
        <translation>&amp;Über Netloupe</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open recen&amp;t</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Value at the &amp;keyboard</source>
        <translation>Wer&amp;t an der Tastatur</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Panes</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>D&amp;esign</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Te&amp;xtgröße</translation>
    </message>
    <message>
        <source>&amp;Capture</source>
        <translation>A&amp;ufzeichnung</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Session timeline</source>
        <translation>Zeitleiste der Sitzung</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Datenstrom</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>Spuren</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Relations</source>
        <translation>Beziehungen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
</context>
<context>
    <name>AskingCommands</name>
    <message>
        <source>Go to a value in a table or in the attribute tree first.</source>
        <translation>Gehen Sie zuerst zu einem Wert in einer Tabelle oder im Attributbaum.</translation>
    </message>
    <message>
        <source>Coloured: {name}. “Colour rules…” in the menu View changes it.</source>
        <translation>Eingefärbt: {name}. „Farbregeln…“ im Menü Ansicht ändert es.</translation>
    </message>
    <message>
        <source>There are {n} colour rules already: remove one in the menu View first.</source>
        <translation>Es gibt schon {n} Farbregeln: entfernen Sie erst eine im Menü Ansicht.</translation>
    </message>
    <message>
        <source>There is no filter to save: write one first.</source>
        <translation>Es gibt keinen Filter zu speichern: schreiben Sie zuerst einen.</translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <source>Name of the filter:</source>
        <translation>Name des Filters:</translation>
    </message>
</context>
<context>
    <name>AttributeModel</name>
    <message>
        <source>the capture kept too few bytes of this packet</source>
        <translation>die Aufzeichnung hat zu wenige Bytes dieses Pakets</translation>
    </message>
    <message>
        <source>a length does not fit the bytes that are there</source>
        <translation>eine Länge passt nicht zu den vorhandenen Bytes</translation>
    </message>
    <message>
        <source>a value that the specification does not allow</source>
        <translation>ein Wert, den die Spezifikation nicht erlaubt</translation>
    </message>
    <message>
        <source>an option that cannot be read</source>
        <translation>eine Option, die nicht gelesen werden kann</translation>
    </message>
    <message>
        <source>a pointer that leads nowhere, or in circles</source>
        <translation>ein Zeiger, der ins Leere oder im Kreis führt</translation>
    </message>
    <message>
        <source>nested deeper than Netloupe follows</source>
        <translation>tiefer geschachtelt, als Netloupe folgt</translation>
    </message>
    <message>
        <source>more attributes than Netloupe shows of one packet</source>
        <translation>mehr Attribute, als Netloupe von einem Paket zeigt</translation>
    </message>
    <message>
        <source>a link type Netloupe does not know</source>
        <translation>ein Linktyp, den Netloupe nicht kennt</translation>
    </message>
    <message>
        <source>too many fragments were waiting; this datagram is incomplete</source>
        <translation>zu viele Fragmente warteten; dieses Datagramm ist unvollständig</translation>
    </message>
    <message>
        <source>fragments overlap</source>
        <translation>Fragmente überlappen sich</translation>
    </message>
    <message>
        <source>too many bytes were waiting; a part was let go</source>
        <translation>zu viele Bytes warteten; ein Teil wurde aufgegeben</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>bytes of the packet</source>
        <translation>Bytes des Pakets</translation>
    </message>
    <message>
        <source>reassembled bytes</source>
        <translation>zusammengesetzte Bytes</translation>
    </message>
    <message>
        <source>bytes made of them</source>
        <translation>daraus gewonnene Bytes</translation>
    </message>
    <message>
        <source>{size} at {at} of the {place}</source>
        <translation>{size} ab {at}, {place}</translation>
    </message>
</context>
<context>
    <name>AttributesView</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Show attributes with this in their name or value</source>
        <translation>Attribute zeigen, in deren Name oder Wert dies vorkommt</translation>
    </message>
    <message>
        <source>Filter of the attribute tree</source>
        <translation>Filter des Attributbaums</translation>
    </message>
    <message>
        <source>Only changed</source>
        <translation>Nur Geändertes</translation>
    </message>
    <message>
        <source>Show only what differs from the packet selected before</source>
        <translation>Nur zeigen, was sich vom zuvor gewählten Paket unterscheidet</translation>
    </message>
    <message>
        <source>Attributes of the session and of the packet</source>
        <translation>Attribute der Sitzung und des Pakets</translation>
    </message>
    <message>
        <source>No session or packet selected</source>
        <translation>Weder Sitzung noch Paket ausgewählt</translation>
    </message>
    <message>
        <source>Select one in the tables or in the timeline to read its attributes here.</source>
        <translation>In den Tabellen oder in der Zeitleiste auswählen, um hier die Attribute zu lesen.</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Name kopieren</translation>
    </message>
    <message>
        <source>Copy subtree</source>
        <translation>Teilbaum kopieren</translation>
    </message>
    <message>
        <source>Copy bytes as hex</source>
        <translation>Bytes als Hex kopieren</translation>
    </message>
    <message>
        <source>Go to the packet it was read from</source>
        <translation>Zum Paket gehen, in dem es gelesen wurde</translation>
    </message>
    <message>
        <source>Open all below</source>
        <translation>Alles darunter öffnen</translation>
    </message>
    <message>
        <source>Close all</source>
        <translation>Alle schließen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>This packet takes a moment to decode.</source>
        <translation>Dieses Paket zu dekodieren dauert einen Moment.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>BytesView</name>
    <message>
        <source>Which bytes</source>
        <translation>Welche Bytes</translation>
    </message>
    <message>
        <source>8 a line</source>
        <translation>8 je Zeile</translation>
    </message>
    <message>
        <source>Show 8 bytes a line instead of 16</source>
        <translation>8 statt 16 Bytes je Zeile zeigen</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Show the selected bytes as numbers and times</source>
        <translation>Die ausgewählten Bytes als Zahlen und Zeiten zeigen</translation>
    </message>
    <message>
        <source>Bytes of the packet</source>
        <translation>Bytes des Pakets</translation>
    </message>
    <message>
        <source>What the selected bytes are, and their values</source>
        <translation>Was die ausgewählten Bytes sind, und ihre Werte</translation>
    </message>
    <message>
        <source>No packet selected</source>
        <translation>Kein Paket ausgewählt</translation>
    </message>
    <message>
        <source>Select a packet in the table or in the timeline to see its bytes.</source>
        <translation>Ein Paket in der Tabelle oder in der Zeitleiste auswählen, um seine Bytes zu sehen.</translation>
    </message>
    <message>
        <source>Copy as hex</source>
        <translation>Als Hex kopieren</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Copy as C array</source>
        <translation>Als C-Array kopieren</translation>
    </message>
    <message>
        <source>Copy as escaped string</source>
        <translation>Als maskierte Zeichenkette kopieren</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>This packet takes a moment to decode.</source>
        <translation>Dieses Paket zu dekodieren dauert einen Moment.</translation>
    </message>
    <message>
        <source>Packet ({size} B)</source>
        <translation>Paket ({size} B)</translation>
    </message>
    <message>
        <source>Reassembled ({size} B)</source>
        <translation>Zusammengesetzt ({size} B)</translation>
    </message>
    <message>
        <source>Select bytes, or an attribute, to see what they mean.</source>
        <translation>Bytes oder ein Attribut auswählen, um zu sehen, was sie bedeuten.</translation>
    </message>
    <message>
        <source>offset {at} (0x{at:x})</source>
        <translation>Offset {at} (0x{at:x})</translation>
    </message>
</context>
<context>
    <name>CaptureDialog</name>
    <message>
        <source>Capture</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>&amp;This computer</source>
        <translation>&amp;Dieser Rechner</translation>
    </message>
    <message>
        <source>Remote host &amp;over ssh</source>
        <translation>Entfernter Rechner über &amp;ssh</translation>
    </message>
    <message>
        <source>Pi&amp;pe</source>
        <translation>Pi&amp;pe</translation>
    </message>
    <message>
        <source>&amp;More options</source>
        <translation>&amp;Mehr Optionen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>S&amp;tarten</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Look for interfaces again (F5)</source>
        <translation>Schnittstellen neu suchen (F5)</translation>
    </message>
    <message>
        <source>Capture &amp;filter:</source>
        <translation>Aufzeichnungs&amp;filter:</translation>
    </message>
    <message>
        <source>Chosen: {names}</source>
        <translation>Gewählt: {names}</translation>
    </message>
    <message>
        <source>Choose an interface; Ctrl+click chooses several.</source>
        <translation>Eine Schnittstelle wählen; Strg+Klick wählt mehrere.</translation>
    </message>
    <message>
        <source>No interface is chosen.</source>
        <translation>Keine Schnittstelle gewählt.</translation>
    </message>
    <message>
        <source>This interface cannot be captured on.</source>
        <translation>Auf dieser Schnittstelle kann nicht aufgezeichnet werden.</translation>
    </message>
    <message>
        <source>The capture filter is not valid.</source>
        <translation>Der Aufzeichnungsfilter ist nicht gültig.</translation>
    </message>
</context>
<context>
    <name>CaptureFilterField</name>
    <message>
        <source>all packets; for example: tcp port 443 and not host 10.0.0.1</source>
        <translation>alle Pakete; zum Beispiel: tcp port 443 and not host 10.0.0.1</translation>
    </message>
    <message>
        <source>Capture filter</source>
        <translation>Aufzeichnungsfilter</translation>
    </message>
    <message>
        <source>It would have kept {kept} of the last {all} packets.</source>
        <translation>Er hätte {kept} der letzten {all} Pakete behalten.</translation>
    </message>
    <message>
        <source>Empty: every packet is captured.</source>
        <translation>Leer: jedes Paket wird aufgezeichnet.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Valid filter.</source>
        <translation>Gültiger Filter.</translation>
    </message>
</context>
<context>
    <name>CaptureMenu</name>
    <message>
        <source>Looking for interfaces…</source>
        <translation>Schnittstellen werden gesucht…</translation>
    </message>
    <message>
        <source>No interface can be seen</source>
        <translation>Keine Schnittstelle ist zu sehen</translation>
    </message>
    <message>
        <source>packets/s</source>
        <translation>Pakete/s</translation>
    </message>
</context>
<context>
    <name>CaptureOptionsPanel</name>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>&amp;Promiscuous</source>
        <translation>&amp;Promiscuous-Modus</translation>
    </message>
    <message>
        <source>Also take packets that are addressed to other computers</source>
        <translation>Auch Pakete nehmen, die an andere Rechner gerichtet sind</translation>
    </message>
    <message>
        <source>&amp;Immediate</source>
        <translation>S&amp;ofort</translation>
    </message>
    <message>
        <source>Deliver each packet at once: less delay, much more work</source>
        <translation>Jedes Paket sogleich liefern: weniger Verzögerung, viel mehr Arbeit</translation>
    </message>
    <message>
        <source>&amp;Nanosecond time stamps</source>
        <translation>Zeitstempel in &amp;Nanosekunden</translation>
    </message>
    <message>
        <source>Where the interface has them</source>
        <translation>Wo die Schnittstelle sie hat</translation>
    </message>
    <message>
        <source>Names of local &amp;programs</source>
        <translation>Namen lokaler P&amp;rogramme</translation>
    </message>
    <message>
        <source>Find out which program of this computer each session belongs to</source>
        <translation>Herausfinden, zu welchem Programm dieses Rechners jede Sitzung gehört</translation>
    </message>
    <message>
        <source>Incoming and outgoing</source>
        <translation>Ein- und ausgehend</translation>
    </message>
    <message>
        <source>Incoming only</source>
        <translation>Nur eingehend</translation>
    </message>
    <message>
        <source>Outgoing only</source>
        <translation>Nur ausgehend</translation>
    </message>
    <message>
        <source>Bytes kept of each packet</source>
        <translation>Bytes, die von jedem Paket bleiben</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Buffer of the kernel, for each interface</source>
        <translation>Puffer des Kernels, je Schnittstelle</translation>
    </message>
    <message>
        <source>A larger one bridges longer pauses before packets are dropped</source>
        <translation>Ein größerer überbrückt längere Pausen, ehe Pakete verloren gehen</translation>
    </message>
    <message>
        <source>&amp;Direction:</source>
        <translation>R&amp;ichtung:</translation>
    </message>
    <message>
        <source>&amp;Keep of each:</source>
        <translation>&amp;Je Paket behalten:</translation>
    </message>
    <message>
        <source>Kernel &amp;buffer:</source>
        <translation>&amp;Kernelpuffer:</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>Stoppen nach</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>beliebig viele</translation>
    </message>
    <message>
        <source>Stop after so many packets</source>
        <translation>Nach so vielen Paketen stoppen</translation>
    </message>
    <message>
        <source>Stop after so many megabytes</source>
        <translation>Nach so vielen Megabyte stoppen</translation>
    </message>
    <message>
        <source>any size</source>
        <translation>beliebig groß</translation>
    </message>
    <message>
        <source>Stop after so many seconds</source>
        <translation>Nach so vielen Sekunden stoppen</translation>
    </message>
    <message>
        <source>any time</source>
        <translation>beliebig lange</translation>
    </message>
    <message>
        <source>Packets:</source>
        <translation>Pakete:</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>Größe:</translation>
    </message>
    <message>
        <source>Time:</source>
        <translation>Zeit:</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Most memory of the analysis</source>
        <translation>Höchster Speicherbedarf der Analyse</translation>
    </message>
    <message>
        <source>Most disk space</source>
        <translation>Höchster Plattenbedarf</translation>
    </message>
    <message>
        <source>What happens at a limit</source>
        <translation>Was an einer Grenze geschieht</translation>
    </message>
    <message>
        <source>Stop capturing</source>
        <translation>Aufzeichnung stoppen</translation>
    </message>
    <message>
        <source>Drop the oldest</source>
        <translation>Älteste verwerfen</translation>
    </message>
    <message>
        <source>Memory:</source>
        <translation>Speicher:</translation>
    </message>
    <message>
        <source>Disk:</source>
        <translation>Platte:</translation>
    </message>
    <message>
        <source>At a limit:</source>
        <translation>An einer Grenze:</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>a temporary file; you are asked before it goes</source>
        <translation>eine temporäre Datei; bevor sie verschwindet, werden Sie gefragt</translation>
    </message>
    <message>
        <source>File that packets are written to</source>
        <translation>Datei, in die Pakete geschrieben werden</translation>
    </message>
    <message>
        <source>Br&amp;owse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>one file only</source>
        <translation>nur eine Datei</translation>
    </message>
    <message>
        <source>A new file after so many megabytes</source>
        <translation>Neue Datei nach so vielen Megabyte</translation>
    </message>
    <message>
        <source>A new file after so many seconds</source>
        <translation>Neue Datei nach so vielen Sekunden</translation>
    </message>
    <message>
        <source>Keep only the newest so many files</source>
        <translation>Nur so viele neueste Dateien behalten</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>all files</source>
        <translation>alle Dateien</translation>
    </message>
    <message>
        <source>The oldest is deleted when there are more; its sessions stay in the list</source>
        <translation>Sind es mehr, wird die älteste gelöscht; ihre Sitzungen bleiben in der Liste</translation>
    </message>
    <message>
        <source>Write to:</source>
        <translation>Schreiben nach:</translation>
    </message>
    <message>
        <source>New file after, keep:</source>
        <translation>Neue Datei nach, behalten:</translation>
    </message>
    <message>
        <source>The folder of the file does not exist.</source>
        <translation>Den Ordner der Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>A ring of files needs a size or a time after which a new file begins.</source>
        <translation>Ein Ring von Dateien braucht eine Größe oder eine Zeit, nach der eine neue beginnt.</translation>
    </message>
    <message>
        <source>Write packets to</source>
        <translation>Pakete schreiben nach</translation>
    </message>
    <message>
        <source>Captures (*.pcapng)</source>
        <translation>Aufzeichnungen (*.pcapng)</translation>
    </message>
</context>
<context>
    <name>CaptureTabs</name>
    <message>
        <source>Open captures</source>
        <translation>Offene Aufzeichnungen</translation>
    </message>
    <message>
        <source>Close this capture</source>
        <translation>Diese Aufzeichnung schließen</translation>
    </message>
</context>
<context>
    <name>ColourLegend</name>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours of the rows</source>
        <translation>Farben der Zeilen</translation>
    </message>
    <message>
        <source>What the colours of rows mean</source>
        <translation>Was die Farben der Zeilen bedeuten</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>kein Filter</translation>
    </message>
</context>
<context>
    <name>ColourRulesDialog</name>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Blaugrün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Colour rules</source>
        <translation>Farbregeln</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colour rules, first to last</source>
        <translation>Farbregeln, von der ersten bis zur letzten</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>A filter such as: app == tls and bytes &gt; 10k</source>
        <translation>Ein Filter wie: app == tls and bytes &gt; 10k</translation>
    </message>
    <message>
        <source>What comes of the rule</source>
        <translation>Was die Regel bewirkt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Filter:</source>
        <translation>&amp;Filter:</translation>
    </message>
    <message>
        <source>&amp;Colour:</source>
        <translation>F&amp;arbe:</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>Neue Regel</translation>
    </message>
    <message>
        <source>The first rule that holds colours the row of a session.</source>
        <translation>Die erste zutreffende Regel färbt die Zeile einer Sitzung.</translation>
    </message>
    <message>
        <source>No row is coloured yet: add a rule here, or right click a value and choose “Colour these”.</source>
        <translation>Noch ist keine Zeile gefärbt: hier eine Regel hinzufügen, oder einen Wert rechts anklicken und „Diese einfärben“ wählen.</translation>
    </message>
    <message>
        <source>Write what its sessions have in common.</source>
        <translation>Schreiben Sie, was ihre Sitzungen gemeinsam haben.</translation>
    </message>
    <message>
        <source>Off: colours nothing.</source>
        <translation>Aus: färbt nichts.</translation>
    </message>
    <message>
        <source>Colours {n} session</source>
        <translation>Färbt {n} Sitzung</translation>
    </message>
    <message>
        <source>Colours {n} sessions</source>
        <translation>Färbt {n} Sitzungen</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>kein Filter</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
</context>
<context>
    <name>Colours</name>
    <message>
        <source>Coloured by the rule “{name}”</source>
        <translation>Gefärbt durch die Regel „{name}“</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command…</source>
        <translation>Befehl…</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Open capture</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Captures (*.pcap *.pcapng *.cap *.dmp *.pcap.* *.pcapng.*);;All files (*)</source>
        <translation>Aufzeichnungen (*.pcap *.pcapng *.cap *.dmp *.pcap.* *.pcapng.*);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>An export is running</source>
        <translation>Ein Export läuft</translation>
    </message>
    <message>
        <source>Opening another capture stops it. Open {file} all the same?</source>
        <translation>Eine andere Aufzeichnung zu öffnen stoppt ihn. {file} trotzdem öffnen?</translation>
    </message>
    <message>
        <source>Secrets are for a capture: open it first.</source>
        <translation>Schlüssel gehören zu einer Aufzeichnung: öffnen Sie zuerst eine.</translation>
    </message>
    <message>
        <source>Secrets of this capture</source>
        <translation>Schlüssel dieser Aufzeichnung</translation>
    </message>
    <message>
        <source>Key logs (*.log *.keys *.keylog *.txt);;All files (*)</source>
        <translation>Key-Logs (*.log *.keys *.keylog *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Which secrets this capture has cannot be kept: {reason}.</source>
        <translation>Welche Schlüssel diese Aufzeichnung hat, kann nicht festgehalten werden: {reason}.</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
    <message>
        <source>{file} exists. Replace it?</source>
        <translation>{file} gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Note on session {number}</source>
        <translation>Notiz zu Sitzung {number}</translation>
    </message>
    <message>
        <source>Note on {n} sessions</source>
        <translation>Notiz zu {n} Sitzungen</translation>
    </message>
    <message>
        <source>Note on packet {number}</source>
        <translation>Notiz zu Paket {number}</translation>
    </message>
    <message>
        <source>Treat session {number} as</source>
        <translation>Sitzung {number} behandeln als</translation>
    </message>
    <message>
        <source>Treat {n} sessions as</source>
        <translation>{n} Sitzungen behandeln als</translation>
    </message>
    <message>
        <source>What was marked, noted or acknowledged cannot be kept: {reason}</source>
        <translation>Was markiert, notiert oder abgehakt wurde, kann nicht festgehalten werden: {reason}</translation>
    </message>
    <message>
        <source>Select a session or a packet first.</source>
        <translation>Wählen Sie zuerst eine Sitzung oder ein Paket aus.</translation>
    </message>
    <message>
        <source>The report is on the clipboard.</source>
        <translation>Der Bericht ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>+ new</source>
        <translation>+ neu</translation>
    </message>
    <message>
        <source>− gone</source>
        <translation>− verschwunden</translation>
    </message>
    <message>
        <source>▲ slower</source>
        <translation>▲ langsamer</translation>
    </message>
    <message>
        <source>▼ faster</source>
        <translation>▼ schneller</translation>
    </message>
    <message>
        <source>= same</source>
        <translation>= gleich</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Filter here</source>
        <translation>Hier filtern</translation>
    </message>
    <message>
        <source>Show the sessions of the selected row in this capture</source>
        <translation>Die Sitzungen der gewählten Zeile in dieser Aufzeichnung zeigen</translation>
    </message>
    <message>
        <source>Filter there</source>
        <translation>Dort filtern</translation>
    </message>
    <message>
        <source>Show the sessions of the selected row in the other capture</source>
        <translation>Die Sitzungen der gewählten Zeile in der anderen Aufzeichnung zeigen</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>by</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>Nothing to compare with</source>
        <translation>Nichts zum Vergleichen</translation>
    </message>
    <message>
        <source>Open another capture in a tab (File, Open in new tab): what is new here, gone, slower or faster than there is listed.</source>
        <translation>Öffnen Sie eine weitere Aufzeichnung in einem Reiter (Datei, In neuem Reiter öffnen): hier steht dann, was neu, verschwunden, langsamer oder schneller ist als dort.</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Wird verglichen</translation>
    </message>
    <message>
        <source>The captures are compared; it is here in a moment.</source>
        <translation>Die Aufzeichnungen werden verglichen; gleich steht es hier.</translation>
    </message>
    <message>
        <source>Nothing there</source>
        <translation>Nichts da</translation>
    </message>
    <message>
        <source>Neither capture has a session.</source>
        <translation>Keine der Aufzeichnungen hat eine Sitzung.</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} neu</translation>
    </message>
    <message>
        <source>{n} gone</source>
        <translation>{n} verschwunden</translation>
    </message>
    <message>
        <source>{n} slower</source>
        <translation>{n} langsamer</translation>
    </message>
    <message>
        <source>{n} faster</source>
        <translation>{n} schneller</translation>
    </message>
    <message>
        <source>{n} same</source>
        <translation>{n} gleich</translation>
    </message>
</context>
<context>
    <name>CompletionPopup</name>
    <message>
        <source>What can be written here</source>
        <translation>Was hier stehen kann</translation>
    </message>
</context>
<context>
    <name>DeviceTable</name>
    <message>
        <source>Interfaces</source>
        <translation>Schnittstellen</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>Interface</source>
        <translation>Schnittstelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Packets/s</source>
        <translation>Pakete/s</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Link type</source>
        <translation>Linktyp</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>▽ down</source>
        <translation>▽ aus</translation>
    </message>
    <message>
        <source>◇ up, no link</source>
        <translation>◇ an, keine Verbindung</translation>
    </message>
    <message>
        <source>▲ up</source>
        <translation>▲ an</translation>
    </message>
    <message>
        <source>✓ ready</source>
        <translation>✓ bereit</translation>
    </message>
    <message>
        <source>✗ not yet</source>
        <translation>✗ noch nicht</translation>
    </message>
    <message>
        <source>✗ no</source>
        <translation>✗ nein</translation>
    </message>
    <message>
        <source>Packets a second, the last half minute</source>
        <translation>Pakete je Sekunde, die letzte halbe Minute</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>malformed packet</source>
        <translation>fehlerhaftes Paket</translation>
    </message>
    <message>
        <source>odd packet</source>
        <translation>auffälliges Paket</translation>
    </message>
    <message>
        <source>the conversation ended in the middle of a message</source>
        <translation>das Gespräch endete mitten in einer Nachricht</translation>
    </message>
    <message>
        <source>bytes of the conversation are missing from the capture</source>
        <translation>Bytes des Gesprächs fehlen in der Aufzeichnung</translation>
    </message>
    <message>
        <source>too many active sessions: the one idle for longest was given up</source>
        <translation>zu viele aktive Sitzungen: die am längsten stille wurde aufgegeben</translation>
    </message>
    <message>
        <source>the session has more attribute values than are kept</source>
        <translation>die Sitzung hat mehr Attributwerte, als behalten werden</translation>
    </message>
    <message>
        <source>too many bytes waited for lost segments: some were skipped</source>
        <translation>zu viele Bytes warteten auf verlorene Segmente: einige wurden übersprungen</translation>
    </message>
    <message>
        <source>a message is longer than is kept: part of it was not read</source>
        <translation>eine Nachricht ist länger, als behalten wird: ein Teil wurde nicht gelesen</translation>
    </message>
    <message>
        <source>too many fragments were waiting: a datagram was given up</source>
        <translation>zu viele Fragmente warteten: ein Datagramm wurde aufgegeben</translation>
    </message>
    <message>
        <source>too many tunnels: what they carry is not told apart any more</source>
        <translation>zu viele Tunnel: was sie tragen, wird nicht mehr getrennt</translation>
    </message>
    <message>
        <source>too many sessions were announced: an earlier one was forgotten</source>
        <translation>zu viele Sitzungen wurden angekündigt: eine frühere wurde vergessen</translation>
    </message>
    <message>
        <source>too many names of hosts were told: some are not known any more</source>
        <translation>zu viele Rechnernamen wurden genannt: einige sind nicht mehr bekannt</translation>
    </message>
    <message>
        <source>a packet has more layers, or more nested, than are followed</source>
        <translation>ein Paket hat mehr oder tiefer geschachtelte Schichten, als verfolgt werden</translation>
    </message>
    <message>
        <source>credentials sent in clear text</source>
        <translation>Zugangsdaten im Klartext gesendet</translation>
    </message>
    <message>
        <source>the association was aborted</source>
        <translation>die Assoziation wurde abgebrochen</translation>
    </message>
    <message>
        <source>its receiver must discard the packet: the verification tag is another</source>
        <translation>der Empfänger muss das Paket verwerfen: das Verification Tag ist ein anderes</translation>
    </message>
    <message>
        <source>the connection was reset</source>
        <translation>die Verbindung wurde zurückgesetzt (RST)</translation>
    </message>
    <message>
        <source>the connection was refused: an RST answered the SYN</source>
        <translation>die Verbindung wurde abgewiesen: ein RST beantwortete das SYN</translation>
    </message>
    <message>
        <source>its receiver must discard the segment: a number is out of place</source>
        <translation>der Empfänger muss das Segment verwerfen: eine Nummer passt nicht</translation>
    </message>
    <message>
        <source>a receiver closed its window: it reads too slowly</source>
        <translation>ein Empfänger schloss sein Fenster: er liest zu langsam</translation>
    </message>
    <message>
        <source>A DHCPv6 server did not give what was asked for.</source>
        <translation>Ein DHCPv6-Server gab nicht, worum er gebeten wurde.</translation>
    </message>
    <message>
        <source>A user was not let in.</source>
        <translation>Ein Benutzer wurde nicht eingelassen.</translation>
    </message>
    <message>
        <source>credentials travel in clear text</source>
        <translation>Zugangsdaten gehen im Klartext über das Netz</translation>
    </message>
    <message>
        <source>A SOCKS proxy refused a connection.</source>
        <translation>Ein SOCKS-Proxy wies eine Verbindung ab.</translation>
    </message>
    <message>
        <source>A SOCKS proxy refused a login.</source>
        <translation>Ein SOCKS-Proxy wies eine Anmeldung ab.</translation>
    </message>
    <message>
        <source>Datagrams come to a SOCKS proxy in parts, which are not joined.</source>
        <translation>Datagramme kommen in Teilen zu einem SOCKS-Proxy; sie werden nicht zusammengesetzt.</translation>
    </message>
    <message>
        <source>a name server answered with an error</source>
        <translation>ein Nameserver antwortete mit einem Fehler</translation>
    </message>
    <message>
        <source>header fields could not be decompressed from here on</source>
        <translation>Header-Felder konnten von hier an nicht dekomprimiert werden</translation>
    </message>
    <message>
        <source>the connection was ended with an error</source>
        <translation>die Verbindung wurde mit einem Fehler beendet</translation>
    </message>
    <message>
        <source>header fields could not be decompressed</source>
        <translation>Kopffelder konnten nicht entpackt werden</translation>
    </message>
    <message>
        <source>an Initial packet could not be opened with the keys of the first one</source>
        <translation>ein Initial-Paket ließ sich mit den Schlüsseln des ersten nicht öffnen</translation>
    </message>
    <message>
        <source>a packet could not be opened with the secrets that were given</source>
        <translation>ein Paket ließ sich mit den gegebenen Schlüsseln nicht öffnen</translation>
    </message>
    <message>
        <source>handshake data was too far ahead, or in too many pieces, to be read</source>
        <translation>Handshake-Daten lagen zu weit voraus oder in zu vielen Stücken, um gelesen zu werden</translation>
    </message>
    <message>
        <source>the connection went on from another address or port of the client</source>
        <translation>die Verbindung ging von einer anderen Adresse oder einem anderen Port des Clients weiter</translation>
    </message>
    <message>
        <source>the connection was closed with an error</source>
        <translation>die Verbindung wurde mit einem Fehler geschlossen</translation>
    </message>
    <message>
        <source>the certificate was not valid when this was sent</source>
        <translation>das Zertifikat war nicht gültig, als dies gesendet wurde</translation>
    </message>
    <message>
        <source>the certificate is signed by itself</source>
        <translation>das Zertifikat ist selbstsigniert</translation>
    </message>
    <message>
        <source>a record could not be opened with the secrets that were given</source>
        <translation>ein Record ließ sich mit den gegebenen Schlüsseln nicht öffnen</translation>
    </message>
    <message>
        <source>a TLS version older than 1.2 was agreed</source>
        <translation>eine TLS-Version unter 1.2 wurde vereinbart</translation>
    </message>
    <message>
        <source>An FTP server refused a login.</source>
        <translation>Ein FTP-Server wies eine Anmeldung ab.</translation>
    </message>
    <message>
        <source>A file server refused a login.</source>
        <translation>Ein Dateiserver wies eine Anmeldung ab.</translation>
    </message>
    <message>
        <source>A file server denied access.</source>
        <translation>Ein Dateiserver verweigerte den Zugriff.</translation>
    </message>
    <message>
        <source>A file transfer was refused or broke off.</source>
        <translation>Eine Dateiübertragung wurde abgewiesen oder brach ab.</translation>
    </message>
    <message>
        <source>An outstation was told to restart.</source>
        <translation>Einer Unterstation wurde befohlen, neu zu starten.</translation>
    </message>
    <message>
        <source>Data of a DNP3 frame does not have the checksum beside it.</source>
        <translation>Daten eines DNP3-Frames haben nicht die Prüfsumme, die daneben steht.</translation>
    </message>
    <message>
        <source>An outstation was told to stop an application.</source>
        <translation>Einer Unterstation wurde befohlen, eine Anwendung anzuhalten.</translation>
    </message>
    <message>
        <source>A Modbus device refused a request.</source>
        <translation>Ein Modbus-Gerät lehnte eine Anfrage ab.</translation>
    </message>
    <message>
        <source>A controller was told to stop.</source>
        <translation>Einer Steuerung wurde befohlen anzuhalten.</translation>
    </message>
    <message>
        <source>A Kerberos server refused a request.</source>
        <translation>Ein Kerberos-Server hat eine Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>Somebody&apos;s password was wrong, said a Kerberos server.</source>
        <translation>Ein Kerberos-Server sagte, dass ein Passwort falsch war.</translation>
    </message>
    <message>
        <source>A ticket or message is encrypted by DES or RC4.</source>
        <translation>Ein Ticket oder eine Nachricht ist mit DES oder RC4 verschlüsselt.</translation>
    </message>
    <message>
        <source>A router did not open a port.</source>
        <translation>Ein Router hat einen Port nicht geöffnet.</translation>
    </message>
    <message>
        <source>Logins to network equipment travel in clear text.</source>
        <translation>Anmeldungen an Netzwerkgeräten werden im Klartext übertragen.</translation>
    </message>
    <message>
        <source>the certificate is not valid yet</source>
        <translation>das Zertifikat ist noch nicht gültig</translation>
    </message>
    <message>
        <source>Cassandra refused a login.</source>
        <translation>Cassandra hat eine Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>Cassandra could not do what was asked.</source>
        <translation>Cassandra konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>Memcached could not do what was asked.</source>
        <translation>Memcached konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>A login at Memcached, whose proof may be a password in clear text.</source>
        <translation>Eine Anmeldung an Memcached, deren Nachweis ein Passwort im Klartext sein kann.</translation>
    </message>
    <message>
        <source>Memcached refused a login, or wants one.</source>
        <translation>Memcached hat eine Anmeldung abgelehnt oder verlangt eine.</translation>
    </message>
    <message>
        <source>Memcached was told to forget all values.</source>
        <translation>Memcached wurde angewiesen, alle Werte zu vergessen.</translation>
    </message>
    <message>
        <source>MongoDB refused a login or a command.</source>
        <translation>MongoDB hat eine Anmeldung oder einen Befehl abgelehnt.</translation>
    </message>
    <message>
        <source>MongoDB could not do what was asked.</source>
        <translation>MongoDB konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>A database refused a login.</source>
        <translation>Eine Datenbank hat eine Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>A database could not do what was asked.</source>
        <translation>Eine Datenbank konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>A login uses the proof of MySQL before version 4.1.</source>
        <translation>Eine Anmeldung verwendet den Nachweis von MySQL vor Version 4.1.</translation>
    </message>
    <message>
        <source>Whoever sees it once can log in or find the password: drop mysql_old_password.</source>
        <translation>Wer ihn einmal sieht, kann sich anmelden oder das Passwort finden: mysql_old_password abschaffen.</translation>
    </message>
    <message>
        <source>A database was told to shut down.</source>
        <translation>Eine Datenbank wurde angewiesen, sich zu beenden.</translation>
    </message>
    <message>
        <source>A database asked for a file of its client.</source>
        <translation>Eine Datenbank hat eine Datei ihres Clients verlangt.</translation>
    </message>
    <message>
        <source>Redis refused a login or a command.</source>
        <translation>Redis hat eine Anmeldung oder einen Befehl abgelehnt.</translation>
    </message>
    <message>
        <source>Redis could not do what was asked.</source>
        <translation>Redis konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>Redis was administered over the network.</source>
        <translation>Redis wurde über das Netz verwaltet.</translation>
    </message>
    <message>
        <source>CONFIG, MODULE and REPLICAOF are how open servers are taken over: ask who did it.</source>
        <translation>Mit CONFIG, MODULE und REPLICAOF werden offene Server übernommen: fragen, wer es war.</translation>
    </message>
    <message>
        <source>A database of Redis was emptied or shut down.</source>
        <translation>Eine Datenbank von Redis wurde geleert oder beendet.</translation>
    </message>
    <message>
        <source>SQL Server refused a login.</source>
        <translation>SQL Server hat eine Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>SQL Server could not do what was asked.</source>
        <translation>SQL Server konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>Oracle refused a connection.</source>
        <translation>Oracle hat eine Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>Oracle refused a login.</source>
        <translation>Oracle hat eine Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>Oracle could not do what was asked.</source>
        <translation>Oracle konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>A device was told to restart.</source>
        <translation>Ein Gerät wurde angewiesen, neu zu starten.</translation>
    </message>
    <message>
        <source>Values of a device were written.</source>
        <translation>Werte eines Geräts wurden geschrieben.</translation>
    </message>
    <message>
        <source>A program or firmware was sent to a device, or taken from it.</source>
        <translation>Ein Programm oder eine Firmware wurde an ein Gerät gesendet oder von ihm geholt.</translation>
    </message>
    <message>
        <source>A device refused a request.</source>
        <translation>Ein Gerät hat eine Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>A Bluetooth device refused a request for an attribute.</source>
        <translation>Ein Bluetooth-Gerät hat die Anfrage nach einem Attribut abgelehnt.</translation>
    </message>
    <message>
        <source>A Bluetooth device could not prove who it is.</source>
        <translation>Ein Bluetooth-Gerät konnte nicht nachweisen, wer es ist.</translation>
    </message>
    <message>
        <source>A controller tells of an error on the CAN bus.</source>
        <translation>Ein Controller meldet einen Fehler auf dem CAN-Bus.</translation>
    </message>
    <message>
        <source>The kernel refused what a program asked by netlink.</source>
        <translation>Der Kernel hat abgelehnt, was ein Programm über Netlink verlangte.</translation>
    </message>
    <message>
        <source>A message of SS7 could not be delivered.</source>
        <translation>Eine Nachricht von SS7 konnte nicht zugestellt werden.</translation>
    </message>
    <message>
        <source>A USB request failed.</source>
        <translation>Eine USB-Anfrage ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>A node of Elasticsearch could not do what was asked.</source>
        <translation>Ein Knoten von Elasticsearch konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>PostgreSQL refused a login.</source>
        <translation>PostgreSQL hat eine Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>PostgreSQL could not do what was asked.</source>
        <translation>PostgreSQL konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>ZooKeeper refused a login.</source>
        <translation>ZooKeeper hat eine Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>Somebody logs in at a Mac as a guest.</source>
        <translation>Jemand meldet sich an einem Mac als Gast an.</translation>
    </message>
    <message>
        <source>An iSCSI target refused a login.</source>
        <translation>Ein iSCSI-Target hat eine Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>A disk could not do what was asked.</source>
        <translation>Ein Datenträger konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>A directory could not be mounted.</source>
        <translation>Ein Verzeichnis konnte nicht eingehängt werden.</translation>
    </message>
    <message>
        <source>A server of disks refused an option.</source>
        <translation>Ein Server für Datenträger hat eine Option abgelehnt.</translation>
    </message>
    <message>
        <source>An NFS server denied access.</source>
        <translation>Ein NFS-Server hat den Zugriff verweigert.</translation>
    </message>
    <message>
        <source>An NFS server could not do what was asked.</source>
        <translation>Ein NFS-Server konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>A procedure could not be called.</source>
        <translation>Eine Prozedur konnte nicht aufgerufen werden.</translation>
    </message>
    <message>
        <source>A call of a procedure was refused.</source>
        <translation>Der Aufruf einer Prozedur wurde abgelehnt.</translation>
    </message>
    <message>
        <source>An rsync daemon refused something.</source>
        <translation>Ein rsync-Dienst hat etwas abgelehnt.</translation>
    </message>
    <message>
        <source>A file server let in a guest, or nobody in particular.</source>
        <translation>Ein Dateiserver hat einen Gast oder niemand Bestimmtes eingelassen.</translation>
    </message>
    <message>
        <source>A device was told to communicate no more, or again.</source>
        <translation>Ein Gerät wurde angewiesen, nicht mehr oder wieder zu kommunizieren.</translation>
    </message>
    <message>
        <source>A device was told to act: to switch, to move or to change its state.</source>
        <translation>Ein Gerät wurde angewiesen zu handeln: zu schalten, zu bewegen oder seinen Zustand zu ändern.</translation>
    </message>
    <message>
        <source>A device was told to listen and not to answer any more.</source>
        <translation>Ein Gerät wurde angewiesen zuzuhören und nicht mehr zu antworten.</translation>
    </message>
    <message>
        <source>A secure channel was opened without signature and encryption.</source>
        <translation>Ein sicherer Kanal wurde ohne Signatur und Verschlüsselung geöffnet.</translation>
    </message>
    <message>
        <source>A controller refused a request.</source>
        <translation>Eine Steuerung lehnte eine Anfrage ab.</translation>
    </message>
    <message>
        <source>Access to protected functions of a control unit was asked for.</source>
        <translation>Zugriff auf geschützte Funktionen eines Steuergeräts wurde verlangt.</translation>
    </message>
    <message>
        <source>A disk refused an AoE command.</source>
        <translation>Ein Datenträger hat einen AoE-Befehl abgelehnt.</translation>
    </message>
    <message>
        <source>An endpoint of an Ethernet service does not hear another.</source>
        <translation>Ein Endpunkt eines Ethernet-Dienstes hört einen anderen nicht.</translation>
    </message>
    <message>
        <source>A switch lets whoever asks make a trunk of this link.</source>
        <translation>Ein Switch lässt jeden, der fragt, aus dieser Verbindung einen Trunk machen.</translation>
    </message>
    <message>
        <source>Whoever is connected there can ask for all VLANs. Set ports for hosts to access, and trunks to fixed (Cisco: switchport nonegotiate).</source>
        <translation>Wer dort angeschlossen ist, kann alle VLANs verlangen. Ports für Hosts auf Access stellen, Trunks fest einstellen (Cisco: switchport nonegotiate).</translation>
    </message>
    <message>
        <source>Somebody was not let into the network.</source>
        <translation>Jemand wurde nicht ins Netz gelassen.</translation>
    </message>
    <message>
        <source>EAP proves who it is by a method that can be broken by listening.</source>
        <translation>EAP weist die Identität mit einem Verfahren nach, das durch Mithören gebrochen werden kann.</translation>
    </message>
    <message>
        <source>MD5 challenges and LEAP can be tried offline by whoever has heard them, and give no keys (RFC 3748, section 5.4). Use a method inside TLS.</source>
        <translation>MD5-Challenges und LEAP kann offline durchprobieren, wer sie mitgehört hat, und sie ergeben keine Schlüssel (RFC 3748, Abschnitt 5.4). Ein Verfahren innerhalb von TLS verwenden.</translation>
    </message>
    <message>
        <source>The other end of a link says that something fails.</source>
        <translation>Das andere Ende einer Verbindung meldet, dass etwas ausfällt.</translation>
    </message>
    <message>
        <source>Link fault: it hears nothing. Dying gasp: it loses its power. Critical event: it does not say what (IEEE 802.3, section 57.2.10.1).</source>
        <translation>Link fault: es hört nichts. Dying gasp: es verliert den Strom. Critical event: es sagt nicht, was (IEEE 802.3, Abschnitt 57.2.10.1).</translation>
    </message>
    <message>
        <source>A bridge says that the topology has changed.</source>
        <translation>Eine Bridge meldet, dass sich die Topologie geändert hat.</translation>
    </message>
    <message>
        <source>A port went up or down, and bridges forget faster where stations are (IEEE 802.1D, section 17.11). Now and then it is usual; again and again look for one that flaps.</source>
        <translation>Ein Port ging an oder aus, und Bridges vergessen schneller, wo Stationen sind (IEEE 802.1D, Abschnitt 17.11). Ab und zu ist das üblich; bei häufigem Auftreten nach einem Port suchen, der flattert.</translation>
    </message>
    <message>
        <source>A mail server refused a login.</source>
        <translation>Ein Mailserver wies eine Anmeldung ab.</translation>
    </message>
    <message>
        <source>A directory refused a login.</source>
        <translation>Ein Verzeichnisdienst wies eine Anmeldung ab.</translation>
    </message>
    <message>
        <source>A procedure of Windows could not be called.</source>
        <translation>Eine Prozedur von Windows konnte nicht aufgerufen werden.</translation>
    </message>
    <message>
        <source>An interface of Windows was refused.</source>
        <translation>Eine Schnittstelle von Windows wurde abgelehnt.</translation>
    </message>
    <message>
        <source>A device refused an SNMP request.</source>
        <translation>Ein Gerät lehnte eine SNMP-Anfrage ab.</translation>
    </message>
    <message>
        <source>A device reported an emergency, an alert or a critical condition.</source>
        <translation>Ein Gerät meldete einen Notfall, einen Alarm oder einen kritischen Zustand.</translation>
    </message>
    <message>
        <source>A broker refused a login or an operation.</source>
        <translation>Ein Broker hat eine Anmeldung oder eine Operation abgelehnt.</translation>
    </message>
    <message>
        <source>A broker or its client ended something because of an error.</source>
        <translation>Ein Broker oder sein Client hat etwas wegen eines Fehlers beendet.</translation>
    </message>
    <message>
        <source>A CoAP server could not do what was asked.</source>
        <translation>Ein CoAP-Server konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>A device registers at a server (LwM2M, or a resource directory).</source>
        <translation>Ein Gerät registriert sich an einem Server (LwM2M oder ein Ressourcenverzeichnis).</translation>
    </message>
    <message>
        <source>An MQTT server refused a client.</source>
        <translation>Ein MQTT-Server wies einen Client ab.</translation>
    </message>
    <message>
        <source>NATS refused something.</source>
        <translation>NATS hat etwas abgelehnt.</translation>
    </message>
    <message>
        <source>A news server refused a login or a command.</source>
        <translation>Ein News-Server hat eine Anmeldung oder einen Befehl abgelehnt.</translation>
    </message>
    <message>
        <source>A STOMP broker refused something.</source>
        <translation>Ein STOMP-Broker hat etwas abgelehnt.</translation>
    </message>
    <message>
        <source>An XMPP server refused a login.</source>
        <translation>Ein XMPP-Server wies eine Anmeldung ab.</translation>
    </message>
    <message>
        <source>An XMPP stream was ended because of an error.</source>
        <translation>Ein XMPP-Datenstrom wurde wegen eines Fehlers beendet.</translation>
    </message>
    <message>
        <source>A socket of ZeroMQ refused another.</source>
        <translation>Ein Socket von ZeroMQ hat einen anderen abgelehnt.</translation>
    </message>
    <message>
        <source>A STUN or TURN server refused a request.</source>
        <translation>Ein STUN- oder TURN-Server hat eine Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>A password of the first version of STUN can be read.</source>
        <translation>Ein Passwort der ersten Version von STUN ist lesbar.</translation>
    </message>
    <message>
        <source>A server refused an RDP connection.</source>
        <translation>Ein Server hat eine RDP-Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>A desktop is shown by RDP&apos;s own security, which does not prove who the server is.</source>
        <translation>Ein Desktop wird mit der eigenen Sicherheit von RDP gezeigt, die nicht nachweist, wer der Server ist.</translation>
    </message>
    <message>
        <source>A SPICE server refused a channel.</source>
        <translation>Ein SPICE-Server hat einen Kanal abgelehnt.</translation>
    </message>
    <message>
        <source>An SSH server offers methods that protect little any more.</source>
        <translation>Ein SSH-Server bietet Verfahren an, die kaum noch schützen.</translation>
    </message>
    <message>
        <source>Version 1 of SSH is spoken, which can be broken.</source>
        <translation>Version 1 von SSH wird gesprochen, die gebrochen werden kann.</translation>
    </message>
    <message>
        <source>Everybody may see and use this screen: no password is asked for.</source>
        <translation>Jeder darf diesen Bildschirm sehen und bedienen: es wird kein Passwort verlangt.</translation>
    </message>
    <message>
        <source>A VNC server refused a connection.</source>
        <translation>Ein VNC-Server hat eine Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>A VNC server refused a login.</source>
        <translation>Ein VNC-Server hat eine Anmeldung abgelehnt.</translation>
    </message>
    <message>
        <source>An X server refused a program.</source>
        <translation>Ein X-Server hat ein Programm abgelehnt.</translation>
    </message>
    <message>
        <source>A program connected to an X server without any proof that it may.</source>
        <translation>Ein Programm hat sich ohne Nachweis einer Erlaubnis mit einem X-Server verbunden.</translation>
    </message>
    <message>
        <source>A path does not forward any more, as BFD says.</source>
        <translation>Ein Pfad leitet nicht mehr weiter, wie BFD meldet.</translation>
    </message>
    <message>
        <source>A router ended a BGP session because of an error.</source>
        <translation>Ein Router hat eine BGP-Sitzung wegen eines Fehlers beendet.</translation>
    </message>
    <message>
        <source>The NOTIFICATION says why: its code, and a code within that (RFC 4271, section 4.5). All that was learned by the session is forgotten, unless restarts are graceful.</source>
        <translation>Die NOTIFICATION sagt, warum: mit ihrem Code und einem Code darin (RFC 4271, Abschnitt 4.5). Alles, was über die Sitzung gelernt wurde, wird vergessen, außer bei Graceful Restart.</translation>
    </message>
    <message>
        <source>A router gives up a virtual address.</source>
        <translation>Ein Router gibt eine virtuelle Adresse auf.</translation>
    </message>
    <message>
        <source>A router ended an LDP session because of an error.</source>
        <translation>Ein Router hat eine LDP-Sitzung wegen eines Fehlers beendet.</translation>
    </message>
    <message>
        <source>A mobile host was not registered by its home agent.</source>
        <translation>Ein mobiler Host wurde von seinem Home Agent nicht registriert.</translation>
    </message>
    <message>
        <source>A router could not do what RSVP asked for.</source>
        <translation>Ein Router konnte nicht tun, was RSVP verlangte.</translation>
    </message>
    <message>
        <source>A node of BitTorrent&apos;s DHT could not do what was asked.</source>
        <translation>Ein Knoten der DHT von BitTorrent konnte nicht tun, was verlangt wurde.</translation>
    </message>
    <message>
        <source>A BitTorrent tracker refused a question.</source>
        <translation>Ein BitTorrent-Tracker hat eine Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>A host mines coins, or asks for work to do so.</source>
        <translation>Ein Host schürft Kryptowährung oder fragt nach Arbeit dafür.</translation>
    </message>
    <message>
        <source>Where nobody meant it to, somebody else uses its processors: look at who started it.</source>
        <translation>Wo das niemand wollte, nutzt jemand anderes seine Prozessoren: nachsehen, wer es gestartet hat.</translation>
    </message>
    <message>
        <source>A node of the network, or a phone, was refused what it asked for.</source>
        <translation>Einem Knoten des Netzes oder einem Telefon wurde verweigert, was es verlangte.</translation>
    </message>
    <message>
        <source>A call or a registration was refused.</source>
        <translation>Ein Anruf oder eine Registrierung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>A gateway or a call agent refused a command.</source>
        <translation>Ein Gateway oder ein Call Agent hat einen Befehl abgelehnt.</translation>
    </message>
    <message>
        <source>a request was refused or failed</source>
        <translation>eine Anfrage wurde abgelehnt oder schlug fehl</translation>
    </message>
    <message>
        <source>A telephone was not let in by its call manager.</source>
        <translation>Ein Telefon wurde von seinem Call Manager nicht zugelassen.</translation>
    </message>
    <message>
        <source>An IPsec peer refused something.</source>
        <translation>Ein IPsec-Partner hat etwas abgelehnt.</translation>
    </message>
    <message>
        <source>An algorithm is offered or chosen that protects little: DES, or keys agreed on in a small group.</source>
        <translation>Ein Verfahren wird angeboten oder gewählt, das wenig schützt: DES oder Schlüssel, die in einer kleinen Gruppe vereinbart werden.</translation>
    </message>
    <message>
        <source>A PPTP peer refused a tunnel or a call.</source>
        <translation>Ein PPTP-Partner hat einen Tunnel oder einen Anruf abgelehnt.</translation>
    </message>
    <message>
        <source>A header or message contradicts its specification: a length that leads outside, a forbidden value, an end before it is due. What stands before the place is read as usual. One of them is a broken sender or a wrong guess at the protocol; many from one host may be someone probing for faults.</source>
        <translation>Ein Header oder eine Nachricht widerspricht der Spezifikation: eine Länge, die hinausführt, ein verbotener Wert, ein Ende vor der Zeit. Was davor steht, wird wie üblich gelesen. Ein einzelnes ist ein fehlerhafter Sender oder ein falsch vermutetes Protokoll; viele von einem Rechner können jemand sein, der nach Schwachstellen sucht.</translation>
    </message>
    <message>
        <source>The packet can be read, but has what senders that follow the specification do not send. It is worth a look where the sender is not known; receivers differ in what they make of such packets.</source>
        <translation>Das Paket kann gelesen werden, enthält aber, was spezifikationstreue Sender nicht senden. Das lohnt einen Blick, wo der Sender nicht bekannt ist; Empfänger machen Unterschiedliches aus solchen Paketen.</translation>
    </message>
    <message>
        <source>The capture gives this packet a time far from all around it. A clock was set, or files were joined. It does not count for durations and for sessions that end by being idle.</source>
        <translation>Die Aufzeichnung gibt diesem Paket eine Zeit weit ab von allen um es herum. Eine Uhr wurde gestellt, oder Dateien wurden zusammengefügt. Es zählt nicht für Dauern und nicht für Sitzungen, die durch Stille enden.</translation>
    </message>
    <message>
        <source>One end began a message in this packet, and the session ended, or the capture did, before the message was whole. What there is of it was read. A transfer that was called off looks so; in a protocol of your own, a length that says too much.</source>
        <translation>Eine Seite begann in diesem Paket eine Nachricht, und die Sitzung oder die Aufzeichnung endete, bevor die Nachricht vollständig war. Was davon da ist, wurde gelesen. So sieht eine abgebrochene Übertragung aus; bei einem eigenen Protokoll eine Länge, die zu viel sagt.</translation>
    </message>
    <message>
        <source>The capture does not have some of the bytes that one end sent, though the conversation went on behind them. Messages around the gap may be missing from the analysis. Capture nearer to the hosts, or with a bigger buffer.</source>
        <translation>Der Aufzeichnung fehlen einige der Bytes, die ein Ende gesendet hat, obwohl das Gespräch danach weiterging. Nachrichten um die Lücke können in der Analyse fehlen. Zeichnen Sie näher an den Rechnern auf, oder mit einem größeren Puffer.</translation>
    </message>
    <message>
        <source>One end threw the connection away with RST (RFC 9293, section 3.5.2) instead of closing it with FIN. Look at what was said just before: a crash, a firewall, or a program that closes with data unread.</source>
        <translation>Ein Ende hat die Verbindung mit RST verworfen (RFC 9293, Abschnitt 3.5.2), statt sie mit FIN zu schließen. Sehen Sie, was kurz davor gesagt wurde: ein Absturz, eine Firewall, oder ein Programm, das mit ungelesenen Daten schließt.</translation>
    </message>
    <message>
        <source>The answer to a SYN was RST: nothing listens at that port, or a firewall says so (RFC 9293, section 3.10.7.1). Many from one client to many ports or hosts are a scan.</source>
        <translation>Die Antwort auf ein SYN war RST: an diesem Port hört niemand, oder eine Firewall sagt es so (RFC 9293, Abschnitt 3.10.7.1). Viele von einem Client zu vielen Ports oder Rechnern sind ein Scan.</translation>
    </message>
    <message>
        <source>A receiver ignores this segment, as its sequence or acknowledgement number does not fit the connection (RFC 9293, section 3.10.7.4). An old copy, or someone else who guesses at the connection (RFC 5961).</source>
        <translation>Ein Empfänger beachtet dieses Segment nicht, da seine Sequenz- oder Bestätigungsnummer nicht zur Verbindung passt (RFC 9293, Abschnitt 3.10.7.4). Eine alte Kopie, oder jemand anderes, der die Verbindung errät (RFC 5961).</translation>
    </message>
    <message>
        <source>A receiver said that it has no room for more (RFC 9293, section 3.8.6): the program there does not read. The sender waits, so a slow transfer is that host&apos;s doing and not the network&apos;s.</source>
        <translation>Ein Empfänger sagte, dass er keinen Platz mehr hat (RFC 9293, Abschnitt 3.8.6): das Programm dort liest nicht. Der Sender wartet; eine langsame Übertragung liegt also an diesem Rechner und nicht am Netz.</translation>
    </message>
    <message>
        <source>One end ended the association at once with ABORT (RFC 9260, section 9.1). The chunk says why.</source>
        <translation>Ein Ende hat die Assoziation sofort mit ABORT beendet (RFC 9260, Abschnitt 9.1). Der Chunk sagt, warum.</translation>
    </message>
    <message>
        <source>The verification tag is not that of the association, so that the receiver must discard the packet (RFC 9260, section 8.5): an old packet, or one from somebody else.</source>
        <translation>Das Verification Tag ist nicht das der Assoziation, sodass der Empfänger das Paket verwerfen muss (RFC 9260, Abschnitt 8.5): ein altes Paket, oder eines von jemand anderem.</translation>
    </message>
    <message>
        <source>A name server could not or would not answer; the response code says why (RFC 1035, section 4.1.1). NXDOMAIN: there is no such name. SERVFAIL: look at the server or its zone. REFUSED: it does not serve you.</source>
        <translation>Ein Nameserver konnte oder wollte nicht antworten; der Antwortcode sagt, warum (RFC 1035, Abschnitt 4.1.1). NXDOMAIN: den Namen gibt es nicht. SERVFAIL: sehen Sie nach dem Server oder seiner Zone. REFUSED: er bedient Sie nicht.</translation>
    </message>
    <message>
        <source>The time of the packet is outside the certificate&apos;s validity (RFC 5280, section 4.1.2.5). Clients that check it refuse the server. Renew it, or look at the clock of the capture.</source>
        <translation>Die Zeit des Pakets liegt außerhalb der Gültigkeit des Zertifikats (RFC 5280, Abschnitt 4.1.2.5). Clients, die sie prüfen, lehnen den Server ab. Erneuern Sie es, oder sehen Sie nach der Uhr der Aufzeichnung.</translation>
    </message>
    <message>
        <source>The packet is older than the certificate&apos;s validity (RFC 5280, section 4.1.2.5). The clock of the server, of whoever issued the certificate, or of the capture is wrong; clients that check it refuse the server.</source>
        <translation>Das Paket ist älter als die Gültigkeit des Zertifikats (RFC 5280, Abschnitt 4.1.2.5). Die Uhr des Servers, des Ausstellers oder der Aufzeichnung geht falsch; Clients, die das prüfen, weisen den Server ab.</translation>
    </message>
    <message>
        <source>Issuer and subject are the same (RFC 5280, section 3.2), so that nobody else vouches for the server. Usual for devices and tests; elsewhere make sure that it is the one you mean.</source>
        <translation>Aussteller und Inhaber sind dieselben (RFC 5280, Abschnitt 3.2), sodass niemand sonst für den Server bürgt. Üblich bei Geräten und Tests; sonst vergewissern Sie sich, dass er der ist, den Sie meinen.</translation>
    </message>
    <message>
        <source>The record is not authentic under the keys that the secrets give (RFC 8446, section 5.2). Its bytes were damaged or cut in the capture, records before it are missing, or the secret is another session&apos;s. The next records are tried as well; the attribute tls.decryption says what came of it.</source>
        <translation>Der Record ist mit den Schlüsseln, die gegeben sind, nicht authentisch (RFC 8446, Abschnitt 5.2). Seine Bytes wurden in der Aufzeichnung beschädigt oder gekürzt, Records davor fehlen, oder der Schlüssel gehört zu einer anderen Sitzung. Die nächsten Records werden ebenfalls versucht; das Attribut tls.decryption sagt, was daraus wurde.</translation>
    </message>
    <message>
        <source>The two ends agreed on SSL 3.0, TLS 1.0 or 1.1, which must not be used any more (RFC 7568, RFC 8996). Find out which end cannot do better, and bring it up to date.</source>
        <translation>Die beiden Enden haben SSL 3.0, TLS 1.0 oder 1.1 vereinbart, die nicht mehr verwendet werden dürfen (RFC 7568, RFC 8996). Finden Sie heraus, welches Ende nichts Besseres kann, und bringen Sie es auf den neuesten Stand.</translation>
    </message>
    <message>
        <source>A name, password or token went over the network where anybody on the way can read it. Change it, and use the protocol over TLS (RFC 9325; RFC 8314 for mail).</source>
        <translation>Ein Name, ein Passwort oder ein Token ging so über das Netz, dass jeder auf dem Weg es lesen kann. Ändern Sie es, und verwenden Sie das Protokoll über TLS (RFC 9325; RFC 8314 für Mail).</translation>
    </message>
    <message>
        <source>The packet is not what its keys open (RFC 9001, section 5.2): damaged, forged, or of another connection. Receivers drop it.</source>
        <translation>Das Paket ist nicht, was seine Schlüssel öffnen (RFC 9001, Abschnitt 5.2): beschädigt, gefälscht, oder von einer anderen Verbindung. Empfänger verwerfen es.</translation>
    </message>
    <message>
        <source>The client&apos;s address or port changed within the connection (RFC 9000, section 9): another network, or an address translator that gave it a new port. Its packets stay one session.</source>
        <translation>Adresse oder Port des Clients haben sich innerhalb der Verbindung geändert (RFC 9000, Abschnitt 9): ein anderes Netz, oder ein Adressumsetzer, der einen neuen Port vergab. Ihre Pakete bleiben eine Sitzung.</translation>
    </message>
    <message>
        <source>An end closed the connection with an error in CONNECTION_CLOSE (RFC 9000, section 19.19); the code says why.</source>
        <translation>Ein Ende hat die Verbindung mit einem Fehler in CONNECTION_CLOSE geschlossen (RFC 9000, Abschnitt 19.19); der Code sagt, warum.</translation>
    </message>
    <message>
        <source>The table that both ends keep for header fields (RFC 7541) is not known here any more: the capture misses a part. Header fields from here on are not told.</source>
        <translation>Die Tabelle, die beide Enden für Header-Felder führen (RFC 7541), ist hier nicht mehr bekannt: der Aufzeichnung fehlt ein Teil. Header-Felder werden von hier an nicht genannt.</translation>
    </message>
    <message>
        <source>GOAWAY with an error ended the connection and all its streams (RFC 9113, section 6.8).</source>
        <translation>GOAWAY mit einem Fehler beendete die Verbindung und alle ihre Streams (RFC 9113, Abschnitt 6.8).</translation>
    </message>
    <message>
        <source>The device answered with an exception code: an unknown function, an address it has not, or a value it does not take. Many in a row may be someone feeling for what there is.</source>
        <translation>Das Gerät antwortete mit einem Ausnahmecode: eine unbekannte Funktion, eine Adresse, die es nicht hat, oder ein Wert, den es nicht annimmt. Viele hintereinander können jemand sein, der sich vortastet.</translation>
    </message>
    <message>
        <source>An outstation was told to restart, cold or warm, which interrupts what it controls. Make sure that the master may do that.</source>
        <translation>Einer Unterstation wurde ein Kalt- oder Warmstart befohlen, was unterbricht, was sie steuert. Vergewissern Sie sich, dass der Master das darf.</translation>
    </message>
    <message>
        <source>A controller was told to stop running its program. Make sure that the station may do that.</source>
        <translation>Einer Steuerung wurde befohlen, ihr Programm anzuhalten. Vergewissern Sie sich, dass die Station das darf.</translation>
    </message>
    <message>
        <source>A request was answered with a code of 400 or above (RFC 3261, section 21). 401 and 407 ask for credentials, and are usual; many of them from one host are someone guessing.</source>
        <translation>Eine Anfrage wurde mit einem Code ab 400 beantwortet (RFC 3261, Abschnitt 21). 401 und 407 fragen nach Zugangsdaten und sind üblich; viele davon von einem Rechner sind jemand, der rät.</translation>
    </message>
    <message>
        <source>The server answered the password with 530 (RFC 959, section 4.2). Once is a mistake; many from one client are someone guessing.</source>
        <translation>Der Server beantwortete das Passwort mit 530 (RFC 959, Abschnitt 4.2). Einmal ist ein Versehen; viele von einem Client sind jemand, der rät.</translation>
    </message>
    <message>
        <source>The file server refused name or password. Once is a mistake; many from one client are someone guessing.</source>
        <translation>Der Dateiserver lehnte Name oder Passwort ab. Einmal ist ein Versehen; viele von einem Client sind jemand, der rät.</translation>
    </message>
    <message>
        <source>More sessions were active at once than are kept in memory, so that the one idle for longest was ended early, and its later packets begin another. A flood of SYNs or a scan does this.</source>
        <translation>Mehr Sitzungen waren zugleich aktiv, als im Speicher gehalten werden, sodass die am längsten stille vorzeitig beendet wurde; ihre späteren Pakete beginnen eine neue. Eine Flut von SYNs oder ein Scan bewirkt das.</translation>
    </message>
    <message>
        <source>The session has said more different values than are kept with it. Every packet still shows its own.</source>
        <translation>Die Sitzung hat mehr verschiedene Werte genannt, als mit ihr behalten werden. Jedes Paket zeigt die seinen weiterhin.</translation>
    </message>
    <message>
        <source>Bytes behind a lost segment wait for it, up to a limit that was passed: reading went on behind the gap.</source>
        <translation>Bytes nach einem verlorenen Segment warten darauf, bis zu einer Grenze, die überschritten wurde: hinter der Lücke wurde weitergelesen.</translation>
    </message>
    <message>
        <source>So many findings of this kind are no news one by one; their number is told. Filter, or capture a shorter time, to see the later ones.</source>
        <translation>So viele Befunde dieser Art sind einzeln nichts Neues; genannt wird ihre Zahl. Filtern Sie, oder zeichnen Sie kürzer auf, um die späteren zu sehen.</translation>
    </message>
    <message>
        <source>many ports of one host were tried and not used</source>
        <translation>viele Ports eines Rechners wurden probiert und nicht benutzt</translation>
    </message>
    <message>
        <source>One host sent what opens a connection (SYN), or what tells open ports from closed ones without opening any (FIN, NULL, Xmas; RFC 9293, section 3.10.7), or lone datagrams, to many ports of another, and used none. Find out whether it may: an inventory and a monitor do the same. Open ports are those that answered SYN with SYN and ACK.</source>
        <translation>Ein Rechner hat an viele Ports eines anderen gesendet, was eine Verbindung öffnet (SYN), oder was offene von geschlossenen Ports unterscheidet, ohne einen zu öffnen (FIN, NULL, Xmas; RFC 9293, Abschnitt 3.10.7), oder einzelne Datagramme, und keinen benutzt. Finden Sie heraus, ob er das darf: Eine Inventarisierung und eine Überwachung tun dasselbe. Offene Ports sind die, die auf SYN mit SYN und ACK geantwortet haben.</translation>
    </message>
    <message>
        <source>one port of many hosts was tried and not used</source>
        <translation>ein Port vieler Rechner wurde probiert und nicht benutzt</translation>
    </message>
    <message>
        <source>One host tried the same port of many others without using it, as worms and inventories do. Look at what runs there, and at the hosts that answered.</source>
        <translation>Ein Rechner hat denselben Port vieler anderer probiert, ohne ihn zu benutzen, wie es Würmer und Inventarisierungen tun. Sehen Sie nach, was dort läuft, und welche Rechner geantwortet haben.</translation>
    </message>
    <message>
        <source>a client failed to log in again and again</source>
        <translation>ein Client ist immer wieder beim Anmelden gescheitert</translation>
    </message>
    <message>
        <source>One client was refused by one server many times. A program with an old password does that as well as somebody who guesses: look at the names that were tried, and at the last attempt.</source>
        <translation>Ein Client wurde von einem Server oft abgewiesen. Das tut ein Programm mit einem alten Passwort ebenso wie jemand, der rät: Sehen Sie sich die Namen an, die versucht wurden, und den letzten Versuch.</translation>
    </message>
    <message>
        <source>a client logs in again and again, for a moment each time</source>
        <translation>ein Client meldet sich immer wieder an, jedes Mal für einen Augenblick</translation>
    </message>
    <message>
        <source>Many short sessions of a protocol to log in with followed each other. Where passwords are guessed it looks so; so does a script that logs in for each command. What was said is encrypted, or not read: the server&apos;s own log knows more.</source>
        <translation>Viele kurze Sitzungen eines Protokolls zum Anmelden folgten aufeinander. Wo Passwörter geraten werden, sieht es so aus; ebenso bei einem Skript, das sich für jeden Befehl anmeldet. Was gesagt wurde, ist verschlüsselt oder wird nicht gelesen: Das Protokoll des Servers selbst weiß mehr.</translation>
    </message>
    <message>
        <source>a host says unasked that it has others&apos; addresses</source>
        <translation>ein Rechner sagt ungefragt, dass er die Adressen anderer hat</translation>
    </message>
    <message>
        <source>Answers of ARP (RFC 826) that nobody asked for name a hardware address for an IP address which another one claims as well. Packets for that address go to whoever said it last: somebody may sit between the two. Look for the hardware address at the switch.</source>
        <translation>Antworten von ARP (RFC 826), nach denen niemand gefragt hat, nennen eine Hardwareadresse für eine IP-Adresse, die auch eine andere beansprucht. Pakete an diese Adresse gehen an den, der es zuletzt gesagt hat: Jemand könnte zwischen den beiden sitzen. Suchen Sie die Hardwareadresse am Switch.</translation>
    </message>
    <message>
        <source>two hosts claim one address</source>
        <translation>zwei Rechner beanspruchen dieselbe Adresse</translation>
    </message>
    <message>
        <source>Two hardware addresses say in turn that they have one IP address (RFC 5227). Connections of both break, now and then. Give one of them another address.</source>
        <translation>Zwei Hardwareadressen sagen abwechselnd, dass sie dieselbe IP-Adresse haben (RFC 5227). Verbindungen beider brechen ab und zu ab. Geben Sie einer von ihnen eine andere Adresse.</translation>
    </message>
    <message>
        <source>a sender goes on with packets that the path does not take</source>
        <translation>ein Absender sendet weiter Pakete, die der Weg nicht nimmt</translation>
    </message>
    <message>
        <source>A router said that a packet is too big for the next network (RFC 1191, RFC 8201), and its sender sent more packets of that size, later than a second. Such a transfer stands still. Something may keep the router&apos;s message from the sender: allow ICMP type 3 code 4, or ICMPv6 type 2, or lower the MSS.</source>
        <translation>Ein Router hat gesagt, dass ein Paket für das nächste Netz zu groß ist (RFC 1191, RFC 8201), und sein Absender hat mehr als eine Sekunde später weitere Pakete dieser Größe gesendet. Eine solche Übertragung steht still. Vielleicht hält etwas die Meldung des Routers vom Absender fern: Lassen Sie ICMP Typ 3 Code 4 oder ICMPv6 Typ 2 durch, oder senken Sie die MSS.</translation>
    </message>
    <message>
        <source>much of what was sent was sent again</source>
        <translation>vieles wurde noch einmal gesendet</translation>
    </message>
    <message>
        <source>One end had to send many segments again: packets are lost on the way, or acknowledgements are. Look at where else on this path packets are lost, at a full link, at a duplex mismatch.</source>
        <translation>Ein Ende musste viele Segmente noch einmal senden: Pakete gehen auf dem Weg verloren, oder Bestätigungen. Sehen Sie nach, wo auf diesem Weg sonst noch Pakete verloren gehen, nach einer vollen Leitung, nach ungleichem Duplex.</translation>
    </message>
    <message>
        <source>a receiver took nothing for long</source>
        <translation>ein Empfänger hat lange nichts angenommen</translation>
    </message>
    <message>
        <source>The receive window was zero for this time (RFC 9293, section 3.8.6): the program there did not read. The transfer waited for that host, not for the network.</source>
        <translation>Das Empfangsfenster war in dieser Zeit null (RFC 9293, Abschnitt 3.8.6): Das Programm dort hat nicht gelesen. Die Übertragung wartete auf diesen Rechner, nicht auf das Netz.</translation>
    </message>
    <message>
        <source>a server takes long for its first answer</source>
        <translation>ein Server braucht lange für seine erste Antwort</translation>
    </message>
    <message>
        <source>In most sessions with this service the first answer came this long after the first request. The time is the server&apos;s, and that of the way from where the packets were captured and back.</source>
        <translation>In den meisten Sitzungen mit diesem Dienst kam die erste Antwort so lange nach der ersten Anfrage. Die Zeit ist die des Servers und die des Weges vom Ort der Aufzeichnung und zurück.</translation>
    </message>
    <message>
        <source>a server answers no request</source>
        <translation>ein Server beantwortet keine Anfrage</translation>
    </message>
    <message>
        <source>A service took requests and said nothing in all of these sessions, though packets of its host are in the capture. It may be overloaded, hang, or have its answers filtered.</source>
        <translation>Ein Dienst hat Anfragen angenommen und in all diesen Sitzungen nichts gesagt, obwohl Pakete seines Rechners in der Aufzeichnung sind. Er kann überlastet sein, hängen, oder seine Antworten werden gefiltert.</translation>
    </message>
    <message>
        <source>the capture has packets twice</source>
        <translation>die Aufzeichnung hat Pakete zweimal</translation>
    </message>
    <message>
        <source>Segments are in the capture twice, equal to the last byte: a mirror port that copies both where packets come in and where they go out, or several interfaces in one capture. Copies do not count as sent again, but bytes and packets are too many. Mirror one direction, or remove the copies.</source>
        <translation>Segmente sind zweimal in der Aufzeichnung, gleich bis zum letzten Byte: ein Spiegelport, der sowohl kopiert, wo Pakete hereinkommen, als auch, wo sie hinausgehen, oder mehrere Schnittstellen in einer Aufzeichnung. Kopien zählen nicht als Sendewiederholungen, aber Bytes und Pakete sind zu viele. Spiegeln Sie eine Richtung, oder entfernen Sie die Kopien.</translation>
    </message>
    <message>
        <source>the clock of the capture was set back</source>
        <translation>die Uhr der Aufzeichnung wurde zurückgestellt</translation>
    </message>
    <message>
        <source>From one packet to the next time went back, and went on from there: the clock of the capturing host was set, or files were joined out of order. Durations across this place are wrong.</source>
        <translation>Von einem Paket zum nächsten ging die Zeit zurück und lief von dort weiter: Die Uhr des aufzeichnenden Rechners wurde gestellt, oder Dateien wurden in falscher Reihenfolge verbunden. Dauern über diese Stelle hinweg sind falsch.</translation>
    </message>
    <message>
        <source>a cipher suite was agreed that protects badly</source>
        <translation>eine Cipher Suite wurde vereinbart, die schlecht schützt</translation>
    </message>
    <message>
        <source>The two ends agreed on a suite without encryption or without proof of who the server is, with keys for export, RC4 (RFC 7465), DES or Triple DES (RFC 9325, section 4.2). Switch it off at the server.</source>
        <translation>Die beiden Enden haben eine Cipher Suite ohne Verschlüsselung oder ohne Nachweis, wer der Server ist, vereinbart, mit Exportschlüsseln, RC4 (RFC 7465), DES oder Triple DES (RFC 9325, Abschnitt 4.2). Schalten Sie sie am Server ab.</translation>
    </message>
    <message>
        <source>a certificate is for another name than was asked for</source>
        <translation>ein Zertifikat gilt für einen anderen Namen als den gefragten</translation>
    </message>
    <message>
        <source>None of the names in the server&apos;s certificate is the one the client asked for (RFC 9525, section 6). Clients that check it refuse the server; those that do not can be led astray.</source>
        <translation>Keiner der Namen im Zertifikat des Servers ist der, nach dem der Client gefragt hat (RFC 9525, Abschnitt 6). Clients, die das prüfen, weisen den Server ab; die anderen lassen sich in die Irre führen.</translation>
    </message>
    <message>
        <source>a server name that no host can have</source>
        <translation>ein Servername, den kein Rechner haben kann</translation>
    </message>
    <message>
        <source>The name that the client asks for is an address, or has characters that names of hosts do not have (RFC 6066, section 3; RFC 1123, section 2.1). A program that hides something in it, or one that is broken.</source>
        <translation>Der Name, nach dem der Client fragt, ist eine Adresse oder hat Zeichen, die Namen von Rechnern nicht haben (RFC 6066, Abschnitt 3; RFC 1123, Abschnitt 2.1). Ein Programm, das darin etwas versteckt, oder eines, das fehlerhaft ist.</translation>
    </message>
    <message>
        <source>a client does not say which host it means</source>
        <translation>ein Client sagt nicht, welchen Rechner er meint</translation>
    </message>
    <message>
        <source>The hello to a web server&apos;s port has no server name (RFC 6066, section 3), which browsers always send. Programs of their own protocol, devices and scanners do without.</source>
        <translation>Das Hello an den Port eines Webservers hat keinen Servernamen (RFC 6066, Abschnitt 3), den Browser immer senden. Programme mit eigenem Protokoll, Geräte und Scanner kommen ohne aus.</translation>
    </message>
    <message>
        <source>SSH 1 cannot keep its sessions from being changed or read (RFC 4253 replaced it in 2006). Switch it off; a version of 1.99 means both and is none of these.</source>
        <translation>SSH 1 kann nicht verhindern, dass seine Sitzungen verändert oder gelesen werden (RFC 4253 hat es 2006 ersetzt). Schalten Sie es ab; eine Version 1.99 bedeutet beide und gehört nicht hierher.</translation>
    </message>
    <message>
        <source>a program was fetched in clear</source>
        <translation>ein Programm wurde unverschlüsselt geholt</translation>
    </message>
    <message>
        <source>By its media type or its name, what was asked for over HTTP is a program. Anybody on the way could have put another one in its place. Files of the capture can be saved and looked at (`netloupe files`).</source>
        <translation>Nach seinem Medientyp oder seinem Namen ist ein Programm, was über HTTP angefragt wurde. Jeder auf dem Weg hätte ein anderes an seine Stelle setzen können. Dateien der Aufzeichnung lassen sich speichern und ansehen (`netloupe files`).</translation>
    </message>
    <message>
        <source>HTTP was asked for an address, not for a name</source>
        <translation>HTTP wurde nach einer Adresse gefragt, nicht nach einem Namen</translation>
    </message>
    <message>
        <source>The Host header is an address of the public net. Tests and devices are reached like that; so are servers that nobody wants to give a name.</source>
        <translation>Der Host-Header ist eine Adresse des öffentlichen Netzes. Tests und Geräte werden so erreicht, ebenso Server, denen niemand einen Namen geben will.</translation>
    </message>
    <message>
        <source>many long names under one domain were asked for</source>
        <translation>nach vielen langen Namen unter einer Domain wurde gefragt</translation>
    </message>
    <message>
        <source>Data can travel in the names that DNS is asked for. Some services do it openly, such as block lists and virus scanners; others do it to pass a firewall. Look at whose domain it is.</source>
        <translation>In den Namen, nach denen DNS gefragt wird, können Daten reisen. Manche Dienste tun das offen, etwa Sperrlisten und Virenscanner; andere, um an einer Firewall vorbeizukommen. Sehen Sie nach, wem die Domain gehört.</translation>
    </message>
    <message>
        <source>a name server answers most questions of a client with errors</source>
        <translation>ein Nameserver beantwortet die meisten Fragen eines Clients mit Fehlern</translation>
    </message>
    <message>
        <source>Most answers to one client say that there is no such name, or that the server cannot or will not answer. A wrong search domain does that, a broken server, or a program that tries names.</source>
        <translation>Die meisten Antworten an einen Client sagen, dass es einen solchen Namen nicht gibt oder dass der Server nicht antworten kann oder will. Das bewirkt eine falsche Suchdomain, ein defekter Server oder ein Programm, das Namen durchprobiert.</translation>
    </message>
    <message>
        <source>a client floods a name server</source>
        <translation>ein Client überflutet einen Nameserver</translation>
    </message>
    <message>
        <source>One client began very many sessions of DNS with one server in a short time. A program in a loop, or somebody who wants to keep the server busy; in front of a busy resolver it is usual.</source>
        <translation>Ein Client hat in kurzer Zeit sehr viele DNS-Sitzungen mit einem Server begonnen. Ein Programm in einer Schleife, oder jemand, der den Server beschäftigen will; vor einem viel benutzten Resolver ist es üblich.</translation>
    </message>
    <message>
        <source>a protocol is spoken on a port that is not its own</source>
        <translation>ein Protokoll wird auf einem Port gesprochen, der nicht seiner ist</translation>
    </message>
    <message>
        <source>What was said is this protocol, by its bytes, but the port is none that it has. Somebody may want to pass a firewall, or has put a service there on purpose.</source>
        <translation>Was gesagt wurde, ist seinen Bytes nach dieses Protokoll, aber der Port ist keiner, den es hat. Vielleicht will jemand an einer Firewall vorbei, oder ein Dienst wurde absichtlich dorthin gelegt.</translation>
    </message>
    <message>
        <source>SMB 1 is spoken</source>
        <translation>SMB 1 wird gesprochen</translation>
    </message>
    <message>
        <source>SMB 1 has no encryption and signs badly; its makers withdrew it in 2014. Bring the older end up to date.</source>
        <translation>SMB 1 verschlüsselt nicht und signiert schlecht; seine Hersteller haben es 2014 zurückgezogen. Bringen Sie das ältere Ende auf den neuesten Stand.</translation>
    </message>
    <message>
        <source>A DNS answer to the client gave this name the server&apos;s address before the session began, and within its time to live (five minutes at least).</source>
        <translation>Eine DNS-Antwort an den Client gab diesem Namen die Adresse des Servers, ehe die Sitzung begann, und innerhalb ihrer Gültigkeit (wenigstens fünf Minuten).</translation>
    </message>
    <message>
        <source>A control session said at which address and port another one would come, and it came.</source>
        <translation>Eine Steuersitzung sagte, an welcher Adresse und welchem Port eine andere kommen würde, und sie kam.</translation>
    </message>
    <message>
        <source>Its packets travelled inside those of the other session.</source>
        <translation>Ihre Pakete reisten in denen der anderen Sitzung.</translation>
    </message>
    <message>
        <source>An HTTP answer sent the client to another address, and this is the client&apos;s first request for it (or TLS handshake with its host) within a minute.</source>
        <translation>Eine HTTP-Antwort schickte den Client zu einer anderen Adresse, und dies ist innerhalb einer Minute seine erste Anfrage danach (oder sein TLS-Handshake mit ihrem Host).</translation>
    </message>
    <message>
        <source>An HTTP request names, as Referer, a page that the client had requested in the other session.</source>
        <translation>Eine HTTP-Anfrage nennt als Referer eine Seite, die der Client in der anderen Sitzung angefragt hatte.</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Throughput by application</source>
        <translation>Durchsatz nach Anwendung</translation>
    </message>
    <message>
        <source>Bits per second of whole frames, by application.</source>
        <translation>Bits pro Sekunde ganzer Frames, nach Anwendung.</translation>
    </message>
    <message>
        <source>Throughput by protocol</source>
        <translation>Durchsatz nach Protokoll</translation>
    </message>
    <message>
        <source>Bits per second of whole frames, by protocol.</source>
        <translation>Bits pro Sekunde ganzer Frames, nach Protokoll.</translation>
    </message>
    <message>
        <source>Throughput by host</source>
        <translation>Durchsatz nach Rechner</translation>
    </message>
    <message>
        <source>Bits per second of whole frames, by host.</source>
        <translation>Bits pro Sekunde ganzer Frames, nach Rechner.</translation>
    </message>
    <message>
        <source>Throughput by service</source>
        <translation>Durchsatz nach Dienst</translation>
    </message>
    <message>
        <source>Bits per second of whole frames, by service.</source>
        <translation>Bits pro Sekunde ganzer Frames, nach Dienst.</translation>
    </message>
    <message>
        <source>Protocol hierarchy</source>
        <translation>Protokollhierarchie</translation>
    </message>
    <message>
        <source>What each protocol carries, with all inside it.</source>
        <translation>Was jedes Protokoll trägt, mit allem darin.</translation>
    </message>
    <message>
        <source>Packet sizes</source>
        <translation>Paketgrößen</translation>
    </message>
    <message>
        <source>Packets by their lengths in the network.</source>
        <translation>Pakete nach ihrer Länge im Netz.</translation>
    </message>
    <message>
        <source>Who and what</source>
        <translation>Wer und was</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>Anwendungen</translation>
    </message>
    <message>
        <source>Sessions by what they are.</source>
        <translation>Sitzungen nach dem, was sie sind.</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Sessions by the server&apos;s port.</source>
        <translation>Sitzungen nach dem Port des Servers.</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>What each host sent and received.</source>
        <translation>Was jeder Rechner sendete und empfing.</translation>
    </message>
    <message>
        <source>Host pairs</source>
        <translation>Rechnerpaare</translation>
    </message>
    <message>
        <source>Who spoke with whom.</source>
        <translation>Wer mit wem sprach.</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Sessions by the port of either end.</source>
        <translation>Sitzungen nach dem Port eines der Enden.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>Sessions by the country of either end, by a database.</source>
        <translation>Sitzungen nach dem Land eines der Enden, laut einer Datenbank.</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Sessions by who runs the network of either end, by a database.</source>
        <translation>Sitzungen nach dem Betreiber des Netzes eines der Enden, laut einer Datenbank.</translation>
    </message>
    <message>
        <source>Run by</source>
        <translation>Betreiber</translation>
    </message>
    <message>
        <source>Vendors</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Sessions by who made the network interface of either end.</source>
        <translation>Sitzungen nach dem Hersteller der Netzwerkkarte eines der Enden.</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Durations</source>
        <translation>Dauern</translation>
    </message>
    <message>
        <source>From the first packet to the last.</source>
        <translation>Vom ersten Paket bis zum letzten.</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Bytes of whole frames, both ways.</source>
        <translation>Bytes ganzer Frames, beide Richtungen.</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Round-trip time</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>Of TCP handshakes, by the capture&apos;s clock.</source>
        <translation>Von TCP-Handshakes, nach der Uhr der Aufzeichnung.</translation>
    </message>
    <message>
        <source>Round-trip time over time</source>
        <translation>Umlaufzeit im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Percentiles of the sessions that began in each stretch.</source>
        <translation>Perzentile der Sitzungen, die im jeweiligen Abschnitt begannen.</translation>
    </message>
    <message>
        <source>Server response time</source>
        <translation>Antwortzeit der Server</translation>
    </message>
    <message>
        <source>From the client&apos;s first payload to the server&apos;s first after it.</source>
        <translation>Von den ersten Nutzdaten des Clients bis zu den ersten des Servers danach.</translation>
    </message>
    <message>
        <source>Server response over time</source>
        <translation>Antwortzeit im Lauf der Zeit</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>Health over time</source>
        <translation>Befinden im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Retransmissions, zero windows and resets by packet; handshakes that were refused or not answered.</source>
        <translation>Sendewiederholungen, Nullfenster und Abbrüche nach Paket; abgewiesene oder unbeantwortete Handshakes.</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Names asked for</source>
        <translation>Gefragte Namen</translation>
    </message>
    <message>
        <source>Sessions by the name of a question.</source>
        <translation>Sitzungen nach dem Namen einer Frage.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Response codes</source>
        <translation>Antwortcodes</translation>
    </message>
    <message>
        <source>Sessions by the code of a response.</source>
        <translation>Sitzungen nach dem Code einer Antwort.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Types asked for</source>
        <translation>Gefragte Typen</translation>
    </message>
    <message>
        <source>Sessions by the type of a question.</source>
        <translation>Sitzungen nach dem Typ einer Frage.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Time to answer</source>
        <translation>Zeit bis zur Antwort</translation>
    </message>
    <message>
        <source>Unanswered names</source>
        <translation>Unbeantwortete Namen</translation>
    </message>
    <message>
        <source>Sessions of DNS in which no response came.</source>
        <translation>DNS-Sitzungen, in denen keine Antwort kam.</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Status codes</source>
        <translation>Statuscodes</translation>
    </message>
    <message>
        <source>Sessions by the status of a response.</source>
        <translation>Sitzungen nach dem Status einer Antwort.</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Sessions by the host that was asked.</source>
        <translation>Sitzungen nach dem gefragten Host.</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Content types</source>
        <translation>Inhaltstypen</translation>
    </message>
    <message>
        <source>Sessions by the type of a body.</source>
        <translation>Sitzungen nach dem Typ eines Inhalts.</translation>
    </message>
    <message>
        <source>Time to first byte</source>
        <translation>Zeit bis zum ersten Byte</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Sessions by version of TLS.</source>
        <translation>Sitzungen nach der TLS-Version.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Cipher suites</source>
        <translation>Cipher-Suites</translation>
    </message>
    <message>
        <source>Sessions by the suite that was chosen.</source>
        <translation>Sitzungen nach der gewählten Suite.</translation>
    </message>
    <message>
        <source>Suite</source>
        <translation>Suite</translation>
    </message>
    <message>
        <source>Server names</source>
        <translation>Servernamen</translation>
    </message>
    <message>
        <source>Sessions by the server that was asked for.</source>
        <translation>Sitzungen nach dem verlangten Server.</translation>
    </message>
    <message>
        <source>Issuers</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>Sessions by who issued a certificate.</source>
        <translation>Sitzungen nach dem Aussteller eines Zertifikats.</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>Certificates by expiry</source>
        <translation>Zertifikate nach Ablauf</translation>
    </message>
    <message>
        <source>Sessions by the time from the start of the capture to the end of a certificate&apos;s validity.</source>
        <translation>Sitzungen nach der Zeit vom Beginn der Aufzeichnung bis zum Ende der Gültigkeit eines Zertifikats.</translation>
    </message>
    <message>
        <source>QUIC</source>
        <translation>QUIC</translation>
    </message>
    <message>
        <source>Sessions by version of QUIC.</source>
        <translation>Sitzungen nach der QUIC-Version.</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Codecs</source>
        <translation>Codecs</translation>
    </message>
    <message>
        <source>Sessions of RTP by how sound is coded.</source>
        <translation>RTP-Sitzungen nach der Kodierung des Tons.</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>Codec</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Jitter</translation>
    </message>
    <message>
        <source>Sessions of RTP by how unsteadily packets came.</source>
        <translation>RTP-Sitzungen danach, wie ungleichmäßig Pakete kamen.</translation>
    </message>
    <message>
        <source>Packets lost</source>
        <translation>Verlorene Pakete</translation>
    </message>
    <message>
        <source>Sessions of RTP by packets that did not come.</source>
        <translation>RTP-Sitzungen nach den Paketen, die nicht kamen.</translation>
    </message>
    <message>
        <source>SIP status codes</source>
        <translation>SIP-Statuscodes</translation>
    </message>
    <message>
        <source>Sessions of SIP by the status of a response.</source>
        <translation>SIP-Sitzungen nach dem Status einer Antwort.</translation>
    </message>
    <message>
        <source>SIP methods</source>
        <translation>SIP-Methoden</translation>
    </message>
    <message>
        <source>Sessions of SIP by request.</source>
        <translation>SIP-Sitzungen nach der Anfrage.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Findings by kind</source>
        <translation>Befunde nach Art</translation>
    </message>
    <message>
        <source>What deserves a look, by when.</source>
        <translation>Was einen Blick verdient, im Lauf der Zeit.</translation>
    </message>
    <message>
        <source>Findings by severity</source>
        <translation>Befunde nach Schwere</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Kleinste</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Größte</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Bytes ↑</source>
        <translation>Bytes ↑</translation>
    </message>
    <message>
        <source>Bytes ↓</source>
        <translation>Bytes ↓</translation>
    </message>
    <message>
        <source>Bytes sent</source>
        <translation>Bytes gesendet</translation>
    </message>
    <message>
        <source>Bytes received</source>
        <translation>Bytes empfangen</translation>
    </message>
    <message>
        <source>Packets sent</source>
        <translation>Pakete gesendet</translation>
    </message>
    <message>
        <source>Packets received</source>
        <translation>Pakete empfangen</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>Unter</translation>
    </message>
    <message>
        <source>Since the start</source>
        <translation>Seit Beginn</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>port hint</source>
        <translation>Hinweis des Ports</translation>
    </message>
    <message>
        <source>table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>header</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>Übernahme</translation>
    </message>
    <message>
        <source>carry</source>
        <translation>Träger</translation>
    </message>
    <message>
        <source>expectation</source>
        <translation>Ankündigung</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>Eröffnung</translation>
    </message>
    <message>
        <source>said</source>
        <translation>Gesagtes</translation>
    </message>
    <message>
        <source>first packet</source>
        <translation>erstes Paket</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>handshake</source>
        <translation>Handshake</translation>
    </message>
    <message>
        <source>both directions</source>
        <translation>beide Richtungen</translation>
    </message>
    <message>
        <source>next packet</source>
        <translation>nächstes Paket</translation>
    </message>
    <message>
        <source>payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>time-out</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>hosts file</source>
        <translation>Hosts-Datei</translation>
    </message>
    <message>
        <source>database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>no payload</source>
        <translation>keine Nutzdaten</translation>
    </message>
    <message>
        <source>not recognised</source>
        <translation>nicht erkannt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>named</source>
        <translation>benannt</translation>
    </message>
    <message>
        <source>announced</source>
        <translation>angekündigt</translation>
    </message>
    <message>
        <source>carried</source>
        <translation>getragen</translation>
    </message>
    <message>
        <source>redirected</source>
        <translation>weitergeleitet</translation>
    </message>
    <message>
        <source>referred</source>
        <translation>verwiesen</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>correlation</source>
        <translation>Zusammenhang</translation>
    </message>
    <message>
        <source>told</source>
        <translation>gesagt</translation>
    </message>
    <message>
        <source>server name</source>
        <translation>Servername</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>FIN</source>
        <translation>FIN</translation>
    </message>
    <message>
        <source>RST</source>
        <translation>RST</translation>
    </message>
    <message>
        <source>SHUTDOWN</source>
        <translation>SHUTDOWN</translation>
    </message>
    <message>
        <source>ABORT</source>
        <translation>ABORT</translation>
    </message>
    <message>
        <source>the first packet</source>
        <translation>das erste Paket</translation>
    </message>
    <message>
        <source>the last packet</source>
        <translation>das letzte Paket</translation>
    </message>
    <message>
        <source>the packet</source>
        <translation>das Paket</translation>
    </message>
    <message>
        <source>the announcement</source>
        <translation>die Ankündigung</translation>
    </message>
    <message>
        <source>its first message</source>
        <translation>die erste Nachricht</translation>
    </message>
    <message>
        <source>the answer</source>
        <translation>die Antwort</translation>
    </message>
    <message>
        <source>to the responder</source>
        <translation>zum Antwortenden</translation>
    </message>
    <message>
        <source>to the initiator</source>
        <translation>zum Eröffnenden</translation>
    </message>
    <message>
        <source>decided it</source>
        <translation>hat es entschieden</translation>
    </message>
    <message>
        <source>and what follows</source>
        <translation>und was folgt</translation>
    </message>
    <message>
        <source>What was said tells who asks and who answers: a request, a response, a greeting, a bit in the header.</source>
        <translation>Das Gesagte zeigt, wer fragt und wer antwortet: eine Anfrage, eine Antwort, ein Gruß, ein Bit im Kopf.</translation>
    </message>
    <message>
        <source>It was taken for the responder at first, until this said more.</source>
        <translation>Zuerst galt dieses Ende als das antwortende, bis dies mehr sagte.</translation>
    </message>
    <message>
        <source>It sent the request of a request and its reply.</source>
        <translation>Es hat von Anfrage und Antwort die Anfrage gesendet.</translation>
    </message>
    <message>
        <source>Port {port} of the other end is one for {protocols}, and {other} is none, or less surely.</source>
        <translation>Port {port} des anderen Endes ist einer für {protocols}, und {other} ist keiner oder weniger sicher einer.</translation>
    </message>
    <message>
        <source>Nothing else tells: it sent the first packet that was captured.</source>
        <translation>Nichts anderes sagt es: Es hat das erste aufgezeichnete Paket gesendet.</translation>
    </message>
    <message>
        <source>It sent INIT, or is the one whom INIT ACK or COOKIE ACK answers.</source>
        <translation>Es hat INIT gesendet, oder INIT ACK oder COOKIE ACK antwortet ihm.</translation>
    </message>
    <message>
        <source>Port {port} of the other end is one for a service, and {other} is none, or less surely.</source>
        <translation>Port {port} des anderen Endes ist einer für einen Dienst, und {other} ist keiner oder weniger sicher einer.</translation>
    </message>
    <message>
        <source>Port {port} of the other end is one that only services are given, and {other} is none.</source>
        <translation>Port {port} des anderen Endes ist einer, den nur Dienste bekommen, und {other} ist keiner.</translation>
    </message>
    <message>
        <source>The opening was not captured.</source>
        <translation>Die Eröffnung wurde nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>It sent the first packet that was captured.</source>
        <translation>Es hat das erste aufgezeichnete Paket gesendet.</translation>
    </message>
    <message>
        <source>It sent the SYN, which opens a connection.</source>
        <translation>Es hat das SYN gesendet, das eine Verbindung eröffnet.</translation>
    </message>
    <message>
        <source>The other end sent a SYN-ACK, which answers who opened the connection.</source>
        <translation>Das andere Ende hat ein SYN-ACK gesendet, das dem antwortet, der die Verbindung eröffnet hat.</translation>
    </message>
    <message>
        <source>A DNS answer in session {by} gave this name the address {address}.</source>
        <translation>Eine DNS-Antwort in Sitzung {by} gab diesem Namen die Adresse {address}.</translation>
    </message>
    <message>
        <source>A hosts file said so when it was read.</source>
        <translation>Eine Hosts-Datei sagte es, als sie gelesen wurde.</translation>
    </message>
    <message>
        <source>It told the client, before it began.</source>
        <translation>Sie sagte es dem Client, bevor die Sitzung begann.</translation>
    </message>
    <message>
        <source>It told another client.</source>
        <translation>Sie sagte es einem anderen Client.</translation>
    </message>
    <message>
        <source>DNS told the client this name.</source>
        <translation>DNS hat dem Client diesen Namen gesagt.</translation>
    </message>
    <message>
        <source>A table of vendors gives the first bits of {address} to this one. Beyond a router it is the router&apos;s.</source>
        <translation>Eine Tabelle der Hersteller gibt diesem die ersten Bits von {address}. Hinter einem Router ist es der des Routers.</translation>
    </message>
    <message>
        <source>A database that was given ({files}) has the network of {address} there.</source>
        <translation>Eine angegebene Datenbank ({files}) hat das Netz von {address} dort.</translation>
    </message>
    <message>
        <source>Line {line} of {path} says so: “{text}”. What files say goes before what DNS told.</source>
        <translation>Zeile {line} von {path} sagt es: „{text}“. Was Dateien sagen, geht vor dem, was DNS sagte.</translation>
    </message>
    <message>
        <source>A packet carried {title}.</source>
        <translation>Ein Paket trug {title}.</translation>
    </message>
    <message>
        <source>The capture file says that its packets are of link type {name}.</source>
        <translation>Die Aufzeichnung sagt, dass ihre Pakete vom Link-Typ {name} sind.</translation>
    </message>
    <message>
        <source>{parent} says by its own header, or by the first bits behind it, that {child} follows.</source>
        <translation>{parent} sagt im eigenen Kopf oder durch die ersten Bits dahinter, dass {child} folgt.</translation>
    </message>
    <message>
        <source>Session {by} said that {title} will be spoken here ({why}), and this is the session that came.</source>
        <translation>Sitzung {by} hat angekündigt, dass hier {title} gesprochen wird ({why}), und dies ist die Sitzung, die kam.</translation>
    </message>
    <message>
        <source>Another session said that {title} will be spoken here.</source>
        <translation>Eine andere Sitzung hat angekündigt, dass hier {title} gesprochen wird.</translation>
    </message>
    <message>
        <source>Its first message could be read.</source>
        <translation>Die erste Nachricht war zu lesen.</translation>
    </message>
    <message>
        <source>Nothing contradicts that, but no whole message was read that would prove it.</source>
        <translation>Nichts widerspricht dem, aber es wurde auch keine ganze Nachricht gelesen, die es bewiese.</translation>
    </message>
    <message>
        <source>{parent} carries {child}.</source>
        <translation>{parent} trägt {child}.</translation>
    </message>
    <message>
        <source>It was recognised by its first bytes.</source>
        <translation>Erkannt an den ersten Bytes.</translation>
    </message>
    <message>
        <source>{parent} said that from here on everything is another protocol&apos;s, which reads in its place.</source>
        <translation>{parent} hat gesagt, dass von hier an alles einem anderen Protokoll gehört, das an seiner Stelle liest.</translation>
    </message>
    <message>
        <source>The payload of {parent}&apos;s messages is {child}&apos;s.</source>
        <translation>Der Inhalt der Nachrichten von {parent} gehört {child}.</translation>
    </message>
    <message>
        <source>{parent}&apos;s {value} means {child} (registered as {space}).</source>
        <translation>{parent}: {value} bedeutet {child} (eingetragen als {space}).</translation>
    </message>
    <message>
        <source>It named {key}.</source>
        <translation>Genannt wurde {key}.</translation>
    </message>
    <message>
        <source>{parent}&apos;s {value} is registered for {child}, and a header of it in order stands behind.</source>
        <translation>{parent}: {value} ist für {child} eingetragen, und dahinter steht ein gültiger Kopf davon.</translation>
    </message>
    <message>
        <source>{name} itself:</source>
        <translation>{name} selbst:</translation>
    </message>
    <message>
        <source>These bytes are none of its messages.</source>
        <translation>Diese Bytes sind keine seiner Nachrichten.</translation>
    </message>
    <message>
        <source>It could not tell yet from so few bytes.</source>
        <translation>An so wenigen Bytes war es noch nicht zu sehen.</translation>
    </message>
    <message>
        <source>It could have been one of its messages, but the other one was surer or came first.</source>
        <translation>Es hätte eine seiner Nachrichten sein können, aber das andere war sicherer oder kam zuerst.</translation>
    </message>
    <message>
        <source>It took these bytes for its own, but the other one was surer or came first.</source>
        <translation>Es hielt diese Bytes für seine, aber das andere war sicherer oder kam zuerst.</translation>
    </message>
    <message>
        <source>No protocol has one of these ports, or begins with these bytes.</source>
        <translation>Kein Protokoll hat einen dieser Ports oder beginnt mit diesen Bytes.</translation>
    </message>
    <message>
        <source>The first bytes are a message of {title}.</source>
        <translation>Die ersten Bytes sind eine Nachricht von {title}.</translation>
    </message>
    <message>
        <source>No port hinted at it: what begins with these bytes was looked up.</source>
        <translation>Kein Port wies darauf hin: Nachgesehen wurde, was mit diesen Bytes beginnt.</translation>
    </message>
    <message>
        <source>Its port hinted at it ({known}).</source>
        <translation>Der Port wies darauf hin ({known}).</translation>
    </message>
    <message>
        <source>{n} that have one of these ports, or may begin like this, were asked: none recognised its own.</source>
        <translation>{n} Protokolle, die einen dieser Ports haben oder so beginnen können, wurden gefragt: Keines erkannte das seine.</translation>
    </message>
    <message>
        <source>Bytes are missing from the beginning, by which one could have been recognised.</source>
        <translation>Vom Anfang fehlen Bytes, an denen eines hätte erkannt werden können.</translation>
    </message>
    <message>
        <source>The first bytes are a message of {title}, which begins with {starts}.</source>
        <translation>Die ersten Bytes sind eine Nachricht von {title}, das mit {starts} beginnt.</translation>
    </message>
    <message>
        <source>It took all {n} bytes to be sure.</source>
        <translation>Es brauchte alle {n} Bytes, um sicher zu sein.</translation>
    </message>
    <message>
        <source>It took all {n} bytes to take it for one.</source>
        <translation>Es brauchte alle {n} Bytes, um sie dafür zu halten.</translation>
    </message>
    <message>
        <source>Nothing contradicted it.</source>
        <translation>Nichts widersprach.</translation>
    </message>
    <message>
        <source>It is likely: few bytes, or a port, speak for it, and nothing against.</source>
        <translation>Es ist wahrscheinlich: Wenige Bytes oder ein Port sprechen dafür und nichts dagegen.</translation>
    </message>
    <message>
        <source>(asked because of its port)</source>
        <translation>(gefragt wegen des Ports)</translation>
    </message>
    <message>
        <source>(asked because it may begin with these bytes)</source>
        <translation>(gefragt, weil es mit diesen Bytes beginnen kann)</translation>
    </message>
    <message>
        <source>It was believed first, and withdrawn: it could not read the first message.</source>
        <translation>Ihm wurde zuerst geglaubt, dann nicht mehr: Es konnte die erste Nachricht nicht lesen.</translation>
    </message>
    <message>
        <source>Nothing that is known says what this carries.</source>
        <translation>Nichts Bekanntes sagt, was dies trägt.</translation>
    </message>
    <message>
        <source>No payload was captured: there is nothing to recognise a protocol by.</source>
        <translation>Es wurden keine Nutzdaten aufgezeichnet: Es gibt nichts, woran ein Protokoll zu erkennen wäre.</translation>
    </message>
    <message>
        <source>The capture has no byte of the payload, which would tell.</source>
        <translation>Die Aufzeichnung hat kein Byte der Nutzdaten, die es zeigen würden.</translation>
    </message>
    <message>
        <source>The first {n} bytes are enough to be sure.</source>
        <translation>Die ersten {n} Bytes genügen, um sicher zu sein.</translation>
    </message>
    <message>
        <source>The first {n} bytes are enough to take it for one.</source>
        <translation>Die ersten {n} Bytes genügen, um sie dafür zu halten.</translation>
    </message>
    <message>
        <source>It could have been one of its messages, but away from its ports it has to be certain.</source>
        <translation>Es hätte eine seiner Nachrichten sein können, aber abseits seiner Ports muss es sicher sein.</translation>
    </message>
    <message>
        <source>By its port it could be {hint}, which alone proves nothing.</source>
        <translation>Nach dem Port könnte es {hint} sein, was allein nichts beweist.</translation>
    </message>
    <message>
        <source>You have said so. It goes before all rules.</source>
        <translation>Sie haben es gesagt. Das geht allen Regeln vor.</translation>
    </message>
    <message>
        <source>The client asks for a server name that rule {rule} is about.</source>
        <translation>Der Client fragt nach einem Servernamen, für den die Regel {rule} gilt.</translation>
    </message>
    <message>
        <source>A request is for a host that rule {rule} is about.</source>
        <translation>Eine Anfrage gilt einem Host, für den die Regel {rule} gilt.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has a name that rule {rule} is about.</source>
        <translation>Das Zertifikat des Servers hat einen Namen, für den die Regel {rule} gilt.</translation>
    </message>
    <message>
        <source>It begins as rule {rule} says, and no protocol is known.</source>
        <translation>Sie beginnt, wie die Regel {rule} sagt, und kein Protokoll ist bekannt.</translation>
    </message>
    <message>
        <source>DNS told the client before that {address} is {name}, a name that rule {rule} is about.</source>
        <translation>DNS sagte dem Client vorher, dass {address} {name} ist, ein Name, für den die Regel {rule} gilt.</translation>
    </message>
    <message>
        <source>The server&apos;s address {address} is in {rule}.</source>
        <translation>Die Adresse {address} des Servers liegt in {rule}.</translation>
    </message>
    <message>
        <source>The server&apos;s port is in rule {rule}, and nothing else is known of the session.</source>
        <translation>Der Port des Servers steht in der Regel {rule}, und sonst ist von der Sitzung nichts bekannt.</translation>
    </message>
    <message>
        <source>No rule about names, addresses or ports holds here.</source>
        <translation>Keine Regel über Namen, Adressen oder Ports gilt hier.</translation>
    </message>
    <message>
        <source>The next rule says this; {way} counts for more.</source>
        <translation>Die nächste Regel sagt dies; {way} zählt mehr.</translation>
    </message>
    <message>
        <source>The first packet of the opposite direction: both ends speak.</source>
        <translation>Das erste Paket der Gegenrichtung: Beide Enden sprechen.</translation>
    </message>
    <message>
        <source>The three-way handshake is complete: a SYN, the SYN-ACK that acknowledges it, and the ACK of that.</source>
        <translation>Der Drei-Wege-Handshake ist vollständig: ein SYN, das SYN-ACK, das es bestätigt, und das ACK dazu.</translation>
    </message>
    <message>
        <source>Packets of both directions came of a connection whose opening is not in the capture: it must have been open before.</source>
        <translation>Es kamen Pakete beider Richtungen einer Verbindung, deren Eröffnung nicht in der Aufzeichnung ist: Sie muss vorher offen gewesen sein.</translation>
    </message>
    <message>
        <source>COOKIE ACK ends the four-way handshake of the association.</source>
        <translation>COOKIE ACK beendet den Vier-Wege-Handshake der Assoziation.</translation>
    </message>
    <message>
        <source>The first packet after both ends had spoken: the session is in use.</source>
        <translation>Das erste Paket, nachdem beide Enden gesprochen hatten: Die Sitzung wird benutzt.</translation>
    </message>
    <message>
        <source>The first payload of a connection that is open. What came with the opening counts at once.</source>
        <translation>Die ersten Nutzdaten einer offenen Verbindung. Was mit der Eröffnung kam, zählt sofort.</translation>
    </message>
    <message>
        <source>The first FIN: its sender has no more to say.</source>
        <translation>Das erste FIN: Sein Absender hat nichts mehr zu sagen.</translation>
    </message>
    <message>
        <source>The FINs of both directions are acknowledged: the connection is closed.</source>
        <translation>Die FINs beider Richtungen sind bestätigt: Die Verbindung ist geschlossen.</translation>
    </message>
    <message>
        <source>An end has begun to close the association.</source>
        <translation>Ein Ende hat begonnen, die Assoziation zu schließen.</translation>
    </message>
    <message>
        <source>SHUTDOWN COMPLETE ends the association.</source>
        <translation>SHUTDOWN COMPLETE beendet die Assoziation.</translation>
    </message>
    <message>
        <source>An RST that its receiver accepts, as its number is in the window, breaks the connection off at once.</source>
        <translation>Ein RST, das sein Empfänger annimmt, da seine Nummer im Fenster liegt, bricht die Verbindung sofort ab.</translation>
    </message>
    <message>
        <source>An RST answered the SYN: the connection was refused.</source>
        <translation>Ein RST antwortete auf das SYN: Die Verbindung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>ABORT breaks the association off at once.</source>
        <translation>ABORT bricht die Assoziation sofort ab.</translation>
    </message>
    <message>
        <source>Nobody answered within {limit} of the last packet.</source>
        <translation>Niemand antwortete innerhalb von {limit} nach dem letzten Paket.</translation>
    </message>
    <message>
        <source>There was no packet for {limit} after the last one.</source>
        <translation>Nach dem letzten kam {limit} lang kein Paket.</translation>
    </message>
    <message>
        <source>The session has ended, and no late packet came for {limit}: it was given up.</source>
        <translation>Die Sitzung ist zu Ende, und {limit} lang kam kein spätes Paket: Sie wurde aufgegeben.</translation>
    </message>
    <message>
        <source>Then a new opening of the same ends began another session.</source>
        <translation>Dann begann eine neue Eröffnung derselben Enden eine andere Sitzung.</translation>
    </message>
    <message>
        <source>Then it was given up, since more were active than are kept (see the finding).</source>
        <translation>Dann wurde sie aufgegeben, weil mehr aktiv waren, als behalten werden (siehe den Befund).</translation>
    </message>
    <message>
        <source>The capture ends in this state.</source>
        <translation>Die Aufzeichnung endet in diesem Zustand.</translation>
    </message>
    <message>
        <source>Not all of them were captured; those that were say so.</source>
        <translation>Nicht alle davon wurden aufgezeichnet; die aufgezeichneten sagen es.</translation>
    </message>
    <message>
        <source>The session&apos;s first packet was seen.</source>
        <translation>Das erste Paket der Sitzung wurde gesehen.</translation>
    </message>
    <message>
        <source>Here: {what}.</source>
        <translation>Hier: {what}.</translation>
    </message>
    <message>
        <source>The capture helper lacks the right to open network interfaces. The command installs it where only root can change it, for members of a group you will be in.</source>
        <translation>Dem Hilfsprogramm zum Aufzeichnen fehlt das Recht, Netzwerkschnittstellen zu öffnen. Der Befehl installiert es dort, wo nur root es ändern kann, für Mitglieder einer Gruppe, in der Sie sein werden.</translation>
    </message>
    <message>
        <source>libpcap, which captures packets, is not installed.</source>
        <translation>libpcap, das Pakete aufzeichnet, ist nicht installiert.</translation>
    </message>
    <message>
        <source>Packets can be captured by Wireshark&apos;s dumpcap.</source>
        <translation>Pakete können mit dumpcap von Wireshark aufgezeichnet werden.</translation>
    </message>
    <message>
        <source>This program runs in a sandbox or container that forbids capturing.</source>
        <translation>Dieses Programm läuft in einer Sandbox oder einem Container, in denen Aufzeichnen verboten ist.</translation>
    </message>
    <message>
        <source>Packets can be captured.</source>
        <translation>Pakete können aufgezeichnet werden.</translation>
    </message>
    <message>
        <source>The capture helper lacks the right to open network interfaces.</source>
        <translation>Dem Hilfsprogramm zum Aufzeichnen fehlt das Recht, Netzwerkschnittstellen zu öffnen.</translation>
    </message>
    <message>
        <source>The capture helper is missing from this installation.</source>
        <translation>Dieser Installation fehlt das Hilfsprogramm zum Aufzeichnen.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export sessions</source>
        <translation>Sitzungen exportieren</translation>
    </message>
    <message>
        <source>&amp;Selected sessions ({sessions})</source>
        <translation>&amp;Ausgewählte Sitzungen ({sessions})</translation>
    </message>
    <message>
        <source>All s&amp;hown sessions ({sessions})</source>
        <translation>Alle &amp;gezeigten Sitzungen ({sessions})</translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation>Beide Richtungen</translation>
    </message>
    <message>
        <source>Client to server ↑</source>
        <translation>Client zu Server ↑</translation>
    </message>
    <message>
        <source>Server to client ↓</source>
        <translation>Server zu Client ↓</translation>
    </message>
    <message>
        <source>pcapng (keeps names and comments)</source>
        <translation>pcapng (behält Namen und Kommentare)</translation>
    </message>
    <message>
        <source>pcap</source>
        <translation>pcap</translation>
    </message>
    <message>
        <source>CSV, a row for each session</source>
        <translation>CSV, eine Zeile je Sitzung</translation>
    </message>
    <message>
        <source>JSON, a line for each session</source>
        <translation>JSON, eine Zeile je Sitzung</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Sessions:</source>
        <translation>Sitzungen:</translation>
    </message>
    <message>
        <source>&amp;Packets:</source>
        <translation>&amp;Pakete:</translation>
    </message>
    <message>
        <source>F&amp;ormat:</source>
        <translation>F&amp;ormat:</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>Datei:</translation>
    </message>
    <message>
        <source>{n} session will be written</source>
        <translation>{n} Sitzung wird geschrieben</translation>
    </message>
    <message>
        <source>{n} sessions will be written</source>
        <translation>{n} Sitzungen werden geschrieben</translation>
    </message>
    <message>
        <source>{n} packet will be written</source>
        <translation>{n} Paket wird geschrieben</translation>
    </message>
    <message>
        <source>{n} packets will be written</source>
        <translation>{n} Pakete werden geschrieben</translation>
    </message>
    <message>
        <source>There is no folder {folder}</source>
        <translation>Es gibt keinen Ordner {folder}</translation>
    </message>
    <message>
        <source>This is the open capture itself; choose another name</source>
        <translation>Das ist die geöffnete Aufzeichnung selbst; wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>Tables (*.{suffix})</source>
        <translation>Tabellen (*.{suffix})</translation>
    </message>
    <message>
        <source>Captures (*.{suffix})</source>
        <translation>Aufzeichnungen (*.{suffix})</translation>
    </message>
</context>
<context>
    <name>FileList</name>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
</context>
<context>
    <name>FilesModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Write the selected file to a place you choose</source>
        <translation>Die ausgewählte Datei an einen Ort Ihrer Wahl schreiben</translation>
    </message>
    <message>
        <source>Save all…</source>
        <translation>Alle speichern…</translation>
    </message>
    <message>
        <source>How many files there are</source>
        <translation>Wie viele Dateien es gibt</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>What is known of the file</source>
        <translation>Was von der Datei bekannt ist</translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation>SHA-256 kopieren</translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation>Keine Aufzeichnung geöffnet</translation>
    </message>
    <message>
        <source>Open a capture file to see the files in it.</source>
        <translation>Eine Aufzeichnung öffnen, um die Dateien darin zu sehen.</translation>
    </message>
    <message>
        <source>Looking for files</source>
        <translation>Dateien werden gesucht</translation>
    </message>
    <message>
        <source>They are here in a moment.</source>
        <translation>Sie sind in einem Moment da.</translation>
    </message>
    <message>
        <source>No files</source>
        <translation>Keine Dateien</translation>
    </message>
    <message>
        <source>These sessions carried none that can be read. Files are found in HTTP/1, mail (SMTP, POP3, IMAP), FTP and TFTP, where nothing is encrypted; a filter or brush may leave their sessions out.</source>
        <translation>Diese Sitzungen übertrugen keine, die gelesen werden können. Dateien werden in HTTP/1, Mail (SMTP, POP3, IMAP), FTP und TFTP gefunden, wo nichts verschlüsselt ist; ein Filter oder Zeitbereich kann ihre Sitzungen ausschließen.</translation>
    </message>
    <message>
        <source>Stop saving</source>
        <translation>Speichern stoppen</translation>
    </message>
    <message>
        <source>What is written stays</source>
        <translation>Was geschrieben ist, bleibt</translation>
    </message>
    <message>
        <source>Write all files that are listed into a folder; nothing is written over</source>
        <translation>Alle aufgelisteten Dateien in einen Ordner schreiben; nichts wird überschrieben</translation>
    </message>
    <message>
        <source>{n} file</source>
        <translation>{n} Datei</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} Dateien</translation>
    </message>
    <message>
        <source>{n} not whole</source>
        <translation>{n} unvollständig</translation>
    </message>
    <message>
        <source>no more than {n} are listed</source>
        <translation>nicht mehr als {n} werden aufgelistet</translation>
    </message>
    <message>
        <source>Select a file to go to its session and packet, and to read here what is known of it.</source>
        <translation>Eine Datei auswählen, um zu ihrer Sitzung und ihrem Paket zu gehen und hier zu lesen, was von ihr bekannt ist.</translation>
    </message>
    <message>
        <source>declared as {type}</source>
        <translation>angegeben als {type}</translation>
    </message>
    <message>
        <source>missing: bytes {ranges}</source>
        <translation>es fehlen: Bytes {ranges}</translation>
    </message>
    <message>
        <source>No SHA-256: there are holes in it.</source>
        <translation>Kein SHA-256: sie hat Lücken.</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>{n} of {all} sessions read</source>
        <translation>{n} von {all} Sitzungen gelesen</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Datei speichern</translation>
    </message>
    <message>
        <source>Save all files into a folder</source>
        <translation>Alle Dateien in einen Ordner speichern</translation>
    </message>
    <message>
        <source>{files}, {size}, written to {place}</source>
        <translation>{files}, {size}, nach {place} geschrieben</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Words, or a filter such as: app == tls and bytes &gt; 10k</source>
        <translation>Wörter, oder ein Filter wie: app == tls and bytes &gt; 10k</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Only sessions in this range of time; click to show all times</source>
        <translation>Nur Sitzungen in diesem Zeitbereich; ein Klick zeigt wieder alle Zeiten</translation>
    </message>
    <message>
        <source>Clear the brushed range of time</source>
        <translation>Den Zeitbereich löschen</translation>
    </message>
    <message>
        <source>Number of sessions shown</source>
        <translation>Anzahl der gezeigten Sitzungen</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>Was am Filter falsch ist</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
    <message>
        <source>{shown} of {total} sessions</source>
        <translation>{shown} von {total} Sitzungen</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Take away: {term}</source>
        <translation>Wegnehmen: {term}</translation>
    </message>
    <message>
        <source>Take away {term}</source>
        <translation>{term} wegnehmen</translation>
    </message>
</context>
<context>
    <name>FilterLine</name>
    <message>
        <source>Tab completes  ·  ↓ chooses  ·  Enter applies the filter  ·  Esc closes</source>
        <translation>Tab ergänzt  ·  ↓ wählt  ·  Eingabe wendet den Filter an  ·  Esc schließt</translation>
    </message>
    <message>
        <source>so far in the first {} sessions, counting on …</source>
        <translation>bisher in den ersten {} Sitzungen, wird weiter gezählt …</translation>
    </message>
</context>
<context>
    <name>FilterMenu</name>
    <message>
        <source>Named filters, and those entered lately</source>
        <translation>Benannte Filter, und zuletzt eingegebene</translation>
    </message>
    <message>
        <source>Kept filters</source>
        <translation>Behaltene Filter</translation>
    </message>
    <message>
        <source>Named</source>
        <translation>Benannt</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Forget what was entered lately</source>
        <translation>Zuletzt eingegebene vergessen</translation>
    </message>
</context>
<context>
    <name>FiltersDialog</name>
    <message>
        <source>Named filters</source>
        <translation>Benannte Filter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>No filter has a name yet: “Save filter…” beside the filter line gives it one.</source>
        <translation>Noch hat kein Filter einen Namen: „Filter speichern…“ neben der Filterzeile gibt ihm einen.</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>FindView</name>
    <message>
        <source>Find in the bytes of packets</source>
        <translation>In den Bytes der Pakete suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Bytes in hexadecimal</source>
        <translation>Bytes in Hexadezimal</translation>
    </message>
    <message>
        <source>How the pattern is written</source>
        <translation>Wie das Muster geschrieben ist</translation>
    </message>
    <message>
        <source>Text is found as UTF-8 and UTF-16; expressions are RE2&apos;s; ?? is any byte</source>
        <translation>Text wird als UTF-8 und UTF-16 gefunden; Ausdrücke sind die von RE2; ?? ist ein beliebiges Byte</translation>
    </message>
    <message>
        <source>In packets</source>
        <translation>In Paketen</translation>
    </message>
    <message>
        <source>In streams</source>
        <translation>In Datenströmen</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>Wo gesucht wird</translation>
    </message>
    <message>
        <source>Streams: what hosts said to each other over TCP, over the limits of packets</source>
        <translation>Datenströme: was Rechner sich über TCP sagten, über Paketgrenzen hinweg</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Letters must be of the same case</source>
        <translation>Groß- und Kleinschreibung muss stimmen</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Groß/klein beachten</translation>
    </message>
    <message>
        <source>In filter</source>
        <translation>Im Filter</translation>
    </message>
    <message>
        <source>Look only in the sessions that the filter leaves</source>
        <translation>Nur in den Sitzungen suchen, die der Filter übrig lässt</translation>
    </message>
    <message>
        <source>Previous place (Ctrl+B)</source>
        <translation>Vorige Stelle (Strg+B)</translation>
    </message>
    <message>
        <source>Next place (Ctrl+N)</source>
        <translation>Nächste Stelle (Strg+N)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>How many places were found</source>
        <translation>Wie viele Stellen gefunden wurden</translation>
    </message>
    <message>
        <source>{n} place</source>
        <translation>{n} Stelle</translation>
    </message>
    <message>
        <source>{n} places</source>
        <translation>{n} Stellen</translation>
    </message>
    <message>
        <source>{places} · {share} …</source>
        <translation>{places} · {share} …</translation>
    </message>
    <message>
        <source>the first {n} places</source>
        <translation>die ersten {n} Stellen</translation>
    </message>
    <message>
        <source>{at} of {places}</source>
        <translation>{at} von {places}</translation>
    </message>
</context>
<context>
    <name>FindingCounts</name>
    <message>
        <source>What deserves a look: a click lists it</source>
        <translation>Was einen Blick verdient: ein Klick listet es auf</translation>
    </message>
    <message>
        <source>{n} error</source>
        <translation>{n} Fehler</translation>
    </message>
    <message>
        <source>{n} errors</source>
        <translation>{n} Fehler</translation>
    </message>
    <message>
        <source>{n} warning</source>
        <translation>{n} Warnung</translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation>{n} Warnungen</translation>
    </message>
    <message>
        <source>{n} note</source>
        <translation>{n} Hinweis</translation>
    </message>
    <message>
        <source>{n} notes</source>
        <translation>{n} Hinweise</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>FindingsView</name>
    <message>
        <source>What findings are grouped by</source>
        <translation>Wonach Befunde gruppiert sind</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>Nach Art</translation>
    </message>
    <message>
        <source>By host</source>
        <translation>Nach Rechner</translation>
    </message>
    <message>
        <source>Show acknowledged</source>
        <translation>Abgehakte zeigen</translation>
    </message>
    <message>
        <source>Also show what was acknowledged (A or Del in the list)</source>
        <translation>Auch zeigen, was abgehakt wurde (A oder Entf in der Liste)</translation>
    </message>
    <message>
        <source>How many findings there are</source>
        <translation>Wie viele Befunde es gibt</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was es bedeutet</translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation>Keine Aufzeichnung geöffnet</translation>
    </message>
    <message>
        <source>Open a capture file to see what deserves a look.</source>
        <translation>Eine Aufzeichnung öffnen, um zu sehen, was einen Blick verdient.</translation>
    </message>
    <message>
        <source>Reading findings</source>
        <translation>Befunde werden gelesen</translation>
    </message>
    <message>
        <source>They are here in a moment.</source>
        <translation>Sie sind in einem Moment da.</translation>
    </message>
    <message>
        <source>Nothing more to see</source>
        <translation>Nichts mehr zu sehen</translation>
    </message>
    <message>
        <source>All findings here are acknowledged: Show acknowledged has them.</source>
        <translation>Alle Befunde hier sind abgehakt: „Abgehakte zeigen“ hat sie.</translation>
    </message>
    <message>
        <source>No findings</source>
        <translation>Keine Befunde</translation>
    </message>
    <message>
        <source>Nothing here deserves a look, or filter and brush leave none.</source>
        <translation>Nichts hier verdient einen Blick, oder Filter und Zeitbereich lassen nichts übrig.</translation>
    </message>
    <message>
        <source>{n} error</source>
        <translation>{n} Fehler</translation>
    </message>
    <message>
        <source>{n} errors</source>
        <translation>{n} Fehler</translation>
    </message>
    <message>
        <source>{n} warning</source>
        <translation>{n} Warnung</translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation>{n} Warnungen</translation>
    </message>
    <message>
        <source>{n} note</source>
        <translation>{n} Hinweis</translation>
    </message>
    <message>
        <source>{n} notes</source>
        <translation>{n} Hinweise</translation>
    </message>
    <message>
        <source>{n} acknowledged</source>
        <translation>{n} abgehakt</translation>
    </message>
    <message>
        <source>Select a finding to go to its packet, and to read here what it means.</source>
        <translation>Einen Befund auswählen, um zu seinem Paket zu gehen und hier zu lesen, was er bedeutet.</translation>
    </message>
    <message>
        <source>What was found in sessions of the host {host}; each is in the group of its client and of its server.</source>
        <translation>Was in Sitzungen des Rechners {host} gefunden wurde; jeder Befund steht in der Gruppe seines Clients und seines Servers.</translation>
    </message>
    <message>
        <source>No longer acknowledged</source>
        <translation>Nicht mehr abgehakt</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Abhaken</translation>
    </message>
    <message>
        <source>Acknowledge none of this kind</source>
        <translation>Keinen dieser Art abhaken</translation>
    </message>
    <message>
        <source>Acknowledge all of this kind</source>
        <translation>Alle dieser Art abhaken</translation>
    </message>
</context>
<context>
    <name>GoToDialog</name>
    <message>
        <source>Go to packet</source>
        <translation>Gehe zu Paket</translation>
    </message>
    <message>
        <source>Packet number</source>
        <translation>Paketnummer</translation>
    </message>
    <message>
        <source>Packet number:</source>
        <translation>Paketnummer:</translation>
    </message>
    <message>
        <source>1 to {last}</source>
        <translation>1 bis {last}</translation>
    </message>
</context>
<context>
    <name>GroupButton</name>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Host (either end)</source>
        <translation>Rechner (eines der Enden)</translation>
    </message>
    <message>
        <source>Server name</source>
        <translation>Servername</translation>
    </message>
    <message>
        <source>Service (server port)</source>
        <translation>Dienst (Port des Servers)</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>Wie sie endete</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Protocol path</source>
        <translation>Protokollpfad</translation>
    </message>
    <message>
        <source>VLAN</source>
        <translation>VLAN</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Group sessions by what they have in common</source>
        <translation>Sitzungen nach ihren Gemeinsamkeiten gruppieren</translation>
    </message>
    <message>
        <source>Group sessions: {by}</source>
        <translation>Sitzungen gruppieren: {by}</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>Nicht gruppiert</translation>
    </message>
    <message>
        <source>Then by {name}</source>
        <translation>Dann nach {name}</translation>
    </message>
    <message>
        <source>Then by</source>
        <translation>Dann nach</translation>
    </message>
    <message>
        <source>Nothing more</source>
        <translation>Nichts weiter</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Attribut</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>Spanne</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>GroupsTable</name>
    <message>
        <source>Groups of sessions</source>
        <translation>Gruppen von Sitzungen</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation>Zeilen als CSV kopieren</translation>
    </message>
</context>
<context>
    <name>Hits</name>
    <message>
        <source>Packet</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Since start</source>
        <translation>Seit Beginn</translation>
    </message>
    <message>
        <source>Dir.</source>
        <translation>Richt.</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
</context>
<context>
    <name>HitsTable</name>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
</context>
<context>
    <name>Ladder</name>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>s since the first</source>
        <translation>s seit dem ersten</translation>
    </message>
    <message>
        <source>s since the last</source>
        <translation>s seit dem letzten</translation>
    </message>
    <message>
        <source>{n} others</source>
        <translation>{n} weitere</translation>
    </message>
    <message>
        <source>{time} without an arrow</source>
        <translation>{time} ohne Pfeil</translation>
    </message>
</context>
<context>
    <name>LadderView</name>
    <message>
        <source>Whose arrows</source>
        <translation>Wessen Pfeile</translation>
    </message>
    <message>
        <source>One session</source>
        <translation>Eine Sitzung</translation>
    </message>
    <message>
        <source>Selected sessions</source>
        <translation>Ausgewählte Sitzungen</translation>
    </message>
    <message>
        <source>All shown sessions</source>
        <translation>Alle gezeigten Sitzungen</translation>
    </message>
    <message>
        <source>What has a column</source>
        <translation>Was eine Spalte hat</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Addresses and ports</source>
        <translation>Adressen und Ports</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Since the first</source>
        <translation>Seit dem ersten</translation>
    </message>
    <message>
        <source>Since the last</source>
        <translation>Seit dem letzten</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Requests and answers instead of packets</source>
        <translation>Anfragen und Antworten statt Pakete</translation>
    </message>
    <message>
        <source>Save the ladder</source>
        <translation>Ablauf speichern</translation>
    </message>
    <message>
        <source>Save all arrows as CSV…</source>
        <translation>Alle Pfeile als CSV speichern…</translation>
    </message>
    <message>
        <source>What the ladder shows</source>
        <translation>Was der Ablauf zeigt</translation>
    </message>
    <message>
        <source>Ladder of arrows between hosts</source>
        <translation>Ablauf: Pfeile zwischen Rechnern</translation>
    </message>
    <message>
        <source>Nothing to draw</source>
        <translation>Nichts zu zeichnen</translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation>Keine Sitzung ausgewählt</translation>
    </message>
    <message>
        <source>Select sessions to see who sent what to whom, or choose all shown sessions.</source>
        <translation>Sitzungen auswählen, um zu sehen, wer wem was gesendet hat, oder alle gezeigten wählen.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>The arrows of these sessions are being read.</source>
        <translation>Die Pfeile dieser Sitzungen werden gelesen.</translation>
    </message>
    <message>
        <source>No messages</source>
        <translation>Keine Nachrichten</translation>
    </message>
    <message>
        <source>Nothing is known to be asked or answered in these sessions: switch Messages off to see their packets.</source>
        <translation>Von Anfragen oder Antworten in diesen Sitzungen ist nichts bekannt: „Nachrichten“ ausschalten, um ihre Pakete zu sehen.</translation>
    </message>
    <message>
        <source>No packet is left by filter and brush.</source>
        <translation>Filter und Zeitbereich lassen kein Paket übrig.</translation>
    </message>
    <message>
        <source>{n} message</source>
        <translation>{n} Nachricht</translation>
    </message>
    <message>
        <source>{n} messages</source>
        <translation>{n} Nachrichten</translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation>{n} Paket</translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation>{n} Pakete</translation>
    </message>
    <message>
        <source>, the first of {all}</source>
        <translation>, die ersten von {all}</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
    <message>
        <source>, {n} more not read</source>
        <translation>, {n} weitere nicht gelesen</translation>
    </message>
    <message>
        <source>{n} host</source>
        <translation>{n} Rechner</translation>
    </message>
    <message>
        <source>{n} hosts</source>
        <translation>{n} Rechner</translation>
    </message>
    <message>
        <source>Packet {number}, session {session}</source>
        <translation>Paket {number}, Sitzung {session}</translation>
    </message>
    <message>
        <source>{time} s after the first, {pause} s after the last</source>
        <translation>{time} s nach dem ersten, {pause} s nach dem letzten</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>The ladder was not saved to {path}</source>
        <translation>Der Ablauf wurde nicht nach {path} gespeichert</translation>
    </message>
    <message>
        <source>The ladder was saved to {path}</source>
        <translation>Der Ablauf wurde nach {path} gespeichert</translation>
    </message>
</context>
<context>
    <name>LiveCommands</name>
    <message>
        <source>Save capture</source>
        <translation>Aufzeichnung speichern</translation>
    </message>
    <message>
        <source>Captures (*.pcapng)</source>
        <translation>Aufzeichnungen (*.pcapng)</translation>
    </message>
    <message>
        <source>The capture is being saved first.</source>
        <translation>Die Aufzeichnung wird zuerst gespeichert.</translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation>{n} Paket</translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation>{n} Pakete</translation>
    </message>
    <message>
        <source>Save the capture?</source>
        <translation>Aufzeichnung speichern?</translation>
    </message>
    <message>
        <source>{packets} captured on {source}: not saved.</source>
        <translation>{packets} auf {source} aufgezeichnet: nicht gespeichert.</translation>
    </message>
    <message>
        <source>Capturing is stopped first. What is discarded cannot be brought back.</source>
        <translation>Die Aufzeichnung wird zuerst gestoppt. Was verworfen wird, kommt nicht zurück.</translation>
    </message>
    <message>
        <source>What is discarded cannot be brought back.</source>
        <translation>Was verworfen wird, kommt nicht zurück.</translation>
    </message>
</context>
<context>
    <name>LiveController</name>
    <message>
        <source>capture found again</source>
        <translation>wiedergefundene Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>LivePresenter</name>
    <message>
        <source>Starting; the system may ask for a password.</source>
        <translation>Wird gestartet; das System kann nach einem Passwort fragen.</translation>
    </message>
    <message>
        <source>Packets are being dropped</source>
        <translation>Pakete gehen verloren</translation>
    </message>
    <message>
        <source>The kernel had no room for them. A larger kernel buffer, a capture filter or a smaller snap length helps. How many is shown in the status bar, when on the throughput plot.</source>
        <translation>Der Kernel hatte keinen Platz für sie. Ein größerer Kernelpuffer, ein Aufzeichnungsfilter oder weniger Bytes je Paket helfen. Wie viele, steht in der Statuszeile, wann, im Durchsatz.</translation>
    </message>
    <message>
        <source>The capture has a gap</source>
        <translation>Die Aufzeichnung hat eine Lücke</translation>
    </message>
    <message>
        <source>An interface changed</source>
        <translation>Eine Schnittstelle hat sich geändert</translation>
    </message>
    <message>
        <source>There is trouble with the disk</source>
        <translation>Mit der Platte gibt es Schwierigkeiten</translation>
    </message>
    <message>
        <source>A limit was reached</source>
        <translation>Eine Grenze wurde erreicht</translation>
    </message>
    <message>
        <source>{reason} This command helps: {command}</source>
        <translation>{reason} Dieser Befehl hilft: {command}</translation>
    </message>
    <message>
        <source>Capturing could not be started</source>
        <translation>Die Aufzeichnung konnte nicht beginnen</translation>
    </message>
    <message>
        <source>Capture options…</source>
        <translation>Aufzeichnungsoptionen…</translation>
    </message>
    <message>
        <source>{folder} could not be opened</source>
        <translation>{folder} konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>the capture helper ended</source>
        <translation>das Hilfsprogramm zum Aufzeichnen wurde beendet</translation>
    </message>
    <message>
        <source>{reason}. What was captured is kept.</source>
        <translation>{reason}. Was aufgezeichnet wurde, ist noch da.</translation>
    </message>
    <message>
        <source>This command helps: {command}</source>
        <translation>Dieser Befehl hilft: {command}</translation>
    </message>
    <message>
        <source>Capturing stopped</source>
        <translation>Die Aufzeichnung hat aufgehört</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Capturing has ended as wished.</source>
        <translation>Die Aufzeichnung ist wie gewünscht beendet.</translation>
    </message>
    <message>
        <source>{packets} saved to {file}</source>
        <translation>{packets} nach {file} gespeichert</translation>
    </message>
    <message>
        <source>{n} packet was</source>
        <translation>{n} Paket wurde</translation>
    </message>
    <message>
        <source>{n} packets were</source>
        <translation>{n} Pakete wurden</translation>
    </message>
    <message>
        <source>The capture was not saved to {file}</source>
        <translation>Die Aufzeichnung wurde nicht nach {file} gespeichert</translation>
    </message>
    <message>
        <source>Saving was stopped; the capture is still here.</source>
        <translation>Das Speichern wurde gestoppt; die Aufzeichnung ist noch da.</translation>
    </message>
    <message>
        <source>● capturing</source>
        <translation>● zeichnet auf</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird gestoppt</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>LiveStart</name>
    <message>
        <source>Capture from an interface</source>
        <translation>Auf einer Schnittstelle aufzeichnen</translation>
    </message>
    <message>
        <source>Looking for interfaces…</source>
        <translation>Schnittstellen werden gesucht…</translation>
    </message>
    <message>
        <source>No interface can be seen.</source>
        <translation>Keine Schnittstelle ist zu sehen.</translation>
    </message>
    <message>
        <source>Click an interface to capture there; the ▾ of the Capture button offers filters and more.</source>
        <translation>Klick auf eine Schnittstelle zeichnet dort auf; das ▾ am Knopf „Aufzeichnen“ bietet Filter und mehr.</translation>
    </message>
</context>
<context>
    <name>LiveStatus</name>
    <message>
        <source>State of the capture</source>
        <translation>Zustand der Aufzeichnung</translation>
    </message>
    <message>
        <source>Packets that the kernel or an interface could not deliver</source>
        <translation>Pakete, die der Kernel oder eine Schnittstelle nicht liefern konnte</translation>
    </message>
    <message>
        <source>Packets and bits captured a second</source>
        <translation>Pakete und Bits je Sekunde</translation>
    </message>
    <message>
        <source>Whether the view is live, follows the newest session, keeps its order</source>
        <translation>Ob die Ansicht live ist, der neuesten Sitzung folgt, ihre Ordnung behält</translation>
    </message>
    <message>
        <source>Memory and disk of the capture</source>
        <translation>Speicher und Platte der Aufzeichnung</translation>
    </message>
    <message>
        <source>{packets}, {bits}</source>
        <translation>{packets}, {bits}</translation>
    </message>
    <message>
        <source>packets/s</source>
        <translation>Pakete/s</translation>
    </message>
    <message>
        <source>{count} dropped</source>
        <translation>{count} verloren</translation>
    </message>
    <message>
        <source>{name}: {dropped} by the kernel, {lost} by the interface</source>
        <translation>{name}: {dropped} beim Kernel, {lost} an der Schnittstelle</translation>
    </message>
    <message>
        <source>memory {memory} · disk {disk}</source>
        <translation>Speicher {memory} · Platte {disk}</translation>
    </message>
    <message>
        <source>Sessions going on: {sessions}
Kept in memory: {stores}
Kept on disk: {spilled}
Packets on disk: {files}</source>
        <translation>Laufende Sitzungen: {sessions}
Im Speicher: {stores}
Auf der Platte: {spilled}
Pakete auf der Platte: {files}</translation>
    </message>
    <message>
        <source>{used} of {limit}</source>
        <translation>{used} von {limit}</translation>
    </message>
    <message>
        <source>❄ view frozen</source>
        <translation>❄ Ansicht angehalten</translation>
    </message>
    <message>
        <source>▷ view live</source>
        <translation>▷ Ansicht live</translation>
    </message>
    <message>
        <source>following newest</source>
        <translation>folgt der neuesten</translation>
    </message>
    <message>
        <source>not following</source>
        <translation>folgt nicht</translation>
    </message>
    <message>
        <source>sort held</source>
        <translation>Ordnung gehalten</translation>
    </message>
    <message>
        <source>sort live</source>
        <translation>Ordnung live</translation>
    </message>
    <message>
        <source>◌ Starting…</source>
        <translation>◌ Startet…</translation>
    </message>
    <message>
        <source>● Capturing {time}</source>
        <translation>● Zeichnet auf {time}</translation>
    </message>
    <message>
        <source>◌ Stopping…</source>
        <translation>◌ Stoppt…</translation>
    </message>
    <message>
        <source>■ Stopped {time}</source>
        <translation>■ Gestoppt {time}</translation>
    </message>
    <message>
        <source>✗ Failed {time}</source>
        <translation>✗ Fehlgeschlagen {time}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Toolbar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Captures</source>
        <translation>Aufzeichnungen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
</context>
<context>
    <name>Middle</name>
    <message>
        <source>What is in the middle of the window</source>
        <translation>Was in der Mitte des Fensters ist</translation>
    </message>
</context>
<context>
    <name>NoteDialog</name>
    <message>
        <source>Kept with a saved or exported pcapng file, where other programs show it as a comment.</source>
        <translation>Bleibt in einer gespeicherten oder exportierten pcapng-Datei erhalten, wo andere Programme es als Kommentar zeigen.</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Open in a new tab</source>
        <translation>In neuem Reiter öffnen</translation>
    </message>
    <message>
        <source>Open as one capture</source>
        <translation>Als eine Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Captures (*.pcap *.pcapng *.cap *.dmp *.pcap.* *.pcapng.*);;All files (*)</source>
        <translation>Aufzeichnungen (*.pcap *.pcapng *.cap *.dmp *.pcap.* *.pcapng.*);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>{n} captures can be open at once; close a tab to open another one.</source>
        <translation>{n} Aufzeichnungen können zugleich offen sein; schließen Sie einen Reiter, um eine weitere zu öffnen.</translation>
    </message>
    <message>
        <source>There is no capture in this folder.</source>
        <translation>In diesem Ordner ist keine Aufzeichnung.</translation>
    </message>
    <message>
        <source>Several captures</source>
        <translation>Mehrere Aufzeichnungen</translation>
    </message>
    <message>
        <source>Open {n} captures: each in a tab of its own, or as one, in the order of their packets&apos; times?</source>
        <translation>{n} Aufzeichnungen öffnen: jede in einem eigenen Reiter, oder alle als eine, in der Reihenfolge der Zeiten ihrer Pakete?</translation>
    </message>
    <message>
        <source>&amp;As one capture</source>
        <translation>&amp;Als eine Aufzeichnung</translation>
    </message>
    <message>
        <source>A &amp;tab each</source>
        <translation>Je ein &amp;Reiter</translation>
    </message>
</context>
<context>
    <name>Packets</name>
    <message>
        <source>malformed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation>Sendewiederholung</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>außer der Reihe</translation>
    </message>
    <message>
        <source>duplicate ACK</source>
        <translation>doppeltes ACK</translation>
    </message>
    <message>
        <source>zero window</source>
        <translation>Nullfenster</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>abgebrochen (RST)</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Number of the packet in the capture</source>
        <translation>Nummer des Pakets in der Aufzeichnung</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Date and time, in this computer&apos;s time zone</source>
        <translation>Datum und Zeit, in der Zeitzone dieses Rechners</translation>
    </message>
    <message>
        <source>Since start</source>
        <translation>Seit Beginn</translation>
    </message>
    <message>
        <source>Seconds since the first packet of the capture, or since the last time reference (Ctrl+T)</source>
        <translation>Sekunden seit dem ersten Paket der Aufzeichnung oder seit dem letzten Zeitbezug (Strg+T)</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Time since the listed packet before it</source>
        <translation>Zeit seit dem aufgelisteten Paket davor</translation>
    </message>
    <message>
        <source>Dir.</source>
        <translation>Richt.</translation>
    </message>
    <message>
        <source>Direction: ↑ from client to server, ↓ back</source>
        <translation>Richtung: ↑ vom Client zum Server, ↓ zurück</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Bytes of the frame as it was on the wire</source>
        <translation>Bytes des Frames, wie er auf der Leitung war</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>The innermost protocol</source>
        <translation>Das innerste Protokoll</translation>
    </message>
    <message>
        <source>Protocol path</source>
        <translation>Protokollpfad</translation>
    </message>
    <message>
        <source>Protocols from the link layer up</source>
        <translation>Protokolle von der Sicherungsschicht aufwärts</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>What the packet says</source>
        <translation>Was das Paket sagt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>The state its session went to with this packet</source>
        <translation>Der Zustand, in den seine Sitzung mit diesem Paket kam</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <source>What is odd about it</source>
        <translation>Was daran auffällt</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Number of the session it belongs to</source>
        <translation>Nummer der Sitzung, zu der es gehört</translation>
    </message>
</context>
<context>
    <name>PacketsView</name>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>What the packets table lists</source>
        <translation>Was die Pakettabelle auflistet</translation>
    </message>
    <message>
        <source>Without a session</source>
        <translation>Ohne Sitzung</translation>
    </message>
    <message>
        <source>List the packets that belong to no session</source>
        <translation>Die Pakete auflisten, die zu keiner Sitzung gehören</translation>
    </message>
    <message>
        <source>{n} without a session</source>
        <translation>{n} ohne Sitzung</translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation>{n} Paket</translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation>{n} Pakete</translation>
    </message>
    <message>
        <source>Session {number}</source>
        <translation>Sitzung {number}</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
    <message>
        <source>Shown sessions</source>
        <translation>Gezeigte Sitzungen</translation>
    </message>
    <message>
        <source>All packets</source>
        <translation>Alle Pakete</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>What the pane shows</source>
        <translation>Was der Bereich zeigt</translation>
    </message>
</context>
<context>
    <name>PaneTitle</name>
    <message>
        <source>Fold the pane to its title, or unfold it</source>
        <translation>Den Bereich bis auf seinen Titel einklappen, oder ausklappen</translation>
    </message>
    <message>
        <source>Let the pane float, or dock it again</source>
        <translation>Den Bereich ablösen, oder wieder andocken</translation>
    </message>
    <message>
        <source>Hide the pane</source>
        <translation>Den Bereich verbergen</translation>
    </message>
</context>
<context>
    <name>PermissionCard</name>
    <message>
        <source>Command that makes capturing possible</source>
        <translation>Befehl, der das Aufzeichnen möglich macht</translation>
    </message>
    <message>
        <source>Ready to capture</source>
        <translation>Bereit zum Aufzeichnen</translation>
    </message>
    <message>
        <source>One command makes capturing possible</source>
        <translation>Ein Befehl macht das Aufzeichnen möglich</translation>
    </message>
    <message>
        <source>libpcap is not installed</source>
        <translation>libpcap ist nicht installiert</translation>
    </message>
    <message>
        <source>This account may not capture here</source>
        <translation>Dieses Konto darf hier nicht aufzeichnen</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Run it in a terminal; this is looked at again when you come back</source>
        <translation>In einem Terminal ausführen; wenn Sie zurückkommen, wird wieder nachgesehen</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>&amp;Appearance</source>
        <translation>A&amp;ussehen</translation>
    </message>
    <message>
        <source>A&amp;nalysis</source>
        <translation>A&amp;nalyse</translation>
    </message>
    <message>
        <source>Na&amp;mes</source>
        <translation>Na&amp;men</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Another language is spoken from the next start of the window on.</source>
        <translation>Eine andere Sprache spricht das Fenster ab seinem nächsten Start.</translation>
    </message>
    <message>
        <source>For captures that are opened or begun from now on; Ctrl+R reads the open one again.</source>
        <translation>Für Aufzeichnungen, die von nun an geöffnet oder begonnen werden; Strg+R liest die offene neu.</translation>
    </message>
    <message>
        <source>Nobody is asked over the network. The first file that knows an address counts; names of the system come last.</source>
        <translation>Im Netz wird niemand gefragt. Die erste Datei, die eine Adresse kennt, zählt; Namen des Systems kommen zuletzt.</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Design:</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>&amp;Sprache:</translation>
    </message>
    <message>
        <source>Of the window, from its next start on</source>
        <translation>Des Fensters, ab seinem nächsten Start</translation>
    </message>
    <message>
        <source>Te&amp;xt size:</source>
        <translation>Te&amp;xtgröße:</translation>
    </message>
    <message>
        <source>Points added to the system&apos;s text size</source>
        <translation>Punkte, die zur Textgröße des Systems hinzukommen</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Red&amp;uce motion</source>
        <translation>Be&amp;wegung verringern</translation>
    </message>
    <message>
        <source>Nothing slides or runs by itself; as the system asks otherwise</source>
        <translation>Nichts gleitet oder läuft von selbst; sonst wie das System es will</translation>
    </message>
    <message>
        <source>Time &amp;zone:</source>
        <translation>&amp;Zeitzone:</translation>
    </message>
    <message>
        <source>In which times are shown</source>
        <translation>In der Zeiten gezeigt werden</translation>
    </message>
    <message>
        <source>Show the &amp;date with every time</source>
        <translation>Datum &amp;bei jeder Zeit zeigen</translation>
    </message>
    <message>
        <source>Else it is shown where a capture lasts longer than a day</source>
        <translation>Sonst steht es da, wo eine Aufzeichnung länger als einen Tag dauert</translation>
    </message>
    <message>
        <source>Th&amp;reads:</source>
        <translation>Th&amp;reads:</translation>
    </message>
    <message>
        <source>The result does not depend on it</source>
        <translation>Das Ergebnis hängt nicht davon ab</translation>
    </message>
    <message>
        <source>TCP ends after &amp;silence of:</source>
        <translation>TCP endet nach &amp;Stille von:</translation>
    </message>
    <message>
        <source>Seconds without a packet after which a session has ended</source>
        <translation>Sekunden ohne Paket, nach denen eine Sitzung beendet ist</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>&amp;UDP ends after silence of:</source>
        <translation>U&amp;DP endet nach Stille von:</translation>
    </message>
    <message>
        <source>Ot&amp;hers end after silence of:</source>
        <translation>&amp;Andere enden nach Stille von:</translation>
    </message>
    <message>
        <source>Sessions that go on at &amp;once:</source>
        <translation>&amp;Gleichzeitige Sitzungen:</translation>
    </message>
    <message>
        <source>Beyond this, the one that was silent longest is ended</source>
        <translation>Darüber hinaus wird die am längsten stille beendet</translation>
    </message>
    <message>
        <source>Memory for bytes that &amp;wait:</source>
        <translation>Speicher für &amp;wartende Bytes:</translation>
    </message>
    <message>
        <source>Of streams with gaps, for each thread</source>
        <translation>Von Datenströmen mit Lücken, je Thread</translation>
    </message>
    <message>
        <source>&amp;Findings of one kind:</source>
        <translation>&amp;Befunde einer Art:</translation>
    </message>
    <message>
        <source>More are counted, not listed</source>
        <translation>Weitere werden gezählt, nicht aufgelistet</translation>
    </message>
    <message>
        <source>Memory before the &amp;disk is used:</source>
        <translation>Speicher, ehe &amp;Platte benutzt wird:</translation>
    </message>
    <message>
        <source>Finished sessions go to disk beyond this</source>
        <translation>Beendete Sitzungen kommen darüber hinaus auf die Platte</translation>
    </message>
    <message>
        <source>Sho&amp;w names instead of addresses</source>
        <translation>N&amp;amen statt Adressen zeigen</translation>
    </message>
    <message>
        <source>&amp;Host names:</source>
        <translation>&amp;Rechnernamen:</translation>
    </message>
    <message>
        <source>Files like /etc/hosts</source>
        <translation>Dateien wie /etc/hosts</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Vendors:</source>
        <translation>&amp;Hersteller:</translation>
    </message>
    <message>
        <source>Vendors of hardware addresses: oui.csv, oui.txt or Wireshark&apos;s manuf</source>
        <translation>Hersteller von Hardwareadressen: oui.csv, oui.txt oder manuf von Wireshark</translation>
    </message>
    <message>
        <source>&amp;Countries and networks:</source>
        <translation>&amp;Länder und Netze:</translation>
    </message>
    <message>
        <source>MaxMind databases</source>
        <translation>MaxMind-Datenbanken</translation>
    </message>
    <message>
        <source>MaxMind databases (*.mmdb);;All files (*)</source>
        <translation>MaxMind-Datenbanken (*.mmdb);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Import profile…</source>
        <translation>Profil &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Export profile…</source>
        <translation>Profil &amp;exportieren…</translation>
    </message>
    <message>
        <source>Of this computer</source>
        <translation>Die dieses Rechners</translation>
    </message>
    <message>
        <source>Import profile</source>
        <translation>Profil importieren</translation>
    </message>
    <message>
        <source>Export profile</source>
        <translation>Profil exportieren</translation>
    </message>
    <message>
        <source>Profiles (*.netloupe);;All files (*)</source>
        <translation>Profile (*.netloupe);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Not understood, and as at first: {keys}.</source>
        <translation>Nicht verstanden und wie anfangs: {keys}.</translation>
    </message>
    <message>
        <source>The profile is in use.</source>
        <translation>Das Profil wird benutzt.</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>{file} kann nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <source>Written to {file}.</source>
        <translation>Nach {file} geschrieben.</translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>{file} could not be opened</source>
        <translation>{file} konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Reading stopped</source>
        <translation>Das Lesen hat aufgehört</translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation>{n} Paket</translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation>{n} Pakete</translation>
    </message>
    <message>
        <source>{packets} are here, {share} of the file. The rest is missing in every table and plot.</source>
        <translation>{packets} sind da, {share} der Datei. Der Rest fehlt in jeder Tabelle und jedem Diagramm.</translation>
    </message>
    <message>
        <source>{packets} are here. The rest of the file is missing in every table and plot.</source>
        <translation>{packets} sind da. Der Rest der Datei fehlt in jeder Tabelle und jedem Diagramm.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>Reading was stopped</source>
        <translation>Das Lesen wurde gestoppt</translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation>Die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>Reading stopped at packet {packet}, byte {at}: {reason} Everything before it can be used and exported.</source>
        <translation>Das Lesen endete bei Paket {packet}, Byte {at}: {reason} Alles davor kann benutzt und exportiert werden.</translation>
    </message>
    <message>
        <source>The key log {file} is not there any more.</source>
        <translation>Das Key-Log {file} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Something went wrong inside Netloupe</source>
        <translation>Innerhalb von Netloupe ging etwas schief</translation>
    </message>
    <message>
        <source>{error}. What is open can still be used. Please send us the report.</source>
        <translation>{error}. Was offen ist, kann weiter benutzt werden. Bitte senden Sie uns den Bericht.</translation>
    </message>
    <message>
        <source>{n} session was</source>
        <translation>{n} Sitzung wurde</translation>
    </message>
    <message>
        <source>{n} sessions were</source>
        <translation>{n} Sitzungen wurden</translation>
    </message>
    <message>
        <source>{n} packet was</source>
        <translation>{n} Paket wurde</translation>
    </message>
    <message>
        <source>{n} packets were</source>
        <translation>{n} Pakete wurden</translation>
    </message>
    <message>
        <source>{packets} written to {file}</source>
        <translation>{packets} nach {file} geschrieben</translation>
    </message>
    <message>
        <source>{file} could not be written</source>
        <translation>{file} konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The export to {file} was stopped.</source>
        <translation>Der Export nach {file} wurde gestoppt.</translation>
    </message>
    <message>
        <source>… and {n} more, which the report has</source>
        <translation>… und {n} weitere, die im Bericht stehen</translation>
    </message>
    <message>
        <source>A file of services is broken</source>
        <translation>Eine Datei mit Diensten ist fehlerhaft</translation>
    </message>
    <message>
        <source>A protocol&apos;s file is broken</source>
        <translation>Die Datei eines Protokolls ist fehlerhaft</translation>
    </message>
</context>
<context>
    <name>PresetBar</name>
    <message>
        <source>Preset</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>Als Anordnung speichern…</translation>
    </message>
    <message>
        <source>Delete preset</source>
        <translation>Anordnung löschen</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Anordnungen</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>Als Anordnung speichern</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
</context>
<context>
    <name>Quantities</name>
    <message>
        <source>{n} byte</source>
        <translation>{n} Byte</translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation>{n} Bytes</translation>
    </message>
</context>
<context>
    <name>Rates</name>
    <message>
        <source>packets/s</source>
        <translation>Pakete/s</translation>
    </message>
    <message>
        <source>sessions/s</source>
        <translation>Sitzungen/s</translation>
    </message>
</context>
<context>
    <name>ReadingButton</name>
    <message>
        <source>a protocol · find the word</source>
        <translation>ein Protokoll · das Wort suchen</translation>
    </message>
    <message>
        <source>Sessions in which the protocol {name} occurs. Click to find the word instead.</source>
        <translation>Sitzungen, in denen das Protokoll {name} vorkommt. Ein Klick sucht stattdessen das Wort.</translation>
    </message>
    <message>
        <source>a field · find the word</source>
        <translation>ein Feld · das Wort suchen</translation>
    </message>
    <message>
        <source>Sessions that have {name}. Click to find the word instead.</source>
        <translation>Sitzungen, die {name} haben. Ein Klick sucht stattdessen das Wort.</translation>
    </message>
    <message>
        <source>a word · take it as a name</source>
        <translation>ein Wort · als Name nehmen</translation>
    </message>
    <message>
        <source>Sessions in which the word {name} is found. Click to ask for what is called so.</source>
        <translation>Sitzungen, in denen das Wort {name} gefunden wird. Ein Klick fragt nach dem, was so heißt.</translation>
    </message>
</context>
<context>
    <name>ReadingPanel</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Relations</name>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>named by DNS</source>
        <translation>von DNS genannt</translation>
    </message>
    <message>
        <source>announced</source>
        <translation>angekündigt</translation>
    </message>
    <message>
        <source>tunnelled</source>
        <translation>getunnelt</translation>
    </message>
    <message>
        <source>redirected</source>
        <translation>umgeleitet</translation>
    </message>
    <message>
        <source>referred</source>
        <translation>verwiesen</translation>
    </message>
</context>
<context>
    <name>RelationsView</name>
    <message>
        <source>Whose relations</source>
        <translation>Wessen Beziehungen</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Diese Sitzung</translation>
    </message>
    <message>
        <source>Whole capture</source>
        <translation>Ganze Aufzeichnung</translation>
    </message>
    <message>
        <source>How many relations there are</source>
        <translation>Wie viele Beziehungen es gibt</translation>
    </message>
    <message>
        <source>Relations of sessions</source>
        <translation>Beziehungen von Sitzungen</translation>
    </message>
    <message>
        <source>Why it is there</source>
        <translation>Warum es sie gibt</translation>
    </message>
    <message>
        <source>Nothing is known</source>
        <translation>Nichts ist bekannt</translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation>Keine Sitzung ausgewählt</translation>
    </message>
    <message>
        <source>Select a session to see what led to it and what it led to, or choose the whole capture.</source>
        <translation>Eine Sitzung auswählen, um zu sehen, was zu ihr führte und wozu sie führte, oder die ganze Aufzeichnung wählen.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>What sessions have to do with each other is being read.</source>
        <translation>Was Sitzungen miteinander zu tun haben, wird gelesen.</translation>
    </message>
    <message>
        <source>No relations</source>
        <translation>Keine Beziehungen</translation>
    </message>
    <message>
        <source>No DNS answer, announcement, tunnel, redirect or referer in this capture leads here or from here.</source>
        <translation>Keine DNS-Antwort, keine Ankündigung, kein Tunnel, keine Umleitung und kein Verweis dieser Aufzeichnung führt hierher oder von hier weg.</translation>
    </message>
    <message>
        <source>{n} relation</source>
        <translation>{n} Beziehung</translation>
    </message>
    <message>
        <source>{n} relations</source>
        <translation>{n} Beziehungen</translation>
    </message>
    <message>
        <source>{n} more left out</source>
        <translation>{n} weitere ausgelassen</translation>
    </message>
    <message>
        <source>{n} HTTP sessions not read for redirects and referers</source>
        <translation>{n} HTTP-Sitzungen nicht auf Umleitungen und Verweise gelesen</translation>
    </message>
    <message>
        <source>Select a line to go to its session, and to read here why it is there.</source>
        <translation>Eine Zeile auswählen, um zu ihrer Sitzung zu gehen und hier zu lesen, warum es sie gibt.</translation>
    </message>
    <message>
        <source>Nothing in the capture led to session {id}.</source>
        <translation>Nichts in der Aufzeichnung führte zu Sitzung {id}.</translation>
    </message>
    <message>
        <source>Packet {packet}: {why}. {rule}</source>
        <translation>Paket {packet}: {why}. {rule}</translation>
    </message>
    <message>
        <source>Show what is around this session</source>
        <translation>Zeigen, was um diese Sitzung ist</translation>
    </message>
    <message>
        <source>Go to packet {n}</source>
        <translation>Zu Paket {n} gehen</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Marked</source>
        <translation>Markiert</translation>
    </message>
</context>
<context>
    <name>RemotePage</name>
    <message>
        <source>user@host, or a name of your ssh configuration</source>
        <translation>Benutzer@Rechner, oder ein Name Ihrer ssh-Konfiguration</translation>
    </message>
    <message>
        <source>Port of ssh</source>
        <translation>Port von ssh</translation>
    </message>
    <message>
        <source>as configured</source>
        <translation>wie konfiguriert</translation>
    </message>
    <message>
        <source>With its full path, or after sudo where that asks for no password</source>
        <translation>Mit vollem Pfad, oder nach sudo, wo das kein Passwort verlangt</translation>
    </message>
    <message>
        <source>&amp;Host:</source>
        <translation>&amp;Rechner:</translation>
    </message>
    <message>
        <source>Po&amp;rt:</source>
        <translation>P&amp;ort:</translation>
    </message>
    <message>
        <source>&amp;Interface there:</source>
        <translation>S&amp;chnittstelle dort:</translation>
    </message>
    <message>
        <source>Pro&amp;gram there:</source>
        <translation>Pro&amp;gramm dort:</translation>
    </message>
    <message>
        <source>Runs tcpdump on the other host through ssh, with a key or an agent: no password is asked for here. A connection that breaks is made again, and what was missed is shown.</source>
        <translation>Führt tcpdump auf dem anderen Rechner über ssh aus, mit einem Schlüssel oder Agenten: nach einem Passwort wird hier nicht gefragt. Eine abgebrochene Verbindung wird neu aufgebaut, und was fehlt, wird gezeigt.</translation>
    </message>
    <message>
        <source>Type the name of a host.</source>
        <translation>Den Namen eines Rechners eingeben.</translation>
    </message>
    <message>
        <source>This is not the name of a host.</source>
        <translation>Das ist kein Rechnername.</translation>
    </message>
</context>
<context>
    <name>SaveButton</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Als SVG speichern…</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation>SVG-Bild (*.svg)</translation>
    </message>
    <message>
        <source>CSV figures (*.csv)</source>
        <translation>CSV-Zahlen (*.csv)</translation>
    </message>
</context>
<context>
    <name>Services</name>
    <message>
        <source>you have said so</source>
        <translation>Sie haben es gesagt</translation>
    </message>
    <message>
        <source>by the server name of the handshake</source>
        <translation>am Servernamen des Handshakes</translation>
    </message>
    <message>
        <source>by the host that is asked for</source>
        <translation>am Host, nach dem gefragt wird</translation>
    </message>
    <message>
        <source>by the server&apos;s certificate</source>
        <translation>am Zertifikat des Servers</translation>
    </message>
    <message>
        <source>by how it begins</source>
        <translation>an ihrem Anfang</translation>
    </message>
    <message>
        <source>by what DNS told before</source>
        <translation>an dem, was DNS vorher sagte</translation>
    </message>
    <message>
        <source>by the server&apos;s address</source>
        <translation>an der Adresse des Servers</translation>
    </message>
    <message>
        <source>by the server&apos;s port</source>
        <translation>am Port des Servers</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>Attribute that the session&apos;s packets said</source>
        <translation>Attribut, das die Pakete der Sitzung nannten</translation>
    </message>
    <message>
        <source>recognised by {how}, packet {n} (F9 tells why)</source>
        <translation>erkannt durch {how}, Paket {n} (F9 sagt, warum)</translation>
    </message>
    <message>
        <source>{how}, likely</source>
        <translation>{how}, wahrscheinlich</translation>
    </message>
    <message>
        <source>else {service} (F9 tells why)</source>
        <translation>sonst {service} (F9 sagt, warum)</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Number of the session, by its first packet</source>
        <translation>Nummer der Sitzung, nach ihrem ersten Paket</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Time of the first packet, in the zone of the preferences</source>
        <translation>Zeit des ersten Pakets, in der Zeitzone der Einstellungen</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>From the first packet to the last</source>
        <translation>Vom ersten Paket bis zum letzten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Where the session is in its life, or how it ended</source>
        <translation>Wo die Sitzung in ihrem Leben ist, oder wie sie endete</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>What the session talks</source>
        <translation>Was die Sitzung spricht</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Whose service the session uses, by names, addresses, ports</source>
        <translation>Wessen Dienst die Sitzung nutzt, nach Namen, Adressen, Ports</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>What kind of service it is</source>
        <translation>Was für ein Dienst es ist</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Who began: address and port</source>
        <translation>Wer begann: Adresse und Port</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Who was called: address and port</source>
        <translation>Wer gerufen wurde: Adresse und Port</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>The program of this computer that the session is of</source>
        <translation>Das Programm dieses Rechners, zu dem die Sitzung gehört</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Server name, host, query: what the session is about</source>
        <translation>Servername, Host, Anfrage: worum es in der Sitzung geht</translation>
    </message>
    <message>
        <source>Packets ↑ ↓</source>
        <translation>Pakete ↑ ↓</translation>
    </message>
    <message>
        <source>Packets from client to server, and back</source>
        <translation>Pakete vom Client zum Server, und zurück</translation>
    </message>
    <message>
        <source>Bytes ↑ ↓</source>
        <translation>Bytes ↑ ↓</translation>
    </message>
    <message>
        <source>Bytes of whole frames from client to server, and back</source>
        <translation>Bytes ganzer Frames vom Client zum Server, und zurück</translation>
    </message>
    <message>
        <source>Packets ↑</source>
        <translation>Pakete ↑</translation>
    </message>
    <message>
        <source>Packets from client to server</source>
        <translation>Pakete vom Client zum Server</translation>
    </message>
    <message>
        <source>Packets ↓</source>
        <translation>Pakete ↓</translation>
    </message>
    <message>
        <source>Packets from server to client</source>
        <translation>Pakete vom Server zum Client</translation>
    </message>
    <message>
        <source>Bytes ↑</source>
        <translation>Bytes ↑</translation>
    </message>
    <message>
        <source>Bytes of whole frames from client to server</source>
        <translation>Bytes ganzer Frames vom Client zum Server</translation>
    </message>
    <message>
        <source>Bytes ↓</source>
        <translation>Bytes ↓</translation>
    </message>
    <message>
        <source>Bytes of whole frames from server to client</source>
        <translation>Bytes ganzer Frames vom Server zum Client</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Bits of both directions over the duration</source>
        <translation>Bits beider Richtungen über die Dauer</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>Round-trip time of the TCP handshake</source>
        <translation>Umlaufzeit des TCP-Handshakes</translation>
    </message>
    <message>
        <source>Retrans.</source>
        <translation>Wdh.</translation>
    </message>
    <message>
        <source>TCP segments sent again, both directions</source>
        <translation>TCP-Segmente, die noch einmal gesendet wurden, beide Richtungen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>What deserves a look</source>
        <translation>Was einen Blick verdient</translation>
    </message>
    <message>
        <source>Protocol path</source>
        <translation>Protokollpfad</translation>
    </message>
    <message>
        <source>Protocols from the link layer up</source>
        <translation>Protokolle von der Sicherungsschicht aufwärts</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Time of the last packet, in the zone of the preferences</source>
        <translation>Zeit des letzten Pakets, in der Zeitzone der Einstellungen</translation>
    </message>
    <message>
        <source>End reason</source>
        <translation>Grund des Endes</translation>
    </message>
    <message>
        <source>Why the session ended</source>
        <translation>Warum die Sitzung endete</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>The protocol that makes the session</source>
        <translation>Das Protokoll, das die Sitzung ausmacht</translation>
    </message>
    <message>
        <source>VLAN</source>
        <translation>VLAN</translation>
    </message>
    <message>
        <source>VLAN tags from the outermost</source>
        <translation>VLAN-Tags von außen nach innen</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Äußere</translation>
    </message>
    <message>
        <source>The tunnel&apos;s session around this one</source>
        <translation>Die Sitzung des Tunnels um diese</translation>
    </message>
    <message>
        <source>Server name</source>
        <translation>Servername</translation>
    </message>
    <message>
        <source>What DNS told the client before that the server is called</source>
        <translation>Wie der Server nach dem heißt, was DNS dem Client zuvor sagte</translation>
    </message>
    <message>
        <source>Expected by</source>
        <translation>Erwartet von</translation>
    </message>
    <message>
        <source>The session that announced this one</source>
        <translation>Die Sitzung, die diese angekündigt hat</translation>
    </message>
    <message>
        <source>Announced as</source>
        <translation>Angekündigt als</translation>
    </message>
    <message>
        <source>What announced the session</source>
        <translation>Was die Sitzung angekündigt hat</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Packets of both directions</source>
        <translation>Pakete beider Richtungen</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Bytes of whole frames, both directions</source>
        <translation>Bytes ganzer Frames, beide Richtungen</translation>
    </message>
    <message>
        <source>Payload ↑</source>
        <translation>Nutzdaten ↑</translation>
    </message>
    <message>
        <source>Transport payload from client to server</source>
        <translation>Nutzdaten des Transports vom Client zum Server</translation>
    </message>
    <message>
        <source>Payload ↓</source>
        <translation>Nutzdaten ↓</translation>
    </message>
    <message>
        <source>Transport payload from server to client</source>
        <translation>Nutzdaten des Transports vom Server zum Client</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Außer der Reihe</translation>
    </message>
    <message>
        <source>TCP segments out of order, both directions</source>
        <translation>TCP-Segmente außer der Reihe, beide Richtungen</translation>
    </message>
    <message>
        <source>Dup. ACKs</source>
        <translation>Dopp. ACKs</translation>
    </message>
    <message>
        <source>Duplicate acknowledgements, both directions</source>
        <translation>Doppelte Bestätigungen, beide Richtungen</translation>
    </message>
    <message>
        <source>Zero windows</source>
        <translation>Nullfenster</translation>
    </message>
    <message>
        <source>Zero windows announced, both directions</source>
        <translation>Angekündigte Nullfenster, beide Richtungen</translation>
    </message>
    <message>
        <source>Resets</source>
        <translation>RSTs</translation>
    </message>
    <message>
        <source>TCP resets, both directions</source>
        <translation>Abbrüche durch RST, beide Richtungen</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Erkannt durch</translation>
    </message>
    <message>
        <source>How the application was recognised</source>
        <translation>Wie die Anwendung erkannt wurde</translation>
    </message>
</context>
<context>
    <name>SessionsView</name>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>No sessions yet</source>
        <translation>Noch keine Sitzungen</translation>
    </message>
    <message>
        <source>They appear here as packets are read.</source>
        <translation>Sie erscheinen hier, sobald Pakete gelesen werden.</translation>
    </message>
    <message>
        <source>Totals of the shown sessions</source>
        <translation>Summen der gezeigten Sitzungen</translation>
    </message>
    <message>
        <source>Group by this column</source>
        <translation>Nach dieser Spalte gruppieren</translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation>{n} Paket</translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation>{n} Pakete</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
    <message>
        <source>Shown: {sessions} of {all} sessions</source>
        <translation>Gezeigt: {sessions} von {all} Sitzungen</translation>
    </message>
    <message>
        <source>{n} packet belongs to no session</source>
        <translation>{n} Paket gehört zu keiner Sitzung</translation>
    </message>
    <message>
        <source>{n} packets belong to no session</source>
        <translation>{n} Pakete gehören zu keiner Sitzung</translation>
    </message>
    <message>
        <source>{n} group</source>
        <translation>{n} Gruppe</translation>
    </message>
    <message>
        <source>{n} groups</source>
        <translation>{n} Gruppen</translation>
    </message>
    <message>
        <source>{sessions} selected</source>
        <translation>{sessions} ausgewählt</translation>
    </message>
    <message>
        <source>No session matches</source>
        <translation>Keine Sitzung passt</translation>
    </message>
    <message>
        <source>Clear the filter or the brush with Esc.</source>
        <translation>Filter oder Zeitbereich mit Esc löschen.</translation>
    </message>
    <message>
        <source>No sessions</source>
        <translation>Keine Sitzungen</translation>
    </message>
    <message>
        <source>The capture has no packets that belong to one.</source>
        <translation>Die Aufzeichnung hat keine Pakete, die zu einer gehören.</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>New key of the selected action</source>
        <translation>Neue Taste des ausgewählten Befehls</translation>
    </message>
    <message>
        <source>&amp;Use this key</source>
        <translation>Diese Taste ben&amp;utzen</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>As at &amp;first</source>
        <translation>Wie &amp;anfangs</translation>
    </message>
    <message>
        <source>&amp;All as at first</source>
        <translation>Alle &amp;wie anfangs</translation>
    </message>
    <message>
        <source>{key} belongs to “{other}”, which would lose it.</source>
        <translation>{key} gehört zu „{other}“, das sie verlöre.</translation>
    </message>
    <message>
        <source>Press a key for “{action}”.</source>
        <translation>Drücken Sie eine Taste für „{action}“.</translation>
    </message>
    <message>
        <source>{key} is free.</source>
        <translation>{key} ist frei.</translation>
    </message>
</context>
<context>
    <name>StateLanes</name>
    <message>
        <source>{name} and {n} more</source>
        <translation>{name} und {n} weitere</translation>
    </message>
</context>
<context>
    <name>StateLanesView</name>
    <message>
        <source>Order of the lanes</source>
        <translation>Ordnung der Spuren</translation>
    </message>
    <message>
        <source>By start</source>
        <translation>Nach Beginn</translation>
    </message>
    <message>
        <source>By duration</source>
        <translation>Nach Dauer</translation>
    </message>
    <message>
        <source>By client</source>
        <translation>Nach Client</translation>
    </message>
    <message>
        <source>By server</source>
        <translation>Nach Server</translation>
    </message>
    <message>
        <source>By application</source>
        <translation>Nach Anwendung</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show all lanes at all times (Esc)</source>
        <translation>Alle Spuren zu allen Zeiten zeigen (Esc)</translation>
    </message>
    <message>
        <source>States and their colours</source>
        <translation>Zustände und ihre Farben</translation>
    </message>
    <message>
        <source>Lanes of sessions</source>
        <translation>Spuren der Sitzungen</translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation>Keine Aufzeichnung geöffnet</translation>
    </message>
    <message>
        <source>Open a capture file to see its sessions along time.</source>
        <translation>Eine Aufzeichnung öffnen, um ihre Sitzungen im Lauf der Zeit zu sehen.</translation>
    </message>
    <message>
        <source>No sessions</source>
        <translation>Keine Sitzungen</translation>
    </message>
    <message>
        <source>The capture has none, or the filter leaves none.</source>
        <translation>Die Aufzeichnung hat keine, oder der Filter lässt keine übrig.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
    <message>
        <source>{n} line to what led to a session</source>
        <translation>{n} Linie zu dem, was zu einer Sitzung führte</translation>
    </message>
    <message>
        <source>{n} lines to what led to a session</source>
        <translation>{n} Linien zu dem, was zu einer Sitzung führte</translation>
    </message>
    <message>
        <source>Session {id}: {name}</source>
        <translation>Sitzung {id}: {name}</translation>
    </message>
    <message>
        <source>begins at {time}</source>
        <translation>beginnt um {time}</translation>
    </message>
    <message>
        <source>lasts {span}</source>
        <translation>dauert {span}</translation>
    </message>
    <message>
        <source>Show all lanes at all times</source>
        <translation>Alle Spuren zu allen Zeiten zeigen</translation>
    </message>
    <message>
        <source>Clear the brush</source>
        <translation>Zeitbereich löschen</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>graceful</source>
        <translation>geordnet</translation>
    </message>
    <message>
        <source>Both sides said that they were done, and heard it</source>
        <translation>Beide Seiten sagten, dass sie fertig sind, und hörten es</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>abgebrochen (RST)</translation>
    </message>
    <message>
        <source>One side broke it off</source>
        <translation>Eine Seite brach ab</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>The server&apos;s side did not want it</source>
        <translation>Die Seite des Servers wollte nicht</translation>
    </message>
    <message>
        <source>no response</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Nobody answered in time</source>
        <translation>Niemand antwortete rechtzeitig</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Nothing was said for so long that it counts as over</source>
        <translation>So lange wurde nichts gesagt, dass sie als beendet gilt</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>neu vergeben</translation>
    </message>
    <message>
        <source>A new one began between the same addresses and ports</source>
        <translation>Eine neue begann zwischen denselben Adressen und Ports</translation>
    </message>
    <message>
        <source>evicted</source>
        <translation>verdrängt</translation>
    </message>
    <message>
        <source>A limit was reached, and this was the oldest</source>
        <translation>Eine Grenze wurde erreicht, und diese war die älteste</translation>
    </message>
    <message>
        <source>capture end</source>
        <translation>Aufzeichnungsende</translation>
    </message>
    <message>
        <source>It was in this state when the capture ended</source>
        <translation>In diesem Zustand war sie, als die Aufzeichnung endete</translation>
    </message>
</context>
<context>
    <name>StatisticsView</name>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Save the statistic</source>
        <translation>Statistik speichern</translation>
    </message>
    <message>
        <source>Save table as CSV…</source>
        <translation>Tabelle als CSV speichern…</translation>
    </message>
    <message>
        <source>Save or copy</source>
        <translation>Speichern oder kopieren</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>Nothing to count</source>
        <translation>Nichts zu zählen</translation>
    </message>
    <message>
        <source>Clear the filter or the brush with Esc.</source>
        <translation>Filter oder Zeitbereich mit Esc löschen.</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
    <message>
        <source>{n} more rows</source>
        <translation>{n} weitere Zeilen</translation>
    </message>
    <message>
        <source>Table: {title}</source>
        <translation>Tabelle: {title}</translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation>Keine Aufzeichnung geöffnet</translation>
    </message>
    <message>
        <source>Open a capture to see who speaks, of what, and how fast.</source>
        <translation>Eine Aufzeichnung öffnen, um zu sehen, wer worüber spricht und wie schnell.</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Wird gezählt</translation>
    </message>
    <message>
        <source>Statistics appear as packets are read.</source>
        <translation>Statistiken erscheinen, sobald Pakete gelesen werden.</translation>
    </message>
    <message>
        <source>No packets</source>
        <translation>Keine Pakete</translation>
    </message>
    <message>
        <source>Statistics appear with the first packet.</source>
        <translation>Statistiken erscheinen mit dem ersten Paket.</translation>
    </message>
    <message>
        <source>The statistic was not saved to {path}</source>
        <translation>Die Statistik wurde nicht nach {path} gespeichert</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Packets read</source>
        <translation>Gelesene Pakete</translation>
    </message>
    <message>
        <source>Sessions so far, and how many of them have not ended</source>
        <translation>Sitzungen bisher, und wie viele davon noch nicht beendet sind</translation>
    </message>
    <message>
        <source>Encrypted sessions that the secrets open; the attribute tls.decryption says why others stay closed</source>
        <translation>Verschlüsselte Sitzungen, die die Schlüssel öffnen; das Attribut tls.decryption sagt, warum andere zu bleiben</translation>
    </message>
    <message>
        <source>Packets and bytes read a second</source>
        <translation>Gelesene Pakete und Bytes je Sekunde</translation>
    </message>
    <message>
        <source>Memory this program takes</source>
        <translation>Speicher, den dieses Programm belegt</translation>
    </message>
    <message>
        <source>What the frozen view does not show</source>
        <translation>Was die angehaltene Ansicht nicht zeigt</translation>
    </message>
    <message>
        <source>memory {size}</source>
        <translation>Speicher {size}</translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation>{n} Paket</translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation>{n} Pakete</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
    <message>
        <source>{sessions}, {open} open</source>
        <translation>{sessions}, {open} offen</translation>
    </message>
    <message>
        <source>{packets}, {bytes}</source>
        <translation>{packets}, {bytes}</translation>
    </message>
    <message>
        <source>packets/s</source>
        <translation>Pakete/s</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird gestoppt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Reading, {time} left</source>
        <translation>Wird gelesen, noch {time}</translation>
    </message>
    <message>
        <source>{decrypted} of {sessions} decrypted</source>
        <translation>{decrypted} von {sessions} entschlüsselt</translation>
    </message>
    <message>
        <source>Opening {file}</source>
        <translation>{file} wird geöffnet</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Wird exportiert</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message>
        <source>Frozen: +{new} new, {changed} changed</source>
        <translation>Angehalten: +{new} neu, {changed} geändert</translation>
    </message>
</context>
<context>
    <name>StreamArea</name>
    <message>
        <source>{n} byte missing from the capture</source>
        <translation>{n} Byte fehlt in der Aufzeichnung</translation>
    </message>
    <message>
        <source>{n} bytes missing from the capture</source>
        <translation>{n} Bytes fehlen in der Aufzeichnung</translation>
    </message>
    <message>
        <source>{n} byte sent again</source>
        <translation>{n} Byte erneut gesendet</translation>
    </message>
    <message>
        <source>{n} bytes sent again</source>
        <translation>{n} Bytes erneut gesendet</translation>
    </message>
</context>
<context>
    <name>StreamPage</name>
    <message>
        <source>Pipe</source>
        <translation>Pipe</translation>
    </message>
    <message>
        <source>a named pipe, or - for standard input</source>
        <translation>eine benannte Pipe, oder - für die Standardeingabe</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Pipe:</source>
        <translation>Pipe:</translation>
    </message>
    <message>
        <source>Reads pcap or pcapng that another program writes, for example: mkfifo /tmp/packets, then tcpdump -U -w /tmp/packets. A pipe stays open for the next program that writes to it.</source>
        <translation>Liest pcap oder pcapng, das ein anderes Programm schreibt, zum Beispiel: mkfifo /tmp/packets, dann tcpdump -U -w /tmp/packets. Eine Pipe bleibt offen für das nächste Programm, das in sie schreibt.</translation>
    </message>
    <message>
        <source>Choose a pipe.</source>
        <translation>Eine Pipe wählen.</translation>
    </message>
    <message>
        <source>There is no such pipe yet; make it with mkfifo.</source>
        <translation>Eine solche Pipe gibt es noch nicht; mkfifo legt sie an.</translation>
    </message>
    <message>
        <source>Choose a pipe</source>
        <translation>Eine Pipe wählen</translation>
    </message>
</context>
<context>
    <name>StreamView</name>
    <message>
        <source>What was said</source>
        <translation>Was gesagt wurde</translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation>Keine Sitzung ausgewählt</translation>
    </message>
    <message>
        <source>Select a session or a packet to see what its two ends said to each other.</source>
        <translation>Eine Sitzung oder ein Paket auswählen, um zu sehen, was sich die beiden Enden sagten.</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Which layer</source>
        <translation>Welche Schicht</translation>
    </message>
    <message>
        <source>Bytes as they were sent, or what the parsers made of them</source>
        <translation>Bytes, wie sie gesendet wurden, oder was die Parser daraus machten</translation>
    </message>
    <message>
        <source>Both sides</source>
        <translation>Beide Seiten</translation>
    </message>
    <message>
        <source>→ Client</source>
        <translation>→ Client</translation>
    </message>
    <message>
        <source>← Server</source>
        <translation>← Server</translation>
    </message>
    <message>
        <source>Whose words</source>
        <translation>Wessen Worte</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>How they are shown</source>
        <translation>Wie sie gezeigt werden</translation>
    </message>
    <message>
        <source>Text: UTF-8, line by line; hex: offset, bytes and signs; raw: one sign a byte</source>
        <translation>Text: UTF-8, Zeile für Zeile; Hex: Offset, Bytes und Zeichen; roh: ein Zeichen je Byte</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find in the stream</source>
        <translation>Im Datenstrom suchen</translation>
    </message>
    <message>
        <source>How many places were found</source>
        <translation>Wie viele Stellen gefunden wurden</translation>
    </message>
    <message>
        <source>Previous place</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Write what was said to a file; of both sides to a file each</source>
        <translation>In eine Datei schreiben, was gesagt wurde; von beiden Seiten in je eine Datei</translation>
    </message>
    <message>
        <source>What the stream has</source>
        <translation>Was der Datenstrom hat</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Seite davor</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Putting together what was said in session {number}.</source>
        <translation>Was in Sitzung {number} gesagt wurde, wird zusammengesetzt.</translation>
    </message>
    <message>
        <source>The stream cannot be read</source>
        <translation>Der Datenstrom kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Nothing was said</source>
        <translation>Nichts wurde gesagt</translation>
    </message>
    <message>
        <source>The packets of session {number} carry no bytes for the other end.</source>
        <translation>Die Pakete der Sitzung {number} tragen keine Bytes für das andere Ende.</translation>
    </message>
    <message>
        <source>Session {number}</source>
        <translation>Sitzung {number}</translation>
    </message>
    <message>
        <source>client {size}</source>
        <translation>Client {size}</translation>
    </message>
    <message>
        <source>server {size}</source>
        <translation>Server {size}</translation>
    </message>
    <message>
        <source>{size} missing</source>
        <translation>{size} fehlen</translation>
    </message>
    <message>
        <source> of {pages}</source>
        <translation> von {pages}</translation>
    </message>
    <message>
        <source>Decrypted</source>
        <translation>Entschlüsselt</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
    <message>
        <source>{n} place</source>
        <translation>{n} Stelle</translation>
    </message>
    <message>
        <source>{n} places</source>
        <translation>{n} Stellen</translation>
    </message>
    <message>
        <source>not on this page</source>
        <translation>nicht auf dieser Seite</translation>
    </message>
    <message>
        <source>Save the stream</source>
        <translation>Datenstrom speichern</translation>
    </message>
    <message>
        <source>{files} exist. Replace them?</source>
        <translation>{files} gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Replace files?</source>
        <translation>Dateien ersetzen?</translation>
    </message>
    <message>
        <source>{size} written to {files}</source>
        <translation>{size} nach {files} geschrieben</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>Add attribute</source>
        <translation>Attribut hinzufügen</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation>Zeilen als CSV kopieren</translation>
    </message>
</context>
<context>
    <name>TcpPlot</name>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation>Sendewiederholung</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>außer der Reihe</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>SACK</source>
        <translation>SACK</translation>
    </message>
    <message>
        <source>zero window</source>
        <translation>Nullfenster</translation>
    </message>
    <message>
        <source>round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>goodput (acknowledged)</source>
        <translation>Goodput (bestätigt)</translation>
    </message>
</context>
<context>
    <name>TcpTable</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flags</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Acknowledgement</source>
        <translation>Bestätigung</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
</context>
<context>
    <name>TcpView</name>
    <message>
        <source>Sequence numbers</source>
        <translation>Sequenznummern</translation>
    </message>
    <message>
        <source>Round trips</source>
        <translation>Umlaufzeiten</translation>
    </message>
    <message>
        <source>Window and bytes in flight</source>
        <translation>Fenster und Bytes unterwegs</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>What the client sent</source>
        <translation>Was der Client sendete</translation>
    </message>
    <message>
        <source>What the server sent</source>
        <translation>Was der Server sendete</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The same segment by segment</source>
        <translation>Dasselbe Segment für Segment</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Save segments as CSV…</source>
        <translation>Segmente als CSV speichern…</translation>
    </message>
    <message>
        <source>What the plot shows</source>
        <translation>Was das Diagramm zeigt</translation>
    </message>
    <message>
        <source>Plot of the TCP session</source>
        <translation>Diagramm der TCP-Sitzung</translation>
    </message>
    <message>
        <source>Segments of the TCP session</source>
        <translation>Segmente der TCP-Sitzung</translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation>Keine Sitzung ausgewählt</translation>
    </message>
    <message>
        <source>Select a TCP session to see its sequence numbers, round trips, windows and throughput along time.</source>
        <translation>Eine TCP-Sitzung auswählen, um ihre Sequenznummern, Umlaufzeiten, Fenster und ihren Durchsatz im Lauf der Zeit zu sehen.</translation>
    </message>
    <message>
        <source>This session is {protocol}</source>
        <translation>Diese Sitzung ist {protocol}</translation>
    </message>
    <message>
        <source>Sequence numbers and windows are TCP&apos;s: select one of its sessions (filter: tcp).</source>
        <translation>Sequenznummern und Fenster hat nur TCP: wählen Sie eine seiner Sitzungen (Filter: tcp).</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>The segments of this session are being read.</source>
        <translation>Die Segmente dieser Sitzung werden gelesen.</translation>
    </message>
    <message>
        <source>Its packets are not kept any more.</source>
        <translation>Ihre Pakete sind nicht mehr da.</translation>
    </message>
    <message>
        <source>Nothing to plot</source>
        <translation>Nichts darzustellen</translation>
    </message>
    <message>
        <source>{n} segment</source>
        <translation>{n} Segment</translation>
    </message>
    <message>
        <source>{n} segments</source>
        <translation>{n} Segmente</translation>
    </message>
    <message>
        <source>{arrow} round trip {middle} ({low} – {high})</source>
        <translation>{arrow} Umlaufzeit {middle} ({low} – {high})</translation>
    </message>
    <message>
        <source>{n} retransmission</source>
        <translation>{n} Sendewiederholung</translation>
    </message>
    <message>
        <source>{n} retransmissions</source>
        <translation>{n} Sendewiederholungen</translation>
    </message>
    <message>
        <source>window scale unknown</source>
        <translation>Fensterskalierung unbekannt</translation>
    </message>
    <message>
        <source>Packet {number}</source>
        <translation>Paket {number}</translation>
    </message>
    <message>
        <source>+{time} s into the session</source>
        <translation>+{time} s nach Beginn der Sitzung</translation>
    </message>
    <message>
        <source>seq {seq}, len {size}</source>
        <translation>seq {seq}, len {size}</translation>
    </message>
    <message>
        <source>, ack {ack}</source>
        <translation>, ack {ack}</translation>
    </message>
    <message>
        <source>window {window}, in flight {flight}</source>
        <translation>Fenster {window}, unterwegs {flight}</translation>
    </message>
    <message>
        <source>round trip {time}, of packet {packet}</source>
        <translation>Umlaufzeit {time}, von Paket {packet}</translation>
    </message>
    <message>
        <source>SACK {begin}–{end}</source>
        <translation>SACK {begin}–{end}</translation>
    </message>
    <message>
        <source>The plot was not saved to {path}</source>
        <translation>Das Diagramm wurde nicht nach {path} gespeichert</translation>
    </message>
</context>
<context>
    <name>ThroughputLine</name>
    <message>
        <source>Throughput over the whole capture</source>
        <translation>Durchsatz über die ganze Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>ThroughputPlot</name>
    <message>
        <source>Bits/s</source>
        <translation>Bits/s</translation>
    </message>
    <message>
        <source>Packets/s</source>
        <translation>Pakete/s</translation>
    </message>
    <message>
        <source>New sessions/s</source>
        <translation>Neue Sitzungen/s</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Logarithmic rate axis</source>
        <translation>Logarithmische Achse der Rate</translation>
    </message>
    <message>
        <source>What the throughput plot shows</source>
        <translation>Was der Durchsatz zeigt</translation>
    </message>
    <message>
        <source>No capture open</source>
        <translation>Keine Aufzeichnung geöffnet</translation>
    </message>
    <message>
        <source>Open a capture file to see its throughput; then drag here to pick a time.</source>
        <translation>Eine Aufzeichnung öffnen, um ihren Durchsatz zu sehen; dann hier ziehen, um eine Zeit zu wählen.</translation>
    </message>
    <message>
        <source>No packets yet</source>
        <translation>Noch keine Pakete</translation>
    </message>
    <message>
        <source>The plot begins with the first packet.</source>
        <translation>Das Diagramm beginnt mit dem ersten Paket.</translation>
    </message>
    <message>
        <source>No packets</source>
        <translation>Keine Pakete</translation>
    </message>
    <message>
        <source>The capture is empty: there is nothing to draw.</source>
        <translation>Die Aufzeichnung ist leer: es gibt nichts zu zeichnen.</translation>
    </message>
    <message>
        <source>Preparing the plot</source>
        <translation>Das Diagramm wird vorbereitet</translation>
    </message>
    <message>
        <source>It will be here in a moment.</source>
        <translation>Es ist in einem Moment da.</translation>
    </message>
    <message>
        <source>Throughput over time</source>
        <translation>Durchsatz im Lauf der Zeit</translation>
    </message>
    <message>
        <source>mean of {bin}</source>
        <translation>Mittel über {bin}</translation>
    </message>
    <message>
        <source>highest {span} in it</source>
        <translation>höchste {span} darin</translation>
    </message>
    <message>
        <source>session {id}</source>
        <translation>Sitzung {id}</translation>
    </message>
    <message>
        <source>{n} session</source>
        <translation>{n} Sitzung</translation>
    </message>
    <message>
        <source>{n} sessions</source>
        <translation>{n} Sitzungen</translation>
    </message>
    <message>
        <source>peak {rate} in {span}</source>
        <translation>Spitze {rate} in {span}</translation>
    </message>
    <message>
        <source>{bin} bins</source>
        <translation>Abschnitte von {bin}</translation>
    </message>
    <message>
        <source>{n} packet of another time is left out</source>
        <translation>{n} Paket einer anderen Zeit ist ausgelassen</translation>
    </message>
    <message>
        <source>{n} packets of another time are left out</source>
        <translation>{n} Pakete einer anderen Zeit sind ausgelassen</translation>
    </message>
    <message>
        <source> ({low} to {high})</source>
        <translation> ({low} bis {high})</translation>
    </message>
    <message>
        <source>selected {rate}</source>
        <translation>ausgewählt {rate}</translation>
    </message>
    <message>
        <source>Show the whole capture</source>
        <translation>Ganze Aufzeichnung zeigen</translation>
    </message>
    <message>
        <source>Zoom to the brush</source>
        <translation>Auf den Zeitbereich zoomen</translation>
    </message>
    <message>
        <source>Clear the brush</source>
        <translation>Zeitbereich löschen</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Als PNG speichern…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Als SVG speichern…</translation>
    </message>
    <message>
        <source>Save figures as CSV…</source>
        <translation>Zahlen als CSV speichern…</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG picture (*.svg)</source>
        <translation>SVG-Bild (*.svg)</translation>
    </message>
    <message>
        <source>CSV figures (*.csv)</source>
        <translation>CSV-Zahlen (*.csv)</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>The plot was not saved to {path}</source>
        <translation>Das Diagramm wurde nicht nach {path} gespeichert</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>{n} reset</source>
        <translation>{n} Abbruch (RST)</translation>
    </message>
    <message>
        <source>{n} resets</source>
        <translation>{n} Abbrüche (RST)</translation>
    </message>
    <message>
        <source>{n} malformed</source>
        <translation>{n} fehlerhaft</translation>
    </message>
    <message>
        <source>{n} zero window</source>
        <translation>{n} Nullfenster</translation>
    </message>
    <message>
        <source>{n} zero windows</source>
        <translation>{n} Nullfenster</translation>
    </message>
    <message>
        <source>{n} retransmission</source>
        <translation>{n} Sendewiederholung</translation>
    </message>
    <message>
        <source>{n} retransmissions</source>
        <translation>{n} Sendewiederholungen</translation>
    </message>
    <message>
        <source>{n} out of order</source>
        <translation>{n} außer der Reihe</translation>
    </message>
    <message>
        <source>{n} duplicate acknowledgement</source>
        <translation>{n} doppelte Bestätigung</translation>
    </message>
    <message>
        <source>{n} duplicate acknowledgements</source>
        <translation>{n} doppelte Bestätigungen</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>abgebrochen (RST)</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>zero window</source>
        <translation>Nullfenster</translation>
    </message>
    <message>
        <source>retransmission</source>
        <translation>Sendewiederholung</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>außer der Reihe</translation>
    </message>
    <message>
        <source>duplicate acknowledgement</source>
        <translation>doppelte Bestätigung</translation>
    </message>
    <message>
        <source>What the timeline shows</source>
        <translation>Was die Zeitleiste zeigt</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Zoom out to the whole life of the sessions (Esc)</source>
        <translation>Bis zum ganzen Leben der Sitzungen herauszoomen (Esc)</translation>
    </message>
    <message>
        <source>Timeline of the selected sessions</source>
        <translation>Zeitleiste der ausgewählten Sitzungen</translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation>Keine Sitzung ausgewählt</translation>
    </message>
    <message>
        <source>Select one session, or several, to see their states and packets along time.</source>
        <translation>Eine oder mehrere Sitzungen auswählen, um ihre Zustände und Pakete im Lauf der Zeit zu sehen.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>This session has many packets.</source>
        <translation>Diese Sitzung hat viele Pakete.</translation>
    </message>
    <message>
        <source>{n} packet</source>
        <translation>{n} Paket</translation>
    </message>
    <message>
        <source>{n} packets</source>
        <translation>{n} Pakete</translation>
    </message>
    <message>
        <source>The first {shown} of {all} sessions</source>
        <translation>Die ersten {shown} von {all} Sitzungen</translation>
    </message>
    <message>
        <source>{n} request</source>
        <translation>{n} Anfrage</translation>
    </message>
    <message>
        <source>{n} requests</source>
        <translation>{n} Anfragen</translation>
    </message>
    <message>
        <source>{n} without an answer</source>
        <translation>{n} ohne Antwort</translation>
    </message>
    <message>
        <source>handshake</source>
        <translation>Handshake</translation>
    </message>
    <message>
        <source>Why {state}?</source>
        <translation>Warum {state}?</translation>
    </message>
    <message>
        <source>↑ from the initiator</source>
        <translation>↑ vom Initiator</translation>
    </message>
    <message>
        <source>↓ from the responder</source>
        <translation>↓ vom Responder</translation>
    </message>
    <message>
        <source>Packet {number}</source>
        <translation>Paket {number}</translation>
    </message>
    <message>
        <source>+{time} s into the session</source>
        <translation>+{time} s nach Beginn der Sitzung</translation>
    </message>
    <message>
        <source>the handshake is complete</source>
        <translation>der Handshake ist vollständig</translation>
    </message>
    <message>
        <source>answer: {answer}</source>
        <translation>Antwort: {answer}</translation>
    </message>
    <message>
        <source>first byte after {wait}, all of it after {all}</source>
        <translation>erstes Byte nach {wait}, alles nach {all}</translation>
    </message>
    <message>
        <source>packets {first} → {answer}</source>
        <translation>Pakete {first} → {answer}</translation>
    </message>
    <message>
        <source>no answer in the capture</source>
        <translation>keine Antwort in der Aufzeichnung</translation>
    </message>
    <message>
        <source>click to select packet {number}</source>
        <translation>Klick wählt Paket {number} aus</translation>
    </message>
    <message>
        <source>No states recorded</source>
        <translation>Keine Zustände vermerkt</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>seit {time}</translation>
    </message>
    <message>
        <source>+{time} s into the session, for {span}</source>
        <translation>+{time} s nach Beginn der Sitzung, für {span}</translation>
    </message>
    <message>
        <source>brought by packet {number}; click to select it</source>
        <translation>durch Paket {number}; Klick wählt es aus</translation>
    </message>
    <message>
        <source>ended: {reason}</source>
        <translation>beendet: {reason}</translation>
    </message>
</context>
<context>
    <name>TreatDialog</name>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Nothing: the rules decide.</source>
        <translation>Nichts: die Regeln entscheiden.</translation>
    </message>
    <message>
        <source>That is no service that is known. A file of your own may declare it.</source>
        <translation>Das ist kein bekannter Dienst. Eine eigene Datei kann ihn festlegen.</translation>
    </message>
</context>
<context>
    <name>UnsavedCard</name>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>A capture of an earlier run was not saved.</source>
        <translation>Eine Aufzeichnung eines früheren Laufs wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>{count} captures of earlier runs were not saved.</source>
        <translation>{count} Aufzeichnungen früherer Läufe wurden nicht gespeichert.</translation>
    </message>
    <message>
        <source>Open the newest</source>
        <translation>Die neueste öffnen</translation>
    </message>
</context>
<context>
    <name>ValueInspector</name>
    <message>
        <source>Value inspector</source>
        <translation>Werte der Bytes</translation>
    </message>
    <message>
        <source>big-endian</source>
        <translation>Big-Endian</translation>
    </message>
    <message>
        <source>little-endian</source>
        <translation>Little-Endian</translation>
    </message>
    <message>
        <source>{type}, big-endian</source>
        <translation>{type}, Big-Endian</translation>
    </message>
    <message>
        <source>{type}, little-endian</source>
        <translation>{type}, Little-Endian</translation>
    </message>
</context>
<context>
    <name>WelcomeView</name>
    <message>
        <source>Netloupe</source>
        <translation>Netloupe</translation>
    </message>
    <message>
        <source>See what every session in a capture is, does and says.</source>
        <translation>Sehen, was jede Sitzung einer Aufzeichnung ist, tut und sagt.</translation>
    </message>
    <message>
        <source>Open capture…</source>
        <translation>Aufzeichnung öffnen…</translation>
    </message>
    <message>
        <source>Open sample capture</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Capture…</source>
        <translation>Aufzeichnen…</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>or drop a pcap or pcapng file anywhere on this window</source>
        <translation>oder eine pcap- oder pcapng-Datei irgendwo auf dieses Fenster ziehen</translation>
    </message>
    <message>
        <source>Nothing leaves this computer; no name lookups.</source>
        <translation>Nichts verlässt diesen Rechner; Namen werden nicht im Netz nachgeschlagen.</translation>
    </message>
</context>
<context>
    <name>WhyCard</name>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Protocol path</source>
        <translation>Protokollpfad</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>States</source>
        <translation>Zustände</translation>
    </message>
    <message>
        <source>What led here</source>
        <translation>Was hierher führte</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>What is to be explained</source>
        <translation>Was erklärt werden soll</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading the session again…</source>
        <translation>Die Sitzung wird noch einmal gelesen…</translation>
    </message>
    <message>
        <source>Why? · session {id}</source>
        <translation>Warum? · Sitzung {id}</translation>
    </message>
    <message>
        <source>There is nothing of this kind to explain.</source>
        <translation>Davon gibt es hier nichts zu erklären.</translation>
    </message>
    <message>
        <source>{n} more: netloupe why has them all</source>
        <translation>{n} weitere: netloupe why nennt alle</translation>
    </message>
    <message>
        <source>certain</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>Packet {n}</source>
        <translation>Paket {n}</translation>
    </message>
    <message>
        <source>, bytes {first}–{last}</source>
        <translation>, Bytes {first}–{last}</translation>
    </message>
    <message>
        <source>{n} more packet</source>
        <translation>{n} weiteres Paket</translation>
    </message>
    <message>
        <source>{n} more packets</source>
        <translation>{n} weitere Pakete</translation>
    </message>
    <message>
        <source>Not {name}: {why}</source>
        <translation>Nicht {name}: {why}</translation>
    </message>
</context>
<context>
    <name>asked</name>
    <message>
        <source>&amp;Only this</source>
        <translation>&amp;Nur dies</translation>
    </message>
    <message>
        <source>Show only sessions with this</source>
        <translation>Nur Sitzungen damit zeigen</translation>
    </message>
    <message>
        <source>E&amp;xclude</source>
        <translation>&amp;Ausschließen</translation>
    </message>
    <message>
        <source>Show no sessions with this</source>
        <translation>Keine Sitzungen damit zeigen</translation>
    </message>
    <message>
        <source>&amp;And</source>
        <translation>&amp;Und</translation>
    </message>
    <message>
        <source>Of the sessions shown, only those with this</source>
        <translation>Von den gezeigten Sitzungen nur die damit</translation>
    </message>
    <message>
        <source>O&amp;r</source>
        <translation>&amp;Oder</translation>
    </message>
    <message>
        <source>Also show sessions with this</source>
        <translation>Auch Sitzungen damit zeigen</translation>
    </message>
    <message>
        <source>&amp;Prepare</source>
        <translation>&amp;Vorbereiten</translation>
    </message>
    <message>
        <source>Write it into the filter line, to be finished</source>
        <translation>In die Filterzeile schreiben, um es dort zu vollenden</translation>
    </message>
    <message>
        <source>&amp;Colour these</source>
        <translation>&amp;Diese einfärben</translation>
    </message>
    <message>
        <source>Give the rows of sessions with this a colour</source>
        <translation>Die Zeilen der Sitzungen damit einfärben</translation>
    </message>
</context>
</TS>
