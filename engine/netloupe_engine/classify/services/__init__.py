"""Services: who is talked to, by rules about names, addresses, ports and first bytes."""
