package org.hybridrec.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.EncodedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Makes training steps on a network, in place: forward, softmax cross-entropy (exact unless asked
 * otherwise), backward, update. Holds the optimizer's state and the memory a step needs. Not
 * thread-safe; while it works nothing else may use the network.
 *
 * <p>The same network, options, seed and batches give the same weights, bit for bit, whoever the
 * workers are.
 */
public final class NetworkTrainer {

  private final Network network;
  private final Optimizer optimizer;
  private final Regularization regularization;
  private final Kernels kernels;
  private final Workers workers;
  private final InputLayer input;
  private final Dropout embeddingDropout;
  private final List<DenseTrainer> hidden = new ArrayList<>();
  private final OutputTrainer output;
  private final List<EmbeddingTrainer> tables = new ArrayList<>();
  private long steps;
  private float[][] dense = new float[0][];
  private int[] labels = new int[0];

  /**
   * Makes a trainer that works on the calling thread and has made no step yet.
   *
   * @param network what is trained
   * @param optimizer how gradients change weights
   * @param regularization dropout and penalty
   * @param seed what dropout draws from
   * @throws InsufficientMemoryException if the heap can't hold the optimizer's state
   */
  public NetworkTrainer(
      Network network, Optimizer optimizer, Regularization regularization, long seed) {
    this(network, optimizer, regularization, seed, Workers.caller());
  }

  /**
   * Makes a trainer that has made no step yet.
   *
   * @param network what is trained
   * @param optimizer how gradients change weights
   * @param regularization dropout and penalty
   * @param seed what dropout draws from
   * @param workers who does the work; not closed here
   * @throws InsufficientMemoryException if the heap can't hold the optimizer's state
   */
  public NetworkTrainer(
      Network network,
      Optimizer optimizer,
      Regularization regularization,
      long seed,
      Workers workers) {
    this(network, optimizer, regularization, seed, workers, null);
  }

  /**
   * Makes a trainer that has made no step yet and draws the classes it trains on.
   *
   * @param network what is trained
   * @param optimizer how gradients change weights
   * @param regularization dropout and penalty
   * @param seed what dropout and negatives draw from
   * @param workers who does the work; not closed here
   * @param sampled how the output layer is trained
   * @param labelCounts [classes]: how often each class is a label of the training rows; read only
   *     where negatives are drawn by frequency
   * @throws IllegalArgumentException if there is not one count a class
   * @throws InsufficientMemoryException if the heap can't hold the optimizer's state
   */
  public static NetworkTrainer sampled(
      Network network,
      Optimizer optimizer,
      Regularization regularization,
      long seed,
      Workers workers,
      SampledSoftmax sampled,
      long[] labelCounts) {
    int classes = network.shape().classCount();
    NegativeSampler sampler =
        switch (sampled.proposal()) {
          case LOG_UNIFORM -> NegativeSampler.logUniform(classes, sampled.negatives(), seed);
          case FREQUENCY -> {
            if (labelCounts.length != classes) {
              throw new IllegalArgumentException(
                  "sampledSoftmax: one count for each of "
                      + classes
                      + " classes is needed, were "
                      + labelCounts.length);
            }
            yield NegativeSampler.byFrequency(labelCounts, sampled.negatives(), seed);
          }
        };
    return new NetworkTrainer(network, optimizer, regularization, seed, workers, sampler);
  }

