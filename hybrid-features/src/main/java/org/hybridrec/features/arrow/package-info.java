/**
 * Arrow as a source of rows: IPC streams, IPC files and vectors in memory, and a writer for IPC
 * streams. The only package that imports Arrow.
 *
 * <p>Start at {@link org.hybridrec.features.arrow.ArrowSource} for reading and at {@link
 * org.hybridrec.features.arrow.ArrowFiles} for writing.
 *
 * <p><b>What is promised.</b> Streams and files are read into and written from plain Java arrays.
 * Arrow's allocator, its vectors and its use of {@code sun.misc.Unsafe} take no part in that, so
 * there is nothing to free, no {@code --add-opens} is needed, and Java 24 and later print no
 * warning about Unsafe. Of Arrow's jars, streams and files need {@code arrow-format} (the generated
 * classes of Arrow's own message definitions) and {@code flatbuffers-java} alone. {@link
 * org.hybridrec.features.arrow.ArrowSource#of(org.apache.arrow.vector.VectorSchemaRoot)} reads the
 * caller's vectors where they are, without copying, and needs {@code arrow-vector} and the memory
 * module that the caller has chosen; with {@code arrow-memory-unsafe} no flag is needed on Java 17
 * to 25, and Java 24 and later print Arrow's own warning about Unsafe.
 *
 * <p><b>Broken and hostile bytes.</b> Every length and offset in a stream is checked against the
 * bytes that are there before anything is allocated or followed: a truncated or damaged file ends
 * in an {@link org.hybridrec.features.source.InvalidDataException} that names file and batch. A
 * stream has no checksum, so changed values within well-formed buffers cannot be noticed, and a
 * stream cut exactly between two batches looks whole, because Arrow lets a stream end without a
 * mark; an IPC file cut anywhere is noticed by its missing footer.
 *
 * <p><b>How it works.</b> {@code FrameReader} cuts the bytes into messages; {@code FieldReader}
 * turns the schema message into {@code ArrowField}s; {@code BodyReader} cuts a batch's body into
 * {@code ArrowArray}s, as {@code VectorArrays} does with vectors; {@code ColumnReader} checks an
 * array and makes it a {@code SourceColumn} over {@code Values}.
 */
@NullMarked
package org.hybridrec.features.arrow;

import org.jspecify.annotations.NullMarked;
