package org.hybridrec.core.factorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Observations at random, from a seed. */
final class RandomViews {

  private RandomViews() {}

  /** Every user sees some items, each with a count from 1 to 4; every item is seen. */
  static Interactions of(int users, int items, int views, long seed) {
    Random random = new Random(seed);
    InteractionsBuilder builder = Interactions.builder();
    for (int i = 0; i < Math.max(users, items); i++) {
      builder.add("u" + i % users, "i" + i % items, 1 + random.nextInt(4));
    }
    for (int i = 0; i < views; i++) {
      builder.add("u" + random.nextInt(users), "i" + random.nextInt(items));
    }
    return builder.build();
  }

  /** Some items that exist, in any order, some of them twice. */
  static List<String> history(Interactions interactions, int length, Random random) {
    List<String> history = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      history.add("i" + random.nextInt(interactions.items().size()));
    }
    return history;
  }
}
