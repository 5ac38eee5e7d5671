package org.hybridrec.features.arrow;

import java.nio.charset.CharacterCodingException;

/** Memory that holds one Arrow buffer, little-endian. Reading outside is an exception. */
interface Bytes {

  long size();

  byte int8(long offset);

  short int16(long offset);

  int int32(long offset);

  long int64(long offset);

  void copy(long offset, byte[] target, int length);

  /** Decodes strict UTF-8. */
  String utf8(long offset, int length) throws CharacterCodingException;
}
