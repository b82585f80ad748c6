"""Each week: train both models on all that is loaded, score with those that serve, report, and look for drift.

A model that was trained replaces the one that serves only if it beats it by more than the noise. A critical drift ends the
last task, and with it the run, with exit status 3.
"""

from __future__ import annotations

import pendulum
from airflow.sdk import DAG
from airflow.timetables.interval import CronDataIntervalTimetable

from mercato_jobs import ETL, ML, job, tell_of_failure

with DAG(
    dag_id="weekly_ml_training",
    description=__doc__,
    # Mondays, some hours after the daily run of the Sunday
    schedule=CronDataIntervalTimetable("0 6 * * 1", timezone="UTC"),
    start_date=pendulum.datetime(2025, 1, 1, tz="UTC"),
    catchup=False,
    # Models are trained on what is loaded now, whatever the run's date: two runs at once would only wait for each other.
    max_active_runs=1,
    max_active_tasks=1,
    default_args={"on_failure_callback": tell_of_failure},
    tags=["mercato"],
) as dag:
    train_recommend = job("train_recommend", ML, "train", "recommend")
    train_churn = job("train_churn", ML, "train", "churn")
    score_recommend = job("score_recommend", ML, "score", "recommend")
    score_churn = job("score_churn", ML, "score", "churn")
    report = job("report", ETL, "report")
    report_models = job("report_models", ML, "report-models")
    monitor = job("monitor", ML, "monitor")

    train_recommend >> train_churn >> score_recommend >> score_churn >> report >> report_models >> monitor
