package org.hybridrec.core.factorization;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.hybridrec.features.Definition;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.jspecify.annotations.Nullable;

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
 * <p>As an encoder it takes the ids of the items, each counting 1.
 */
public final class FoldIn implements FactorEncoder {

  static final String NAME = "folded_in";

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
      int item = indexOf(ids.get(i));
      if (item >= 0) {
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

  /** Whether equations have one solution even where a row adds next to nothing to YᵀY. */
  boolean solvesEveryRow() {
    RowProblem problem = new RowProblem(objective);
    problem.begin(1, items.size());
    problem.set(0, 0, 1, 0);
    try {
      new CholeskySolver(width()).solve(problem, factors, gram, new float[width()]);
      return true;
    } catch (FactorizationException e) {
      return false;
    }
  }

  /** The number of an item, -1 for one that nobody has seen. */
  int indexOf(String id) {
    int item = items.indexOf(id);
    return item >= 0 && counts[item] > 0 ? item : -1;
  }

  /** These factors turned onto others of the same items; see {@link CrossFit}. */
  FoldIn alignedTo(FoldIn reference) {
    int width = width();
    double[][] product = new double[width][width];
    for (int item = 0; item < counts.length; item++) {
      for (int i = 0; i < width; i++) {
        double scaled = (double) counts[item] * factors[item][i];
        for (int j = 0; j < width; j++) {
          product[i][j] = Math.fma(scaled, reference.factors[item][j], product[i][j]);
        }
      }
    }
    return turned(Procrustes.closestRotation(product));
  }

  private FoldIn turned(double[][] rotation) {
    float[][] turned = new float[factors.length][width()];
    for (int item = 0; item < turned.length; item++) {
      for (int j = 0; j < width(); j++) {
        double sum = 0;
        for (int i = 0; i < width(); i++) {
          sum = Math.fma(factors[item][i], rotation[i][j], sum);
        }
        turned[item][j] = (float) sum;
      }
    }
    return new FoldIn(objective, items, counts, turned);
  }

  @Override
  public FoldIn foldIn() {
    return this;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String fingerprint() {
    return fingerprint(NAME);
  }

  /** Computed anew each time: over all factors. */
  String fingerprint(String name) {
    TensorFileBuilder builder = TensorFile.builder();
    builder.json(name, write(builder, name));
    return builder.build().sha256();
  }

  /**
   * Puts the factors into a file that is being made.
   *
   * @param builder where tensors are put
   * @param prefix how the names of the tensors begin
   * @return what {@link #read} needs to find them again: maps, texts and numbers
   */
  public Map<String, Object> write(TensorFileBuilder builder, String prefix) {
    return FoldInTensors.write(this, builder, prefix);
  }

  /**
   * Finds factors in a file.
   *
   * @param tree what {@link #write} returned
   * @throws org.hybridrec.features.DefinitionException if the tree cannot be understood
   * @throws org.hybridrec.core.file.ModelFormatException if a tensor is not there
   */
  public static FoldIn read(Definition tree, TensorFile tensors) {
    return tree.read(body -> FoldInTensors.read(body, tensors));
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
    Objects.checkFromIndexSize(offset, width(), target.length);
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FoldIn that
        && objective.equals(that.objective)
        && items.equals(that.items)
        && Arrays.equals(counts, that.counts)
        && Arrays.deepEquals(factors, that.factors);
  }

  @Override
  public int hashCode() {
    return Objects.hash(objective, items, Arrays.hashCode(counts), Arrays.deepHashCode(factors));
  }

  @Override
  public String toString() {
    return "FoldIn of %d items, %d factors".formatted(items.size(), width());
  }
}
