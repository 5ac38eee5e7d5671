package org.hybridrec.core.factorization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;

/**
 * Who has dealt with what, and how much: a sparse matrix [users × items] of positive values such as
 * counts, dwell times or ratings. Immutable and thread-safe.
 *
 * <pre>{@code
 * Interactions views = Interactions.of(trainingRows, "visitor_id", "content_id");
 * Interactions dwell =
 *     Interactions.of(trainingRows, "visitor_id", "content_id", "seconds")
 *         .mapped(seconds -> Math.min(0.3 * seconds / median, 1));
 * }</pre>
 *
 * <p>Users and items are numbered in the order in which they first appear. Observations of the same
 * user and item are added up unless the {@link #builder} says otherwise. A value that is not finite
 * or not positive is refused with its row.
 */
public final class Interactions {

  private final Vocabulary users;
  private final Vocabulary items;
  private final SparseRows byUser;
  private final SparseRows byItem;
  private final long rowCount;
  private final long skippedCount;

  Interactions(
      Vocabulary users, Vocabulary items, SparseRows byUser, long rowCount, long skippedCount) {
    this.users = users;
    this.items = items;
    this.byUser = byUser;
    this.byItem = byUser.transposed();
    this.rowCount = rowCount;
    this.skippedCount = skippedCount;
  }

  /** Starts a collection of observations. */
  public static InteractionsBuilder builder() {
    return new InteractionsBuilder();
  }

  /**
   * Returns observations that count 1 each.
   *
   * @param users the user of each observation
   * @param items the item of each observation
   * @throws IllegalArgumentException if the lists differ in length or an id is blank or no Unicode
   *     text
   * @throws InvalidDataException if there is none
   */
  public static Interactions of(List<String> users, List<String> items) {
    float[] ones = new float[users.size()];
    Arrays.fill(ones, 1f);
    return of(users, items, ones);
  }

  /**
   * Returns observations with values.
   *
   * @param users the user of each observation
   * @param items the item of each observation
   * @param values the value of each observation
   * @throws IllegalArgumentException if they differ in length or an id is blank or no Unicode text
   * @throws InvalidDataException if there is none, or a value is not positive and finite
   */
  public static Interactions of(List<String> users, List<String> items, float[] values) {
    if (users.size() != items.size() || users.size() != values.length) {
      throw new IllegalArgumentException(
          String.format(
              "interactions: every observation needs a user, an item and a value, had %d, %d, %d",
              users.size(), items.size(), values.length));
    }
    InteractionsBuilder builder = builder();
    for (int i = 0; i < values.length; i++) {
      builder.add(users.get(i), items.get(i), values[i]);
    }
    return builder.build();
  }

  /**
   * Reads observations that count 1 each. Rows that lack the user or the item are left out and
   * counted.
   *
   * @param rows one observation a row
   * @param user name of the field with the user's id, one text or whole number a row
   * @param item name of the field with the item's id, one text or whole number a row
   * @throws org.hybridrec.features.source.SchemaException if the source lacks a field
   * @throws InvalidDataException if there is no observation
   */
  public static Interactions of(ExampleSource rows, String user, String item) {
    return builder().addAll(rows, user, item).build();
  }

  /**
   * Reads observations with values. Rows that lack one of the three are left out and counted.
   *
   * @param rows one observation a row
   * @param user name of the field with the user's id, one text or whole number a row
   * @param item name of the field with the item's id, one text or whole number a row
   * @param value name of the field with the value: a number, or a number as text
   * @throws org.hybridrec.features.source.SchemaException if the source lacks a field
   * @throws InvalidDataException if there is no observation, or a value is not positive and finite
   */
  public static Interactions of(ExampleSource rows, String user, String item, String value) {
    return builder().addAll(rows, user, item, value).build();
  }

