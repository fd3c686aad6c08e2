package momento.eventbridge.samples.flinkbulkload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.csv.CsvReaderFormat;
import org.apache.flink.formats.json.JsonDeserializationSchema;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Reads all files of a directory, one subtask a file; where each is, is part of a checkpoint. */
final class InputFiles {
  private InputFiles() {}

  static DataStream<Item> read(StreamExecutionEnvironment environment, Path directory) {
    DataStream<Item> csv =
        source(
            environment,
            directory,
            ".csv",
            CsvReaderFormat.forSchema(
                CsvMapper::new, mapper -> mapper.schemaFor(Item.class), Types.POJO(Item.class)));
    DataStream<Item> ndjson =
        source(environment, directory, ".ndjson", new TextLineInputFormat())
            .map(new JsonLine())
            .uid("ndjson lines");
    return csv.union(ndjson);
  }

  private static <T> DataStream<T> source(
      StreamExecutionEnvironment environment,
      Path directory,
      String ending,
      StreamFormat<T> format) {
    FileSource<T> source =
        FileSource.forRecordStreamFormat(format, directory)
            .setFileEnumerator(
                () ->
                    new NonSplittingRecursiveEnumerator(
                        path -> path.getName().endsWith(ending) || isDirectory(path)))
            .build();
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "files" + ending)
        .uid("files" + ending);
  }

  /** The enumerator asks for directories as well, and goes down only where the answer is yes. */
  private static boolean isDirectory(Path path) {
    try {
      return path.getFileSystem().getFileStatus(path).isDir();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flink's own JSON format for POJOs. */
  private static final class JsonLine extends RichMapFunction<String, Item> {
    private static final long serialVersionUID = 1L;

    private final JsonDeserializationSchema<Item> json =
        new JsonDeserializationSchema<>(Item.class);

    @Override
    public void open(OpenContext context) {
      json.open(null);
    }

    @Override
    public Item map(String line) throws IOException {
      return json.deserialize(line.getBytes(UTF_8));
    }
  }
}
