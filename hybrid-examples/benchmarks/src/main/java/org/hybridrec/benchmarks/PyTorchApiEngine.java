package org.hybridrec.benchmarks;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PyTorch through DJL's Java API, operation by operation: the fused linear layer, PyTorch's own
 * gradients, Adagrad in place. Of an embedding table only the distinct rows of a batch take part;
 * PyTorch sums their gradients. Which rows those are is worked out beforehand.
 */
final class PyTorchApiEngine implements org.hybridrec.benchmarks.Engine {

  private final ReferenceStep problem;
  private final int threads;
  private final PtNDManager manager;
  private final PtNDArray[] tables;
  private final PtNDArray[] tableSquares;
  private final List<PtNDArray> dense = new ArrayList<>();
  private final List<PtNDArray> denseSquares = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();

  /** Makes an engine with the initial weights and all batches of that size. */
  PyTorchApiEngine(ReferenceStep problem, int batchSize, int threads) {
    this.problem = problem;
    this.threads = threads;
    manager = (PtNDManager) Engine.getEngine(PtEngine.ENGINE_NAME).newBaseManager(Device.cpu());
    JniUtils.setNumThreads(threads);
    JniUtils.setGradMode(false);
    tables = new PtNDArray[] {table(ReferenceStep.CONTENT), table(ReferenceStep.AUTHOR)};
    tableSquares = new PtNDArray[] {squares(tables[0]), squares(tables[1])};
    for (String name : problem.weights().keySet()) {
      if (!name.startsWith("embedding/")) {
        PtNDArray weight = name.endsWith("/bias") ? bias(name) : kernel(name);
        dense.add(weight);
        denseSquares.add(squares(weight));
      }
    }
    for (int batch = 0; batch < problem.size().batchCount(batchSize); batch++) {
      batches.add(batch(batch * batchSize, batchSize));
    }
  }

  private PtNDArray table(String name) {
    int width = problem.size().embeddingWidth();
    float[] values = problem.weights(name);
    return floats(manager, values, 0, values.length / width, width);
  }

  private PtNDArray bias(String name) {
    float[] values = problem.weights(name);
    return manager.create(FloatBuffer.wrap(values), new Shape(values.length), DataType.FLOAT32);
  }

