package org.hybridrec.core.baselines;

import org.hybridrec.core.factorization.Interactions;

/** Goes through the pairs of different items that a user has dealt with. */
final class ItemPairs {

  private ItemPairs() {}

  /** Takes a pair of item numbers, the lower one first. */
  @FunctionalInterface
  interface Pair {
    void add(int low, int high);
  }

  /** Visits every pair of every user, users and items in the order of their numbers. */
  static void each(Interactions interactions, Pair pair) {
    for (String user : interactions.users().values()) {
      int[] items = items(interactions, user);
      for (int i = 0; i < items.length; i++) {
        for (int j = i + 1; j < items.length; j++) {
          pair.add(items[i], items[j]);
        }
      }
    }
  }

  /** The number of users of each item. */
  static int[] counts(Interactions interactions) {
    int[] counts = new int[interactions.items().size()];
    for (String user : interactions.users().values()) {
      for (int item : items(interactions, user)) {
        counts[item]++;
      }
    }
    return counts;
  }

  private static int[] items(Interactions interactions, String user) {
    return interactions.itemsOf(user).stream().mapToInt(interactions.items()::indexOf).toArray();
  }
}
