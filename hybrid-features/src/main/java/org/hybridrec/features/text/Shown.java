package org.hybridrec.features.text;

/** Names that may come from a file, made fit for a message. */
final class Shown {

  private Shown() {}

  /** The name in quotes if it is short and plain, else a description of it. */
  static String name(String name) {
    return name.matches("[A-Za-z0-9_.-]{1,60}")
        ? "'" + name + "'"
        : "a text of " + name.length() + " code units with other characters or over 60 long";
  }
}
