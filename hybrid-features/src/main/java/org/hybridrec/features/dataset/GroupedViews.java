package org.hybridrec.features.dataset;

import java.util.Comparator;
import java.util.function.Supplier;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/** Views of a source that is sorted by visitor: one visitor at a time is put in order. */
final class GroupedViews implements ViewStream {

  private final ViewStream views;
  private final Comparator<String> visitors;
  private final Supplier<ViewSorter> sorters;
  private @Nullable View first;
  private @Nullable ViewStream group;
  private boolean started;

  GroupedViews(ViewStream views, Comparator<String> visitors, Supplier<ViewSorter> sorters) {
    this.views = views;
    this.visitors = visitors;
    this.sorters = sorters;
  }

  @Override
  public @Nullable View next() {
    if (!started) {
      started = true;
      first = views.next();
    }
    while (true) {
      View next = group == null ? null : group.next();
      if (next != null) {
        return next;
      }
      closeGroup();
      if (first == null) {
        return null;
      }
      group = group(first);
    }
  }

  private ViewStream group(View start) {
    ViewSorter sorter = sorters.get();
    try {
      View view = start;
      while (view != null && view.visitor.equals(start.visitor)) {
        sorter.add(view);
        view = views.next();
      }
      if (view != null && visitors.compare(view.visitor, start.visitor) < 0) {
        throw unsorted(start, view);
      }
      first = view;
      return sorter.sorted();
    } catch (RuntimeException e) {
      sorter.close();
      throw e;
    }
  }

  private static InvalidDataException unsorted(View before, View view) {
    return new InvalidDataException(
        String.format(
            "view %d: visitor %s stands after visitor %s; the views must be sorted by visitor, in"
                + " the order of code points or of whole numbers, or leave out sortedByVisitor",
            view.row, Quoted.of(view.visitor), Quoted.of(before.visitor)));
  }

  private void closeGroup() {
    if (group != null) {
      group.close();
      group = null;
    }
  }

  @Override
  public void close() {
    try {
      closeGroup();
    } finally {
      views.close();
    }
  }
}
