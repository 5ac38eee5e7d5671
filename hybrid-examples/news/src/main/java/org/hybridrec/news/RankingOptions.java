package org.hybridrec.news;

import java.util.List;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.TrainingCounts;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an evaluation looks at, besides the ranking of labels. */
final class RankingOptions {

  @Option(
      names = "--visitor",
      paramLabel = "FIELD",
      description =
          "The field of visitors, whose rows belong together in intervals (default: that of"
              + " --split-by).")
  private @Nullable String visitor;

  @Option(
      names = "--history",
      paramLabel = "FIELD",
      description = "A field with a list, by whose length the rows are parted.")
  private @Nullable String history;

  @Option(
      names = "--age",
      paramLabel = "FIELD",
      description = "A field with a number, such as the article's age, by which rows are parted.")
  private @Nullable String age;

  @Option(
      names = "--ages",
      paramLabel = "LOW",
      split = ",",
      description = "Where the ranges of --age begin, all but the first, as in 1,6,24.")
  private double @Nullable [] ages;

  @Option(
      names = "--without-seen",
      paramLabel = "FIELD",
      split = ",",
      description =
          "Fields with items that are not ranked, because the visitor has seen them; a label among"
              + " them is a miss.")
  private @Nullable List<String> seen;

  RankingOptions() {}

  /** The field of visitors, null for none. */
  @Nullable String visitor(@Nullable String splitBy) {
    return visitor == null ? splitBy : visitor;
  }

  /**
   * Returns the evaluator that is asked for.
   *
   * @param learned the rows that the model learned from, null where nobody knows
   * @param label the field with the item that came next
   */
  Evaluator evaluator(
      int k, @Nullable ExampleSource learned, String label, @Nullable String splitBy) {
    Evaluator evaluator = parts(Evaluator.at(k));
    String field = visitor(splitBy);
    if (field != null) {
      evaluator = evaluator.visitors(field);
    }
    if (learned != null) {
      evaluator = evaluator.trainingCounts(TrainingCounts.of(learned, label));
    }
    return seen == null ? evaluator : evaluator.withoutSeen(seen.toArray(String[]::new));
  }

  private Evaluator parts(Evaluator evaluator) {
    Evaluator parted = history == null ? evaluator : evaluator.history(history);
    if ((age == null) != (ages == null)) {
      throw new UserError("--age FIELD and --ages LOW,… go together; give both");
    }
    if (age == null || ages == null) {
      return parted;
    }
    try {
      return parted.age(age, ages);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
