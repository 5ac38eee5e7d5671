package org.hybridrec.core.factorization;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.text.VectorEncoder;

/**
 * Factors of a user who took no part in the fit, from the items seen so far: the exact solution of
 * the user's row while the items' factors stand still. Immutable and thread-safe.
 *
 * <pre>{@code
 * float[] visitor = factors.foldIn().factors(List.of("299954138", "299926266"));
 * }</pre>
 *
 * <p>Unknown items are passed over; who has seen none that is known gets zeros. Items that come
 * several times are added up, as {@link Interactions} do unless told otherwise. The order of the
 * items plays no part. For a user of the fit and the same values the result is that user's row of
 * {@link Factorization#userFactors}, bit by bit if rows were solved by Cholesky.
 *
 * <p>As a {@link VectorEncoder} it takes the ids of the items, each counting 1.
 */
public final class FoldIn implements VectorEncoder {

  private final Objective objective;
  private final Vocabulary items;
  private final int[] counts;
  private final double[] itemWeights;
  private final float[][] factors;
  private final double[] gram;

  /** Takes the arrays without copying them. */
  FoldIn(Objective objective, Vocabulary items, int[] counts, float[][] factors) {
    this.objective = objective;
    this.items = items;
    this.counts = counts;
    this.factors = factors;
    this.itemWeights = new double[counts.length];
    Arrays.setAll(itemWeights, item -> objective.itemWeight().of(counts[item]));
    this.gram = Products.gram(factors, factors[0].length, 1);
  }

  /** Returns the items. */
  public Vocabulary items() {
    return items;
  }

  /** Returns the items' factors in a new table. */
  public VectorTable itemFactors() {
    return VectorTable.of(items, factors);
  }

  /**
   * Returns the factors of somebody who has seen these items, each time counting 1.
   *
   * @param ids the items, in any order
   * @return {@code float[width]}
   * @throws FactorizationException if there is no regularization and the equations are singular
   */
  public float[] factors(List<String> ids) {
    return factors(ids, Collections.nCopies(ids.size(), 1f));
  }

  /**
   * Returns the factors of somebody who has seen these items.
   *
   * @param ids the items, in any order
   * @param values the value of each, such as the dwell time, in the unit of the fit
   * @return {@code float[width]}
   * @throws IllegalArgumentException if the lists differ in length, or a value is not finite or has
   *     a negative weight
   * @throws FactorizationException if there is no regularization and the equations are singular
   */
  public float[] factors(List<String> ids, List<Float> values) {
    if (ids.size() != values.size()) {
      throw new IllegalArgumentException(
          "fold-in: every item needs a value, had " + ids.size() + " and " + values.size());
    }
    SortedMap<Integer, Double> row = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!objective.allows(values.get(i))) {
        throw new IllegalArgumentException(
            "fold-in: value %d must be finite and have a weight of at least 0, was %s"
                .formatted(i, values.get(i)));
      }
      int item = items.indexOf(ids.get(i));
      if (item >= 0 && counts[item] > 0) {
        row.merge(item, (double) values.get(i), Double::sum);
      }
    }
    float[] solution = new float[width()];
    if (!row.isEmpty()) {
      new CholeskySolver(width()).solve(problem(row), factors, gram, solution);
    }
    return solution;
  }

  private RowProblem problem(SortedMap<Integer, Double> row) {
    RowProblem problem = new RowProblem(objective);
    problem.begin(row.size(), items.size());
    double userWeight = objective.userWeight().of(row.size());
    int index = 0;
    for (Map.Entry<Integer, Double> cell : row.entrySet()) {
      int item = cell.getKey();
      float value = cell.getValue().floatValue();
      problem.set(index++, item, value, userWeight * itemWeights[item]);
    }
    return problem;
  }

  @Override
  public String name() {
    return "folded_in";
  }

  @Override
  public String fingerprint() {
    var builder = TensorFile.builder();
    builder.json("folded_in", FoldInTensors.write(this, builder, "folded_in"));
    return builder.build().sha256();
  }

  @Override
  public int width() {
    return factors[0].length;
  }

  /**
   * Writes the factors of somebody who has seen these items.
   *
   * @throws FactorizationException if there is no regularization and the equations are singular
   */
  @Override
  public void encode(List<String> values, float[] target, int offset) {
    float[] vector = factors(values);
    System.arraycopy(vector, 0, target, offset, vector.length);
  }

  Objective objective() {
    return objective;
  }

  int[] counts() {
    return counts;
  }

  float[][] rows() {
    return factors;
  }
}