  /**
   * Returns the same observations with other values, such as {@code seconds -> min(seconds, 600)}.
   *
   * @throws InvalidDataException if a new value is not positive and finite as a float
   */
  public Interactions mapped(DoubleUnaryOperator function) {
    float[] mapped = new float[size()];
    for (int user = 0; user < users.size(); user++) {
      for (int cell = byUser.offsets()[user]; cell < byUser.offsets()[user + 1]; cell++) {
        double value = function.applyAsDouble(byUser.values()[cell]);
        mapped[cell] = checked(value, user, byUser.columns()[cell]);
      }
    }
    return new Interactions(
        users,
        items,
        new SparseRows(byUser.offsets(), byUser.columns(), mapped, items.size()),
        rowCount,
        skippedCount);
  }

  private float checked(double value, int user, int item) {
    if (!((float) value > 0 && (float) value < Float.POSITIVE_INFINITY)) {
      throw new InvalidDataException(
          "user %s, item %s: the mapped value must be positive and finite, was %s"
              .formatted(Quoted.of(users.value(user)), Quoted.of(items.value(item)), value));
    }
    return (float) value;
  }

  /**
   * Returns the observations of some users only. Users and items keep their numbers, so those that
   * lose all their observations get factors of 0.
   *
   * @throws InvalidDataException if nothing is left
   */
  public Interactions ofUsers(Predicate<String> kept) {
    int[] offsets = new int[users.size() + 1];
    boolean[] keeps = new boolean[users.size()];
    for (int user = 0; user < keeps.length; user++) {
      keeps[user] = kept.test(users.value(user));
      offsets[user + 1] = offsets[user] + (keeps[user] ? byUser.count(user) : 0);
    }
    int left = offsets[users.size()];
    if (left == 0) {
      throw new InvalidDataException(
          "interactions: no observation is left of " + size() + "; keep more users");
    }
    int[] columns = new int[left];
    float[] values = new float[left];
    for (int user = 0; user < keeps.length; user++) {
      if (keeps[user]) {
        int from = byUser.offsets()[user];
        int n = byUser.count(user);
        System.arraycopy(byUser.columns(), from, columns, offsets[user], n);
        System.arraycopy(byUser.values(), from, values, offsets[user], n);
      }
    }
    SparseRows rows = new SparseRows(offsets, columns, values, items.size());
    return new Interactions(users, items, rows, rowCount, skippedCount);
  }

  /** Returns the users by number. */
  public Vocabulary users() {
    return users;
  }

  /** Returns the items by number. */
  public Vocabulary items() {
    return items;
  }

  /** Returns the number of different pairs of user and item that were observed. */
  public int size() {
    return byUser.size();
  }

  /** Returns how many observations were taken, those of the same user and item all counted. */
  public long rowCount() {
    return rowCount;
  }

  /** Returns how many rows of sources were left out because user, item or value was missing. */
  public long skippedCount() {
    return skippedCount;
  }

  /** Returns the items of a user in the order of their numbers; none for an unknown user. */
  public List<String> itemsOf(String user) {
    List<String> list = new ArrayList<>();
    int row = users.indexOf(user);
    if (row >= 0) {
      for (int cell = byUser.offsets()[row]; cell < byUser.offsets()[row + 1]; cell++) {
        list.add(items.value(byUser.columns()[cell]));
      }
    }
    return list;
  }

  /** Returns the value of a user and an item, 0 where nothing was observed. */
  public float value(String user, String item) {
    int row = users.indexOf(user);
    int column = items.indexOf(item);
    if (row < 0 || column < 0) {
      return 0;
    }
    int[] offsets = byUser.offsets();
    int cell = Arrays.binarySearch(byUser.columns(), offsets[row], offsets[row + 1], column);
    return cell < 0 ? 0 : byUser.values()[cell];
  }

  SparseRows byUser() {
    return byUser;
  }

  SparseRows byItem() {
    return byItem;
  }

  @Override
  public String toString() {
    return "Interactions of %d users and %d items, %d observed"
        .formatted(users.size(), items.size(), size());
  }
}
