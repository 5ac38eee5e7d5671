package org.hybridrec.core.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hybridrec.core.baselines.History;
import org.hybridrec.core.evaluation.Contrast;
import org.hybridrec.core.evaluation.Evaluator;
import org.hybridrec.core.evaluation.Metric;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.Definition;
import org.hybridrec.features.dataset.Split;
import org.jspecify.annotations.Nullable;

/** Reads an experiment from its tree. */
final class ExperimentReader {

  private static final int K = 10;

  private final String name;
  private final @Nullable Object tree;
  private final Path folder;

  ExperimentReader(String name, @Nullable Object tree, Path folder) {
    this.name = name;
    this.tree = tree;
    this.folder = folder;
  }

  ExperimentPlan read() {
    Definition root = Definition.of(name + ": ", tree);
    root.allow(
        "label",
        "visitor",
        "history",
        "history_length",
        "age",
        "k",
        "split",
        "seeds",
        "columns",
        "factors",
        "network",
        "training",
        "permuted",
        "arms",
        "contrasts");
    List<String> seen = texts(root.child("history"));
    History history =
        new History(seen, root.find("history_length").map(Definition::integer).orElse(10));
    String visitor = root.child("visitor").text();
    Evaluator evaluator =
        root.read(keys -> Evaluator.at(keys.find("k").map(Definition::integer).orElse(K)))
            .visitors(visitor);
    if (seen.size() > 1) {
      evaluator = evaluator.history(seen.get(1));
    }
    if (root.find("age").isPresent()) {
      evaluator = age(evaluator, root.child("age"));
    }
    Map<String, ArmPlan> arms = arms(root, visitor, history);
    return new ExperimentPlan(
        root.child("label").text(),
        split(root.child("split")),
        root.find("seeds")
            .map(list -> list.list().stream().map(Definition::wholeNumber).toList())
            .orElse(List.of(42L)),
        evaluator,
        permuted(root),
        arms,
        contrasts(root, arms.keySet()));
  }

  private static Evaluator age(Evaluator evaluator, Definition age) {
    age.allow("field", "from");
    double[] lows =
        age.child("from").list().stream().mapToDouble(Definition::doubleNumber).toArray();
    return age.read(keys -> evaluator.age(keys.child("field").text(), lows));
  }

  private static List<String> texts(Definition list) {
    return list.isList()
        ? list.list().stream().map(Definition::text).toList()
        : List.of(list.text());
  }

  private static Split split(Definition split) {
    if (split.find("time").isPresent()) {
      split.allow("time", "validation_from", "test_from");
      return split.read(
          keys ->
              Split.byTime(
                  keys.child("time").text(),
                  keys.child("validation_from").wholeNumber(),
                  keys.child("test_from").wholeNumber()));
    }
    split.allow("by", "test", "validation");
    return split.read(
        keys ->
            Split.byVisitor(
                keys.child("by").text(),
                keys.child("test").doubleNumber(),
                keys.find("validation").map(Definition::doubleNumber).orElse(0.0)));
  }

  private Map<String, String> permuted(Definition root) {
    Map<String, String> permuted = new LinkedHashMap<>();
    root.find("permuted")
        .ifPresent(
            body -> {
              for (String key : keys("permuted")) {
                permuted.put(key, body.child(key).text());
              }
            });
    return permuted;
  }

  /** The names below a key of the experiment, in the order of the file. */
  private List<String> keys(String key) {
    if (tree instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> body) {
      return body.keySet().stream().map(String::valueOf).toList();
    }
    return List.of();
  }

  private @Nullable Object raw(String key) {
    return tree instanceof Map<?, ?> map ? map.get(key) : null;
  }

  private Map<String, ArmPlan> arms(Definition root, String visitor, History history) {
    Definition bodies = root.child("arms");
    Map<String, ArmPlan> arms = new LinkedHashMap<>();
    for (String arm : keys("arms")) {
      Definition body = bodies.child(arm);
      if (body.find("baseline").isPresent()) {
        arms.put(arm, new BaselinePlan(body, visitor, history));
      } else if (body.find("recipe").isPresent()) {
        body.allow("recipe", "shuffled_labels");
        Recipe recipe = Recipe.read(folder.resolve(body.child("recipe").text()));
        arms.put(arm, new RecipePlan(arm, recipe, shuffled(body)));
      } else {
        body.allow("columns", "shuffled_labels");
        arms.put(
            arm, new RecipePlan(arm, recipe(root, arm, body.child("columns")), shuffled(body)));
      }
    }
    if (arms.isEmpty()) {
      throw bodies.wrong("there must be at least 1 arm");
    }
    return arms;
  }

  private static boolean shuffled(Definition body) {
    return body.find("shuffled_labels").map(Definition::bool).orElse(false);
  }

  /** A recipe of the columns of some groups, and of what is the same for all arms. */
  private Recipe recipe(Definition root, String arm, Definition groups) {
    List<Object> columns = new ArrayList<>();
    for (Definition group : groups.list()) {
      root.child("columns").allow(keys("columns").toArray(String[]::new)).child(group.text());
      if (raw("columns") instanceof Map<?, ?> all
          && all.get(group.text()) instanceof List<?> some) {
        columns.addAll(some);
      }
    }
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put(
        "label", Map.of("field", root.child("label").text(), "items", Map.of("fit", "vocabulary")));
    recipe.put("columns", columns);
    for (String key : List.of("network", "training", "factors")) {
      Object body = raw(key);
      if (body != null && (!key.equals("factors") || usesFactors(columns))) {
        recipe.put(key, body);
      }
    }
    return Recipe.of(name + ": arm " + arm, recipe, folder);
  }

  private static boolean usesFactors(@Nullable Object part) {
    if (part instanceof Map<?, ?> map) {
      return "factors".equals(map.get("fit"))
          || map.values().stream().anyMatch(ExperimentReader::usesFactors);
    }
    return part instanceof List<?> list && list.stream().anyMatch(ExperimentReader::usesFactors);
  }

  private static List<Contrast> contrasts(Definition root, Set<String> arms) {
    List<Contrast> contrasts = new ArrayList<>();
    for (Definition body : root.find("contrasts").map(Definition::list).orElse(List.of())) {
      body.allow("arm", "against", "metrics");
      String arm = arm(body.child("arm"), arms);
      for (Definition against : body.child("against").list()) {
        for (Definition metric : body.child("metrics").list()) {
          contrasts.add(new Contrast(arm, arm(against, arms), metric(metric)));
        }
      }
    }
    return contrasts;
  }

  private static String arm(Definition arm, Set<String> arms) {
    if (!arms.contains(arm.text())) {
      throw arm.wrong("there is no arm '" + arm.text() + "'; there are " + arms);
    }
    return arm.text();
  }

  private static Metric metric(Definition metric) {
    return Arrays.stream(Metric.values())
        .filter(one -> one.key().equals(metric.text()))
        .findFirst()
        .orElseThrow(
            () ->
                metric.wrong(
                    "the metric '%s' is not known; allowed are %s"
                        .formatted(
                            metric.text(),
                            Arrays.stream(Metric.values()).map(Metric::key).toList())));
  }
}
