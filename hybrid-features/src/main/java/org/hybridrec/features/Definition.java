package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * A node of a textual definition as a JSON or YAML reader gives it (maps, lists, text, numbers,
 * booleans), together with its place in the text. Every accessor checks what is there and otherwise
 * throws a {@link DefinitionException} that names the place. Immutable if the tree is.
 */
public final class Definition {

  private final String path;
  private final @Nullable Object tree;

  private Definition(String path, @Nullable Object tree) {
    this.path = path;
    this.tree = tree;
  }

  /**
   * Returns the root of a tree.
   *
   * @param path what messages call it, such as a file's name; where it ends in a colon and a blank,
   *     keys follow without a point
   * @param tree maps with text keys, lists, text, numbers, booleans, nulls
   */
  public static Definition of(String path, @Nullable Object tree) {
    return new Definition(path, tree);
  }

  /** Returns where this node stands, such as {@code lab.yaml: columns[2].embedding.width}. */
  public String path() {
    return path;
  }

  /** Returns true if this is a map. */
  public boolean isMap() {
    return tree instanceof Map;
  }

  /** Returns true if this is a list. */
  public boolean isList() {
    return tree instanceof List;
  }

  /** Returns true if this is a number. */
  public boolean isNumber() {
    return tree instanceof Number;
  }

  /** Returns the value of a key of this map, which must be there. */
  public Definition child(String key) {
    return find(key)
        .orElseThrow(
            () ->
                wrong(
                    map().containsKey(key)
                        ? "the key '" + key + "' has no value"
                        : "the key '" + key + "' is missing; it has " + keys()));
  }

  /** Returns the value of a key of this map, empty where the key is absent or null. */
  public Optional<Definition> find(String key) {
    Object value = map().get(key);
    return value == null
        ? Optional.empty()
        : Optional.of(new Definition(path.endsWith(": ") ? path + key : path + "." + key, value));
  }

  /** Checks that this map has no other keys than these. */
  public Definition allow(String... keys) {
    List<String> allowed = List.of(keys);
    for (Object key : map().keySet()) {
      if (!(key instanceof String name && allowed.contains(name))) {
        throw wrong(
            "the key " + Quoted.of(String.valueOf(key)) + " is not known; allowed are " + allowed);
      }
    }
    return this;
  }

  /** Returns the one key of this map, which names the kind of thing that is defined. */
  public String kind() {
    Map<?, ?> map = map();
    if (map.size() != 1) {
      throw wrong("expected one key that names the kind, had " + keys());
    }
    return String.valueOf(map.keySet().iterator().next());
  }

  /** Returns the elements of this list. */
  public List<Definition> list() {
    if (!(tree instanceof List<?> list)) {
      throw wrong("expected a list, was " + shown());
    }
    List<Definition> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(new Definition(path + "[" + i + "]", list.get(i)));
    }
    return elements;
  }

  /** Returns this text. */
  public String text() {
    if (tree instanceof String text) {
      return text;
    }
    boolean unquoted = tree instanceof Number || tree instanceof Boolean;
    throw wrong("expected text, was " + shown() + (unquoted ? "; put it in quotes" : ""));
  }

  /** Returns this whole number. */
  public long wholeNumber() {
    if (tree instanceof Long || tree instanceof Integer) {
      return ((Number) tree).longValue();
    }
    throw wrong("expected a whole number of 64 bits, was " + shown());
  }

  /** Returns this whole number of 32 bits. */
  public int integer() {
    long number = wholeNumber();
    if (number != (int) number) {
      throw wrong("expected a whole number of 32 bits, was " + number);
    }
    return (int) number;
  }

  /** Returns this number in double precision. */
  public double doubleNumber() {
    if (!(tree instanceof Number number)) {
      throw wrong("expected a number, was " + shown());
    }
    return number.doubleValue();
  }

  /** Returns this number. */
  public float number() {
    if (!(tree instanceof Number number)) {
      throw wrong("expected a number, was " + shown());
    }
    return number.floatValue();
  }

  /** Returns this boolean. */
  public boolean bool() {
    if (!(tree instanceof Boolean value)) {
      throw wrong("expected true or false, was " + shown());
    }
    return value;
  }

  /**
   * Returns what a reader makes of this node; its own complaints are told together with the place.
   */
  public <T> T read(Function<Definition, T> reader) {
    try {
      return reader.apply(this);
    } catch (DefinitionException e) {
      throw e;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new DefinitionException(at(e.getMessage()), e);
    }
  }

  /** Returns an exception that names this place. */
  public DefinitionException wrong(String problem) {
    return new DefinitionException(at(problem));
  }

  private String at(@Nullable String problem) {
    return path + (path.endsWith(": ") ? "" : ": ") + problem;
  }

  private Map<?, ?> map() {
    if (!(tree instanceof Map<?, ?> map)) {
      throw wrong("expected a map, was " + shown());
    }
    return map;
  }

  private List<String> keys() {
    return map().keySet().stream().map(key -> Quoted.of(String.valueOf(key))).toList();
  }

  private String shown() {
    return tree == null ? "nothing" : Quoted.of(tree.toString());
  }
}
