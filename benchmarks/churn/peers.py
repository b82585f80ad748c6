"""LightGBM and scikit-learn's forest on the very split that `./mercato train churn --export DIR` used."""

from __future__ import annotations

import json
import resource
import sys
import time

import lightgbm
import numpy
import pandas
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

NOT_FEATURES = {"user_id", "cut_day", "held_out", "churned"}


def calibration_error(truth: numpy.ndarray, probability: numpy.ndarray) -> float:
    """Mean distance of forecast and share over 20 bins with as many customers each."""
    bins = numpy.array_split(numpy.argsort(-probability, kind="stable"), 20)
    return sum(abs((probability[rows] - truth[rows]).sum()) for rows in bins) / len(truth)


def main(directory: str) -> None:
    train = pandas.read_parquet(f"{directory}/train")
    test = pandas.read_parquet(f"{directory}/test")
    features = [column for column in train.columns if column not in NOT_FEATURES]
    learnt, held_out = train[~train.held_out], train[train.held_out]
    models = {
        "LightGBM": lightgbm.LGBMClassifier(
            n_estimators=400, learning_rate=0.08, num_leaves=15, min_child_samples=50, subsample=0.8, subsample_freq=1,
            colsample_bytree=0.8, reg_lambda=5, verbose=-1, n_jobs=2, random_state=1),
        "scikit-learn forest": RandomForestClassifier(
            n_estimators=100, max_depth=8, min_samples_leaf=20, max_features="sqrt", n_jobs=2, random_state=1),
        "scikit-learn logistic regression": make_pipeline(
            FunctionTransformer(lambda x: numpy.sign(x) * numpy.log1p(numpy.abs(x))), StandardScaler(),
            LogisticRegression(max_iter=500)),
    }
    for name, model in models.items():
        start = time.perf_counter()
        if name == "LightGBM":
            model.fit(learnt[features], learnt.churned, eval_set=[(held_out[features], held_out.churned)],
                      callbacks=[lightgbm.early_stopping(20, verbose=False)])
        else:
            model.fit(learnt[features], learnt.churned)
        fit = time.perf_counter() - start
        start = time.perf_counter()
        probability = model.predict_proba(test[features])[:, 1]
        score = time.perf_counter() - start
        truth = test.churned.to_numpy()
        print(json.dumps({
            "model": name, "auc": round(roc_auc_score(truth, probability), 4),
            "pr_auc": round(average_precision_score(truth, probability), 4),
            "log_loss": round(log_loss(truth, probability), 4),
            "calibration_error": round(calibration_error(truth, probability), 4),
            "fit_s": round(fit, 2), "score_s": round(score, 2),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


if __name__ == "__main__":
    main(sys.argv[1])
