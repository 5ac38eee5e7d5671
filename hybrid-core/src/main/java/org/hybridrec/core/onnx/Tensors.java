package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Constant tensors and types of values in ONNX's own form. */
final class Tensors {

  private Tensors() {}

  static TensorProto floats(String name, float[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return of(name, TensorProto.DataType.FLOAT, shape)
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }

  static TensorProto longs(String name, long[] values, long... shape) {
    ByteBuffer bytes = buffer(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return of(name, TensorProto.DataType.INT64, shape)
        .setRawData(ByteString.copyFrom(bytes))
        .build();
  }

  static TensorProto unsigned(String name, long value) {
    ByteBuffer bytes = buffer(1, Long.BYTES);
    bytes.asLongBuffer().put(value);
    return of(name, TensorProto.DataType.UINT64).setRawData(ByteString.copyFrom(bytes)).build();
  }

  static TensorProto texts(String name, List<String> values, long... shape) {
    return of(name, TensorProto.DataType.STRING, shape)
        .addAllStringData(values.stream().map(ByteString::copyFromUtf8).toList())
        .build();
  }

  private static ByteBuffer buffer(int count, int bytes) {
    return ByteBuffer.allocate(Math.multiplyExact(count, bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static TensorProto.Builder of(String name, TensorProto.DataType type, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long size : shape) {
      tensor.addDims(size);
    }
    return tensor;
  }

  /**
   * Returns the name and type of an input or output.
   *
   * @param shape its dimensions: digits for a fixed size, else the name of a free one
   */
  static ValueInfoProto value(
      String name, TensorProto.DataType type, String meaning, String... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (String size : shape) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      boolean fixed = size.chars().allMatch(c -> c >= '0' && c <= '9');
      dimensions.addDim(
          fixed ? dimension.setDimValue(Long.parseLong(size)) : dimension.setDimParam(size));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dimensions);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setDocString(meaning)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
