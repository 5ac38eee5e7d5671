package org.hybridrec.features.arrow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A field of an Arrow schema.
 *
 * @param name its name
 * @param type the type of its values; of a dictionary-encoded field the type of the dictionary's
 *     values
 * @param children the fields within, of a list its elements
 * @param dictionary how it is dictionary-encoded, or null
 * @param views whether the array has data buffers beyond {@link DataType#bufferCount}
 */
record ArrowField(
    String name,
    DataType type,
    List<ArrowField> children,
    @Nullable Encoding dictionary,
    boolean views) {

  /**
   * A dictionary encoding.
   *
   * @param id the dictionary's number
   * @param indexType the integer type of the indexes
   */
  record Encoding(long id, DataType indexType) {}

  ArrowField {
    children = List.copyOf(children);
  }

  /** Returns the field as columns see it, or null if its type cannot be read. */
  @Nullable SourceField toSourceField() {
    ValueType value = scalarType();
    if (value != null) {
      return new SourceField(name, value, false);
    }
    if (!type.kind().isList() || dictionary != null || children.size() != 1) {
      return null;
    }
    ValueType element = children.get(0).scalarType();
    return element == null ? null : new SourceField(name, element, true);
  }

  /** Returns the readable fields, and beside them the others by name. */
  static SourceSchema toSourceSchema(List<ArrowField> fields) {
    List<SourceField> readable = new ArrayList<>();
    Map<String, String> unsupported = new LinkedHashMap<>();
    for (ArrowField field : fields) {
      SourceField read = field.toSourceField();
      if (read == null) {
        unsupported.putIfAbsent(field.name(), field.typeName());
      } else {
        readable.add(read);
      }
    }
    return new SourceSchema(readable, unsupported);
  }

  /** Returns true if values of the type are read one by one. */
  boolean isScalar() {
    return scalarType() != null;
  }

  /** Returns the dictionary's values as a field of their own. */
  ArrowField decoded() {
    return new ArrowField(name, type, children, null, views);
  }

  /** Returns the field with another type of dictionary indexes. */
  ArrowField indexedBy(DataType indexType) {
    Encoding encoding = Objects.requireNonNull(dictionary);
    return new ArrowField(name, type, children, new Encoding(encoding.id(), indexType), views);
  }

  /** Returns the type in words: {@code timestamp}, {@code list of timestamp}. */
  String typeName() {
    String words = type.name();
    if (type.kind().isList() && children.size() == 1) {
      words += " of " + children.get(0).typeName();
    }
    return dictionary == null ? words : "dictionary-encoded " + words;
  }

  private @Nullable ValueType scalarType() {
    return switch (type.kind()) {
      case NULL, UTF8, LARGE_UTF8, UTF8_VIEW -> ValueType.TEXT;
      case BOOL, INTEGER -> ValueType.INTEGER;
      case FLOAT, DECIMAL -> ValueType.NUMBER;
      default -> null;
    };
  }
}
