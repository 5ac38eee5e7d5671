package org.hybridrec.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Unique;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The network, its gradients and its updates as one TensorFlow graph, written out by hand so that
 * nothing is computed twice or for nobody:
 *
 * <ul>
 *   <li>The gradient of the logits is summed over the batch as it comes; the factor 1/rows meets
 *       the small matrices on either side of it, never the large one.
 *   <li>The gradient of the input is that of its two embeddings alone, summed per distinct id, and
 *       only those rows of a table are touched.
 *   <li>A kernel is updated when nobody reads it any more, so TensorFlow updates in place instead
 *       of on a copy.
 * </ul>
 */
final class TensorFlowGraph {

  private final Ops tf;
  private final StepSize size;
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private final Placeholder<TInt32> contents;
  private final Placeholder<TInt32> authors;
  private final Placeholder<TFloat32> floats;
  private final Placeholder<TInt32> labels;
  private final Placeholder<TInt32> k;
  private final List<Op> updates = new ArrayList<>();
  private final Operand<TFloat32> rate;
  private final Operand<TFloat32> loss;
  private final TopK<TFloat32, TInt32> best;
  private final Op update;

  /** A variable, its Adagrad accumulator and the nodes that set both. */
  record Weight(
      Shape shape,
      Operand<? extends TType> variable,
      Operand<? extends TType> accumulator,
      Placeholder<TFloat32> initialValue,
      Op assignment,
      Op accumulatorAssignment) {}

  /** An operation that gives nothing. */
  private record Update(Operation op) implements Op {}

  private TensorFlowGraph(Graph graph, StepSize size) {
    this.size = size;
    tf = Ops.create(graph);
    contents = placeholder(TInt32.class, Shape.of(Shape.UNKNOWN_SIZE));
    authors = placeholder(TInt32.class, Shape.of(Shape.UNKNOWN_SIZE));
    floats = placeholder(TFloat32.class, Shape.of(Shape.UNKNOWN_SIZE, size.floatWidth()));
    labels = placeholder(TInt32.class, Shape.of(Shape.UNKNOWN_SIZE));
    k = placeholder(TInt32.class, Shape.scalar());
    rate = tf.constant(ReferenceStep.LEARNING_RATE);
    addWeights();
    List<Dense> layers = forward();
    Dense output = layers.get(layers.size() - 1);
    best = tf.nn.topK(tf.nn.softmax(output.result), k, TInt32.class);
    SparseSoftmaxCrossEntropyWithLogits<TFloat32> crossEntropy =
        tf.nn.sparseSoftmaxCrossEntropyWithLogits(output.result, labels);
    loss = tf.math.mean(crossEntropy.loss(), tf.constant(0));
    backward(layers, crossEntropy.backprop());
    update = tf.withControlDependencies(updates).noOp();
  }

  /** Builds the graph. */
  static TensorFlowGraph build(Graph graph, StepSize size) {
    return new TensorFlowGraph(graph, size);
  }

  private <T extends TType> Placeholder<T> placeholder(Class<T> type, Shape shape) {
    return tf.placeholder(type, Placeholder.shape(shape));
  }

  private void addWeights() {
    int width = size.embeddingWidth();
    addWeight(ReferenceStep.CONTENT, Shape.of(size.contentCount(), width));
    addWeight(ReferenceStep.AUTHOR, Shape.of(size.authorCount(), width));
    int in = size.inputWidth();
    for (int n = 0; n < size.hiddenUnits().size(); n++) {
      in = addLayer(ReferenceStep.hidden(n), in, size.hiddenUnits().get(n));
    }
    addLayer("output", in, size.classCount());
  }

  private int addLayer(String name, int in, int out) {
    addWeight(name + "/kernel", Shape.of(in, out));
    addWeight(name + "/bias", Shape.of(out));
    return out;
  }

  private void addWeight(String name, Shape shape) {
    Operand<? extends TType> variable = variable(name, shape);
    Operand<? extends TType> accumulator = variable(name + "/accumulator", shape);
    Placeholder<TFloat32> initialValue = placeholder(TFloat32.class, shape);
    Operand<TFloat32> start =
        tf.fill(tf.constant(shape), tf.constant(ReferenceStep.INITIAL_ACCUMULATOR));
    weights.put(
        name,
        new Weight(
            shape,
            variable,
            accumulator,
            initialValue,
            tf.assignVariableOp(variable, initialValue),
            tf.assignVariableOp(accumulator, start)));
  }

  /** Variables without a name of their own would all be the same one. */
  private Operand<? extends TType> variable(String name, Shape shape) {
    return tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
  }

  /** A layer as it was computed: result = input·kernel + bias, with ReLU if it is hidden. */
  private record Dense(
      String name, Operand<TFloat32> input, Operand<TFloat32> kernel, Operand<TFloat32> result) {}

  private List<Dense> forward() {
    Operand<TFloat32> input =
        tf.concat(
            List.of(
                gather(ReferenceStep.CONTENT, contents),
                gather(ReferenceStep.AUTHOR, authors),
                floats),
            tf.constant(1));
    List<Dense> layers = new ArrayList<>();
    for (int n = 0; n < size.hiddenUnits().size(); n++) {
      Dense layer = dense(ReferenceStep.hidden(n), input);
      input = tf.nn.relu(layer.result);
      layers.add(new Dense(layer.name, layer.input, layer.kernel, input));
    }
    layers.add(dense("output", input));
    return layers;
  }

  private Operand<TFloat32> gather(String table, Operand<TInt32> ids) {
    return tf.resourceGather(weight(table).variable(), ids, TFloat32.class);
  }

