package org.hybridrec.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its code blocks and tables, found by the comments before them. */
record Page(Path file, String text) {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static Page read(String file) {
    return read(ROOT.resolve(file));
  }

  private static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the README, the change log and all pages below docs. */
  static List<Page> all() {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(ROOT::resolve),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .map(Page::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what follows the comment of that text, up to the next comment at a line's start. */
  Page after(String comment) {
    String marker = "<!-- " + comment + " -->\n";
    int begin = text.indexOf(marker);
    assertThat(begin).as("%s holds %s", file, marker.strip()).isNotNegative();
    int end = text.indexOf("\n<!-- ", begin + 1);
    return new Page(file, text.substring(begin + marker.length(), end < 0 ? text.length() : end));
  }

  /** Returns the names of all comments that begin with that word, without it. */
  List<String> comments(String word) {
    return Pattern.compile("(?m)^<!-- " + word + " (.*) -->$")
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** Returns the code blocks of a language, each ending in a line break. */
  List<String> code(String language) {
    return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** Returns the first table: its head, then its rows, cell by cell, stripped. */
  List<List<String>> table() {
    List<List<String>> rows = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("|")) {
        rows.add(cells(line));
      } else if (!rows.isEmpty()) {
        break;
      }
    }
    assertThat(rows).as("a table in %s", file).hasSizeGreaterThan(2);
    rows.remove(1);
    return rows;
  }

  /** A vertical bar within a cell is written with a backslash before it. */
  private static List<String> cells(String line) {
    String inner = line.strip().replaceAll("^\\||\\|$", "");
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  /** Returns all matches of a pattern. */
  List<MatchResult> matches(String pattern) {
    return Pattern.compile(pattern).matcher(text).results().toList();
  }
}
