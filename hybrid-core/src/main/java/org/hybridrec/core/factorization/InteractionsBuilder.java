package org.hybridrec.core.factorization;

import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.hashing.MalformedTextException;
import org.hybridrec.features.hashing.Utf8;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.jspecify.annotations.Nullable;

/**
 * Collects the observations of {@link Interactions}. Mutable, for one thread. Takes 12 bytes an
 * observation, and at most 2^31 - 9 of them.
 */
public final class InteractionsBuilder {

  private final Ids users = new Ids();
  private final Ids items = new Ids();
  private final IntArrayList rows = new IntArrayList();
  private final IntArrayList columns = new IntArrayList();
  private final FloatArrayList values = new FloatArrayList();
  private DoubleBinaryOperator combiner = Double::sum;
  private boolean positive = true;
  private long skipped;

  InteractionsBuilder() {}

  /**
   * Says what becomes of several observations of one user and one item: the function takes what was
   * combined so far and the next value, in the order in which they were added. The default adds
   * them up; {@code Math::max} keeps the largest, {@code (first, next) -> next} the last.
   */
  public InteractionsBuilder combinedBy(DoubleBinaryOperator combiner) {
    this.combiner = Objects.requireNonNull(combiner, "combiner");
    return this;
  }

  /**
   * Also takes values of 0 and below, which {@linkplain WalsBuilder#explicit explicit} ratings may
   * have. To be said before the first observation.
   *
   * @throws IllegalStateException if there already is an observation
   */
  public InteractionsBuilder withAnySign() {
    if (!rows.isEmpty()) {
      throw new IllegalStateException("interactions: withAnySign() comes before observations");
    }
    positive = false;
    return this;
  }

  /**
   * Adds an observation that counts 1.
   *
   * @throws IllegalArgumentException if an id is blank or no Unicode text
   */
  public InteractionsBuilder add(String user, String item) {
    return add(user, item, 1f);
  }

  /**
   * Adds an observation.
   *
   * @throws IllegalArgumentException if an id is blank or no Unicode text
   * @throws InvalidDataException if the value is not positive and finite
   */
  public InteractionsBuilder add(String user, String item, float value) {
    Supplier<String> where = () -> "observation " + rows.size();
    if (user.isBlank() || item.isBlank()) {
      throw new IllegalArgumentException(where.get() + ": user and item must not be blank");
    }
    try {
      return add(user, item, value, where, "value");
    } catch (MalformedTextException e) {
      throw new IllegalArgumentException(where.get() + ": an id holds an unpaired surrogate", e);
    }
  }

  /**
   * Adds the observations of a source, which count 1 each.
   *
   * @see Interactions#of(ExampleSource, String, String)
   */
  public InteractionsBuilder addAll(ExampleSource source, String user, String item) {
    return read(source, user, item, null);
  }

  /**
   * Adds the observations of a source.
   *
   * @see Interactions#of(ExampleSource, String, String, String)
   */
  public InteractionsBuilder addAll(ExampleSource source, String user, String item, String value) {
    return read(source, user, item, value);
  }

  private InteractionsBuilder read(
      ExampleSource source, String user, String item, @Nullable String value) {
    ObservationReader reader = new ObservationReader(source.schema(), user, item, value);
    try (SourceReader in = source.open()) {
      for (SourceBatch batch = in.next(); batch != null; batch = in.next()) {
        reader.open(batch);
        for (int row = 0; row < batch.rowCount(); row++) {
          if (reader.load(row)) {
            add(reader, batch, row);
          } else {
            skipped++;
          }
        }
      }
    }
    return this;
  }

  private void add(ObservationReader reader, SourceBatch batch, int row) {
    try {
      add(reader.user(), reader.item(), reader.value(), () -> batch.location(row), reader.what());
    } catch (MalformedTextException e) {
      throw new InvalidDataException(
          batch.location(row) + ": an id holds an unpaired surrogate; repair the source", e);
    }
  }

  private InteractionsBuilder add(
      String user, String item, float value, Supplier<String> where, String what) {
    if (!allowed(value)) {
      throw refused(value, where.get() + ", " + what);
    }
    users.check(user);
    items.check(item);
    rows.add(users.number(user));
    columns.add(items.number(item));
    values.add(value);
    return this;
  }

  private boolean allowed(float value) {
    return Float.isFinite(value) && (value > 0 || !positive);
  }

  private InvalidDataException refused(float value, String where) {
    return new InvalidDataException(
        "%s: must be %sfinite, was %s; leave the observation out or mend it"
            .formatted(where, positive ? "positive and " : "", value));
  }

  /**
   * Returns the observations.
   *
   * @throws InvalidDataException if there is none, or combined values are not positive and finite
   */
  public Interactions build() {
    if (rows.isEmpty()) {
      throw new InvalidDataException(
          "interactions: there is no observation; " + skipped + " rows lacked user, item or value");
    }
    Vocabulary userIds = users.vocabulary();
    Vocabulary itemIds = items.vocabulary();
    // Bucketed by item, then by user: items ascend within a user, observations keep their order.
    SparseRows cells =
        SparseRows.bucketed(
                columns.toIntArray(),
                rows.toIntArray(),
                values.toFloatArray(),
                itemIds.size(),
                userIds.size())
            .transposed();
    return new Interactions(
        userIds, itemIds, combined(cells, userIds, itemIds), rows.size(), skipped);
  }

  private SparseRows combined(SparseRows cells, Vocabulary userIds, Vocabulary itemIds) {
    int[] offsets = new int[cells.rowCount() + 1];
    int[] kept = cells.columns();
    float[] sums = cells.values();
    int size = 0;
    for (int user = 0; user < cells.rowCount(); user++) {
      int cell = cells.offsets()[user];
      while (cell < cells.offsets()[user + 1]) {
        int item = kept[cell];
        double value = sums[cell++];
        while (cell < cells.offsets()[user + 1] && kept[cell] == item) {
          value = combiner.applyAsDouble(value, sums[cell++]);
        }
        if (!allowed((float) value)) {
          String pair = Quoted.of(userIds.value(user)) + " and " + Quoted.of(itemIds.value(item));
          throw refused((float) value, "observations of " + pair + ", the combined value");
        }
        kept[size] = item;
        sums[size++] = (float) value;
      }
      offsets[user + 1] = size;
    }
    return new SparseRows(
        offsets, Arrays.copyOf(kept, size), Arrays.copyOf(sums, size), cells.columnCount());
  }

  /** Numbers ids in the order in which they first come. */
  private static final class Ids {

    private final Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
    private final List<String> ids = new ArrayList<>();

    Ids() {
      numbers.defaultReturnValue(-1);
    }

    void check(String id) {
      if (!numbers.containsKey(id)) {
        Utf8.requireWellFormed(id);
      }
    }

    int number(String id) {
      int number = numbers.getInt(id);
      if (number < 0) {
        number = ids.size();
        ids.add(id);
        numbers.put(id, number);
      }
      return number;
    }

    Vocabulary vocabulary() {
      return Vocabulary.of(ids);
    }
  }
}
