package org.hybridrec.features.encoded;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The slots of an input layer, in the order in which their values are concatenated. Immutable.
 *
 * @param slots at least one slot, names unique
 */
public record InputLayout(List<Slot> slots) {

  /**
   * Copies and checks the list.
   *
   * @throws IllegalArgumentException if it is empty or a name stands twice
   */
  public InputLayout {
    slots = List.copyOf(slots);
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("a layout needs at least one slot, had none");
    }
    Set<String> names = new HashSet<>();
    for (Slot slot : slots) {
      if (!names.add(slot.name())) {
        throw new IllegalArgumentException("slot '" + slot.name() + "' stands twice in the layout");
      }
    }
  }

  /** Returns the width of the input layer: the sum of all slots' widths. */
  public int width() {
    return slots.stream().mapToInt(Slot::width).reduce(0, Math::addExact);
  }
}
