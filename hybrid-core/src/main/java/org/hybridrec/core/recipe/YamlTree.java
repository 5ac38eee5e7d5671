package org.hybridrec.core.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.source.Quoted;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into maps, lists, texts, numbers and booleans: no tags, no duplicate keys, limited in
 * size and in aliases. JSON is YAML too.
 */
public final class YamlTree {

  private static final int MOST_CHARS = 10_000_000;

  private YamlTree() {}

  /**
   * Reads a UTF-8 file as text.
   *
   * @param what what messages call the file, such as {@code recipe}
   * @throws UncheckedIOException if the file cannot be read
   * @throws DefinitionException if it is not UTF-8
   */
  public static String text(String what, Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new DefinitionException(what + " " + file + ": the file is not UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(what + " " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new UncheckedIOException(what + " " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads YAML.
   *
   * @param name what messages call it, such as {@code recipe news.yaml}
   * @param yaml the text
   * @return the tree, null for an empty text
   * @throws DefinitionException if it is not YAML
   */
  public static @Nullable Object of(String name, String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(50)
            .setCodePointLimit(MOST_CHARS)
            .build();
    try {
      return new Load(settings).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new DefinitionException(name + " is not YAML: " + problem(e));
    }
  }

  /** What the parser found, in one line: its own message quotes lines of the file as they are. */
  private static String problem(YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked && marked.getProblem() != null) {
      String where =
          marked
              .getProblemMark()
              .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
              .orElse("at its end");
      return where + ": " + Quoted.of(marked.getProblem());
    }
    return Quoted.of(String.valueOf(e.getMessage()));
  }
}
