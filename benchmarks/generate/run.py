#!/usr/bin/env python3
"""How many rows a second `mercato generate` makes, beside DuckDB making columns at random.

    benchmarks/generate/run.py [--scales 100000x3,1000000x1] [--keep]

For each number of users, over the year 2025, it runs by turns

  * ./mercato generate in a fresh JVM with a heap of 1 GB: behaviour simulated, each table written as Parquet with a
    checksum; the seconds of its steps, without the start of Spark, are what its run log says;
  * DuckDB writing as many rows of the same columns from range() and random(), independent of each other, to Parquet.

Rows a second are medians over the rounds. --keep writes results.md and results.json beside this script.
DuckDB comes from PyPI into .venv beside this script.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
DUCKDB = "1.4.1"
HEAP = "1g"
TABLES = ["users", "products", "transactions", "clickstream"]


def enter_environment():
    """Starts this script again inside its own virtual environment, which it makes first."""
    environment = HERE / ".venv"
    python = environment / "bin" / "python"
    if Path(sys.prefix) == environment:
        return
    if not python.exists():
        print("Making .venv with duckdb ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"duckdb=={DUCKDB}"], check=True)
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def one_of(words):
    listed = ", ".join(f"'{word}'" for word in words)
    return f"([{listed}])[1 + (random() * {len(words)})::INT % {len(words)}]"


def whole(most):
    return f"1 + (random() * {most})::BIGINT"


def sometimes(share, value):
    return f"CASE WHEN random() < {share} THEN {value} END"


def moment(days=365):
    return f"TIMESTAMP '2025-01-01' + to_microseconds((random() * {days * 86_400_000_000})::BIGINT)"


def columns(table, users):
    price = "(10 + random() * 200)::DECIMAL(10, 2)"
    name = "'name ' || (random() * 400)::INT || ' ' || (random() * 450)::INT"
    return {
        "users": {
            "user_id": "i + 1",
            "name": name,
            "email": "'user.' || i || '@example.com'",
            "gender": one_of(["female", "male", "other"]),
            "birth_date": "DATE '1950-01-01' + (random() * 20000)::INT",
            "country": one_of(["United States", "United Kingdom", "Germany", "France", "Canada", "Spain"]),
            "city": "'city ' || (random() * 60)::INT",
            "channel": one_of(["organic", "paid_search", "social", "referral", "email", "affiliate"]),
            "loyalty_tier": one_of(["bronze", "silver", "gold", "platinum"]),
            "signup_at": moment(),
        },
        "products": {
            "product_id": "i + 1",
            "name": name,
            "category": one_of(["Fashion", "Electronics", "Home", "Beauty", "Sports", "Toys", "Books", "Garden"]),
            "brand": "'brand ' || (random() * 200)::INT",
            "price": price,
            "cost": price,
            "rating": "round(2 + random() * 3, 1)",
            "launched_on": "DATE '2021-01-01' + (random() * 1800)::INT",
        },
        "transactions": {
            "transaction_id": "i + 1",
            "order_id": "i // 3",
            "user_id": whole(users),
            "product_id": whole(10_000),
            "session_id": "i // 3 * 64",
            "quantity": "(1 + random() * 3)::INT",
            "unit_price": price,
            "discount": "(random() * 5)::DECIMAL(10, 2)",
            "amount": "(10 + random() * 200)::DECIMAL(12, 2)",
            "status": one_of(["completed", "cancelled", "refunded", "failed"]),
            "payment_method": one_of(
                ["credit_card", "paypal", "apple_pay", "pay_later", "bank_transfer", "gift_card"]
            ),
            "occurred_at": moment(),
            "status_at": moment(),
        },
        "clickstream": {
            "event_id": "i + 1",
            "session_id": "i // 5",
            "user_id": whole(users),
            "event_type": one_of(
                [
                    "page_view",
                    "search",
                    "product_view",
                    "add_to_cart",
                    "remove_from_cart",
                    "checkout",
                    "purchase",
                ]
            ),
            "product_id": sometimes(0.5, whole(10_000)),
            "order_id": sometimes(0.03, whole(1_000_000_000)),
            "search_query": sometimes(0.1, "'query ' || (random() * 1000)::INT"),
            "device": one_of(["mobile", "desktop", "tablet"]),
            "referrer": one_of(["direct", "search_engine", "social", "email", "advertisement", "affiliate"]),
            "occurred_at": moment(),
        },
    }[table]


def run_duckdb(rows, users, directory):
    """Seconds a table."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    seconds = {}
    for table in TABLES:
        listed = ", ".join(f"{value} AS {name}" for name, value in columns(table, users).items())
        start = time.perf_counter()
        connection.execute(
            f"COPY (SELECT {listed} FROM range({rows[table]}) AS numbers(i)) "
            f"TO '{directory}/{table}.parquet' (FORMAT parquet)"
        )
        seconds[table] = time.perf_counter() - start
    connection.close()
    return seconds


