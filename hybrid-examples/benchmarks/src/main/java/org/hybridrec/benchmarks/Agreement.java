package org.hybridrec.benchmarks;

import java.util.Map;

/** Whether engines compute the same, and how far they are apart. Nothing is timed before. */
final class Agreement {

  /** How far the first loss may be off, relative to it. */
  static final double FIRST_LOSS = 1e-6;

  /** How far any later loss may be off. */
  static final double LOSS = 1e-3;

  /** How far a probability may be off, relative to it. */
  static final double PROBABILITY = 1e-4;

  private Agreement() {}

  /**
   * Compares the problems that engines were given.
   *
   * @throws IllegalStateException if they are not the same
   */
  static void requireSameProblem(Map<Contestant, Answer> facts) {
    long distinct = facts.values().stream().map(answer -> answer.text("digest")).distinct().count();
    if (distinct != 1) {
      throw new IllegalStateException("the engines work on different problems: " + facts);
    }
  }

  /**
   * Compares the losses of the same steps.
   *
   * @return the greatest difference to the first engine
   * @throws IllegalStateException if it is too great
   */
  static double ofLosses(Map<Contestant, Answer> answers) {
    double[] expected = first(answers).numbers("losses");
    double greatest = 0;
    for (Map.Entry<Contestant, Answer> entry : answers.entrySet()) {
      double[] losses = entry.getValue().numbers("losses");
      for (int step = 0; step < expected.length; step++) {
        double difference = Math.abs(losses[step] - expected[step]);
        double allowed = step == 0 ? FIRST_LOSS * expected[0] : LOSS;
        if (!(difference <= allowed)) {
          throw new IllegalStateException(
              "%s: the loss of step %d is %s, that of the first engine %s; allowed is a difference of %s"
                  .formatted(
                      entry.getKey().title(), step + 1, losses[step], expected[step], allowed));
        }
        greatest = Math.max(greatest, difference);
      }
    }
    return greatest;
  }

  /**
   * Compares the recommendations of the same rows. Two classes may change places where their
   * probabilities are as good as equal.
   *
   * @return the greatest difference of a probability to the first engine's, relative to it
   * @throws IllegalStateException if it is too great, or other classes were recommended
   */
  static double ofAnswers(Map<Contestant, Answer> answers) {
    double[] expected = first(answers).numbers("probabilities");
    double[] expectedClasses = first(answers).numbers("classes");
    double greatest = 0;
    for (Map.Entry<Contestant, Answer> entry : answers.entrySet()) {
      double[] probabilities = entry.getValue().numbers("probabilities");
      double[] classes = entry.getValue().numbers("classes");
      for (int i = 0; i < expected.length; i++) {
        double difference = Math.abs(probabilities[i] / expected[i] - 1);
        if (!(difference <= PROBABILITY)
            || (classes[i] != expectedClasses[i] && !isTied(expected, i))) {
          throw new IllegalStateException(
              "%s: recommendation %d is class %.0f with probability %s, that of the first engine %.0f with %s"
                  .formatted(
                      entry.getKey().title(),
                      i + 1,
                      classes[i],
                      probabilities[i],
                      expectedClasses[i],
                      expected[i]));
        }
        greatest = Math.max(greatest, difference);
      }
    }
    return greatest;
  }

  private static boolean isTied(double[] probabilities, int i) {
    return (i > 0 && isClose(probabilities[i - 1], probabilities[i]))
        || (i + 1 < probabilities.length && isClose(probabilities[i + 1], probabilities[i]));
  }

  private static boolean isClose(double a, double b) {
    return Math.abs(a / b - 1) <= 2 * PROBABILITY;
  }

  private static Answer first(Map<Contestant, Answer> answers) {
    return answers.values().iterator().next();
  }
}
