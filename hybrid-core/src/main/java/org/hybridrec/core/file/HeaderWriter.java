package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** Writes the first part of a file: eight bytes of length and the JSON header, padded by spaces. */
final class HeaderWriter {

  static final String METADATA = "__metadata__";
  static final String FORMAT = "format";
  static final String VERSION = "version";
  static final String FORMAT_NAME = "hybridrec";
  static final int CURRENT_VERSION = 1;
  static final String DIGEST = "sha256";
  static final int DIGEST_BYTES = 32;
  static final int LENGTH_BYTES = 8;
  static final int PADDING = 8;

  private HeaderWriter() {}

  static byte[] write(Map<String, String> metadata, List<Tensor> tensors) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonFactory.builder().build().createGenerator(json)) {
      out.writeStartObject();
      writeMetadata(metadata, out);
      writeTensors(tensors, out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return framed(json.toByteArray());
  }

  private static void writeMetadata(Map<String, String> metadata, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart(METADATA);
    out.writeStringField(FORMAT, FORMAT_NAME);
    out.writeStringField(VERSION, Integer.toString(CURRENT_VERSION));
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      out.writeStringField(entry.getKey(), entry.getValue());
    }
    out.writeEndObject();
  }

  private static void writeTensors(List<Tensor> tensors, JsonGenerator out) throws IOException {
    long begin = 0;
    for (Tensor tensor : tensors) {
      writeTensor(tensor.name(), tensor.dtype(), tensor.shape(), begin, tensor.bytes().length, out);
      begin += tensor.bytes().length;
    }
    writeTensor(DIGEST, DType.U8, new int[] {DIGEST_BYTES}, begin, DIGEST_BYTES, out);
  }

  private static void writeTensor(
      String name, DType dtype, int[] shape, long begin, long length, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart(name);
    out.writeStringField("dtype", dtype.name());
    out.writeFieldName("shape");
    out.writeArray(shape, 0, shape.length);
    out.writeFieldName("data_offsets");
    out.writeArray(new long[] {begin, begin + length}, 0, 2);
    out.writeEndObject();
  }

  static byte[] framed(byte[] json) {
    int padding = Math.floorMod(-json.length, PADDING);
    int length = json.length + padding;
    if (length > Limits.HEADER_BYTES) {
      throw new IllegalArgumentException(
          "model file: the header may take %s bytes, was %s; put long texts into tensors"
              .formatted(Limits.print(Limits.HEADER_BYTES), Limits.print(length)));
    }
    ByteBuffer out = ByteBuffer.allocate(LENGTH_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(length).put(json).put(" ".repeat(padding).getBytes(US_ASCII));
    return out.array();
  }
}
