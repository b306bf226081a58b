"""`python -m netloupe_engine`: the command line without the window."""
import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main(window=False))
