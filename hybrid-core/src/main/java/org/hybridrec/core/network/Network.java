package org.hybridrec.core.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;

/**
 * The weights of a network and what it computes with them: input layer (embeddings, indicators and
 * floats in the order of the layout), hidden ReLU layers, one logit a class. Thread-safe and
 * without locks, as long as no {@link NetworkTrainer} works on it.
 *
 * <p>Its parameters, in this order:
 *
 * <ul>
 *   <li>{@code embedding/<table>} [cardinality × width], in order of first use
 *   <li>{@code hidden/<n>/kernel} [in × out] and {@code hidden/<n>/bias} [out], n from 0
 *   <li>{@code output/kernel} [in × classes] and {@code output/bias} [classes]
 * </ul>
 *
 * The rows of the first kernel are the places of the input layer, in the order of the layout.
 */
public final class Network {

  /** Rows that are computed together. */
  static final int ROW_BLOCK = 64;

  private final NetworkShape shape;
  private final Map<String, EmbeddingTable> tables = new LinkedHashMap<>();
  private final InputLayer input;
  private final List<DenseLayer> hidden = new ArrayList<>();
  private final SoftmaxLayer output;
  private final Kernels kernels = KernelChoice.CHOSEN;
  private final List<Parameter> parameters;
  private final Scoring scoring;

  /** Allocates a network of zeros; tables that are given and fixed are taken as they are. */
  private Network(NetworkShape shape, Map<String, float[]> given) {
    this.shape = shape;
    shape.tables().forEach((name, slot) -> tables.put(name, table(slot, given)));
    input = new InputLayer(shape.layout(), tables);
    int in = shape.layout().width();
    for (int units : shape.hiddenUnits()) {
      hidden.add(
          hidden.isEmpty()
              ? DenseLayer.allocate(in, units, input.width, input::kernelRow)
              : DenseLayer.allocate(in, units, in, row -> row));
      in = units;
    }
    output =
        hidden.isEmpty()
            ? new SoftmaxLayer(in, shape.classCount(), input.width, input::kernelRow)
            : new SoftmaxLayer(in, shape.classCount(), in, row -> row);
    parameters = List.copyOf(collectParameters());
    scoring = new Scoring(input, hidden, output, kernels);
  }

  private static EmbeddingTable table(EmbeddingSlot slot, Map<String, float[]> given) {
    float[] own = given.get("embedding/" + slot.table());
    int size = slot.cardinality() * slot.width();
    if (own != null && !slot.trainable() && own.length == size) {
      return new EmbeddingTable(slot.width(), false, own);
    }
    return new EmbeddingTable(slot.width(), slot.trainable(), new float[size]);
  }

  private List<Parameter> collectParameters() {
    List<Parameter> all = new ArrayList<>();
    shape
        .tables()
        .forEach(
            (name, slot) ->
                all.add(
                    new Parameter(
                        "embedding/" + name,
                        List.of(slot.cardinality(), slot.width()),
                        slot.trainable(),
                        table(name).values)));
    for (int n = 0; n < hidden.size(); n++) {
      DenseLayer layer = hidden.get(n);
      List<Integer> kernelShape = List.of(layer.kernel().length, layer.width());
      all.add(
          new Parameter(
              "hidden/" + n + "/kernel", kernelShape, true, row -> layer.width(), layer.kernel()));
      List<Integer> biasShape = List.of(layer.width());
      all.add(
          new Parameter(
              "hidden/" + n + "/bias", biasShape, true, any -> layer.width(), layer.bias()));
    }
    List<Integer> outputShape = List.of(output.inputWidth, output.classCount);
    all.add(
        new Parameter(
            "output/kernel",
            outputShape,
            true,
            piece -> output.tileWidth(piece % output.tileCount()),
            output.kernelRowMajor()));
    List<Integer> biasShape = List.of(output.classCount);
    all.add(new Parameter("output/bias", biasShape, true, output::tileWidth, output.bias));
    return all;
  }

