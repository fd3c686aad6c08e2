package momento.eventbridge.samples.flinkbulkload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.connector.file.src.impl.StreamFormatAdapter;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.csv.CsvReaderFormat;
import org.apache.flink.formats.json.JsonDeserializationSchema;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Reads all files of a directory, one subtask a file; where each is, is part of a checkpoint.
 *
 * <p>Both formats are read by one source, because Flink runs the sink in the same task then: a
 * paced sink holds up the reading itself. Between two tasks the network would hold thousands of
 * items, for which each checkpoint would wait.
 */
final class InputFiles {
  private static final String CSV = ".csv";
  private static final String NDJSON = ".ndjson";

  private InputFiles() {}

  static DataStream<Item> read(StreamExecutionEnvironment environment, Path directory) {
    FileSource<Item> source =
        FileSource.forBulkFileFormat(new ByEnding(), directory)
            .setFileEnumerator(
                () ->
                    new NonSplittingRecursiveEnumerator(
                        path ->
                            path.getName().endsWith(CSV)
                                || path.getName().endsWith(NDJSON)
                                || isDirectory(path)))
            .build();
    return environment.fromSource(source, WatermarkStrategy.noWatermarks(), "files").uid("files");
  }

  /** The enumerator asks for directories as well, and goes down only where the answer is yes. */
  private static boolean isDirectory(Path path) {
    try {
      return path.getFileSystem().getFileStatus(path).isDir();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flink's own formats, each for its files. */
  private static final class ByEnding implements BulkFormat<Item, FileSourceSplit> {
    private static final long serialVersionUID = 1L;

    private final StreamFormatAdapter<Item> csv =
        new StreamFormatAdapter<>(
            CsvReaderFormat.forSchema(
                CsvMapper::new, mapper -> mapper.schemaFor(Item.class), Types.POJO(Item.class)));
    private final StreamFormatAdapter<Item> ndjson = new StreamFormatAdapter<>(new JsonLines());

    private StreamFormatAdapter<Item> of(FileSourceSplit file) {
      return file.path().getName().endsWith(CSV) ? csv : ndjson;
    }

    @Override
    public Reader<Item> createReader(Configuration configuration, FileSourceSplit file)
        throws IOException {
      return of(file).createReader(configuration, file);
    }

    @Override
    public Reader<Item> restoreReader(Configuration configuration, FileSourceSplit file)
        throws IOException {
      return of(file).restoreReader(configuration, file);
    }

    @Override
    public boolean isSplittable() {
      return false;
    }

    @Override
    public TypeInformation<Item> getProducedType() {
      return Types.POJO(Item.class);
    }
  }

  /** A line is an item, by Flink's JSON format for POJOs. */
  private static final class JsonLines extends SimpleStreamFormat<Item> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamFormat.Reader<Item> createReader(
        Configuration configuration, FSDataInputStream stream) {
      BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
      JsonDeserializationSchema<Item> json = new JsonDeserializationSchema<>(Item.class);
      json.open(null);
      return new StreamFormat.Reader<>() {
        @Override
        public @Nullable Item read() throws IOException {
          String line = lines.readLine();
          return line == null ? null : json.deserialize(line.getBytes(UTF_8));
        }

        @Override
        public void close() throws IOException {
          lines.close();
        }
      };
    }

    @Override
    public TypeInformation<Item> getProducedType() {
      return Types.POJO(Item.class);
    }
  }
}
