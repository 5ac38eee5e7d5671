package org.hybridrec.features.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * Examples made of page views: the label of a view is the content that the same visitor viewed
 * next, in the order of session start, then hit time, then row of the source. Immutable; may be
 * shared between threads if the views may.
 *
 * <pre>{@code
 * NextContent examples =
 *     NextContent.builder(views).withoutRepeats().history("history", 10).build();
 * CsvFiles.write(examples, Path.of("examples.csv.gz"));
 * ViewCounts counts = examples.counts();
 * }</pre>
 *
 * <p><b>Columns</b>, in this order: label, visitor, content, all of text; the session of the click
 * if asked for; the further columns of the views, with their types; the history if asked for, a
 * list of text. Whole numbers as ids become their decimal text.
 *
 * <p><b>Rows</b> stand visitor by visitor, in the order of code points (of numbers if visitors are
 * whole numbers), each visitor's in the order of time. So the same views give the same rows in
 * whatever order they came and with whatever budget of memory.
 *
 * <p><b>Memory.</b> Views are sorted in memory up to a budget and beyond it in a temporary file,
 * which is gone when the reader is closed, has failed, or the JVM ends; views sorted by visitor are
 * streamed. See {@link NextContentBuilder#memoryBudget} and {@link
 * NextContentBuilder#sortedByVisitor}. Every pass sorts again: write the examples to a file before
 * reading them many times. The fingerprints of all distinct contents are held as well, about 16
 * bytes each.
 *
 * <p><b>Views that cannot be used</b> are left out and counted by {@link DropReason}; what is odd
 * but usable (views out of order, negative and equal times, repeats, duplicates) is kept and
 * counted, see {@link ViewCounts}. An id with an unpaired surrogate is an {@link
 * org.hybridrec.features.source.InvalidDataException}. Locations count the views from 0.
 */
public final class NextContent implements ExampleSource {

  private final NextContentBuilder options;
  private final ViewColumns columns;

  /** The builder is this object's own from now on; see {@link #builder}. */
  NextContent(NextContentBuilder options) {
    this.columns = new ViewColumns(options.views.schema(), options);
    this.options = options;
  }

  /** Starts to make examples of these views. */
  public static NextContentBuilder builder(ExampleSource views) {
    return new NextContentBuilder(views);
  }

  @Override
  public SourceSchema schema() {
    return columns.examples();
  }

  /** The name of the column of visitors. */
  String visitor() {
    return options.visitor;
  }

  /** The name of the label. */
  String label() {
    return options.label;
  }

  @Override
  public SourceReader open() {
    return openCounting();
  }

  /** Opens the examples with a reader that knows the counts after the last row. */
  ExampleReader openCounting() {
    ViewTally tally = new ViewTally();
    ViewStream views = new ViewReader(options.views, columns, tally);
    ExampleStream examples = new ExampleStream(ordered(views), options, tally);
    return new ExampleReader(examples, schema().fields(), cells(), tally);
  }

  private ViewStream ordered(ViewStream views) {
    Comparator<String> visitors = ViewOrder.visitors(columns.visitorsAreNumbers());
    Comparator<View> order = ViewOrder.views(visitors, options.lab);
    return options.sorted
        ? new GroupedViews(views, visitors, () -> sorter(order))
        : new SortedViews(views, sorter(order));
  }

  private ViewSorter sorter(Comparator<View> order) {
    return new ViewSorter(order, options.memoryBudget, options.temporaryFolder);
  }

  private List<Function<Example, @Nullable Object>> cells() {
    List<Function<Example, @Nullable Object>> cells = new ArrayList<>();
    cells.add(example -> example.next().content);
    cells.add(example -> example.view().visitor);
    cells.add(example -> example.view().content);
    if (options.clickSession != null) {
      cells.add(example -> example.next().session);
    }
    for (int i = 0; i < columns.carried.length; i++) {
      int index = i;
      cells.add(example -> example.view().cells[index]);
    }
    if (options.history != null) {
      cells.add(Example::history);
    }
    return cells;
  }

  /** Goes through all views and returns what it came upon. */
  public ViewCounts counts() {
    try (ExampleReader reader = openCounting()) {
      SourceBatch batch;
      do {
        batch = reader.next();
      } while (batch != null);
      return reader.counts();
    }
  }
}
