"""What files say that addresses are called: hosts, vendors of hardware, countries. Nobody is asked over the network."""
