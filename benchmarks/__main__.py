"""``python -m benchmarks``, or what it needs where that is not installed."""

import sys

try:
    from benchmarks.command import main
except ModuleNotFoundError as error:
    print(
        f"benchmarks: {error.name} is not installed; run 'make check' or "
        "'pip install -r requirements-dev.txt' first",
        file=sys.stderr,
    )
    sys.exit(2)

if __name__ == "__main__":
    sys.exit(main())
