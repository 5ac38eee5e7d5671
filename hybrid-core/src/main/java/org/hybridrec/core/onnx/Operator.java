package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import java.util.List;

/** One operator of the graph that is being made: its inputs and attributes. */
final class Operator {

  /** The domain of the operators for trees, scalers and labels. */
  static final String ML = "ai.onnx.ml";

  /** The domain of the ONNX Runtime extensions. */
  static final String EXTENSIONS = "ai.onnx.contrib";

  private final NodeProto.Builder node = NodeProto.newBuilder();

  private Operator(String domain, String type, String... inputs) {
    node.setDomain(domain).setOpType(type).addAllInput(List.of(inputs));
  }

  static Operator of(String type, String... inputs) {
    return new Operator("", type, inputs);
  }

  static Operator ml(String type, String... inputs) {
    return new Operator(ML, type, inputs);
  }

  static Operator extension(String type, String... inputs) {
    return new Operator(EXTENSIONS, type, inputs);
  }

  Operator with(String name, long value) {
    node.addAttribute(attribute(name, AttributeProto.AttributeType.INT).setI(value));
    return this;
  }

  Operator with(String name, String value) {
    node.addAttribute(
        attribute(name, AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
    return this;
  }

  Operator with(String name, List<String> values) {
    node.addAttribute(
        attribute(name, AttributeProto.AttributeType.STRINGS)
            .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList()));
    return this;
  }

  /** Adds the attribute 0, 1, … size - 1. */
  Operator withPlaces(String name, int size) {
    AttributeProto.Builder places = attribute(name, AttributeProto.AttributeType.INTS);
    for (int i = 0; i < size; i++) {
      places.addInts(i);
    }
    node.addAttribute(places);
    return this;
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  String type() {
    return node.getOpType();
  }

  String domain() {
    return node.getDomain();
  }

  NodeProto named(String name, List<String> outputs) {
    return node.setName(name).addAllOutput(outputs).build();
  }
}
