package org.hybridrec.features.encoded;

/**
 * Ids that stand for a multi-hot row of counts (or of summed weights): the input layer gathers
 * weight rows instead of building it. Immutable.
 *
 * @param name unique name within the layout
 * @param cardinality number of places; ids are in [0, cardinality)
 */
public record IndicatorSlot(String name, int cardinality) implements Slot {

  @Override
  public int width() {
    return cardinality;
  }
}
