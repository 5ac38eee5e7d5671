package org.hybridrec.news;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.hybridrec.core.FitReport;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.features.ColumnReport;
import org.hybridrec.features.EncodingReport;
import org.jspecify.annotations.Nullable;

/** What fitting and evaluating found, for people. */
final class Report {

  private Report() {}

  static void fit(FitReport fit, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "fitted on %,d rows: %,d steps, %,d epochs, loss %.4f%n",
        fit.rows(),
        fit.steps(),
        fit.epochs(),
        fit.loss());
    encoding(fit.encoding(), out);
  }

  static void encoding(EncodingReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "rows read: %,d; without a label: %,d; with a label that is not in the item index: %,d%n",
        report.rows(),
        report.missingLabels(),
        report.unknownLabels());
    Table table =
        new Table("column", "missing", "defaulted", "unknown", "invalid", "hashed", "colliding");
    for (ColumnReport column : report.columns()) {
      table.add(cells(column));
    }
    table.print(out);
    if (report.columns().stream()
        .anyMatch(column -> column.invalid() > 0 && column.missing() > 0)) {
      out.println("  a row that an invalid value leaves without any is counted under missing too");
    }
  }

  private static Object[] cells(ColumnReport column) {
    return new Object[] {
      column.column(),
      count(column.missing()),
      count(column.defaulted()),
      count(column.unknown()),
      count(column.invalid()),
      count(column.distinctHashed()),
      count(column.collidingHashed())
    };
  }

  static void evaluation(Evaluation evaluation, PrintWriter out) {
    out.printf(Locale.ROOT, "evaluated on %,d rows%n", evaluation.rows());
    int k = evaluation.k();
    new Table("metric", "value")
        .add("accuracy", digits(evaluation.accuracy()))
        .add("top-" + k + " accuracy", digits(evaluation.topKAccuracy()))
        .add("MRR@" + k, digits(evaluation.mrrAtK()))
        .add("NDCG@" + k, digits(evaluation.ndcgAtK()))
        .add("loss", digits(evaluation.loss()))
        .add("mean rank", digits(evaluation.meanRank()))
        .add("unknown labels", count(evaluation.unknownLabels()))
        .print(out);
  }

  static String digits(@Nullable Double value) {
    return value == null ? "none" : String.format(Locale.ROOT, "%.4f", value);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** What must not be trusted, one line each. */
  static void flagged(List<String> problems, PrintWriter err) {
    problems.forEach(problem -> err.println("FLAGGED: " + problem));
  }
}
