package org.hybridrec.core.recipe;

import java.util.List;
import java.util.Optional;
import org.hybridrec.core.factorization.FactorFit;
import org.hybridrec.core.factorization.FrequencyWeight;
import org.hybridrec.core.factorization.ValueWeight;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.core.factorization.WalsBuilder;
import org.hybridrec.features.Definition;

/**
 * The textual form of the factors that a recipe declares. Keys that are left out have the defaults
 * of {@link FactorFit} and {@link WalsBuilder}, those of the lab in its mode.
 */
final class FactorDefinition {

  private static final String[] KEYS = {
    "users",
    "items",
    "values",
    "combine",
    "parts",
    "mode",
    "width",
    "iterations",
    "tolerance",
    "unobserved_weight",
    "value_weight",
    "user_weight",
    "item_weight",
    "regularization",
    "solver",
    "seed"
  };

  private FactorDefinition() {}

  /** Whether factors are fitted as the lab did: with everything seen, not cross-fitted. */
  static boolean isLab(Definition body) {
    return body.find("mode").map(mode -> mode.text().equals("lab")).orElse(false);
  }

  static FactorFit read(Definition body, long seed, int threads) {
    body.allow(KEYS);
    Wals wals = body.read(keys -> wals(keys, seed, threads));
    FactorFit fit =
        FactorFit.of(body.child("users").text(), items(body.child("items")).toArray(String[]::new))
            .wals(wals);
    Optional<Definition> values = body.find("values");
    if (values.isPresent()) {
      fit = fit.values(values.get().text());
    }
    Optional<Definition> combine = body.find("combine");
    if (combine.isPresent()) {
      fit = combined(fit, combine.get());
    }
    Optional<Definition> parts = body.find("parts");
    if (parts.isPresent() && isLab(body)) {
      throw parts.get().wrong("the lab's factors are not cross-fitted; leave the parts out");
    }
    return parts.isPresent() ? fit.parts(parts.get().integer()) : fit;
  }

  private static List<String> items(Definition items) {
    return items.isList()
        ? items.list().stream().map(Definition::text).toList()
        : List.of(items.text());
  }

  private static FactorFit combined(FactorFit fit, Definition combine) {
    return switch (combine.text()) {
      case "sum" -> fit.combinedBy(Double::sum);
      case "max" -> fit.combinedBy(Math::max);
      default -> throw combine.wrong("expected sum or max, was '" + combine.text() + "'");
    };
  }

  private static Wals wals(Definition body, long seed, int threads) {
    WalsBuilder builder = mode(body);
    body.find("width").ifPresent(value -> builder.factors(value.integer()));
    body.find("iterations").ifPresent(value -> builder.iterations(value.integer()));
    body.find("tolerance").ifPresent(value -> builder.tolerance(value.doubleNumber()));
    body.find("unobserved_weight")
        .ifPresent(value -> builder.unobservedWeight(value.doubleNumber()));
    body.find("value_weight").ifPresent(value -> builder.valueWeight(valueWeight(value)));
    body.find("user_weight").ifPresent(value -> builder.userWeight(frequency(value)));
    body.find("item_weight").ifPresent(value -> builder.itemWeight(frequency(value)));
    body.find("regularization").ifPresent(value -> regularization(builder, value));
    body.find("solver").ifPresent(value -> solver(builder, value));
    return builder
        .seed(body.find("seed").map(Definition::wholeNumber).orElse(seed))
        .threads(threads)
        .build();
  }

  private static WalsBuilder mode(Definition body) {
    Optional<Definition> mode = body.find("mode");
    return switch (mode.map(Definition::text).orElse("implicit")) {
      case "implicit" -> Wals.builder();
      case "explicit" -> Wals.builder().explicit();
      case "lab" -> Wals.lab();
      default ->
          throw mode.get()
              .wrong("expected implicit, explicit or lab, was '" + mode.get().text() + "'");
    };
  }

  private static ValueWeight valueWeight(Definition weight) {
    String form = weight.kind();
    Definition body = weight.child(form);
    return switch (form) {
      case "constant" -> body.read(scale -> ValueWeight.constant(scale.doubleNumber()));
      case "linear" -> body.read(scale -> ValueWeight.linear(scale.doubleNumber()));
      case "logarithmic" ->
          body.allow("scale", "unit")
              .read(
                  keys ->
                      ValueWeight.logarithmic(
                          keys.child("scale").doubleNumber(), keys.child("unit").doubleNumber()));
      default -> throw weight.wrong("expected constant, linear or logarithmic, was '" + form + "'");
    };
  }

  private static FrequencyWeight frequency(Definition weight) {
    weight.allow("scale", "exponent");
    double scale = weight.find("scale").map(Definition::doubleNumber).orElse(1.0);
    double exponent = weight.find("exponent").map(Definition::doubleNumber).orElse(0.0);
    return weight.read(keys -> new FrequencyWeight(scale, exponent));
  }

  /** A number is the same λ for all; a map scales it by frequency. */
  private static void regularization(WalsBuilder builder, Definition value) {
    if (value.isNumber()) {
      builder.regularization(value.doubleNumber());
    } else {
      value.allow("lambda", "exponent");
      builder.regularization(
          value.child("lambda").doubleNumber(), value.child("exponent").doubleNumber());
    }
  }

  private static void solver(WalsBuilder builder, Definition solver) {
    if (solver.isMap()) {
      solver.allow("conjugate_gradient");
      builder.conjugateGradient(solver.child("conjugate_gradient").integer());
    } else if (solver.text().equals("cholesky")) {
      builder.cholesky();
    } else {
      throw solver.wrong(
          "expected cholesky or {conjugate_gradient: STEPS}, was '" + solver.text() + "'");
    }
  }
}
