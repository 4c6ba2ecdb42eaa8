"""The command line of the benchmark: ``python -m benchmarks.versions --help``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.versions import clocks, corpus, growth, quality, stages, synthetic
from benchmarks.versions.contenders import PEERS

_EXAMPLES = """\
examples, from the folder of the repository:
  python -m benchmarks.versions quality
  python -m benchmarks.versions quality --data DIR
  python -m benchmarks.versions clocks --data DIR --date "24 November 2026"
  python -m benchmarks.versions clocks --data DIR --size 20 --rounds 1 --peers rensa,datasketch
  python -m benchmarks.versions growth --sizes 10k,100k,1M
  python -m benchmarks.versions corpus --data DIR --size 60 --output C.jsonl --truth T.json
  python -m benchmarks.versions stages C.jsonl
  python -m benchmarks.versions synthetic --documents 10000 --output S.jsonl

DIR holds folders that each have docs/ and truth.json. The first run of a peer makes its
environment below benchmarks/.peers with pip; `make` installs docdiff itself.
"""


def main() -> int:
    """Run the verb that the command line names."""
    options = _parser().parse_args()
    match options.verb:
        case "clocks":
            plan = clocks.Plan(
                clocks.choose_contenders(options.peers), options.rounds, options.slow, options.limit
            )
            recipe = clocks.Recipe(options.data, options.size, options.seed)
            return clocks.run(recipe, plan, date=options.date, output=options.json)
        case "growth":
            sizes = growth.parse_sizes(options.sizes)
            plan_ = growth.Plan(options.rounds, options.seed, options.limit)
            return growth.run(sizes, plan_, options.date)
        case "stages":
            return stages.run(options.corpus, facts=options.facts)
        case "quality":
            return quality.run(options.data, options.date)
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
        description="How right and how fast docdiff finds versions in a corpus.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    _add_clocks(verbs.add_parser("clocks", help="time docdiff and its peers on one corpus"))
    _add_growth(verbs.add_parser("growth", help="time and memory against the number of documents"))
    one = verbs.add_parser("quality", help="score docdiff find on works whose versions are known")
    one.add_argument("--data", type=Path, help="folder of further sets with known versions")
    _add_date(one)
    one = verbs.add_parser("stages", help="where the time of docdiff dedup goes")
    one.add_argument("corpus", type=Path, help="a JSON Lines file, as 'corpus' writes it")
    one.add_argument("--facts", action="store_true", help="keep records with figures of their own")
    one = verbs.add_parser("corpus", help="write a corpus of edited copies, and its truth")
    _add_data(one)
    _add_size(one)
    _add_seed(one)
    one.add_argument("--output", type=Path, required=True, help="the JSON Lines file")
    one.add_argument("--truth", type=Path, required=True, help="the JSON file of the groups")
    one = verbs.add_parser("synthetic", help="write a corpus of documents of 2 KB")
    one.add_argument("--documents", type=int, default=10_000)
    one.add_argument("--output", type=Path, required=True, help="the JSON Lines file")
    _add_seed(one)
    return parser


def _add_clocks(one: argparse.ArgumentParser) -> None:
    _add_data(one)
    _add_size(one)
    _add_seed(one)
    _add_date(one)
    one.add_argument("--rounds", type=int, default=3)
    one.add_argument(
        "--peers", default="all", help=f"some of {','.join(PEERS)}; '' for none; default all"
    )
    one.add_argument("--json", type=Path, metavar="OUT", help="write every measurement there")
    one.add_argument(
        "--slow", type=float, default=120.0, help="seconds after which one round is enough"
    )
    _add_limit(one)


def _add_growth(one: argparse.ArgumentParser) -> None:
    one.add_argument("--sizes", default="10k,100k,1M", help="numbers of documents")
    one.add_argument("--rounds", type=int, default=1)
    _add_seed(one)
    _add_date(one)
    _add_limit(one)


def _add_data(one: argparse.ArgumentParser) -> None:
    one.add_argument("--data", type=Path, required=True, help="folder of sets with known versions")


def _add_size(one: argparse.ArgumentParser) -> None:
    one.add_argument("--size", type=float, default=200.0, help="least megabytes; default 200")


def _add_seed(one: argparse.ArgumentParser) -> None:
    one.add_argument("--seed", type=int, default=1)


def _add_date(one: argparse.ArgumentParser) -> None:
    one.add_argument("--date", default="undated", help="what the machine line says of the day")


def _add_limit(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "--limit", type=float, default=3600.0, help="seconds after which a run is ended"
    )


if __name__ == "__main__":
    sys.exit(main())
