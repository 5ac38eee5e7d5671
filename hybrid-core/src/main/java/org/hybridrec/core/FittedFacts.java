package org.hybridrec.core;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hybridrec.features.Definition;
import org.hybridrec.features.dataset.FactCheck;
import org.hybridrec.features.dataset.FittedOn;
import org.hybridrec.features.dataset.PartFingerprint;
import org.hybridrec.features.dataset.TimeWindow;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * What a recommender's facts were fitted on, and the rows that it was made for. Immutable and
 * thread-safe. A recipe that was read from a file has them; a recommender that was built in code
 * has those that it was given.
 *
 * <p>Rows are told by the sum of their fingerprints, so what is found are facts fitted on the
 * evaluation rows, or on these and the training rows together, and evaluations on the training rows
 * themselves; and every fact that was fitted on other rows than these.
 *
 * @param train the rows to learn from; null if nobody said
 * @param facts the facts
 */
public record FittedFacts(@Nullable FittedOn train, List<FittedFact> facts) {

  /** Nothing is known. */
  public static final FittedFacts NONE = new FittedFacts(null, List.of());

  /** Copies the list. */
  public FittedFacts {
    facts = List.copyOf(facts);
  }

  /** Returns what is wrong with the facts themselves, whatever is evaluated. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (FittedFact fact : facts) {
      if (fact.knowsLabels()) {
        problems.add(
            fact.what()
                + " know the labels of the rows that the network learned from; figures are those"
                + " of the lab, not of a sound model");
      }
      if (train != null) {
        new FactCheck(train, List.of()).problem(fact.what(), fact.on()).ifPresent(problems::add);
      }
    }
    return List.copyOf(problems);
  }

  /**
   * Returns what is wrong with evaluating on these rows. Goes through all of them once if anything
   * is known.
   *
   * @param rows the rows to evaluate on, with the columns that the training rows had
   */
  public List<String> problems(ExampleSource rows) {
    if (train == null) {
      return problems();
    }
    FittedOn evaluated = FittedOn.of("evaluation", rows);
    List<String> problems = new ArrayList<>();
    if (evaluated.fingerprint().equals(train.fingerprint())) {
      problems.add(
          "the evaluated rows are the %d rows that the model learned from; evaluate on others"
              .formatted(train.fingerprint().rows()));
      problems.addAll(problems());
      return List.copyOf(problems);
    }
    FactCheck check = new FactCheck(train, List.of(evaluated));
    for (FittedFact fact : facts) {
      if (fact.knowsLabels()) {
        problems.addAll(new FittedFacts(null, List.of(fact)).problems());
      }
      Optional<String> problem = check.problem(fact.what(), fact.on());
      problem.ifPresent(problems::add);
    }
    return List.copyOf(problems);
  }

  @Nullable Map<String, Object> write() {
    if (train == null && facts.isEmpty()) {
      return null;
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    if (train != null) {
      tree.put("train", write(train));
    }
    List<Object> list = new ArrayList<>();
    for (FittedFact fact : facts) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("what", fact.what());
      one.put("on", fact.on().equals(train) ? "train" : write(fact.on()));
      if (fact.knowsLabels()) {
        one.put("knows_labels", true);
      }
      list.add(one);
    }
    tree.put("facts", list);
    return tree;
  }

  private static Map<String, Object> write(FittedOn on) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("part", on.part());
    tree.put("rows", on.fingerprint().rows());
    tree.put("fingerprint", HexFormat.of().toHexDigits(on.fingerprint().sum()));
    TimeWindow time = on.time();
    if (time != null) {
      tree.put("time", List.of(time.from(), time.to()));
    }
    return tree;
  }

  static FittedFacts read(Definition tree) {
    tree.allow("train", "facts");
    FittedOn train = tree.find("train").map(t -> t.read(FittedFacts::fittedOn)).orElse(null);
    List<FittedFact> facts = new ArrayList<>();
    for (Definition fact : tree.child("facts").list()) {
      fact.allow("what", "on", "knows_labels");
      facts.add(
          new FittedFact(
              fact.child("what").text(),
              on(fact.child("on"), train),
              fact.find("knows_labels").map(Definition::bool).orElse(false)));
    }
    return new FittedFacts(train, facts);
  }

  private static FittedOn on(Definition on, @Nullable FittedOn train) {
    if (on.isMap()) {
      return on.read(FittedFacts::fittedOn);
    }
    if (train == null || !on.text().equals("train")) {
      throw on.wrong("expected rows, or 'train' where training rows are given");
    }
    return train;
  }

  private static FittedOn fittedOn(Definition on) {
    on.allow("part", "rows", "fingerprint", "time");
    long sum = on.child("fingerprint").read(f -> HexFormat.fromHexDigitsToLong(f.text()));
    List<Definition> time = on.find("time").map(Definition::list).orElse(List.of());
    return new FittedOn(
        on.child("part").text(),
        new PartFingerprint(on.child("rows").wholeNumber(), sum),
        time.size() != 2
            ? null
            : new TimeWindow(time.get(0).wholeNumber(), time.get(1).wholeNumber()));
  }
}
