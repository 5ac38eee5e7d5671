package org.hybridrec.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.text.VectorEncoder;

/**
 * The model that a service answers with, which can be swapped for another while it answers.
 * Thread-safe: readers never wait, and every answer comes from exactly one model.
 *
 * <pre>{@code
 * ModelHolder news = ModelHolder.of(HybridModel.load(file));
 * news.recommend(row, 10);                     // any number of threads
 * HybridModel before = news.load(newer);       // one of them, now and then
 * }</pre>
 *
 * <p>What needs several answers of the same model takes {@link #model} once and asks that. Counts
 * of a {@link HybridModel#servingReport} stay with the model that counted them.
 */
public final class ModelHolder {

  private volatile HybridModel current;

  private ModelHolder(HybridModel model) {
    current = model;
  }

  /** Returns a holder that begins with a model. */
  public static ModelHolder of(HybridModel model) {
    return new ModelHolder(Objects.requireNonNull(model, "model"));
  }

  /** Returns the model of this moment. */
  public HybridModel model() {
    return current;
  }

  /**
   * Puts another model in the place of the one there is. Answers that have begun are still of the
   * old one. The two may have different recipes and items.
   *
   * @return the model that was there
   */
  public synchronized HybridModel swap(HybridModel next) {
    HybridModel before = current;
    current = Objects.requireNonNull(next, "next");
    return before;
  }

  /**
   * Loads a model and swaps it in once it is whole; where that fails the old one goes on answering.
   *
   * @param file what {@link HybridModel#save} wrote
   * @param encoders encoders of one's own that the model's text columns use
   * @return the model that was there
   * @throws org.hybridrec.core.file.ModelFormatException if the file is damaged, of another
   *     version, or not a model
   * @throws MissingEncoderException if the model uses an encoder that was not given
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public HybridModel load(Path file, VectorEncoder... encoders) {
    return swap(HybridModel.load(file, encoders));
  }

  /**
   * Recommends by the model of this moment.
   *
   * @see HybridModel#recommend(Map, int)
   */
  public List<Recommendation> recommend(Map<String, ?> row, int k) {
    return model().recommend(row, k);
  }

  /**
   * Recommends by the model of this moment, among the items that are wanted.
   *
   * @see HybridModel#recommend(Map, Top)
   */
  public List<Recommendation> recommend(Map<String, ?> row, Top top) {
    return model().recommend(row, top);
  }
}
