package momento.eventbridge.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/**
 * The state of a subtask: the events of its buffer as EventBridge would carry them, without what
 * the job's options add, so that a job may change its options between two runs.
 *
 * <p>An entry of version 1: detail type, detail (each a length in bytes and UTF-8), a byte that
 * tells which attributes follow, then source, time (seconds and nanoseconds), trace header, and the
 * number of resources with each resource. What surrounds the entries is Flink's.
 */
final class WriterStateSerializer extends AsyncSinkWriterStateSerializer<MomentoRequestEntry> {
  private static final int VERSION = 1;

  private static final int HAS_SOURCE = 1;
  private static final int HAS_TIME = 2;
  private static final int HAS_TRACE_HEADER = 4;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public BufferedRequestState<MomentoRequestEntry> deserialize(int version, byte[] serialized)
      throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "the state of this sink has version "
              + version
              + ", and this is version "
              + VERSION
              + " of momento-eventbridge-flink's state: restore it with the version of the library"
              + " that wrote it, or a later one");
    }
    return super.deserialize(version, serialized);
  }

  @Override
  protected void serializeRequestToStream(MomentoRequestEntry entry, DataOutputStream out)
      throws IOException {
    EventAttributes attributes = entry.attributes();
    writeText(entry.event().detailType().value(), out);
    writeText(entry.event().toDetail(), out);
    out.writeByte(
        (attributes.source().isPresent() ? HAS_SOURCE : 0)
            | (attributes.time().isPresent() ? HAS_TIME : 0)
            | (attributes.traceHeader().isPresent() ? HAS_TRACE_HEADER : 0));
    if (attributes.source().isPresent()) {
      writeText(attributes.source().get(), out);
    }
    if (attributes.time().isPresent()) {
      Instant time = attributes.time().get();
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
    if (attributes.traceHeader().isPresent()) {
      writeText(attributes.traceHeader().get(), out);
    }
    out.writeInt(attributes.resources().size());
    for (String resource : attributes.resources()) {
      writeText(resource, out);
    }
  }

  @Override
  protected MomentoRequestEntry deserializeRequestFromStream(long size, DataInputStream in)
      throws IOException {
    try {
      MomentoEvent event = MomentoEvent.parse(readText(in), readText(in));
      EventAttributes.Builder attributes = EventAttributes.builder();
      int flags = in.readUnsignedByte();
      if ((flags & HAS_SOURCE) != 0) {
        attributes.source(readText(in));
      }
      if ((flags & HAS_TIME) != 0) {
        attributes.time(Instant.ofEpochSecond(in.readLong(), in.readInt()));
      }
      if ((flags & HAS_TRACE_HEADER) != 0) {
        attributes.traceHeader(readText(in));
      }
      int count = in.readInt();
      List<String> resources = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        resources.add(readText(in));
      }
      return MomentoRequestEntry.restored(event, attributes.resources(resources).build());
    } catch (EventValidationException e) {
      throw new IOException("an event of the stored state is damaged: " + e.getMessage(), e);
    }
  }

  /** {@code writeUTF} takes 64 KB at the most. */
  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length != length) {
      throw new IOException(
          "the stored state is cut off: " + bytes.length + " of " + length + " bytes are there");
    }
    return new String(bytes, UTF_8);
  }
}
