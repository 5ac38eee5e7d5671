package org.hybridrec.docs;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.extensions.OrtxPackage;
import java.util.Map;

public class OnnxServing {
  public static void main(String[] args) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.registerCustomOpLibrary(OrtxPackage.getLibraryPath());
    String[][] reading = {{"new today"}, {""}};
    String[][] title = {{"Rapid siegt im Derby"}, {"Wien wählt"}};
    try (OrtSession session = environment.createSession("first.onnx", options);
        OnnxTensor readings = OnnxTensor.createTensor(environment, reading);
        OnnxTensor titles = OnnxTensor.createTensor(environment, title);
        OnnxTensor k = OnnxTensor.createTensor(environment, new long[] {2});
        OrtSession.Result answer =
            session.run(Map.of("reading", readings, "title", titles, "k", k))) {
      String[][] items = (String[][]) answer.get("items").orElseThrow().getValue();
      float[][] probabilities = (float[][]) answer.get("probabilities").orElseThrow().getValue();
      for (int row = 0; row < items.length; row++) {
        for (int i = 0; i < items[row].length; i++) {
          System.out.printf("%d %s %.2f%n", row, items[row][i], probabilities[row][i]);
        }
      }
    }
  }
}