  /** Kernels lie as PyTorch's linear layer wants them, [out × in]. */
  private PtNDArray kernel(String name) {
    float[] values = problem.weights(name);
    int out = problem.columns(name);
    int in = values.length / out;
    float[] transposed = new float[values.length];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        transposed[o * in + i] = values[i * out + o];
      }
    }
    return floats(manager, transposed, 0, out, in);
  }

  private PtNDArray squares(PtNDArray weight) {
    float start = ReferenceStep.INITIAL_ACCUMULATOR;
    return (PtNDArray) manager.full(weight.getShape(), start, DataType.FLOAT32);
  }

  private static PtNDArray floats(PtNDManager owner, float[] all, int from, int rows, int width) {
    FloatBuffer part = FloatBuffer.wrap(all, from * width, rows * width).slice();
    return owner.create(part, new Shape(rows, width), DataType.FLOAT32);
  }

  private static PtNDArray ids(PtNDManager owner, int... ids) {
    LongBuffer longs = LongBuffer.wrap(Arrays.stream(ids).asLongStream().toArray());
    return owner.create(longs, new Shape(ids.length), DataType.INT64);
  }

  /** The distinct ids of a batch, and for each row the place of its id among them. */
  private record Ids(PtNDArray distinct, PtNDArray places) {}

  @SuppressWarnings("ArrayRecordComponent") // the two tables' ids, compared by nobody
  private record Batch(Ids[] tables, PtNDArray floats, PtNDArray labels) {}

  private Batch batch(int from, int count) {
    PtNDArray labels = ids(manager, Arrays.copyOfRange(problem.labels(), from, from + count));
    return new Batch(
        new Ids[] {
          distinct(problem.contents(), from, count), distinct(problem.authors(), from, count)
        },
        floats(manager, problem.floats(), from, count, problem.size().floatWidth()),
        labels.expandDims(1));
  }

  private Ids distinct(int[] all, int from, int count) {
    int[] ids = Arrays.copyOfRange(all, from, from + count);
    int[] distinct = Arrays.stream(ids).sorted().distinct().toArray();
    int[] places = Arrays.stream(ids).map(id -> Arrays.binarySearch(distinct, id)).toArray();
    return new Ids(ids(manager, distinct), ids(manager, places));
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", Engine.getEngine(PtEngine.ENGINE_NAME).getVersion());
    facts.put("threads", String.valueOf(threads));
    return facts;
  }

  @Override
  public float step(int number) {
    Batch batch = batches.get(number);
    try (PtNDManager own = manager.newSubManager(manager.getDevice())) {
      PtNDArray[] rows = new PtNDArray[tables.length];
      NDList input = new NDList();
      List<PtNDArray> leaves = new ArrayList<>();
      for (PtNDArray weight : dense) {
        leaves.add(leaf(own, JniUtils.detachGradient(weight)));
      }
      for (int i = 0; i < tables.length; i++) {
        rows[i] = leaf(own, gather(own, tables[i], batch.tables()[i].distinct()));
      }
      JniUtils.setGradMode(true);
      for (int i = 0; i < tables.length; i++) {
        input.add(gather(own, rows[i], batch.tables()[i].places()));
      }
      input.add(batch.floats());
      PtNDArray logits = logits(own, input, leaves);
      PtNDArray loss = (PtNDArray) logits.logSoftmax(1).gather(batch.labels(), 1).mean().neg();
      JniUtils.backward(loss, (PtNDArray) loss.onesLike(), false, false);
      JniUtils.setGradMode(false);
      for (int i = 0; i < leaves.size(); i++) {
        update(own, dense.get(i), denseSquares.get(i), leaves.get(i));
      }
      for (int i = 0; i < tables.length; i++) {
        update(own, tables[i], tableSquares[i], rows[i], batch.tables()[i].distinct());
      }
      return loss.getFloat();
    }
  }

  private static PtNDArray leaf(PtNDManager own, PtNDArray array) {
    array.attach(own);
    array.setRequiresGradient(true);
    return array;
  }

  private static PtNDArray gather(PtNDManager own, PtNDArray table, PtNDArray ids) {
    PtNDArray rows = JniUtils.embedding(ids, table, false);
    rows.attach(own);
    return rows;
  }

  private static PtNDArray logits(PtNDManager own, NDList input, List<PtNDArray> weights) {
    PtNDArray value = JniUtils.cat(input.toArray(PtNDArray[]::new), 1);
    for (int i = 0; i < weights.size(); i += 2) {
      value.attach(own);
      if (i > 0) {
        value = JniUtils.relu(value);
        value.attach(own);
      }
      value = JniUtils.linear(value, weights.get(i), weights.get(i + 1));
    }
    value.attach(own);
    return value;
  }

  private static void update(PtNDManager own, PtNDArray weight, PtNDArray squares, PtNDArray leaf) {
    PtNDArray gradient = leaf.getGradient();
    gradient.attach(own);
    PtNDArray root = root(own, squares, gradient);
    weight.subi(gradient.muli(ReferenceStep.LEARNING_RATE).divi(root));
  }

  private static void update(
      PtNDManager own, PtNDArray table, PtNDArray squares, PtNDArray rows, PtNDArray distinct) {
    PtNDArray gradient = rows.getGradient();
    gradient.attach(own);
    PtNDArray rowSquares = gather(own, squares, distinct);
    PtNDArray root = root(own, rowSquares, gradient);
    PtNDArray step = gradient.muli(ReferenceStep.LEARNING_RATE).divi(root);
    PtNDArray updated = gather(own, table, distinct).subi(step);
    NDIndex places = new NDIndex("{}", distinct);
    squares.set(places, rowSquares);
    table.set(places, updated);
  }

  private static PtNDArray root(PtNDManager own, PtNDArray squares, PtNDArray gradient) {
    PtNDArray square = gradient.mul(gradient);
    square.attach(own);
    squares.addi(square);
    PtNDArray root = (PtNDArray) squares.sqrt();
    root.attach(own);
    return root;
  }

  @Override
  public BestClasses recommend(int row, int k) {
    try (PtNDManager own = manager.newSubManager(manager.getDevice())) {
      NDList input = new NDList();
      input.add(gather(own, tables[0], ids(own, problem.contents()[row])));
      input.add(gather(own, tables[1], ids(own, problem.authors()[row])));
      input.add(floats(own, problem.floats(), row, 1, problem.size().floatWidth()));
      NDList best = logits(own, input, dense).softmax(1).topK(k, 1);
      best.attach(own);
      int[] classes = Arrays.stream(best.get(1).toLongArray()).mapToInt(c -> (int) c).toArray();
      return new BestClasses(classes, best.get(0).toFloatArray());
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
