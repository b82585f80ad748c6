#!/usr/bin/env python3
"""How long ./mercato takes to start, and how long the quick look takes.

    benchmarks/startup/run.py [--rounds 5] [--keep]

Times whole processes on the wall clock, each from the shell's call to its end, once with the archive of classes that
the first run of the main job leaves behind and once without:

  * ./mercato --help: the launcher and the command line, no Spark;
  * ./mercato sql "SELECT 1": Spark, the embedded metastore and one job;
  * ./mercato run --users 5000: the main job in an empty home.

Medians over the rounds; the first call of each kind is not counted. --keep writes results.md beside this script.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
ARCHIVE = CHECKOUT / "cli/target/classes.jsa"
QUICK_LOOK = ["run", "--users", "5000"]


def mercato(arguments, home):
    start = time.perf_counter()
    subprocess.run(
        ["./mercato", *arguments, *(["--home", home] if "--help" not in arguments else [])],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def in_new_home(arguments):
    home = tempfile.mkdtemp(prefix="mercato-startup-")
    try:
        return mercato(arguments, home)
    finally:
        shutil.rmtree(home)


def rounds_of(arguments, rounds, home=None):
    """Seconds of each round after one that does not count."""
    once = (lambda: in_new_home(arguments)) if home is None else (lambda: mercato(arguments, home))
    return [once() for _ in range(rounds + 1)][1:]


def without_archive(arguments, rounds, home=None):
    """The archive is put aside; for the main job an empty file keeps the launcher from making a new one."""
    aside = ARCHIVE.with_suffix(".aside")
    ARCHIVE.rename(aside)
    try:
        ARCHIVE.touch()
        return rounds_of(arguments, rounds, home)
    finally:
        ARCHIVE.unlink(missing_ok=True)
        aside.rename(ARCHIVE)


def machine():
    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    memory = round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30)
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[0]
    return (
        f"{os.cpu_count()} cores of {model.group(1) if model else platform.processor()}, {memory} GB; {java}. "
        f"Load when it began: {os.getloadavg()[0]:.1f}."
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", action="store_true", help="write results.md")
    arguments = parser.parse_args()
    about = machine()
    if not ARCHIVE.exists():
        in_new_home(["run", "--users", "100"])
    lines = [
        "# Seconds to start",
        "",
        about,
        "",
        f"Command: `benchmarks/startup/run.py --rounds {arguments.rounds}`. Wall-clock seconds of whole processes, "
        "median (least to most).",
        "",
        "| command | with the class archive | without |",
        "|---|---:|---:|",
    ]
    home = tempfile.mkdtemp(prefix="mercato-startup-")
    try:
        for words, place in ((["--help"], home), (["sql", "SELECT 1"], home), (QUICK_LOOK, None)):
            cells = []
            for measure in (rounds_of, without_archive):
                seconds = measure(words, arguments.rounds, place)
                cells.append(f"{statistics.median(seconds):.1f} ({min(seconds):.1f} to {max(seconds):.1f})")
            lines.append(f"| `./mercato {' '.join(words)}` | {cells[0]} | {cells[1]} |")
    finally:
        shutil.rmtree(home)
    text = "\n".join(lines) + "\n"
    print(text)
    if arguments.keep:
        (HERE / "results.md").write_text(text)


if __name__ == "__main__":
    main()
