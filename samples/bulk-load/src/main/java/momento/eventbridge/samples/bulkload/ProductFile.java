package momento.eventbridge.samples.bulkload;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A made-up list of products, the same at each run, with every 100,000th row spoilt. */
record ProductFile(Path path, long rows) {
  private static final int SPOILT = 100_000;

  void write() throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(path)) {
      csv.write("key,message\n");
      for (long row = 1; row <= rows; row++) {
        String message = isSpoilt(row) ? "" : message(row);
        csv.write(key(row) + ",\"" + message.replace("\"", "\"\"") + "\"\n");
      }
    }
  }

  /** A message must not be empty. */
  boolean isSpoilt(long row) {
    return row % SPOILT == 0;
  }

  long goodRows() {
    return rows - rows / SPOILT;
  }

  String key(long row) {
    return "product-" + row;
  }

  String message(long row) {
    Random random = new Random(row);
    return "{\"name\":\"Product %d, %s\",\"cents\":%d,\"stock\":%d}"
        .formatted(
            row,
            Long.toString(random.nextLong(), Character.MAX_RADIX),
            random.nextInt(100_000),
            random.nextInt(1_000));
  }
}
