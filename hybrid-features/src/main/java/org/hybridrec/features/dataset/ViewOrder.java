package org.hybridrec.features.dataset;

import java.util.Comparator;
import org.hybridrec.features.CodePoints;

/**
 * The order of views: visitors, then times, then rows of the source. Visitors that the source holds
 * as whole numbers stand in the order of numbers, others in that of code points.
 */
final class ViewOrder {

  private ViewOrder() {}

  static Comparator<String> visitors(boolean numbers) {
    return numbers ? ViewOrder::compareNumbers : CodePoints::compare;
  }

  /** As the lab has it, times are those of the hits alone, which count from a session's start. */
  static Comparator<View> views(Comparator<String> visitors, boolean lab) {
    Comparator<View> byVisitor = (a, b) -> visitors.compare(a.visitor, b.visitor);
    Comparator<View> bySession =
        lab ? byVisitor : byVisitor.thenComparingLong(view -> view.session);
    return bySession.thenComparingLong(view -> view.time).thenComparingLong(view -> view.row);
  }

  /** Compares whole numbers in decimal, of any size. */
  private static int compareNumbers(String a, String b) {
    boolean negative = a.startsWith("-");
    if (negative != b.startsWith("-")) {
      return negative ? -1 : 1;
    }
    int order = a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    return negative ? -order : order;
  }
}
