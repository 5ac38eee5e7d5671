package org.hybridrec.benchmarks;

import ai.djl.engine.Engine;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PyTorch through DJL: one call of a TorchScript program a step, see {@code torchscript_step.py},
 * so that no Java stands between the operations. Batches are tensors made beforehand.
 */
final class PyTorchEngine implements org.hybridrec.benchmarks.Engine {

  private final ReferenceStep problem;
  private final int threads;
  private final PtNDManager manager;
  private final PtSymbolBlock step;
  private final PtSymbolBlock recommend;
  private final IValue weights;
  private final IValue accumulators;
  private final IValue steps;
  private final List<Rows> batches = new ArrayList<>();

  /** Makes an engine with the initial weights and all batches of that size. */
  PyTorchEngine(ReferenceStep problem, int batchSize, int threads) {
    this.problem = problem;
    this.threads = threads;
    manager = (PtNDManager) Engine.getEngine(PtEngine.ENGINE_NAME).newBaseManager();
    JniUtils.setNumThreads(threads);
    step = program("step.pt");
    recommend = program("recommend.pt");
    List<PtNDArray> tensors = new ArrayList<>();
    List<PtNDArray> squares = new ArrayList<>();
    List<PtNDArray> counts = new ArrayList<>();
    for (String name : problem.weights().keySet()) {
      PtNDArray tensor = weight(name);
      tensors.add(tensor);
      squares.add(
          (PtNDArray)
              manager.full(tensor.getShape(), ReferenceStep.INITIAL_ACCUMULATOR, DataType.FLOAT32));
      if (tensors.size() > 2) {
        counts.add((PtNDArray) manager.ones(new Shape(), DataType.FLOAT32));
      }
    }
    weights = list(tensors);
    accumulators = list(squares);
    steps = list(counts);
    for (int batch = 0; batch < problem.size().batchCount(batchSize); batch++) {
      batches.add(rows(manager, batch * batchSize, batchSize));
    }
  }

  private PtSymbolBlock program(String file) {
    try (InputStream in = PyTorchEngine.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program " + file + " is missing in the jar");
      }
      return JniUtils.loadModule(manager, in, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PtNDArray weight(String name) {
    float[] values = problem.weights(name);
    int columns = problem.columns(name);
    Shape shape =
        name.endsWith("/bias") ? new Shape(columns) : new Shape(values.length / columns, columns);
    return manager.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32);
  }

  private static IValue list(List<PtNDArray> tensors) {
    return IValue.listFrom(tensors.toArray(PtNDArray[]::new));
  }

  private record Rows(PtNDArray contents, PtNDArray authors, PtNDArray floats, PtNDArray labels) {}

  private Rows rows(PtNDManager owner, int from, int count) {
    int width = problem.size().floatWidth();
    return new Rows(
        ids(owner, problem.contents(), from, count),
        ids(owner, problem.authors(), from, count),
        owner.create(
            FloatBuffer.wrap(problem.floats(), from * width, count * width).slice(),
            new Shape(count, width),
            DataType.FLOAT32),
        ids(owner, problem.labels(), from, count));
  }

  private static PtNDArray ids(PtNDManager owner, int[] all, int from, int count) {
    long[] ids = Arrays.stream(all, from, from + count).asLongStream().toArray();
    return owner.create(LongBuffer.wrap(ids), new Shape(count), DataType.INT64);
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", Engine.getEngine(PtEngine.ENGINE_NAME).getVersion());
    facts.put("threads", String.valueOf(threads));
    return facts;
  }

  @Override
  public float step(int batch) {
    Rows rows = batches.get(batch);
    try (IValue contents = IValue.from(rows.contents());
        IValue authors = IValue.from(rows.authors());
        IValue floats = IValue.from(rows.floats());
        IValue labels = IValue.from(rows.labels());
        IValue result =
            step.forward(contents, authors, floats, labels, weights, accumulators, steps);
        PtNDArray loss = result.toTensor(manager)) {
      return loss.getFloat();
    }
  }

  @Override
  public BestClasses recommend(int row, int k) {
    try (PtNDManager own = manager.newSubManager(manager.getDevice())) {
      Rows rows = rows(own, row, 1);
      try (IValue contents = IValue.from(rows.contents());
          IValue authors = IValue.from(rows.authors());
          IValue floats = IValue.from(rows.floats());
          IValue count = IValue.from((long) k);
          IValue result = recommend.forward(contents, authors, floats, weights, count)) {
        PtNDArray[] best = result.toTensorArray(own);
        int[] classes = Arrays.stream(best[1].toLongArray()).mapToInt(c -> (int) c).toArray();
        return new BestClasses(classes, best[0].toFloatArray());
      }
    }
  }

  @Override
  public void close() {
    weights.close();
    accumulators.close();
    steps.close();
    step.close();
    recommend.close();
    manager.close();
  }
}
