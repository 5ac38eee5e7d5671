package org.hybridrec.benchmarks;

import java.util.concurrent.TimeUnit;
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
 * The reference training step of this library.
 *
 * <pre>
 * java -jar hybrid-examples/benchmarks/target/benchmarks.jar jmh StepBenchmark
 * java -jar hybrid-examples/benchmarks/target/benchmarks.jar jmh StepBenchmark -p threads=2 \
 *     -jvmArgsAppend "--add-modules jdk.incubator.vector"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class StepBenchmark {

  /** Rows of a batch. */
  @Param({"128", "512"})
  int batchSize;

  /** Threads of the trainer. */
  @Param("1")
  int threads;

  private HybridEngine engine;
  private int batchCount;
  private int batch;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init") // JMH calls setUp
  public StepBenchmark() {}

  /** Draws the problem and makes its batches. */
  @Setup
  public void setUp() {
    ReferenceStep problem = ReferenceStep.draw(StepSize.REFERENCE, ReferenceStep.SEED);
    batchCount = problem.size().batchCount(batchSize);
    engine = new HybridEngine(problem, batchSize, threads);
  }

  /** Makes one step on the next batch; returns its loss. */
  @Benchmark
  public float step() {
    batch = (batch + 1) % batchCount;
    return engine.step(batch);
  }
}
