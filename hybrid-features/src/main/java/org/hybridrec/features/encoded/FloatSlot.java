package org.hybridrec.features.encoded;

/**
 * Floats that enter the network as they are. Immutable.
 *
 * @param name unique name within the layout
 * @param width floats a row
 */
public record FloatSlot(String name, int width) implements Slot {}
