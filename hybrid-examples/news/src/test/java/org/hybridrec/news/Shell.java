package org.hybridrec.news;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs the command line as a user would, with its streams in hand. */
record Shell(int exitCode, String out, String err) {

  static Shell run(Object... arguments) {
    return runWith("", arguments);
  }

  static Shell runWith(String input, Object... arguments) {
    return runWith(input.getBytes(StandardCharsets.UTF_8), arguments);
  }

  static Shell runWith(byte[] input, Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Hybrid.run(new ByteArrayInputStream(input), out, err, words);
    return new Shell(exitCode, text(out), text(err));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  /** What a user error looks like: one line on standard error, nothing else. */
  static Shell userError(String line) {
    return new Shell(2, "", "hybrid: " + line + "\n");
  }

  /** Shortens a path in what was printed, so that whole texts can be compared. */
  Shell with(Path path, String name) {
    return new Shell(
        exitCode, out.replace(path.toString(), name), err.replace(path.toString(), name));
  }
}
