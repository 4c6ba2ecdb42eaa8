"""What the benchmarks say is counted, compared and written right; no page says anything else."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import attrs
import pytest

from benchmarks import command, pages, plots, report
from benchmarks.compare import compare
from benchmarks.environments import Environment
from benchmarks.measures import Measure, Results, Table, ratio_of_sums, read_json, share, write_json
from benchmarks.processes import Run, run_measured
from benchmarks.suites import quality
from benchmarks.suites.plan import Outcome, make_plan
from benchmarks.turns import ratios, seconds, take_turns, timed

ROOT = Path(__file__).parent.parent


def results(*tables, **settings):
    """Return results of these tables."""
    about = {"date": "1 May 2026", "machine": "one", "system": "Linux", "python": "3.11"}
    said = {"quick": True, "data": False, "seed": 1, **settings}
    return Results(about, said, {"docdiff": "1"}, {"peer": "not installed: x"}, tables)


def tools(**rows):
    """Return a table of tools, each with one measure."""
    cells = {name.replace("_", " "): {"value": measure} for name, measure in rows.items()}
    return Table("t", "Tools", "A note.", cells, rows_are="tools", floor="floor")


def plain(measure):
    """Return results with one measure of docdiff."""
    return results(Table("t", "T", "", {"a": {"b": measure}}))


def found(old, new):
    """Return what a comparison of two measures says, as words."""
    return [str(finding).split()[0] for finding in compare(plain(old), plain(new))]


def test_a_share_is_worse_only_beyond_both_intervals():
    """A case more or less says nothing; a fall beyond chance is told, and so is a rise."""
    assert [] == found(share(79, 80), share(78, 80))
    assert ["worse"] == found(share(80, 80), share(70, 80))
    assert ["better"] == found(share(70, 80), share(80, 80))


def test_a_value_without_an_interval_is_compared_as_it_is():
    """What is the same each time, such as F1 of one corpus, may not fall at all."""
    one, less = Measure(0.98004, better="higher", places=2), Measure(0.98001, better="higher")

    assert ["worse", "better"] == [*found(one, less), *found(less, one)]
    assert [] == found(one, one)


def test_a_ratio_that_doubled_is_worse_and_one_within_a_tenth_is_not():
    """A planted slowdown is caught; what differs from run to run on one machine is not."""
    assert ["worse"] == found(timed([2.0, 2.1, 2.05]), timed([4.0, 4.2, 4.1]))
    assert [] == found(timed([2.0, 2.1, 2.05]), timed([2.15, 2.2, 2.19]))
    assert [] == found(timed([2.0]), timed([4.0]))  # of one round each, nobody knows


def test_seconds_are_not_compared():
    """They are those of the machine and its load."""
    assert [] == found(seconds([1.0, 1.1, 1.2]), seconds([9.0, 9.1, 9.2]))


def test_a_peer_may_get_worse():
    """Only what is docdiff's is compared."""
    old = results(tools(docdiff=share(80, 80), peer=share(80, 80)))
    new = results(tools(docdiff=share(80, 80), peer=share(8, 80)))

    assert [] == compare(old, new)


def test_what_is_no_longer_measured_counts_as_worse():
    """A fault cannot hide by taking its row along; a suite that was not run is no fault."""
    old = results(tools(docdiff=share(80, 80)))
    gone = compare(old, results(tools(peer=share(1, 1))))

    assert [True] == [finding.is_worse for finding in gone]
    assert [] == compare(old, results())


def test_runs_with_other_settings_are_not_compared():
    """A quick run has other corpora than a full one."""
    with pytest.raises(ValueError, match="other settings"):
        compare(results(), results(quick=False))


def sleep(span):
    """Return a job that sleeps, and says how long that took."""

    def job():
        start = time.perf_counter()
        time.sleep(span)
        return Run(time.perf_counter() - start, None)

    return job


def measured_ratio(span):
    """Run a sleeper beside a floor, in turns, and return results with the ratio of the two."""
    runs = take_turns({"floor": sleep(0.005), "docdiff": sleep(span)}, 3).runs
    ratio = timed(ratios(runs["docdiff"], runs["floor"]), floor=20.0)
    return results(tools(docdiff=ratio, floor=timed([1.0])))


