package org.hybridrec.core.network;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The inner loops on one thread, in the shapes that the reference step gives them. The counter
 * {@code flop} is the operations a second, a fused multiply-add being two. In this package because
 * the loops are; the module is built with {@code -Pbenchmarks} alone.
 *
 * <pre>
 * java -jar hybrid-examples/benchmarks/target/benchmarks.jar jmh KernelBenchmark
 * java -jar hybrid-examples/benchmarks/target/benchmarks.jar jmh KernelBenchmark \
 *     -jvmArgsAppend "--add-modules jdk.incubator.vector"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

  /** Rows × depth × columns: a tile of the output layer, and the hidden layers. */
  @Param({"64x64x512", "64x154x256", "64x256x128", "64x128x64"})
  String shape;

  private final Kernels kernels = KernelChoice.CHOSEN;
  private final Kernels.TransposedProduct transposed = kernels.transposedProduct();
  private int rows;
  private int depth;
  private int columns;
  private float[][] a;
  private float[][] b;
  private float[][] c;
  private float[] out;
  private float[] spare;

  /** Counts operations. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Operations {

    /** Floating-point operations. */
    public long flop;

    /** Made by JMH. */
    public Operations() {}
  }

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init") // JMH calls setUp
  public KernelBenchmark() {}

  /** Fills the matrices. */
  @Setup
  public void setUp() {
    String[] sizes = shape.split("x", -1);
    rows = Integer.parseInt(sizes[0]);
    depth = Integer.parseInt(sizes[1]);
    columns = Integer.parseInt(sizes[2]);
    Random random = new Random(1);
    a = matrix(rows, depth, random);
    b = matrix(depth, columns, random);
    c = matrix(rows, columns, random);
    out = new float[Rows.padded(columns)];
    spare = new float[Rows.padded(columns)];
  }

  private static float[][] matrix(int rows, int columns, Random random) {
    float[][] matrix = Rows.allocate(rows, columns);
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian() * 1e-3f;
      }
    }
    return matrix;
  }

  /** c += a·b: forward, and the gradient of a kernel. */
  @Benchmark
  public Object product(Operations operations) {
    kernels.multiply(c, 0, a, 0, rows, b, depth, columns, null);
    operations.flop += 2L * rows * depth * columns;
    return c;
  }

  /** a += c·bᵀ: the gradient of a layer's input. */
  @Benchmark
  public Object transposedProduct(Operations operations) {
    transposed.take(b, depth, columns);
    transposed.add(a, c, 0, rows);
    operations.flop += 2L * rows * depth * columns;
    return a;
  }

  /** The exponentials of a row and their sum. */
  @Benchmark
  public float exponentials() {
    return kernels.exp(c[0], 0, out, spare, columns, 1);
  }
}
