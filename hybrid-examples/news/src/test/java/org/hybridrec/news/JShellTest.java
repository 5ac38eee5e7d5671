package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.Test;

class JShellTest {

  @Test
  void aSessionStartsWithASiteAndAModelOfIt() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String typed =
        """
        next(site.articleIds().get(7))
        System.out.println("top " + (model.evaluate(evaluation, 10).topKAccuracy() > 0.2))
        /exit
        """;

    JavaShellToolBuilder.builder()
        .persistence(new HashMap<>())
        .in(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), null)
        .out(new PrintStream(out, true, StandardCharsets.UTF_8))
        .err(new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(
            "--class-path",
            System.getProperty("java.class.path"),
            "--startup",
            "DEFAULT",
            "--startup",
            "jshell/hybridrec.jsh");

    String text = out.toString(StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(text).contains("There are: site, train, evaluation, model, next(contentId). Try");
    assertThat(text).contains("after ").contains("top true").doesNotContain("|  Error");
    assertThat(lines).filteredOn(line -> line.matches("  0[.,]\\d{3}  .+")).hasSize(5);
  }
}
