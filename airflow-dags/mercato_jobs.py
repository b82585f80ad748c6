"""Tasks that run Mercato's jobs: on a Spark cluster by spark-submit, or on this machine by ./mercato.

Which of the two the environment says: JOB_CHECKOUT is a checkout whose ``./mercato`` runs the jobs here, with
MERCATO_HOME as its home; without it the job jars in JOB_JARS (default /opt/mercato/jars) are submitted to the cluster
of the connection ``spark_default``, with the driver in the task's own process (client mode).
"""

from __future__ import annotations

import glob
import logging
import os
import shlex

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.providers.standard.operators.bash import BashOperator

GENERATOR = "generator"
ETL = "etl"
ML = "ml"


def job(task_id: str, module: str, *arguments: str):
    """A task that runs one command of a module.

    :param task_id: the task's name
    :param module: the module whose job jar has the command, GENERATOR, ETL or ML
    :param arguments: the command and its options; Jinja templates in them are filled in for each run
    """
    checkout = os.environ.get("JOB_CHECKOUT")
    if checkout:
        line = [shlex.quote(os.path.join(checkout, "mercato")), *arguments]
        return BashOperator(task_id=task_id, bash_command=" ".join(line) + " ", append_env=True)
    return SparkSubmitOperator(
        task_id=task_id,
        conn_id="spark_default",
        application=job_jar(module),
        application_args=[*arguments, "--env", "cluster"],
        name=f"mercato {task_id}",
    )


def job_jar(module: str) -> str:
    """The module's job jar. Where there is none the path names it, so that the task fails and says so."""
    pattern = os.path.join(os.environ.get("JOB_JARS", "/opt/mercato/jars"), f"mercato-{module}-*-job.jar")
    return next(iter(sorted(glob.glob(pattern))), pattern)


def tell_of_failure(context) -> None:
    """Says in the log which run of which task failed for good; the place to send mail or page somebody."""
    task = context["task_instance"]
    logging.getLogger(__name__).error(
        "%s of %s failed for the run %s after %s tries: its log has the reason.",
        task.task_id, task.dag_id, task.run_id, task.try_number,
    )
