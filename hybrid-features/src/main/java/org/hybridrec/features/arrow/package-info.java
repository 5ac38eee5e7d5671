/**
 * Arrow as a source of rows: IPC streams, IPC files and vectors in memory, and a writer of IPC
 * streams. The only package that imports Arrow.
 *
 * <p>Start at {@link org.hybridrec.features.arrow.ArrowSource} for reading streams and files, at
 * {@link org.hybridrec.features.arrow.VectorSource} for vectors, and at {@link
 * org.hybridrec.features.arrow.ArrowFiles} for writing.
 *
 * <p><b>Which jars, which flags.</b> Streams and files are read into and written from plain Java
 * arrays. Arrow's vectors, its allocators and its use of {@code sun.misc.Unsafe} take no part in
 * that: there is nothing to free, no JVM flag is needed, Java 24 and later print no warning, and of
 * Arrow's jars only {@code arrow-format} (the classes generated from Arrow's own message
 * definitions) and {@code flatbuffers-java} are loaded. {@code VectorSource} reads the caller's
 * vectors where they are, without copying, and needs {@code arrow-vector} and the memory module
 * that the caller has chosen. With {@code arrow-memory-unsafe} no flag is needed on Java 17 to 25;
 * Java 24 and later print a warning about Arrow's use of Unsafe, which a later Java may turn into
 * an error.
 *
 * <p><b>Damaged and hostile bytes.</b> Every length and offset is checked against the bytes that
 * are there before anything is allocated or followed: a truncated or damaged file ends in an {@link
 * org.hybridrec.features.source.InvalidDataException} that names file and batch. Arrow has no
 * checksum, so changed values within well-formed buffers cannot be noticed; and a stream cut
 * exactly between two messages looks whole, because Arrow lets a stream end without a mark. An IPC
 * file cut anywhere is noticed by its footer.
 *
 * <p><b>How it works.</b> {@code FrameReader} cuts the bytes into messages; {@code FieldReader}
 * turns the schema message into {@code ArrowField}s; {@code BodyReader} cuts a batch's body into
 * {@code ArrowArray}s, as {@code VectorArrays} does with vectors; {@code ColumnReader} checks an
 * array and makes it a {@code SourceColumn} over {@code Values}. {@code StreamWriter} goes the
 * other way.
 */
@NullMarked
package org.hybridrec.features.arrow;

import org.jspecify.annotations.NullMarked;
