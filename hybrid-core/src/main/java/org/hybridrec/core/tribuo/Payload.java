package org.hybridrec.core.tribuo;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.Int32Value;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;

/**
 * The content of a model's protobuf: a {@code BytesValue} that holds, one behind the other,
 * Tribuo's {@code ModelDataProto} and an {@code Int32Value} with k (0 for all), each behind its
 * length as protobuf's delimited messages are, then the model file.
 */
final class Payload {

  static final int VERSION = 0;

  /** Room for names, domains and provenance beside the model file. */
  private static final long MOST_FILE_BYTES = Integer.MAX_VALUE - (1L << 28);

  private Payload() {}

  static BytesValue write(ModelDataProto data, int topK, TensorFile file) {
    if (file.byteCount() > MOST_FILE_BYTES) {
      throw new IllegalStateException(
          "the model has "
              + file.byteCount()
              + " bytes, a protobuf message holds "
              + MOST_FILE_BYTES
              + " of them at most; save it with model().save(path)");
    }
    try (ByteString.Output out = ByteString.newOutput()) {
      data.writeDelimitedTo(out);
      Int32Value.of(topK).writeDelimitedTo(out);
      file.write(out);
      return BytesValue.of(out.toByteString());
    } catch (IOException e) {
      throw new UncheckedIOException("no stream in memory throws", e);
    }
  }

  static HybridTribuoModel read(
      int version, Any message, List<VectorEncoder> encoders, List<Tokenizer> tokenizers)
      throws InvalidProtocolBufferException {
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "the model is of version " + version + ", this library reads " + VERSION);
    }
    ByteString bytes = message.unpack(BytesValue.class).getValue();
    try (InputStream in = bytes.newInput()) {
      ModelDataProto data = ModelDataProto.parseDelimitedFrom(in);
      Int32Value topK = Int32Value.parseDelimitedFrom(in);
      if (data == null || topK == null || topK.getValue() < 0) {
        throw new InvalidProtocolBufferException("the model is cut off; save it again");
      }
      TensorFile file = TensorFile.of(in.readAllBytes());
      return model(
          ModelDataCarrier.deserialize(data),
          topK.getValue(),
          HybridModel.of(file, encoders, tokenizers));
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
  }

  private static HybridTribuoModel model(ModelDataCarrier<?> carrier, int topK, HybridModel model) {
    if (!carrier.outputDomain().getDomain().stream().allMatch(Label.class::isInstance)) {
      throw new IllegalStateException("the model's outputs are no labels; save it again");
    }
    @SuppressWarnings("unchecked") // checked above
    ImmutableOutputInfo<Label> labels = (ImmutableOutputInfo<Label>) carrier.outputDomain();
    if (!LabelDomain.holds(labels, model.items())) {
      throw new IllegalStateException("the model's labels lack some of its items; save it again");
    }
    return new HybridTribuoModel(
        carrier.name(), carrier.provenance(), carrier.featureDomain(), labels, model, topK);
  }
}
