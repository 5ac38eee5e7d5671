package org.hybridrec.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hybridrec.core.file.ModelFormatException.Kind;
import org.jspecify.annotations.Nullable;

/*
 * Reads the JSON header token by token, so that it is never in memory as a whole and the first
 * thing that is too much ends it. The bytes are decoded by the JDK's strict decoder, since the
 * parser's own would guess among encodings. Messages carry no text of the parser's exceptions and
 * no such exception as a cause: they may quote the file unescaped.
 */
final class HeaderReader {

  private static final int DEPTH = 3;
  private static final int LONG_DIGITS = 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(Limits.TEXT_CHARS)
                  .maxNameLength(Limits.NAME_CHARS)
                  .maxNumberLength(LONG_DIGITS)
                  .build())
          .build();

  private final JsonParser in;
  private final Origin origin;
  private final SortedMap<String, String> metadata = new TreeMap<>();
  private final List<Header.Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private HeaderReader(JsonParser in, Origin origin) {
    this.in = in;
    this.origin = origin;
  }

  /** Reads a header to the end of the stream. */
  static Header read(InputStream bytes, Origin origin) throws IOException {
    InputStreamReader chars =
        new InputStreamReader(
            bytes,
            UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    try (JsonParser parser = FACTORY.createParser(chars)) {
      return new HeaderReader(parser, origin).checkedHeader();
    }
  }

  private Header checkedHeader() throws IOException {
    try {
      return header();
    } catch (CharacterCodingException e) {
      throw malformed("UTF-8 throughout");
    } catch (JsonProcessingException e) {
      throw malformed("JSON within the limits of the format");
    }
  }

  private Header header() throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = name();
      if (name.equals(HeaderWriter.METADATA)) {
        readMetadata();
      } else {
        readEntry(name);
      }
    }
    if (in.nextToken() != null) {
      throw malformed("nothing after the object");
    }
    checkFormat(metadata.remove(HeaderWriter.FORMAT));
    metadata.remove(HeaderWriter.VERSION);
    return new Header(metadata, entries);
  }

  private void readMetadata() throws IOException {
    expect(JsonToken.START_OBJECT, "an object of texts");
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = checked(in.currentName());
      expect(JsonToken.VALUE_STRING, "a text for " + Printed.of(key));
      if (metadata.put(key, checked(in.getText())) != null) {
        throw duplicate(key);
      }
      if (metadata.size() > Limits.TEXTS) {
        throw malformed("at most " + Limits.TEXTS + " texts");
      }
    }
    // Before anything else is looked at: a later version may have other rules for the rest.
    checkFormat(metadata.get(HeaderWriter.FORMAT));
    checkVersion(metadata.get(HeaderWriter.VERSION));
  }

  private void checkFormat(@Nullable String format) {
    if (!HeaderWriter.FORMAT_NAME.equals(format)) {
      throw origin.refuse(
          Kind.NOT_A_MODEL,
          "metadata 'format' must be 'hybridrec', %s; give a file that this library has saved"
              .formatted(format == null ? "is not there" : "was " + Printed.of(format)));
    }
  }

  private void checkVersion(@Nullable String version) {
    if (version == null || !version.matches("0|[1-9][0-9]*")) {
      throw origin.refuse(
          Kind.NOT_A_MODEL,
          "metadata 'version' must be a whole number, %s; give a file that this library has saved"
              .formatted(version == null ? "is not there" : "was " + Printed.of(version)));
    }
    String known = Integer.toString(HeaderWriter.CURRENT_VERSION);
    if (version.equals("0")) {
      throw origin.refuse(
          Kind.TOO_OLD,
          "version 0 is too old, read is " + known + "; train and save the model again");
    }
    if (!version.equals(known)) {
      throw origin.refuse(
          Kind.TOO_NEW,
          "version %s is too new, read is %s; use a later release of hybridrec"
              .formatted(Printed.of(version), known));
    }
  }

  private void readEntry(String name) throws IOException {
    if (entries.size() == Limits.TENSORS) {
      throw malformed("at most " + Limits.print(Limits.TENSORS) + " tensors");
    }
    expect(JsonToken.START_OBJECT, "an object for tensor " + Printed.of(name));
    String dtype = null;
    long[] shape = null;
    long[] offsets = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      if (key.equals("dtype") && dtype == null) {
        expect(JsonToken.VALUE_STRING, "a text for 'dtype'");
        dtype = in.getText();
      } else if (key.equals("shape") && shape == null) {
        shape = numbers(Limits.DIMENSIONS);
      } else if (key.equals("data_offsets") && offsets == null) {
        offsets = numbers(2);
      } else {
        throw incomplete(name);
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
      throw incomplete(name);
    }
    entries.add(new Header.Entry(name, dtype, shape, offsets[0], offsets[1]));
  }

  private long[] numbers(int atMost) throws IOException {
    expect(JsonToken.START_ARRAY, "an array");
    long[] numbers = new long[atMost];
    int count = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.VALUE_NUMBER_INT
          || in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || count == atMost) {
        throw malformed("at most " + atMost + " whole numbers below 2^63");
      }
      numbers[count++] = in.getLongValue();
    }
    return Arrays.copyOf(numbers, count);
  }

  private String name() throws IOException {
    String name = checked(in.currentName());
    if (!names.add(name)) {
      throw duplicate(name);
    }
    return name;
  }

  private String checked(String text) {
    if (Limits.isBroken(text)) {
      throw malformed("no unpaired surrogates in " + Printed.of(text));
    }
    return text;
  }

  private void expect(JsonToken token, String what) throws IOException {
    if (in.nextToken() != token) {
      throw malformed(what);
    }
  }

  private ModelFormatException malformed(String expected) {
    return origin.refuse(
        Kind.HEADER,
        "the header must have %s, has not, at character %d; copy or save the file again"
            .formatted(expected, in.currentLocation().getCharOffset()));
  }

  private ModelFormatException incomplete(String tensor) {
    return malformed(
        "for tensor %s 'dtype', 'shape' and two 'data_offsets', once each and nothing else"
            .formatted(Printed.of(tensor)));
  }

  private ModelFormatException duplicate(String name) {
    return origin.refuse(
        Kind.DUPLICATE_NAME,
        "the name %s stands twice in the header, may once; save the file again"
            .formatted(Printed.of(name)));
  }
}
