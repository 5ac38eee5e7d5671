package org.hybridrec.features.synthetic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who looked at what, and when. Sessions follow each other over four weeks; the visitor of each is
 * drawn by activity. Within a session and from one session to the next, every article but a
 * visitor's first is a click after the one before. View v stands at position v of every array.
 */
final class BrowsingLog {

  private static final long START = Instant.parse("2017-11-02T00:00:00Z").toEpochMilli();
  private static final long DURATION = 28L * 24 * 60 * 60 * 1_000;
  private static final double MEAN_FURTHER_VIEWS = 3;
  private static final double MEAN_MILLISECONDS_PER_VIEW = 45_000;

  /** The part of the views that the late period holds. */
  static final double LATE_SHARE_OF_VIEWS = 0.2;

  private final int[] visitors;
  private final int[] articles;
  private final int[] sessionFirstViews;
  private final int[] hitTimes;
  private final int[] nextViews;
  private final int firstLateView;

  BrowsingLog(int viewCount, int visitorCount, ClickModel model, StableRandom random) {
    visitors = new int[viewCount];
    articles = new int[viewCount];
    sessionFirstViews = new int[viewCount];
    hitTimes = new int[viewCount];
    nextViews = new int[viewCount];
    firstLateView = viewCount - (int) (viewCount * LATE_SHARE_OF_VIEWS);
    schedule(random.fork(), cumulativeActivity(random.fork(), visitorCount));
    int[] firstViews = chain(visitorCount);
    for (int u = 0; u < visitorCount; u++) {
      StableRandom own = random.fork();
      if (firstViews[u] >= 0) {
        browse(firstViews[u], new Clicks(model, u, own));
      }
    }
  }

  private static double[] cumulativeActivity(StableRandom random, int visitorCount) {
    double[] sums = new double[visitorCount];
    double sum = 0;
    for (int u = 0; u < visitorCount; u++) {
      sum += StrictMath.exp(random.nextGaussian());
      sums[u] = sum;
    }
    return sums;
  }

  private void schedule(StableRandom random, double[] activity) {
    int view = 0;
    while (view < visitors.length) {
      int found =
          Arrays.binarySearch(activity, random.nextDouble() * activity[activity.length - 1]);
      int visitor = Math.min(found >= 0 ? found + 1 : -found - 1, activity.length - 1);
      int first = view;
      int further = (int) random.nextExponential(MEAN_FURTHER_VIEWS + 0.5);
      int end = (int) Math.min(visitors.length, (long) first + 1 + further);
      int hitTime = 0;
      for (; view < end; view++) {
        visitors[view] = visitor;
        sessionFirstViews[view] = first;
        hitTimes[view] = hitTime;
        hitTime += 1_000 + (int) random.nextExponential(MEAN_MILLISECONDS_PER_VIEW);
      }
    }
  }

  /**
   * Links every view to its visitor's next; returns each visitor's first, -1 where there is none.
   */
  private int[] chain(int visitorCount) {
    int[] following = new int[visitorCount];
    Arrays.fill(following, -1);
    for (int view = visitors.length - 1; view >= 0; view--) {
      nextViews[view] = following[visitors[view]];
      following[visitors[view]] = view;
    }
    return following;
  }

  private void browse(int firstView, Clicks clicks) {
    articles[firstView] = clicks.first(isLate(firstView));
    for (int view = firstView; nextViews[view] >= 0; view = nextViews[view]) {
      int next = nextViews[view];
      articles[next] = clicks.next(articles[view], isLate(next));
    }
  }

  int viewCount() {
    return visitors.length;
  }

  int visitor(int view) {
    return visitors[view];
  }

  int article(int view) {
    return articles[view];
  }

  /** The visitor's next view, or -1. */
  int nextView(int view) {
    return nextViews[view];
  }

  /** A session belongs to the period in which it starts. */
  boolean isLate(int view) {
    return sessionFirstViews[view] >= firstLateView;
  }

  /** Milliseconds since 1970. */
  long sessionStart(int view) {
    return START + (long) ((double) DURATION * sessionFirstViews[view] / visitors.length);
  }

  /** Milliseconds since the session's start. */
  int hitTime(int view) {
    return hitTimes[view];
  }

  /** The views that have a next one, in order. */
  List<Integer> viewsBeforeClicks() {
    List<Integer> views = new ArrayList<>();
    for (int view = 0; view < nextViews.length; view++) {
      if (nextViews[view] >= 0) {
        views.add(view);
      }
    }
    return views;
  }
}
