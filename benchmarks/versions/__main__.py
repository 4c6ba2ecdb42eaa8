"""The command line of the corpora: ``python -m benchmarks.versions --help``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.versions import corpus, stages, synthetic

_EXAMPLES = """\
examples, from the folder of the repository:
  python -m benchmarks.versions corpus --data DIR --size 60 --output C.jsonl --truth T.json
  python -m benchmarks.versions synthetic --documents 10000 --output S.jsonl
  python -m benchmarks.versions stages S.jsonl

DIR holds folders that each have docs/ and truth.json.
"""


def main() -> int:
    """Run the verb that the command line names."""
    options = _parser().parse_args()
    match options.verb:
        case "stages":
            return stages.run(options.corpus, facts=options.facts)
        case "corpus":
            holds = corpus.write_corpus(
                options.data,
                options.output,
                options.truth,
                megabytes=options.size,
                seed=options.seed,
            )
            print(holds)
        case _:
            works = synthetic.write_synthetic(
                options.output, documents=options.documents, seed=options.seed
            )
            print(f"{options.documents} documents of {works} works; seed {options.seed}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.versions",
        description="Corpora with known versions, and where the time of docdiff dedup goes.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("stages", help="where the time of docdiff dedup goes")
    one.add_argument("corpus", type=Path, help="a JSON Lines file, as 'corpus' writes it")
    one.add_argument("--facts", action="store_true", help="keep records with figures of their own")
    one = verbs.add_parser("corpus", help="write a corpus of edited copies, and its truth")
    one.add_argument("--data", type=Path, required=True, help="folder of sets with known versions")
    one.add_argument("--size", type=float, default=200.0, help="least megabytes; default 200")
    one.add_argument("--output", type=Path, required=True, help="the JSON Lines file")
    one.add_argument("--truth", type=Path, required=True, help="the JSON file of the groups")
    one.add_argument("--seed", type=int, default=1)
    one = verbs.add_parser("synthetic", help="write a corpus of documents of 2 KB")
    one.add_argument("--documents", type=int, default=10_000)
    one.add_argument("--output", type=Path, required=True, help="the JSON Lines file")
    one.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
