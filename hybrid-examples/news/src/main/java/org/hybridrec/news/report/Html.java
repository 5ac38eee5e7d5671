package org.hybridrec.news.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Writes HTML. Whatever is written as text or as the value of an attribute is escaped, so that it
 * is shown and never understood; control characters and marks that turn the direction of text
 * around become U+FFFD.
 */
final class Html {

  private static final int MOST_CHARS = 160;
  private static final int MOST_LINES = 300;
  private static final int LONG_CHARS = 40;

  private final StringBuilder page = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Begins an element; attributes are names and values in turn. */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    page.append('>');
    open.push(tag);
    return this;
  }

  /** Ends the element begun last. */
  Html close() {
    page.append("</").append(open.pop()).append('>');
    return this;
  }

  /** An element that holds nothing. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    page.append("/>");
    return this;
  }

  /** An element that holds text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  Html text(String text) {
    page.append(escaped(text));
    return this;
  }

  /** Text that is the program's own and needs no escaping, such as a style sheet. */
  Html verbatim(String text) {
    page.append(text);
    return this;
  }

  private void start(String tag, String... attributes) {
    page.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      page.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1]));
      page.append('"');
    }
  }

  /** A table that is scrolled sideways where it is wider than the page. */
  Html table(String name, List<String> header, List<List<String>> lines) {
    open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-label", name);
    open("table").open("thead").open("tr");
    header.forEach(cell -> element("th", cell, "scope", "col"));
    close().close().open("tbody");
    lines.stream().limit(MOST_LINES).forEach(this::line);
    close().close().close();
    if (lines.size() > MOST_LINES) {
      element(
          "p",
          String.format(Locale.ROOT, "and %,d more", lines.size() - MOST_LINES),
          "class",
          "note");
    }
    return this;
  }

  private void line(List<String> cells) {
    open("tr");
    for (int i = 0; i < cells.size(); i++) {
      String cell = shortened(cells.get(i));
      if (i == 0) {
        element("th", cell, "scope", "row");
      } else {
        element("td", cell);
      }
    }
    close();
  }

  /** Pairs of a name and what it is. */
  Html facts(List<List<String>> facts) {
    open("dl");
    for (List<String> fact : facts) {
      open("div", "class", fact.get(1).length() > LONG_CHARS ? "long" : "short");
      element("dt", shortened(fact.get(0))).element("dd", fact.get(1)).close();
    }
    return close();
  }

  static String shortened(String text) {
    return shortened(text, MOST_CHARS);
  }

  static String shortened(String text, int mostChars) {
    return text.codePointCount(0, text.length()) <= mostChars
        ? text
        : text.substring(0, text.offsetByCodePoints(0, mostChars - 1)) + "…";
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isHarmless(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n';
      case Character.SURROGATE, Character.UNASSIGNED -> false;
      case Character.FORMAT -> !isTurn(c);
      default -> true;
    };
  }

  /** Embeddings, overrides and isolates of bidirectional text. */
  private static boolean isTurn(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  /**
   * Returns the page.
   *
   * @throws IllegalStateException if an element was not ended
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("HTML: " + open + " not ended");
    }
    return page.toString();
  }
}
