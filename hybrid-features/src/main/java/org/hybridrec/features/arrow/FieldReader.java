package org.hybridrec.features.arrow;

import static org.hybridrec.features.arrow.MalformedArrowException.check;

import com.google.flatbuffers.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Turns Arrow's schema message into fields. Offsets in a damaged message may lead round in circles:
 * depth and number of fields are limited by what an honest message of that size can hold.
 */
final class FieldReader {

  private static final int MAX_DEPTH = 32;

  private final short version;
  private int fieldsLeft;

  private FieldReader(short version, int metadataBytes) {
    this.version = version;
    this.fieldsLeft = metadataBytes / Integer.BYTES;
  }

  static List<ArrowField> read(Schema schema, short version) {
    check(schema.endianness() == Endianness.Little, "it is big-endian; write it little-endian");
    FieldReader reader = new FieldReader(version, schema.getByteBuffer().remaining());
    List<ArrowField> fields = new ArrayList<>();
    for (int i = 0; i < schema.fieldsLength(); i++) {
      fields.add(reader.field(schema.fields(i), 0));
    }
    checkDictionaries(fields, new HashMap<>());
    return List.copyOf(fields);
  }

  /** A dictionary may serve several fields, which must then agree on its type. */
  private static void checkDictionaries(List<ArrowField> fields, Map<Long, DataType> types) {
    for (ArrowField field : fields) {
      if (field.dictionary() != null) {
        long id = field.dictionary().id();
        DataType other = types.putIfAbsent(id, field.type());
        check(other == null || other.equals(field.type()), "dictionary %d is of two types", id);
      }
      checkDictionaries(field.children(), types);
    }
  }

  private ArrowField field(Field field, int depth) {
    check(--fieldsLeft >= 0 && depth < MAX_DEPTH, "its schema has too many or too deep fields");
    List<ArrowField> children = new ArrayList<>();
    for (int i = 0; i < field.childrenLength(); i++) {
      children.add(field(field.children(i), depth + 1));
    }
    String name = field.name() == null ? "" : field.name();
    byte type = field.typeType();
    boolean views = type == Type.Utf8View || type == Type.BinaryView;
    return new ArrowField(name, type(field, name), children, encoding(field.dictionary()), views);
  }

  private static ArrowField.@Nullable Encoding encoding(@Nullable DictionaryEncoding encoding) {
    if (encoding == null) {
      return null;
    }
    Int index = encoding.indexType();
    return new ArrowField.Encoding(
        encoding.id(), index == null ? DataType.integer(32, true) : integer(index));
  }

  private DataType type(Field field, String name) {
    return switch (field.typeType()) {
      case Type.Null -> DataType.plain(Kind.NULL, "null", 0);
      case Type.Bool -> DataType.plain(Kind.BOOL, "bool", 2);
      case Type.Int -> integer(as(new Int(), field));
      case Type.Timestamp -> DataType.timestamp();
      case Type.FloatingPoint -> floating(as(new FloatingPoint(), field));
      case Type.Decimal -> decimal(as(new Decimal(), field));
      case Type.Utf8 -> DataType.plain(Kind.UTF8, "utf8", 3);
      case Type.LargeUtf8 -> DataType.plain(Kind.LARGE_UTF8, "large utf8", 3);
      case Type.Utf8View -> DataType.plain(Kind.UTF8_VIEW, "utf8 view", 2);
      case Type.List -> DataType.plain(Kind.LIST, "list", 2);
      case Type.LargeList -> DataType.plain(Kind.LARGE_LIST, "large list", 2);
      case Type.FixedSizeList -> fixedSizeList(as(new FixedSizeList(), field));
      default -> other(field, name);
    };
  }

  private DataType other(Field field, String name) {
    return switch (field.typeType()) {
      case Type.Date -> DataType.other("date", 2);
      case Type.Time -> DataType.other("time", 2);
      case Type.Interval -> DataType.other("interval", 2);
      case Type.Duration -> DataType.other("duration", 2);
      case Type.Binary -> DataType.other("binary", 3);
      case Type.LargeBinary -> DataType.other("large binary", 3);
      case Type.FixedSizeBinary -> DataType.other("fixed-size binary", 2);
      case Type.BinaryView -> DataType.other("binary view", 2);
      case Type.Struct_ -> DataType.other("struct", 1);
      case Type.Map -> DataType.other("map", 2);
      case Type.ListView -> DataType.other("list view", 3);
      case Type.LargeListView -> DataType.other("large list view", 3);
      case Type.RunEndEncoded -> DataType.other("run-end encoded", 0);
      case Type.Union -> union(as(new Union(), field));
      default ->
          throw new MalformedArrowException(
              String.format(
                  "column %s has Arrow type number %d, which is unknown here",
                  Quoted.of(name), field.typeType()));
    };
  }

  /** Before Arrow 1.0 (metadata version 4) unions had a validity bitmap as other types have. */
  private DataType union(Union union) {
    int buffers = union.mode() == UnionMode.Dense ? 2 : 1;
    return DataType.other("union", version < MetadataVersion.V5 ? buffers + 1 : buffers);
  }

  private static DataType integer(Int type) {
    int bits = type.bitWidth();
    check(bits == 8 || bits == 16 || bits == 32 || bits == 64, "an integer type has %d bits", bits);
    return DataType.integer(bits, type.isSigned());
  }

  private static DataType floating(FloatingPoint type) {
    return switch (type.precision()) {
      case Precision.HALF -> DataType.floating(2);
      case Precision.SINGLE -> DataType.floating(4);
      case Precision.DOUBLE -> DataType.floating(8);
      default -> throw new MalformedArrowException("a floating point type of unknown precision");
    };
  }

  private static DataType decimal(Decimal type) {
    int bits = type.bitWidth();
    check(
        bits == 32 || bits == 64 || bits == 128 || bits == 256, "a decimal type has %d bits", bits);
    return DataType.decimal(bits, type.scale());
  }

  private static DataType fixedSizeList(FixedSizeList type) {
    check(type.listSize() >= 0, "a fixed-size list has %d elements", type.listSize());
    return DataType.fixedSizeList(type.listSize());
  }

  private static <T extends Table> T as(T table, Field field) {
    check(field.type(table) != null, "a field has no type");
    return table;
  }
}