def run_mercato(users, directory):
    """Rows a table, seconds a table, and the peak of the heap in MB."""
    log = directory / "gc.log"
    command = ["./mercato", "generate", "--users", str(users), "--home", str(directory / "home")]
    environment = os.environ | {
        "MERCATO_MEMORY": HEAP,
        "MERCATO_JAVA_OPTIONS": f"-Xlog:gc:file={log}",
    }
    subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, stdout=subprocess.DEVNULL)
    (record,) = (directory / "home/data/runs").glob("*.json")
    steps = {step["name"]: step for step in json.loads(record.read_text())["steps"]}
    rows = {table: steps[f"generate {table}"]["rows"] for table in TABLES}
    seconds = {table: steps[f"generate {table}"]["seconds"] for table in TABLES}
    heap = max((int(mb) for mb in re.findall(r"(\d+)M->", log.read_text())), default=0)
    return rows, seconds, heap


def measure(users, rounds):
    ours, theirs, heaps = [], [], []
    rows = {}
    for number in range(rounds):
        directory = Path(tempfile.mkdtemp(prefix="mercato-generate-"))
        try:
            rows, seconds, heap = run_mercato(users, directory)
            ours.append(seconds)
            heaps.append(heap)
            theirs.append(run_duckdb(rows, users, directory))
        finally:
            shutil.rmtree(directory)
        print(f"{users:,} users, round {number + 1} of {rounds} done", file=sys.stderr)

    def rate(measured, table):
        return statistics.median(rows[table] / seconds[table] for seconds in measured)

    def rate_of_all(measured):
        return statistics.median(sum(rows.values()) / sum(seconds.values()) for seconds in measured)

    tables = {
        table: {"rows": rows[table], "mercato": rate(ours, table), "duckdb": rate(theirs, table)}
        for table in TABLES
    }
    tables["all"] = {"rows": sum(rows.values()), "mercato": rate_of_all(ours), "duckdb": rate_of_all(theirs)}
    return {"users": users, "rounds": rounds, "peak_heap_mb": max(heaps), "tables": tables}


def machine():
    import duckdb

    model = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    return {
        "processor": model.group(1) if model else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30),
        "java": java.splitlines()[0],
        "spark": re.search(r"<spark.version>(.*?)<", (CHECKOUT / "pom.xml").read_text()).group(1),
        "duckdb": duckdb.__version__,
        "load_at_start": round(os.getloadavg()[0], 1),
    }


def report(result):
    about = result["machine"]
    lines = [
        "# Rows a second: mercato generate beside DuckDB",
        "",
        f"{about['cores']} cores of {about['processor']}, {about['memory_gb']} GB; {about['java']}, "
        f"Spark {about['spark']}, heap {HEAP}; DuckDB {about['duckdb']}. "
        f"Load when it began: {about['load_at_start']}.",
        "",
        f"Command: `{result['command']}`",
        "",
        "Medians over the rounds, by turns in one run; each round of mercato is a fresh JVM, the start of Spark apart.",
        "Mercato simulates behaviour and takes a checksum of each row; DuckDB's columns are independent of each other.",
    ]
    for scale in result["scales"]:
        lines += [
            "",
            f"## {scale['users']:,} users over 2025 (rounds: {scale['rounds']}; "
            f"peak heap {scale['peak_heap_mb']} MB)",
            "",
            "| table | rows | mercato, rows/s | DuckDB, rows/s | mercato to DuckDB |",
            "|---|---:|---:|---:|---:|",
        ]
        for table, row in scale["tables"].items():
            lines.append(
                f"| {table} | {row['rows']:,} | {row['mercato']:,.0f} | {row['duckdb']:,.0f} "
                f"| {row['mercato'] / row['duckdb']:.2f} |"
            )
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scales", default="100000x3,1000000x1", help="users x rounds, with commas")
    parser.add_argument("--keep", action="store_true", help="write results.md and results.json")
    arguments = parser.parse_args()
    enter_environment()
    result = {
        "command": "benchmarks/generate/run.py " + " ".join(sys.argv[1:]),
        "machine": machine(),
        "scales": [],
    }
    for scale in arguments.scales.split(","):
        users, rounds = scale.split("x")
        result["scales"].append(measure(int(users), int(rounds)))
    text = report(result)
    print(text)
    if arguments.keep:
        (HERE / "results.md").write_text(text)
        (HERE / "results.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
