package org.hybridrec.features.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Sees the memory of vectors as arrays. Nothing is copied and no reference is counted. */
final class VectorArrays {

  private VectorArrays() {}

  /** Returns the array of a readable field's vector. */
  static ArrowArray of(ArrowField field, FieldVector vector, int length) {
    if (vector instanceof ExtensionTypeVector<?> extension) {
      return of(field, (FieldVector) extension.getUnderlyingVector(), length);
    }
    if (field.dictionary() != null) {
      ArrowField indexed = field.indexedBy(indexType(vector));
      return new ArrowArray(
          indexed,
          length,
          bytes(vector.getValidityBuffer()),
          buffers(vector, Kind.INTEGER),
          List.of());
    }
    Kind kind = field.type().kind();
    if (kind == Kind.NULL) {
      return new ArrowArray(field, length, null, List.of(), List.of());
    }
    List<ArrowArray> children = new ArrayList<>();
    if (kind.isList()) {
      FieldVector elements = vector.getChildrenFromFields().get(0);
      children.add(of(field.children().get(0), elements, elements.getValueCount()));
    }
    return new ArrowArray(
        field, length, bytes(vector.getValidityBuffer()), buffers(vector, kind), children);
  }

  /** Returns the type that the indexes really have: an encoding need not say it. */
  private static DataType indexType(FieldVector vector) {
    if (vector.getField().getType() instanceof ArrowType.Int type) {
      return DataType.integer(type.getBitWidth(), type.getIsSigned());
    }
    throw new MalformedArrowException("the indexes into its dictionary are no integers");
  }

  private static List<Bytes> buffers(FieldVector vector, Kind kind) {
    return switch (kind) {
      case UTF8, LARGE_UTF8 ->
          List.of(bytes(vector.getOffsetBuffer()), bytes(vector.getDataBuffer()));
      case UTF8_VIEW -> {
        List<Bytes> buffers = new ArrayList<>(List.of(bytes(vector.getDataBuffer())));
        ((ViewVarCharVector) vector).getDataBuffers().forEach(b -> buffers.add(bytes(b)));
        yield buffers;
      }
      case LIST, LARGE_LIST -> List.of(bytes(vector.getOffsetBuffer()));
      case FIXED_SIZE_LIST -> List.of();
      default -> List.of(bytes(vector.getDataBuffer()));
    };
  }

  private static Bytes bytes(ArrowBuf buffer) {
    return new ArrowBytes(buffer);
  }
}