  /**
   * Makes a network to be trained: kernels Glorot-uniform (limit √(6 / (in + out)), in the full
   * width of the input layer), biases 0, embeddings truncated-normal with σ = 1/√width. Every
   * parameter draws from a stream of its own, and so does every slot of the first kernel.
   *
   * @param shape how big
   * @param seed what random numbers are drawn from
   * @param given initial values, row-major, by parameter name; needed for tables whose slot says
   *     {@code given}, possible for all others. The array of a table that training leaves as it is
   *     is kept and must not be changed; all others are copied
   * @throws IllegalArgumentException if a given parameter is not known, has the wrong size, or is
   *     missing
   * @throws InsufficientMemoryException if the heap can't hold the weights
   */
  public static Network initialise(NetworkShape shape, long seed, Map<String, float[]> given) {
    shape
        .tables()
        .forEach(
            (name, slot) -> {
              if (slot.given() && !given.containsKey("embedding/" + name)) {
                throw new IllegalArgumentException(
                    "table '" + name + "' is to be given, but 'embedding/" + name + "' is missing");
              }
            });
    Network network = allocate(shape, given);
    Initialiser.draw(network, seed, given.keySet());
    return network.fill(given);
  }

  /**
   * Makes a network of known weights.
   *
   * @param shape how big
   * @param parameters the values of all parameters, row-major, by name; the array of a table that
   *     training leaves as it is is kept and must not be changed, all others are copied
   * @throws IllegalArgumentException if a parameter is missing, not known, or has the wrong size
   * @throws InsufficientMemoryException if the heap can't hold the weights
   */
  public static Network of(NetworkShape shape, Map<String, float[]> parameters) {
    Network network = allocate(shape, parameters);
    for (Parameter parameter : network.parameters) {
      if (!parameters.containsKey(parameter.name())) {
        throw new IllegalArgumentException("parameter '" + parameter.name() + "' is missing");
      }
    }
    return network.fill(parameters);
  }

  /**
   * Returns a network of this shape with other values.
   *
   * @param trained the values of all trainable parameters, row-major, by name, copied; tables that
   *     training leaves as they are are shared with this network
   * @throws IllegalArgumentException if a parameter is missing, not known, or has the wrong size
   * @throws InsufficientMemoryException if the heap can't hold the weights
   */
  public Network with(Map<String, float[]> trained) {
    Map<String, float[]> all = new LinkedHashMap<>(trained);
    tables.forEach(
        (name, table) -> {
          if (!table.trainable) {
            all.put("embedding/" + name, table.values);
          }
        });
    return of(shape, all);
  }

  private static Network allocate(NetworkShape shape, Map<String, float[]> given) {
    InsufficientMemoryException.check(
        "weights of the network", shape.parameterCount(), Runtime.getRuntime().maxMemory());
    return new Network(shape, given);
  }

  private Network fill(Map<String, float[]> values) {
    int known = 0;
    for (Parameter parameter : parameters) {
      float[] own = values.get(parameter.name());
      if (own != null) {
        known++;
        parameter.writeAll(own);
      }
    }
    if (known < values.size()) {
      throw new IllegalArgumentException(
          "not a parameter of this network: " + unknown(values) + "; it has " + parameters);
    }
    return this;
  }

  private List<String> unknown(Map<String, float[]> values) {
    List<String> names = new ArrayList<>(values.keySet());
    names.removeAll(parameters.stream().map(Parameter::name).toList());
    names.sort(null);
    return names;
  }

  /** Returns how big the network is. */
  public NetworkShape shape() {
    return shape;
  }

  /** Returns all parameters, in the order of the class comment. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /**
   * Computes all logits of a batch.
   *
   * @param batch rows of this network's layout
   * @param out [rows × classes], overwritten
   * @throws IllegalArgumentException if the batch has another layout or an id is out of range
   */
  public void logits(EncodedBatch batch, float[][] out) {
    score(
        batch,
        (row, firstClass, logits, offset, count) ->
            System.arraycopy(logits, offset, out[row], firstClass, count));
  }

