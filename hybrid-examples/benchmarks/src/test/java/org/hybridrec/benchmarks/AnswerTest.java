package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void anAnswerSurvivesItsLine() {
    Answer answer =
        Answer.of("version", "2.18.0").with("losses", "9.5 8.25 NaN").with("rate", 60.5);
    assertThat(Answer.parse(answer.line())).isEqualTo(answer);
    assertThat(answer.line())
        .isEqualTo("@answer\tversion\t2.18.0\tlosses\t9.5 8.25 NaN\trate\t60.5");
    assertThat(answer.numbers("losses")).containsExactly(9.5, 8.25, Double.NaN);
    assertThat(answer.number("rate")).isEqualTo(60.5);
  }

  @Test
  void whatALibraryPrintsIsNoAnswer() {
    assertThat(Answer.parse("")).isNull();
    assertThat(Answer.parse("WARNING: All log messages before …")).isNull();
    assertThat(Answer.parse("@answers\tx\ty")).isNull();
  }

  @Test
  void aMissingValueIsNamed() {
    assertThatThrownBy(() -> Answer.of("rate", 1).text("loss"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the worker's answer has no 'loss': {rate=1}");
  }
}
