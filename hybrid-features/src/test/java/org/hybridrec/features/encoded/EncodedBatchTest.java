package org.hybridrec.features.encoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What an {@link EncodedBatch} and an {@link InputLayout} refuse. */
class EncodedBatchTest {

  private static final InputLayout LAYOUT =
      new InputLayout(List.of(new IndicatorSlot("i", 3), new FloatSlot("f", 2)));

  private static final IdList IDS = new IdList(new int[] {0, 1, 1}, new int[] {2}, null);

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void refusesContentThatDoesNotFitItsSlot() {
    String ids = "slot 'i': content does not fit 2 rows of IndicatorSlot[name=i, cardinality=3]";
    String floats = "slot 'f': content does not fit 2 rows of FloatSlot[name=f, width=2]";
    IdList oneRow = new IdList(new int[] {0, 1}, new int[] {2}, null);
    assertRefused(() -> batch(new float[4], new float[4]), ids);
    assertRefused(() -> batch(oneRow, new float[4]), ids);
    assertRefused(() -> batch(IDS, IDS), floats);
    assertRefused(() -> batch(IDS, new float[3]), floats);
    assertThat(batch(IDS, new float[4]).rowCount()).isEqualTo(2);
  }

  private static EncodedBatch batch(Object... slots) {
    return new EncodedBatch(LAYOUT, 2, List.of(slots), null);
  }

  @Test
  void refusesAnotherNumberOfSlotsOrLabels() {
    assertRefused(() -> batch(IDS), "the layout has 2 slots, given were 1");
    assertRefused(
        () -> new EncodedBatch(LAYOUT, 2, List.of(IDS, new float[4]), new int[3]),
        "labels: expected 2 entries, were 3");
  }

  @Test
  void aLayoutKeepsItsOrderAndAddsUpItsWidths() {
    List<Slot> slots = new ArrayList<>(LAYOUT.slots());
    InputLayout layout = new InputLayout(slots);
    slots.clear();
    assertThat(layout).isEqualTo(LAYOUT);
    assertThat(layout.slots()).extracting(Slot::name).containsExactly("i", "f");
    assertThat(layout.width()).isEqualTo(5);
  }

  @Test
  void refusesALayoutWithoutSlotsOrWithANameTwice() {
    assertRefused(() -> new InputLayout(List.of()), "a layout needs at least one slot, had none");
    assertRefused(
        () -> new InputLayout(List.of(new FloatSlot("x", 1), new IndicatorSlot("x", 2))),
        "slot 'x' stands twice in the layout");
  }

  @Test
  void weightsAreOneWhereNoneAreGiven() {
    assertThat(IDS.weight(0)).isEqualTo(1f);
    assertThat(new IdList(new int[] {0, 1}, new int[] {2}, new float[] {3f}).weight(0))
        .isEqualTo(3f);
  }
}
