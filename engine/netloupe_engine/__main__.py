"""`python -m netloupe_engine`: the command line without the window."""
from .cli import script

if __name__ == "__main__":
    script(window=False)
