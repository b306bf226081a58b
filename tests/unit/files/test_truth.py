"""The files of captures by others are those that tshark 4.0.17 exports (`--export-objects`): the first digits of their
SHA-256. Left out are those whose head the capture does not have, which it exports segment by segment."""
from collections import Counter
from pathlib import Path

import pytest

from netloupe_engine import analyze

KNOWN = {
    "dlt_raw_ip.pcap": "f88c1050938e721e d9f16393df3d27f5 450129784c46bd42 dce1c11a628ee2f2 58c249205480e6d9"
                       " eea24eb2fb7b68fe",
    "http_pipelined_requests.pcap": "6fb22aa9d780ea63 5b037a2c5e36f56e eb482bda230a215b e0b4500c1fd1d675"
                                    " 6a509fd05aa7c8fa",
    "vlan_qinq_http.pcap": "4e7c7ef098411944",
    "tunnel_teredo.pcap": "d75d4bfb6a2058d2 b13a61c6c7ba1ed6",
    "tunnel_6in4.pcap": "211b2f46a7cf7f13",
    "dlt_sll_rip_mdns_http.pcap": "ffb514aeafb5625e",
    "fmt_ns_be.pcap": "ea8fac7c65fb589b",
    "tcp_missing_syn_midstream.pcap": "5b591c3d5d5d81fc",
    "ftp_ipv4_data.pcap": "92101c97b7425d24 92101c97b7425d24",          # of two transfers it keeps one
}


@pytest.mark.parametrize("name", KNOWN)
def test_whole_files_are_those_of_another_program(captures: Path, name: str) -> None:
    with analyze(captures / name) as found:
        whole = [file.sha256[:16] for file in found.files() if file.is_whole]
    assert Counter(whole) == Counter(KNOWN[name].split())


def test_mail_and_boot_file_of_a_made_up_mixture(captures: Path) -> None:
    with analyze(captures / "mix_arkime_synthetic.pcap") as found:
        told = {(file.protocol, file.name, file.size, file.sha256[:16]) for file in found.files()}
    assert {("tftp", "firmware.bin", 64, "d53eda7a637c99cc"),
            ("smtp", "Test Email Message.eml", 308, "3980f62d0501dbe2")} <= told
