"""``python -m docdiff`` is the ``docdiff`` command."""

from docdiff.cli import main

if __name__ == "__main__":
    main()
