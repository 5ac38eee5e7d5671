package org.hybridrec.news;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.dataset.NextContentBuilder;
import org.hybridrec.features.dataset.Preparation;
import org.hybridrec.features.dataset.PrepareSummary;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a data set of page views. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a data set of page views: examples whose label is the content that the visitor viewed"
          + " next, in parts to learn from and to evaluate on, with the facts fitted on the first.",
      "Prints what was read, what was left out and why, and what the parts have in common."
    },
    footer = {
      "",
      "Example:",
      "  hybrid prepare --views views.csv.gz --out data --history 10 --first-author author \\",
      "      --split visitor --test-share 0.1",
      "  hybrid train --recipe recipes/hybrid.yaml --train data/train-00000-of-00001.arrows \\",
      "      --eval data/test-00000-of-00001.arrows --model news.safetensors"
    })
final class Prepare implements Callable<Integer> {

  private static final String CLICK_SESSION = "click_session";

  private enum Format {
    arrow,
    csv
  }

  private enum Way {
    visitor,
    time,
    lab
  }

  @Option(
      names = "--views",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Page views: CSV, also compressed (.gz), or Arrow; several as one.")
  private List<Path> views;

  @Mixin private DataFiles data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the parts go, and the facts in its folder facts.")
  private Path out;

  @Option(
      names = "--format",
      defaultValue = "arrow",
      description = "Form of the parts: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--shards",
      defaultValue = "1",
      paramLabel = "NUMBER",
      description = "Files of each part (default ${DEFAULT-VALUE}).")
  private int shards;

  @Mixin private ViewOptions examples;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Columns of the parts in their order, visitor and label among them.")
  private @Nullable List<String> columns;

  @Option(names = "--lab-columns", description = "The lab's columns in the lab's order.")
  private boolean labColumns;

  @Option(
      names = "--first-author",
      paramLabel = "COLUMN",
      description = "Column of authors of which the first is kept.")
  private @Nullable String firstAuthor;

  @Option(
      names = "--months",
      paramLabel = "COLUMN=NAME",
      description =
          "Column of publication months, yyyy.mm or yyyy-mm, which becomes a column NAME of months"
              + " since January 1970.")
  private @Nullable String months;

  @Option(
      names = "--split",
      defaultValue = "visitor",
      paramLabel = "WAY",
      description = {
        "How rows are parted (default ${DEFAULT-VALUE}):",
        "visitor: all rows of a visitor in one part, by --test-share and --validation-share;",
        "time: by the start of the session of the click, from --test-from and --validation-from on;",
        "lab: by visitor and content together, for comparisons with the lab alone."
      })
  private Way way;

  @Option(
      names = "--test-share",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Share of the visitors to evaluate on (default ${DEFAULT-VALUE}).")
  private double testShare;

  @Option(
      names = "--validation-share",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Share of the visitors to choose by (default ${DEFAULT-VALUE}).")
  private double validationShare;

  @Option(
      names = "--test-from",
      paramLabel = "TIME",
      description = "First moment of the rows to evaluate on.")
  private @Nullable Long testFrom;

  @Option(
      names = "--validation-from",
      paramLabel = "TIME",
      description = "First moment of the rows to choose by.")
  private @Nullable Long validationFrom;

  @Option(
      names = "--vocabulary",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns whose values are listed, by frequency in the part to learn from.")
  private List<String> vocabularies = List.of();

  @Option(
      names = "--minimum-count",
      defaultValue = "1",
      paramLabel = "NUMBER",
      description = "How often a listed value occurs at least (default ${DEFAULT-VALUE}).")
  private long minimumCount;

  @Option(
      names = "--maximum-size",
      defaultValue = "1000000",
      paramLabel = "NUMBER",
      description = "How many values are listed at most (default ${DEFAULT-VALUE}).")
  private int maximumSize;

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns whose mean is taken, over the part to learn from.")
  private List<String> means = List.of();

  @Option(
      names = "--temporary",
      paramLabel = "FOLDER",
      description = "Where temporary files go (default: the system's folder for them).")
  private @Nullable Path temporary;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Prepare() {}

  @Override
  public Integer call() {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError("--out " + out + ": is a file; name a folder");
    }
    examples.check();
    ExampleSource source = data.open(views);
    Preparation preparation;
    try {
      preparation = preparation(source);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
    PrepareSummary summary =
        preparation.run(out, format == Format.csv ? ".csv.gz" : ".arrows", writer());
    spec.commandLine().getOut().print(summary);
    return 0;
  }

  private BiConsumer<ExampleSource, Path> writer() {
    return format == Format.csv ? CsvFiles::write : ArrowFiles::write;
  }

  private Preparation preparation(ExampleSource source) {
    if (shards < 1) {
      throw new UserError("--shards must be at least 1, was " + shards);
    }
    Preparation preparation =
        Preparation.of(source).examples(this::examples).split(split()).shards(shards);
    clean(preparation);
    if (labColumns) {
      if (columns != null) {
        throw new UserError("--lab-columns and --columns: give one of them");
      }
      preparation.labColumns();
    } else if (columns != null) {
      preparation.columns(columns);
    }
    vocabularies.forEach(field -> preparation.vocabulary(field, minimumCount, maximumSize));
    means.forEach(preparation::mean);
    if (temporary != null) {
      preparation.temporaryFolder(temporary);
    }
    return preparation;
  }

  private void clean(Preparation preparation) {
    if (firstAuthor != null) {
      preparation.firstAuthor(firstAuthor);
    }
    if (months != null) {
      String[] names = months.split("=", -1);
      if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
        throw new UserError("--months takes COLUMN=NAME, was " + months);
      }
      preparation.monthsSince1970(names[0], names[1]);
    }
  }

  private NextContentBuilder examples(NextContentBuilder builder) {
    examples.set(builder);
    return way == Way.time ? builder.clickSession(CLICK_SESSION) : builder;
  }

  private Split split() {
    return switch (way) {
      case visitor -> Split.byVisitor(examples.visitor(), testShare, validationShare);
      case lab -> Split.lab(examples.visitor(), examples.content());
      case time -> byTime();
    };
  }

  private Split byTime() {
    if (testFrom == null) {
      throw new UserError("--split time needs --test-from TIME");
    }
    return validationFrom == null
        ? Split.byTime(CLICK_SESSION, testFrom)
        : Split.byTime(CLICK_SESSION, validationFrom, testFrom);
  }
}
