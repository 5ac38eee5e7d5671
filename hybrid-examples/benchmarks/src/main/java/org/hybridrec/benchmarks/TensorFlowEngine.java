package org.hybridrec.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** TensorFlow: one static graph, one session call a step, batches as tensors made beforehand. */
final class TensorFlowEngine implements Engine {

  private final ReferenceStep problem;
  private final int threads;
  private final Graph graph = new Graph();
  private final Session session;
  private final TensorFlowGraph nodes;
  private final List<Batch> batches = new ArrayList<>();

  /** Makes an engine with the initial weights and all batches of that size. */
  TensorFlowEngine(ReferenceStep problem, int batchSize, int threads) {
    this.problem = problem;
    this.threads = threads;
    nodes = TensorFlowGraph.build(graph, problem.size());
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .build());
    assignWeights();
    for (int batch = 0; batch < problem.size().batchCount(batchSize); batch++) {
      batches.add(batch(batch * batchSize, batchSize));
    }
  }

  private void assignWeights() {
    problem
        .weights()
        .forEach(
            (name, values) -> {
              TensorFlowGraph.Weight weight = nodes.weight(name);
              try (TFloat32 tensor = TFloat32.tensorOf(weight.shape(), DataBuffers.of(values))) {
                session
                    .runner()
                    .feed(weight.initialValue(), tensor)
                    .addTarget(weight.assignment())
                    .run()
                    .close();
              }
            });
    for (TensorFlowGraph.Weight weight : nodes.weights()) {
      session.run(weight.accumulatorAssignment());
    }
  }

  private record Batch(TInt32 contents, TInt32 authors, TFloat32 floats, TInt32 labels)
      implements AutoCloseable {

    @Override
    public void close() {
      contents.close();
      authors.close();
      floats.close();
      labels.close();
    }
  }

  private Batch batch(int from, int count) {
    return new Batch(
        ints(problem.contents(), from, count),
        ints(problem.authors(), from, count),
        floats(from, count),
        ints(problem.labels(), from, count));
  }

  private static TInt32 ints(int[] all, int from, int count) {
    return TInt32.tensorOf(
        Shape.of(count), DataBuffers.of(Arrays.copyOfRange(all, from, from + count)));
  }

  private TFloat32 floats(int from, int count) {
    int width = problem.size().floatWidth();
    float[] part = Arrays.copyOfRange(problem.floats(), from * width, (from + count) * width);
    return TFloat32.tensorOf(Shape.of(count, width), DataBuffers.of(part));
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version", TensorFlow.version());
    facts.put("threads", String.valueOf(threads));
    return facts;
  }

  @Override
  public float step(int number) {
    Batch batch = batches.get(number);
    try (Result result =
        session
            .runner()
            .feed(nodes.contents(), batch.contents())
            .feed(nodes.authors(), batch.authors())
            .feed(nodes.floats(), batch.floats())
            .feed(nodes.labels(), batch.labels())
            .fetch(nodes.loss())
            .addTarget(nodes.update())
            .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  @Override
  public BestClasses recommend(int row, int k) {
    try (Batch batch = batch(row, 1);
        TInt32 count = TInt32.scalarOf(k);
        Result result =
            session
                .runner()
                .feed(nodes.contents(), batch.contents())
                .feed(nodes.authors(), batch.authors())
                .feed(nodes.floats(), batch.floats())
                .feed(nodes.k(), count)
                .fetch(nodes.bestClasses())
                .fetch(nodes.bestProbabilities())
                .run()) {
      int[] classes = new int[k];
      float[] probabilities = new float[k];
      ((TInt32) result.get(0))
          .copyTo(
              org.tensorflow.ndarray.NdArrays.wrap(
                  Shape.of(1, k), DataBuffers.of(classes, false, false)));
      ((TFloat32) result.get(1))
          .copyTo(
              org.tensorflow.ndarray.NdArrays.wrap(
                  Shape.of(1, k), DataBuffers.of(probabilities, false, false)));
      return new BestClasses(classes, probabilities);
    }
  }

  @Override
  public void close() {
    batches.forEach(Batch::close);
    session.close();
    graph.close();
  }
}
