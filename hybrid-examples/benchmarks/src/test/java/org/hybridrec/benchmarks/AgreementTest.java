package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static final Contestant OURS = new Contestant(EngineKind.HYBRID, 2, "hybrid");
  private static final Contestant PEER = new Contestant(EngineKind.TENSORFLOW, 2, "tensorflow");

  @Test
  void lossesThatDifferByRoundingAgree() {
    double greatest = Agreement.ofLosses(losses("9.657803 8.5 7.25", "9.657804 8.5 7.2504"));
    assertThat(greatest).isCloseTo(4e-4, within(1e-9));
  }

  @Test
  void aFirstLossThatIsOffByMoreThanRoundingIsRefused() {
    assertThatThrownBy(() -> Agreement.ofLosses(losses("10.0 8.5", "10.00002 8.5")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tensorflow: the loss of step 1 is 10.00002, that of the first engine 10.0; allowed is a"
                + " difference of 9.999999999999999E-6");
  }

  @Test
  void lossesThatDriftApartAreRefused() {
    assertThatThrownBy(() -> Agreement.ofLosses(losses("10.0 8.5", "10.0 8.502")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tensorflow: the loss of step 2 is 8.502, that of the first engine 8.5; allowed is a"
                + " difference of 0.001");
  }

  @Test
  void aLossThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> Agreement.ofLosses(losses("10.0 8.5", "10.0 NaN")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("tensorflow: the loss of step 2 is NaN");
  }

  private static Map<Contestant, Answer> losses(String ours, String peer) {
    return answers(Answer.of("losses", ours), Answer.of("losses", peer));
  }

  private static Map<Contestant, Answer> answers(Answer ours, Answer peer) {
    Map<Contestant, Answer> answers = new LinkedHashMap<>();
    answers.put(OURS, ours);
    answers.put(PEER, peer);
    return answers;
  }

  private static Answer best(String classes, String probabilities) {
    return Answer.of("classes", classes).with("probabilities", probabilities);
  }

  @Test
  void classesMayChangePlacesWhereTheyAreAsGoodAsEquallyProbable() {
    Answer ours = best("7 3 1", "0.5 0.25 0.2499999");
    Answer peer = best("7 1 3", "0.5 0.25 0.2499999");
    assertThat(Agreement.ofAnswers(answers(ours, peer))).isZero();
  }

  @Test
  void anotherClassIsRefused() {
    Answer ours = best("7 3", "0.5 0.25");
    Answer peer = best("7 4", "0.5 0.25");
    assertThatThrownBy(() -> Agreement.ofAnswers(answers(ours, peer)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tensorflow: recommendation 2 is class 4 with probability 0.25, that of the first engine"
                + " 3 with 0.25");
  }

  @Test
  void anotherProbabilityIsRefused() {
    Answer ours = best("7 3", "0.5 0.25");
    Answer peer = best("7 3", "0.5001 0.25");
    assertThatThrownBy(() -> Agreement.ofAnswers(answers(ours, peer)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tensorflow: recommendation 1 is class 7 with probability 0.5001, that of the first"
                + " engine 7 with 0.5");
  }

  @Test
  void enginesWithDifferentProblemsAreRefused() {
    assertThatThrownBy(
            () ->
                Agreement.requireSameProblem(
                    answers(Answer.of("digest", "a"), Answer.of("digest", "b"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the engines work on different problems: ");
  }
}
