package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

  private static String printed(Table table) {
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text, true));
    return text.toString().replace("\r\n", "\n");
  }

  @Test
  void theFirstColumnStandsLeftAndTheOthersRight() {
    assertThat(
            printed(new Table("what", "n").add("Käse", 1).add("öl und Brot", "1,000").add("", "")))
        .isEqualTo("  what             n\n  Käse             1\n  öl und Brot  1,000\n\n");
  }

  @Test
  void numberedLinesThatAreOtherwiseEqualAreShownAsOne() {
    Table table =
        new Table("column", "missing")
            .add("user_factor_0", 3)
            .add("user_factor_1", 3)
            .add("user_factor_2", 3)
            .add("item_factor_0", 3)
            .add("item_factor_1", 4)
            .add("other", 4);

    assertThat(printed(table))
        .isEqualTo(
            """
              column             missing
              user_factor_0 … 2        3
              item_factor_0            3
              item_factor_1            4
              other                    4
            """);
  }
}
