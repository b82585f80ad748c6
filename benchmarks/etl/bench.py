"""Makes four marts by Mercato, DuckDB, Polars and pandas from the same Parquet files and tells the seconds of each.

Every engine starts in a process of its own; its start-up (imports; for Spark the session and one trivial job) does not count.
The rounds go engine by engine, and the median of each mart is told.
"""

import argparse
import datetime
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import compare

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MARTS = list(compare.KEYS)
ARCHIVE = HERE / ".work" / "classes.jsa"


def processor():
    names = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return f"{len(os.sched_getaffinity(0))} cores, {names[0] if names else platform.machine()}"


def memory_gigabytes():
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def class_path():
    """Jars only, since an archive of classes takes no folders."""
    file = HERE / ".work" / "classpath"
    tests = HERE / ".work" / "tests.jar"
    subprocess.run(["mvn", "-q", "-B", "-Dlauncher", "-pl", "etl", "-am", "-DskipTests", "package", "dependency:build-classpath",
                    f"-Dmdep.outputFile={file}", "-DincludeScope=test"], cwd=ROOT, check=True)
    subprocess.run(["jar", "--create", "--file", tests, "-C", ROOT / "etl/target/test-classes", "."], check=True)
    jar = next((ROOT / "etl/target").glob("mercato-etl-*.jar"))
    return ":".join(map(str, [tests, jar, *(entry for entry in file.read_text().strip().split(":") if entry.endswith(".jar"))]))


def jvm_options():
    pom = (ROOT / "pom.xml").read_text()
    return pom.split("<jvm.opens>")[1].split("</jvm.opens>")[0].split()


def spark_settings():
    """The Spark settings of the local environment: config/mercato.yaml and local.yaml, read without a YAML library."""
    settings = {}
    for name in ("mercato.yaml", "local.yaml"):
        inside = False
        for line in (ROOT / "config" / name).read_text().splitlines():
            if line and not line.startswith((" ", "#")):
                inside = line.rstrip() == "spark:"
            elif inside and ":" in line and not line.strip().startswith("#"):
                key, value = line.strip().split(":", 1)
                settings["spark." + key] = value.strip().strip("'\"")
    return settings


