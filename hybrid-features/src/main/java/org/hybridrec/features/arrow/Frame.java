package org.hybridrec.features.arrow;

import org.apache.arrow.flatbuf.Message;

/**
 * The head of a message of an IPC stream.
 *
 * @param message the message without its body
 * @param bodyLength number of bytes of the body that follow, all of them there
 */
record Frame(Message message, int bodyLength) {}