def test_a_function_that_is_really_slowed_down_is_caught():
    """It runs through the harness: the comparison and the floor both tell, by a wide margin."""
    usual, slowed = measured_ratio(0.005), measured_ratio(0.4)

    assert [] == usual.misses()
    assert [True] == [finding.is_worse for finding in compare(usual, slowed)]
    assert 1 == len(slowed.misses())


def test_each_round_begins_with_another_job_and_what_failed_is_left_out():
    """No job always runs after the same one; a failure is named and ends the others' rounds not."""
    order = []

    def job(name):
        def run():
            order.append(name)
            return Run(1.0, None, "broke" if name == "b" else "")

        return run

    turns = take_turns({name: job(name) for name in "abc"}, 2)

    assert {"b": "broke"} == turns.failures
    assert ["c", "a", "b", "a", "c", "c", "a"] == order
    assert [[0, 1], [], [0, 1]] == [sorted(turns.runs[name]) for name in "abc"]


def test_a_slow_job_runs_once_and_its_ratio_is_to_the_median():
    """An hour for one peer is enough; it is set against the usual time of the other."""
    turns = take_turns({"a": lambda: Run(1.0, None), "slow": lambda: Run(50.0, None)}, 3, slow=40)

    assert 1 == len(turns.runs["slow"])
    assert [50.0] == ratios(turns.runs["slow"], turns.runs["a"])


def test_ratios_are_taken_pair_by_pair():
    """A round in which the machine was busy slows both sides."""
    own = {0: Run(2.0, None), 1: Run(20.0, None)}
    base = {0: Run(1.0, None), 1: Run(10.0, None)}

    assert [2.0, 2.0] == ratios(own, base)


def test_a_process_is_timed_and_weighed_and_its_failure_quoted(tmp_path):
    """The exit code decides, and the end of what was printed says why."""
    done = run_measured([sys.executable, "-c", "import time; time.sleep(0.2)"], tmp_path / "log")
    broke = run_measured([sys.executable, "-c", "raise SystemExit('why')"], tmp_path / "log")

    assert (True, True, "") == (done.seconds > 0.2, (done.peak_mb or 9) > 1, done.failure)
    assert "exit code 1: …why" == broke.failure


def test_characters_of_one_case_are_no_independent_trials():
    """The interval of a share of characters comes from drawing cases anew."""
    even = ratio_of_sums([(1, 2)] * 50, better="lower")
    uneven = ratio_of_sums([(0, 2)] * 49 + [(100, 100)], better="lower")

    assert (0.5, 0.5, 0.5) == (even.value, even.low, even.high)
    assert uneven.low < uneven.value < uneven.high
    assert uneven == ratio_of_sums([(0, 2)] * 49 + [(100, 100)], better="lower")


def test_results_survive_the_file(tmp_path):
    """What is written is read again, so that a later run can be held against it."""
    one = results(tools(docdiff=share(3, 7), floor=timed([1 / 3, 2 / 3])))
    write_json(one, tmp_path / "a.json")
    again = read_json(tmp_path / "a.json")
    write_json(again, tmp_path / "b.json")

    assert (tmp_path / "a.json").read_text("utf-8") == (tmp_path / "b.json").read_text("utf-8")
    assert report.page(one) == report.page(again)
    assert [] == compare(again, read_json(tmp_path / "b.json"))


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "other", "tables": []}', "{}"])
def test_a_file_without_results_is_refused_in_one_line(tmp_path, text, capsys):
    """The command says which file, and exits with 2 before it measures anything."""
    path = tmp_path / "old.json"
    path.write_text(text, "utf-8")

    assert 2 == command.main(["--compare", str(path)])
    assert re.fullmatch(
        r".*old\.json holds no results of the benchmarks.*\n", capsys.readouterr().err
    )


def test_an_unknown_peer_is_refused_with_those_there_are(capsys):
    """A slip of the pen must not measure nothing."""
    assert 2 == command.main(["speed", "--peers", "rensa,difflip"])
    assert "no such peer: difflip; there are rensa" in capsys.readouterr().err


