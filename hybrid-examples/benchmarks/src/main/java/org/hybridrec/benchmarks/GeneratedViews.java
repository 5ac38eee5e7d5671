package org.hybridrec.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.hybridrec.core.factorization.Interactions;
import org.hybridrec.core.factorization.InteractionsBuilder;

/**
 * Observations of a generated site: users are equally busy on average, items are as popular as 1 /
 * rank. The same numbers give the same observations.
 */
final class GeneratedViews {

  private GeneratedViews() {}

  /**
   * Makes observations, of which several may be of the same user and item and then count as one.
   */
  static Interactions of(int users, int items, long observations, long seed) {
    String[] userIds = ids("u", users);
    String[] itemIds = ids("i", items);
    SplittableRandom random = new SplittableRandom(seed);
    InteractionsBuilder builder = Interactions.builder().combinedBy(Math::max);
    for (long i = 0; i < observations; i++) {
      builder.add(userIds[random.nextInt(users)], itemIds[item(random.nextDouble(), items)]);
    }
    return builder.build();
  }

  /** The inverse of the distribution function of 1 / rank, continued between whole ranks. */
  private static int item(double uniform, int items) {
    return (int) Math.min(items - 1, StrictMath.exp(uniform * StrictMath.log(items + 1.0)) - 1);
  }

  /** Writes a line of user's number, item's number and 1 for every cell. */
  static void write(Interactions views, Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int user = 0; user < views.users().size(); user++) {
        for (String item : views.itemsOf(views.users().value(user))) {
          out.write(user + "," + views.items().indexOf(item) + ",1\n");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  private static String[] ids(String prefix, int count) {
    String[] ids = new String[count];
    for (int i = 0; i < count; i++) {
      ids[i] = prefix + i;
    }
    return ids;
  }
}
