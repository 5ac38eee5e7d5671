package org.hybridrec.core.onnx;

import java.util.HashMap;
import java.util.Map;
import org.hybridrec.core.onnx.OnnxInput.Kind;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;

/**
 * The fields of rows as they come, each one input, added when it is first asked for. A field is
 * text or a number as in serving by this library: a number where it is never anything else.
 */
final class RawInputs {

  private final Inputs inputs;
  private final SourceSchema schema;
  private final Map<String, String> names = new HashMap<>();

  RawInputs(Inputs inputs, SourceSchema schema) {
    this.inputs = inputs;
    this.schema = schema;
  }

  boolean isText(String field) {
    return schema.fields().get(schema.indexOf(field)).type() == ValueType.TEXT;
  }

  /** Returns the input of a text field, string [rows × values]. */
  String texts(String field) {
    return names.computeIfAbsent(
        field, name -> inputs.add(name, Kind.TEXT, 0, "'' is missing").name());
  }

  /** Returns the input of a field of numbers, float [rows × values]. */
  String numbers(String field) {
    return names.computeIfAbsent(
        field, name -> inputs.add(name, Kind.NUMBER, 0, "NaN is missing").name());
  }
}
