package org.hybridrec.core.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hybridrec.core.evaluation.Arm;
import org.hybridrec.core.evaluation.Contrast;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.source.ExampleSource;

/**
 * An experiment as it was read.
 *
 * @param label the field of the label
 * @param split how rows are parted
 * @param seeds one run for each
 * @param evaluator what is looked at, but the training counts
 * @param permuted fields that take their cells from other rows
 * @param arms the arms by name
 * @param contrasts the questions
 */
record ExperimentPlan(
    String label,
    Split split,
    List<Long> seeds,
    Evaluator evaluator,
    Map<String, String> permuted,
    Map<String, ArmPlan> arms,
    List<Contrast> contrasts) {

  private static final long PERMUTATION_SEED = 42;

  ExperimentPlan withSeeds(List<Long> others) {
    return new ExperimentPlan(
        label, split, List.copyOf(others), evaluator, permuted, arms, contrasts);
  }

  ExperimentRows permuted(ExperimentRows rows) {
    return permuted.isEmpty()
        ? rows
        : new ExperimentRows(
            permuted(rows.train()), permuted(rows.validation()), permuted(rows.test()));
  }

  private ExampleSource permuted(ExampleSource rows) {
    return PermutedFields.of(rows, permuted, PERMUTATION_SEED);
  }

  /** The questions whose arms are there. */
  List<Contrast> contrastsOf(List<Arm> measured) {
    Set<String> names = measured.stream().map(Arm::name).collect(Collectors.toSet());
    return contrasts.stream()
        .filter(asked -> names.contains(asked.arm()) && names.contains(asked.against()))
        .toList();
  }
}
