package org.hybridrec.core.tribuo;

import java.util.Locale;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;

/**
 * Both evaluators on Tribuo's data sets. Where no two labels share the highest score, {@code
 * accuracy} is the same in both.
 *
 * <p>Tribuo's {@code LabelEvaluator} keeps a matrix of labels² numbers and adds it up for each
 * label: memory grows with the square of the labels, time with their cube. This library's keeps a
 * few sums, whatever their number, and knows ranks beyond the first.
 */
public final class TribuoEvaluation {

  /** The most labels that {@link #labels} takes: 32 MB for the matrix. */
  public static final int MOST_LABELS = 2_000;

  private TribuoEvaluation() {}

  /**
   * Evaluates by Tribuo's evaluator, after checking that it can.
   *
   * @param model any model of labels
   * @param data examples whose labels the model knows
   * @throws IllegalArgumentException if the model has more than {@value #MOST_LABELS} labels
   * @throws InvalidDataException if an example has no label or one that the model does not know;
   *     names the example
   */
  public static LabelEvaluation labels(Model<Label> model, Dataset<Label> data) {
    ImmutableOutputInfo<Label> domain = model.getOutputIDInfo();
    if (domain.size() > MOST_LABELS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Tribuo's evaluator keeps labels² numbers, %.1f GB for the model's %d labels; allowed"
                  + " are %d labels: use TribuoEvaluation.ranking(model, data, k), which needs no"
                  + " more for more labels",
              8e-9 * domain.size() * domain.size(),
              domain.size(),
              MOST_LABELS));
    }
    int row = 0;
    for (Example<Label> example : data) {
      check(example.getOutput(), domain, row++);
    }
    return new LabelEvaluator().evaluate(model, data);
  }

  private static void check(Label label, ImmutableOutputInfo<Label> domain, int row) {
    if (label.getLabel().equals(Label.UNKNOWN)) {
      throw new InvalidDataException("example " + row + " has no label; leave it out");
    }
    if (domain.getID(label) < 0) {
      throw new InvalidDataException(
          "example "
              + row
              + ": the model does not know the label "
              + Quoted.of(label.getLabel())
              + ", and Tribuo's evaluator cannot count it; leave it out, or use"
              + " TribuoEvaluation.ranking(model, data, k), where it is a miss");
    }
  }

  /**
   * Evaluates by this library's evaluator. Labels that the model does not know are misses.
   *
   * @param model the model
   * @param data a Tribuo {@code Dataset} or {@code DataSource}, or a list of examples
   * @param k length of the lists that the metrics "at k" look at
   * @throws InvalidDataException if there are no examples
   * @throws IllegalArgumentException if k is less than 1
   */
  public static Evaluation ranking(HybridTribuoModel model, Iterable<Example<Label>> data, int k) {
    return model.model().evaluate(TribuoSource.asked(data, model.model().recommender()), k);
  }
}
