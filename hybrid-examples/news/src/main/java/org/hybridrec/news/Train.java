package org.hybridrec.news;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hybridrec.core.FittedFacts;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.TrainingRun;
import org.hybridrec.core.evaluation.Evaluation;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.DirtyValues;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.news.report.HeldOutRows;
import org.hybridrec.news.report.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits a recipe and saves the model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fits a recipe on rows and saves the model.",
      "With --split-by the model learns from the rows that are not held out, and is evaluated on"
          + " those that are: of --eval where that is given, otherwise of --train.",
      "With --run DIR a training that was stopped in any way goes on, with the same command and"
          + " --resume, to the same model, and writes a report there; see report."
    },
    footer = {
      "",
      "Example:",
      "  hybrid train --recipe recipes/lab-without-factors.yaml --train rows.csv.gz \\",
      "      --header visitor_id,content_id,category,title,author,months_since_epoch,next_content_id \\",
      "      --split-by visitor_id --split-share 0.1 --model news.safetensors"
    })
final class Train implements Callable<Integer> {

  @Option(names = "--recipe", required = true, paramLabel = "FILE", description = "Recipe in YAML.")
  private Path recipe;

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
      description = "Rows to evaluate the fitted model on.")
  private @Nullable List<Path> eval;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "Where the model goes. The file appears whole or not at all.")
  private Path model;

  @Mixin private DataFiles data;
  @Mixin private LearningSplitOptions split;
  @Mixin private RunFolderOptions runFolder;
  @Mixin private HeldOutOptions heldOut;

  @Option(
      names = "--k",
      defaultValue = "10",
      description = "Length of the lists that are evaluated (default ${DEFAULT-VALUE}).")
  private int k;

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Replaces the recipe's seed.")
  private @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "NUMBER",
      description =
          "Threads to train with (default: as many as there are processors); the model is the same"
              + " for any number.")
  private @Nullable Integer threads;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Train() {}

  @Override
  public Integer call() {
    UserError.checkK(k);
    if (threads != null && threads < 1) {
      throw new UserError("--threads must be at least 1, was " + threads);
    }
    runFolder.check(split.hasValidation());
    ModelFiles.checkTarget(model);
    InputFile.check("recipe", recipe);
    ExampleSource rows = data.open(train);
    ExampleSource evaluationRows = evaluationRows(rows);
    checkRows(rows, evaluationRows);
    Recipe read = recipe();
    HeldOutRows measured = measured(read.labelField().orElse(""), rows, evaluationRows);
    HybridRecommender recommender = recommender(read, split.learned(rows), evaluationRows);
    HybridModel fitted = fit(recommender, split.learned(rows), split.validation(rows));
    fitted.save(model);
    PrintWriter out = spec.commandLine().getOut();
    Report.fit(fitted.fitReport(), out);
    FittedFacts facts = fitted.recommender().fittedFacts();
    Report.flagged(
        evaluationRows == null ? facts.problems() : facts.problems(evaluationRows),
        spec.commandLine().getErr());
    if (evaluationRows != null) {
      Evaluation evaluation =
          fitted.evaluate(evaluationRows, k, report -> Report.encoding(report, out));
      Report.evaluation(evaluation, out);
    }
    out.println("saved " + model);
    if (runFolder.folder() != null) {
      report(runFolder.folder(), measured, out);
    }
    return 0;
  }

  private void checkRows(ExampleSource rows, @Nullable ExampleSource evaluationRows) {
    String other = "choose another --split-share, or name other rows by --eval";
    split.checkRows(split.learned(rows), "to learn from", other);
    if (evaluationRows != null) {
      split.checkRows(evaluationRows, "to evaluate on", other);
    }
    ExampleSource validation = split.validation(rows);
    if (validation != null) {
      split.checkRows(validation, "to watch the loss on", "choose another --validation-share");
    }
  }

  /** What the report measures, null where there is none or it measures nothing. */
  private @Nullable HeldOutRows measured(
      String label, ExampleSource rows, @Nullable ExampleSource evaluationRows) {
    if (runFolder.folder() == null || evaluationRows == null) {
      heldOut.requireUnused(
          runFolder.folder() == null ? "add --run DIR" : "add --eval FILE or --split-by FIELD");
      return null;
    }
    return heldOut.rows(evaluationRows, k, split.learned(rows), label, split.field());
  }

  private void report(Path folder, @Nullable HeldOutRows measured, PrintWriter out) {
    if (split.hasValidation()) {
      out.println("best model on the validation rows " + folder.resolve("best.safetensors"));
    } else {
      out.println("no best model: there are no validation rows (--validation-share)");
    }
    RunReport report = RunReport.of(folder);
    if (measured != null) {
      report = report.heldOut(measured);
    }
    Path file = folder.resolve(RunReport.NAME);
    report.write(file);
    out.println("report " + file);
  }

  private @Nullable ExampleSource evaluationRows(ExampleSource rows) {
    if (eval != null) {
      return split.evaluation(data.open(eval));
    }
    return split.isWanted() ? split.evaluation(rows) : null;
  }

  private Recipe recipe() {
    Recipe read = Recipe.read(recipe);
    return seed == null ? read : read.withSeed(seed);
  }

  private HybridRecommender recommender(
      Recipe read, ExampleSource learned, @Nullable ExampleSource evaluationRows) {
    HybridRecommender recommender =
        threads == null ? read.fit(learned) : read.fit(learned, threads);
    if (evaluationRows != null) {
      checkColumns(recommender, evaluationRows);
    }
    return recommender;
  }

  /** Finds before training what evaluating would find after it. */
  private static void checkColumns(HybridRecommender recommender, ExampleSource evaluationRows) {
    try {
      recommender.encoder().bind(evaluationRows.schema(), recommender.label(), DirtyValues.COUNT);
    } catch (SchemaException e) {
      throw new UserError("rows to evaluate on: " + String.join("; ", e.problems()));
    }
  }

  private HybridModel fit(
      HybridRecommender recommender, ExampleSource learned, @Nullable ExampleSource validation) {
    if (validation == null && recommender.training().patience() > 0) {
      throw new UserError(
          "recipe "
              + recipe
              + ": early_stopping needs rows to watch the loss on; add --split-by FIELD"
              + " --validation-share 0.1");
    }
    TrainingRun plain = threads == null ? recommender.run() : recommender.run().threads(threads);
    TrainingRun run = runFolder.applyTo(plain);
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      return (validation == null ? run : run.validation(validation))
          .listener(progress)
          .fit(learned);
    }
  }
}
