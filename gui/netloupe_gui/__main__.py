"""`python -m netloupe_gui FILE…` opens the window."""
import sys

from netloupe_gui.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
