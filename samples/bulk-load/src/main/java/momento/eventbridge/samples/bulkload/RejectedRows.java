package momento.eventbridge.samples.bulkload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of the rows that are not in the cache: line number and reason, never a key or a message.
 * It is in the order of the input and exact: what an earlier run wrote after its last checkpoint is
 * cut off, because those rows are loaded again.
 */
final class RejectedRows implements AutoCloseable {
  private final FileChannel file;

  RejectedRows(Path file, long bytesOfLastRun) throws IOException {
    this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    this.file.truncate(bytesOfLastRun);
    this.file.position(this.file.size());
    if (this.file.size() == 0) {
      write("line,reason\n");
    }
  }

  void add(long line, String reason) throws IOException {
    write(line + ",\"" + reason.replace("\"", "\"\"") + "\"\n");
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /** How long the file is, all of it on the disk. */
  long bytes() throws IOException {
    file.force(true);
    return file.size();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