  private Dense dense(String name, Operand<TFloat32> input) {
    Operand<TFloat32> kernel = read(name + "/kernel");
    Operand<TFloat32> product = tf.linalg.matMul(input, kernel);
    return new Dense(name, input, kernel, tf.nn.biasAdd(product, read(name + "/bias")));
  }

  private Operand<TFloat32> read(String name) {
    return tf.readVariableOp(weight(name).variable(), TFloat32.class);
  }

  private void backward(List<Dense> layers, Operand<TFloat32> dLogitsTimesRows) {
    Operand<TFloat32> share =
        tf.math.div(tf.constant(1f), tf.dtypes.cast(tf.size(labels, TInt32.class), TFloat32.class));
    Dense output = layers.get(layers.size() - 1);
    Operand<TFloat32> dInput =
        tf.math.mul(
            tf.linalg.matMul(dLogitsTimesRows, output.kernel, MatMul.transposeB(true)), share);
    Operand<TFloat32> dKernel =
        tf.linalg.matMul(
            tf.math.mul(output.input, share), dLogitsTimesRows, MatMul.transposeA(true));
    Operand<TFloat32> dBias = tf.math.mul(tf.nn.biasAddGrad(dLogitsTimesRows), share);
    update(output.name, dKernel, dBias, dInput);
    for (int n = layers.size() - 2; n >= 0; n--) {
      Dense layer = layers.get(n);
      Operand<TFloat32> dSum = tf.nn.reluGrad(dInput, layer.result);
      dInput =
          tf.linalg.matMul(
              dSum, n > 0 ? layer.kernel : embeddingPart(layer.kernel), MatMul.transposeB(true));
      dKernel = tf.linalg.matMul(layer.input, dSum, MatMul.transposeA(true));
      update(layer.name, dKernel, tf.nn.biasAddGrad(dSum), dInput);
    }
    updateTable(ReferenceStep.CONTENT, contents, embedding(dInput, 0));
    updateTable(ReferenceStep.AUTHOR, authors, embedding(dInput, 1));
  }

  /** Returns the rows of the first kernel that belong to embeddings. */
  private Operand<TFloat32> embeddingPart(Operand<TFloat32> kernel) {
    return tf.slice(
        kernel,
        tf.constant(new int[] {0, 0}),
        tf.constant(new int[] {2 * size.embeddingWidth(), -1}));
  }

  private Operand<TFloat32> embedding(Operand<TFloat32> both, int number) {
    int width = size.embeddingWidth();
    return tf.slice(
        both, tf.constant(new int[] {0, number * width}), tf.constant(new int[] {-1, width}));
  }

  private void update(
      String layer, Operand<TFloat32> dKernel, Operand<TFloat32> dBias, Operand<TFloat32> dInput) {
    Weight kernel = weight(layer + "/kernel");
    Weight bias = weight(layer + "/bias");
    updates.add(applyAdagrad(kernel, dKernel, dInput));
    updates.add(applyAdagrad(bias, dBias, dInput));
  }

  /** The update without an epsilon, which TensorFlow's Java API has no method for. */
  private Op applyAdagrad(Weight weight, Operand<TFloat32> gradient, Op before) {
    if (Boolean.getBoolean("v2"))
      return tf.withControlDependencies(before)
          .train
          .resourceApplyAdagrad(
              weight.variable(), weight.accumulator(), rate, tf.constant(0f), gradient);
    Scope scope = tf.withControlDependencies(before).scope();
    Operation operation =
        scope
            .opBuilder("ResourceApplyAdagrad", "ApplyAdagrad")
            .addInput(weight.variable().asOutput())
            .addInput(weight.accumulator().asOutput())
            .addInput(rate.asOutput())
            .addInput(gradient.asOutput())
            .build();
    return new Update(operation);
  }

  private void updateTable(String table, Operand<TInt32> ids, Operand<TFloat32> dRows) {
    Weight weight = weight(table);
    Unique<TInt32, TInt32> distinct = tf.unique(ids, tf.constant(new int[0]), TInt32.class);
    Operand<TFloat32> sums =
        tf.math.unsortedSegmentSum(dRows, distinct.idx(), tf.size(distinct.y(), TInt32.class));
    updates.add(
        tf.train.resourceSparseApplyAdagrad(
            weight.variable(), weight.accumulator(), rate, sums, distinct.y()));
  }

  /** Returns the nodes of some weights. */
  Weight weight(String name) {
    Weight found = weights.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no weights '" + name + "'");
    }
    return found;
  }

  /** Returns the nodes of all weights. */
  Iterable<Weight> weights() {
    return weights.values();
  }

  /** Returns where the first ids go, [rows]. */
  Placeholder<TInt32> contents() {
    return contents;
  }

  /** Returns where the second ids go, [rows]. */
  Placeholder<TInt32> authors() {
    return authors;
  }

  /** Returns where the floats go, [rows × width]. */
  Placeholder<TFloat32> floats() {
    return floats;
  }

  /** Returns where the labels go, [rows]. */
  Placeholder<TInt32> labels() {
    return labels;
  }

  /** Returns where the number of wanted classes goes. */
  Placeholder<TInt32> k() {
    return k;
  }

  /** Returns the mean cross-entropy. */
  Operand<TFloat32> loss() {
    return loss;
  }

  /** Returns what runs when everything has been updated. */
  Op update() {
    return update;
  }

  /** Returns the best classes [rows × k]. */
  Operand<TInt32> bestClasses() {
    return best.indices();
  }

  /** Returns the probabilities of the best classes [rows × k]. */
  Operand<TFloat32> bestProbabilities() {
    return best.values();
  }
}
