package org.hybridrec.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.ranking.TopK;

/** Asks a model and its exports the same, and compares every answer. */
final class Parity {

  /** How far a probability may be off. */
  static final float MOST = 1e-5f;

  /** Items may stand in another order where their probabilities are as near as this. */
  private static final float TIE = 1e-6f;

  private final HybridModel model;
  private final List<Form> forms;
  private float greatest;

  /**
   * An export.
   *
   * @param served where it is asked
   * @param inputs makes its inputs of rows
   */
  record Form(
      Served served, Function<List<? extends Map<String, ?>>, Map<String, Object>> inputs) {}

  Parity(HybridModel model, Form... forms) {
    this.model = model;
    this.forms = List.of(forms);
  }

  Parity(
      HybridModel model,
      Served served,
      Function<List<? extends Map<String, ?>>, Map<String, Object>> inputs) {
    this(model, new Form(served, inputs));
  }

  /** Compares all rows in batches, and returns by how much a probability was off at most. */
  float check(List<? extends Map<String, ?>> rows, int batch) throws OrtException {
    int k = Math.min(10, model.items().size());
    for (int from = 0; from < rows.size(); from += batch) {
      List<? extends Map<String, ?>> some = rows.subList(from, Math.min(from + batch, rows.size()));
      List<Served.Answer> answers = new ArrayList<>();
      for (Form form : forms) {
        answers.add(form.served().ask(form.inputs().apply(some), k));
      }
      for (int row = 0; row < some.size(); row++) {
        float[] expected = model.scores(some.get(row));
        for (Served.Answer answer : answers) {
          scores(some.get(row), expected, answer.scores()[row]);
          best(some.get(row), expected, answer, row);
        }
      }
    }
    assertThat(greatest).as("the greatest difference of a probability").isLessThanOrEqualTo(MOST);
    return greatest;
  }

  private void scores(Map<String, ?> row, float[] expected, float[] actual) {
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

  /** The items must be the first by the model's own scores, which are those it recommends. */
  private void best(Map<String, ?> row, float[] scores, Served.Answer answer, int place) {
    String[] items = answer.items()[place];
    TopK top = TopK.of(Math.min(10, scores.length));
    top.offer(0, scores, 0, scores.length);
    assertThat(items).as("items for %s", row).hasSize(top.size()).doesNotHaveDuplicates();
    for (int i = 0; i < items.length; i++) {
      float own = top.scores()[i];
      String expected = model.items().id(top.classes()[i]);
      assertThat(Math.abs(answer.probabilities()[place][i] - own)).isLessThanOrEqualTo(MOST);
      if (!items[i].equals(expected)) {
        assertThat(Math.abs(scores[model.items().indexOf(items[i])] - own))
            .as("place %s for %s: %s instead of %s", i, row, items[i], expected)
            .isLessThanOrEqualTo(TIE);
      }
    }
  }
}
