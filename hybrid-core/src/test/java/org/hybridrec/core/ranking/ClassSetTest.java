package org.hybridrec.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ClassSetTest {

  @Test
  void holdsEachClassOnceAndSorted() {
    ClassSet set = ClassSet.of(9, 0, 4, 9);
    assertThat(set.size()).isEqualTo(3);
    assertThat(set.toArray()).containsExactly(0, 4, 9);
    assertThat(set.test(4)).isTrue();
    assertThat(set.test(5)).isFalse();
    assertThat(set.negate().test(5)).isTrue();
  }

  @Test
  void mayBeEmpty() {
    assertThat(ClassSet.of().test(0)).isFalse();
    assertThat(ClassSet.of().size()).isZero();
  }

  @Test
  void sharesNoArray() {
    int[] classes = {1, 2};
    ClassSet set = ClassSet.of(classes);
    classes[0] = 7;
    set.toArray()[1] = 8;
    assertThat(set.toArray()).containsExactly(1, 2);
  }

  @Test
  void refusesANegativeClass() {
    assertThatThrownBy(() -> ClassSet.of(3, -2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class set: a class must be at least 0, was -2");
  }
}
