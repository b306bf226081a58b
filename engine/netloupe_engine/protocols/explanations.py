"""What kinds of findings mean, and what to do about them: more than the sentence that each is told in.

Apart from the tables that declare the kinds, since all compiled code is made anew when those change. A kind that is not
here says all there is to say in its sentence.
"""

EXPLANATIONS = {
    "packet.malformed":
        "A header or message contradicts its specification: a length that leads outside, a forbidden value, an end "
        "before it is due. What stands before the place is read as usual. One of them is a broken sender or a "
        "wrong guess at the protocol; many from one host may be someone probing for faults.",
    "packet.odd":
        "The packet can be read, but has what senders that follow the specification do not send. It is worth a "
        "look where the sender is not known; receivers differ in what they make of such packets.",
    "packet.time":
        "The capture gives this packet a time far from all around it. A clock was set, or files were joined. It "
        "does not count for durations and for sessions that end by being idle.",
    "message.unfinished":
        "One end began a message in this packet, and the session ended, or the capture did, before the message was "
        "whole. What there is of it was read. A transfer that was called off looks so; in a protocol of your own, a "
        "length that says too much.",
    "stream.gap":
        "The capture does not have some of the bytes that one end sent, though the conversation went on behind "
        "them. Messages around the gap may be missing from the analysis. Capture nearer to the hosts, or with a "
        "bigger buffer.",
    "tcp.reset":
        "One end threw the connection away with RST (RFC 9293, section 3.5.2) instead of closing it with FIN. Look "
        "at what was said just before: a crash, a firewall, or a program that closes with data unread.",
    "tcp.refused":
        "The answer to a SYN was RST: nothing listens at that port, or a firewall says so (RFC 9293, section "
        "3.10.7.1). Many from one client to many ports or hosts are a scan.",
    "tcp.discarded":
        "A receiver ignores this segment, as its sequence or acknowledgement number does not fit the connection "
        "(RFC 9293, section 3.10.7.4). An old copy, or someone else who guesses at the connection (RFC 5961).",
    "tcp.zero_window":
        "A receiver said that it has no room for more (RFC 9293, section 3.8.6): the program there does not read. "
        "The sender waits, so a slow transfer is that host's doing and not the network's.",
    "sctp.abort":
        "One end ended the association at once with ABORT (RFC 9260, section 9.1). The chunk says why.",
    "sctp.discarded":
        "The verification tag is not that of the association, so that the receiver must discard the packet (RFC "
        "9260, section 8.5): an old packet, or one from somebody else.",
    "dns.error":
        "A name server could not or would not answer; the response code says why (RFC 1035, section 4.1.1). "
        "NXDOMAIN: there is no such name. SERVFAIL: look at the server or its zone. REFUSED: it does not serve "
        "you.",
    "tls.certificate_expired":
        "The time of the packet is outside the certificate's validity (RFC 5280, section 4.1.2.5). Clients that "
        "check it refuse the server. Renew it, or look at the clock of the capture.",
    "tls.certificate_not_yet_valid":
        "The packet is older than the certificate's validity (RFC 5280, section 4.1.2.5). The clock of the server, of "
        "whoever issued the certificate, or of the capture is wrong; clients that check it refuse the server.",
    "tls.certificate_self_signed":
        "Issuer and subject are the same (RFC 5280, section 3.2), so that nobody else vouches for the server. "
        "Usual for devices and tests; elsewhere make sure that it is the one you mean.",
    "tls.not_decrypted":
        "The record is not authentic under the keys that the secrets give (RFC 8446, section 5.2). Its bytes were "
        "damaged or cut in the capture, records before it are missing, or the secret is another session's. The next "
        "records are tried as well; the attribute tls.decryption says what came of it.",
    "tls.old_version":
        "The two ends agreed on SSL 3.0, TLS 1.0 or 1.1, which must not be used any more (RFC 7568, RFC 8996). "
        "Find out which end cannot do better, and bring it up to date.",
    "ssh.old_version":
        "SSH 1 cannot keep its sessions from being changed or read (RFC 4253 replaced it in 2006). Switch it off; a "
        "version of 1.99 means both and is none of these.",
    "clear_text_credentials":
        "A name, password or token went over the network where anybody on the way can read it. Change it, and use "
        "the protocol over TLS (RFC 9325; RFC 8314 for mail).",
    "quic.not_opened":
        "The packet is not what its keys open (RFC 9001, section 5.2): damaged, forged, or of another connection. "
        "Receivers drop it.",
    "quic.moved":
        "The client's address or port changed within the connection (RFC 9000, section 9): another network, or an "
        "address translator that gave it a new port. Its packets stay one session.",
    "quic.refused":
        "An end closed the connection with an error in CONNECTION_CLOSE (RFC 9000, section 19.19); the code says "
        "why.",
    "http2.header_compression":
        "The table that both ends keep for header fields (RFC 7541) is not known here any more: the capture misses "
        "a part. Header fields from here on are not told.",
    "http2.connection_error":
        "GOAWAY with an error ended the connection and all its streams (RFC 9113, section 6.8).",
    "modbus.exception":
        "The device answered with an exception code: an unknown function, an address it has not, or a value it "
        "does not take. Many in a row may be someone feeling for what there is.",
    "dnp3.restart":
        "An outstation was told to restart, cold or warm, which interrupts what it controls. Make sure that the "
        "master may do that.",
    "s7comm.stopped":
        "A controller was told to stop running its program. Make sure that the station may do that.",
    "sip.refused":
        "A request was answered with a code of 400 or above (RFC 3261, section 21). 401 and 407 ask for "
        "credentials, and are usual; many of them from one host are someone guessing.",
    "ftp.login_failed":
        "The server answered the password with 530 (RFC 959, section 4.2). Once is a mistake; many from one client "
        "are someone guessing.",
    "smb2.login_failed":
        "The file server refused name or password. Once is a mistake; many from one client are someone guessing.",
    "limit.sessions":
        "More sessions were active at once than are kept in memory, so that the one idle for longest was ended "
        "early, and its later packets begin another. A flood of SYNs or a scan does this.",
    "limit.attributes":
        "The session has said more different values than are kept with it. Every packet still shows its own.",
    "limit.reassembly":
        "Bytes behind a lost segment wait for it, up to a limit that was passed: reading went on behind the gap.",
    "limit.findings":
        "So many findings of this kind are no news one by one; their number is told. Filter, or capture a shorter "
        "time, to see the later ones.",
}
