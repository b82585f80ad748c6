"""Each day: simulate it (or take in the shop's own files), load it, bring the marts up to date, tidy, verify, report.

A run is of one day, its logical date: rerun, retried or backfilled in any order, it ends in the same tables.
"""

from __future__ import annotations

import os

import pendulum
from airflow.sdk import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

from mercato_jobs import ETL, GENERATOR, job, tell_of_failure

DAY = "{{ ds }}"
MAPPING = os.environ.get("IMPORT_MAPPING")
SOURCE = os.environ.get("IMPORT_SOURCE")

with DAG(
    dag_id="daily_etl",
    description=__doc__,
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=pendulum.datetime(2025, 1, 1, tz="UTC"),
    catchup=False,
    # Writers of a table exclude each other, and a local home belongs to one process. A backfill has runs of its own beside
    # these: so that one waits for the other, docker-compose.yml sets core.parallelism to 1.
    max_active_runs=1,
    max_active_tasks=1,
    # How often and how soon a task is retried is Airflow's own setting: core.default_task_retries and _retry_delay.
    default_args={"on_failure_callback": tell_of_failure},
    tags=["mercato"],
) as dag:
    if MAPPING:
        take_in = job("import", ETL, "import", "--mapping", MAPPING, "--source", SOURCE, "--from", DAY, "--to", DAY)
    else:
        take_in = job("generate", GENERATOR, "generate", "--from", DAY, "--to", DAY)
    load = job("load", ETL, "load", "--batch", f"{DAY}_{DAY}")
    marts = job("marts", ETL, "marts")
    maintain = job("maintain", ETL, "maintain")
    verify = job("verify", ETL, "verify")
    report = job("report", ETL, "report")

    take_in >> load >> marts >> maintain >> verify >> report
