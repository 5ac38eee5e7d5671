package org.hybridrec.core.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.extensions.OrtxPackage;
import java.util.LinkedHashMap;
import java.util.Map;

/** An exported model in ONNX Runtime, asked with arrays. */
final class Served implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * What came out.
   *
   * @param items [rows × k]
   * @param probabilities [rows × k]
   * @param scores [rows × items]
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
  record Answer(String[][] items, float[][] probabilities, float[][] scores) {}

  private Served(OnnxModel model, boolean extensions) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      if (extensions) {
        options.registerCustomOpLibrary(OrtxPackage.getLibraryPath());
      }
      session = environment.createSession(model.toBytes(), options);
    }
  }

  /** Opens a model in ONNX Runtime as it comes. */
  static Served plain(OnnxModel model) throws OrtException {
    return new Served(model, false);
  }

  /** Opens a model in ONNX Runtime with the extensions. */
  static Served extended(OnnxModel model) throws OrtException {
    return new Served(model, true);
  }

  /** Asks for so many items. */
  Answer ask(Map<String, Object> inputs, int k) throws OrtException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Object> input : inputs.entrySet()) {
        tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue()));
      }
      tensors.put("k", OnnxTensor.createTensor(environment, new long[] {k}));
      try (OrtSession.Result result = session.run(tensors)) {
        return new Answer(
            (String[][]) result.get("items").orElseThrow().getValue(),
            (float[][]) result.get("probabilities").orElseThrow().getValue(),
            (float[][]) result.get("scores").orElseThrow().getValue());
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  OrtSession session() {
    return session;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
