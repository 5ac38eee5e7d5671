package org.hybridrec.news;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hybridrec.core.evaluation.Comparison;
import org.hybridrec.core.experiment.Experiment;
import org.hybridrec.core.experiment.ExperimentResult;
import org.hybridrec.core.experiment.ExperimentRows;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an experiment. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs an experiment: trains all its arms on the same rows with the same seeds, measures them"
          + " on the same held-out rows, and prints figures with 95 %% intervals and answers to the"
          + " experiment's questions."
    },
    footer = {
      "",
      "Example:",
      "  hybrid compare --experiment experiments/kurier.yaml --rows rows.csv.gz --directory out"
    })
final class Compare implements Callable<Integer> {

  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "FILE",
      description = "What is to be compared, in YAML.")
  private Path experiment;

  @Option(
      names = "--rows",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Rows with labels, which the experiment parts: CSV, also compressed (.gz), or Arrow;"
              + " several as one.")
  private List<Path> rows;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Also write comparison.txt, .md, .json and a plot of the arms, comparison.png, there.")
  private @Nullable Path directory;

  @Option(names = "--json", description = "Print one line of JSON, nothing else.")
  private boolean json;

  @Mixin private DataFiles data;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Compare() {}

  @Override
  public Integer call() {
    InputFile.check("experiment", experiment);
    Experiment read = Experiment.read(experiment);
    PrintWriter err = spec.commandLine().getErr();
    ExperimentResult result =
        read.run(ExperimentRows.of(read.split().of(data.open(rows))), err::println);
    result.canaries().forEach(err::println);
    Comparison comparison = result.comparison();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(comparison.toJson());
    } else {
      out.print(comparison.toText());
    }
    if (directory != null) {
      write(comparison, directory);
    }
    return 0;
  }

  /** Writes a comparison in all its forms. */
  static void write(Comparison comparison, Path directory) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("comparison.txt"), comparison.toText());
      Files.writeString(directory.resolve("comparison.md"), comparison.toMarkdown());
      Files.writeString(directory.resolve("comparison.json"), comparison.toJson() + "\n");
      ArmsPlot.write(comparison, directory.resolve("comparison.png"));
    } catch (IOException e) {
      throw new UncheckedIOException("the comparison cannot be written: " + e.getMessage(), e);
    }
  }
}
