package org.hybridrec.benchmarks;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The problem that every engine gets: examples, and the weights that training starts from. Drawn
 * from a seed by functions that are the same on every JVM. Nobody changes the arrays.
 *
 * <p>Labels, contents and authors are Zipf-distributed with exponent 1.05, floats uniform in [-1,
 * 1). Kernels are Glorot-uniform, biases 0, embeddings truncated-normal with σ = 1/√width. Training
 * is Adagrad with a learning rate of 0.1 and accumulators that begin at 0.1, on the mean
 * cross-entropy of a batch; batch n holds the rows from n × batch size on.
 */
final class ReferenceStep {

  static final long SEED = 42;
  static final float LEARNING_RATE = 0.1f;
  static final float INITIAL_ACCUMULATOR = 0.1f;
  static final String CONTENT = "embedding/content";
  static final String AUTHOR = "embedding/author";

  private static final double ZIPF_EXPONENT = 1.05;

  private final StepSize size;
  private final int[] contents;
  private final int[] authors;
  private final int[] labels;
  private final float[] floats;
  private final Map<String, float[]> weights = new LinkedHashMap<>();

  private ReferenceStep(StepSize size, Random random) {
    this.size = size;
    contents = zipf(size.contentCount(), size.rows(), random);
    authors = zipf(size.authorCount(), size.rows(), random);
    labels = zipf(size.classCount(), size.rows(), random);
    floats = uniform(size.rows() * size.floatWidth(), 1, random);
    weights.put(CONTENT, truncatedNormal(size.contentCount(), size.embeddingWidth(), random));
    weights.put(AUTHOR, truncatedNormal(size.authorCount(), size.embeddingWidth(), random));
    int in = size.inputWidth();
    for (int n = 0; n < size.hiddenUnits().size(); n++) {
      in = addLayer(hidden(n), in, size.hiddenUnits().get(n), random);
    }
    addLayer("output", in, size.classCount(), random);
  }

  /** Draws a problem of that size. */
  static ReferenceStep draw(StepSize size, long seed) {
    return new ReferenceStep(size, new Random(seed));
  }

  /** Returns the name of a hidden layer, from 0. */
  static String hidden(int layer) {
    return "hidden/" + layer;
  }

  private int addLayer(String name, int in, int out, Random random) {
    weights.put(name + "/kernel", uniform(in * out, Math.sqrt(6.0 / (in + out)), random));
    weights.put(name + "/bias", new float[out]);
    return out;
  }

  private static int[] zipf(int count, int length, Random random) {
    double[] cumulated = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1 / StrictMath.pow(i + 1, ZIPF_EXPONENT);
      cumulated[i] = sum;
    }
    int[] drawn = new int[length];
    for (int i = 0; i < length; i++) {
      int place = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
      drawn[i] = Math.min(place < 0 ? -place - 1 : place, count - 1);
    }
    return drawn;
  }

  private static float[] uniform(int length, double limit, Random random) {
    float[] drawn = new float[length];
    for (int i = 0; i < length; i++) {
      drawn[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
    return drawn;
  }

  private static float[] truncatedNormal(int rows, int width, Random random) {
    double deviation = 1 / Math.sqrt(width);
    float[] drawn = new float[rows * width];
    for (int i = 0; i < drawn.length; i++) {
      double value = random.nextGaussian();
      while (Math.abs(value) > 2) {
        value = random.nextGaussian();
      }
      drawn[i] = (float) (value * deviation);
    }
    return drawn;
  }

  /** Returns the sizes. */
  StepSize size() {
    return size;
  }

  /** Returns the first embedding's id of each row. */
  int[] contents() {
    return contents;
  }

  /** Returns the second embedding's id of each row. */
  int[] authors() {
    return authors;
  }

  /** Returns the class of each row. */
  int[] labels() {
    return labels;
  }

  /** Returns the floats [rows × width]. */
  float[] floats() {
    return floats;
  }

  /** Returns the initial weights by name, row-major, kernels as [in × out]. */
  Map<String, float[]> weights() {
    return weights;
  }

  /** Returns initial weights by name. */
  float[] weights(String name) {
    float[] found = weights.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "weights '" + name + "' do not exist, only " + weights.keySet());
    }
    return found;
  }

  /** Returns how many columns some weights have: the last of their dimensions. */
  int columns(String name) {
    if (name.startsWith("embedding/")) {
      return size.embeddingWidth();
    }
    if (name.startsWith("output/")) {
      return size.classCount();
    }
    return size.hiddenUnits().get(Integer.parseInt(name.split("/")[1]));
  }

  /** Returns a SHA-256 over all numbers, in hexadecimal: equal for equal problems. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int[] ints : List.of(contents, authors, labels)) {
        ByteBuffer bytes = ByteBuffer.allocate(ints.length * Integer.BYTES);
        bytes.asIntBuffer().put(ints);
        digest.update(bytes);
      }
      update(digest, floats);
      weights.values().forEach(values -> update(digest, values));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    digest.update(bytes);
  }
}
