package org.hybridrec.benchmarks;

import java.util.List;
import java.util.Locale;

/** The engines that can be compared. */
enum EngineKind {
  /** This library as users start it, without any flag. */
  HYBRID(false) {
    @Override
    Engine open(ReferenceStep problem, int batchSize, int threads) {
      return new HybridEngine(problem, batchSize, threads);
    }
  },
  /** This library in a JVM that has the Vector API. */
  HYBRID_VECTOR(false) {
    @Override
    List<String> jvmFlags() {
      return List.of("--add-modules", "jdk.incubator.vector");
    }

    @Override
    Engine open(ReferenceStep problem, int batchSize, int threads) {
      return new HybridEngine(problem, batchSize, threads);
    }
  },
  /** TensorFlow for Java, one static graph. */
  TENSORFLOW(true) {
    @Override
    Engine open(ReferenceStep problem, int batchSize, int threads) {
      return new TensorFlowEngine(problem, batchSize, threads);
    }
  },
  /** PyTorch through DJL, a TorchScript program. */
  PYTORCH(true) {
    @Override
    Engine open(ReferenceStep problem, int batchSize, int threads) {
      return new PyTorchEngine(problem, batchSize, threads);
    }
  },
  /** PyTorch through DJL, operation by operation from Java, with PyTorch's own gradients. */
  PYTORCH_API(true) {
    @Override
    Engine open(ReferenceStep problem, int batchSize, int threads) {
      return new PyTorchApiEngine(problem, batchSize, threads);
    }
  };

  private final boolean peer;

  EngineKind(boolean peer) {
    this.peer = peer;
  }

  /**
   * Makes an engine in this process, which must have been started with the right flags.
   *
   * @param problem what it works on
   * @param batchSize rows of a training batch
   * @param threads how many threads it may use
   */
  abstract Engine open(ReferenceStep problem, int batchSize, int threads);

  /** Returns true for an engine that is not this library. */
  boolean isPeer() {
    return peer;
  }

  /** Returns the flags that its JVM needs. */
  List<String> jvmFlags() {
    return List.of();
  }

  /** Returns the name in reports and on the command line: {@code hybrid-vector}. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
