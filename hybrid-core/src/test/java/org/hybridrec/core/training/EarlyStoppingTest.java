package org.hybridrec.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkTrainer;
import org.hybridrec.core.network.Regularization;
import org.hybridrec.core.optimization.Optimizer;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  private final Network network = SmallWorld.network();
  private final NetworkTrainer trainer =
      new NetworkTrainer(network, Optimizer.sgd(1f), Regularization.NONE, 1);

  /** Tells of losses, one an epoch, until training is to stop; returns how many were told. */
  private int epochs(EarlyStopping stopping, double... losses) {
    for (int i = 0; i < losses.length; i++) {
      trainer.step(SmallWorld.batch(10, 0, i));
      if (stopping.after(network, losses[i])) {
        return i + 1;
      }
    }
    return losses.length;
  }

  private static Map<String, float[]> values(Network network) {
    Map<String, float[]> values = new HashMap<>();
    network.parameters().forEach(one -> values.put(one.name(), one.toArray()));
    return values;
  }

  @Test
  void stopsAfterAsManyEpochsWithoutABetterLossAsThePatienceSays() {
    assertThat(epochs(new EarlyStopping(1), 3, 2, 2.5, 1, 1)).isEqualTo(3);
    assertThat(epochs(new EarlyStopping(2), 3, 2, 2.5, 1, 1.1, 0.9, 1, 1, 0)).isEqualTo(8);
    assertThat(epochs(new EarlyStopping(3), 3, 4, 5, 6, 1)).isEqualTo(4);
  }

  @Test
  void anEqualLossIsNoBetterAndTheLeastGainIs() {
    assertThat(epochs(new EarlyStopping(2), 1, 1, 1, 0)).isEqualTo(3);
    assertThat(epochs(new EarlyStopping(1), 1, Math.nextDown(1.0), 1)).isEqualTo(3);
  }

  @Test
  void aLossThatIsNoNumberIsNoBetter() {
    EarlyStopping stopping = new EarlyStopping(2);
    assertThat(epochs(stopping, Double.NaN, 5, Double.NaN, Double.NaN, 1)).isEqualTo(4);
    assertThat(stopping.lossOr(7)).isEqualTo(5);
  }

  @Test
  void keepsTheWeightsOfTheBestEpoch() {
    EarlyStopping stopping = new EarlyStopping(9);
    epochs(stopping, 3, 2);
    Map<String, float[]> best = values(network);
    assertThat(stopping.after(network, 1.5)).isFalse();
    epochs(stopping, 1.5, 1.6);
    assertThat(values(network).get("output/bias")).isNotEqualTo(best.get("output/bias"));
    Map<String, float[]> kept = values(stopping.best(network));
    best.forEach((name, numbers) -> assertThat(kept.get(name)).isEqualTo(numbers));
    assertThat(stopping.lossOr(7)).isEqualTo(1.5);
  }

  @Test
  void neverStopsAndKeepsNothingWithoutPatience() {
    EarlyStopping stopping = new EarlyStopping(0);
    assertThat(epochs(stopping, 1, 2, 3, Double.NaN, 5)).isEqualTo(5);
    assertThat(stopping.best(network)).isSameAs(network);
    assertThat(stopping.lossOr(7)).isEqualTo(7);
  }
}
