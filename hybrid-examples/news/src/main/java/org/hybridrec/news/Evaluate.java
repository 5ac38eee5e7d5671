package org.hybridrec.news;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.RankingReport;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates a saved model. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Ranks the label of every row among all items. Labels that the model does not know count as"
          + " misses.",
      "Prints all metrics with 95 %% intervals, calibration, coverage, Gini and, where asked for,"
          + " novelty and parts of the rows. The JSON begins with rows, accuracy, top_k_accuracy,"
          + " mrr_at_k, ndcg_at_k and loss.",
      "With --split-by only the rows that train --split-by holds out are evaluated. Facts of the"
          + " model that were fitted on evaluated rows are flagged on standard error."
    },
    footer = {
      "",
      "Example:",
      "  hybrid evaluate --model news.safetensors --eval rows.csv.gz --split-by visitor_id --json"
    })
final class Evaluate implements Callable<Integer> {

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "A saved model.")
  private Path model;

  @Option(
      names = "--eval",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Rows with labels: CSV, also compressed (.gz), or Arrow; several as one.")
  private List<Path> eval;

  @Option(
      names = "--train",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "The rows that the model learned from, for novelty and for parts of the rows by how often"
              + " their label was one; with --split-by those that are not held out.")
  private @Nullable List<Path> train;

  @Option(
      names = "--k",
      defaultValue = "10",
      description = "Length of the lists that are evaluated (default ${DEFAULT-VALUE}).")
  private int k;

  @Option(names = "--json", description = "Print the report as one line of JSON, nothing else.")
  private boolean json;

  @Mixin private DataFiles data;
  @Mixin private SplitOptions split;
  @Mixin private RankingOptions ranking;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Evaluate() {}

  @Override
  public Integer call() {
    UserError.checkK(k);
    HybridModel loaded = ModelFiles.load(model);
    ExampleSource rows = split.evaluation(data.open(eval));
    split.checkRows(rows, "to evaluate on", "choose another --split-share");
    Report.flagged(loaded.recommender().fittedFacts().problems(rows), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    Evaluator evaluator =
        ranking.evaluator(k, learned(), loaded.recommender().label().field(), split.field());
    List<EncodingReport> met = new ArrayList<>();
    RankingReport report = evaluator.evaluate(loaded.scorer(met::add), rows);
    if (json) {
      out.println(report.toJson());
    } else {
      met.forEach(columns -> Report.encoding(columns, out));
      print(report, out);
    }
    return 0;
  }

  private void print(RankingReport report, PrintWriter out) {
    out.println();
    out.print(report.toText());
    if (ranking.visitor(split.field()) == null) {
      out.println();
      out.println(
          "Each row counts as a visitor; name their field (--visitor), or intervals may be too"
              + " narrow.");
    }
  }

  /** The rows that the model learned from, null where they are not named. */
  private @Nullable ExampleSource learned() {
    return train == null ? null : split.training(data.open(train));
  }
}
