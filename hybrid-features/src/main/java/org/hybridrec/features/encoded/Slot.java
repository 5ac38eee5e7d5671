package org.hybridrec.features.encoded;

/**
 * One input of the network as the encoder delivers it. A slot has a place in an {@link
 * InputLayout}; its content for some rows is an {@link IdList} or a float array of an {@link
 * EncodedBatch}. Immutable.
 */
public sealed interface Slot permits EmbeddingSlot, IndicatorSlot, FloatSlot {

  /** Returns the name, unique within a layout. */
  String name();

  /** Returns how many floats this slot contributes to a row of the input layer. */
  int width();
}
