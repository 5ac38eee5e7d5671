package org.hybridrec.core;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.hybridrec.core.ranking.ClassSet;
import org.hybridrec.features.ItemIndex;
import org.jspecify.annotations.Nullable;

/**
 * How many items are wanted, and which may be among them. Immutable and thread-safe.
 *
 * <pre>{@code
 * model.recommend(row, Top.of(10).among(published).exclude(alreadyRead))
 * }</pre>
 *
 * Ids that the model does not know are ignored. Probabilities are those of the whole catalogue:
 * they are not scaled up for what was left out.
 */
public final class Top {

  private final int k;
  private final Set<String> excluded;
  private final @Nullable Set<String> live;

  private Top(int k, Set<String> excluded, @Nullable Set<String> live) {
    this.k = k;
    this.excluded = excluded;
    this.live = live;
  }

  /**
   * Wants the k best items; there may be fewer.
   *
   * @throws IllegalArgumentException if k is less than 1
   */
  public static Top of(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, was " + k);
    }
    return new Top(k, Set.of(), null);
  }

  /** Leaves these items out, in addition to those that are left out already. */
  public Top exclude(Collection<String> ids) {
    Set<String> all = new HashSet<>(excluded);
    all.addAll(ids);
    return new Top(k, Set.copyOf(all), live);
  }

  /** Chooses among these items only; where it is called twice, among those named both times. */
  public Top among(Collection<String> ids) {
    Set<String> both = new HashSet<>(ids);
    if (live != null) {
      both.retainAll(live);
    }
    return new Top(k, excluded, Set.copyOf(both));
  }

  /** Returns how many items are wanted at most. */
  public int k() {
    return k;
  }

  /** Returns which classes may be chosen. */
  IntPredicate admitted(ItemIndex items) {
    IntPredicate admitted = live == null ? any -> true : classes(live, items);
    return excluded.isEmpty() ? admitted : admitted.and(classes(excluded, items).negate());
  }

  private static ClassSet classes(Set<String> ids, ItemIndex items) {
    IntStream known = ids.stream().mapToInt(items::indexOf).filter(index -> index >= 0);
    return ClassSet.of(known.toArray());
  }
}
