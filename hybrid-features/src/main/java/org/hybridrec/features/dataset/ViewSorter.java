package org.hybridrec.features.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of views with a bounded number of them in memory. Views are gathered until they
 * fill the budget, sorted, and written to a temporary file as a run; at the end the runs are
 * merged. Views that fit the budget never touch a file. Rows of the source make the order total, so
 * the result is the same for every budget.
 */
final class ViewSorter implements AutoCloseable {

  private final Comparator<View> order;
  private final long budget;
  private final Path folder;
  private final List<SpillFile.Run> runs = new ArrayList<>();
  private List<View> gathered = new ArrayList<>();
  private long bytes;
  private @Nullable SpillFile file;

  ViewSorter(Comparator<View> order, long budget, Path folder) {
    this.order = order;
    this.budget = budget;
    this.folder = folder;
  }

  void add(View view) {
    gathered.add(view);
    bytes += view.memory();
    if (bytes > budget) {
      spill();
    }
  }

  private void spill() {
    SpillFile target = file != null ? file : SpillFile.in(folder);
    file = target;
    gathered.sort(order);
    runs.add(target.write(gathered));
    gathered = new ArrayList<>();
    bytes = 0;
  }

  /** Returns all views in order. To be called once; closing the stream closes the sorter. */
  ViewStream sorted() {
    if (file == null) {
      gathered.sort(order);
      return stream(gathered.iterator());
    }
    if (!gathered.isEmpty()) {
      spill();
    }
    return merged(file);
  }

  private ViewStream stream(Iterator<View> views) {
    return new ViewStream() {
      @Override
      public @Nullable View next() {
        return views.hasNext() ? views.next() : null;
      }

      @Override
      public void close() {
        ViewSorter.this.close();
      }
    };
  }

  private record Head(View view, ViewStream rest) {}

  private ViewStream merged(SpillFile source) {
    PriorityQueue<Head> heads =
        new PriorityQueue<>(runs.size(), (a, b) -> order.compare(a.view(), b.view()));
    runs.forEach(run -> push(heads, source.read(run)));
    return new ViewStream() {
      @Override
      public @Nullable View next() {
        Head first = heads.poll();
        if (first == null) {
          return null;
        }
        push(heads, first.rest());
        return first.view();
      }

      @Override
      public void close() {
        ViewSorter.this.close();
      }
    };
  }

  private static void push(PriorityQueue<Head> heads, ViewStream rest) {
    View next = rest.next();
    if (next != null) {
      heads.add(new Head(next, rest));
    }
  }

  @Override
  public void close() {
    gathered = new ArrayList<>();
    if (file != null) {
      file.close();
    }
  }
}