def test_where_docdiff_loses_is_said_as_clearly_as_where_it_wins():
    """Each column names who is ahead, by the values as they are written."""
    rows = {
        "docdiff": {"a": share(9, 10), "b": share(5, 10), "c": share(1, 1)},
        "peer": {"a": share(8, 10), "b": share(6, 10), "c": share(1, 1)},
        "floor": {"a": share(1, 1)},
    }
    table = Table("t", "T", "", rows, rows_are="tools", floor="floor")

    assert [
        "docdiff is ahead of all in: a (0.900).",
        "docdiff loses in: b (0.500; peer 0.600).",
    ] == list(report.verdict(table))
    assert "| peer | 0.800 [0.490, 0.943] | **0.600** [0.313, 0.832] |" in report.page(
        results(table)
    )


def test_a_peer_that_did_not_run_is_listed():
    """With the command that brings it, in the terminal and on the page."""
    said = results(tools(docdiff=share(1, 1)))

    assert "peer: not installed: x" in report.show(said)
    assert "- peer: not installed: x" in report.page(said)


def test_an_environment_that_is_not_there_says_how_it_comes(tmp_path, monkeypatch):
    """Nothing is installed unless asked for; what cannot be installed says why ever after."""
    monkeypatch.setattr("benchmarks.environments.CACHE", tmp_path)
    one = Environment("none", ("docdiff-no-such-package==0",))
    monkeypatch.setattr(
        Environment, "_commands", lambda _: [[sys.executable, "-c", "exit('no way')"]]
    )

    assert "not installed: python -m benchmarks install none" == one.absence()
    assert "cannot be installed or run: no way" == one.install()
    assert "cannot be installed or run: no way" == one.absence()
    assert "" == Environment("own").absence()
    program = Environment("p", kind="program", check=("no-such-program",), hint="apt-get it")
    assert "not installed: apt-get it" == program.absence()


@pytest.fixture
def plan(tmp_path):
    """Return a plan of next to nothing."""
    usual = make_plan(quick=True, peers=("difflib",), data=None, work=tmp_path)
    return attrs.evolve(usual, cases=1, pairs=1)


def test_a_planted_fault_of_quality_is_caught(plan, monkeypatch):
    """A stage that does nothing misses the floor, and the comparison tells as well."""
    texts = {"en": quality.OWN["en"]}
    many = attrs.evolve(plan, cases=8)
    monkeypatch.setattr(quality, "run", only(quality.run, "figure lost"))
    right = results(quality.score_edits(texts, many, "edits", "Edits", 0.99))
    monkeypatch.setattr("docdiff.pipeline.comparison.find_facts", lambda *_, **__: ())
    wrong = results(quality.score_edits(texts, many, "edits", "Edits", 0.99))

    assert [] == right.misses()
    assert any("figure lost, recall is 0.0" in miss for miss in wrong.misses())
    assert "Edits: figure lost, recall" in {
        finding.where for finding in compare(right, wrong) if finding.is_worse
    }


def only(run, kind):
    """Return a run of one kind of edit."""
    return lambda texts, cases, seed: run(texts, cases, seed, kinds=[kind])


def test_the_command_measures_prints_and_writes(plan, tmp_path, monkeypatch, capsys):
    """One suite with next to nothing: tables, files, and the exit code of a missed floor."""

    def suite(_plan):
        missed = Measure(3.0, better="lower", floor=2.5)
        return Outcome((tools(docdiff=missed),), {"p": "2"}, {"q": "not installed: r"})

    monkeypatch.setitem(command.SUITES, "speed", suite)
    output = tmp_path / "out"
    one = ["speed", "--quick", "--peers", "", "--output", str(output)]

    assert 1 == command.main(one)
    assert "docdiff is 3, must be at most 2.5" not in capsys.readouterr().err
    assert "q: not installed: r" in (output / "RESULTS.md").read_text("utf-8").replace("- ", "")
    assert 1 == command.main([*one, "--compare", str(output / "results.json")])
    assert "nothing differs" in capsys.readouterr().out
    assert plan.quick


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["speed", "--write"], "--write takes all suites: name none"),
        (["--write"], "--write needs --data DIR: the pages name figures of its sets"),
        (["speed", "rensa"], "speed takes no names; peers are named by --peers"),
        (["install", "rensar"], "no such peer: rensar; there are rensa"),
    ],
)
def test_what_could_only_fail_at_the_end_is_refused_at_once(options, why, monkeypatch, capsys):
    """A full run takes hours; part of it would take figures away from the page."""
    monkeypatch.setattr(pages, "name_data", lambda: True)

    assert 2 == command.main(options)
    assert capsys.readouterr().err.startswith(why)


