package momento.eventbridge.samples.bulkload;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * How far a load has come: every row up to here has its outcome, and of those after it nothing is
 * known.
 *
 * @param fileBytes the size of the file, which tells it from another one
 * @param fileModified when the file was changed, in milliseconds since 1970, likewise
 * @param cache where the rows go, because a load into another cache has to begin anew
 * @param bus by which event bus, likewise
 * @param rows how many rows have their outcome, from the first one on
 * @param accepted how many of them EventBridge accepted
 * @param rejectedBytes how long the file of the others was
 */
record Checkpoint(
    long fileBytes,
    long fileModified,
    String cache,
    String bus,
    long rows,
    long accepted,
    long rejectedBytes) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Nothing of the file is done yet. */
  static Checkpoint atStartOf(Path file, String cache, String bus) throws IOException {
    return new Checkpoint(
        Files.size(file), Files.getLastModifiedTime(file).toMillis(), cache, bus, 0, 0, 0);
  }

  /** Where the last run on the file came to, or its start if there was none. */
  static Checkpoint of(Path file, String cache, String bus, Path checkpoint) throws IOException {
    Checkpoint start = atStartOf(file, cache, bus);
    if (!Files.exists(checkpoint)) {
      return start;
    }
    Checkpoint last = JSON.readValue(checkpoint.toFile(), Checkpoint.class);
    if (last.fileBytes != start.fileBytes || last.fileModified != start.fileModified) {
      throw new LoadStoppedException(
          checkpoint
              + " is about a file of another size or time: bring that file back, or delete the"
              + " checkpoint to begin anew");
    }
    if (!start.cache.equals(last.cache) || !start.bus.equals(last.bus)) {
      throw new LoadStoppedException(
          checkpoint
              + " is about a load into cache "
              + last.cache
              + " by bus "
              + last.bus
              + ": give these, or delete the checkpoint to begin anew");
    }
    return last;
  }

  Checkpoint with(long rows, long accepted, long rejectedBytes) {
    return new Checkpoint(fileBytes, fileModified, cache, bus, rows, accepted, rejectedBytes);
  }

  /**
   * Replaces the file in one step, so that whenever the process is killed one of the two is there.
   */
  void write(Path checkpoint) throws IOException {
    Path next = checkpoint.resolveSibling(checkpoint.getFileName() + ".next");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(this));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        next, checkpoint, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
