package org.hybridrec.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.Top;
import org.hybridrec.core.ranking.Recommendation;

/** Asks a model and its export the same, and compares every answer. */
final class Parity {

  /** How far a probability may be off. */
  static final float MOST = 1e-5f;

  /** Items may stand in another order where their probabilities are as near as this. */
  private static final float TIE = 1e-6f;

  private final HybridModel model;
  private final Served served;
  private final Function<List<? extends Map<String, ?>>, Map<String, Object>> inputs;
  private float greatest;

  Parity(
      HybridModel model,
      Served served,
      Function<List<? extends Map<String, ?>>, Map<String, Object>> inputs) {
    this.model = model;
    this.served = served;
    this.inputs = inputs;
  }

  /** Compares all rows in batches, and returns by how much a probability was off at most. */
  float check(List<? extends Map<String, ?>> rows, int batch) throws OrtException {
    int k = Math.min(10, model.items().size());
    for (int from = 0; from < rows.size(); from += batch) {
      List<? extends Map<String, ?>> some = rows.subList(from, Math.min(from + batch, rows.size()));
      Served.Answer answer = served.ask(inputs.apply(some), k);
      List<List<Recommendation>> expected = model.recommendAll(some, Top.of(k));
      for (int row = 0; row < some.size(); row++) {
        scores(some.get(row), answer.scores()[row]);
        best(some.get(row), expected.get(row), answer, row);
      }
    }
    assertThat(greatest).as("the greatest difference of a probability").isLessThanOrEqualTo(MOST);
    return greatest;
  }

  private void scores(Map<String, ?> row, float[] actual) {
    float[] expected = model.scores(row);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      float difference = Math.abs(actual[i] - expected[i]);
      if (!(difference <= MOST)) {
        throw new AssertionError(
            "item %d: %s instead of %s for %s".formatted(i, actual[i], expected[i], row));
      }
      greatest = Math.max(greatest, difference);
    }
  }

  private void best(
      Map<String, ?> row, List<Recommendation> expected, Served.Answer answer, int place) {
    String[] items = answer.items()[place];
    assertThat(items).as("items for %s", row).hasSameSizeAs(expected).doesNotHaveDuplicates();
    float[] scores = null;
    for (int i = 0; i < items.length; i++) {
      float own = expected.get(i).probability();
      assertThat(Math.abs(answer.probabilities()[place][i] - own)).isLessThanOrEqualTo(MOST);
      if (!items[i].equals(expected.get(i).id())) {
        scores = scores == null ? model.scores(row) : scores;
        assertThat(Math.abs(scores[model.items().indexOf(items[i])] - own))
            .as("place %s for %s: %s instead of %s", i, row, items[i], expected.get(i))
            .isLessThanOrEqualTo(TIE);
      }
    }
  }
}
