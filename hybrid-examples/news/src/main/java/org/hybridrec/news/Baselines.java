package org.hybridrec.news;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hybridrec.core.baselines.CatalogueTooLargeException;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates the recommenders that every model should beat. */
@Command(
    name = "baselines",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Evaluates recommenders without a network: the most popular items, and the items that most"
          + " often followed the current one, filled up with the most popular.",
      "With --history also what followed the last ten items; with --visitor also the neighbours of"
          + " items (cosine of visitors), EASE, and collaborative factors alone.",
      "The items are the labels of the rows learned from. With --split-by, those are the rows that"
          + " are not held out; evaluated are the ones that are, as with train and evaluate."
    },
    footer = {
      "",
      "Example:",
      "  hybrid baselines --train rows.csv.gz --split-by visitor_id \\",
      "      --label next_content_id --current content_id --visitor visitor_id"
    })
final class Baselines implements Callable<Integer> {

  @Option(
      names = "--train",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Rows to learn from: CSV, also compressed (.gz), or Arrow; several as one.")
  private List<Path> train;

  @Option(
      names = "--eval",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Rows to evaluate on; by default the held-out rows of --train.")
  private @Nullable List<Path> eval;

  @Option(
      names = "--label",
      required = true,
      paramLabel = "FIELD",
      description = "The field with the item that came next.")
  private String label;

  @Option(
      names = "--current",
      required = true,
      paramLabel = "FIELD",
      description = "The field with the current item.")
  private String current;

  @Option(
      names = "--history",
      paramLabel = "FIELD",
      description = "A field with the list of items before the current one, newest first.")
  private @Nullable String history;

  @Option(names = "--visitor", paramLabel = "FIELD", description = "The field with the visitor.")
  private @Nullable String visitor;

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
  Baselines() {}

  @Override
  public Integer call() {
    UserError.checkK(k);
    if (eval == null && !split.isWanted()) {
      throw new UserError("there is nothing to evaluate on; add --eval FILE or --split-by FIELD");
    }
    ExampleSource rows = data.open(train);
    ExampleSource learned = split.training(rows);
    ExampleSource evaluated = split.evaluation(eval == null ? rows : data.open(eval));
    String advice = "choose another --split-share";
    split.checkRows(learned, "to learn from", advice);
    split.checkRows(evaluated, "to evaluate on", advice);
    LabelColumn next = new LabelColumn(label, ItemIndex.of(learned, label));
    print(evaluate(new BaselineScorers(learned, next, current, history, visitor), evaluated));
    return 0;
  }

  private Map<String, Evaluation> evaluate(BaselineScorers scorers, ExampleSource rows) {
    Map<String, Evaluation> evaluations = new LinkedHashMap<>();
    scorers
        .all()
        .forEach(
            (name, scorer) -> {
              try {
                evaluations.put(name, Evaluator.at(k).evaluate(scorer.get(), rows).evaluation());
              } catch (CatalogueTooLargeException e) {
                spec.commandLine().getErr().println(e.getMessage());
              }
            });
    return evaluations;
  }

  private void print(Map<String, Evaluation> evaluations) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          evaluations.entrySet().stream()
              .map(
                  each ->
                      "\"" + BaselineScorers.key(each.getKey()) + "\":" + each.getValue().toJson())
              .collect(Collectors.joining(",", "{", "}")));
      return;
    }
    evaluations.forEach(
        (name, evaluation) -> {
          out.println(name);
          Report.evaluation(evaluation, out);
        });
  }
}
