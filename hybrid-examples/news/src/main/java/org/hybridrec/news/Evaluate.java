package org.hybridrec.news;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.features.source.ExampleSource;
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
      names = "--k",
      defaultValue = "10",
      description = "Length of the lists that are evaluated (default ${DEFAULT-VALUE}).")
  private int k;

  @Option(names = "--json", description = "Print the metrics as one line of JSON, nothing else.")
  private boolean json;

  @Mixin private DataFiles data;
  @Mixin private SplitOptions split;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Evaluate() {}

  @Override
  public Integer call() {
    UserError.checkK(k);
    HybridModel loaded = ModelFiles.load(model);
    ExampleSource rows = split.evaluation(data.open(eval));
    Report.flagged(loaded.recommender().fittedFacts().problems(rows), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(loaded.evaluate(rows, k, report -> {}).toJson());
    } else {
      Evaluation evaluation = loaded.evaluate(rows, k, report -> Report.encoding(report, out));
      Report.evaluation(evaluation, out);
    }
    return 0;
  }
}
