package org.hybridrec.benchmarks;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.DoubleAdder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A worker that does nothing but fused multiply-adds on registers, twelve independent ones a turn
 * on every thread: what the machine can do at this moment. Request: {@code flops S} counts for S
 * seconds. Needs the Vector API and is therefore compiled, and started, apart from the rest.
 */
final class FmaLimit {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int TURNS = 100_000;

  private static volatile float sink;

  private FmaLimit() {}

  /** Holds the conversation; the one argument is the number of threads. */
  public static void main(String[] arguments) throws IOException {
    int threads = Integer.parseInt(arguments[0]);
    Conversation.hold(
        Answer.of("lanes", SPECIES.length()).with("threads", threads),
        (request, seconds) -> Answer.of("flops", measure(threads, seconds)));
  }

  private static double measure(int threads, double seconds) {
    AtomicBoolean stop = new AtomicBoolean();
    DoubleAdder flops = new DoubleAdder();
    Thread[] running = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      running[i] = new Thread(() -> flops.add(count(stop)));
      running[i].start();
    }
    try {
      Thread.sleep((long) (seconds * 1e3));
      stop.set(true);
      for (Thread thread : running) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    return flops.sum();
  }

  /** Returns this thread's operations per second. */
  private static double count(AtomicBoolean stop) {
    long start = System.nanoTime();
    long rounds = 0;
    while (!stop.get()) {
      sink = turns();
      rounds++;
    }
    double done = 2.0 * CHAINS * SPECIES.length() * TURNS * rounds;
    return done / ((System.nanoTime() - start) / 1e9);
  }

  private static float turns() {
    FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector v0 = one;
    FloatVector v1 = one;
    FloatVector v2 = one;
    FloatVector v3 = one;
    FloatVector v4 = one;
    FloatVector v5 = one;
    FloatVector v6 = one;
    FloatVector v7 = one;
    FloatVector v8 = one;
    FloatVector v9 = one;
    FloatVector v10 = one;
    FloatVector v11 = one;
    for (int i = 0; i < TURNS; i++) {
      v0 = v0.fma(half, one);
      v1 = v1.fma(half, one);
      v2 = v2.fma(half, one);
      v3 = v3.fma(half, one);
      v4 = v4.fma(half, one);
      v5 = v5.fma(half, one);
      v6 = v6.fma(half, one);
      v7 = v7.fma(half, one);
      v8 = v8.fma(half, one);
      v9 = v9.fma(half, one);
      v10 = v10.fma(half, one);
      v11 = v11.fma(half, one);
    }
    FloatVector low = v0.add(v1).add(v2).add(v3).add(v4).add(v5);
    FloatVector high = v6.add(v7).add(v8).add(v9).add(v10).add(v11);
    return low.add(high).lane(0);
  }
}
