package org.hybridrec.core.factorization;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.hybridrec.core.ranking.ClassSet;
import org.hybridrec.core.ranking.TopK;
import org.hybridrec.features.Definition;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;

/**
 * Factors of users and items, as {@link Wals} fitted them. Immutable and thread-safe. How well a
 * user and an item fit is the scalar product of their factors: near 1 for what was observed.
 *
 * <p>An unknown id is a normal question and gets an empty answer. For a user who took no part in
 * the fit there is {@link #foldIn}.
 */
public final class Factorization {

  private static final String TEXT = "factorization";

  private final Vocabulary users;
  private final float[][] userFactors;
  private final FoldIn foldIn;
  private final double[] losses;

  private Factorization(Vocabulary users, float[][] userFactors, FoldIn foldIn, double[] losses) {
    this.users = users;
    this.userFactors = userFactors;
    this.foldIn = foldIn;
    this.losses = losses;
  }

  static Factorization of(
      Objective objective,
      Interactions interactions,
      float[][] userFactors,
      float[][] itemFactors,
      double[] losses) {
    int[] counts = new int[interactions.items().size()];
    Arrays.setAll(counts, interactions.byItem()::count);
    FoldIn foldIn = new FoldIn(objective, interactions.items(), counts, itemFactors);
    return new Factorization(interactions.users(), userFactors, foldIn, losses);
  }

  /** Returns the number of factors. */
  public int width() {
    return foldIn.width();
  }

  /** Returns the users. */
  public Vocabulary users() {
    return users;
  }

  /** Returns the items. */
  public Vocabulary items() {
    return foldIn.items();
  }

  /** Returns the users' factors in a new table, [users × width]. */
  public VectorTable userFactors() {
    return VectorTable.of(users, userFactors);
  }

  /** Returns the items' factors in a new table, [items × width]. */
  public VectorTable itemFactors() {
    return foldIn.itemFactors();
  }

  /** Returns what gives factors to users who took no part in the fit. */
  public FoldIn foldIn() {
    return foldIn;
  }

  /** Returns the full objective after each iteration. */
  public List<Double> losses() {
    return Arrays.stream(losses).boxed().toList();
  }

  /**
   * Returns the items whose factors point in the most similar direction, by cosine. The item itself
   * and items without observations are left out.
   *
   * @param id an item; an unknown one, or one without observations, has none that are similar
   * @param k how many at most
   * @throws IllegalArgumentException if k is less than 1
   */
  public List<ScoredItem> similarItems(String id, int k) {
    TopK best = TopK.of(k);
    int item = items().indexOf(id);
    float[][] factors = foldIn.rows();
    double length = item < 0 ? 0 : length(factors[item]);
    if (length > 0) {
      for (int other = 0; other < factors.length; other++) {
        double otherLength = length(factors[other]);
        if (other != item && otherLength > 0) {
          double product = Products.dot(factors[item], factors[other]);
          best.offer(other, (float) (product / (length * otherLength)));
        }
      }
    }
    return ranked(best);
  }

  private static double length(float[] vector) {
    return Math.sqrt(Products.dot(vector, vector));
  }

  /**
   * Returns the items that fit a user of the fit best, those seen already among them.
   *
   * @param userId a user; for an unknown one the list is empty
   * @param k how many at most
   * @throws IllegalArgumentException if k is less than 1
   */
  public List<ScoredItem> recommend(String userId, int k) {
    return recommend(userId, k, List.of());
  }

  /**
   * Returns the items that fit a user of the fit best.
   *
   * @param userId a user; for an unknown one the list is empty
   * @param k how many at most
   * @param exclude items to leave out, such as those already seen; unknown ones are passed over
   * @throws IllegalArgumentException if k is less than 1
   */
  public List<ScoredItem> recommend(String userId, int k, Collection<String> exclude) {
    int user = users.indexOf(userId);
    return user < 0 ? ranked(TopK.of(k)) : recommend(userFactors[user], k, exclude);
  }

