package org.hybridrec.core.factorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * How factors are fitted on the rows that a network learns from: which fields say who dealt with
 * what, by which factorization, cut into how many parts. Immutable and thread-safe; every method
 * returns a new one.
 *
 * <pre>{@code
 * FittedFactors factors =
 *     FactorFit.of("visitor_id", "content_id", "next_content_id")
 *         .wals(Wals.builder().factors(32).build())
 *         .on(trainingRows);
 * recommender
 *     .column(factors.foldedIn("history"))
 *     .column(factors.itemFactors("content_id"));
 * }</pre>
 *
 * <p>Labels may be among the observed items, because factors are {@linkplain CrossFit
 * cross-fitted}: a row to learn from is encoded with factors that have seen no row of its user. The
 * rows must be those to learn from alone: factors that have seen rows to evaluate on flatter the
 * evaluation.
 *
 * <p>Defaults: every observation counts 1, several of one user and item are added up, {@code
 * Wals.builder().build()}, {@value #PARTS} parts.
 */
public final class FactorFit {

  private static final int PARTS = 5;

  private final String userField;
  private final List<String> itemFields;
  private final @Nullable String valueField;
  private final DoubleBinaryOperator combiner;
  private final Wals wals;
  private final int parts;

  private FactorFit(
      String userField,
      List<String> itemFields,
      @Nullable String valueField,
      DoubleBinaryOperator combiner,
      Wals wals,
      int parts) {
    this.userField = userField;
    this.itemFields = itemFields;
    this.valueField = valueField;
    this.combiner = combiner;
    this.wals = wals;
    this.parts = parts;
  }

  /**
   * Says who dealt with what.
   *
   * @param userField name of the field with the user's id, one text or whole number a row
   * @param itemFields names of the fields with an item's id, one text or whole number a row; each
   *     gives an observation
   * @throws IllegalArgumentException if there is no item field or one stands twice
   */
  public static FactorFit of(String userField, String... itemFields) {
    List<String> items = List.of(itemFields);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("factors: at least 1 field of items is needed, had none");
    }
    List<String> seen = new ArrayList<>();
    for (String item : items) {
      if (item.equals(userField) || seen.contains(item)) {
        throw new IllegalArgumentException(
            "factors: the field " + Quoted.of(item) + " stands twice; name every field once");
      }
      seen.add(item);
    }
    return new FactorFit(userField, items, null, Double::sum, Wals.builder().build(), PARTS);
  }

  /** Takes the value of each observation from a field, such as the dwell time. */
  public FactorFit values(String field) {
    return new FactorFit(
        userField, itemFields, Objects.requireNonNull(field, "field"), combiner, wals, parts);
  }

  /**
   * Says what becomes of several values of the same user and item, such as {@code Math::max}. The
   * function must not depend on the order of its arguments' observations if rows may come in any.
   */
  public FactorFit combinedBy(DoubleBinaryOperator combiner) {
    return new FactorFit(
        userField, itemFields, valueField, Objects.requireNonNull(combiner), wals, parts);
  }

  /** Says by which factorization. */
  public FactorFit wals(Wals wals) {
    return new FactorFit(
        userField, itemFields, valueField, combiner, Objects.requireNonNull(wals), parts);
  }

  /**
   * Says into how many parts users are cut. Each takes another fit without that part: more parts
   * leave more to fit on, and take longer.
   *
   * @throws IllegalArgumentException if there are less than 2
   */
  public FactorFit parts(int parts) {
    return new FactorFit(
        userField, itemFields, valueField, combiner, wals, CrossFit.requireParts(parts));
  }

  /**
   * Fits the factors, once on all rows and once without each part of the users. The rows are read
   * once for each field of items.
   *
   * @param trainingRows the rows that the network will learn from, and no others
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   * @throws org.hybridrec.features.source.InvalidDataException if there is no observation, a value
   *     is not positive and finite, or all users are in one part
   * @throws FactorizationException as {@link Wals#fit} does
   */
  public FittedFactors on(ExampleSource trainingRows) {
    return new FittedFactors(userField, CrossFit.of(wals, interactions(trainingRows), parts));
  }

  /**
   * Fits factors of users and items as the lab did, on all rows and not cross-fitted. A network
   * that learns from the same rows with these learns to read its own labels out of them: for
   * comparisons with the lab's figures alone.
   *
   * @throws org.hybridrec.features.source.SchemaException if the rows lack a field
   * @throws org.hybridrec.features.source.InvalidDataException if there is no observation or a
   *     value is not positive and finite
   * @throws FactorizationException as {@link Wals#fit} does
   */
  public Factorization withoutCrossFitting(ExampleSource rows) {
    return wals.fit(interactions(rows));
  }

  /** Returns the observations that the rows hold. */
  public Interactions interactions(ExampleSource rows) {
    InteractionsBuilder builder = Interactions.builder().combinedBy(combiner);
    for (String item : itemFields) {
      if (valueField == null) {
        builder.addAll(rows, userField, item);
      } else {
        builder.addAll(rows, userField, item, valueField);
      }
    }
    return builder.build();
  }
}
