package org.hybridrec.features.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * The whole way from page views to a data set on disk: cleaning, next-content examples, split,
 * facts fitted on the training part, checks for leakage, shards. Says what to do; {@link #run} does
 * it. Not thread-safe. Every option may be set once, but vocabularies and means one for each field.
 *
 * <pre>{@code
 * PrepareSummary summary =
 *     Preparation.of(views)
 *         .firstAuthor("author")
 *         .examples(examples -> examples.withoutRepeats().history("history", 10))
 *         .split(Split.byVisitor("visitor_id", 0.1))
 *         .vocabulary("category", 1, 100)
 *         .mean("months_since_epoch")
 *         .shards(4)
 *         .run(folder, ".arrows", ArrowFiles::write);
 * }</pre>
 */
public final class Preparation {

  /** A fact to be fitted: of which field, and how. */
  record Wanted(String field, Function<PartFacts, Fitted<?>> fit) {}

  final ExampleSource views;
  private final Set<String> given = new HashSet<>();
  final List<UnaryOperator<Cleaning>> cleaning = new ArrayList<>();
  UnaryOperator<NextContentBuilder> examples = builder -> builder;
  Split split = Split.byVisitor("visitor_id", 0.1);
  @Nullable List<String> columns;
  boolean labColumns;
  final List<Wanted> facts = new ArrayList<>();
  int shards = 1;
  Path temporaryFolder = Path.of(System.getProperty("java.io.tmpdir"));

  private Preparation(ExampleSource views) {
    this.views = views;
  }

  /** Starts with page views; see {@link NextContentBuilder} for the columns they need. */
  public static Preparation of(ExampleSource views) {
    return new Preparation(views);
  }

  /**
   * Keeps the first author of a column, as {@link Cleaning#firstAuthor} does. Default: as it is.
   */
  public Preparation firstAuthor(String column) {
    once("firstAuthor");
    cleaning.add(rows -> rows.firstAuthor(column));
    return this;
  }

  /** Counts months since 1970, as {@link Cleaning#monthsSince1970} does. Default: none. */
  public Preparation monthsSince1970(String column, String months) {
    once("monthsSince1970");
    cleaning.add(rows -> rows.monthsSince1970(column, months));
    return this;
  }

  /** Sets options of the examples; default those of {@link NextContentBuilder}. */
  public Preparation examples(UnaryOperator<NextContentBuilder> options) {
    once("examples");
    this.examples = options;
    return this;
  }

  /** Sets the split; default by {@code visitor_id}, a tenth of the visitors for testing. */
  public Preparation split(Split split) {
    once("split");
    this.split = split;
    return this;
  }

  /**
   * Writes these columns in this order, with visitor and label among them; default all columns of
   * the examples. Facts are fitted and rows compared on these columns.
   */
  public Preparation columns(List<String> names) {
    once("columns");
    this.columns = List.copyOf(names);
    return this;
  }

  /** Writes the lab's columns in the lab's order, see {@link SelectedColumns#lab}. */
  public Preparation labColumns() {
    once("columns");
    this.labColumns = true;
    return this;
  }

  /**
   * Lists the values of a column.
   *
   * @param minimumCount how often a value must occur, at least 1
   * @param maximumSize most values kept, at least 1
   * @throws IllegalArgumentException if a limit is below 1
   */
  public Preparation vocabulary(String field, long minimumCount, int maximumSize) {
    once("vocabulary of " + field);
    if (minimumCount < 1 || maximumSize < 1) {
      throw new IllegalArgumentException(
          String.format(
              "vocabulary of %s: minimum count and maximum size must be at least 1, were %d and %d",
              field, minimumCount, maximumSize));
    }
    facts.add(new Wanted(field, part -> part.counts(field, minimumCount, maximumSize)));
    return this;
  }

  /** Computes the mean of a column. */
  public Preparation mean(String field) {
    once("mean of " + field);
    facts.add(new Wanted(field, part -> part.moments(field)));
    return this;
  }

  /** Sets the number of files of each part, at least 1; default 1. */
  public Preparation shards(int count) {
    once("shards");
    this.shards = count;
    return this;
  }

  /** Sets the folder of temporary files; default that of the JVM, {@code java.io.tmpdir}. */
  public Preparation temporaryFolder(Path folder) {
    once("temporaryFolder");
    this.temporaryFolder = folder;
    return this;
  }

  private void once(String option) {
    if (!given.add(option)) {
      throw new IllegalStateException(option + " is set twice; set it once");
    }
  }

  ExampleSource selected(ExampleSource rows) {
    if (labColumns) {
      return SelectedColumns.lab(rows);
    }
    return columns == null ? rows : SelectedColumns.of(rows, columns);
  }

  /** Finds what can be found before any row is read. */
  void check(SourceSchema written, NextContent content) {
    Problems problems = new Problems(written);
    problems.category(content.visitor(), "the check for leakage");
    problems.category(content.label(), "the check for leakage");
    facts.forEach(fact -> problems.any(fact.field(), "a fact"));
    problems.throwAny();
  }

  /**
   * Reads the views once, with a temporary file as large as the examples, and writes {@code
   * train-00000-of-00001.arrows} and so on for each part that the split uses, and the facts as
   * {@link FactFiles} does in the folder {@code facts}. Files of the same names are replaced. If
   * writing fails, the part being written is deleted again, parts written before it stay.
   *
   * @param folder where the files go; made if it is not there
   * @param extension end of the shards' names, {@code .arrows} or {@code .csv.gz}
   * @param writer writes one shard: {@code ArrowFiles::write} or {@code CsvFiles::write}
   * @throws org.hybridrec.features.source.SchemaException if the views lack a column, before any is
   *     read
   * @throws org.hybridrec.features.source.InvalidDataException if a part has no row, or a field
   *     without a value is to have a mean
   * @throws java.io.UncheckedIOException if reading or writing fails
   */
  public PrepareSummary run(
      Path folder, String extension, BiConsumer<? super ExampleSource, ? super Path> writer) {
    try (PreparationRun run = new PreparationRun(this)) {
      Map<Part, Shards> sets = new EnumMap<>(Part.class);
      for (Part part : Part.values()) {
        sets.put(part, new Shards(part.toString(), extension, shards));
      }
      return run.to(folder, sets, writer);
    }
  }
}
