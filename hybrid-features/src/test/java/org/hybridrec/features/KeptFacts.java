package org.hybridrec.features;

import java.util.HashMap;
import java.util.Map;
import org.hybridrec.features.text.VectorEncoder;

/** Facts in memory: what was taken out of columns is found again by its number. */
final class KeptFacts implements Facts, FactSink {

  private final Map<String, Object> kept = new HashMap<>();

  private Object keep(Object fact) {
    String key = "fact " + kept.size();
    kept.put(key, fact);
    return Map.of("kept", key);
  }

  private <T> T find(Definition fact, Class<T> type) {
    Object found = kept.get(fact.allow("kept").child("kept").text());
    if (!type.isInstance(found)) {
      throw fact.wrong("no " + type.getSimpleName() + " was kept here");
    }
    return type.cast(found);
  }

  @Override
  public Object vocabulary(String column, Vocabulary vocabulary) {
    return keep(vocabulary);
  }

  @Override
  public Object vectors(EmbeddingColumn column, VectorTable vectors) {
    return keep(vectors);
  }

  @Override
  public Object encoder(String column, VectorEncoder encoder) {
    return keep(encoder);
  }

  @Override
  public Vocabulary vocabulary(Definition fact, Field field) {
    return find(fact, Vocabulary.class);
  }

  @Override
  public VectorTable vectors(Definition fact) {
    return find(fact, VectorTable.class);
  }

  @Override
  public float number(Definition fact, Field field) {
    return fact.number();
  }

  @Override
  public VectorEncoder encoder(Definition fact) {
    return find(fact, VectorEncoder.class);
  }
}