  private NetworkTrainer(
      Network network,
      Optimizer optimizer,
      Regularization regularization,
      long seed,
      Workers workers,
      @Nullable NegativeSampler sampler) {
    NetworkShape shape = network.shape();
    InsufficientMemoryException.check(
        "weights and optimizer state",
        shape.parameterCount() + shape.trainableCount() * optimizer.stateCount(),
        Runtime.getRuntime().maxMemory());
    this.network = network;
    this.workers = workers;
    this.optimizer = optimizer;
    this.regularization = regularization;
    this.kernels = network.kernels();
    this.input = network.input();
    embeddingDropout = new Dropout(regularization.embeddingDropout(), seed, "embedding");
    for (int n = 0; n < network.hidden().size(); n++) {
      Dropout dropout = new Dropout(regularization.hiddenDropout(), seed, "hidden/" + n);
      hidden.add(
          new DenseTrainer(
              kernels, workers, optimizer, network.hidden().get(n), kernelRow(n), dropout));
    }
    output = outputTrainer(sampler, kernelRow(hidden.size()));
    for (EmbeddingTable table : network.tables().values()) {
      if (table.trainable) {
        tables.add(new EmbeddingTrainer(kernels, workers, optimizer, input, table));
      }
    }
  }

  private OutputTrainer outputTrainer(@Nullable NegativeSampler sampler, IntUnaryOperator row) {
    SoftmaxLayer layer = network.output();
    return sampler == null
        ? new SoftmaxTrainer(kernels, workers, optimizer, layer, row, SoftmaxTrainer.KEPT_BYTES)
        : new SampledTrainer(kernels, workers, optimizer, layer, row, sampler);
  }

  private IntUnaryOperator kernelRow(int layer) {
    return layer == 0 ? input::kernelRow : row -> row;
  }

  /** Returns the network. */
  public Network network() {
    return network;
  }

  /** Returns how many steps were made. */
  public long steps() {
    return steps;
  }

  /**
   * Returns the optimizer's state as named blocks that share this trainer's memory: for every
   * number n of a weight's state and every parameter P that training changes, {@code
   * optimizer/n/P}, in the shape of P.
   */
  public List<Parameter> optimizerState() {
    StatesByWeights states = new StatesByWeights();
    hidden.forEach(layer -> layer.states(states));
    output.states(states);
    tables.forEach(table -> table.states(states));
    List<Parameter> blocks = new ArrayList<>();
    for (int n = 0; n < optimizer.stateCount(); n++) {
      int number = n;
      for (Parameter parameter : network.parameters()) {
        if (parameter.trainable()) {
          String name = "optimizer/" + n + "/" + parameter.name();
          blocks.add(parameter.beside(name, weights -> states.of(weights, number)));
        }
      }
    }
    return blocks;
  }

  /**
   * Goes back to where another trainer of the same network and options stood.
   *
   * @param stepsMade how many steps that one had made, at least 0
   * @param blocks gives the numbers of each trainable parameter and each block of {@link
   *     #optimizerState} by its name
   * @throws IllegalArgumentException if a block has another size
   */
  public void resume(long stepsMade, Function<String, float[]> blocks) {
    for (Parameter parameter : network.parameters()) {
      if (parameter.trainable()) {
        parameter.writeAll(blocks.apply(parameter.name()));
      }
    }
    for (Parameter block : optimizerState()) {
      block.writeAll(blocks.apply(block.name()));
    }
    steps = stepsMade;
  }

  /**
   * Makes one step at the optimizer's learning rate, without clipping.
   *
   * @see #step(EncodedBatch, StepSize)
   */
  public double step(EncodedBatch batch) {
    return step(batch, StepSize.of(optimizer.learningRate()));
  }

  /**
   * Makes one step.
   *
   * @param batch at least one row of the network's layout, each with a label in [0, classes)
   * @param size how far it goes
   * @return mean cross-entropy of the rows before the step, weighted by {@link
   *     EncodedBatch#weight}; if it is not a finite number the weights were left as they were.
   *     Where the rows' weights are all 0 there is nothing to learn: it is 0, the step counts, and
   *     the network and the optimizer's state stay as they are
   * @throws IllegalArgumentException if the batch is empty, has another layout, an id or a label
   *     out of range
   * @throws WorkerException if the workers' executor takes no work; the network is then of no
   *     further use
   */
  public double step(EncodedBatch batch, StepSize size) {
    input.check(batch);
    readLabels(batch);
    long step = steps + 1;
    RowWeights weights = RowWeights.of(batch);
    if (weights.sum == 0) {
      steps = step;
      return 0;
    }
    List<LayerInput> inputs = forward(batch, step);
    LayerInput last = inputs.get(inputs.size() - 1);
    double loss = output.loss(last, labels, weights, step);
    if (Double.isFinite(loss)) {
      UpdateStep update =
          new UpdateStep(
              optimizer.rule(step, size.learningRate()), regularization.l2(), size.gradientClip());
      backward(inputs, step, update);
      steps = step;
    }
    return loss;
  }

