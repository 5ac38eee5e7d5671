package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;

/** The two forms of a file: which version of ONNX and of its operators they are written in. */
enum OnnxFormat {
  /** Ids and floats in: an old version, as many runtimes as possible know it. */
  IDS(8, 17),
  /** Texts in: the oldest version that compares, splits and joins texts. */
  STRINGS(9, 20);

  /** No message of protobuf is longer; some room is left for names and operators. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (32L << 20);

  private static final long ML_VERSION = 3;
  private static final long EXTENSIONS_VERSION = 1;

  private final long irVersion;
  private final long operatorSet;

  OnnxFormat(long irVersion, long operatorSet) {
    this.irVersion = irVersion;
    this.operatorSet = operatorSet;
  }

  static void checkSize(long bytes) {
    if (bytes > MOST_BYTES) {
      throw new OnnxExportException(
          "the model has "
              + bytes
              + " bytes of weights and texts, an ONNX file holds at most "
              + MOST_BYTES
              + "; take fewer buckets or narrower embeddings, or serve it with this library");
    }
  }

  ModelProto model(Graph graph, Provenance provenance) {
    ModelProto.Builder builder =
        ModelProto.newBuilder().setIrVersion(irVersion).setGraph(graph.build());
    for (String domain : graph.domains()) {
      builder.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version(domain)));
    }
    provenance.addTo(builder);
    return builder.build();
  }

  private long version(String domain) {
    if (domain.equals(Operator.ML)) {
      return ML_VERSION;
    }
    return domain.equals(Operator.EXTENSIONS) ? EXTENSIONS_VERSION : operatorSet;
  }
}
