package org.hybridrec.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedStateTest {

  private static Map<String, Long> numbers() {
    Map<String, Long> numbers = new HashMap<>();
    numbers.put("steps", 1L);
    numbers.put("epoch", 1L);
    numbers.put("rows_of_epoch", 0L);
    numbers.put("epochs_since_best", 0L);
    numbers.put("loss_sum_bits", -1L);
    numbers.put("last_loss_bits", -1L);
    numbers.put("best_loss_bits", -1L);
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({
    "steps, 1",
    "epoch, 1",
    "rows_of_epoch, 0",
    "epochs_since_best, 0",
    "loss_sum_bits, -9223372036854775808",
    "last_loss_bits, -9223372036854775808",
    "best_loss_bits, -9223372036854775808"
  })
  void eachNumberMustBeThere(String name, long least) {
    assertThat(new SavedState(numbers(), block -> new float[0]).steps()).isEqualTo(1);
    Map<String, Long> fewer = numbers();
    fewer.remove(name);

    assertThatThrownBy(() -> new SavedState(fewer, block -> new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a training state needs " + name + " of at least " + least + ", was null");
  }
}
