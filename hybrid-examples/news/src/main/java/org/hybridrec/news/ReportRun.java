package org.hybridrec.news;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.news.report.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the report of a training run. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes what a folder of train --run tells as one HTML file that needs no network: curves,"
          + " what the columns met, recipe, provenance, time.",
      "With --eval also figures with intervals on those rows, calibration, parts of the rows, the"
          + " contents served most and least; with --train, or --split-by, beside popularity and"
          + " counts of what followed.",
      "With --split-by only the rows that train --split-by holds out are evaluated, and the others"
          + " learned from, without those of --validation-share; --train alone then gives both."
    },
    footer = {
      "",
      "Example:",
      "  hybrid report --run run --train rows.csv.gz --split-by visitor_id --out report.html"
    })
final class ReportRun implements Callable<Integer> {

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the training.")
  private Path run;

  @Option(
      names = "--eval",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Rows to evaluate the run's latest model on: CSV, also compressed (.gz), or Arrow; several"
              + " as one.")
  private @Nullable List<Path> eval;

  @Option(
      names = "--train",
      arity = "1..*",
      paramLabel = "FILE",
      description = "The rows that the model learned from, for baselines.")
  private @Nullable List<Path> train;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the report goes (default: report.html in the folder).")
  private @Nullable Path out;

  @Option(
      names = "--k",
      defaultValue = "10",
      description = "Length of the lists that are evaluated (default ${DEFAULT-VALUE}).")
  private int k;

  @Mixin private DataFiles data;
  @Mixin private LearningSplitOptions split;
  @Mixin private HeldOutOptions heldOut;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ReportRun() {}

  @Override
  public Integer call() {
    UserError.checkK(k);
    Path target = out == null ? run.resolve(RunReport.NAME) : out;
    requireRun();
    ModelFiles.checkTarget("report", target);
    RunReport report = RunReport.of(run);
    ExampleSource learned = train == null ? null : data.open(train);
    ExampleSource rows = eval == null ? null : data.open(eval);
    if (rows == null && learned != null && split.isWanted()) {
      rows = learned;
    }
    if (rows == null && learned != null) {
      throw new UserError("--train needs rows to evaluate on; add --eval FILE or --split-by FIELD");
    }
    if (rows == null) {
      heldOut.requireUnused("add --eval FILE, or --train FILE with --split-by FIELD");
    } else {
      split.checkRows(split.evaluation(rows), "to evaluate on", "choose another --split-share");
      report =
          report.heldOut(
              heldOut.rows(
                  split.evaluation(rows),
                  k,
                  learned == null ? null : split.learned(learned),
                  report.label(),
                  split.field()));
    }
    report.write(target);
    spec.commandLine().getOut().println("report " + target);
    return 0;
  }

  private void requireRun() {
    if (!Files.isDirectory(run)) {
      throw new UserError("run folder " + run + ": there is no such folder");
    }
    if (!Files.exists(run.resolve(RunReport.MODEL))) {
      throw new UserError(
          "run folder "
              + run
              + ": there is no "
              + RunReport.MODEL
              + "; give the folder of hybrid train --run, at its first checkpoint or later");
    }
  }
}