  /**
   * Computes the logits of a batch piece by piece.
   *
   * @param batch rows of this network's layout
   * @param visitor takes the pieces
   * @throws IllegalArgumentException if the batch has another layout or an id is out of range
   */
  public void score(EncodedBatch batch, TileVisitor visitor) {
    input.check(batch);
    scoring.score(batch, visitor);
  }

  /**
   * Computes the logits of a batch piece by piece, and for each row what turns them into
   * probabilities: the fast way to the best classes. Allocates nothing that grows with the classes.
   *
   * @param batch rows of this network's layout
   * @param visitor takes the pieces, then the rows
   * @throws IllegalArgumentException if the batch has another layout or an id is out of range
   */
  public void softmax(EncodedBatch batch, SoftmaxVisitor visitor) {
    input.check(batch);
    scoring.softmax(batch, visitor);
  }

  /**
   * Returns the mean cross-entropy −log softmax(z)[label] of a batch, nothing dropped; weighted by
   * {@link EncodedBatch#weight}, and 0 where the rows' weights are all 0.
   *
   * @param batch at least one row, all with a label in [0, classes)
   * @throws IllegalArgumentException if the batch is empty, has another layout, an id or a label
   *     out of range
   */
  public double loss(EncodedBatch batch) {
    return loss(batch, Workers.caller());
  }

  /**
   * Returns the mean cross-entropy of a batch, weighted, computed by several threads; the same
   * bits, whoever the workers are.
   *
   * @param batch at least one row, all with a label in [0, classes)
   * @param workers who does the work
   * @throws IllegalArgumentException if the batch is empty, has another layout, an id or a label
   *     out of range
   * @throws WorkerException if the workers' executor takes no work
   */
  public double loss(EncodedBatch batch, Workers workers) {
    int rows = batch.rowCount();
    checkLabels("batch", batch);
    input.check(batch);
    double[] losses = new double[rows];
    workers.run(
        Workers.units(rows, ROW_BLOCK),
        (unit, worker) -> {
          int from = unit * ROW_BLOCK;
          scoring.softmax(batch, from, Math.min(from + ROW_BLOCK, rows), losses(batch, losses));
        });
    RowWeights weights = RowWeights.of(batch);
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      loss += weights.of(row) * losses[row];
    }
    return weights.sum == 0 ? 0 : loss / weights.sum;
  }

  /** Takes the loss of each row. */
  private static SoftmaxVisitor losses(EncodedBatch batch, double[] losses) {
    return new SoftmaxVisitor() {
      @Override
      public void visit(int row, int firstClass, float[] logits, int count, float max) {
        int place = batch.label(row) - firstClass;
        if (place >= 0 && place < count) {
          losses[row] = logits[place];
        }
      }

      @Override
      public void finish(int row, SoftmaxSum sum) {
        losses[row] = -sum.logProbability((float) losses[row]);
      }
    };
  }

  /** Checks that there are rows and that all their labels are classes. */
  void checkLabels(String what, EncodedBatch batch) {
    if (batch.rowCount() == 0) {
      throw new IllegalArgumentException("a " + what + " needs at least one row, had none");
    }
    for (int row = 0; row < batch.rowCount(); row++) {
      int label = batch.label(row);
      if (label < 0 || label >= shape.classCount()) {
        throw new IllegalArgumentException(
            "row "
                + row
                + " of the "
                + what
                + ": label must be in [0, "
                + shape.classCount()
                + "), was "
                + label
                + "; leave out rows whose label is not known");
      }
    }
  }

  InputLayer input() {
    return input;
  }

  EmbeddingTable table(String name) {
    EmbeddingTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("no table '" + name + "'");
    }
    return table;
  }

  Map<String, EmbeddingTable> tables() {
    return tables;
  }

  List<DenseLayer> hidden() {
    return hidden;
  }

  SoftmaxLayer output() {
    return output;
  }

  Kernels kernels() {
    return kernels;
  }
}
