"""implicit's ALS and BM25 on the very interactions that `./mercato train recommend --export DIR` used."""

from __future__ import annotations

import json
import os
import resource
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy
import pandas
import scipy.sparse
from implicit.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender

PLACES = 10


def main(directory: str) -> None:
    interactions = pandas.read_parquet(f"{directory}/interactions")
    test = pandas.read_parquet(f"{directory}/test")
    users = numpy.union1d(interactions.user_id.unique(), test.user_id.unique())
    products = numpy.sort(interactions.product_id.unique())
    place = {product: i for i, product in enumerate(products)}
    matrix = scipy.sparse.csr_matrix(
        (interactions.weight.astype("float32"),
         (numpy.searchsorted(users, interactions.user_id), numpy.searchsorted(products, interactions.product_id))),
        shape=(len(users), len(products)))
    rows = numpy.searchsorted(users, test.user_id)
    bought = [{place[p] for p in (b if b is not None else ()) if p in place} for b in test.bought]
    relevant = [{place.get(p, -1) for p in r} - b for r, b in zip(test.relevant, bought)]
    counted = [i for i, r in enumerate(relevant) if r]
    popularity = numpy.log1p(numpy.asarray(matrix.sum(0)).ravel())

    def ndcg(scores) -> float:
        discount = 1 / numpy.log2(numpy.arange(2, PLACES + 2))
        sums = 0.0
        for start in range(0, len(counted), 2000):
            part = counted[start:start + 2000]
            matrix_of_scores = scores(rows[part])
            for line, i in enumerate(part):
                matrix_of_scores[line, list(bought[i])] = -numpy.inf
            top = numpy.argpartition(-matrix_of_scores, PLACES, axis=1)[:, :PLACES]
            order = numpy.argsort(-numpy.take_along_axis(matrix_of_scores, top, 1), axis=1)
            top = numpy.take_along_axis(top, order, 1)
            for line, i in enumerate(part):
                hits = numpy.array([item in relevant[i] for item in top[line]])
                sums += (hits * discount).sum() / discount[:min(PLACES, len(relevant[i]))].sum()
        return sums / len(counted)

    def tell(name: str, fit: float, scores) -> None:
        start = time.perf_counter()
        quality = ndcg(scores)
        print(json.dumps({
            "model": name, "ndcg10": round(quality, 4), "fit_s": round(fit, 2),
            "score_s": round(time.perf_counter() - start, 2), "users": len(counted),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}), flush=True)

    # Tuned on these very test users, which favours the peer.
    for factors, regularization, alpha, rounds in (
            (16, 50, 1, 10), (32, 50, 1, 10), (64, 50, 1, 10), (32, 50, 1, 5), (16, 50, 1, 5), (64, 50, 1, 15)):
        model = AlternatingLeastSquares(
            factors=factors, regularization=regularization, alpha=alpha, iterations=rounds, num_threads=2, random_state=1)
        start = time.perf_counter()
        model.fit(matrix, show_progress=False)
        fit = time.perf_counter() - start
        name = f"implicit ALS rank {factors}, lambda {regularization}, alpha {alpha}, {rounds} rounds"
        tell(name, fit, lambda part: model.user_factors[part] @ model.item_factors.T)
        tell(name + ", + 0.005 log popularity", fit,
             lambda part: model.user_factors[part] @ model.item_factors.T + 0.005 * popularity)
    for k1, b in ((1.2, 0.75), (1.2, 0.2), (100, 0.8)):
        model = BM25Recommender(K=100, K1=k1, B=b, num_threads=2)
        start = time.perf_counter()
        model.fit(matrix, show_progress=False)
        fit = time.perf_counter() - start
        tell(f"implicit BM25 K1 {k1}, B {b}", fit, lambda part: (matrix[part] @ model.similarity).toarray())


if __name__ == "__main__":
    main(sys.argv[1])
