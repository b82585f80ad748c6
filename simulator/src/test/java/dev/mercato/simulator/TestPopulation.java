package dev.mercato.simulator;

import static dev.mercato.simulator.Goodness.KOLMOGOROV_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mercato.simulator.calendar.Seasons;
import dev.mercato.simulator.catalogue.Clusters;
import dev.mercato.simulator.random.SpecialFunctions;
import dev.mercato.simulator.users.LoyaltyTier;
import dev.mercato.simulator.users.Priors;
import dev.mercato.simulator.users.TierModel;
import dev.mercato.simulator.users.UserRow;
import dev.mercato.simulator.users.UserTruth;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TestPopulation {

  private static final int USERS = 40_000;
  private static final Shop SHOP = Rows.shop(5, USERS);
  private static final List<UserTruth> TRUTHS =
      LongStream.rangeClosed(1, USERS).mapToObj(SHOP.population()::truth).toList();
  private static final Priors PRIORS = SHOP.population().priors();

  @Test
  void visitRatesDropoutRatesAndConversionsFollowTheirPriors() {
    assertUniform(truth -> PRIORS.visitRate().cdf(truth.visitRate()));
    assertUniform(truth -> PRIORS.dropoutRate().cdf(truth.dropoutRate()));
    assertUniform(truth -> PRIORS.conversion().cdf(truth.conversion()));
  }

  @Test
  void lifetimesAreExponentialGivenTheDropoutRate() {
    assertUniform(truth -> 1 - Math.exp(-truth.dropoutRate() * lifetimeDays(truth)));
  }

  @Test
  void lifetimesDoNotDependOnVisitRateOrConversion() {
    assertThat(Math.abs(correlation(UserTruth::visitRate, TestPopulation::survival)))
        .isLessThan(4 / Math.sqrt(USERS));
    assertThat(Math.abs(correlation(UserTruth::conversion, TestPopulation::survival)))
        .isLessThan(4 / Math.sqrt(USERS));
    assertThat(Math.abs(correlation(UserTruth::conversion, UserTruth::visitRate)))
        .isLessThan(4 / Math.sqrt(USERS));
  }

  @Test
  void tastesAreDirichlet() {
    double a = PRIORS.tasteConcentration();
    double rest = a * (Clusters.COUNT - 1);
    for (int k = 0; k < Clusters.COUNT; k++) {
      int cluster = k;
      assertUniform(truth -> SpecialFunctions.betaCdf(a, rest, truth.taste().get(cluster)));
    }
    for (UserTruth truth : TRUTHS) {
      double sum = 0;
      for (int k = 0; k < Clusters.COUNT; k++) {
        sum += truth.taste().get(k);
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
    // A Dirichlet's second moment: two shares are correlated by -1 / (K - 1).
    double correlation = correlation(truth -> truth.taste().get(0), truth -> truth.taste().get(1));
    assertThat(correlation).isCloseTo(-1.0 / (Clusters.COUNT - 1), within(4 / Math.sqrt(USERS)));
  }

  @Test
  void tiersComeAsOftenAsTheirLikelihoodSays() {
    TierModel model = PRIORS.tier();
    double[] observed = new double[4];
    double[] expected = new double[4];
    double[] scatter = new double[4];
    for (UserTruth truth : TRUTHS) {
      observed[SHOP.population().row(truth.userId()).loyaltyTier().code()]++;
      double sum = 0;
      for (LoyaltyTier tier : LoyaltyTier.values()) {
        double p = model.probability(tier, truth.visitRate(), truth.dropoutRate());
        expected[tier.code()] += p;
        scatter[tier.code()] += p * (1 - p);
        sum += p;
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
    for (int tier = 0; tier < 4; tier++) {
      assertThat((observed[tier] - expected[tier]) / Math.sqrt(scatter[tier]))
          .isBetween(-Goodness.SIGMAS, Goodness.SIGMAS);
    }
    assertThat(observed[0] / USERS).isBetween(0.5, 0.7);
    assertThat(observed[3] / USERS).isBetween(0.02, 0.08);
  }

  @Test
  void aHighTierMeansManyVisits() {
    double[] sum = new double[4];
    double[] count = new double[4];
    for (UserTruth truth : TRUTHS) {
      int tier = SHOP.population().row(truth.userId()).loyaltyTier().code();
      sum[tier] += truth.visitRate();
      count[tier]++;
    }
    assertThat(sum[1] / count[1]).isGreaterThan(sum[0] / count[0]);
    assertThat(sum[2] / count[2]).isGreaterThan(sum[1] / count[1]);
    assertThat(sum[3] / count[3]).isGreaterThan(sum[2] / count[2]);
  }

  @Test
  void rowsAreWhole() {
    Set<String> emails = new HashSet<>();
    for (long user = 1; user <= 5_000; user++) {
      UserRow row = SHOP.population().row(user);
      assertThat(row.email()).matches("[a-z.]+\\.[0-9a-z]+@example\\.(com|org|net)");
      assertThat(emails.add(row.email())).isTrue();
      assertThat(row.name()).matches("\\S.* .*\\S");
      assertThat(row.country()).isNotBlank();
      assertThat(row.city()).isNotBlank();
      LocalDate born = LocalDate.ofEpochDay(row.birthDate());
      LocalDate signedUp = signedUp(row.signupAtMicros());
      assertThat(born.until(signedUp).getYears()).isBetween(17, 81);
    }
  }

  @Test
  void allUsersSignUpBetweenOpeningAndHorizonAndMoreAndMoreOfThem() {
    assertThat(TRUTHS)
        .allSatisfy(
            truth ->
                assertThat(signedUp(truth.signupAtMicros()))
                    .isBetween(SHOP.spec().opened(), SHOP.spec().horizon()));
    assertThat(SHOP.usersSignedUpBy(SHOP.spec().horizon())).isEqualTo(USERS);
    assertThat(SHOP.usersSignedUpBy(SHOP.spec().opened().minusDays(1))).isZero();
    long first = SHOP.usersSignedUpBy(LocalDate.of(2023, 12, 31));
    long second = SHOP.usersSignedUpBy(LocalDate.of(2024, 12, 31)) - first;
    long third = USERS - first - second;
    assertThat(second).isGreaterThan(first);
    assertThat(third).isGreaterThan(second);
    // The density rises from 2/3 to 4/3 of its mean: a year takes 7/27, 9/27 and 11/27.
    assertThat(first / (double) USERS).isCloseTo(7.0 / 27, within(0.01));
    assertThat(third / (double) USERS).isCloseTo(11.0 / 27, within(0.01));
  }

  @Test
  void afterTheHorizonSignUpsGoOnAtTheFinalRate() {
    LocalDate horizon = SHOP.spec().horizon();
    double rate = USERS * (4.0 / 3) / 1096;
    assertThat(SHOP.usersSignedUpBy(horizon.plusDays(90)) - USERS)
        .isCloseTo(Math.round(90 * rate), within(2L));
    assertThat(SHOP.usersBy(horizon.plusDays(90)).last())
        .isCloseTo(Math.round(USERS + 90 * rate), within(2L));
    assertThat(SHOP.hasSignedUp(USERS + 1, horizon)).isFalse();
    assertThat(SHOP.hasSignedUp(USERS + 1, horizon.plusDays(1))).isTrue();
    assertThat(SHOP.usersBy(horizon).last()).isEqualTo(USERS);
  }

  @Test
  void aUserWhoNeverSignsUpIsRefused() {
    assertThatThrownBy(() -> SHOP.population().truth(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user 0");
    assertThatThrownBy(() -> Rows.shop(1, 1).population().row(4_000_000_000L))
        .hasMessageContaining("4000000000");
  }

  private static void assertUniform(ToDoubleFunction<UserTruth> position) {
    double[] sample = TRUTHS.stream().mapToDouble(position).toArray();
    assertThat(Goodness.kolmogorov(sample)).isLessThan(KOLMOGOROV_LIMIT);
  }

  private static double correlation(
      ToDoubleFunction<UserTruth> one, ToDoubleFunction<UserTruth> other) {
    double meanOne = TRUTHS.stream().mapToDouble(one).average().orElseThrow();
    double meanOther = TRUTHS.stream().mapToDouble(other).average().orElseThrow();
    double product = 0;
    double squareOne = 0;
    double squareOther = 0;
    for (UserTruth truth : TRUTHS) {
      double x = one.applyAsDouble(truth) - meanOne;
      double y = other.applyAsDouble(truth) - meanOther;
      product += x * y;
      squareOne += x * x;
      squareOther += y * y;
    }
    return product / Math.sqrt(squareOne * squareOther);
  }

  private static double survival(UserTruth truth) {
    return Math.exp(-truth.dropoutRate() * lifetimeDays(truth));
  }

  private static double lifetimeDays(UserTruth truth) {
    return (truth.lifetimeEndMicros() - truth.signupAtMicros()) / (double) Seasons.DAY_MICROS;
  }

  private static LocalDate signedUp(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, Seasons.DAY_MICROS));
  }
}
