package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class HostileReportTest {

  @TempDir private static Path folder;
  private static String text;
  private static Document page;

  @BeforeAll
  static void write() throws IOException {
    text = Files.readString(HostileReport.write(folder));
    page = Jsoup.parse(text);
  }

  @Test
  void nothingThatDataSaysIsUnderstoodAsHtml() throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
    assertThat(page.select("script, img, iframe, link, a, [src], [href]")).isEmpty();
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.select("main")).hasSize(1);
    for (Element element : page.getAllElements()) {
      assertThat(element.attributes().asList())
          .as(element.tagName())
          .noneMatch(attribute -> attribute.getKey().startsWith("on"));
    }
  }

  @Test
  void everythingThatDataSaysIsShownAsItIs() {
    assertThat(page.title()).isEqualTo("Training run: run <b>'&");
    List<String> ids = HostileReport.IDS;
    assertThat(page.select("[aria-label='most served'] tbody th").eachText())
        .contains(
            ids.get(1) + " " + ids.get(0),
            ids.get(2) + " " + ids.get(1),
            ids.get(5).substring(0, 79) + "… " + ids.get(4),
            (ids.get(0) + " " + ids.get(5)).substring(0, 159) + "…");
    assertThat(page.select("p.flag").eachText())
        .contains("Roll-back 1, to step 5: " + HostileReport.JAVA);
    assertThat(page.select("svg line.back")).hasSize(2);
    assertThat(page.select("[aria-label=columns] tbody th").text())
        .contains("<svg onload=alert(1)>");
    assertThat(page.select("pre").text()).contains(HostileReport.FIELD);
    assertThat(page.select("figcaption b").eachText()).contains(HostileReport.METRIC);
    assertThat(page.select("[aria-label='where the parts ran'] td").eachText())
        .contains(HostileReport.JAVA);
  }
}
