package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs a Chromium on the path. */
class ReportInBrowserTest {

  @TempDir private static Path folder;
  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    Optional<Path> program = Browser.installed();
    assumeTrue(
        program.isPresent(), "no chromium or chrome on the path; the browser test is skipped");
    page = HostileReport.write(folder);
    // Not a temporary folder: one of the browser's processes may write when it has ended.
    browser = Browser.start(program.orElseThrow(), Path.of("target/chromium").toAbsolutePath());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"390, false", "390, true", "320, false", "1280, false", "1280, true"})
  void nothingComplainsAndNothingIsWiderThanTheWindow(int width, boolean dark) {
    browser.show(page, width, dark);

    assertThat(browser.evaluate("innerWidth")).isEqualTo((long) width);
    assertThat(browser.evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(browser.evaluate("document.documentElement.clientWidth"));
    assertThat(browser.evaluate("document.title")).isEqualTo("Training run: run <b>'&");
    assertThat(browser.evaluate("document.querySelectorAll('svg').length")).isEqualTo(5L);
    assertThat(
            browser.evaluate(
                "Array.from(document.querySelectorAll('figure, dl, p, h1, .wide, pre'))"
                    + ".filter(e => e.getBoundingClientRect().right > innerWidth).length"))
        .isEqualTo(0L);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).hasSize(1).first().asString().startsWith("file:");
  }

  @Test
  void aPageThatIsWiderComplainsAndAsksForMoreWouldBeNoticed() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("other.html"),
            "<div style='width:2000px'>wide</div><img src='none.png'>"
                + "<script>console.error('oh')</script>");

    browser.show(other, 1280, false);

    assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo(2008L);
    assertThat(browser.complaints()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(browser.requests()).hasSize(2);
  }

  @Test
  void textStandsOutFromItsPaperInBothSchemes() {
    browser.show(page, 390, false);
    assertThat(contrasts()).as("light").isGreaterThanOrEqualTo(4.5);
    Object paper = browser.evaluate("getComputedStyle(document.body).backgroundColor");

    browser.show(page, 390, true);
    assertThat(contrasts()).as("dark").isGreaterThanOrEqualTo(4.5);
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isNotEqualTo(paper);
  }

  /** The least contrast of a text to what is behind it, by WCAG 2. */
  private static double contrasts() {
    Object least =
        browser.evaluate(
            """
            (() => {
              const numbers = color => color.match(/[0-9.]+/g).map(Number);
              const light = color => numbers(color).slice(0, 3)
                  .map(c => c / 255)
                  .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = e => {
                for (; e; e = e.parentElement) {
                  const color = getComputedStyle(e).backgroundColor;
                  if (numbers(color)[3] !== 0) return color;
                }
                return 'rgb(255, 255, 255)';
              };
              const contrast = e => {
                const style = getComputedStyle(e);
                const ink = light(e.closest('svg') ? style.fill : style.color);
                const paper = light(behind(e));
                return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
              };
              return Math.min(...Array.from(
                  document.querySelectorAll('h1, h2, h3, p, th, td, dt, dd, pre, b, span, svg text'),
                  contrast));
            })()
            """);
    return ((Number) least).doubleValue();
  }
}
