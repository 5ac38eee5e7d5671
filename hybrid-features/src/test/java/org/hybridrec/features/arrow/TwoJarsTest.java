package org.hybridrec.features.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.apache.arrow.flatbuf.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams and files need Arrow's message definitions alone: no vectors, no allocator, no Unsafe.
 */
class TwoJarsTest {

  @TempDir Path directory;

  private static URL jarOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Test
  void streamsAndFilesAreReadAndWrittenWithFormatAndFlatbuffersOnly() throws Exception {
    URL[] jars = {jarOf(ArrowSource.class), jarOf(Message.class), jarOf(FlatBufferBuilder.class)};
    try (URLClassLoader alone = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> alone.loadClass("org.apache.arrow.vector.VectorSchemaRoot"))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> source = alone.loadClass(ArrowSource.class.getName());
      Class<?> examples = alone.loadClass("org.hybridrec.features.source.ExampleSource");
      Method of = source.getMethod("of", Path.class);
      Method write =
          alone
              .loadClass(ArrowFiles.class.getName())
              .getMethod("write", examples, Path.class, String[].class);
      Path copy = directory.resolve("copy.arrows");

      write.invoke(
          null,
          of.invoke(null, PyarrowFixturesTest.fixture("types.arrow")),
          copy,
          new String[] {"utf8", "list_dictionary"});

      assertThat(Table.of(ArrowSource.of(copy)))
          .isEqualTo(Table.of(ArrowSource.of(PyarrowFixturesTest.fixture("types.arrow"))));
    }
  }
}