def command(engine, data, out, months, jars, options):
    as_of = (datetime.date.fromisoformat(months[1] + "-28") + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
    if engine != "mercato":
        return [sys.executable, str(HERE / f"{engine}_marts.py"), str(data), str(out), as_of.isoformat()]
    settings = spark_settings() | {"spark.master": "local[*]", "spark.app.name": "benchmark"} | options
    return (["java", "-Xmx4g", "-XX:+UseParallelGC", archive_flag()] + jvm_options() + [f"-D{key}={value}" for key, value in settings.items()]
            + ["-cp", jars, "dev.mercato.etl.marts.MartsOnFiles", str(data), str(out), *months, "1"])


def archive_flag():
    """As ./mercato does: the first process leaves an archive of the classes it has loaded, and the others start from it."""
    return f"-XX:{'SharedArchiveFile' if ARCHIVE.exists() else 'ArchiveClassesAtExit'}={ARCHIVE}"


def run(engine, data, out, months, jars, options):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    done = subprocess.run(command(engine, data, out, months, jars, options), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{engine} failed:\n{done.stderr[-4000:]}")
    return {line["mart"]: line for line in map(json.loads, (text for text in done.stdout.splitlines() if text.startswith("{")))}


def places(work):
    marts = {engine: {mart: f"{work}/{engine}/{mart}.parquet" for mart in MARTS} for engine in ("duckdb", "polars", "pandas")}
    marts["mercato"] = {mart: f"{work}/mercato/round-0/{mart}/**/*.parquet" for mart in MARTS}
    return marts


def measure(data, months, rounds, jars, options):
    work = HERE / ".work" / "out"
    engines = ["duckdb", "polars", "pandas", "mercato"]
    seen = {engine: [] for engine in engines}
    for number in range(rounds):
        for engine in engines:
            seen[engine].append(run(engine, data, work / engine, months, jars, options))
            print(f"  round {number + 1}: {engine} {sum(m['seconds'] for m in seen[engine][-1].values()):.1f} s", file=sys.stderr, flush=True)
    differences = compare.differences(places(work))
    result = {}
    for engine in engines:
        result[engine] = {kind: {mart: round(statistics.median(one[mart][kind] for one in seen[engine]), 2) for mart in MARTS} for kind in ("seconds", "cpu")}
        for kind in ("seconds", "cpu"):
            result[engine][kind]["all"] = round(statistics.median(sum(one[mart][kind] for mart in MARTS) for one in seen[engine]), 2)
    return result, differences


def rows(data):
    import duckdb

    return {table: duckdb.sql(f"SELECT count(*) FROM read_parquet('{data}/{table}/**/*.parquet')").fetchone()[0]
            for table in ("clickstream", "transactions", "users", "products")}


def table(result, kind):
    lines = ["| | " + " | ".join([*MARTS, "all"]) + " |", "|---|" + "---:|" * (len(MARTS) + 1)]
    for engine, seconds in result.items():
        lines.append(f"| {engine} | " + " | ".join(f"{seconds[kind][mart]:.2f}" for mart in [*MARTS, "all"]) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True, help="directories with TABLE/**/*.parquet, one for each scale")
    parser.add_argument("--from", dest="first", default="2025-01", help="first month")
    parser.add_argument("--to", dest="last", default="2025-12", help="last month")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--set", action="append", default=[], help="a Spark setting for our side, key=value")
    parser.add_argument("--out", type=Path, default=HERE / "results")
    arguments = parser.parse_args()
    options = dict(pair.split("=", 1) for pair in arguments.set)
    jars = class_path()
    ARCHIVE.unlink(missing_ok=True)
    run("mercato", arguments.data[0].resolve(), HERE / ".work" / "archive", (arguments.first, arguments.last), jars, options)
    report = {
        "date": datetime.date.today().isoformat(), "machine": processor(), "memory_gb": memory_gigabytes(),
        "versions": {"python": platform.python_version(), "java": subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0],
                     "spark": "4.0.1", **{name: version(name) for name in ("duckdb", "polars", "pandas", "pyarrow")}},
        "command": "benchmarks/etl/run " + " ".join(sys.argv[1:]), "rounds": arguments.rounds, "scales": []}
    text = ["# Four marts from Parquet files", "",
            "Daily sales by category, customer RFM and lifetime value, sessions, funnel by day: seconds from reading the files to the mart's files",
            f"being written, start-up apart, median of {arguments.rounds} fresh processes; ours starts from an archive of its classes, as ./mercato does. Money is exact",
            "in all of them.", "",
            f"{report['machine']}, {report['memory_gb']} GB; " + ", ".join(f"{k} {v}" for k, v in report["versions"].items()), "", f"    {report['command']}", ""]
    failed = False
    for data in arguments.data:
        print(f"{data}", file=sys.stderr)
        counts = rows(data)
        result, differences = measure(data.resolve(), (arguments.first, arguments.last), arguments.rounds, jars, options)
        failed |= bool(differences)
        report["scales"].append({"rows": counts, "load_average": os.getloadavg()[0], "result": result, "differences": differences})
        text += ["## " + ", ".join(f"{count:,} {name}" for name, count in counts.items()), "", "Seconds:", "", table(result, "seconds"), "",
                 "Processor seconds, all threads (compilation included):", "", table(result, "cpu"), "",
                 "The marts of all four are equal, value by value." if not differences else "DIFFERENCES: " + "; ".join(differences), ""]
    arguments.out.with_suffix(".json").write_text(json.dumps(report, indent=2) + "\n")
    arguments.out.with_suffix(".md").write_text("\n".join(text))
    print("\n".join(text))
    sys.exit(failed)


if __name__ == "__main__":
    main()