  /**
   * Returns the items that fit these factors best. Items without observations score 0.
   *
   * @param factors factors of a user, such as {@link FoldIn#factors} gives, [width]
   * @param k how many at most
   * @param exclude items to leave out; unknown ones are passed over
   * @throws IllegalArgumentException if k is less than 1 or there are more or fewer factors
   */
  public List<ScoredItem> recommend(float[] factors, int k, Collection<String> exclude) {
    int[] excluded = exclude.stream().mapToInt(items()::indexOf).filter(i -> i >= 0).toArray();
    TopK best = TopK.among(k, ClassSet.of(excluded).negate());
    float[] scores = scores(factors);
    best.offer(0, scores, 0, scores.length);
    return ranked(best);
  }

  /**
   * Returns how well every item fits these factors, [items]. Items without observations score 0.
   *
   * @param factors factors of a user, such as {@link FoldIn#factors} gives, [width]
   * @throws IllegalArgumentException if there are more or fewer factors
   */
  public float[] scores(float[] factors) {
    if (factors.length != width()) {
      throw new IllegalArgumentException(
          "scores: expected " + width() + " factors, had " + factors.length);
    }
    float[][] rows = foldIn.rows();
    float[] scores = new float[rows.length];
    for (int item = 0; item < rows.length; item++) {
      scores[item] = (float) Products.dot(factors, rows[item]);
    }
    return scores;
  }

  private List<ScoredItem> ranked(TopK best) {
    int[] classes = best.classes();
    float[] scores = best.scores();
    List<ScoredItem> list = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      list.add(new ScoredItem(items().value(classes[i]), scores[i], i + 1));
    }
    return Collections.unmodifiableList(list);
  }

  /**
   * Writes everything into one file, whose bytes follow from the content alone.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void save(Path file) {
    toTensors().write(file);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws ModelFormatException if the file is damaged or holds no factorization
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static Factorization load(Path file) {
    return of(file.toString(), TensorFile.read(file));
  }

  TensorFile toTensors() {
    TensorFileBuilder builder = TensorFile.builder();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("users", FoldInTensors.tensor("users"));
    tree.put("user_factors", FoldInTensors.tensor("user_factors"));
    tree.put("losses", FoldInTensors.tensor("losses"));
    tree.put("fold_in", FoldInTensors.write(foldIn, builder, "fold_in"));
    builder.strings("users", users.values());
    builder.floats("user_factors", FoldInTensors.flat(userFactors, width()), users.size(), width());
    builder.doubles("losses", losses);
    return builder.json(TEXT, tree).build();
  }

  static Factorization of(String name, TensorFile tensors) {
    try {
      return Definition.of(name + ": ", tensors.json(TEXT)).read(tree -> of(tree, tensors));
    } catch (DefinitionException e) {
      throw new ModelFormatException(
          ModelFormatException.Kind.CONTENT, "not a factorization: " + e.getMessage(), e);
    }
  }

  private static Factorization of(Definition tree, TensorFile tensors) {
    tree.allow("users", "user_factors", "losses", "fold_in");
    Vocabulary users = Vocabulary.of(tensors.strings(FoldInTensors.name(tree.child("users"))));
    FoldIn foldIn = FoldInTensors.read(tree.child("fold_in"), tensors);
    float[][] factors = FoldInTensors.rows(tree.child("user_factors"), tensors, users.size());
    if (factors[0].length != foldIn.width()) {
      throw tree.child("user_factors")
          .wrong("expected " + foldIn.width() + " factors, had " + factors[0].length);
    }
    double[] losses = tensors.doubles(FoldInTensors.name(tree.child("losses")));
    return new Factorization(users, factors, foldIn, losses);
  }

  @Override
  public String toString() {
    return "Factorization of %d users and %d items, %d factors"
        .formatted(users.size(), items().size(), width());
  }
}
