package org.hybridrec.features.dataset;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks along views in the order of visitors and time, one view ahead of the example it makes.
 * Memory: two views, the history, and the distinct contents at one moment of one visitor.
 */
final class ExampleStream implements AutoCloseable {

  private final ViewStream views;
  private final NextContentBuilder options;
  private final ViewTally tally;
  private final Deque<String> history = new ArrayDeque<>();
  private final Set<String> contentsAtThisTime = new HashSet<>();
  private long viewsBefore;
  private long viewsOfVisitor;

  /** The last view that was read, even if it was dropped. */
  private @Nullable View last;

  /** The view for which an example is to be made. */
  private @Nullable View current;

  ExampleStream(ViewStream views, NextContentBuilder options, ViewTally tally) {
    this.views = views;
    this.options = options;
    this.tally = tally;
  }

  /** Returns the next example, or null after the last. */
  @Nullable Example next() {
    while (true) {
      View following = nextKept();
      View view = current;
      Example example = view == null ? null : example(view, following);
      advance(view, following);
      if (example != null) {
        tally.examples++;
        return example;
      }
      if (following == null) {
        return null;
      }
    }
  }

  private @Nullable Example example(View view, @Nullable View following) {
    if (following == null || !following.visitor.equals(view.visitor)) {
      tally.drop(DropReason.LAST_VIEW);
    } else if (options.withinSession && following.session != view.session) {
      tally.drop(DropReason.OTHER_SESSION);
    } else if (viewsBefore < options.minimumHistory) {
      tally.drop(DropReason.SHORT_HISTORY);
    } else {
      return new Example(view, following, List.copyOf(history));
    }
    return null;
  }

  private void advance(@Nullable View view, @Nullable View following) {
    if (view == null || following == null || !following.visitor.equals(view.visitor)) {
      history.clear();
      viewsBefore = 0;
    } else {
      viewsBefore++;
      history.addFirst(view.content);
      if (history.size() > options.historyLength) {
        history.removeLast();
      }
    }
    current = following;
  }

  /** The next view that is not left out as a duplicate or repeat. */
  private @Nullable View nextKept() {
    while (true) {
      View before = last;
      View view = views.next();
      last = view;
      DropReason reason = null;
      if (view == null || before == null || !before.visitor.equals(view.visitor)) {
        changeVisitor(before, view);
      } else {
        reason = compare(before, view);
      }
      viewsOfVisitor++;
      if (reason == null) {
        return view;
      }
      tally.drop(reason);
    }
  }

  private void changeVisitor(@Nullable View before, @Nullable View view) {
    if (before != null) {
      tally.visitors++;
      tally.singleViewVisitors += viewsOfVisitor == 1 ? 1 : 0;
    }
    viewsOfVisitor = 0;
    contentsAtThisTime.clear();
    if (view != null) {
      contentsAtThisTime.add(view.content);
    }
  }

  /** Counts what is odd about a view after another; returns the reason if it is left out. */
  private @Nullable DropReason compare(View before, View view) {
    boolean tie = sameTimes(before, view);
    if (!tie) {
      contentsAtThisTime.clear();
    }
    boolean duplicate = !contentsAtThisTime.add(view.content);
    boolean repeat = before.content.equals(view.content);
    tally.ties += tie ? 1 : 0;
    tally.duplicates += duplicate ? 1 : 0;
    tally.repeats += repeat ? 1 : 0;
    tally.outOfOrder += view.row < before.row ? 1 : 0;
    if (duplicate && options.withoutDuplicates) {
      return DropReason.DUPLICATE;
    }
    return repeat && options.withoutRepeats ? DropReason.REPEAT : null;
  }

  private boolean sameTimes(View a, View b) {
    return a.time == b.time && (options.lab || a.session == b.session);
  }

  @Override
  public void close() {
    views.close();
  }
}
