package org.hybridrec.benchmarks;

import java.util.Map;

/**
 * What one engine reached. Immutable.
 *
 * @param contestant the engine
 * @param facts what it told of itself
 * @param figures measurements by name; the first is the one that counts
 */
record Result(Contestant contestant, Map<String, String> facts, Map<String, Samples> figures) {

  /** Returns a measurement. */
  Samples figure(String name) {
    Samples samples = figures.get(name);
    if (samples == null) {
      throw new IllegalArgumentException("no figure '" + name + "', only " + figures.keySet());
    }
    return samples;
  }
}
