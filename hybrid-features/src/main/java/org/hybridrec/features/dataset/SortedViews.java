package org.hybridrec.features.dataset;

import org.jspecify.annotations.Nullable;

/** Views of a source in any order, sorted when the first is asked for. */
final class SortedViews implements ViewStream {

  private final ViewStream views;
  private final ViewSorter sorter;
  private @Nullable ViewStream sorted;

  SortedViews(ViewStream views, ViewSorter sorter) {
    this.views = views;
    this.sorter = sorter;
  }

  @Override
  public @Nullable View next() {
    ViewStream stream = sorted != null ? sorted : sort();
    sorted = stream;
    return stream.next();
  }

  private ViewStream sort() {
    for (View view = views.next(); view != null; view = views.next()) {
      sorter.add(view);
    }
    return sorter.sorted();
  }

  @Override
  public void close() {
    try {
      views.close();
    } finally {
      sorter.close();
    }
  }
}
