package org.hybridrec.core.recipe;

import java.util.Optional;
import org.hybridrec.core.factorization.FactorFit;
import org.hybridrec.core.factorization.Factorization;
import org.hybridrec.core.factorization.FittedFactors;
import org.hybridrec.features.Definition;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.dataset.Reversal;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.text.VectorEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The factors of a recipe, fitted on its training rows when the first column asks for them.
 * Cross-fitted factors become encoders; the lab's, which have seen the labels of the very rows that
 * they help to predict, become tables, and only there.
 */
final class RecipeFactors {

  private final Optional<Definition> declared;
  private final ExampleSource rows;
  private final long seed;
  private final int threads;
  private final FactLog log;
  private @Nullable FittedFactors fitted;
  private @Nullable Factorization lab;

  RecipeFactors(
      Optional<Definition> declared, ExampleSource rows, long seed, int threads, FactLog log) {
    this.log = log;
    this.declared = declared;
    this.rows = rows;
    this.seed = seed;
    this.threads = threads;
  }

  /** Returns an encoder by factors: {@code {folded_in: {fit: factors}}}, or item_factors. */
  VectorEncoder encoder(Definition encoder, String kind) {
    requireFactors(encoder.child(kind));
    FittedFactors factors = crossFitted(encoder);
    return kind.equals("folded_in") ? encoder.read(e -> factors.history()) : factors.items();
  }

  private static void requireFactors(Definition fact) {
    Definition fit = fact.allow("fit").child("fit");
    if (!fit.text().equals("factors")) {
      throw fit.wrong("expected 'factors', was '" + fit.text() + "'");
    }
  }

  private FittedFactors crossFitted(Definition user) {
    Definition body = declared(user);
    if (FactorDefinition.isLab(body)) {
      throw user.wrong(
          "the lab's factors are not cross-fitted and are looked up by id; use pretrained, or"
              + " another mode of factors");
    }
    if (fitted == null) {
      fitted = body.read(keys -> fit(keys).on(rows));
      log.fitted("the factors");
    }
    return fitted;
  }

  /** Returns a table of the lab's: {@code {fit: user_factors}}, or item_factors. */
  VectorTable table(Definition fact) {
    Definition fit = fact.allow("fit").child("fit");
    Definition body = declared(fact);
    if (!FactorDefinition.isLab(body)) {
      throw fact.wrong(
          "factors that are looked up by id know the labels of the rows to learn from; fold them in"
              + " from a history, {vector: {encoder: {folded_in: {fit: factors}}}}, or say factors:"
              + " {mode: lab}");
    }
    if (lab == null) {
      lab = body.read(keys -> fit(keys).withoutCrossFitting(rows));
      log.fittedWithLabels("the lab's factors");
    }
    return switch (fit.text()) {
      case "user_factors" -> lab.userFactors();
      case "item_factors" -> lab.itemFactors();
      default ->
          throw fit.wrong("expected 'user_factors' or 'item_factors', was '" + fit.text() + "'");
    };
  }

  private FactorFit fit(Definition keys) {
    return FactorDefinition.read(keys, seed, threads);
  }

  private Definition declared(Definition user) {
    return declared.orElseThrow(
        () -> user.wrong("the recipe declares no factors; add the key 'factors'"));
  }

  /** A reversed row stays in the part of the cross-fit in which its visitor is. */
  void requireUsersKept(Definition recipe, Reversal reversal) {
    if (declared.isEmpty()) {
      return;
    }
    String users = declared.get().child("users").text();
    if (reversal.content().equals(users) || reversal.fields().contains(users)) {
      throw recipe
          .child("training")
          .child("reversed_rows")
          .wrong(
              Quoted.of(users)
                  + " names the users of the factors, which are cross-fitted by it; it does not"
                  + " describe the content");
    }
  }

  /** Refuses factors that no column uses: somebody has forgotten something. */
  void requireUse() {
    if (declared.isPresent() && fitted == null && lab == null) {
      throw declared
          .get()
          .wrong(
              "no column uses the factors; add {vector: {field: …, encoder: {folded_in: {fit:"
                  + " factors}}}} or {item_factors: {fit: factors}}, or leave them out");
    }
  }
}