def test_figures_that_were_not_measured_leave_the_pages_as_they_are(tmp_path, monkeypatch):
    """All pages are written, or none."""
    readme, last = tmp_path / "README.md", tmp_path / "z.md"
    readme.write_text("<!--=t/a/b-->1<!--/-->", "utf-8")
    last.write_text("<!--=t/a/c-->1<!--/-->", "utf-8")
    monkeypatch.setattr(pages, "find_pages", lambda: [readme, last])
    monkeypatch.setattr(pages, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(pages, "PAGE", tmp_path / "RESULTS.md")
    said = plain(Measure(2.0))

    assert ["t/a/c"] == pages.write(said)
    assert {"README.md", "z.md"} == {path.name for path in tmp_path.iterdir()}
    last.unlink()
    monkeypatch.setattr(pages, "find_pages", lambda: [readme])
    assert [] == pages.write(said)
    assert "<!--=t/a/b-->2<!--/-->" == readme.read_text("utf-8")
    assert report.page(said) == (tmp_path / "RESULTS.md").read_text("utf-8")


def test_plots_are_the_same_bytes_each_time(tmp_path):
    """No date, no drawn ids; and every table of times has its floor as a line."""
    pytest.importorskip("matplotlib")
    times = {
        "docdiff": {"time": seconds([1.0, 1.2])},
        "floor": {"time": seconds([0.1, 0.2])},
    }
    sizes = {"docdiff": {"10": seconds([1.0]), "1,000": seconds([9.0])}}
    said = results(
        Table("bars", "B", "", times, rows_are="tools", floor="floor", plot="bars", column="time"),
        Table("curve", "C", "", sizes, rows_are="tools", plot="curve", column="documents"),
        Table("shares", "S", "", {"k": {"r": share(9, 9, floor=0.99)}}, plot="shares", column="r"),
        tools(docdiff=share(1, 1)),
    )
    for name in ("1", "2"):
        (tmp_path / name).mkdir()
        assert 3 == len(plots.draw(said, tmp_path / name))

    for name in ("bars", "curve", "shares"):
        one, two = ((tmp_path / k / f"{name}.svg").read_bytes() for k in "12")
        assert one == two
        assert b"dc:date" not in one


def test_the_page_of_results_is_made_of_the_results():
    """Nobody edits it by hand."""
    made = report.page(read_json(pages.RESULTS))

    assert made == pages.PAGE.read_text("utf-8")


@pytest.mark.parametrize("path", pages.find_pages(), ids=lambda path: path.name)
def test_measured_figures_of_a_page_are_those_of_the_results(path):
    """A figure names its table, row and column and is written as there; none stands loose."""
    text = path.read_text("utf-8")

    assert pages.fill(read_json(pages.RESULTS), text) == text
    assert [] == pages.find_loose(text)


def test_a_wrong_a_nameless_and_an_unknown_figure_are_seen():
    """The test above can fail."""
    said = plain(Measure(8.4, places=1, unit=" s"))

    assert "takes <!--=t/a/b-->8.4 s<!--/-->" == pages.fill(said, "takes <!--=t/a/b-->9 s<!--/-->")
    with pytest.raises(KeyError, match="t/a/c"):
        pages.fill(said, "<!--=t/a/c-->1<!--/-->")
    assert ["9 s", "F1 **0"] == pages.find_loose("It takes 9 s, and `2 s` of code.\n\nF1 **0.98**.")
    assert ["7"] == pages.find_loose("See RESULTS.md: 7 were found.\n\nOf 3 words.")


def test_readme_has_measured_figures():
    """The checks above look at something."""
    assert len(re.findall("<!--=", (ROOT / "README.md").read_text("utf-8"))) > 10


def test_commands_of_the_how_to_are_understood():
    """Each line of the page that calls the benchmarks has options that exist."""
    page = (ROOT / "docs" / "how-to" / "benchmark.md").read_text("utf-8")
    lines = re.findall(r"python -m benchmarks ([^\n#]*?)(?: +#.*|; .*|`.*)?$", page, re.MULTILINE)
    parser = command.make_parser()

    assert len(lines) > 8
    for line in lines:
        parser.parse_args(line.split())
