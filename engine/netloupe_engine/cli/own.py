"""Files of one's own, which all commands and the window take, wherever they stand: `--protocols FILE`, and files with
names of addresses."""

PROTOCOLS, SERVICES = "--protocols", "--services"
TREAT = "--treat"
HOSTS, VENDORS, PLACES = "--hosts", "--vendors", "--geo"
OPTIONS = {
    PROTOCOLS: "A protocol of your own, in a file like one of ours; again for more. "
               "It wins over one of its name in the configuration folder.",
    SERVICES: "Services of your own: a TOML file with their names, addresses, ports, first bytes; again for more. "
              "They win over ours and over those in the configuration folder.",
    TREAT: "Whose service a session uses, whatever the rules say: a session and a service such as 7=zoom; again for "
           "more.",
    HOSTS: "Names of addresses, in a file like /etc/hosts; again for more.",
    VENDORS: "Vendors of hardware addresses: oui.csv or oui.txt of the IEEE, or Wireshark's manuf; again for more.",
    PLACES: "Countries, cities or networks of addresses: a MaxMind database (.mmdb); again for more.",
}
GIVEN: dict[str, list[str]] = {}        # the files of this command line, by option


def split_files(given: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """A command line without these options, and the files of each."""
    kept: list[str] = []
    files: dict[str, list[str]] = {option: [] for option in OPTIONS}
    words = iter(given)
    for word in words:
        option, equal, file = word.partition("=")
        if option not in files:
            kept.append(word)
        else:
            files[option].append(file if equal else next(words, ""))
    return kept, files
