package org.hybridrec.features;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.jspecify.annotations.Nullable;

/**
 * The items that can be recommended: class c of the network is the item with the c-th id. Immutable
 * and thread-safe.
 */
public final class ItemIndex {

  private final Vocabulary ids;

  private ItemIndex(Vocabulary ids) {
    this.ids = ids;
  }

  /**
   * Returns the index of these item ids in this order.
   *
   * @throws IllegalArgumentException if there is none, one is blank, is no Unicode text or stands
   *     twice
   */
  public static ItemIndex of(Collection<String> ids) {
    return new ItemIndex(Vocabulary.of(ids));
  }

  /** Returns the index of the values of a vocabulary. */
  public static ItemIndex of(Vocabulary ids) {
    return new ItemIndex(ids);
  }

  /**
   * Returns the distinct values of a label field, most frequent first, ties by Unicode code points.
   *
   * @throws InvalidDataException if there is no value at all, or one that cannot be read
   * @throws org.hybridrec.features.source.SchemaException if the source lacks the field
   */
  public static ItemIndex of(ExampleSource source, String field) {
    return new ItemIndex(Vocabulary.of(source, field));
  }

  /**
   * Reads item ids from a UTF-8 text file, one a line.
   *
   * @see Vocabulary#readUtf8
   */
  public static ItemIndex readUtf8(Path file) {
    return new ItemIndex(Vocabulary.readUtf8(file));
  }

  /** Returns the number of items. */
  public int size() {
    return ids.size();
  }

  /** Returns the class of an item id, or -1 if it is not in the index. */
  public int indexOf(String id) {
    return ids.indexOf(id);
  }

  /**
   * Returns the item id of a class.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String id(int index) {
    return ids.value(index);
  }

  /** Returns all item ids in the order of their classes. */
  public List<String> ids() {
    return ids.values();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ItemIndex that && ids.equals(that.ids);
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return "ItemIndex of " + size();
  }
}
