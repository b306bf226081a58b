"""NTLM: who logs in, to which domain, from which host ([MS-NLMP] section 2.2.1), in messages of SMB and DCE/RPC."""
from typing import Any

from ..define import (Field, contains, find, here, le16, le32, names, of, remember, seek, sized, skip,
                      switch, take, utf16, when)

TYPE = names(1, "negotiate", 2, "challenge", 3, "authenticate")
SIGNATURE = b"NTLMSSP\0"


def _text(name: str, says: str) -> tuple[Any, ...]:
    """A text whose size and place stand here."""
    return (take("ntlm_size", le16), skip(2), take("ntlm_at", le32), remember("ntlm_next", here),
            when(of("ntlm_size") > 0, seek(of("ntlm_from") + of("ntlm_at")), Field(
                name, sized("ntlm_size", utf16), scope="session", keep="distinct", says=says), seek("ntlm_next")))


# What is left has such a message in it, perhaps packed in others: SPNEGO's.
NTLM = when(contains(SIGNATURE), find(SIGNATURE), remember("ntlm_from", here - len(SIGNATURE)), Field(
    "ntlm", le32, names=TYPE, only=(1, 2, 3), says="step of an NTLM login"),
    switch("ntlm", {
        2: _text("target", "domain or host of the server"),
        3: (skip(16), *_text("domain", "of who logs in"), *_text("user", "who logs in"),
            *_text("workstation", "from which host"))}))
