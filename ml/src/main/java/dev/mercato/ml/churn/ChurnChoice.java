package dev.mercato.ml.churn;

import dev.mercato.core.settings.RetentionSettings;
import dev.mercato.ml.churn.evaluate.RetentionValue;
import dev.mercato.ml.churn.evaluate.RiskBands;
import dev.mercato.ml.churn.evaluate.TestCustomers;
import dev.mercato.ml.churn.learn.Algorithm;

/**
 * What is settled before the test is looked at.
 *
 * @param algorithm whose scores are used
 * @param bands from which of its probabilities on a risk is high or medium
 * @param value what it is worth to contact customers
 */
record ChurnChoice(Algorithm algorithm, RiskBands bands, RetentionValue value) {

  /** Chosen on customers of the training cuts that no model has learnt from. */
  static ChurnChoice of(ChurnForecasts heldOut, RetentionSettings assumptions) {
    TestCustomers customers = heldOut.customers();
    Algorithm best = heldOut.best();
    RetentionValue value = new RetentionValue(assumptions, customers.spendingOfThoseWhoStayed());
    return new ChurnChoice(
        best, RiskBands.choose(heldOut.by(best), customers.churned(), value), value);
  }
}