  private void readLabels(EncodedBatch batch) {
    network.checkLabels("training batch", batch);
    if (labels.length < batch.rowCount()) {
      labels = new int[batch.rowCount()];
    }
    for (int row = 0; row < batch.rowCount(); row++) {
      labels[row] = batch.label(row);
    }
  }

  /** Returns the input of every layer, that of the output layer last. */
  private List<LayerInput> forward(EncodedBatch batch, long step) {
    int rows = batch.rowCount();
    dense = Rows.atLeast(dense, rows, input.width);
    List<LayerInput> inputs = new ArrayList<>();
    inputs.add(input.input(batch, 0, rows, dense));
    for (DenseTrainer layer : hidden) {
      inputs.add(layer.output(inputs.get(inputs.size() - 1)));
    }
    WorkList work = new WorkList();
    work.add(
        Workers.units(rows, Network.ROW_BLOCK),
        (unit, worker) -> {
          int from = unit * Network.ROW_BLOCK;
          forward(batch, inputs, step, from, Math.min(from + Network.ROW_BLOCK, rows));
        });
    work.add(hidden.size(), (n, worker) -> hidden.get(n).prepare(inputs.get(n)));
    work.add(tables.size(), (n, worker) -> tables.get(n).prepare(batch));
    work.run(workers);
    return inputs;
  }

  /** Takes some rows through all hidden layers. */
  private void forward(EncodedBatch batch, List<LayerInput> inputs, long step, int from, int to) {
    input.dense(kernels, batch, from, to, dense, from);
    dropEmbeddings(dense, input.width, from, to, step);
    for (int n = 0; n < hidden.size(); n++) {
      hidden.get(n).forward(inputs.get(n), step, from, to);
    }
  }

  /** Drops units of embeddings; on a gradient, those of the same step and row. */
  private void dropEmbeddings(float[][] units, int width, int from, int to, long step) {
    for (int d = 0; d < input.denseSlots.length; d++) {
      int slot = input.denseSlots[d];
      int start = input.denseStart[d];
      int end = start + input.layout.slots().get(slot).width();
      if (input.isEmbedding(slot) && end <= width) {
        for (int row = from; row < to; row++) {
          embeddingDropout.apply(step, row, units[row], start, end);
        }
      }
    }
  }

  /**
   * The gradients go back through the hidden layers block by block, as soon as the output layer has
   * them; then everything below it is updated.
   */
  private void backward(List<LayerInput> inputs, long step, UpdateStep update) {
    float[][] dOut =
        output.backward(
            inputs.get(hidden.size()),
            labels,
            update,
            (gradient, from, to) -> backward(inputs, step, gradient, from, to));
    float[][] dInput = hidden.isEmpty() ? dOut : hidden.get(0).inputGradient();
    WorkList work = new WorkList();
    for (int n = hidden.size() - 1; n >= 0; n--) {
      hidden.get(n).update(inputs.get(n), update, work);
    }
    for (EmbeddingTrainer table : tables) {
      table.update(dInput, update, work);
    }
    work.run(workers);
  }

  /** Takes the gradient of some rows of the output layer's input back to the input layer. */
  private void backward(List<LayerInput> inputs, long step, float[][] gradient, int from, int to) {
    float[][] dOut = gradient;
    for (int n = hidden.size() - 1; n >= 0; n--) {
      hidden.get(n).gradients(inputs.get(n), dOut, from, to);
      dOut = hidden.get(n).inputGradient();
    }
    dropEmbeddings(dOut, input.gradientWidth, from, to, step);
  }
}
