package org.hybridrec.news;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of the README's section on the command line. */
final class ReadmeCommands {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^## On the command line$.*?^```$\n(.*?)^```$");

  private static final Pattern PIPED = Pattern.compile("echo '(.*)' \\| (.*)");

  private ReadmeCommands() {}

  /** Returns the commands, each on one line without its remark. */
  static List<String> lines() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("../../README.md")));
    if (!block.find()) {
      throw new AssertionError("README.md has no block of commands");
    }
    return block
        .group(1)
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .map(line -> line.replaceFirst("\\s+# .*", ""))
        .filter(line -> line.contains("hybrid ") && !line.startsWith("alias "))
        .toList();
  }

  /** Runs a command as the shell would. */
  static Shell run(String line) {
    Matcher piped = PIPED.matcher(line);
    String command = piped.matches() ? piped.group(2) : line;
    Object[] words = command.replaceFirst("^hybrid ", "").split(" ");
    return Shell.runWith(piped.matches() ? piped.group(1) : "", words);
  }
}
